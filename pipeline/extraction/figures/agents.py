"""Agents: who acts in the clause of a figure.

Here belong the body or country that is its subject, and the one behind the "by" of a passive. A body that
only counts or expects people is no agent.
"""

from __future__ import annotations

from pipeline.cleaning import seen
from pipeline.extraction.attribution.phrases import phrase_after
from pipeline.extraction.figures.bodies import body_in, is_body, owner_in
from pipeline.extraction.figures.context import Figure
from pipeline.extraction.figures.subjects import Clause, clause_before, clause_start
from pipeline.extraction.figures.thread import Thread
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import lower_at

_LONG = 3  # words from which a phrase with a nation in it names a body: "Bank of Chile"
_RELATIVE = 6  # words of what a clause without a known verb is about
_AGENT = 4  # tokens between a participle and its "by"


def verb_limit(figure: Figure) -> int:
    """Return the token before which the subject of a figure's clause stands: its verb, if that is first."""
    event = figure.event
    active = event is not None and event.form is not None and event.at < figure.quantity.first
    return event.at if event is not None and active else figure.quantity.first


def acting_country(figure: Figure, limit: int) -> str | None:
    """Return the country before the verb that is no place: whose people are counted, at any distance; whose
    things, as the subject of the clause alone. None for people of two countries."""
    left = [(at, name) for at, name in figure.reading.subjects if at < limit]
    if not left:
        return None
    if figure.is_of_people:
        joint = len(left) > 1 and "and" in figure.reading.sentence.lowers[left[0][0] : left[1][0]]
        return _both(left[0], left[1], figure) if joint else left[0][1]
    clause = clause_before(figure.tokens, limit, figure.reading.tags)
    if clause is None:
        return None
    return next((name for at, name in left if clause.first <= at < clause.last), None)


def foe_of(figure: Figure, country: str | None, sides: frozenset[str]) -> str | None:
    """Return the other of two sides where `country` is the one that kills or destroys what is counted: "the
    Chilean army destroyed 40 tanks"."""
    event, words = figure.event, lexicon().actors
    if event is None or event.form is None or country not in sides or not figure.is_suffered:
        return None
    passive = lower_at(figure.tokens, event.at - 1) in words["passive"]
    done = event.event in words["inflicted"]
    own = figure.before is not None and figure.before.actor == country  # "killing 40 Chileans and hurting 9"
    if passive or own or not done or event.at >= figure.quantity.first:
        return None
    subject = clause_before(figure.tokens, event.at, figure.reading.tags)
    named = subject is not None and any(
        name == country and subject.first <= at < subject.last for at, name in figure.reading.all_countries
    )
    return next(iter(sides - {country}), None) if named else None


def _both(one: tuple[int, str], other: tuple[int, str], figure: Figure) -> str | None:
    """Return two countries that act together ("Chile and Peru will send …"), None for people of both."""
    between = figure.reading.sentence.lowers[one[0] : other[0]]
    nations = any((figure.tokens[at].lower,) in lexicon().demonyms for at, _ in (one, other))
    return f"{one[1]} and {other[1]}" if between[-1] == "and" and not nations else None


def acting_body(figure: Figure, limit: int, thread: Thread) -> str | None:
    """Return the organisation that is the subject of the figure's clause: "the army plans to send …"."""
    if figure.is_suffered:
        return None
    subject = clause_before(figure.tokens, limit, figure.reading.tags)
    subject = subject or _relative(figure, limit) or _opening(figure)
    if subject is None:
        return None
    words, lowers = figure.tokens[subject.first : subject.last], figure.reading.sentence.lowers
    counts = any((low,) in lexicon().report_verbs for low in lowers[subject.verb : limit])
    if figure.is_of_people and counts and not _means_to(figure):
        return None  # who counts or expects people is not whose people they are
    if words[-1].lower in lexicon().actors["agents"]:
        acts = not figure.is_of_people or _acts(figure, subject.last) or _gives(figure, subject)
        return seen(figure.reading.text[words[0].start : words[-1].end]) if acts else None
    if words[-1].lower in lexicon().actors["parts"] and lower_at(figure.tokens, subject.last) == "of":
        return _whole(figure, subject, thread)
    if len(words) == 1 and not _is_name(figure, subject.first, thread):
        return None  # "Shares rose"
    if len(words) == 1 and words[0].lower in lexicon().actors["persons"]:
        return None
    if len(words) == 1 and words[0].lower in lexicon().attribution["pronouns"]:
        return _outer_body(figure, subject, thread) or thread.spoken_of(figure.reading.sentence)
    if words[-1].lower in lexicon().actors["companies"]:
        return _company(figure, thread) or seen(figure.reading.text[words[0].start : words[-1].end])
    countries = [at for at, _ in figure.reading.all_countries if subject.first <= at < subject.last]
    if countries and len(words) < _LONG:
        return None
    if _is_measured(figure, subject):
        return owner_in(words, figure.reading.text, thread.themes.persons)
    return body_in(words, figure.reading.text, thread.themes.persons)


def _relative(figure: Figure, limit: int) -> Clause | None:
    """Return what the relative clause before token `limit` is about: "the mill, which cut 40 jobs"."""
    tokens = figure.tokens
    which = clause_start(tokens, limit) - 1
    if lower_at(tokens, which) != "which":
        return None
    last = which - 1 if lower_at(tokens, which - 1) == "," else which
    first = max(clause_start(tokens, last), last - _RELATIVE)
    while first < last and tokens[first].lower in lexicon().grammar["articles"]:
        first += 1
    verbless = all(figure.reading.tags[at] not in ("VERB", "AUX", "ADP") for at in range(first, last))
    return Clause(first, last, which) if first < last and verbless else None


