"""Truth discovery over rows (object, source, value): the value of each object, and how far each source is to
be trusted, learned from one another.

Here belongs the method alone, in Polars expressions, near-linear in the rows. What the rows are, and what of
the result an estimate keeps, is decided in `weighing`. Where sources recur over hundreds of objects, it pays;
for a handful of statements the rules are better.

Idea: a source either states the value itself or misses it, by more or less. For each source two things are
learned: how often it hits, and how far its misses are. The value of an object is the stated one that makes
all statements on it likeliest. Where values repeat, that is a weighted vote (as in TruthFinder: Yin, Han and
Yu, KDD 2007); where they scatter, a weighted median with little heed to outliers (as in CRH: Li et al.,
SIGMOD 2014); losses are normalised by the spread of the object, as there.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

import polars as pl

# A source that is off by a constant factor, this exactly and on this many objects, counts in another unit.
_UNIT_FACTOR, _UNIT_SPREAD, _UNIT_OBJECTS = 2.0, 0.05, 5
_CANDIDATES = 16  # values of an object that are tried: the most stated, then the most central
_ROUNDS, _STILL = 20, 1e-3
_FIRST_HITS, _PRIOR_HITS, _PRIOR_WEIGHT = (
    0.5,
    0.3,
    2.0,
)  # of a source not yet known
_MOST_STEPS = 3.0  # beyond this, how finely values are stated makes no difference
_STEPS = tuple(10.0**power for power in range(6, -7, -1))
_LEAST_SPREAD = 0.02


class Learned(NamedTuple):
    """`values` (object, value): a stated value for each object. `sources` (source, weight, factor): `weight`
    from 0 to 1 is how near the source was to these values on average, `factor` what its values were divided
    by to bring them to the unit of the others, 1.0 for most."""

    values: pl.DataFrame
    sources: pl.DataFrame


def learn(rows: pl.DataFrame) -> Learned:
    """Return the value of each object and the weight of each source.

    `rows` has the columns object, source and value; rows without a finite value are left out, equal rows
    count once. The result depends on nothing but the set of rows.
    """
    stated = rows.select("object", "source", pl.col("value").cast(pl.Float64))
    stated = (
        stated.filter(pl.col("value").is_finite()).drop_nulls().unique().sort("object", "source", "value")
    )
    stated = stated.join(_factors(stated), on="source", how="left", maintain_order="left")
    stated = _spread(
        stated.with_columns(pl.col("factor").fill_null(1.0)).with_columns(
            x=pl.col("value") / pl.col("factor")
        )
    )
    candidates = _candidates(stated)
    names = stated["source"].unique().sort()
    pairs = _pairs(stated, candidates, names)
    sources = pl.DataFrame({"hits": [_FIRST_HITS] * len(names), "reach": [1.0] * len(names)})
    for _ in range(_ROUNDS):
        weighed, _ = _likely(pairs, candidates, sources)
        newer = _judged(weighed)
        moved = (newer["hits"] - sources["hits"]).abs().max()
        sources = newer
        if moved is None or float(moved) < _STILL:  # type: ignore[arg-type]
            break
    return _result(stated, _likely(pairs, candidates, sources)[1])


def _factors(stated: pl.DataFrame) -> pl.DataFrame:
    """Return the sources that count in another unit, each with its factor."""
    ratio = (pl.col("value") / pl.col("value").median().over("object")).log()
    off = stated.select("source", ratio=ratio).filter(pl.col("ratio").is_finite())
    off = off.with_columns(middle=pl.col("ratio").median().over("source"))
    found = off.group_by("source").agg(
        pl.len(),
        pl.col("middle").first(),
        spread=(pl.col("ratio") - pl.col("middle")).abs().median(),
    )
    other_unit = (
        (pl.col("len") >= _UNIT_OBJECTS)
        & (pl.col("middle").abs() > log(_UNIT_FACTOR))
        & (pl.col("spread") < _UNIT_SPREAD)
    )
    return found.filter(other_unit).select("source", factor=pl.col("middle").exp())


def _spread(stated: pl.DataFrame) -> pl.DataFrame:
    """Add `spread`, by which misses on an object are measured: what is usual in these rows for its size."""
    middle = pl.col("x").median().over("object")
    stated = stated.with_columns(middle=middle)
    typical = stated["middle"].abs().median() or 0.0
    size = pl.max_horizontal(pl.col("middle").abs(), pl.lit(max(0.1 * float(typical), 1e-9)))  # type: ignore[arg-type]
    stated = stated.with_columns(size=size, off=(pl.col("x") - pl.col("middle")).abs() / size)
    usual = stated.filter(pl.col("off") > 1e-9)["off"].median()
    spread = pl.col("size") * float(usual or 0.01)  # type: ignore[arg-type]
    steps = (spread / _step(stated)).clip(1.0, _MOST_STEPS)
    return stated.with_columns(spread=spread, steps=steps)


def _step(stated: pl.DataFrame) -> float:
    """Return the largest power of ten of which nearly all values are multiples: how finely they are stated.

    The coarser, the more often values are equal by chance.
    """
    values = stated.filter(pl.col("factor") == 1.0)["value"]
    for step in _STEPS:
        rest = (values / step - (values / step).round()).abs()
        if len(values) and float((rest < 1e-6).mean() or 0.0) >= 0.99:  # type: ignore[arg-type]
            return step
    return _STEPS[-1]


def _candidates(stated: pl.DataFrame) -> pl.DataFrame:
    """Return the values of each object that are tried; only those stated in the common unit, if there are
    any."""
    native = (pl.col("factor") == 1.0) | (pl.col("factor") != 1.0).all().over("object")
    values = stated.filter(native).group_by("object", "x").agg(pl.len(), pl.col("middle").first())
    central = (pl.col("x") - pl.col("middle")).abs()
    values = values.sort("object", -pl.col("len").cast(pl.Int64), central, "x")
    values = values.filter(pl.int_range(pl.len()).over("object") < _CANDIDATES)
    return values.select("object", candidate="x").sort("object", "candidate").with_row_index("key")


def _pairs(stated: pl.DataFrame, candidates: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """Return each statement against each candidate of its object (`key`), with how far it misses it;
    `source` is the place of its source in `names`."""
    places = pl.DataFrame({"source": names}).with_row_index("place")
    pairs = (
        stated.select("object", "source", "x", "spread", "steps")
        .join(places, on="source")
        .join(candidates, on="object")
    )
    miss = (pl.col("x") - pl.col("candidate")).abs() / pl.col("spread")
    hit = pl.col("x") == pl.col("candidate")
    return pairs.select("key", "steps", source="place", miss=miss, hit=hit).sort("source", "miss", "key")


def _likely(
    pairs: pl.DataFrame, candidates: pl.DataFrame, sources: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the pairs and the candidates with `share`: how likely each candidate is to be the value, from
    what is thought of the sources."""
    known = pairs.with_columns(sources[pairs["source"]])
    missed = (1 - pl.col("hits")) / (2 * pl.col("reach") * (1 + pl.col("miss") / pl.col("reach")) ** 2)
    hit = pl.when("hit").then(pl.col("hits") * pl.col("steps")).otherwise(0.0)
    scores = known.group_by("key").agg(score=(hit + missed).log().sum().round(9)).sort("key")
    share = (pl.col("score") - pl.col("score").max().over("object")).exp()
    scores = candidates.with_columns(scores["score"]).with_columns(share=share / share.sum().over("object"))
    return pairs.with_columns(scores["share"].gather(pairs["key"])), scores


