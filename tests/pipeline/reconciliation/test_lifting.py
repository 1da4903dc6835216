"""Which claims are those of an earlier report: how much must be copied, and what restates it."""

from __future__ import annotations

import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, copying, document, piled

from pipeline.reconciliation import reconcile
from pipeline.records import CleanedText, Estimate

HOME, COPY = document("home", "2025-06-03"), document("copy", "2025-06-05")
TOTAL = ask(temporality="cumulative")


@pytest.mark.parametrize(("end", "reports"), [(45, 1), (44, 2)])
def test_a_claim_is_copied_where_half_of_its_sentence_is(end: int, reports: int) -> None:
    told = [claim(HOME, 400, NIS, length=90), claim(COPY, 400, NIS, length=90)]
    (found,) = reconcile(piled(told, [HOME, COPY], [copying(COPY, HOME, 0, end)]), TOTAL, AS_OF)
    assert found.n_reports == reports


def changed(copy: CleanedText, number: float) -> Estimate:
    told = [claim(HOME, 400, NIS), claim(copy, number, body("Ferry Guild"))]
    return reconcile(piled(told, [HOME, copy], [copying(copy, HOME, 0, 200)]), TOTAL, AS_OF)[0]


@pytest.mark.parametrize(
    ("day", "number", "best"),
    [("2025-06-05", 450, 450), ("2025-06-03", 450, 400), ("2025-06-05", 350, 400)],
    ids=["later and higher", "of the same day", "later and lower"],
)
def test_another_number_in_copied_words_is_news_where_the_total_has_grown_since(
    day: str, number: float, best: float
) -> None:
    found = changed(document("other", day), number)
    assert found.best == best
    assert ("R11h" in {aside.rule for aside in found.set_aside}) == (best == 400)


def test_a_copy_of_a_later_day_gives_its_home_no_origin() -> None:
    for day, known in (("2025-06-03", 1), ("2025-06-05", 0)):
        copy = document("copy", day)
        told = [claim(HOME, 400), claim(copy, 400, NIS)]
        (found,) = reconcile(piled(told, [HOME, copy], [copying(copy, HOME)]), TOTAL, AS_OF)
        assert (found.n_origins, found.n_unknown) == (known, 1 - known), day


def test_a_near_duplicate_is_no_report_of_its_own() -> None:
    twin = document("twin", "2025-06-03")
    told = [claim(HOME, 400, NIS), claim(twin, 410, NIS, at=300)]
    alone = reconcile(piled(told, [HOME, twin]), TOTAL, AS_OF)[0]
    copied = reconcile(piled(told, [HOME, twin], [copying(twin, HOME)]), TOTAL, AS_OF)[0]
    assert (alone.n_reports, copied.n_reports) == (2, 1)


@pytest.mark.parametrize(("kind", "rule"), [("title", "R11a"), ("prose", "R11h")])
def test_a_title_that_drops_a_word_does_not_change_the_number(kind: str, rule: str) -> None:
    span = {"start": 0, "end": 60, "kept": True, "kind": kind, "reason": "t"}
    copy = CleanedText.model_validate({**COPY.model_dump(), "spans": [span]})
    told = [claim(HOME, (400, None), NIS, bound="more_than"), claim(copy, 400, NIS, length=50)]
    (found,) = reconcile(piled(told, [HOME, copy], [copying(copy, HOME)]), TOTAL, AS_OF)
    assert [aside.rule for aside in found.set_aside] == [rule]
