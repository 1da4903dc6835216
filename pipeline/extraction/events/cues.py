"""Cues: the word lists of status in look-up form.

Here belong the tables of `words/status.toml` and the verbs of `words/clauses.toml` with their inflected
forms. Where a cue counts is decided in `status.py`.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pipeline.extraction.language.lexicon import Phrases, inflect, lexicon, phrase
from pipeline.records import Status

Frame = Literal["object", "infinitive", "clause"]


@cache
def verbs(frame: Frame) -> Phrases[Status]:
    """Return the forms of the verbs that take a frame, with what they tell of it."""
    words = lexicon().status
    pairs = [(verb, status) for status in reversed(words["order"]) for verb in words[frame].get(status, ())]
    return Phrases({form: status for verb, status in pairs for form, _ in inflect(verb)})


@cache
def nouns() -> Phrases[Status]:
    """Return the nouns with their plurals, which are spelled like the third person of a verb."""
    words = lexicon().status["nouns"]
    pairs = [(noun, status) for status, listed in words.items() for noun in listed]
    return Phrases(
        {form: status for noun, status in pairs for form, kind in inflect(noun) if kind in ("base", "third")}
    )


@cache
def cues(table: str) -> Phrases[Status]:
    """Return the phrases of a table that lists them by status."""
    words = lexicon().status[table]
    return Phrases({phrase(each): status for status, listed in words.items() for each in listed})


@cache
def phrases(table: str, listed: str = "words") -> Phrases[None]:
    """Return the phrases of a list in a table without statuses."""
    return Phrases({phrase(words): None for words in lexicon().status[table][listed]})


@cache
def forms(table: str) -> frozenset[str]:
    """Return the forms of the verbs of a table of `words/clauses.toml`."""
    return frozenset(form[0] for verb in lexicon().clauses[table] for form, _ in inflect(verb))
