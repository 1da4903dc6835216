"""Actors: whose people, things or acts a figure counts.

Here belongs the order in which the noun, the list, the clause, the figure before, the speaker and the
document are asked. What the noun phrase itself says is read in `owners.py`, the subject of a clause in
`subjects.py`.
"""

from __future__ import annotations

from pipeline.extraction.bodies import body_in, body_nouns, is_body, owner_in
from pipeline.extraction.context import Figure, Thread
from pipeline.extraction.discourse import Source
from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.owners import is_owned_by_pronoun, owner_of
from pipeline.extraction.phrases import phrase_after
from pipeline.extraction.subjects import Clause, clause_before, clause_start
from pipeline.extraction.tokens import lower_at

_SUBJECT_REACH = 2  # sentences back to the subject of a pronoun
_LONG = 3  # words from which a phrase with a nation in it names a body: "Bank of Chile"
_AGENT = 4  # tokens between a participle and its "by"


def actor_of(figure: Figure, thread: Thread, source: Source) -> tuple[str | None, str]:
    """Return the actor of a figure and the id of the rule that told."""
    limit = _limit(figure)
    body = _subject_body(figure, limit, thread)
    owner = owner_of(figure)
    speaker = _speaker(source, thread)
    if owner is not None and owner[1] == "actor.noun" and _is_belonging(figure):
        body = body or thread.body or speaker
        owner = None if body is not None else owner
    if owner is not None and not (body is not None and owner[1] == "actor.from"):
        return owner
    country = _left_country(figure, limit)
    if country is not None and not _of_people(figure) and not _is_subject(figure, limit, country):
        country = None
    if is_owned_by_pronoun(figure):
        if _is_suffered(figure):
            country = None  # "the army killed 34 of its fighters": theirs who say so
        meant = body or country or speaker or thread.spoken_of(figure.reading.sentence)
        if meant is not None:
            return meant, "actor.pronoun"
    if figure.before is not None and figure.before.actor is not None and _goes_on(figure):
        return figure.before.actor, "actor.list"
    agent = _agent(figure)
    if agent is not None:
        return agent, "actor.agent"
    if body is not None:
        thread.maker = body
        return body, "actor.body"
    if country is not None:
        return country, "actor.subject"
    if speaker is not None and figure.noun.head in lexicon().actors["own_people"]:
        return speaker, "actor.speaker"
    if thread.claimant is not None and figure.noun.head in lexicon().actors["attackers"]:
        return thread.claimant, "actor.claimant"
    if _of_people(figure) or _is_suffered(figure):
        told = _of_side(figure, thread) or _of_body(figure, thread) or _of_land(thread)
    else:
        told = _of_body(figure, thread, speaker) or _of_side(figure, thread) or _of_land(thread)
    if told is None and speaker is not None and not _is_suffered(figure):
        return speaker, "actor.speaker"
    return told or (None, "actor.none")


def _limit(figure: Figure) -> int:
    """Return the token before which the subject of a figure's clause stands: its verb, if that is first."""
    active = figure.event is not None and figure.event.at < figure.quantity.first
    return figure.event.at if figure.event is not None and active else figure.quantity.first


def _left_country(figure: Figure, limit: int) -> str | None:
    """Return the country before the verb that is no place, None for people of two of them."""
    left = [(at, name) for at, name in figure.reading.subjects if at < limit]
    if not left:
        return None
    joint = len(left) > 1 and "and" in figure.reading.sentence.lowers[left[0][0] : left[1][0]]
    return None if joint and _of_people(figure) else left[0][1]


def _is_subject(figure: Figure, limit: int, country: str) -> bool:
    """True when a country stands in the subject of the figure's clause."""
    clause = clause_before(figure.tokens, limit, figure.reading.tags)
    return clause is not None and any(
        clause.first <= at < clause.last and name == country for at, name in figure.reading.all_countries
    )


