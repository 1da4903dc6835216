"""Extraction finds the gold claims: floors that quality must not fall below.

The data and the comparison are those of `benchmarks/scoring.py`. Floors stand a little below what is
measured; they are raised when it improves. The seeds must be right in every field.
"""

import pytest

from benchmarks.scoring import MEASURES, claims_of, datasets, score
from pipeline.extraction import parse_figure

DATA = datasets()


# The measures are those of MEASURES, in its order, in percent.
FLOORS = {
    #                 F1  bound status counted actor place origin attributed not-observed fully-right
    "seeds":          (100, 100, 100, 100, 100, 100, 100, 100, 100, 100),
    "sample":         (97, 99, 95, 95, 91, 93, 86, 85, 90, 74),
    "other subjects": (98, 99, 98, 93, 84, 89, 94, 93, 97, 82),
    "more subjects":  (93, 98, 96, 87, 61, 73, 89, 85, 93, 48),
    "news":           (94, 99, 96, 97, 77, 73, 89, 91, 94, 58),
}  # fmt: skip


@pytest.mark.parametrize("name", FLOORS)
def test_quality_stays_above_its_floor(name: str) -> None:
    if name not in DATA:
        pytest.skip("the shared reports are not here")
    measured = score(claims_of(DATA[name]), DATA[name])
    floors = dict(zip(MEASURES, FLOORS[name], strict=True))
    assert not {key: (measured[key], least) for key, least in floors.items() if measured[key] < least}


@pytest.mark.parametrize("name", FLOORS)
def test_every_figure_text_parses_to_its_values(name: str) -> None:
    if name not in DATA:
        pytest.skip("the shared reports are not here")
    for claim in claims_of(DATA[name]):
        assert parse_figure(claim.figure_text) == (claim.low, claim.high, claim.bound), claim.figure_text
