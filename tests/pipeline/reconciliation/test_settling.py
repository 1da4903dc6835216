"""Settling without comparing all pairs: the same as comparing them, and in time that grows with the pile."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import combinations, permutations
from math import log

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, nobody, person, piled

from benchmarks import shapes
from benchmarks.shapes import SHAPES, Shape
from pipeline.briefs import Vocabulary
from pipeline.reconciliation import dating, reconcile
from pipeline.reconciliation.bounds import PRECISION, Agreeing, Value, agree, all_agree, exceeds, middle
from pipeline.reconciliation.comparing import Newer, _before, compatible, distinct, falls, points
from pipeline.reconciliation.echoes import _rounds, told_again
from pipeline.reconciliation.evidence import Evidence, gather
from pipeline.reconciliation.growth import rises
from pipeline.reconciliation.joining import voices
from pipeline.reconciliation.reading import Reading
from pipeline.reconciliation.series import _carried, _carries, _looseness, readings
from pipeline.reconciliation.verdict import _corroborated, _in_conflict
from pipeline.records import CleanedText, Link

BOUNDS = ["exact", "approx", "at_least", "up_to", "range", "vague"]
NUMBERS = [100, 104, 109, 115, 600, 1000, 2000]
LINKS: list[tuple[Link, ...]] = [
    (NIS,),
    (body("Weir Office"),),
    (person("Ann Lund"),),
    (nobody("reports"),),
    (),
]
BRIEF = ask(place="Russia", beside=["possible"], temporality="cumulative")
WORDS = Vocabulary()
FAST = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def stated(bound: str, number: float) -> tuple[float | None, float | None]:
    if bound in ("at_least", "vague"):
        return number, None
    if bound == "up_to":
        return None, number
    return (number, number * 1.5) if bound == "range" else (number, number)


@st.composite
def values(draw: st.DrawFn) -> Value:
    bound = draw(st.sampled_from(BOUNDS))
    return Value(*stated(bound, draw(st.sampled_from(NUMBERS))), bound)  # type: ignore[arg-type]


@st.composite
def evidence(draw: st.DrawFn) -> list[Evidence]:
    """Evidence on one question by known and unknown origins, some in titles, over a few days."""
    texts, claims = [], []
    for number in range(draw(st.integers(1, 4))):
        day = draw(st.sampled_from([None, "2025-03-01", "2025-03-04", "2025-06-01"]))
        text = document(f"doc{number}", day, mention=draw(st.sampled_from([None, "--05"])))
        title = {"start": 0, "end": 200, "kept": True, "kind": "title", "reason": "t"}
        texts.append(CleanedText.model_validate({**text.model_dump(), "spans": [title]}))
        for place in range(draw(st.integers(1, 6))):
            bound = draw(st.sampled_from(BOUNDS))
            claims.append(
                claim(
                    text,
                    stated(bound, draw(st.sampled_from(NUMBERS))),
                    *draw(st.sampled_from(LINKS)),
                    bound=bound,  # type: ignore[arg-type]
                    at=200 * place,
                    length=100 + 10 * number + place,
                    place="Russia",
                    temporality=draw(st.sampled_from(["cumulative", "flow"])),
                )
            )
    return gather(piled(claims, texts), BRIEF, WORDS)


def read(items: Sequence[Evidence]) -> list[Reading]:
    found = readings(items, voices(items, slot=lambda item: None))
    return [reading for origin in sorted(found) for reading in found[origin]]


@FAST
@given(st.lists(values(), max_size=12), values())
def test_values_that_agree_are_found_as_by_trying_each(several: list[Value], one: Value) -> None:
    agreeing = [place for place, value in enumerate(several) if agree(value, one)]
    found = Agreeing(several)
    assert found.any(one) == bool(agreeing)
    assert found.first(one) == (agreeing[0] if agreeing else None)
    assert all_agree(several) == all(agree(*pair) for pair in combinations(several, 2))


def nearest(item: Evidence, twins: Iterable[Evidence]) -> Evidence | None:
    """Return the nearest of all twins, by looking at each."""

    def distance(twin: Evidence) -> tuple[object, ...]:
        apart = abs(dating.last_day(twin.said) - dating.last_day(item.said))
        return twin.home != item.home, apart, twin.rank

    return min(twins, key=distance, default=None)


def twin_of(item: Evidence, items: Sequence[Evidence]) -> Evidence | None:
    """Return whose number a claim gives, by looking at all others."""
    known = [one for one in items if one.party.known]
    twins = [one for one in known if one.value.digits == item.value.digits]
    if not item.party.known:
        finer = [
            one
            for one in known
            if one.home == item.home
            and PRECISION[one.claim.bound] < PRECISION[item.claim.bound]
            and agree(one.value, item.value)
        ]
        return nearest(item, twins or finer)
    others = [one for one in twins if one.party.name != item.party.name and not one.in_title]
    if item.in_title and others:
        return nearest(item, others)
    same = [one for one in others if one.party.body and one.home == item.home]
    return None if item.party.body else nearest(item, same)


@FAST
@given(evidence())
def test_numbers_join_the_nearest_of_all_attributed_ones(items: list[Evidence]) -> None:
    found = voices(items, slot=lambda item: None)
    for item in items:
        twin = twin_of(item, items)
        voice = found[item.claim.claim_id]
        assert (voice.joined is not None) == (twin is not None)
        if twin:
            assert voice.name == twin.party.name


@FAST
@given(evidence())
def test_readings_compare_as_if_all_pairs_were_compared(items: list[Evidence]) -> None:
    found = read(items)
    known = [reading for reading in found if reading.voice.known]
    assert _in_conflict(found) == any(not compatible(*pair) for pair in combinations(found, 2))
    assert _corroborated(known) == any(
        agree(one.value, other.value) and (one.value.point is not None or other.value.point is not None)
        for one, other in combinations(known, 2)
        if one.voice.key != other.voice.key
    )
    for older in found:
        expected = next((newer for newer in found if falls(older, newer)), None)
        assert Newer(found).fall_from(older) == expected
        agreeing = any(compatible(older, one) for one in known)
        assert any(compatible(older, one) for one in distinct(known)) == agreeing


@FAST
@given(evidence())
def test_the_first_that_carries_a_reading_is_found(items: list[Evidence]) -> None:
    current = sorted(read(items), key=lambda r: (PRECISION[r.value.bound], _looseness(r.value)))
    in_force: list[Reading] = []
    carried: list[tuple[Reading, Reading]] = []
    for reading in current:
        holder = next((one for one in in_force if _carries(one, reading)), None)
        if holder is None:
            in_force.append(reading)
        else:
            carried.append((reading, holder))
    assert _carried(current) == (in_force, carried)


@FAST
@given(evidence())
def test_counts_rise_as_all_pairs_of_them_do(items: list[Evidence]) -> None:
    found = [reading for reading in read(items) if reading.moment is not None]
    rising = falling = 0.0
    for older, newer in permutations(found, 2):
        if _before(older, newer) and not agree(older.value, newer.value):
            change = log(max(newer.value.digits[0], 1.0) / max(older.value.digits[0], 1.0))
            rising += max(change, 0.0)
            falling += max(-change, 0.0)
    assert rises(found) == (round(rising - 2 * falling, 9) > 0)


@FAST
@given(evidence())
def test_a_point_in_the_middle_has_the_support_of_all_that_agree(items: list[Evidence]) -> None:
    told_points = [(one.point, one) for one in read(items) if one.point is not None]
    found = [reading for _, reading in told_points]
    stated = points(told_points)
    assert [one.value for one in stated] == [point for point, _ in told_points]
    inner = middle(one.value for one in stated)
    for reading, told in zip(found, stated, strict=True):
        others = {
            one.voice.key
            for one in found
            if one.voice.key != reading.voice.key and agree(one.value, reading.value)
        }
        assert told.value not in inner or told.support == len(others)


@FAST
@given(evidence())
def test_echoes_are_told_as_by_trying_each(items: list[Evidence]) -> None:
    by_origin: dict[str, list[Reading]] = {}
    for reading in read(items):
        by_origin.setdefault(reading.voice.key, []).append(reading)
    for pool in by_origin.values():
        rounded = [(reading, [one for one in pool if _rounds(reading, one)]) for reading in pool]
        first = [(reading, min(of, key=_precise_and_early)) for reading, of in rounded if of]
        left = [reading for reading, of in rounded if not of]
        stale = [reading for reading in left if any(_outgrew(one, reading) for one in left)]
        assert told_again(pool) == ([one for one in left if one not in stale], first, stale)


def _precise_and_early(reading: Reading) -> tuple[object, ...]:
    return PRECISION[reading.value.bound], reading.since, reading.lead[0].rank


def _outgrew(newer: Reading, older: Reading) -> bool:
    total = older.lead[0].key.temporality == "cumulative" and older.value.bound != "vague"
    return total and older.stated_on < newer.since and exceeds(newer.value, older.value)


def calls(shape: Shape, size: int) -> int:
    """Return how many functions are called to reconcile a pile: the same on any machine."""
    texts, claims = shape.pile(size)
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        reconcile(piled(claims, texts), shapes.BRIEF, AS_OF)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_work_grows_with_the_pile_and_not_with_its_square(name: str) -> None:
    small, large = calls(SHAPES[name], 400), calls(SHAPES[name], 1600)
    assert large < 6 * small  # four times the claims; the square would be sixteen times the work