def _of_side(figure: Figure, thread: Thread) -> tuple[str, str] | None:
    """Return whose people they are: the side or nation spoken of, and never who counts them."""
    sentence, reading, antecedent = figure.reading.sentence, figure.reading, figure.antecedent
    if figure.event_name in lexicon().actors["counted_where"]:
        where = _where(figure, thread)
        return (where, "actor.where") if where is not None else None
    if figure.counted.head in lexicon().actors["sides"]:
        noun = figure.counted
        return sentence.text_of(noun.first, noun.last), "actor.counted"
    near = thread.subject is not None and sentence.index - thread.subject[0] <= _SUBJECT_REACH
    if _has_pronoun(figure) and thread.subject is not None and near:
        return thread.subject[1], "actor.pronoun"
    alike = antecedent is not None and (
        figure.noun.head is None or antecedent.head is None or antecedent.head in lexicon().nouns["people"]
    )
    if antecedent is not None and antecedent.actor is not None and alike:
        return antecedent.actor, "actor.antecedent"
    if figure.noun.head is not None and figure.noun.head in thread.heads:
        return thread.heads[figure.noun.head], "actor.same_noun"
    named = [
        name for at, name in reading.all_countries if at in reading.sources and at < figure.quantity.first
    ]
    if named:
        return named[0], "actor.source"
    if thread.nation is not None and figure.quantity.unit is None:
        return thread.nation, "actor.nation"
    return None


def _where(figure: Figure, thread: Thread) -> str | None:
    """Return the country or place whose count a figure is: of those who report it, else where it holds."""
    reading = figure.reading
    places = reading.source_places or [place for place in reading.places if place.is_named(reading.tokens)]
    if places:
        return reading.place_text(places[0])
    sources = [name for at, name in reading.all_countries if at in reading.sources]
    return sources[0] if sources else thread.land or thread.near_place(reading.sentence)


def _of_land(thread: Thread) -> tuple[str, str] | None:
    return (thread.land, "actor.land") if thread.land is not None else None


def _of_body(figure: Figure, thread: Thread, speaker: str | None = None) -> tuple[str, str] | None:
    """Return the body whose things or acts they are: the one spoken of, the one a document is about, or who
    speaks."""
    if _is_suffered(figure):
        return None
    if _has_own_pronoun(figure):
        spoken = speaker or thread.spoken_of(figure.reading.sentence)
        if spoken is not None:
            return spoken, "actor.pronoun"
    elided = figure.antecedent if _is_share_of_them(figure) else figure.before
    if elided is not None and elided.actor is not None:
        return elided.actor, "actor.antecedent"
    if thread.body is not None:
        return thread.body, "actor.document"
    sources = [name for at, name in figure.reading.all_countries if at in figure.reading.sources]
    if sources and speaker is None:
        return sources[0], "actor.source"
    if thread.topic is not None:
        return thread.topic, "actor.topic"
    if speaker is not None:
        return speaker, "actor.speaker"
    if figure.noun.head is not None and figure.noun.head in thread.heads:
        return thread.heads[figure.noun.head], "actor.same_noun"
    if figure.antecedent is not None and figure.antecedent.actor is not None:
        return figure.antecedent.actor, "actor.antecedent"
    return None


def _goes_on(figure: Figure) -> bool:
    """True when the figure goes on a list: "and", a comma or "along with" stands right before it."""
    before = figure.reading.sentence.lowers[max(0, figure.quantity.first - 2) : figure.quantity.first]
    return bool(before) and (before[-1] in ("and", ",", "plus", "with", "or") or before == ("as", "well"))


def _has_pronoun(figure: Figure) -> bool:
    """True when "they", "its" or the like stands before the figure."""
    before = figure.reading.sentence.lowers[: figure.quantity.first]
    return any(low in lexicon().grammar["plural_pronouns"] for low in before)


def _is_share_of_them(figure: Figure) -> bool:
    """True for "a fifth of them": a part of what was counted before."""
    after = figure.reading.sentence.lowers[figure.quantity.last : figure.quantity.last + 2]
    return len(after) == 2 and after[0] == "of" and after[1] in lexicon().actors["them"]


