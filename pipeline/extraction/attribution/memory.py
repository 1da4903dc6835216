"""Memory: who has been named so far in one document, and who a short name or a pronoun refers to.

Here belong surnames, acronyms, descriptions ("the agency") and who briefed whom. Telling what kind of party a
noun phrase names is done in `parties.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.cleaning import seen
from pipeline.extraction.attribution.parties import Party
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token
from pipeline.records import Span


@dataclass
class Memory:
    """Who has been named so far in one document: full names by last name, acronyms, the last of each kind."""

    persons: dict[str, Party] = field(default_factory=dict)
    titled: dict[str, Party] = field(default_factory=dict)  # by the head of a title of several words
    named: dict[str, Party] = field(default_factory=dict)  # full names by last name
    acronyms: dict[str, str] = field(default_factory=dict)
    briefed: dict[str, Party] = field(default_factory=dict)
    body: Party | None = None  # whom the document is about
    last_person: Party | None = None
    last_single: Party | None = None  # an unnamed official
    last_body: Party | None = None
    last: Party | None = None

    def resolve(self, party: Party) -> Party:
        """Return `party` under the name the document introduced it by, and remember it."""
        known = self._known(party)
        settled = party if known is None else replace(known, span=party.span)
        self._remember(settled)
        return settled

    def mention(self, party: Party) -> None:
        """Remember a person or a body whom the text speaks of: a pronoun may mean them."""
        known = self._known(party)
        settled = party if known is None else known
        if settled.kind == "person":
            self.last_person = settled
            self.persons.setdefault(settled.name.split()[-1].lower(), settled)
        else:
            self.last_body = settled

    def knows(self, name: str) -> bool:
        """True for the surname of a person who has been named."""
        return name.lower() in self.persons

    def learn_acronyms(self, tokens: Sequence[Token], text: str) -> None:
        """Remember "Full Name (FN)"."""
        for at in range(1, len(tokens) - 2):
            short = tokens[at + 1]
            if tokens[at].text != "(" or tokens[at + 2].text != ")":
                continue
            first = _name_start(tokens, at)
            initial = short.is_word and short.text.isupper() and tokens[first].text[0] == short.text[0]
            if at - first >= 2 and initial:
                self.acronyms[short.text] = seen(text[tokens[first].start : tokens[at - 1].end])

    def learn_names(self, tokens: Sequence[Token], text: str) -> None:
        """Remember "Anna Smith" wherever it stands: a bare "Smith" that speaks later is a person."""
        first = 0
        for at, token in enumerate(tokens):
            if token.is_capitalised and not token.is_possessive:
                continue
            if at - first in (2, 3) and token.text != "(" and _is_personal(tokens[first:at]):
                span = Span(start=tokens[first].start, end=tokens[at - 1].end)
                self.named.setdefault(tokens[at - 1].lower, Party(seen(span.of(text)), "person", span))
            first = at + 1

    def learn_briefing(self, tokens: Sequence[Token], verb: str, after: int, party: Party) -> None:
        """Remember "S briefed lawmakers": persons of that title then pass on what S told them."""
        attribution = lexicon().attribution
        if verb not in attribution["briefing"] or party.kind != "organisation":
            return
        for token in tokens[after : after + 4]:
            singular = token.lower.rstrip("s")
            if token.lower.endswith("s") and singular in attribution["titles"]:
                self.briefed[singular] = party

    def _known(self, party: Party) -> Party | None:
        if party.kind == "person":
            if party.name.lower() in ("he", "she"):
                return self.last_person or self.last_single or self.last
            key = party.name.split()[-1].lower()
            known = self.persons.get(key)
            if known is not None and (party.organisation is None or known.organisation is not None):
                return known
            return None
        if party.name.lower() in ("it", "they"):
            return self.last_body or self.body if party.name.lower() == "it" else self.last
        surname = party.name.split()[-1].lower()
        if party.kind == "organisation" and surname in self.persons:
            return self.persons[surname]
        if party.kind == "organisation" and surname in self.named and not party.definite:
            known = self.named[surname]
            return known if party.name in (known.name, known.name.split()[-1]) else None
        if party.name in self.acronyms:
            return replace(party, name=self.acronyms[party.name], kind="organisation")
        return self._described(party) if party.definite else None

    def _described(self, party: Party) -> Party | None:
        """Return who a definite description means: a person of that title, or the last body that shares a
        word."""
        words = {
            word.rstrip("s") for word in party.name.lower().replace("-", " ").split()
        } - lexicon().grammar["named_after"]
        if party.kind == "anonymous":
            return self._titled(party)
        body = self.last_body or self.body
        if body is None or body.kind != "organisation":
            return None
        known = {word.rstrip("s") for word in body.name.lower().split()}
        proper = sum(word[0].isupper() for word in party.name.split()) > 1
        shares = words <= known if proper else {word for word in words & known if not _is_nation(word)}
        generic = party.name.islower() and words <= lexicon().attribution["generic_bodies"]
        issued = words <= lexicon().attribution["issued"]
        return body if shares or generic or issued else None

    def _titled(self, party: Party) -> Party | None:
        """Return the person whose title a description repeats ("the general"), else the unnamed who spoke
        last."""
        head = _title_head(party.name)
        spoken = self.last_person
        if spoken is not None and spoken.title and set(head.split()) <= set(spoken.title.split()):
            return spoken
        if head in self.titled:
            return self.titled[head]
        unnamed = party.organisation is None and self.last is not None and self.last.kind == "anonymous"
        return self.last if unnamed else None

    def _remember(self, party: Party) -> None:
        if party.kind == "person":
            key = party.name.split()[-1].lower()
            self.persons.setdefault(key, party)
            if self.persons[key].organisation is None and party.organisation:
                self.persons[key] = party
            self.last_person = self.persons[key]
            if party.title and " " in _title_head(party.title):
                self.titled.setdefault(_title_head(party.title), self.persons[key])
        elif party.kind == "organisation":
            self.last_body = party
        elif party.kind == "anonymous" and not party.name.endswith("s"):
            self.last_single = party
        if party.kind != "unknown":
            self.last = party


def _title_head(title: str) -> str:
    """Return a title without what it is of: "deputy head of the agency" is "deputy head"."""
    return title.lower().removeprefix("the ").split(" of ")[0].split(" for ")[0]


def _name_start(tokens: Sequence[Token], end: int) -> int:
    """Return where the capitalised name that ends at `end` begins, without whoever owns it."""
    first = end
    while first > 0 and (
        tokens[first - 1].is_capitalised or tokens[first - 1].lower in ("of", "for", "and", "the")
    ):
        first -= 1
    articles = lexicon().grammar["articles"]
    while first < end and (
        not tokens[first].is_capitalised or tokens[first].is_possessive or tokens[first].lower in articles
    ):
        first += 1
    owners = [position for position in range(first, end) if tokens[position].is_possessive]
    return owners[-1] + 1 if owners else first


def _is_personal(words: Sequence[Token]) -> bool:
    """True for capitalised words none of which names a body, an outlet, a country or a title."""
    attribution, small = lexicon().attribution, {token.lower for token in words}
    kinds = attribution["organisations"] | attribution["outlets"] | attribution["titles"]
    known = any((low,) in lexicon().countries or (low,) in lexicon().demonyms for low in small)
    return (
        small.isdisjoint(kinds | lexicon().grammar["articles"])
        and not known
        and not any(token.is_acronym for token in words)
    )


def _is_nation(word: str) -> bool:
    """True for a country or people: two bodies of one nation are no one body by its name."""
    key = (word.rstrip("."),)
    return key in lexicon().countries or key in lexicon().demonyms
