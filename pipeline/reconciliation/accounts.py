"""Accounts: which of the numbers that one report gives on a question is its total (rule R7d).

Here belongs telling a report's total from the stages, parts and other counts that it goes through. What
several reports say is settled in `answer`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.reconciliation.bounds import Agreeing
from pipeline.reconciliation.evidence import Evidence


class Accounts(NamedTuple):
    """Evidence split into the totals of the reports, and what each report goes through beside its total."""

    totals: list[Evidence]
    passing: list[Evidence]


def split_accounts(evidence: Sequence[Evidence]) -> Accounts:
    """Split evidence on one question into totals and what the reports tell in passing.

    A report gives its total in its title, else where it first counts. "Three died at the scene" is then a
    stage of the four of the title. A number of another time or of another known origin than the total's is no
    stage of it, and an attributed one that is higher may be its successor.
    """
    reports: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        reports[item.claim.document_id].append(item)
    passing = {item.claim.claim_id for told in reports.values() for item in _passing(told)}
    split = Accounts([], [])
    for item in evidence:
        (split.passing if item.claim.claim_id in passing else split.totals).append(item)
    return split


def highest(totals: Sequence[Evidence]) -> Mapping[str, tuple[float, float, bool]]:
    """Return the digits of the highest total of each report, by document id."""
    found: dict[str, tuple[float, float, bool]] = {}
    for item in totals:
        document = item.claim.document_id
        found[document] = max(found.get(document, item.value.digits), item.value.digits)
    return found


def _passing(told: Sequence[Evidence]) -> Iterator[Evidence]:
    """Yield what one report tells beside its total."""
    leading = _leading(told)
    near = Agreeing(lead.value for lead in leading)
    lowest = min(lead.value.digits for lead in leading)
    said = {lead.said for lead in leading}
    totals = {item.claim.claim_id for item in told if near.any(item.value)}
    behind = {item.party.name for item in told if item.claim.claim_id in totals and item.party.known}
    for item in told:
        if item.claim.claim_id in totals or item.value.bound == "vague":
            continue
        if item.key.temporality != "cumulative" or said != {item.said}:
            continue
        stage = item.value.digits < lowest and (not behind or item.party.name in behind)
        if stage or not item.party.known:
            yield item


def _leading(told: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence of a report's title, else of the first sentence that counts."""
    titled = [item for item in told if item.in_title]
    first = min(item.claim.sentence.start for item in told)
    return titled or [item for item in told if item.claim.sentence.start == first]
