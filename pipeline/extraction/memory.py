"""Memory: who has been named so far in one document, and who a short name or a pronoun refers to.

Here belong surnames, acronyms, descriptions ("the agency") and who briefed whom. Telling what kind of party a
noun phrase names is done in `parties.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.parties import Party
from pipeline.extraction.tokens import Token


@dataclass
class Memory:
    """Who has been named so far in one document: full names by last name, acronyms, the last of each kind."""

    persons: dict[str, Party] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    briefed: dict[str, Party] = field(default_factory=dict)
    body: Party | None = None  # whom the document is about
    last_person: Party | None = None
    last_body: Party | None = None
    last: Party | None = None

    def resolve(self, party: Party) -> Party:
        """Return `party` under the name the document introduced it by, and remember it."""
        known = self._known(party)
        settled = party if known is None else replace(known, span=party.span)
        self._remember(settled)
        return settled

    def learn_acronyms(self, tokens: Sequence[Token], text: str) -> None:
        """Remember "Full Name (FN)"."""
        for at in range(1, len(tokens) - 2):
            short = tokens[at + 1]
            if tokens[at].text != "(" or tokens[at + 2].text != ")":
                continue
            first = _name_start(tokens, at)
            initial = short.is_word and short.text.isupper() and tokens[first].text[0] == short.text[0]
            if at - first >= 2 and initial:
                self.acronyms[short.text] = text[tokens[first].start : tokens[at - 1].end]

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
                return self.last_person or self.last
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
            head = party.name.lower().split(" of ")[0].split(" for ")[0]
            for person in self.persons.values():
                if (
                    person.title
                    and person.title.removeprefix("the ").split(" of ")[0] == head
                    and " " in head
                ):
                    return person
            if party.organisation is None and self.last is not None and self.last.kind == "anonymous":
                return self.last
            return None
        body = self.last_body or self.body
        if body is None or body.kind != "organisation":
            return None
        shares = words & {word.rstrip("s") for word in body.name.lower().split()}
        generic = party.name.islower() and words <= lexicon().attribution["generic_bodies"]
        return body if shares or generic else None

    def _remember(self, party: Party) -> None:
        if party.kind == "person":
            key = party.name.split()[-1].lower()
            self.persons.setdefault(key, party)
            if self.persons[key].organisation is None and party.organisation:
                self.persons[key] = party
            self.last_person = self.persons[key]
        elif party.kind == "organisation":
            self.last_body = party
        if party.kind != "unknown":
            self.last = party


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
