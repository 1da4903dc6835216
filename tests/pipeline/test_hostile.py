"""Nothing received can stop an edition: what is made to do so becomes claims, rows set aside, or nothing."""

from __future__ import annotations

import random

import pytest

from benchmarks.hostile import hostile, packed, taken


@pytest.mark.parametrize("seed", [11, 12])
def test_no_sentence_stops_an_edition(seed: int) -> None:
    tally = taken(packed(160, random.Random(seed)), per_edition=4)
    assert tally.lost == []
    assert (tally.documents, tally.editions) == (8, 4)
    assert tally.claims > 60


def test_no_document_stops_an_edition() -> None:
    tally = taken(hostile(42, random.Random(13)), per_edition=14)
    assert tally.lost == []
    assert (tally.documents, tally.editions) == (42, 6)
    assert 3 < tally.unreadable < 25


def test_the_same_seed_makes_the_same_world() -> None:
    assert list(packed(60, random.Random(5))) == list(packed(60, random.Random(5)))
    assert list(hostile(28, random.Random(5))) == list(hostile(28, random.Random(5)))


def test_what_is_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.hostile.check", lambda *_: ["a number that no figure binds"])
    assert "no figure binds" in taken(packed(20, random.Random(1))).lost[0]
