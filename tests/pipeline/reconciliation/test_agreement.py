"""How far numbers and days may lie apart: a pair at and beyond the edge of each constant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, nobody, piled

from pipeline.briefs import Organisation
from pipeline.reconciliation import compare, reconcile
from pipeline.reconciliation.bounds import Point, Value, agree, best, floor2
from pipeline.records import Claim, Estimate, Interval

HUR = body("HUR")
STOCK = {"event": "stationed", "temporality": "stock"}
STATIONED, TOTAL = ask(**STOCK), ask(temporality="cumulative")
FIRST = date(2025, 3, 3)
HORIZON = STATIONED.horizon_days


def settle(brief: object, *claims: Claim, as_of: date = AS_OF) -> Estimate:
    days = {told.document_name for told in claims}
    texts = [document(day, day, received=FIRST) for day in sorted(days)]
    return reconcile(piled(claims, texts), brief, as_of)[0]  # type: ignore[arg-type]


def on(days: int, value: object, *links: object, **fields: object) -> Claim:
    """Return the claim of a report so many days after the first."""
    day = (FIRST + timedelta(days=days)).isoformat()
    return claim(document(day, day), value, *links, **fields)  # type: ignore[arg-type]


def rules(found: Estimate) -> dict[str, str]:
    return {aside.claim_id: aside.rule for aside in found.set_aside}


@pytest.mark.parametrize(
    ("bound", "other", "agreeing"),
    [("exact", 110.5, True), ("exact", 110.6, False), ("approx", 122.2, True), ("approx", 122.3, False)],
)
def test_points_agree_within_the_tolerance_of_their_wording(bound: str, other: float, agreeing: bool) -> None:
    one, two = Value(100, 100, bound), Value(other, other, bound)  # type: ignore[arg-type]
    assert agree(one, two) == agree(two, one) == agreeing


def test_a_shorter_chain_settles_no_open_conflict() -> None:
    near, far = Point(400, links=1), Point(900, links=2)
    assert best([near, far]) is None
    assert best([near, far, Point(1000)]) == 900
    assert best([Point(400, nearer=1), far]) in (400, None)
    assert best([Point(400, grade="B"), far]) == 400


def test_the_floor_is_what_two_at_least_state() -> None:
    assert floor2([900, 400, 700]) == 700
    assert floor2([900]) is None


@pytest.mark.parametrize(("days", "origins"), [(HORIZON, 2), (HORIZON + 1, 1)])
def test_what_is_older_than_the_horizon_is_of_another_time(days: int, origins: int) -> None:
    old = on(0, 500, HUR, **STOCK)
    found = settle(STATIONED, old, on(days, 500, NIS, at=200, **STOCK))
    assert found.n_origins == origins
    assert ("R10h" in rules(found).values()) == (origins == 1)


@pytest.mark.parametrize(("days", "word"), [(HORIZON, "high"), (HORIZON + 1, "moderate")])
def test_confidence_fades_the_day_after_the_horizon(days: int, word: str) -> None:
    names = ("Lake Board", "River Survey", "Weir Office")
    brief = STATIONED.model_copy(update={"organisations": (Organisation(name="Lake Board", grade="B"),)})
    told = [on(0, 500, body(name), at=100 * place, **STOCK) for place, name in enumerate(names)]
    assert settle(brief, *told, as_of=FIRST + timedelta(days=days)).confidence == word


def test_an_origin_of_the_very_grade_of_a_row_is_good_enough() -> None:
    names = ("Lake Board", "River Survey", "Weir Office")
    told = [on(0, 500, body(name), at=100 * place, **STOCK) for place, name in enumerate(names)]
    for grade, word in (("A", "high"), ("B", "high"), ("C", "moderate")):
        brief = STATIONED.model_copy(
            update={"organisations": (Organisation(name="Lake Board", grade=grade),)}
        )
        assert settle(brief, *told, as_of=FIRST).confidence == word, grade


@pytest.mark.parametrize(("mention", "rule"), [("--04-30", None), ("--05-03", "R10")])
def test_an_inferred_date_is_of_the_time_of_the_newest_within_the_horizon(
    mention: str, rule: str | None
) -> None:
    assert HORIZON == 60
    dated, undated = document("dated", FIRST.isoformat()), document("undated", mention=mention)
    told = claim(undated, 500, HUR, at=200, **STOCK)
    (found,) = reconcile(piled([claim(dated, 500, NIS, **STOCK), told], [dated, undated]), STATIONED, AS_OF)
    assert rules(found).get(told.claim_id) == rule


def closed(end: date) -> Interval:
    return Interval(start=end - timedelta(days=3), end=end, precision="day", basis="stated")


@pytest.mark.parametrize(("days", "recalled"), [(7, False), (8, True)])
def test_a_window_is_long_past_after_a_week(days: int, recalled: bool) -> None:
    window = closed(FIRST + timedelta(days=20 - days))
    earlier = on(20, 90, NIS, at=300, time=window)
    found = settle(TOTAL, on(20, 12, NIS), earlier)
    assert (rules(found).get(earlier.claim_id) == "R3b") == recalled


@pytest.mark.parametrize(("apart", "standing"), [(1, "same_origin"), (2, "not_comparable")])
def test_a_night_belongs_to_two_days_and_no_more(apart: int, standing: str) -> None:
    flow = {"temporality": "flow"}
    day = Interval(start=FIRST, end=FIRST, precision="day", basis="stated")
    other = FIRST + timedelta(days=apart)
    next_day = Interval(start=other, end=other, precision="day", basis="stated")
    one, two = on(5, 40, NIS, time=day, **flow), on(5, 40, NIS, at=200, time=next_day, **flow)
    found = compare([one, two], piled([one, two], [document(one.document_name, one.document_name)]))
    assert found.standing == standing
    assert ("temporality" in found.differs) == (apart > 1)


@pytest.mark.parametrize(
    ("bound", "number", "standing"),
    [
        (120, 132, "same_origin"),
        (120, 133, "superseded"),
        (4000, 4999, "same_origin"),
        (4000, 5000, "superseded"),
        (2.5, 2.59, "same_origin"),
        (2.5, 3.1, "superseded"),
    ],
)
def test_a_bound_words_a_number_up_to_a_tenth_above_it_or_cut_to_its_digits(
    bound: float, number: float, standing: str
) -> None:
    one, two = on(0, number, NIS), on(0, (bound, None), NIS, at=200, bound="more_than")
    text = document(one.document_name, one.document_name)
    assert compare([one, two], piled([one, two], [text])).standing == standing


@pytest.mark.parametrize(("days", "rule"), [(HORIZON, "R7"), (HORIZON + 1, "R8p")])
def test_a_part_bounds_the_whole_within_the_horizon(days: int, rule: str) -> None:
    brief = ask(**STOCK, place="Russia")
    part = on(0, 40, HUR, place="Kursk region", **STOCK)
    found = settle(brief, part, on(days, 500, NIS, at=200, place="Russia", **STOCK))
    assert rules(found)[part.claim_id] == rule


@pytest.mark.parametrize(("who", "verdict"), [(HUR, "conflicting"), (nobody("rumours"), "single_origin")])
def test_only_a_part_that_somebody_states_exceeds_the_whole(who: object, verdict: str) -> None:
    brief = ask(**STOCK, place="Russia")
    part = on(0, 900, who, place="Kursk region", **STOCK)
    found = settle(brief, part, on(0, 500, NIS, at=200, place="Russia", **STOCK))
    assert found.verdict == verdict
