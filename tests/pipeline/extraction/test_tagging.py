"""Parts of speech of words as the tokenizer cuts them."""

import time

import pytest

from pipeline.extraction.language.tagging import TAGS, case_tells, tag, tag_tokens
from pipeline.extraction.language.tokens import tokenize


def tags(text: str) -> dict[str, str]:
    tokens = tokenize(text, 0, len(text))
    return dict(zip((token.text for token in tokens), tag_tokens(tokens), strict=True))


CASES = [
    ("The workers plan to strike on Friday.", "strike", "VERB"),
    ("The strike cost the port a week.", "strike", "NOUN"),
    ("They report heavy losses in the east.", "report", "VERB"),
    ("The report names no source.", "report", "NOUN"),
    ("About 600 construction troops have been killed.", "troops", "NOUN"),
    ("About 600 construction troops have been killed.", "killed", "VERB"),
    ("The town's mayor didn't say so.", "didn't", "AUX"),
    ("The town's mayor didn't say so.", "town's", "NOUN"),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_a_word_is_told_by_its_surroundings(text: str, word: str, expected: str) -> None:
    assert tags(text)[word] == expected


def test_a_headline_in_capitals_is_no_run_of_names() -> None:
    found = tags("STORM KILLS 12 PEOPLE IN VELMAR")
    assert (found["KILLS"], found["PEOPLE"], found["IN"]) == ("VERB", "NOUN", "ADP")


def test_case_tells_nothing_in_a_headline() -> None:
    assert not case_tells(["Storm", "Kills", "Twelve", "People", "in", "Velmar"])
    assert case_tells(["A", "storm", "killed", "twelve", "people", "in", "Velmar"])


def test_marks_and_numbers_are_told_from_their_characters() -> None:
    assert tag(["1,000", "$", "—", "%", "'"]) == ("NUM", "SYM", "PUNCT", "SYM", "PUNCT")


def test_any_words_have_tags() -> None:
    words = ["", "\u200b", "’s", "'s", "Ω", "北京", "a" * 5000, "\ud800"]
    assert set(tag(words)) <= set(TAGS)
    assert tag([]) == ()


def test_time_grows_with_the_words_alone() -> None:
    def seconds(words: list[str]) -> float:
        begin = time.process_time()
        tag(words)
        return time.process_time() - begin

    words = ["the", "troops", "arrived", "in", "Velmar", ","] * 2000
    seconds(words)
    assert seconds(words * 4) < 12 * seconds(words) + 0.1
