"""Place names: where a name that may be a place ends, and whether it is one.

Here belongs telling a place from an organisation, a person, a storm or a currency by the words around it.
Which prepositions and nouns mark a place is read in `places.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.language.lexicon import lexicon, longest
from pipeline.extraction.language.times import is_month
from pipeline.extraction.language.tokens import DASHES, Token, lower_at, lowers
from pipeline.extraction.places.toponyms import country_at, known_at

_SIGN = 3  # letters of a currency's sign


def name_end(tokens: Sequence[Token], at: int, times: set[int]) -> int:
    """Return where the place name that starts at `at` ends, 0 if there is none."""
    words = lexicon().places
    end, named = at, False
    while end < len(tokens) and end - at < 8 and end not in times:
        token = tokens[end]
        low = token.lower
        if (
            token.is_capitalised
            and token.kind == "word"
            and not _is_compound(token)
            and not is_month(tokens, end)
        ):
            named = True
        elif not named and _is_quarter(tokens, end):
            return end + 1
        elif low in words["nouns"] and (named or low in words["unnamed"]):
            end += 1
            named = named or (
                low in words["standing"] and tokens[end - 2].lower in lexicon().grammar["articles"]
            )
            if low in words["unnamed"] and lower_at(tokens, end) == "with":
                end += 1  # "the border with Ukraine"
                continue
            if named and not (end < len(tokens) and tokens[end].lower == "of"):
                break
            continue
        elif named and tokens[end - 1].is_capitalised and _kind_of_site(tokens, end):
            pass  # "the Torvan copper mine"
        elif low == "-" and end > 0 and tokens[end - 1].end == token.start:
            pass
        elif not (
            low in words["leading"]
            or low.endswith(tuple(words["leading_endings"]))
            or (low in words["inner"] and _name_goes_on(tokens, end, at))
            or low in words["nouns"]
        ):
            break
        end += 1
    while end > at and not (tokens[end - 1].is_capitalised or tokens[end - 1].lower in words["nouns"]):
        end -= 1
    return end if named and end > at else 0


def _is_quarter(tokens: Sequence[Token], at: int) -> bool:
    """True for "the south" that describes no other noun."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    alone = following is None or not following.is_word or following.lower in lexicon().nouns["stops"]
    quarter = tokens[at].lower in lexicon().places["quarters"] and lower_at(tokens, at - 1) == "the"
    return quarter and alone and lower_at(tokens, at + 1) not in ("of", "-")


def _kind_of_site(tokens: Sequence[Token], at: int) -> bool:
    """True for a common noun before the noun for a site: the "copper" of "copper mine"."""
    plain = tokens[at].is_word and not tokens[at].is_capitalised
    small = (
        tokens[at].lower in lexicon().nouns["stops"] or tokens[at].lower in lexicon().places["prepositions"]
    )
    return plain and not small and lower_at(tokens, at + 1) in lexicon().places["sites"]


def _is_compound(token: Token) -> bool:
    """True for an adjective made from a name ("Havana-based"): its last part is in lower case."""
    return "-" in token.text and token.text.rpartition("-")[2].islower()


def _name_goes_on(tokens: Sequence[Token], at: int, first: int) -> bool:
    """True for a small word inside a name: "the" at its start, "of" before another capital."""
    low = tokens[at].lower
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if low == "the":
        return at == first or tokens[at - 1].lower == "of"
    if low == "and":
        return False
    return following is not None and at > first and (following.is_capitalised or following.lower == "the")


