"""Who really says it: from the last link of an attribution chain to the origin that stands behind it (rule
R11).

Here belongs naming the root party of a single claim by the registry of the brief and by what the documents of
the pile say of persons. Joining unattributed numbers to attributed ones needs the question and is done in
`series`.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.briefs import Brief, Organisation, Vocabulary
from pipeline.briefs.tree import fold
from pipeline.briefs.vocabulary import well_known_bodies
from pipeline.records import Claim, CleanedText, Link

_WORDS = tomllib.loads((Path(__file__).parent / "parties.toml").read_text(encoding="utf-8"))
_SMALL_WORDS = frozenset(_WORDS["small"])
_NAMELESS = frozenset(_WORDS["nameless"])
_KINDS = frozenset(_WORDS["kinds"])
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Party:
    """An origin: its printed name, whether it is known, its grade, and the rules that led to it. `body` is
    false for a person of no known organisation and for a country, which may merely relay a body."""

    name: str
    known: bool
    grade: str = "F"
    rules: tuple[str, ...] = ()
    body: bool = True


@dataclass
class _Bodies:
    """The organisations that a document names, also by the words of their names."""

    names: set[str] = field(default_factory=set)
    by_word: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Parties:
    """The parties of a pile of claims: knows every alias and for whom each person speaks."""

    def __init__(
        self,
        claims: Sequence[Claim],
        documents: Iterable[CleanedText],
        brief: Brief,
        vocabulary: Vocabulary,
    ) -> None:
        self._brief = brief
        self._countries = vocabulary.actors
        self._names: dict[str, Organisation] = {}
        general = (Organisation(name=name, aliases=also) for name, also in well_known_bodies().items())
        for body in (*brief.organisations, *general):
            for name in (body.name, *body.aliases, *body.people):
                self._names.setdefault(fold(name), body)
        self._looked_up: dict[str, Organisation | None] = {}
        self._aliases: dict[str, list[str]] = defaultdict(list)
        for alias, body in self._names.items():
            self._aliases[body.name].append(alias)
        self._people = {fold(name) for body in brief.organisations for name in body.people}
        documents = list(documents)
        self._publishers = {text.document_id: self._publisher(text) for text in documents}
        self._outlets = self._outlets_of(documents)
        links = [link for claim in claims for link in (*claim.chain, claim.implied_origin) if link]
        self._speaks_for = _most_said(links)
        self._surnames = _surnames({*self._people, *(fold(x.party) for x in links if x.kind == "person")})
        self._spelled_out = _acronyms(links)
        self._bodies = self._bodies_of(claims)

    def origin(self, claim: Claim) -> Party:
        """Return the origin of a claim; an unknown one keeps the words by which the text names it."""
        link = claim.chain[-1] if claim.chain else None
        if link is None or link.kind == "publisher":
            own = self._publishers.get(claim.document_id)
            if own:
                return self._of_body(own)
            if claim.implied_origin:
                implied = self._of_link(claim.implied_origin, claim.document_id)
                if implied.known:
                    return Party(implied.name, True, implied.grade, (*implied.rules, "R11i"), implied.body)
            return Party("publisher", False, rules=("R11e",))
        if link.withheld:
            return Party(link.party, False, rules=("R11f", "R11e"))
        return self._of_link(link, claim.document_id)

    def _of_link(self, link: Link, document_id: str) -> Party:
        if body := self._registered(link.party):
            collapsed = link.kind in ("person", "anonymous") or fold(link.party) in self._people
            return self._of_body(body, "R11c" if collapsed else "R11b")
        person = self._full_name(link.party)
        if body := self._registered(person):
            return self._of_body(body, "R11c")
        speaks_for = link.organisation or self._speaks_for.get(person)
        if speaks_for:
            body = self._registered(speaks_for)
            return (
                self._of_body(body, "R11c") if body else Party(self._spell(speaks_for), True, rules=("R11c",))
            )
        if _plain(link.party) in self._outlets:
            return Party(link.party, False, rules=("R11f", "R11e"))
        if link.kind == "organisation" and _plain(link.party) not in _KINDS:
            country = _plain(link.party) in self._countries
            return Party(self._spell(link.party), True, rules=("R11b",), body=not country)
        if link.kind == "person":
            return Party(_display(link.party, person), True, rules=("R11b",), body=False)
        if body_name := self._meant(link, document_id):
            body = self._registered(body_name)
            return self._of_body(body, "R11n") if body else Party(body_name, True, rules=("R11n",))
        return Party(link.party, False, rules=("R11e",))

    def _of_body(self, body: Organisation, *rules: str) -> Party:
        return Party(body.name, True, body.grade, rules or ("R11b",))

    def _registered(self, phrase: str) -> Organisation | None:
        """Return the registered organisation of that name, or the one whose longest name the phrase holds."""
        if phrase not in self._looked_up:
            self._looked_up[phrase] = self._look_up(phrase)
        return self._looked_up[phrase]

    def _look_up(self, phrase: str) -> Organisation | None:
        whole = _plain(phrase)
        if whole in self._names:
            return self._names[whole]
        words = whole.split()[:_LONGEST_NAME]
        for size in range(len(words) - 1, 0, -1):
            for start in range(len(words) - size + 1):
                name = " ".join(words[start : start + size]).removesuffix("'s")
                if name in self._names and name not in self._people:
                    return self._names[name]
        return None

    def _publisher(self, text: CleanedText) -> Organisation | None:
        source = self._brief.source_of(text.name)
        for name in (source.publisher if source else None, text.publisher):
            if name and (body := self._names.get(_plain(name))):
                return body
        return None

    def _outlets_of(self, documents: Iterable[CleanedText]) -> frozenset[str]:
        """Return the names of the outlets of the pile: they relay, and count as an origin only when
        registered."""
        sources = (source.publisher for source in self._brief.sources)
        return frozenset(_plain(name) for name in (*(text.publisher for text in documents), *sources) if name)

    def _full_name(self, party: str) -> str:
        name = _plain(party)
        return self._surnames.get(name, name)

    def _spell(self, name: str) -> str:
        plain = _plain(name)
        return self._spelled_out.get(
            plain, self._spelled_out.get(_without_owner(plain), _display(name, plain))
        )

    def _bodies_of(self, claims: Sequence[Claim]) -> Mapping[str, _Bodies]:
        """Return the organisations that each document names in its chains."""
        found: dict[str, _Bodies] = defaultdict(_Bodies)
        for claim in claims:
            for link in claim.chain[1:]:
                if link.kind == "organisation" and _plain(link.party) not in _KINDS:
                    body = self._registered(link.party)
                    name = body.name if body else self._spell(link.party)
                    bodies = found[claim.document_id]
                    if name not in bodies.names:
                        bodies.names.add(name)
                        for word in self._words_of(name):
                            bodies.by_word[word].add(name)
        return found

    def _meant(self, link: Link, document_id: str) -> str | None:
        """Return the body that "the agency" or "the intelligence report" means: the only one of its document
        whose name shares a word, or for a bare kind of body the only one of all."""
        words = set(_plain(link.party).split())
        shared = words - _NAMELESS - _SMALL_WORDS
        if not shared or not (words & _NAMELESS or words <= _KINDS):
            return None
        bodies = self._bodies.get(document_id, _Bodies())
        alike = {name for word in shared for name in bodies.by_word.get(word, ())}
        if len(alike) != 1 and words <= _KINDS:
            alike = bodies.names
        return next(iter(alike)) if len(alike) == 1 else None

    def _words_of(self, name: str) -> set[str]:
        return {word for phrase in (*self._aliases.get(name, ()), fold(name)) for word in phrase.split()}


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ").removesuffix("'s")


def _without_owner(plain: str) -> str:
    """Drop whose body it is: "south korea's national intelligence service" is the national intelligence
    service."""
    return plain.partition("'s ")[2] or plain


def _display(name: str, plain: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if words and words[0].lower() == "the" else name.strip() or plain


def _most_said(links: Iterable[Link]) -> dict[str, str]:
    """Return for whom each person speaks, by the most frequent word of the documents (ties by alphabet)."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for link in links:
        if link.organisation:
            said[_plain(link.party)][link.organisation] += 1
    return {person: min(bodies, key=lambda body: (-bodies[body], body)) for person, bodies in said.items()}


def _surnames(people: Iterable[str]) -> dict[str, str]:
    """Return the full name of each surname that only one person of the pile has."""
    full: dict[str, set[str]] = defaultdict(set)
    for person in people:
        words = person.split()
        if len(words) > 1:
            full[words[-1]].add(person)
    return {surname: next(iter(names)) for surname, names in full.items() if len(names) == 1}


def _acronyms(links: Iterable[Link]) -> dict[str, str]:
    """Return the full name behind each acronym of the pile, and each full name under its own plain form."""
    names = {_without_owner(_plain(link.party)): link.party for link in links if link.kind == "organisation"}
    spelled: dict[str, str] = {}
    for plain, name in sorted(names.items()):
        initials = "".join(word[0] for word in plain.split() if word not in _SMALL_WORDS)
        if len(initials) > 1 and initials in names:
            spelled[plain] = spelled[initials] = _display(name, plain)
    return spelled
