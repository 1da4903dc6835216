"""Themes: what a document as a whole is about.

Here belong the body it is about, the nation it speaks of most, the group that claims the attacks it reports
and the words it uses as names. What one sentence says is read elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.briefs.gazetteer import containment
from pipeline.extraction.attribution.memory import Memory
from pipeline.extraction.figures.bodies import is_generic, subject_of
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.language.tokens import Token, lower_at
from pipeline.extraction.places.toponyms import country_at, dateline_end, known_at

_CLAIM = 3  # tokens between "claimed" and what is claimed
_NAME = 5  # words of a name
_OFTEN = 3  # times that a side of a conflict is named
_LEAD = 3  # sentences that say what a document is about


@dataclass(frozen=True)
class Themes:
    """What a document is about: the place it opens with (`lead`), the organisation its title is about
    (`body`), the subject of its first clause (`topic`), the `nation` whose people it speaks of most, the
    country it names most (`land`), the two `sides` that it names above all others, the nation of its refugees
    (`exiles`), who claims its attacks (`claimant`), the words it uses as `names` and
    those of the names of `persons`, in lower case."""

    lead: str | None = None
    body: str | None = None
    topic: str | None = None
    nation: str | None = None
    land: str | None = None
    sides: frozenset[str] = frozenset()
    exiles: str | None = None
    claimant: str | None = None
    names: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()


def themes_of(sentences: Sequence[Sentence], text: str, memory: Memory, lead: str | None) -> Themes:
    """Return what a document is about; `memory` holds who is named in it, `lead` is where it opens."""
    known = (person for person in memory.persons.values() if person.title or person.organisation)
    persons = frozenset(word.lower() for person in known for word in person.name.split())
    land = land_of(sentences)
    return Themes(
        lead=lead,
        body=memory.body.name if memory.body is not None else None,
        topic=topic_of(sentences, text, persons),
        nation=nation_of(sentences, land),
        land=land,
        sides=sides_of(sentences),
        exiles=exiles_of(sentences),
        claimant=claimant_of(sentences),
        names=names_in(sentences),
        persons=persons,
    )


def nation_of(sentences: Sequence[Sentence], land: str | None = None) -> str | None:
    """Return the nation whose people a document speaks of most ("Chilean miners"); one that it names once
    gives way to the `land`."""
    people = lexicon().nouns["people"] | lexicon().nouns["plurals"]
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for at, token in enumerate(sentence.tokens):
            if not token.is_capitalised:
                continue
            country = country_at(sentence.tokens, at)
            if country is not None and lower_at(sentence.tokens, at + country[1]) in people:
                counts[country[0]] += 1
    most = counts.most_common(1)
    if not most:
        return None
    name, times = most[0]
    return land if times == 1 and land is not None else name


def land_of(sentences: Sequence[Sentence]) -> str | None:
    """Return the country that a document names most, and more than once: itself, its people or its cities."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for at, token in enumerate(sentence.tokens):
            if token.is_capitalised:
                country = country_at(sentence.tokens, at)
                named = known_at(sentence.tokens, at) if country is None else 0
                path = containment(" ".join(sentence.lowers[at : at + named])) if named else ()
                counts.update([country[0]] if country is not None else path[-1:])
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] > 1 else None


def sides_of(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return the two countries that a document names often, where it names no third half as often."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for at, token in enumerate(sentence.tokens):
            country = country_at(sentence.tokens, at) if token.is_capitalised else None
            counts.update([country[0]] if country is not None else [])
    first, second, third = (*counts.most_common(3), *[("", 0)] * 3)[:3]
    two = second[1] >= _OFTEN and 2 * second[1] >= first[1] and 2 * third[1] <= second[1]
    return frozenset((first[0], second[0])) if two else frozenset()


def exiles_of(sentences: Sequence[Sentence]) -> str | None:
    """Return the nation of the refugees that a document speaks of first: "Chilean refugees", "refugees from
    Chile"."""
    for sentence in sentences:
        for at, low in enumerate(sentence.lowers):
            if low not in lexicon().actors["exiled"]:
                continue
            beside = at + 2 if lower_at(sentence.tokens, at + 1) == "from" else at - 1
            inside = 0 <= beside < len(sentence.tokens)
            country = country_at(sentence.tokens, beside) if inside else None
            if country is not None:
                return country[0]
    return None


def topic_of(sentences: Sequence[Sentence], text: str, persons: frozenset[str]) -> str | None:
    """Return the body or country that the title or the lead is about: the subject of its first clause, where
    the document comes back to it; a name goes before "the company"."""
    subjects = (subject_of(sentence, sentence.tags, text, persons) for sentence in sentences[:_LEAD])
    named = [subject for subject in subjects if subject is not None and _comes_back(subject, sentences)]
    return next((subject for subject in named if not is_generic(subject)), named[0] if named else None)


def _comes_back(subject: str, sentences: Sequence[Sentence]) -> bool:
    """True for a country, for nouns alone, and for a name whose first word or initials another sentence has
    too; never for an outlet or a noun that begins a sentence: "Companies cut jobs"."""
    first, *rest = subject.split()
    head = subject.lower().split()[-1]
    if head in lexicon().attribution["outlets"] or (not rest and head in lexicon().nouns["plurals"]):
        return False
    if subject.islower() or len(sentences) <= _LEAD or tuple(subject.lower().split()) in lexicon().countries:
        return True
    initials = f" {''.join(word[0] for word in (first, *rest))} " if rest else first
    return sum(first in sentence.text or initials in sentence.text for sentence in sentences) > 1


def claimant_of(sentences: Sequence[Sentence]) -> str | None:
    """Return the group that claims an attack: "X claimed responsibility", "were claimed by X"; None if none
    does."""
    words = lexicon().actors
    for sentence in sentences:
        for at, low in enumerate(sentence.lowers):
            if low not in words["claiming"]:
                continue
            if lower_at(sentence.tokens, at + 1) == "by":
                last = _capitals(sentence, at + 2, 1)
                if last > at + 2:
                    return sentence.text_of(at + 2, last)
            first = _capitals(sentence, at, -1)
            if first < at and not words["claimed"].isdisjoint(sentence.lowers[at + 1 : at + 1 + _CLAIM]):
                return sentence.text_of(first, at)
    return None


def names_in(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return the words that a document writes with a capital where no sentence begins, or before another,
    or twice and never without."""
    small = {token.text for sentence in sentences for token in sentence.tokens if token.text.islower()}
    often = Counter(
        _bare(token) for sentence in sentences for token in sentence.tokens if token.is_capitalised
    )
    repeated = {text for text, times in often.items() if times > 1 and text.lower() not in small}
    return frozenset(
        _bare(token)
        for sentence in sentences
        if sentence.kind != "title"
        for at, token in enumerate(sentence.tokens)
        if token.is_capitalised
        and (
            at > dateline_end(sentence.tokens)
            or _is_capitalised(sentence, at + 1)
            or _bare(token) in repeated
        )
        and token.lower not in lexicon().nouns["stops"]
    )


def _bare(token: Token) -> str:
    """Return a word without the ending of an owner."""
    return token.text.removesuffix("'s").removesuffix("’s")


def _is_capitalised(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.tokens) and sentence.tokens[at].is_capitalised


def _capitals(sentence: Sentence, at: int, step: int) -> int:
    """Return where the run of capitals ends that goes right (`step` 1) or left (-1) from token `at`."""
    end = at
    for _ in range(_NAME):
        position = end if step > 0 else end - 1
        if not 0 <= position < len(sentence.tokens) or not sentence.tokens[position].is_capitalised:
            break
        end += step
    return end
