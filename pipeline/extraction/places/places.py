"""Places: where the figure holds, as the sentence names it.

Here belong the prepositions, the place nouns and the positions that mark a name or a description as a place.
Where a name ends and whether it is a place is told in `place_names.py`, which is nearest in `settings.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.cleaning import seen
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.times import TimeMention
from pipeline.extraction.language.tokens import Token, lower_at, lowers
from pipeline.extraction.places.place_names import fits, is_known, name_end
from pipeline.extraction.places.toponyms import country_at, known_at

_LONGEST = 5  # words of a name
_DESCRIBED = 3  # words that describe a place
_GAP = 2  # tokens between a place and where it lies
_POSSESSIVE = "'s"
_BARE = ""


@dataclass(frozen=True)
class PlaceMention:
    """A place name over `tokens[first:last]`; `preposition` introduces it ("'s": it owns the noun after it;
    "": nothing does). An anaphor stands for the place named before ("in the region")."""

    first: int
    last: int
    preposition: str
    anaphor: bool = False

    def text(self, tokens: Sequence[Token], text: str) -> str:
        """Return the name as it stands in the document, without the ending of an owner."""
        last = tokens[self.last - 1]
        words = seen(text[tokens[self.first].start : last.end])
        return words[:-2] if last.is_possessive else words

    def is_named(self, tokens: Sequence[Token]) -> bool:
        """True for a name, False for "the capital" and what stands for a place named before."""
        return not self.anaphor and any(token.is_capitalised for token in tokens[self.first : self.last])


def find_places(tokens: Sequence[Token], mentions: Sequence[TimeMention]) -> list[PlaceMention]:
    """Return the place names of a sentence that a preposition or a place noun marks, coordinated names taken
    together; `mentions` are its times."""
    times = {position for mention in mentions for position in range(mention.first, mention.last)}
    found = []
    at = 0
    while at < len(tokens):
        size = _preposition(tokens, at)
        if not size:
            last = at + 1 if tokens[at].lower in lexicon().places["everywhere"] else 0
            last = last or _marked_by_noun(tokens, at, times)
            if not last and tokens[at].lower in lexicon().places["striking"] and at + 1 < len(tokens):
                last = at + 1 + known_at(tokens, at + 1)  # "a storm hit Velmar"
                at, last = (at + 1, last) if last > at + 1 else (at, 0)
            if last:
                found.append(PlaceMention(at, last, ""))
            at = last or at + 1
            continue
        first = at + size
        if first < len(tokens) and tokens[first].kind == "number" and first not in times:
            first += 1  # "in 18 northern counties"
        last = name_end(tokens, first, times)
        preposition = tokens[at].lower
        anaphor = _anaphor_end(tokens, first)
        plain = _plain_end(tokens, at + size)
        whole = _whole_end(tokens, at)
        if whole:
            found.append(PlaceMention(first + 1, whole, preposition))
            at = whole
            continue
        if anaphor > last:
            found.append(PlaceMention(first + 1, anaphor, preposition, anaphor=True))
            at = anaphor
        elif plain > last:
            start = at + size + (tokens[at + size].lower in lexicon().grammar["articles"])
            found.append(PlaceMention(start, plain, preposition))
            at = plain
        elif last and tokens[last - 1].is_possessive and is_known(tokens, first):
            found.append(PlaceMention(first, last, _POSSESSIVE))  # "in Velmar's schools"
            at = last
        elif last and fits(tokens, at, first, last, preposition):
            last = _coordinated(tokens, first, last, times)
            start = first + (tokens[first].lower in lexicon().grammar["articles"])
            found.append(PlaceMention(start, last, preposition))
            at = last
        else:
            at += size
    return _joined(tokens, found)


def _joined(tokens: Sequence[Token], places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Take together places of which one says where the other lies: "six villages of Brask in Velmar"."""
    found: list[PlaceMention] = []
    for place in places:
        last = found[-1] if found else None
        gap = tokens[last.last : place.first] if last is not None and not last.anaphor else ()
        small = {token.lower for token in gap} - lexicon().grammar["articles"]
        if last is not None and len(small) == 1 and small <= lexicon().places["lies_in"] and len(gap) <= _GAP:
            found[-1] = replace(last, last=place.last)
        else:
            found.append(place)
    return found


def _plain_end(tokens: Sequence[Token], at: int) -> int:
    """Return the end of a place that is described and not named: "27 provinces", "the worst-hit district",
    "its southern border"; 0 if none is at `at`."""
    words, grammar = lexicon().places, lexicon().grammar
    owned = lower_at(tokens, at) in lexicon().actors["possessive"]
    first = at + (owned or lower_at(tokens, at) in grammar["articles"])
    end = first
    while end < min(len(tokens), first + _DESCRIBED) and _describes(tokens[end]):
        end += 1
    noun = lower_at(tokens, end)
    if noun in words["anaphors"] or noun in words["plurals"]:
        goes_on = end + 1 < len(tokens) and _describes(tokens[end + 1])
        return end + 1 if end > first and not goes_on else 0
    return end + 1 if owned and noun in words["unnamed"] else 0


