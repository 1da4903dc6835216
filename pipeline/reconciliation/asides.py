"""Evidence that does not set the bounds of an answer: how it stands to it, and by which rule.

Here belongs the record and how it is made. Who is set aside is settled in `answer`, `parts` and `lookalikes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.joining import Voice
from pipeline.reconciliation.keys import Match
from pipeline.reconciliation.reading import Reading


@dataclass(frozen=True, slots=True)
class Aside:
    """Evidence that does not set the bounds: its relation (see `SetAside`), the rule, what its sentence
    names."""

    item: Evidence
    relation: str
    rule: str
    newer: Evidence | None = None
    origin: str | None = None
    differs: Match | None = None


def apart(reading: Reading, rule: str, newer: Reading | None = None, relation: str = "apart") -> list[Aside]:
    """Set aside all evidence of a reading, for a newer one if there is one."""
    lead = newer.lead[0] if newer else None
    return [Aside(item, relation, rule, lead, reading.voice.name) for item in reading.members]


def repeated(item: Evidence, voice: Voice) -> Aside:
    """Set aside what says again what its origin says, or was joined to it."""
    return Aside(item, "joined", voice.joined or "R6r", origin=voice.name)


def copied(item: Evidence) -> list[Aside]:
    """Set aside what stands in words copied from the document of `item` (rules R11a and R11h)."""
    drifted = {copy.claim.claim_id for copy in item.drifted}
    return [
        Aside(copy, "joined", "R11h" if copy.claim.claim_id in drifted else "R11a", item)
        for copy in item.copies
    ]


def part(item: Evidence, matches: Mapping[str, Match], rule: str) -> Aside:
    """Set aside a part of what is asked: of the same time (rule R7), else as merely compatible."""
    relation = "part" if rule == "R7" else "not_merged"
    return Aside(item, relation, rule, differs=matches[item.claim.claim_id])
