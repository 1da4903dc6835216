"""What a reader of a proposed brief is told of its parts, in words: why it is so, and what to check.

Here belong sentences alone; the writer puts them beside the parts as comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.briefs import Brief
from pipeline.reconciliation import dating
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.proposing.bodies import Body
from pipeline.reconciliation.proposing.naming import Names
from pipeline.reconciliation.proposing.ranking import Ranked

# By the path of a part: ("questions", its id), ("organisations", its name), ("horizon_days",) and so on.
Remarks = Mapping[tuple[str, ...], str]


def remarks(
    brief: Brief,
    ranked: Sequence[Ranked],
    registry: Sequence[Body],
    names: Names,
    evidence: Sequence[Evidence],
) -> Remarks:
    """Return what to tell of the parts of a proposed brief."""
    return dict(_all(brief, ranked, registry, names, evidence))


def _all(
    brief: Brief,
    ranked: Sequence[Ranked],
    registry: Sequence[Body],
    names: Names,
    evidence: Sequence[Evidence],
) -> Iterator[tuple[tuple[str, ...], str]]:
    yield (
        (),
        "Proposed from what the documents say. Strike what you do not ask; every key is in docs/brief.md.",
    )
    days = sorted(dating.last_day(item.said) for item in evidence if dating.is_dated(item.said))
    if days:
        yield ("horizon_days",), f"The statements are of {days[0]} to {days[-1]}."
    yield (
        ("organisations",),
        "Those who state the numbers. Grade from A to E whom you can judge; F cannot be judged."
        " Add `party: true` to a party to the conflict.",
    )
    for body in registry:
        if body.person:
            yield (
                ("organisations", body.name),
                "Read as a person's name: add the body, with this name under people.",
            )
    for name, entry in brief.places.items():
        yield ("places", name), _of_place(entry.within, names.kinds(name))
    for word in brief.categories:
        yield ("categories", word), "Not in the general table: `overlaps` and `apart` can tell more of it."
    for one in ranked:
        yield ("questions", one.question.id), one.reason


def _of_place(within: str | None, kinds: Sequence[str]) -> str:
    where = f"Taken to lie in {within} by what its documents name" if within else "Where it lies is not told"
    if not kinds:
        return f"{where}: check it."
    return f"{where}, and to be meant by {' and '.join(repr(f'the {kind}') for kind in kinds)}: check it."
