from __future__ import annotations

from datetime import date

import pytest

from pipeline import marks
from pipeline.briefing.edition import Day, FigureRef, Words
from pipeline.briefing.lines import fill, interval, join, marked, sentences
from pipeline.lineage.numbers import numbers_in
from pipeline.records import Interval


def test_marks_become_pieces() -> None:
    text = f"Says {marks.claim('c1')} on {marks.day(date(2026, 5, 1), 'month')}."
    line = marked(text, {"c1": object()}, {})
    assert line == ("Says ", FigureRef(figure_id="c1"), " on ", Day(iso="2026-05"), ".")


def test_a_mark_of_a_figure_that_is_not_printed_is_an_error() -> None:
    with pytest.raises(LookupError, match="c9"):
        marked(marks.claim("c9"), {"c1": object()}, {})


def test_words_of_records_that_carry_numbers_are_bound_and_others_left() -> None:
    line = marked("is in Sector 5, not Sector 51", {}, {"Sector 5": "claim/c1/place"})
    assert line == ("is in ", Words(path="claim/c1/place"), ", not Sector 51")


def test_slots_are_filled_and_lines_joined() -> None:
    names = join([("A",), ("B",), ("C",)], last=" and ")
    assert fill("{names} agree.", {"names": names}) == ("A", ", ", "B", " and ", "C", " agree.")


@pytest.mark.parametrize(
    ("held", "line"),
    [
        (None, ("undated",)),
        ((date(2026, 5, 1), date(2026, 5, 1), "day", "stated"), (Day(iso="2026-05-01"),)),
        ((date(2026, 5, 1), date(2026, 5, 31), "month", "inferred"), (Day(iso="2026-05"), " (inferred)")),
        ((date(2026, 5, 1), None, "day", "resolved"), ("since ", Day(iso="2026-05-01"))),
        ((None, date(2026, 5, 1), "day", "stated"), ("until ", Day(iso="2026-05-01"))),
        (
            (date(2026, 5, 1), date(2026, 5, 3), "day", "stated"),
            (Day(iso="2026-05-01"), " – ", Day(iso="2026-05-03")),
        ),
    ],
)
def test_an_interval_is_told_in_dates(held, line) -> None:
    fields = dict(zip(("start", "end", "precision", "basis"), held, strict=True)) if held else None
    assert interval(Interval(**fields) if fields else None) == line


def test_no_sentence_of_ours_holds_a_number() -> None:
    def texts(value):
        if isinstance(value, str):
            yield value
        else:
            for inner in value.values() if isinstance(value, dict) else value:
                yield from texts(inner)

    assert [text for text in texts(sentences()) if numbers_in(text)] == []