def _has_own_pronoun(figure: Figure) -> bool:
    """True when the clause of the figure speaks of "it" or "they", or its sentence of what is theirs."""
    lowers, until = figure.reading.sentence.lowers, figure.quantity.first
    first = clause_start(figure.tokens, until)
    words = lexicon().actors
    spoken = not words["personal"].isdisjoint(lowers[first:until])
    return spoken or not words["possessive"].isdisjoint(lowers[:until])


def _of_people(figure: Figure) -> bool:
    """True where people are counted, or the noun is left out."""
    if figure.noun.head is None:
        return figure.quantity.unit is None
    return figure.noun.head in lexicon().nouns["people"]


def _is_belonging(figure: Figure) -> bool:
    """True where a nationality tells where a body's things are: "the firm will cut 40 German jobs"."""
    return figure.noun.head in lexicon().actors["belongings"]


def _speaker(source: Source, thread: Thread) -> str | None:
    """Return the body that says it, itself or by a person who speaks for it."""
    if not source.links:
        return None
    origin = source.links[-1]
    name = origin.party if origin.kind == "organisation" else origin.organisation
    if name is None or not is_body(name, thread.persons):
        return None
    words = name.split()
    named = any(word.lower() in body_nouns() for word in words) or any(word.isupper() for word in words)
    return name if named or len(words) > 1 or name in thread.names else None


def _agent(figure: Figure) -> str | None:
    """Return the body behind the "by" of a passive or a participle: "40 drones launched by the army"."""
    event, tokens = figure.event, figure.tokens
    if event is None or event.form not in ("past", "participle", None) or _is_suffered(figure):
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


def _is_suffered(figure: Figure) -> bool:
    """True where the counted suffer the event: its subject is then not whose people they are."""
    return figure.event_name in lexicon().actors["suffered"] and figure.quantity.unit is None


def _subject_body(figure: Figure, limit: int, thread: Thread) -> str | None:
    """Return the organisation that is the subject of the figure's clause: "the army plans to send …"."""
    if _is_suffered(figure):
        return None
    subject = clause_before(figure.tokens, limit, figure.reading.tags)
    if subject is None:
        return None
    words, lowers = figure.tokens[subject.first : subject.last], figure.reading.sentence.lowers
    counts = any((low,) in lexicon().report_verbs for low in lowers[subject.verb : limit])
    if _of_people(figure) and counts and not _means_to(figure):
        return None  # who counts or expects people is not whose people they are
    if words[-1].lower in lexicon().actors["agents"]:
        acts = not _of_people(figure) or _acts(figure, subject.last)
        return figure.reading.text[words[0].start : words[-1].end] if acts else None
    if len(words) == 1 and not _is_name(figure, subject.first, thread):
        return None  # "Shares rose"
    if len(words) == 1 and words[0].lower in lexicon().actors["persons"]:
        return None
    if len(words) == 1 and words[0].lower in lexicon().attribution["pronouns"]:
        return _outer_body(figure, subject, thread) or thread.spoken_of(figure.reading.sentence)
    countries = [at for at, _ in figure.reading.all_countries if subject.first <= at < subject.last]
    if countries and len(words) < _LONG:
        return None
    if _is_measured(figure, subject):
        return owner_in(words, figure.reading.text, thread.persons)
    return body_in(words, figure.reading.text, thread.persons)


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
    return body_in(tokens[outer.first : outer.last], figure.reading.text, thread.persons)


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


def _is_name(figure: Figure, at: int, thread: Thread) -> bool:
    """True for a single word that can name a body: not the capital of a sentence's first word alone."""
    token = figure.tokens[at]
    if at > figure.reading.dateline or token.is_acronym:
        return True
    low = token.lower
    return (
        low in lexicon().attribution["organisations"]
        or low in lexicon().attribution["pronouns"]
        or token.text in thread.names
        or figure.reading.tags[at] == "PROPN"
    )
