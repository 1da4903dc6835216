"""Renaming: the name under which an actor is given.

Here belongs what a found actor stands for: the named company behind "the carmaker", the country behind
"Canadian". Who the actor is was decided in `actors.py`.
"""

from __future__ import annotations

from pipeline.extraction.figures.bodies import is_firm, is_generic
from pipeline.extraction.figures.thread import Thread
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence

_ENDING = 3  # letters by which the name of a people is longer than that of its land
_STEM = 4  # letters that both have


def named_actor(actor: str, sentence: Sentence, thread: Thread) -> str:
    """Return the name of an actor that is found in `sentence` under a common noun or an adjective, as it
    stands where the text tells no name."""
    words = actor.lower().split()
    nation = lexicon().demonyms.get(tuple(words))
    if nation is not None:
        return nation
    if is_generic(actor):
        return company_named(sentence, thread) or actor
    return _land(actor, thread.themes.names) if len(words) == 1 else actor


def company_named(sentence: Sentence, thread: Thread) -> str | None:
    """Return the named body that "the firm" stands for, None where none was named."""
    names = thread.themes.names
    known = (thread.themes.body, thread.spoken_of(sentence), thread.themes.topic, thread.firm)
    return next((name for name in known if name is not None and is_firm(name, names)), None)


def _land(actor: str, names: frozenset[str]) -> str:
    """Return the name that a document uses of which `actor` is the adjective: "Brask" for "Braskian"."""
    stems = (actor[:size] for size in range(len(actor) - 1, max(_STEM, len(actor) - _ENDING) - 1, -1))
    if not actor.endswith(("i", "ian", "an", "ese")):
        return actor
    return next((stem for stem in stems if stem in names), actor)
