"""Extraction finds the gold claims: floors that quality must not fall below.

The data and the comparison are those of `benchmarks/scoring.py`. Floors stand a little below what is
measured; they are raised when it improves. The seeds must be right in every field.
"""

from dataclasses import dataclass

import pytest

from benchmarks.scoring import FIELDS, claims_of, datasets, score
from pipeline.extraction import parse_figure

DATA = datasets()


@dataclass(frozen=True)
class Floor:
    f1: float
    status: float
    counted: float
    actor: float
    place: float
    origin: float
    attributed: float
    not_observed: float
    fully_right: float


FLOORS = {
    "seeds": Floor(100, 100, 100, 100, 100, 100, 100, 100, 100),
    "sample": Floor(97, 93, 93, 84, 90, 80, 78, 84, 62),
    "other subjects": Floor(98, 97, 90, 66, 86, 91, 90, 97, 72),
    "news": Floor(94, 87, 92, 53, 62, 87, 90, 50, 36),
}


@pytest.mark.parametrize("name", FLOORS)
def test_quality_stays_above_its_floor(name: str) -> None:
    if name not in DATA:
        pytest.skip("the shared reports are not here")
    found, floor = score(claims_of(DATA[name]), DATA[name]), FLOORS[name]
    measured = {**found.fields, "f1": found.f1, "attributed": found.attributed}
    measured |= {"not_observed": found.not_observed, "fully_right": found.fully_right}
    below = {key: (measured[key], least) for key, least in vars(floor).items() if measured[key] < least}
    assert not below
    assert set(FIELDS) - {"bound"} <= set(vars(floor))


@pytest.mark.parametrize("name", FLOORS)
def test_every_figure_text_parses_to_its_values(name: str) -> None:
    if name not in DATA:
        pytest.skip("the shared reports are not here")
    for claim in claims_of(DATA[name]):
        assert parse_figure(claim.figure_text) == (claim.low, claim.high, claim.bound), claim.figure_text
