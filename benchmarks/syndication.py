"""Whose number survives syndication: `python -m benchmarks.syndication`.

Here belong worlds in which the truth is known: origins of different accuracy, relays that copy, round, repeat
old statements or lose the attribution, and the most relayed origin far too high. Documents and claims go
through the real `reconcile`; what is compared with it stands in `benchmarks.truths`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median, stdev

from benchmarks.made import made_claim, made_document
from benchmarks.truths import Row, crh
from pipeline.briefs import Brief, Organisation, Question
from pipeline.pile import Pile
from pipeline.reconciliation import reconcile
from pipeline.records import Bound, Claim, CleanedText, Link

_START = date(2025, 3, 1)
_AS_OF = date(2025, 6, 1)
_ORIGINS = tuple(f"{name} Institute" for name in ("Arden", "Belmar", "Corvin", "Dunmore", "Elstow", "Farrow"))
_GRADES = ("B", "C", "D")


@dataclass(frozen=True)
class World:
    """A way in which numbers spread. Shares are of relays, unless told otherwise.

    `bias` is the factor of the most relayed origin, `spread` the range of the origins' errors (standard
    deviation of the logarithm), `present` how likely an origin speaks of an object.
    """

    name: str
    objects: int = 150
    origins: int = 5
    present: float = 1.0
    bias: float = 1.8
    spread: tuple[float, float] = (0.2, 0.7)
    lost: float = 0.1
    rounded: float = 0.0
    dated: bool = False
    stale: float = 0.0
    graded: bool = False
    temporality: str = "stock"


@dataclass(frozen=True)
class Told:
    """An object of a world: its truth, and its reports as documents with a claim each."""

    truth: float
    documents: tuple[CleanedText, ...]
    claims: tuple[Claim, ...]


WORLDS = (
    World("plain"),
    World("nothing lost", lost=0.0),
    World("a third lost", lost=0.3),
    World("half lost", lost=0.5),
    World("no bias", bias=1.0),
    World("some silent", present=0.8),
    World("four origins", origins=4),
    World("three, some silent", origins=3, present=0.8),
    World("rounded", rounded=0.3),
    World("dated", dated=True),
    World("dated, graded", dated=True, graded=True),
    World("running totals", dated=True, rounded=0.3, temporality="cumulative"),
    World("stale repeats", dated=True, stale=0.2, rounded=0.2, temporality="cumulative"),
)


def brief_of(world: World, spreads: Sequence[float]) -> Brief:
    """Return a brief with one question; where a world is graded, the more accurate origins are graded
    better."""
    ranked = sorted(range(world.origins), key=lambda number: spreads[number])
    grades = {number: _GRADES[place * 3 // world.origins] for place, number in enumerate(ranked)}
    return Brief(
        id="world",
        title="World",
        organisations=tuple(
            Organisation(name=_ORIGINS[number], grade=grades[number] if world.graded else "F")  # type: ignore[arg-type]
            for number in range(world.origins)
        ),
        questions=(
            Question(
                id="q",
                title="Q",
                category=("people",),
                event=("displaced",),
                temporality=world.temporality,  # type: ignore[arg-type]
            ),
        ),
    )


def told(world: World, spreads: Sequence[float], draw: random.Random, number: int) -> Told:
    """Return one object of a world: what the origins say, and what the relays make of it."""
    truth = float(round(10 ** draw.uniform(2.0, 4.5)))
    documents: list[CleanedText] = []
    claims: list[Claim] = []
    speaking = [0, *(k for k in range(1, world.origins) if draw.random() < world.present)]
    for origin in speaking:
        factor = draw.lognormvariate(0.0, spreads[origin]) * (world.bias if origin == 0 else 1.0)
        said = _START + timedelta(days=draw.randrange(40))
        current = max(1.0, float(round(truth * factor)))
        older = max(1.0, float(round(current * draw.uniform(0.4, 0.8))))
        relays = draw.randint(6, 12) if origin == 0 else draw.randint(1, 4)
        for relay in range(relays):
            day = said + timedelta(days=relay and draw.randrange(20))
            name = f"o{number}-{origin}-{relay}"
            text = made_document(name, day if world.dated else None, publisher=f"Outlet {draw.randrange(40)}")
            chance = draw.random()
            value: tuple[float, Bound] = (current, "exact")
            if relay and chance < world.stale:
                value = (older, "exact")
            elif relay and chance < world.stale + world.rounded:
                value = _rounded(current, draw)
            links = (Link(party=_ORIGINS[origin], kind="organisation"),)
            if draw.random() < world.lost:
                links = ()
            documents.append(text)
            claims.append(_claim(text, value, links, world))
        if world.stale:
            # The older statement was made in a report of its own, a fortnight before.
            text = made_document(f"o{number}-{origin}-old", said - timedelta(days=14), publisher="Outlet old")
            documents.append(text)
            link = Link(party=_ORIGINS[origin], kind="organisation")
            claims.append(_claim(text, (older, "exact"), (link,), world))
    return Told(truth, tuple(documents), tuple(claims))


def _rounded(value: float, draw: random.Random) -> tuple[float, Bound]:
    size = 10 ** (len(str(int(value))) - 2)
    if draw.random() < 0.5:
        return max(1.0, round(value / size) * float(size)), "approx"
    return max(1.0, value // size * float(size)), "more_than"


def _claim(text: CleanedText, value: tuple[float, Bound], links: tuple[Link, ...], world: World) -> Claim:
    number, bound = value
    return made_claim(
        text,
        (number, None if bound == "more_than" else number),
        *links,
        bound=bound,
        # A world's reports are written by each outlet in its own words.
        length=100 + int(text.document_id[:6], 16) % 400,
        counted="people",
        actor=None,
        event="displaced",
        temporality=world.temporality,
    )


def by_rules(world: World, spreads: Sequence[float], objects: Sequence[Told]) -> list[float | None]:
    """Return the best of each object by the real rules."""
    brief = brief_of(world, spreads)
    return [reconcile(Pile((), one.documents, one.claims, ()), brief, _AS_OF)[0].best for one in objects]


def median_of_reports(world: World, spreads: Sequence[float], objects: Sequence[Told]) -> list[float | None]:
    """Return the median of all reports of an object, each counted."""
    return [median(_stated(one.claims)) for one in objects]


def median_of_collapsed(
    world: World, spreads: Sequence[float], objects: Sequence[Told]
) -> list[float | None]:
    """Return the median over chains collapsed to their roots, each unattributed report an origin of its
    own."""
    return [median(_collapsed(one.claims).values()) for one in objects]


def crh_on_reports(world: World, spreads: Sequence[float], objects: Sequence[Told]) -> list[float | None]:
    """Return what CRH makes of the reports, with the outlets as sources."""
    rows = [
        Row(str(number), claim.chain[0].party, value)
        for number, one in enumerate(objects)
        for claim in one.claims
        if (value := _value(claim)) is not None
    ]
    return _in_order(crh(rows), len(objects))


def crh_on_collapsed(world: World, spreads: Sequence[float], objects: Sequence[Told]) -> list[float | None]:
    """Return what CRH makes of the chains collapsed to their roots."""
    rows = [
        Row(str(number), origin, value)
        for number, one in enumerate(objects)
        for origin, value in _collapsed(one.claims).items()
    ]
    return _in_order(crh(rows), len(objects))


Method = Callable[[World, Sequence[float], Sequence[Told]], list[float | None]]
METHODS: dict[str, Method] = {
    "median of reports": median_of_reports,
    "CRH on reports": crh_on_reports,
    "collapsed median": median_of_collapsed,
    "collapsed CRH": crh_on_collapsed,
    "rules": by_rules,
}


def _value(claim: Claim) -> float | None:
    return claim.low if claim.low is not None else claim.high


def _stated(claims: Iterable[Claim]) -> list[float]:
    return [value for claim in claims if (value := _value(claim)) is not None]


def _collapsed(claims: Iterable[Claim]) -> dict[str, float]:
    """Return one value an origin, the median of its reports; the unattributed each for itself."""
    found: dict[str, list[float]] = {}
    for claim in claims:
        value = _value(claim)
        if value is not None:
            own = claim.chain[-1].party if len(claim.chain) > 1 else claim.claim_id
            found.setdefault(own, []).append(value)
    return {origin: median(values) for origin, values in found.items()}


def _in_order(found: dict[str, float], count: int) -> list[float | None]:
    return [found.get(str(number)) for number in range(count)]


def near(best: float | None, truth: float) -> bool:
    """Return whether an estimate is within a quarter of the truth; none is a miss."""
    return best is not None and abs(best - truth) <= 0.25 * truth


def score(world: World, seed: int) -> dict[str, float]:
    """Return for each method the share of objects within a quarter of the truth, and for the rules how often
    there is no best."""
    draw = random.Random(seed)
    spreads = [draw.uniform(*world.spread) for _ in range(world.origins)]
    objects = [told(world, spreads, draw, number) for number in range(world.objects)]
    scores: dict[str, float] = {}
    for name, method in METHODS.items():
        found = method(world, spreads, objects)
        hits = [near(best, one.truth) for best, one in zip(found, objects, strict=True)]
        scores[name] = 100 * sum(hits) / len(hits)
        if name == "rules":
            scores["no best"] = 100 * sum(best is None for best in found) / len(found)
    return scores


def main() -> None:
    """Print for each world the mean of each method over eight seeds, with the interval of the rules."""
    names = [*METHODS, "no best"]
    print(f"| world | {' | '.join(names)} | ± of the rules |")
    print("| --- |" + " --- |" * (len(names) + 1))
    for world in WORLDS:
        runs = [score(world, seed) for seed in range(8)]
        means = [sum(run[name] for run in runs) / len(runs) for name in names]
        margin = 1.96 * stdev(run["rules"] for run in runs) / len(runs) ** 0.5
        print(f"| {world.name} | {' | '.join(f'{mean:.1f}' for mean in means)} | {margin:.1f} |", flush=True)


if __name__ == "__main__":
    main()
