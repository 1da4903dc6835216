"""Companions: the one person who is listed beside counted ones: "a mother and her two children".

Here belongs finding such articles as quantities of one, and telling which figures are listed together. An
article elsewhere counts nothing. What happened to those listed is read by whoever reads the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token, lower_at
from pipeline.extraction.quantities.quantities import Quantity

RULE = "figure.companion"
_PHRASE = 6  # tokens from an article to its noun
_LINK = 3  # tokens between two that are listed: ", and her"


def with_companions(quantities: Sequence[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """Return the quantities of a sentence, in order, with an article for each companion in their lists."""
    taken = {at for quantity in quantities for at in range(quantity.first, quantity.last)}
    phrases = [one for one in _persons(tokens) if one[0] not in taken]
    starts = {quantity.first for quantity in quantities} | {first for first, _ in phrases}
    found = []
    for first, last in phrases:
        after = next((at for at in range(last + 1, last + 1 + _LINK) if at in starts), None)
        before = any(end == first for end in _listed_ends(tokens, quantities, phrases))
        if before or (after is not None and is_link(tokens, last, after)):
            found.append(Quantity(first, first + 1, 1.0, 1.0, "exact", None, False, False, (RULE,)))
    return sorted([*quantities, *found], key=lambda quantity: quantity.first)


def is_of_persons(head: str | None) -> bool:
    """Return whether a noun is one for people or for a person."""
    words = lexicon()
    if head is None:
        return False
    listed = words.nouns["people"] | words.exclusions["kin"] | {"others"}
    return head in listed or _is_person(head) or _is_person(head.removesuffix("s"))


def is_link(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether `tokens[first:last]` joins what stands around it to a list: "and", ", and her"."""
    words = [token.lower for token in tokens[first:last]]
    possessives = lexicon().exclusions["possessives"]
    return (
        0 < len(words) <= _LINK
        and not {"and", ",", "&"}.isdisjoint(words)
        and all(word in ("and", ",", "&") or word in possessives for word in words)
    )


def _persons(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of "a … mother", from the article to past the noun for one person."""
    for first, token in enumerate(tokens):
        if token.lower not in lexicon().grammar["articles"] or token.lower == "the":
            continue
        for at in range(first + 1, min(first + _PHRASE, len(tokens))):
            low = tokens[at].lower
            if tokens[at].kind == "mark" and low != "-":
                break
            if _is_person(low) and not _is_person(lower_at(tokens, at + 1)):
                yield first, at + 1
                break
            if low in lexicon().nouns["stops"]:
                break


def _is_person(low: str) -> bool:
    return low in lexicon().exclusions["persons"] or low.endswith(("man", "woman"))


def _listed_ends(
    tokens: Sequence[Token], quantities: Sequence[Quantity], phrases: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Yield where a listing goes on after a counted phrase or a person: behind "two women and"."""
    for _, last in phrases:
        for end in range(last + 1, min(last + _LINK, len(tokens)) + 1):
            if is_link(tokens, last, end):
                yield end
    for quantity in quantities:
        for last in range(quantity.last + 1, min(quantity.last + _PHRASE, len(tokens))):
            if is_of_persons(tokens[last - 1].lower):
                for end in range(last + 1, min(last + _LINK, len(tokens)) + 1):
                    if is_link(tokens, last, end):
                        yield end
