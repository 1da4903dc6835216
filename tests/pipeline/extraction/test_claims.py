"""The claims of a document: what holds for any text, friendly or hostile."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cleaning import clean, read
from pipeline.extraction import extract, parse_figure
from pipeline.records import Claim, Document

DAY = date(2025, 11, 20)
WORDS = [
    "the ministry",
    "said",
    "that",
    "about",
    "40",
    "soldiers",
    "killed",
    "in Velmar",
    ",",
    ".",
    "“",
    "”",
    '"',
    "and",
    "3,000",
    "to",
    "denied",
    "plans to",
    "of the",
    "according to",
    "Anna Brisk",
    "(",
    ")",
    "it",
    "two",
    "half",
    "per cent",
    "$",
    "million",
    "on Monday",
    "between",
    "-",
    "\n\n",
    "who",
    "cited by",
    "thousands",
]


def document_of(text: str) -> Document:
    return read(text.encode("utf-8", "replace"), name="test.txt", source="test", received_on=DAY)


def check(document: Document) -> int:
    found = extract(document, clean(document))
    for item in found:
        assert item.figure.of(document.text) == item.figure_text
        assert parse_figure(item.figure_text) == (item.low, item.high, item.bound)
        assert item.sentence.start <= item.figure.start < item.figure.end <= item.sentence.end
        assert item.chain[0].kind == "publisher"
        assert item.origin == (item.chain[-1].party if len(item.chain) > 1 else "publisher")
    assert len({item.claim_id for item in found}) == len(found)
    return len(found)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_the_invariants_hold_for_sentences_of_any_shape(text: str) -> None:
    check(document_of(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    check(document_of(text))


def test_a_document_in_error_has_no_claims() -> None:
    document = read(b"\x00\x01\x02\x00" * 100, name="x.bin", source="test", received_on=DAY)
    assert document.error is not None
    assert extract(document, clean(document)) == []


def test_the_rules_that_fired_are_listed_in_order(claims: Callable[[str], list[Claim]]) -> None:
    rules = claims("The ministry said about 40 Russian soldiers were killed in Velmar.")[0].rules
    assert rules == (
        "amount.digits",
        "bound.approx",
        "counted.own",
        "event.killed",
        "status.observed",
        "actor.noun",
        "place.sentence",
        "time.none",
        "attribution.sentence",
    )


HOSTILE = {
    "one line": lambda n: "They killed 40 men and said so " * n,
    "digits": lambda n: "9" * (40 * n),
    "grouped digits": lambda n: "9," * (20 * n),
    "number words": lambda n: "hundred and five " * n,
    "quotes": lambda n: '"“”" said 40 ' * n,
    "open quote": lambda n: "“" + "It cost 40 lives. " * n,
    "brackets": lambda n: "(" * (20 * n) + "40 men" + ")" * (20 * n),
    "commas": lambda n: "a 40, " * n,
    "sentences": lambda n: "The army said 40 men died. " * n,
    "capitals": lambda n: "In Velmar And Brask Of " * n,
    "said": lambda n: "he said, " * n,
    "dashes": lambda n: "40-" * (10 * n),
    "paragraphs": lambda n: "He lost 40 men there and said it was so.\n\n" * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(name: str) -> None:
    def seconds(size: int) -> float:
        document = document_of(HOSTILE[name](size))
        cleaned = clean(document)
        start = time.process_time()
        extract(document, cleaned)
        return time.process_time() - start

    seconds(20)
    small, large = seconds(400), seconds(1600)
    assert large < 10 * small + 0.5  # four times the text; a quadratic step takes sixteen times as long