def _opening(figure: Figure) -> Clause | None:
    """Return the name or body noun right before a verb whose form does not tell that it is one:
    "Donors pledge $40 million", "the Oster Fund began sending food"."""
    event, tokens = figure.event, figure.tokens
    if event is None or event.form is None or event.at >= figure.quantity.first:
        return None
    last = event.at
    while last > 0 and tokens[last - 1].lower in lexicon().actors["beginning"]:
        last -= 1
    first = max(clause_start(tokens, last), last - _RELATIVE)
    while first < last and tokens[first].lower in lexicon().grammar["articles"]:
        first += 1
    named = all(
        tokens[at].is_capitalised or tokens[at].lower in lexicon().actors["agents"]
        for at in range(first, last)
    )
    return Clause(first, last, last) if first < last and named else None


def _whole(figure: Figure, subject: Clause, thread: Thread) -> str | None:
    """Return whose part or value a clause is about: "Shares of the firm fell 10%"."""
    words = figure.tokens[subject.last + 1 : subject.verb]
    if words and words[-1].lower in lexicon().actors["companies"]:
        return _company(figure, thread)
    return body_in(words, figure.reading.text, thread.themes.persons)


def _company(figure: Figure, thread: Thread) -> str | None:
    """Return the named company that "the firm" stands for, None where none was named."""
    known = (thread.themes.body, thread.spoken_of(figure.reading.sentence), thread.themes.topic)
    public = lexicon().attribution["organisations"] - lexicon().actors["companies"]
    return next(
        (name for name in known if name and not name.islower() and name.split()[-1].lower() not in public),
        None,
    )


def agent_of(figure: Figure) -> str | None:
    """Return the body behind the "by" of a passive or a participle: "40 drones launched by the army"."""
    event, tokens = figure.event, figure.tokens
    if event is None or event.form not in ("past", "participle", None) or figure.is_suffered:
        return None
    first = max(event.at + event.size, 0)
    for at in range(first, min(len(tokens), first + _AGENT)):
        if tokens[at].text in ".,;:":
            return None
        if tokens[at].lower == "by":
            nation = next(
                (name for place, name in figure.reading.all_countries if at < place <= at + 2), None
            )
            party, _ = phrase_after(tokens, figure.reading.text, at + 1)
            named = party.name if party is not None and is_body(party.name, frozenset()) else None
            return nation or named
    return None


def bearer_of(figure: Figure, persons: frozenset[str]) -> str | None:
    """Return the body between a verb of cost and what it costs: "the strike cost Brask 40 tonnes"."""
    tokens, last = figure.tokens, figure.quantity.first
    first = last
    while first > max(0, last - _RELATIVE) and tokens[first - 1].lower not in lexicon().actors["costing"]:
        first -= 1
    costs = first < last and lower_at(tokens, first - 1) in lexicon().actors["costing"]
    return body_in(tokens[first:last], figure.reading.text, persons) if costs else None


def _means_to(figure: Figure) -> bool:
    """True for an act that is meant: "announced plans to move 40 people"."""
    event = figure.event
    if event is None or event.form != "base" or event.at >= figure.quantity.first:
        return False
    return lower_at(figure.tokens, event.at - 1) == "to" and event.event in lexicon().actors["done"]


def _outer_body(figure: Figure, inner: Clause, thread: Thread) -> str | None:
    """Return the body that a pronoun stands for as the subject of a clause inside its own: "the army denied
    that it …"."""
    tokens = figure.tokens
    outer = clause_before(tokens, inner.first - 1, figure.reading.tags) if inner.first > 1 else None
    if outer is None:
        return None
    return body_in(tokens[outer.first : outer.last], figure.reading.text, thread.themes.persons)


def _is_measured(figure: Figure, subject: Clause) -> bool:
    """True where the subject is what the figure measures: "output has been put at 40 tonnes"."""
    grammar, first = lexicon().grammar, figure.quantity.first
    verb = figure.tokens[subject.verb].lower
    return lower_at(figure.tokens, first - 1) in ("at", "to", "by") and (
        verb in grammar["finite"] or verb in grammar["changing"]
    )


def _acts(figure: Figure, after: int) -> bool:
    """True when a verb between the subject and the figure has the figure as object: "donors gave €40m"."""
    event = figure.event
    done = event is not None and event.form is not None and event.event in lexicon().actors["done"]
    return done and event is not None and after <= event.at < figure.quantity.first


def _gives(figure: Figure, subject: Clause) -> bool:
    """True when who acts gives or means to give people: "allies offer 40 soldiers"."""
    verbs = figure.reading.sentence.lowers[subject.verb : figure.quantity.first]
    return not lexicon().actors["giving"].isdisjoint(verbs)


def _is_name(figure: Figure, at: int, thread: Thread) -> bool:
    """True for a single word that can name a body: not the capital of a sentence's first word alone."""
    token = figure.tokens[at]
    if at > figure.reading.dateline or token.is_acronym:
        return True
    low = token.lower
    return (
        low in lexicon().attribution["organisations"]
        or low in lexicon().attribution["pronouns"]
        or token.text in thread.themes.names
        or figure.reading.tags[at] == "PROPN"
    )
