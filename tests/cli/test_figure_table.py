"""The figure table fits the terminal it is printed on, and loses nothing."""

from __future__ import annotations

import pytest

from cli.figure_table import print_figures, row

ANSWERS = [
    {
        **{"title": "Passengers killed when the ferry sank off Port Amarel, in all", "value": "about 40"},
        **{"low": 34.0, "best": 40.0, "high": 52.5, "unit": None, "holds_on": ["2026-05-07", "2026-05-07"]},
        **{"origins": 2, "reports": 5, "verdict": "corroborated"},
    },
    {
        **{
            "title": "Missing\x1b[2J",
            "value": "dozens (24 or more)",
            "low": 24.0,
            "best": None,
            "high": None,
        },
        **{"unit": None, "holds_on": ["2026-04", "2026-05"], "origins": 1, "reports": 1},
        **{"verdict": "compatible_bounds"},
    },
    {
        **{"title": "Aid", "value": None, "low": None, "best": None, "high": None, "unit": "$"},
        **{"holds_on": None, "origins": 0, "reports": 0, "verdict": "no_evidence"},
    },
]


@pytest.mark.parametrize("columns", [30, 40, 75, 76, 80, 120, 200])
def test_the_table_fits_and_shows_every_answer(columns, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    print_figures(ANSWERS)
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= columns
    words = set(text.split())
    assert {"40", "34", "52.5", "2/5", "corroborated", "compatible", "dozens", "undated", "evidence"} <= words
    assert "reports" in text
    assert "\x1b[2J" not in text


def test_a_range_is_shown_only_where_it_says_more_than_the_value():
    assert row(ANSWERS[0]).range == "34 to 52.5"
    assert row(ANSWERS[1]).range == ""
    assert row({**ANSWERS[0], "low": 40.0, "high": 40.0}).range == ""
    assert row({**ANSWERS[0], "high": None}).range == "34 to open"
