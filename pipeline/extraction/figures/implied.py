"""Implied actors: whose a figure is where its own clause does not say.

Here belong the sides and nations spoken of before, for people, and the bodies spoken of, speaking or written
about, for things and acts.
"""

from __future__ import annotations

from pipeline.extraction.attribution.discourse import Source
from pipeline.extraction.figures.bodies import body_nouns, is_body
from pipeline.extraction.figures.context import Figure, Reading
from pipeline.extraction.figures.subjects import clause_start
from pipeline.extraction.figures.themes import Themes
from pipeline.extraction.figures.thread import SUBJECT_REACH, Thread
from pipeline.extraction.language.lexicon import lexicon

Told = tuple[str, str] | None


def implied_actor(figure: Figure, thread: Thread, speaker: str | None) -> tuple[str | None, str]:
    """Return the actor that the text around the sentence implies, with the rule that told; `speaker` is the
    body that says it."""
    words, themes = lexicon().actors, thread.themes
    if speaker is not None and figure.noun.head in words["own_people"]:
        return speaker, "actor.speaker"
    if themes.claimant is not None and figure.noun.head in words["attackers"]:
        return themes.claimant, "actor.claimant"
    if figure.event_name == "protested" and (figure.is_of_people or figure.noun.head in words["crowds"]):
        return "protesters", "actor.crowd"
    land = (themes.land, "actor.land") if themes.land is not None else None
    if land is not None and figure.noun.head in words["inhabiting"]:
        return land
    if figure.is_of_people or figure.is_suffered:
        told = _of_side(figure, thread) or _of_body(figure, thread, None) or land
    else:
        told = _of_body(figure, thread, speaker) or _of_side(figure, thread) or land
    if told is None and speaker is not None and not figure.is_suffered:
        return speaker, "actor.speaker"
    return told or (None, "actor.none")


def speaking_body(source: Source, themes: Themes) -> str | None:
    """Return the body that says it, itself or by a person who speaks for it."""
    if not source.links:
        return None
    origin = source.links[-1]
    name = origin.party if origin.kind == "organisation" else origin.organisation
    if name is None or not is_body(name, themes.persons):
        return None
    words = name.split()
    named = any(word.lower() in body_nouns() for word in words) or any(word.isupper() for word in words)
    return name if named or len(words) > 1 or name in themes.names else None


def _of_side(figure: Figure, thread: Thread) -> Told:
    """Return whose people they are: the side or nation spoken of, and never who counts them."""
    sentence, reading, antecedent = figure.reading.sentence, figure.reading, figure.antecedent
    if figure.event_name in lexicon().actors["counted_where"]:
        where = _where(figure, thread)
        return (where, "actor.where") if where is not None else None
    if figure.counted.head in lexicon().actors["sides"]:
        noun = figure.counted
        return sentence.text_of(noun.first, noun.last), "actor.counted"
    near = thread.subject is not None and sentence.index - thread.subject[0] <= SUBJECT_REACH
    if _has_pronoun(figure) and thread.subject is not None and near:
        return thread.subject[1], "actor.pronoun"
    reporter = _reporter(figure)
    if reporter is not None:
        return reporter, "actor.source"
    if antecedent is not None and antecedent.actor is not None and _are_alike(figure, antecedent):
        return antecedent.actor, "actor.antecedent"
    if figure.noun.head is not None and figure.noun.head in thread.heads:
        return thread.heads[figure.noun.head], "actor.same_noun"
    named = [
        name for at, name in reading.all_countries if at in reading.sources and at < figure.quantity.first
    ]
    if named:
        return named[0], "actor.source"
    if thread.themes.nation is not None and figure.quantity.unit is None:
        return thread.themes.nation, "actor.nation"
    return None


def _reporter(figure: Figure) -> str | None:
    """Return the country that a report of cases is of, where no figure of the sentence comes before: "Chile
    reported 40 deaths"."""
    reading, first = figure.reading, figure.quantity.first
    if figure.noun.head not in lexicon().actors["ills"] or figure.before is not None:
        return None
    return next((name for at, name in reading.all_countries if at in reading.sources and at < first), None)


def _are_alike(figure: Figure, antecedent: Reading) -> bool:
    """True where the counted may be of the side of those before: their nation has people of many kinds, "the
    rebels" have not, but for their dead."""
    words, head = lexicon().actors, figure.noun.head
    people = antecedent.head in lexicon().nouns["people"] | words["ills"]
    if head in words["fates"]:
        return True
    actor = antecedent.actor
    named = actor is not None and (not actor.islower() or actor in words["peaceful"])
    return head in (None, antecedent.head) or antecedent.head is None or (people and named)


def _where(figure: Figure, thread: Thread) -> str | None:
    """Return the country or place whose count a figure is: of those who report it, else where it holds."""
    reading = figure.reading
    places = reading.source_places or [place for place in reading.places if place.is_named(reading.tokens)]
    if places:
        return reading.place_text(places[0])
    sources = [name for at, name in reading.all_countries if at in reading.sources]
    return sources[0] if sources else thread.themes.land or thread.near_place(reading.sentence)


def _of_body(figure: Figure, thread: Thread, speaker: str | None) -> Told:
    """Return the body whose things or acts they are: the one spoken of, the one a document is about, or who
    speaks."""
    if figure.is_suffered:
        return None
    if _has_own_pronoun(figure):
        spoken = speaker or thread.spoken_of(figure.reading.sentence)
        if spoken is not None:
            return spoken, "actor.pronoun"
    elided = figure.antecedent if _is_share_of_them(figure) else figure.before
    if elided is not None and elided.actor is not None:
        return elided.actor, "actor.antecedent"
    if thread.themes.body is not None:
        return thread.themes.body, "actor.document"
    sources = [name for at, name in figure.reading.all_countries if at in figure.reading.sources]
    if sources and speaker is None:
        return sources[0], "actor.source"
    if thread.themes.topic is not None:
        return thread.themes.topic, "actor.topic"
    if speaker is not None:
        return speaker, "actor.speaker"
    if figure.noun.head is not None and figure.noun.head in thread.heads:
        return thread.heads[figure.noun.head], "actor.same_noun"
    if figure.antecedent is not None and figure.antecedent.actor is not None:
        return figure.antecedent.actor, "actor.antecedent"
    return None


def _has_pronoun(figure: Figure) -> bool:
    """True when "they", "its" or the like stands before the figure."""
    before = figure.reading.sentence.lowers[: figure.quantity.first]
    return any(low in lexicon().grammar["plural_pronouns"] for low in before)


def _has_own_pronoun(figure: Figure) -> bool:
    """True when the clause of the figure speaks of "it" or "they", or its sentence of what is theirs."""
    lowers, until = figure.reading.sentence.lowers, figure.quantity.first
    first = clause_start(figure.tokens, until)
    words = lexicon().actors
    spoken = not words["personal"].isdisjoint(lowers[first:until])
    return spoken or not words["possessive"].isdisjoint(lowers[:until])


def _is_share_of_them(figure: Figure) -> bool:
    """True for "a fifth of them": a part of what was counted before."""
    after = figure.reading.sentence.lowers[figure.quantity.last : figure.quantity.last + 2]
    return len(after) == 2 and after[0] == "of" and after[1] in lexicon().actors["them"]
