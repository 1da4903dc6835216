"""Bodies: which names and nouns stand for somebody who can own and act.

Here belongs telling a ministry, a company or a union from a person and from what only speaks, as a report
does. Who can say something is told in `parties.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.parties import read_party
from pipeline.extraction.tokens import Token


def is_body(name: str, persons: frozenset[str]) -> bool:
    """True for the name of a body or a common noun for one, False for one of the `persons` (last names) and
    for what only speaks, as a report does."""
    words = [word.strip("'’()") for word in name.split()]
    head, attribution = words[-1].lower(), lexicon().attribution
    if not persons.isdisjoint(word.lower() for word in words) or head in attribution["documents"]:
        return False
    bodies = attribution["organisations"] | lexicon().actors["companies"] | lexicon().actors["agents"]
    if head in bodies:
        return head not in attribution["outlets"]
    small = lexicon().places["inner"] | {"for", "&"}
    return all(word[:1].isupper() or word in small for word in words if word)


def body_in(words: Sequence[Token], text: str, persons: frozenset[str]) -> str | None:
    """Return the body that a noun phrase names, or who owns what it names: "Brask's sales"."""
    party = read_party(words, text)
    if party is not None and party.kind == "organisation" and is_body(party.name, persons):
        return party.name
    owner = next((at for at, token in enumerate(words[:-1]) if token.is_possessive), None)
    party = read_party(words[: owner + 1], text) if owner is not None else None
    if party is None or party.kind != "organisation":
        return None
    name = party.name.removesuffix("'s").removesuffix("’s")
    return name if is_body(name, persons) else None
