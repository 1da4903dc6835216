"""What a worded figure says when it is read back, by scale and bound; and from when rulings count."""

from __future__ import annotations

from datetime import timedelta

import flood
import pytest

from pipeline.briefing import render
from pipeline.briefs import Ruling
from pipeline.lineage import check
from pipeline.lineage.numbers import read_back
from pipeline.records import Ruled


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("1.5 million", 1.5e6, 1.5e6, "exact"),
        ("about 2 billion", 2e9, 2e9, "approx"),
        ("3 trillion", 3e12, 3e12, "exact"),
        ("at least 600", 600, None, "at_least"),
        ("over 600", 600, None, "more_than"),
        ("up to 40,000", None, 40_000, "up_to"),
        ("at most 40,000", None, 40_000, "at_most"),
        ("under 40", None, 40, "less_than"),
        ("1,000–3,000", 1000, 3000, "range"),
        ("thousands (2,000 or more)", 2000, None, "vague"),
    ],
)
def test_a_worded_figure_says_what_it_was_made_from(
    text: str, low: float | None, high: float | None, bound: str
) -> None:
    assert read_back(text) == (low, high, bound, None)


@pytest.mark.parametrize(("days", "known"), [(0, True), (1, False)])
def test_a_ruling_counts_from_its_very_day(days: int, known: bool) -> None:
    day = flood.AS_OF + timedelta(days=days)
    ruling = Ruling.model_validate(
        {"id": "late", "on": day, "by": "A. Reader", "reason": "So it is.", "reject": "c0000000000"}
    )
    ruled = Ruled(ruling_id="late", rule="A1", claim_ids=(), fields=(), reason="By a ruling.")
    estimates = tuple(
        e.model_copy(update={"rulings": (ruled,)}) if e.question_id == "fields" else e
        for e in flood.ESTIMATES
    )
    made = flood.edition(brief=flood.BRIEF.model_copy(update={"rulings": (ruling,)}), estimates=estimates)
    faults = [str(fault) for fault in check(made, render(made)["briefing.html"].decode())]
    assert any("no ruling 'late' was made" in fault for fault in faults) == (not known)


@pytest.mark.parametrize("twice", ['<b class="a" class="b">x</b>', '<b class="a" CLASS="a">x</b>'])
def test_an_attribute_that_stands_twice_is_a_fault(edition: object, html: str, twice: str) -> None:
    spoilt = html.replace("</main>", f"<p>{twice}</p></main>")
    messages = [fault.message for fault in check(edition, spoilt, whole=False)]  # type: ignore[arg-type]
    assert "<b> names an attribute twice" in messages


@pytest.mark.parametrize(
    ("place", "sound"), [("#rule-R5", True), ("", True), ("#rule-R999", False), ("#x", False)]
)
def test_a_link_to_the_method_leads_to_a_rule_that_there_is(
    edition: object, html: str, place: str, sound: bool
) -> None:
    page = html.replace("</main>", f'<p><a href="method.html{place}">why</a></p></main>')
    assert (check(edition, page, whole=False) == []) == sound  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "sound"), [(' class="id"', True), ("", False), (' class="x"', False)])
def test_only_code_that_is_marked_as_one_is_an_identifier(
    edition: object, html: str, kind: str, sound: bool
) -> None:
    known = flood.CLAIMS["fields"].claim_id
    page = html.replace("</main>", f"<p><code{kind}>{known}</code></p></main>")
    assert (check(edition, page, whole=False) == []) == sound  # type: ignore[arg-type]
