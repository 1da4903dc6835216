"""Elision: what a figure counts where the noun after it is left out.

Here belongs the order in which the event, the noun before the figure, the subject of its clause and the
figure before it are asked. A noun phrase that is there is read by `counted.py`.
"""

from __future__ import annotations

from pipeline.extraction.context import Figure
from pipeline.extraction.counted import reach
from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.subjects import clause_subject
from pipeline.extraction.tokens import QUOTES, lower_at


def counted_of(figure: Figure) -> tuple[str | None, str | None]:
    """Return the counted phrase of a figure and its head, both None where nothing tells."""
    tokens, text, event = figure.tokens, figure.reading.text, figure.event
    own = figure.noun.text(tokens, text)
    if own is not None:
        return own, figure.noun.head
    numbered = _numbered(figure)
    if numbered is not None:
        return numbered
    measured = _measured(figure) if figure.quantity.unit is not None else None
    if measured is not None:
        return measured
    if event is not None and event.form is None and event.at < figure.quantity.first:
        named = tokens[event.at : event.at + event.size]
        return text[named[0].start : named[-1].end], named[-1].lower
    if _is_money(figure):
        return _own_words(figure), None
    if figure.quantity.bound == "vague" and figure.antecedent is None:
        return _own_words(figure), "people"
    victims = event is not None and lexicon().event_entries[event.event].victims
    if figure.antecedent is not None and figure.antecedent.counted is not None:
        if victims and figure.antecedent.head not in lexicon().nouns["people"]:
            return ("people" if figure.quantity.bound != "vague" else _own_words(figure)), "people"
        return figure.antecedent.counted, figure.antecedent.head
    if victims:
        return "people", "people"
    return _measured(figure) or ((_own_words(figure), None) if event is not None else (None, None))


def _numbered(figure: Figure) -> tuple[str, str] | None:
    """Return what "the number of ships in port rose to 40" counts: the noun after "number of"."""
    tokens, first = figure.tokens, figure.quantity.first
    for at in range(first - 2, -1, -1):
        if tokens[at].text in ";:" or tokens[at].text in QUOTES:
            return None
        if tokens[at].lower in lexicon().grammar["number_nouns"] and lower_at(tokens, at + 1) == "of":
            last = reach(tokens, figure.reading.tags, at + 2, first)
            noun = tokens[at + 2 : last]
            return (figure.reading.text[noun[0].start : noun[-1].end], noun[-1].lower) if noun else None
    return None


def _measured(figure: Figure) -> tuple[str, str] | None:
    """Return what an amount of money or a percentage measures: "an offer of 4.5 per cent", "turnout was 64
    %"."""
    tokens, text, first = figure.tokens, figure.reading.text, figure.quantity.first
    if lower_at(tokens, first - 1) == "of" and first >= 2 and tokens[first - 2].is_word:
        noun = tokens[first - 2]
        return text[noun.start : noun.end], noun.lower
    before = [tokens[at].lower for at in range(max(0, first - 3), first)]
    if not any(low in lexicon().grammar["changing"] for low in before):
        return None
    subject = clause_subject(tokens, first)
    if subject is None or any(
        token.lower in lexicon().attribution["pronouns"] for token in tokens[slice(*subject)]
    ):
        return None
    return text[tokens[subject[0]].start : tokens[subject[1] - 1].end], tokens[subject[1] - 1].lower


def _is_money(figure: Figure) -> bool:
    return figure.quantity.unit is not None and figure.quantity.unit not in ("%", "pp")


def _own_words(figure: Figure) -> str:
    first, last = figure.span
    return figure.reading.text[figure.tokens[first].start : figure.tokens[last - 1].end]
