"""Who really says it: from the last link of an attribution chain to the origin that stands behind it (rule
R11).

Here belongs naming the root party of a single claim by the registry of the brief and by what the documents of
the pile say of persons. Joining unattributed numbers to attributed ones needs the question and is done in
`series`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.briefs import Brief, Organisation, Vocabulary
from pipeline.briefs.tree import fold
from pipeline.briefs.vocabulary import well_known_bodies
from pipeline.reconciliation.names import (
    KINDS,
    NAMELESS,
    SMALL_WORDS,
    acronyms,
    display,
    full_names,
    is_generic,
    most_said,
    plain,
    state_media,
    untitled,
    without_owner,
)
from pipeline.records import Claim, CleanedText, Link

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
        self._names = registry(brief)
        self._looked_up: dict[str, Organisation | None] = {}
        self._aliases: dict[str, list[str]] = defaultdict(list)
        for alias, body in self._names.items():
            self._aliases[body.name].append(alias)
        self._people = {fold(name) for body in brief.organisations for name in body.people}
        documents = list(documents)
        self._publishers = {text.document_id: self._publisher(text) for text in documents}
        self._outlets = self._outlets_of(documents)
        links = [link for claim in claims for link in (*claim.chain, claim.implied_origin) if link]
        people = {*self._people, *(plain(x.party) for x in links if x.kind == "person")}
        self._untitled = untitled(people)
        self._surnames = full_names(self._untitled.get(person, person) for person in people)
        self._speaks_for = most_said(links, self._full_name)
        self._state_media = self._media_of_states(links)
        self._spelled_out = acronyms(links)
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
        if plain(link.party) in self._outlets:
            return Party(link.party, False, rules=("R11f", "R11e"))
        media = state_media(link.party)
        if media is not None and media in self._state_media:
            return Party(self._state_media[media], True, rules=("R11b",))
        if link.kind == "organisation" and not is_generic(link.party):
            country = plain(link.party) in self._countries
            return Party(self._spell(link.party), True, rules=("R11b",), body=not country)
        if link.kind == "person":
            return Party(display(link.party, person), True, rules=("R11b",), body=False)
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
        whole = plain(phrase)
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
            if name and (body := self._names.get(plain(name))):
                return body
        return None

    def _outlets_of(self, documents: Iterable[CleanedText]) -> frozenset[str]:
        """Return the names of the outlets of the pile: they relay, and count as an origin only when
        registered."""
        sources = (source.publisher for source in self._brief.sources)
        return frozenset(plain(name) for name in (*(text.publisher for text in documents), *sources) if name)

    def _full_name(self, party: str) -> str:
        name = plain(party)
        return self._surnames.get(name, self._untitled.get(name, name))

    def _media_of_states(self, links: Iterable[Link]) -> Mapping[str, str]:
        """Return the name of the media of each state by how links word the state; where they do not, they are
        the media of the only state that has any in the pile."""
        found = {words for link in links if (words := state_media(link.party)) is not None}
        states = {words: self._countries[words] for words in found if words in self._countries}
        lone = next(iter(states.values())) if len(set(states.values())) == 1 else None
        names = {words: f"State media of {state}" for words, state in states.items()}
        return {**names, "": f"State media of {lone}" if lone else "State media"}

    def _spell(self, name: str) -> str:
        key = plain(name)
        return self._spelled_out.get(key, self._spelled_out.get(without_owner(key), display(name, key)))

    def _bodies_of(self, claims: Sequence[Claim]) -> Mapping[str, _Bodies]:
        """Return the organisations that each document names in its chains."""
        found: dict[str, _Bodies] = defaultdict(_Bodies)
        for claim in claims:
            for link in claim.chain[1:]:
                if link.kind == "organisation" and not is_generic(link.party):
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
        words = set(plain(link.party).split())
        shared = words - NAMELESS - SMALL_WORDS
        if not shared or not (words & NAMELESS or words <= KINDS):
            return None
        bodies = self._bodies.get(document_id, _Bodies())
        alike = {name for word in shared for name in bodies.by_word.get(word, ())}
        if len(alike) != 1 and words <= KINDS:
            alike = bodies.names
        return next(iter(alike)) if len(alike) == 1 else None

    def _words_of(self, name: str) -> set[str]:
        return {word for phrase in (*self._aliases.get(name, ()), fold(name)) for word in phrase.split()}


def registry(brief: Brief) -> dict[str, Organisation]:
    """Return the organisations that a brief knows, by each of their folded names; its own count first."""
    names: dict[str, Organisation] = {}
    general = (Organisation(name=name, aliases=also) for name, also in well_known_bodies().items())
    for body in (*brief.organisations, *general):
        for name in (body.name, *body.aliases, *body.people):
            names.setdefault(fold(name), body)
    return names
