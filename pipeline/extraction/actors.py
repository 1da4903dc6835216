"""Actors: whose people, things or acts a figure counts.

Here belongs the order in which the noun, the list, the subject, the figure before and the document are asked.
"""

from __future__ import annotations

from pipeline.extraction.context import Figure, Thread
from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.parties import read_party
from pipeline.extraction.subjects import clause_subject
from pipeline.extraction.tokens import lower_at

_SUBJECT_REACH = 2  # sentences back to the subject of a pronoun


def actor_of(figure: Figure, thread: Thread) -> tuple[str | None, str]:
    """Return the actor of a figure and the id of the rule that told."""
    counted, quantity, reading = figure.noun, figure.quantity, figure.reading
    inside = [name for at, name in reading.countries if counted.first <= at < counted.last]
    if inside:
        return inside[0], "actor.noun"
    if lower_at(figure.tokens, figure.end) == "from":
        after = [name for at, name in reading.all_countries if figure.end < at <= figure.end + 2]
        if after:
            return after[0], "actor.noun"
    if figure.before is not None and figure.before.actor is not None and _goes_on(figure):
        return figure.before.actor, "actor.list"
    active = figure.event is not None and figure.event.at < quantity.first
    limit = figure.event.at if figure.event is not None and active else quantity.first
    body = _subject_body(figure, limit)
    if body is not None and _is_pronoun(body):
        body = thread.body or thread.maker
    if body is not None:
        thread.maker = body
        return body, "actor.body"
    left = [name for at, name in reading.subjects if at < limit]
    joint = len(left) > 1 and any(
        low == "and" for low in reading.sentence.lowers[reading.subjects[0][0] : reading.subjects[1][0]]
    )
    if left and not (joint and _of_people(figure)):
        return left[0], "actor.subject"
    if _by_pronoun(figure, thread):
        return (thread.subject or (0, None))[1], "actor.pronoun"
    if figure.antecedent is not None and figure.antecedent.actor is not None and _of_people(figure):
        return figure.antecedent.actor, "actor.antecedent"
    if counted.head is not None and counted.head in thread.heads:
        return thread.heads[counted.head], "actor.same_noun"
    return _from_document(figure, thread)


def _goes_on(figure: Figure) -> bool:
    """True when the figure goes on a list: "and", a comma or "along with" stands right before it."""
    before = figure.reading.sentence.lowers[max(0, figure.quantity.first - 2) : figure.quantity.first]
    return bool(before) and (before[-1] in ("and", ",", "plus", "with", "or") or before == ("as", "well"))


def _by_pronoun(figure: Figure, thread: Thread) -> bool:
    """True when "they", "its" or the like before the figure stands for the last subject."""
    sentence = figure.reading.sentence
    if thread.subject is None or sentence.index - thread.subject[0] > _SUBJECT_REACH:
        return False
    return any(
        low in lexicon().grammar["plural_pronouns"] for low in sentence.lowers[: figure.quantity.first]
    )


def _is_pronoun(name: str) -> bool:
    return name.lower() in lexicon().attribution["pronouns"]


def _of_people(figure: Figure) -> bool:
    """True where people are counted, or the noun is left out."""
    return figure.noun.head is None or figure.noun.head in lexicon().nouns["people"]


def _is_of_victims(figure: Figure) -> bool:
    """True where the counted suffer the event: its subject is then not whose people they are."""
    entry = lexicon().event_entries.get(figure.event_name or "")
    return entry is not None and entry.victims and figure.quantity.unit is None


def _subject_body(figure: Figure, limit: int) -> str | None:
    """Return the organisation that is the subject of the figure's clause: "the army plans to send …"."""
    if _is_of_victims(figure):
        return None
    subject = clause_subject(figure.tokens, limit)
    if subject is None:
        return None
    words = figure.tokens[subject[0] : subject[1]]
    between = figure.reading.sentence.lowers[subject[1] : limit]
    if _of_people(figure) and any((low,) in lexicon().report_verbs for low in between):
        return None  # who counts or expects people is not whose people they are
    plain = words[0].lower.endswith("s") and not words[0].is_acronym
    if (
        len(words) == 1
        and subject[0] == 0
        and plain
        and words[0].lower not in lexicon().attribution["organisations"]
    ):
        return None  # "Shares rose"
    party = read_party(words, figure.reading.text)
    if party is None or party.kind != "organisation":
        return None
    if any(subject[0] <= at < subject[1] for at, _ in figure.reading.all_countries) and len(words) < 3:
        return None
    return party.name


def _from_document(figure: Figure, thread: Thread) -> tuple[str | None, str]:
    """Return the body the document is about, for what it has or does; else the country that speaks."""
    if thread.body is not None and not _is_of_victims(figure):
        return thread.body, "actor.document"
    reading = figure.reading
    named = [
        name for at, name in reading.all_countries if at in reading.sources and at < figure.quantity.first
    ]
    if named and (figure.antecedent is None or figure.antecedent.actor is None):
        return named[0], "actor.source"
    if thread.nation is not None and _of_people(figure) and figure.quantity.unit is None:
        return thread.nation, "actor.nation"
    return None, "actor.none"
