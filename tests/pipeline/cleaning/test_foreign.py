"""What is written in another language is set aside with that as the reason, and nothing else is."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

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
    for text, name in ((FRENCH, "French"), (RUSSIAN, "Russian"), (KOREAN, "Korean")):
        document, cleaned = read_and_cleaned(text)
        assert cleaned.error is None
        assert not cleaned.kept()
        assert foreign(cleaned) == f"written in {name}"
        assert extract(document, cleaned) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Swedish",
            "Minst 34 gruvarbetare omkom när en tunnel rasade in, uppgav departementet på torsdagen.",
        ),
        (
            "Indonesian",
            "Sebanyak 34 penambang dilaporkan meninggal setelah terowongan runtuh, menurut pemerintah.",
        ),
        ("Czech", "Nejméně 34 horníků přišlo o život, když se zřítil tunel, oznámilo ministerstvo."),
        (
            "Finnish",
            "Ainakin 34 kaivosmiestä sai surmansa tunnelin sorruttua, ministeriö ilmoitti torstaina.",
        ),
        ("Romanian", "Cel puțin 34 de mineri și-au pierdut viața după ce un tunel s-a prăbușit."),
        ("Hungarian", "Legalább 34 bányász vesztette életét, amikor beomlott egy alagút, közölte a tárca."),
        ("Turkish", "Bakanlık, tünelin çökmesi sonucu en az 34 madencinin hayatını kaybettiğini bildirdi."),
        ("Danish", "Mindst 34 minearbejdere omkom, da en tunnel styrtede sammen, oplyser ministeriet."),
        ("Vietnamese", "Ít nhất 34 thợ mỏ thiệt mạng khi đường hầm bị sập, theo thông báo của bộ."),
        ("Swahili", "Wachimbaji 34 wamepoteza maisha baada ya handaki kuporomoka, wizara imesema."),
        ("Portuguese", "Pelo menos 34 mineiros perderam a vida quando um túnel desabou, disse o ministério."),
        ("Polish", "Co najmniej 34 górników straciło życie po zawaleniu się tunelu, podało ministerstwo."),
        ("Lithuanian", "Mažiausiai 34 kalnakasiai žuvo įgriuvus tuneliui, pranešė ministerija."),
        ("Arabic", "لقي ما لا يقل عن 34 عاملا حتفهم إثر انهيار نفق في المنجم، بحسب الوزارة."),
        ("Hindi", "मंत्रालय ने बताया कि सुरंग ढहने से कम से कम 34 खनिकों की मौत हो गई।"),
        ("Greek", "Τουλάχιστον 34 εργάτες έχασαν τη ζωή τους όταν κατέρρευσε μια σήραγγα."),
    ],
)
def test_a_report_of_one_sentence_names_its_language(name: str, text: str) -> None:
    _, cleaned = read_and_cleaned(f"{text}\n")
    assert foreign(cleaned) == f"written in {name}"


@pytest.mark.parametrize(
    "text",
    [
        "Dejuan Marwick, Oyelaran Adekunle, Krzysztof Wiśniewski and Nguyễn Thị Hương: 4 killed.",
        "Orlan – 34 mm\nVest-Berg – 175 mm\nSanta Rosa – 12 mm",
        "El Niño cost Baja Costa 34 boats.",
        "Tel. +98 21 0042 0042, fax +98 21 0042 0043",
        "34 dead",
    ],
)
def test_names_tables_and_short_lines_are_no_other_language(text: str) -> None:
    document, cleaned = read_and_cleaned(ENGLISH + "\n" + text + "\n")
    kept = "".join(document.text[span.start : span.end] for span in cleaned.kept())
    assert "written in" not in " ".join(span.reason for span in cleaned.spans)
    assert kept


def test_no_model_of_languages_is_loaded_at_import() -> None:
    code = "import sys, pipeline; sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


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
