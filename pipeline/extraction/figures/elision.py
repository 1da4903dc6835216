"""Elision: what a figure counts where the noun after it is left out.

Here belongs the order in which the event, the noun before the figure, the subject of its clause and the
figure before it are asked. A noun phrase that is there is read by `counted.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.cleaning import seen
from pipeline.extraction.figures.context import Figure
from pipeline.extraction.figures.subjects import clause_subject
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import QUOTES, lower_at
from pipeline.extraction.quantities.counted import after_whole, reach

_PHRASE = 5  # words before a head noun
_REACH = 25  # tokens from a number back to "the number of"


def counted_of(figure: Figure) -> tuple[str | None, str | None, str]:
    """Return the counted phrase of a figure and its head, both None where nothing tells, and the id of the
    rule that told."""
    own = figure.noun.text(figure.tokens, figure.reading.text)
    if own is not None:
        return own, figure.noun.head, "counted.own"
    for name, reading in _READINGS.items():
        found = reading(figure)
        if found is not None:
            return *found, f"counted.{name}"
    if _is_money(figure) or (_is_percentage(figure) and figure.before is None):
        return _own_words(figure), None, "counted.amount"
    return *_carried(figure), "counted.carried"


def _carried(figure: Figure) -> tuple[str | None, str | None]:
    """Return what the figure before this one counted, or people where the event is theirs."""
    event, antecedent = figure.event, figure.antecedent
    vague = figure.quantity.bound == "vague"
    people = (_own_words(figure) if vague else "people"), "people"
    told = figure.event_name
    victims = told is not None and lexicon().event_entries[told].victims
    if antecedent is None or (antecedent.head is None and figure.quantity.unit is None):
        if vague or victims:
            return people
        return (_own_words(figure), None) if event is not None else (None, None)
    if (vague or victims) and antecedent.head not in lexicon().nouns["people"]:
        return people
    return antecedent.counted, antecedent.head


def _numbered(figure: Figure) -> tuple[str, str] | None:
    """Return what "the number of ships in port rose to 40" counts: the noun after "number of"."""
    tokens, first = figure.tokens, figure.quantity.first
    for at in range(first - 2, max(-1, first - _REACH), -1):
        if tokens[at].text in ";:" or tokens[at].text in QUOTES:
            return None
        if tokens[at].lower in lexicon().grammar["number_nouns"] and lower_at(tokens, at + 1) == "of":
            start = after_whole(tokens, at + 2)
            return _phrase(figure, start, reach(tokens, figure.reading.tags, start, first))
    return None


def _gapped(figure: Figure) -> tuple[str, str] | None:
    """Return what the figure before counts where the sentence leaves out all but the number: "10 miners died,
    5 in Velmar", "900 trucks, up 9 %"."""
    tokens, tags, (first, last) = figure.tokens, figure.reading.tags, figure.span
    if figure.before is None or figure.before.head is None or figure.before.counted is None:
        return None
    first -= lower_at(tokens, first - 1) in ("up", "down")
    link = lower_at(tokens, first - 1)
    if link in ("to", "from") and figure.reading.quantities[figure.position - 1].last == first - 1:
        return figure.before.counted, figure.before.head  # "rose 3 % to 40", "to 40 from 30"
    if link not in lexicon().grammar["list_links"]:
        return None
    alone = last == len(tokens) or tokens[last].kind == "mark" or tags[last] in ("ADP", "CCONJ")
    return (figure.before.counted, figure.before.head) if alone else None


def _named(figure: Figure) -> tuple[str, str] | None:
    """Return the noun that a number is set to: "an offer of 4.5 per cent", "an appeal for $40 million", "cut
    its forecast to $9 million", "put the toll at 50"."""
    tokens, first = figure.tokens, figure.quantity.first
    link, noun = lower_at(tokens, first - 1), lower_at(tokens, first - 2)
    is_noun = first >= 2 and figure.reading.tags[first - 2] == "NOUN"
    measure = figure.quantity.unit is not None and noun not in lexicon().exclusions["durations"]
    named = (
        (is_noun and link in ("of", "to", "from", "by") and measure)
        or (is_noun and link in ("for", "worth") and _is_money(figure))
        or (link == "at" and noun in lexicon().grammar["tolls"])
    )
    return _phrase(figure, _phrase_start(figure, first - 2), first - 1) if named else None


