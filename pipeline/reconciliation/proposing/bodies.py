"""The bodies that the documents name as origins, with their other names and the people who speak for them.

Here belongs making a registry to start from. That a shorter name means the only body whose name ends with it
("coast guard", "Vendian Coast Guard") is concluded here and nowhere else: in a brief a reader can strike it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.briefs import Organisation
from pipeline.briefs.tree import fold
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.names import is_generic
from pipeline.records import Link

_MOST = 20


@dataclass
class Body:
    """An origin of the pile: its name, what it is called, who speaks for it, how many claims are its own.
    `person` says that the documents give a person's name and no body."""

    name: str
    aliases: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    person: bool = False

    def organisation(self) -> Organisation:
        """Return the entry of the registry."""
        own = fold(self.name)
        names = [name for name in _spellings(self.aliases) if fold(name) != own]
        people = [name for name in _spellings(self.people) if fold(name) != own]
        return Organisation(name=self.name[:500], aliases=tuple(names), people=tuple(people))


def bodies(evidence: Sequence[Evidence]) -> list[Body]:
    """Return the known origins of the pile, those with most claims first."""
    found: dict[str, Body] = {}
    places = {fold(item.claim.place or "") for item in evidence}
    for item in evidence:
        link = _root(item)
        if link is None or not item.party.known or not _is_body(item, places):
            continue
        body = found.setdefault(item.party.name, Body(item.party.name))
        body.claims += 1
        body.person |= not item.party.body and link.kind == "person"
        if not is_generic(link.party):  # in another document it means another body
            (body.people if link.kind == "person" else body.aliases)[_bare(link.party)] += 1
    _shorter_names(found, evidence)
    _surnames(found)
    ordered = sorted(found.values(), key=lambda body: (-body.claims, body.name))
    return _told_apart(ordered[:_MOST])


def _is_body(item: Evidence, places: set[str]) -> bool:
    """Return whether a party can be registered: not a country, a place, or "the union" of some document."""
    country = not item.party.body and item.claim.chain[-1].kind != "person"
    return not country and not is_generic(item.party.name) and fold(item.party.name) not in places


def _root(item: Evidence) -> Link | None:
    link = item.claim.chain[-1] if item.claim.chain else None
    if link is None or link.kind == "publisher":
        link = item.claim.implied_origin
    return link if link and fold(link.party) else None


def _shorter_names(found: dict[str, Body], evidence: Iterable[Evidence]) -> None:
    """Let a name that is the end of the name of one other body be another name of it."""
    unnamed: Counter[str] = Counter()
    for item in evidence:
        link = _root(item)
        if link and not item.party.known and link.kind in ("organisation", "anonymous"):
            unnamed[_bare(link.party)] += 1
    ends: dict[str, set[str]] = defaultdict(set)
    for name, body in found.items():
        parts = fold(name).split()
        if not body.person:
            for start in range(1, len(parts) - 1):
                ends[" ".join(parts[start:])].add(name)
    for name in sorted({*unnamed, *found}):
        longer = ends.get(fold(name).removeprefix("the "), set()) - {name}
        if len(longer) == 1 and (holder := longer.pop()) in found:
            shorter = found.pop(name, Body(name, claims=unnamed[name]))
            found[holder].aliases.update((name, *shorter.aliases))
            found[holder].people.update(shorter.people)
            found[holder].claims += shorter.claims


def _surnames(found: dict[str, Body]) -> None:
    """Let a lone surname be the one person of the pile who has it."""
    full = defaultdict(set)
    for name, body in found.items():
        if body.person and len(name.split()) > 1:
            full[name.split()[-1]].add(name)
    for surname, names in full.items():
        if len(names) == 1 and surname in found:
            alone = found.pop(surname)
            holder = found[names.pop()]
            holder.aliases.update((surname, *alone.aliases))
            holder.claims += alone.claims


def _told_apart(found: list[Body]) -> list[Body]:
    """Leave each name to the first body that has it, its own names before those of others."""
    taken = {fold(body.name): body.name for body in reversed(found)}
    for body in found:
        for names in (body.aliases, body.people):
            for name in sorted(names):
                if taken.setdefault(fold(name), body.name) != body.name:
                    del names[name]
    return [body for body in found if taken[fold(body.name)] == body.name]


def _spellings(names: Counter[str]) -> list[str]:
    """Return each name once, as it is written most often."""
    by_fold: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (-names[name], name)):
        if fold(name):
            by_fold.setdefault(fold(name), name[:500])
    return list(by_fold.values())


def _bare(name: str) -> str:
    parts = name.split()
    return " ".join(parts[1:] if parts and parts[0].lower() == "the" else parts)
