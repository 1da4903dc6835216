"""Where a page is not what its records say: what a template says literally is no part of it."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.editions import gathered
from pipeline.briefing import compose, render
from pipeline.lineage import check
from pipeline.lineage.expected.tokens import PageToken
from pipeline.lineage.literals import Literals
from pipeline.lineage.reading import divergences
from pipeline.reconciliation import propose, reconcile

DAY = date(2026, 3, 6)
LITERAL = Literals(frozenset({"<br>"}), frozenset({"Left", "received"}))
BREAK = PageToken("start", "<br>", raw="<br>")


def test_a_document_that_says_a_tag_in_words_names_no_tag() -> None:
    said = PageToken("words", "wrote <br> twice")
    alone = PageToken("words", "<br>")
    start, end = PageToken("start", "<b>", raw="<b>"), PageToken("end", "</b>")
    records = [said, start, alone, end]
    assert list(divergences([said, start, alone, end, BREAK], records, LITERAL)) == []


def test_a_tag_that_the_records_name_is_no_literal() -> None:
    assert [one.records for one in divergences([], [BREAK], LITERAL)] == ["<br>"]
    assert list(divergences([BREAK], [BREAK], LITERAL)) == []
    assert list(divergences([BREAK], [], LITERAL)) == []


def test_words_that_a_record_shares_with_a_template_raise_no_alarm() -> None:
    start, end = PageToken("start", "<b data-words='a'>", raw="<b>"), PageToken("end", "</b>")
    left, told = PageToken("words", "Left"), PageToken("words", "Tarn")
    records = [start, left, end, start, told, end]
    page = [left, start, left, end, PageToken("words", "received"), left, start, left, told, left, end, left]
    assert list(divergences(page, records, LITERAL)) == []
    assert [one.records for one in divergences([start, end, start, told, end], records, LITERAL)] == ["Left"]
    assert list(divergences([start, left, end, start, end], records, LITERAL))


def test_words_that_our_own_sentences_have_stand_as_often_as_there() -> None:
    start, end, left = PageToken("start", "<b>"), PageToken("end", "</b>"), PageToken("words", "Left")
    assert list(divergences([start, left, end, left], [start, left, end], LITERAL))


@pytest.mark.parametrize("title", ["Briefing", "Versions", "received", "Another", "Back to the top"])
def test_a_brief_may_be_called_what_a_template_says(title: str) -> None:
    told = f"{title}\n\n4 March 2026\n\nThe port office said that 30 dockers were hurt in Amarel.\n"
    pile = gathered([(f"{title}.txt", told.encode(), DAY)])
    brief = propose(pile).model_copy(update={"title": title})
    edition = compose(brief, reconcile(pile, brief, DAY), pile, DAY)
    assert check(edition, render(edition)["briefing.html"].decode()) == []