def _phrase_start(figure: Figure, at: int) -> int:
    """Return where the noun phrase with its head at `at` begins, its determiner aside."""
    first = at
    while first > max(0, at - _PHRASE) and figure.reading.tags[first - 1] in ("ADJ", "NOUN", "PROPN"):
        first -= 1
    return first


def _predicated(figure: Figure) -> tuple[str, str] | None:
    """Return the noun that the number is said to be: "of whom 27 are women"."""
    tokens, last = figure.tokens, figure.quantity.last
    if lower_at(tokens, last) not in lexicon().grammar["be"]:
        return None
    end = reach(tokens, figure.reading.tags, last + 1, len(tokens))
    people = end > last + 1 and tokens[end - 1].lower in lexicon().nouns["people"]
    return _phrase(figure, last + 1, end) if people else None


def _measured(figure: Figure) -> tuple[str, str] | None:
    """Return what the number says of its subject: "turnout was 64 %", "growth is projected at 4 %"."""
    tokens, first = figure.tokens, figure.quantity.first
    if not _is_changing(figure) and not _is_set(figure):
        return None
    subject = clause_subject(tokens, first)
    if subject is None:
        return None
    if any(figure.reading.tags[at] == "PRON" for at in range(*subject)):
        carried = figure.antecedent if lower_at(tokens, subject[0]) in ("it", "they") else None
        return (carried.counted, carried.head) if carried and carried.counted and carried.head else None
    return _phrase(figure, *subject)


def _is_changing(figure: Figure) -> bool:
    """True when a verb of being or change stands right before the number."""
    grammar, first = lexicon().grammar, figure.quantity.first
    for at in range(first - 1, max(-1, first - 4), -1):
        low = figure.tokens[at].lower
        if low in grammar["changing"]:
            return True
        if low in grammar["list_links"] or figure.reading.tags[at] == "VERB":
            return False
    return False


def _is_set(figure: Figure) -> bool:
    """True for "has been proposed at", "was put at", "is worth", "cost" before the number."""
    tokens, first = figure.tokens, figure.quantity.first
    be = lexicon().grammar["be"]
    if lower_at(tokens, first - 1) in ("cost", "costs"):
        return True
    if lower_at(tokens, first - 1) == "worth":
        return lower_at(tokens, first - 2) in be
    passive = lower_at(tokens, first - 3) in be and figure.reading.tags[first - 2] == "VERB"
    return passive and lower_at(tokens, first - 1) == "at"


def _event_noun(figure: Figure) -> tuple[str, str] | None:
    """Return the noun of the event that stands before the number: "deaths rose to 40"."""
    event = figure.event
    if event is None or event.form is not None or event.at >= figure.quantity.first:
        return None
    if figure.reading.tags[event.at - 1] in ("AUX", "VERB") and event.at > 0:
        return None  # "12 were confirmed dead and 29 are missing"
    if figure.reading.tags[figure.quantity.last : figure.quantity.last + 1] == ("VERB",):
        return None  # "the toll rose with two more trapped"
    return _phrase(figure, event.at, event.at + event.size)


def _phrase(figure: Figure, first: int, last: int) -> tuple[str, str] | None:
    """Return the words of `tokens[first:last]` as they stand and the last of them, None if there are none."""
    words = figure.tokens[first:last]
    return (seen(figure.reading.text[words[0].start : words[-1].end]), words[-1].lower) if words else None


def _is_money(figure: Figure) -> bool:
    return figure.quantity.unit is not None and figure.quantity.unit not in ("%", "pp")


def _is_percentage(figure: Figure) -> bool:
    """True for "64 %", which says how much; "a third" and "half" say of whom."""
    return figure.quantity.unit == "%" and "amount.share" not in figure.quantity.rules


def _own_words(figure: Figure) -> str:
    first, last = figure.span
    return seen(figure.reading.text[figure.tokens[first].start : figure.tokens[last - 1].end])


_READINGS: dict[str, Callable[[Figure], tuple[str, str] | None]] = {  # in the order they are asked
    "numbered": _numbered,
    "predicated": _predicated,
    "gapped": _gapped,
    "named": _named,
    "measured": _measured,
    "event": _event_noun,
}