def _judged(weighed: pl.DataFrame) -> pl.DataFrame:
    """Return what is thought of each source, in their order: how often it hits, and how far its middle miss
    is."""
    share = pl.col("share")
    # A miss of one spread is counted in, so that little is concluded from few statements.
    missed = weighed.filter(~pl.col("hit") & (share > 1e-4)).with_columns(
        beyond=(share.cum_sum() + (pl.col("miss") >= 1.0)).over("source")
        >= (share.sum().over("source") + 1) / 2
    )
    reach = missed.filter("beyond").group_by("source").agg(reach=pl.col("miss").first())
    hits = (share.filter("hit").sum() + _PRIOR_HITS * _PRIOR_WEIGHT) / (share.sum() + _PRIOR_WEIGHT)
    judged = weighed.group_by("source").agg(hits=hits.clip(0.01, 0.99).round(9))
    judged = judged.join(reach, on="source", how="left").sort("source")
    return judged.select("hits", pl.col("reach").fill_null(1.0).clip(_LEAST_SPREAD))


def _result(stated: pl.DataFrame, scores: pl.DataFrame) -> Learned:
    best = scores.sort("object", -pl.col("score"), "candidate").unique(
        "object", keep="first", maintain_order=True
    )
    chosen = stated.join(best.select("object", "candidate"), on="object")
    values = (
        chosen.filter(pl.col("x") == pl.col("candidate"))
        .sort("object", pl.col("factor") != 1.0, "value")
        .unique("object", keep="first", maintain_order=True)
        .select("object", "value")
    )
    near = 1 / (1 + (pl.col("x") - pl.col("candidate")).abs() / pl.col("spread"))
    sources = chosen.group_by("source").agg(weight=near.mean().round(9), factor=pl.col("factor").first())
    return Learned(values.sort("object"), sources.sort("source"))
