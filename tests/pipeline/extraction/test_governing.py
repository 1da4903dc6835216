"""Which of two events a figure belongs to: what follows a passive is not what it befell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.records import Claim


@pytest.mark.parametrize(
    ("text", "figure", "event"),
    [
        ("The bridge was destroyed and 40 people were wounded.", "40", "wounded"),
        ("The camp was evacuated after 40 people arrived.", "40", "arrived"),
        ("The camp was evacuated and 40 residents later died.", "40", "died"),
        ("The camp was evacuated; 40 people in the valley below the old dam were killed.", "40", "killed"),
    ],
)
def test_what_follows_a_passive_is_governed_by_its_own_event(
    claim: Callable[[str, str], Claim], text: str, figure: str, event: str
) -> None:
    assert claim(text, figure).event == event
