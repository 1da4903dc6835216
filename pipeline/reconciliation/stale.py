"""Stale repetition: an older statement of an origin, told again after the origin has said another (rule R6s).

Here belongs telling a repetition from a statement made anew. What is in force is decided in `series`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import agree
from pipeline.reconciliation.evidence import Evidence


class _Told(NamedTuple):
    """All evidence of an origin on one value, with the day it was first said, and by when each document has
    it said."""

    first: date
    lead: Evidence
    by_document: Mapping[str, date]


def stale_repeats(statements: Sequence[Sequence[Evidence]]) -> Mapping[str, Evidence]:
    """Return the claims that repeat an older statement, by id, each with the newer evidence that it ignores.

    `statements` holds the evidence of one origin on one question, grouped by value. A repetition is stale
    where the origin has since stated a value that excludes it, unless the words say that it was said or holds
    anew, the document is the origin's own, or it tells the newer value as well and merely looks back.
    """
    told = sorted(filter(None, map(_told, statements)), key=lambda one: one.first)
    firsts = [one.first for one in told]
    late: dict[str, Evidence] = {}
    for members in statements:
        own = _told(members)
        if own is None:
            continue
        since = bisect_right(firsts, own.first)
        for item in members:
            until = bisect_left(firsts, dating.last_day(item.said))
            if until > since and dating.is_dated(item.said) and not _own_word(item):
                newer = _ignored(item, (told[index] for index in range(until - 1, since - 1, -1)))
                if newer:
                    late[item.claim.claim_id] = newer
    return late


def _told(members: Sequence[Evidence]) -> _Told | None:
    """Return what is needed of one value; None where no date is stated or the words are vague."""
    dated = [item for item in members if dating.is_dated(item.said)]
    if not dated or members[0].value.bound == "vague":
        return None
    lead = min(dated, key=lambda item: (dating.last_day(item.said), item.rank))
    by_document = {item.claim.document_id: dating.last_day(item.said) for item in members}
    return _Told(dating.last_day(lead.said), lead, by_document)


def _ignored(item: Evidence, since: Iterable[_Told]) -> Evidence | None:
    """Return the newest of the statements made since that a repetition ignores, None if it ignores none."""
    day = dating.last_day(item.said)
    for newer in since:
        anew = item.holds is not None and dating.last_day(item.holds) > newer.first
        if (
            not anew
            and newer.by_document.get(item.claim.document_id, date.min) < day
            and not agree(item.value, newer.lead.value)
            and dating.same_time(item.holds, newer.lead.holds)
        ):
            return newer.lead
    return None


def _own_word(item: Evidence) -> bool:
    """Return whether a statement dates itself, or stands in a document of the origin's own."""
    claim = item.claim
    own = item.party.known and len(claim.chain) < 2 and claim.implied_origin is None
    return own or claim.said_on is not None or claim.said_text is not None
