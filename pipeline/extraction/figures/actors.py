"""Actors: whose people, things or acts a figure counts.

Here belongs the order in which the noun, the list, the clause and what stands outside the sentence are
asked. What the noun phrase itself says is read in `owners.py`, who acts in the clause in `agents.py`, what
the sentences before, the speaker and the document tell in `implied.py`.
"""

from __future__ import annotations

from pipeline.extraction.attribution.discourse import Source
from pipeline.extraction.figures.agents import (
    acting_body,
    acting_country,
    agent_of,
    bearer_of,
    foe_of,
    verb_limit,
)
from pipeline.extraction.figures.context import Figure
from pipeline.extraction.figures.implied import implied_actor, speaking_body
from pipeline.extraction.figures.listed import listed_actor
from pipeline.extraction.figures.owners import is_owned_by_pronoun, owner_of
from pipeline.extraction.figures.renaming import named_actor
from pipeline.extraction.figures.thread import Thread
from pipeline.extraction.language.lexicon import lexicon


def actor_of(figure: Figure, thread: Thread, source: Source) -> tuple[str | None, str]:
    """Return the actor of a figure, by name where the text tells one, and the id of the rule that told."""
    actor, rule = _found(figure, thread, source)
    return (named_actor(actor, figure.reading.sentence, thread) if actor is not None else None), rule


def _found(figure: Figure, thread: Thread, source: Source) -> tuple[str | None, str]:
    limit = verb_limit(figure)
    body, speaker = acting_body(figure, limit, thread), speaking_body(source, thread.themes)
    owner = _owner(figure, body or thread.themes.body or speaker)
    if owner is not None and not (body is not None and owner[1] == "actor.from"):
        return owner
    country = acting_country(figure, limit)
    if figure.noun.head in lexicon().actors["exiled"] and thread.themes.exiles is not None:
        return thread.themes.exiles, "actor.exiles"
    if is_owned_by_pronoun(figure):
        side = None if figure.is_suffered else country  # who kills "34 of its fighters" does not own them
        meant = body or side or speaker or thread.spoken_of(figure.reading.sentence)
        if meant is not None:
            return meant, "actor.pronoun"
    listed = listed_actor(figure)
    if listed is not None:
        return listed, "actor.listed"
    if figure.before is not None and figure.before.actor is not None and _goes_on(figure):
        return figure.before.actor, "actor.list"
    for rule, name in (
        ("actor.foe", foe_of(figure, country, thread.themes.sides)),
        ("actor.bearer", bearer_of(figure, thread.themes.persons)),
        ("actor.agent", agent_of(figure)),
        ("actor.body", body),
        ("actor.subject", country),
    ):
        if name is not None:
            return name, rule
    return implied_actor(figure, thread, speaker)


def _owner(figure: Figure, body: str | None) -> tuple[str, str] | None:
    """Return the owner that the noun phrase names. Where a body is there to own its things, their nationality
    tells where they are: "the firm will cut 40 German jobs"."""
    owner = owner_of(figure)
    if owner is None or owner[1] != "actor.noun" or body is None:
        return owner
    return (body, "actor.body") if figure.noun.head in lexicon().actors["belongings"] else owner


def _goes_on(figure: Figure) -> bool:
    """True when the figure goes on a list: "and", a comma or "along with" stands right before it."""
    before = figure.reading.sentence.lowers[max(0, figure.quantity.first - 2) : figure.quantity.first]
    return bool(before) and (before[-1] in ("and", ",", "plus", "with", "or") or before == ("as", "well"))