def _describes(token: Token) -> bool:
    """True for a number, an adjective or a noun that may describe a place."""
    if token.kind == "number":
        return True
    low = token.lower
    noun = low in lexicon().places["anaphors"] or low in lexicon().places["plurals"]
    small = low in lexicon().nouns["stops"] or low in lexicon().places["unnamed"]
    return token.is_word and not token.is_capitalised and not noun and not small


def known_places(tokens: Sequence[Token]) -> list[PlaceMention]:
    """Return the names known to be places that own a noun or stand right before one: "Velmar's mines", "the
    Velmar fire"."""
    found = []
    at = 0
    while at < len(tokens):
        size = known_at(tokens, at)
        if not size and tokens[at].is_possessive and tokens[at].lower in lexicon().places["nouns"]:
            first = _capitals_before(tokens, at)
            if first < at and tokens[at - 1].lower not in lexicon().grammar["definite"]:
                found.append(PlaceMention(first, at + 1, _POSSESSIVE))  # "Oster County's schools"
        last = at + size
        if size and lower_at(tokens, last) == "," and lower_at(tokens, last + 1) == "where":
            found.append(PlaceMention(at, last, _POSSESSIVE))  # "Velmar, where 40 people …"
        elif size and last < len(tokens) and tokens[last].is_word and not tokens[last].is_capitalised:
            if tokens[last - 1].is_possessive:
                found.append(PlaceMention(at, last, _POSSESSIVE))
            elif tokens[last].lower in lexicon().places["happenings"]:
                found.append(PlaceMention(at, last, _BARE))
        at += max(size, 1)
    return found


def _capitals_before(tokens: Sequence[Token], at: int) -> int:
    """Return where the run of capitals before `at` begins."""
    first = at
    while first > max(0, at - _LONGEST) and tokens[first - 1].is_capitalised:
        first -= 1
    return first


def _anaphor_end(tokens: Sequence[Token], first: int) -> int:
    """Return the end of "the region", a noun that stands for a place named before, 0 if none is at
    `first`."""
    if lower_at(tokens, first) not in lexicon().grammar["definite"]:
        return 0
    noun = lower_at(tokens, first + 1)
    following = tokens[first + 2] if first + 2 < len(tokens) else None
    goes_on = following is not None and (
        following.lower in ("of", "with")
        or following.is_capitalised
        or following.lower in lexicon().places["nouns"]
    )
    return first + 2 if noun in lexicon().places["anaphors"] and not goes_on else 0


def _whole_end(tokens: Sequence[Token], at: int) -> int:
    """Return the end of "the world" behind "across", 0 if it does not stand after the preposition at `at`."""
    words = lexicon().places
    spans = tokens[at].lower in words["spanning"] and lower_at(tokens, at + 1) == "the"
    return at + 3 if spans and lower_at(tokens, at + 2) in words["whole"] else 0


def _marked_by_noun(tokens: Sequence[Token], at: int, times: set[int]) -> int:
    """Return the end of "Torvan district", a name that a word for a region follows, 0 if none starts at
    `at`."""
    if not tokens[at].is_capitalised or (at > 0 and tokens[at - 1].is_capitalised):
        return 0
    last = name_end(tokens, at, times)
    marked = last - at >= 2 and tokens[last - 1].lower in lexicon().places["regions"]
    return last if marked and fits(tokens, at, at, last, "") else 0


def _preposition(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens the locative preposition at `at` takes, 0 if none stands there."""
    words, low = lexicon().places, tokens[at].lower
    if low in words["phrase_starts"] and f"{low} {lower_at(tokens, at + 1)}" in words["phrases"]:
        return 2
    return 1 if low in words["prepositions"] else 0


def _coordinated(tokens: Sequence[Token], first: int, last: int, times: set[int]) -> int:
    """Return the end of "Romania, Poland and Germany" and of "the cities of Velmar and Brask"."""
    end = last
    several = any(low in lexicon().places["plurals"] for low in lowers(tokens, first, last))
    while end + 1 < len(tokens) and tokens[end].lower in (",", "and"):
        step = 2 if tokens[end].text == "," and tokens[end + 1].lower == "and" else 1
        further = name_end(tokens, end + step, times) if end + step < len(tokens) else 0
        if not further or not (several or _coordinates(tokens, end, end + step, further)):
            break
        several = False
        end = further
    return end


def _coordinates(tokens: Sequence[Token], mark: int, first: int, last: int) -> bool:
    """A comma joins two place names only where "and" or a comma and another name follows; else it opens a
    clause."""
    if country_at(tokens, first) is None and not any(
        t.lower in lexicon().places["nouns"] for t in tokens[first:last]
    ):
        return False
    following = tokens[last].lower if last < len(tokens) else ""
    if tokens[mark].text == ",":
        return following in ("and", ",")
    return following not in lexicon().nouns["people"] and not tokens[last - 1].is_possessive
