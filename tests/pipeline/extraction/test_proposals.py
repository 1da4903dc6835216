"""What somebody else points at becomes a claim only where its words stand and the grammar reads the same."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.cleaning import clean, read
from pipeline.extraction import Proposal, extract

TEXT = """The harbour strike

The union and the two shipowners met in Vendia on Monday. At least 40 dockers left the port of Vendia.
On 12 May the port had opened again.
"""


def figures(*proposals: Proposal) -> list[tuple[str, float | None, float | None, bool]]:
    document = read(TEXT.encode(), name="strike.txt", source="own", received_on=date(2026, 5, 20))
    claims = extract(document, clean(document), proposals)
    return [(c.figure_text, c.low, c.high, "figure.proposed" in c.rules) for c in claims]


def test_without_proposals_the_grammar_reads_alone():
    assert figures() == [("At least 40", 40, None, False)]


def test_a_figure_that_the_grammar_passed_over_is_taken_when_it_reads_the_same():
    pointed = Proposal(quote="the two shipowners met", figure="two", low=2, high=2)
    assert figures(pointed) == [("two", 2, 2, True), ("At least 40", 40, None, False)]


@pytest.mark.parametrize(
    ("quote", "figure", "low", "high"),
    [
        ("the two shipowners met", "two", 200, 200),  # another value than the grammar reads
        ("the two shipowners met", "the two", 2, 2),  # other words than the figure's
        ("the two shipowners left", "two", 2, 2),  # words that stand nowhere in the text
        ("the port", "port", 2, 2),  # words that stand there twice
        ("At least 40 dockers", "40", 40, 40),  # a figure without its bound
        ("At least 40 dockers", "At least 40", 40, None),  # a figure that is known already
        ("On 12 May", "12", 12, 12),  # a date
        ("Vendia on Monday", "Monday", 1, 1),  # no number at all
        ("", "", None, None),
    ],
)
def test_what_does_not_hold_changes_nothing(quote, figure, low, high):
    assert figures(Proposal(quote=quote, figure=figure, low=low, high=high)) == figures()
