"""What the drawings of a question show: an origin with its reports, and statements over time."""

from __future__ import annotations

import re
from datetime import date

import flood

from pipeline.briefing.chart import over_time
from pipeline.briefing.edition import Branch, Detail, Edition
from pipeline.briefing.render import render_page
from pipeline.lineage import check
from pipeline.records import Estimate, Interval


def detail(edition: Edition, question: str) -> Detail:
    (found,) = [detail for detail in edition.details if detail.question_id == question]
    return found


def test_a_single_origin_is_a_single_tree_with_all_its_reports(edition) -> None:
    (branch,) = detail(edition, "soldiers-planned").branches
    assert branch.known
    assert len(branch.reports) == 3
    assert {report.state for report in branch.reports} == {"in_force"}


def test_trees_begin_with_what_stands(edition) -> None:
    states = [[report.state for report in branch.reports] for branch in detail(edition, "dead").branches]
    assert states == [["in_force", "superseded"], ["in_force"]]
    (camps,) = detail(edition, "camps").branches
    assert not camps.known


def dated(estimate: Estimate) -> Estimate:
    """Return an estimate whose statements were made on days of their own, two days apart."""
    days = [date(2026, 5, 12 + 2 * index) for index in range(len(estimate.series))]
    said = [Interval(start=day, end=day, precision="day", basis="stated") for day in days]
    told = zip(estimate.series, said, strict=True)
    return estimate.model_copy(update={"series": tuple(s.model_copy(update={"said_on": i}) for s, i in told)})


def test_statements_over_time_keep_their_order_and_scale() -> None:
    edition = flood.edition(estimates=tuple(map(dated, flood.ESTIMATES)))
    moments = detail(edition, "dead").moments
    assert [moment.state for moment in moments] == ["superseded", "in_force", "in_force"]
    marks = over_time(moments)
    places = [float(mark.x.rstrip("%")) for mark in marks]
    assert places == sorted(set(places))
    assert [mark.open_high for mark in marks] == [False, False, True]
    assert float(marks[0].bottom) > float(marks[1].bottom) > float(marks[2].bottom)
    assert detail(edition, "houses").moments == ()  # nothing to draw of a single day
    page = render_page(edition)
    assert "Statements over time" in page
    assert check(edition, page) == []


def test_many_reports_are_folded_and_none_is_lost(edition) -> None:
    known = detail(edition, "soldiers-planned")
    (branch,) = known.branches
    many = Branch(**{**dict(branch), "reports": branch.reports * 10})
    details = tuple(d.model_copy(update={"branches": (many,)}) if d is known else d for d in edition.details)
    crowded = edition.model_copy(update={"details": details})
    page = render_page(crowded)
    section = page[page.index('id="q-soldiers-planned"') : page.index('id="q-soldiers-arrived"')]
    shown, _, folded = section.partition("Further reports of the same origin")
    assert (len(re.findall(r'class="report ', shown)), len(re.findall(r'class="report ', folded))) == (12, 18)
    assert check(crowded, page, whole=False) == []  # its ledger knows nothing of the crowd
