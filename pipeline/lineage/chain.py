"""The chain of a brief's editions: each manifest names the one before it by its hash.

Here belongs what is wrong with the order, number and links of manifests. What a single edition holds is
proven in `verify.py`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

# The keys of a manifest that tell its place among the editions of its brief.
CHAIN = ("sequence", "revision", "reason", "previous")
_FOLDER = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-r(\d+))?")


class ChainLink(NamedTuple):
    """An edition's place: its folder, the hash of its manifest, and what the manifest says."""

    folder: str
    sha256: str
    data: Mapping[str, Any]

    @property
    def chained(self) -> bool:
        """Whether it names its place: editions of before that do not."""
        return "sequence" in self.data

    @property
    def before(self) -> Mapping[str, Any] | None:
        """The edition and hash that it names as the one before, None if it names none."""
        named = self.data.get("previous")
        return named if isinstance(named, dict) else None


def link(folder: str, manifest: bytes) -> ChainLink:
    """Return the place of an edition from its manifest's bytes; what is no manifest is chained to nothing."""
    try:
        data = json.loads(manifest)
    except ValueError:
        data = {}
    return ChainLink(folder, hashlib.sha256(manifest).hexdigest(), data if isinstance(data, dict) else {})


def chain_faults(links: Mapping[str, ChainLink], folder: str) -> Iterator[str]:
    """Yield what is wrong with the place of the edition in `folder`, among all editions of its brief that are
    there, by folder. An edition that names no place is none of these faults."""
    own = links[folder]
    if not own.chained:
        return
    number = own.data["sequence"]
    if not isinstance(number, int) or number < 1:
        yield f"its sequence is no number: {number!r}"
        return
    yield from _of_itself(own, number)
    others = [one for one in links.values() if one.folder != folder and one.chained]
    if twins := sorted(one.folder for one in others if one.data["sequence"] == number):
        yield f"the chain forks: it is edition number {number} of its brief, and so is {twins[0]}"
    if own.before and len(links) > 1:
        yield from _of_link(own, number, links)
        rivals = sorted(one.folder for one in others if one.before and one.before == own.before)
        if rivals and rivals[0] not in twins:
            yield f"the chain forks: {rivals[0]} names the same edition before it"


def _of_itself(own: ChainLink, number: int) -> Iterator[str]:
    """Yield what is wrong with an edition's place by its own words."""
    named = own.data.get("previous")
    if number > 1 and named is None:
        yield f"it is edition number {number} of its brief, and names no edition before it"
    elif named is not None and not (own.before and {"edition", "sha256"} <= set(own.before)):
        yield "the edition before it is not named by folder and hash"
    revision, reason = own.data.get("revision"), own.data.get("reason")
    if (revision == 1) != (reason is None):
        yield f"it is revision {revision}, and gives {'no reason' if reason is None else 'a reason for it'}"
    if place := _FOLDER.fullmatch(own.folder):
        if own.data.get("as_of") != place[1]:
            yield f"it is of {own.data.get('as_of')}, and stands in the folder {own.folder}"
        if revision != int(place[2] or 1):
            yield f"it is revision {revision}, and stands in the folder {own.folder}"


def _of_link(own: ChainLink, number: int, links: Mapping[str, ChainLink]) -> Iterator[str]:
    """Yield what is wrong with the edition that one names as the one before it."""
    named = own.before or {}
    before = links.get(str(named.get("edition")))
    if before is None:
        yield f"the edition before it is missing: {named.get('edition')}"
    elif before.sha256 != named.get("sha256"):
        yield f"the edition before it was altered: the manifest of {before.folder} has another hash"
    elif before.data.get("sequence", 0) != number - 1:
        yield f"it is out of order: number {number} after number {before.data.get('sequence', 0)}"
