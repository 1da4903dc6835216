"""Intervals of stated values: agreement, sums, ranges, medians and floors."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconciliation.bounds import Point, Value, add, agree, best, exceeds, floor2, together

EXACT, ABOUT = Value(1000, 1000, "exact"), Value(1000, 1000, "approx")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (EXACT, Value(1050, 1050, "exact"), True),
        (EXACT, Value(1110, 1110, "exact"), False),
        (ABOUT, Value(1150, 1150, "exact"), True),
        (Value(10000, None, "more_than"), Value(11000, 11000, "approx"), True),
        (Value(12000, None, "at_least"), Value(11000, 11000, "exact"), False),
        (Value(None, 4000, "at_most"), Value(3000, 5000, "range"), True),
        (Value(None, 4000, "up_to"), Value(5000, None, "more_than"), False),
    ],
)
def test_agreement_uses_the_printed_tolerances(one: Value, other: Value, expected: bool) -> None:
    assert agree(one, other) is expected
    assert agree(other, one) is expected


def test_bounds_ranges_and_vague_words_are_no_points() -> None:
    assert EXACT.point == ABOUT.point == 1000
    assert Value(1000, 1000, "range").point is None
    assert Value(1000, None, "at_least").point is None
    assert Value(2000, None, "vague").point is None


def test_a_range_of_reported_values_is_open_where_an_origin_leaves_it_open() -> None:
    assert together([EXACT, Value(2000, 3000, "range")]) == Value(1000, 3000, "range")
    assert together([EXACT, Value(600, None, "at_least")]) == Value(600, None, "at_least")
    assert together([EXACT, Value(None, 5000, "up_to")]) == Value(1000, 5000, "range")
    assert together([ABOUT, EXACT]) == Value(1000, 1000, "approx")
    assert together([Value(2000, None, "vague")]) == Value(2000, None, "vague")


def test_a_sum_is_as_open_as_its_parts() -> None:
    assert add([ABOUT, EXACT]) == Value(2000, 2000, "approx")
    assert add([EXACT, EXACT]) == Value(2000, 2000, "exact")
    assert add([EXACT, Value(500, None, "more_than")]) == Value(1500, None, "at_least")
    assert add([Value(None, 10, "up_to"), EXACT]) == Value(None, 1010, "up_to")
    assert add([EXACT, Value(1, 2, "range")]) == Value(1001, 1002, "range")


OLD, NEW = date(2025, 1, 1), date(2025, 2, 1)


def test_best_is_a_stated_point_and_never_a_midpoint() -> None:
    assert best([]) is None
    assert best([Point(5, "F", OLD), Point(9, "F", NEW), Point(7, "F", OLD)]) == 7
    assert best([Point(5, "B", OLD), Point(9, "F", NEW)]) == 5
    assert best([Point(5, "F", OLD), Point(9, "F", NEW)]) == 9
    assert best([Point(5, "F", OLD), Point(9, "F", OLD)]) is None
    assert best([Point(5, "F", OLD), Point(5, "F", OLD)]) == 5


def test_what_tells_the_two_in_the_middle_apart_comes_in_order() -> None:
    outer = [Point(10), Point(400)]
    assert best([*outer, Point(100), Point(200)]) == 100
    assert best([*outer, Point(100, bound="approx"), Point(200)]) == 200
    assert best([*outer, Point(100, links=2), Point(200, links=3, bound="exact")]) == 100
    assert best([*outer, Point(100, links=2), Point(200, links=3, support=1)]) == 200
    assert best([*outer, Point(100, day=NEW), Point(200, day=OLD, support=1)]) == 100
    assert best([Point(100), Point(104)]) == 100


@given(
    st.lists(
        st.builds(
            Point,
            st.integers(0, 50),
            st.sampled_from("ABF"),
            st.sampled_from([OLD, NEW]),
            st.integers(0, 2),
            st.integers(1, 3),
            st.sampled_from(["exact", "approx"]),
        ),
        max_size=6,
    )
)
def test_best_is_always_one_of_the_points(points: list[Point]) -> None:
    found = best(points)
    assert found is None or found in {point.value for point in points}
    assert best(list(reversed(points))) == found


def test_the_floor_needs_more_than_one_origin() -> None:
    assert floor2([600]) is None
    assert floor2([600, 2000, 900]) == 900


def test_a_running_total_falls_only_plainly() -> None:
    assert exceeds(Value(2000, None, "more_than"), Value(600, None, "at_least"))
    assert not exceeds(Value(1040, 1040, "exact"), EXACT)
    assert not exceeds(Value(9000, 9000, "exact"), Value(2000, None, "vague"))
    assert exceeds(Value(500, 600, "range"), Value(None, 100, "up_to"))
