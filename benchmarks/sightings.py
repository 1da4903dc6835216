"""Rows of object, source and value whose truths are known, drawn with the structure of the public sets.

Here belong the families: edits of infoboxes by editors and a bot (as in Population), forecasts of platforms
days ahead (as in Weather), mixed units, few precise sources among many rough ones, sources that copy. No row
of a public set is here; those are read from a folder by `truth`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from benchmarks.truths import Row, Truths

Drawn = tuple[list[Row], Truths]
_OBJECTS = 400


def population(draw: Random) -> Drawn:
    """A count of many digits, edited by a bot, two dozen regulars and very many who come once; wrong values
    are those of another year, slips, and vandalism. Only objects with differing values are kept."""
    regulars = [(f"regular {number}", draw.uniform(0.5, 0.95)) for number in range(25)]
    rows: list[Row] = []
    truths: Truths = {}
    while len(truths) < _OBJECTS:
        key, truth = f"place {len(truths)}", round(10 ** draw.uniform(2.3, 6))
        other_years = [
            round(truth * (1 + draw.choice((-1, 1)) * draw.uniform(0.012, 0.15))) for _ in range(2)
        ]
        stated: dict[str, float] = {}
        for _ in range(min(2 + int(draw.expovariate(1 / 1.8)), 30)):
            source, right = _editor(draw, regulars, len(rows) + len(stated))
            value = truth if draw.random() < right else _edited(draw, truth, other_years)
            stated.setdefault(source, float(value))
        if len(set(stated.values())) > 1:
            truths[key] = float(truth)
            rows += [Row(key, source, value) for source, value in stated.items()]
    return rows, truths


def _editor(draw: Random, regulars: list[tuple[str, float]], newest: int) -> tuple[str, float]:
    chance = draw.random()
    if chance < 0.25:
        return "bot", 0.9
    if chance < 0.55:
        return draw.choice(regulars)
    return f"visitor {newest if draw.random() < 0.8 else draw.randint(0, newest)}", 0.45


def _edited(draw: Random, truth: int, other_years: list[int]) -> int:
    chance, digits = draw.random(), str(truth)
    if chance < 0.45:
        return draw.choice(other_years)
    if chance < 0.6:
        return round(truth * math.exp(draw.gauss(0, 0.1)))
    if chance < 0.75:
        return draw.randint(0, 30)
    if chance < 0.85:
        return int(digits + str(draw.randint(10, 99999)))
    if chance < 0.93:
        slip = draw.randrange(len(digits))
        return int(digits[:slip] + str(draw.randint(0, 9)) + digits[slip + 1 :])
    return round(truth * draw.choice((0.1, 10, 1000)))


def temperature(draw: Random) -> Drawn:
    """Whole degrees, forecast by three platforms one to three days ahead; often right."""
    return _forecast(draw, (1.5, 3.5), (0.25, 0.65), (30, 90))


def humidity(draw: Random) -> Drawn:
    """Whole percent, forecast as temperature is, and worse."""
    return _forecast(draw, (4, 9), (0.05, 0.35), (25, 98))


def alike(draw: Random) -> Drawn:
    """Forecasts by three platforms, near but seldom right, whose days ahead err alike."""
    return _forecast(draw, (0.8, 2.5), (0.05, 0.35), (30, 90))


def _forecast(
    draw: Random, errors: tuple[float, float], hits: tuple[float, float], range_: tuple[int, int]
) -> Drawn:
    rows: list[Row] = []
    truths: Truths = {}
    bias = {(platform, ahead): draw.gauss(0, 0.6) for platform in range(3) for ahead in range(3)}
    error = [draw.uniform(*errors) for _ in range(3)]
    exact = [draw.uniform(*hits) for _ in range(3)]
    for number in range(_OBJECTS):
        key, truth = f"day {number}", round(draw.uniform(*range_))
        truths[key] = float(truth)
        for platform in range(3):
            common = draw.gauss(0, 0.6 * error[platform])  # the days of a platform err alike
            for ahead in range(3):
                if draw.random() < 0.1:
                    continue
                own = draw.gauss(0, 0.5 * error[platform] * (1 + 0.4 * ahead))
                hit = draw.random() < exact[platform] * (1 - 0.25 * ahead)
                value = truth if hit else round(truth + bias[platform, ahead] + common + own)
                rows.append(Row(key, f"platform {platform}, {ahead} days ahead", float(value)))
    return rows, truths


def pressure(draw: Random) -> Drawn:
    """Inches of mercury, with three sources of nine in hectopascals or millimetres."""
    units = [1.0] * 6 + [33.8639, 33.8639, 25.4]
    draw.shuffle(units)
    rows: list[Row] = []
    truths: Truths = {}
    for number in range(_OBJECTS):
        key, truth = f"day {number}", round(draw.gauss(29.95, 0.25), 2)
        truths[key] = truth
        for source, unit in enumerate(units):
            if draw.random() < 0.9:
                value = (truth + draw.gauss(0, 0.03 + 0.01 * source)) * unit
                rows.append(Row(key, f"station {source}", round(value, 2 if unit == 1.0 else 0)))
    return rows, truths


def mixed_units(draw: Random) -> Drawn:
    """Counts of which four sources of nine give thousandths, each source as precise as it is."""
    units = [1.0] * 5 + [1000.0] * 4
    draw.shuffle(units)
    errors = [draw.choice((0.0, 0.003, 0.02, 0.05)) for _ in units]
    return _noisy(draw, errors, units, whole=True)


def few_precise(draw: Random) -> Drawn:
    """Measurements without repeats: three precise sources among twelve rough ones."""
    errors = [0.003, 0.004, 0.005, *(draw.uniform(0.03, 0.4) for _ in range(12))]
    return _noisy(draw, errors, [1.0] * 15, whole=False)


def _noisy(draw: Random, errors: list[float], units: list[float], whole: bool) -> Drawn:
    rows: list[Row] = []
    truths: Truths = {}
    for number in range(_OBJECTS):
        key, truth = f"thing {number}", 10 ** draw.uniform(1, 4)
        truth = float(round(truth)) if whole else truth
        truths[key] = truth
        for source, (error, unit) in enumerate(zip(errors, units, strict=True)):
            if draw.random() < 0.3:
                continue
            miss = draw.uniform(-2, 2) if draw.random() < 0.03 else draw.gauss(0, error)
            value = truth * math.exp(miss)
            rows.append(Row(key, f"source {source}", (round(value) if whole else value) * unit))
    return rows, truths


def copying(draw: Random) -> Drawn:
    """Six sources of their own and three that copy one bad value."""
    right = (0.85, 0.8, 0.8, 0.7, 0.7, 0.6)
    rows: list[Row] = []
    truths: Truths = {}
    for number in range(_OBJECTS):
        key, truth = f"thing {number}", round(10 ** draw.uniform(2, 5))
        truths[key] = float(truth)
        copied = _hit_or_miss(draw, truth, 0.45)
        stated = {f"source {source}": _hit_or_miss(draw, truth, often) for source, often in enumerate(right)}
        stated |= {f"copier {source}": copied for source in range(3)}
        rows += [Row(key, source, value) for source, value in stated.items() if draw.random() < 0.8]
    return rows, truths


def _hit_or_miss(draw: Random, truth: int, often: float) -> float:
    return float(truth if draw.random() < often else round(truth * math.exp(draw.gauss(0, 0.2))))


FAMILIES: dict[str, Callable[[Random], Drawn]] = {
    "population": population,
    "temperature": temperature,
    "humidity": humidity,
    "pressure": pressure,
    "forecasts alike": alike,
    "mixed units": mixed_units,
    "few precise": few_precise,
    "copying": copying,
}
