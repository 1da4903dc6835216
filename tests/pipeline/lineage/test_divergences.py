"""Where a page is not what its records say: what a template says literally is no part of it."""

from __future__ import annotations

from pipeline.lineage.expected.tokens import PageToken
from pipeline.lineage.literals import Literals
from pipeline.lineage.reading import divergences

LITERAL = Literals(frozenset({"<br>"}), frozenset({"Left"}))
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