def fits(tokens: Sequence[Token], at: int, first: int, last: int, preposition: str) -> bool:
    """Reject organisations, people and parts of longer names behind the preposition."""
    attribution = lexicon().attribution
    names = [token for token in tokens[first:last] if token.is_word]
    if preposition == "from" and lower_at(tokens, at - 1) in lexicon().nouns["people"]:
        return False  # "troops from Chile": whose people they are
    if _is_venue(tokens, at):
        return False
    place_nouns = lexicon().places["nouns"]
    body = any(
        token.lower in attribution["organisations"] and token.lower not in place_nouns for token in names
    )
    if body and not _is_wholly_known(tokens, first, last):
        return False
    if names[-1].is_possessive or (last < len(tokens) and tokens[last].lower in attribution["organisations"]):
        return False
    following = tokens[last].lower if last < len(tokens) else ""
    if following in lexicon().nouns["people"] or following in attribution["titles"]:
        return False
    if not _is_known_or_plain(tokens, first, last) or _names_no_place(tokens, at, first, last):
        return False
    if preposition == "of":
        return (
            at > 0
            and tokens[at - 1].is_word
            and not tokens[at - 1].is_capitalised
            and (tokens[at - 1].lower in place_nouns or is_known(tokens, first))
        )
    if preposition == "on":
        attacked = lower_at(tokens, at - 1) in lexicon().places["attacks"] and is_known(tokens, first)
        return attacked or any(token.lower in place_nouns for token in names)
    return True


def _is_venue(tokens: Sequence[Token], at: int) -> bool:
    """True where the preposition leads to where something was said: "told reporters in Velmar"."""
    words = lexicon().places
    before, earlier = lower_at(tokens, at - 1), lower_at(tokens, at - 2)
    return (
        before in words["saying"]
        or before in words["hearers"]
        or f"{earlier} {before}" in words["occasions"]
        or before in words["occasions"]
    )


def _is_wholly_known(tokens: Sequence[Token], first: int, last: int) -> bool:
    start = first + (tokens[first].lower in lexicon().grammar["articles"])
    return start + known_at(tokens, start) == last


def is_known(tokens: Sequence[Token], first: int) -> bool:
    """True where a known place stands at `first`, or after the article there."""
    start = first + (tokens[first].lower in lexicon().grammar["articles"])
    return country_at(tokens, start) is not None or known_at(tokens, start) > 0


def _names_no_place(tokens: Sequence[Token], at: int, first: int, last: int) -> bool:
    """True for an acronym that is no country, an outlet, a storm, and what stands after "linked to"."""
    names = [token for token in tokens[first:last] if token.is_word]
    country = any(country_at(tokens, position) is not None for position in range(first, last))
    if names[0].lower in lexicon().numbers["units"]:
        return True  # a headline in capitals: "in Four Explosions"
    if names[0].lower in lexicon().places["occurrences"] or _is_currency(tokens, last):
        return True
    if tokens[at].lower == "at" and at > 1 and tokens[at - 1].kind == "number" and _lists(tokens[at - 2]):
        return False  # "40 in Velmar and 30 at Brask"
    if tokens[at].lower in lexicon().places["known_after"] and not is_known(tokens, first):
        return not any(token.lower in lexicon().places["nouns"] for token in names)
    if len(names) == 1 and names[0].lower in lexicon().places["abbreviated"]:
        return False
    if not country and any(
        token.is_acronym or token.lower in lexicon().attribution["outlets"] for token in names
    ):
        return True
    leads = lower_at(tokens, at) in ("to", "from") and first > at
    return leads and lower_at(tokens, at - 1) in lexicon().places["not_motion"]


def _lists(token: Token) -> bool:
    """True for what parts the figures of a list."""
    return token.lower in lexicon().grammar["list_links"] or token.text in DASHES


def _is_currency(tokens: Sequence[Token], last: int) -> bool:
    """True for the sign of a currency before its amount: "at Rs 40"."""
    amount = last < len(tokens) and tokens[last].kind == "number"
    return amount and len(tokens[last - 1].text) <= _SIGN


def _is_known_or_plain(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A bare nationality is no place ("to Russian officials"); with a place noun, or as a name, it is."""
    low = lowers(tokens, first, last)
    start = 1 if low[0] in lexicon().grammar["articles"] else 0
    size = longest(lexicon().demonyms, low, start)
    whole = size and start + size == len(low)
    return not whole or longest(lexicon().countries, low, start) > 0
