"""What is written in another language is set aside with that as the reason, and nothing else is."""

from __future__ import annotations

from datetime import date

from pipeline.cleaning import clean, foreign, read
from pipeline.extraction import extract
from pipeline.records import CleanedText, Document

FRENCH = """Explosion dans une mine

Au moins 34 personnes sont mortes dans une explosion, a annoncé le ministère. Les secours ont remonté les 120
mineurs qui étaient dans la galerie.
"""
RUSSIAN = """Взрыв на шахте

Не менее 34 человек погибли при взрыве на шахте, сообщило министерство. Спасатели вывели 120 горняков.
"""
KOREAN = """광산에서 폭발이 일어나 34명이 숨졌다고 정부가 밝혔다.
"""
ENGLISH = """Mine blast

At least 34 people died in a blast at the mine, the ministry said. The rescuers brought up the 120 miners
who were in the gallery.

It was the worst accident of the year, and it was not the first that had been feared by those who work there.
"""


def read_and_cleaned(text: str) -> tuple[Document, CleanedText]:
    document = read(text.encode(), name="mine.txt", source="own", received_on=date(2026, 5, 20))
    return document, clean(document)


def test_a_document_in_another_language_is_set_aside_whole() -> None:
    for text, name in ((FRENCH, "French"), (RUSSIAN, "cyrillic letters"), (KOREAN, "Korean")):
        document, cleaned = read_and_cleaned(text)
        assert cleaned.error is None
        assert not cleaned.kept()
        assert foreign(cleaned) == f"written in {name}"
        assert extract(document, cleaned) == []


def test_a_paragraph_in_another_language_is_set_aside_alone() -> None:
    document, cleaned = read_and_cleaned(ENGLISH + "\n" + FRENCH.split("\n\n")[1])
    assert cleaned.language == "en"
    assert foreign(cleaned) is None
    assert [span.reason for span in cleaned.spans if "Au moins" in document.text[span.start : span.end]] == [
        "written in French"
    ]
    assert [claim.low for claim in extract(document, cleaned)] == [34, 120]


def test_english_with_foreign_names_and_words_is_kept() -> None:
    text = """Strike at Porto da Vela

Some 400 workers of the Companhia de Navegação da Vela in Porto da Vela, Bahia, left the "greve geral" on
Monday, the union Força dos Portos said. The director, João de la Cruz, called it a "coup de théâtre".
"""
    document, cleaned = read_and_cleaned(text)
    assert "400" in "".join(document.text[span.start : span.end] for span in cleaned.kept())


def test_spans_still_cover_the_whole_document() -> None:
    for text in (FRENCH, ENGLISH + FRENCH, RUSSIAN + ENGLISH):
        document, cleaned = read_and_cleaned(text)
        assert "".join(document.text[span.start : span.end] for span in cleaned.spans) == document.text
