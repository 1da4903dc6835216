"""The word lists of the extraction, loaded once from the TOML files in `words/` and put into look-up form.

Here belongs the loading and the regular inflection of verbs. The lists themselves are data: to teach the
extraction a verb, a bound, a country or a report phrase, edit the file of that name in `words/`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, TypeVar

from pipeline.briefs.vocabulary import countries

VerbForm = Literal["base", "third", "past", "participle", "ing"]
Phrase = tuple[str, ...]
T = TypeVar("T")
_VOWELS = "aeiou"
_DOUBLING = frozenset({"transfer", "refer", "admit", "commit"})  # stress on the last syllable


class Phrases(dict[Phrase, T]):
    """A table keyed by phrases that knows how long a phrase with a given first word can be."""

    @cached_property
    def reach(self) -> dict[str, int]:
        """The number of words of the longest phrase by its first word."""
        found: dict[str, int] = {}
        for words in self:
            found[words[0]] = max(found.get(words[0], 0), len(words))
        return found


@dataclass(frozen=True)
class EventEntry:
    """One event of `events.toml`: how its counts run in time and whether the counted are people by
    default."""

    event: str
    temporality: Literal["stock", "flow", "cumulative"]
    victims: bool


@dataclass(frozen=True)
class Lexicon:
    """All word lists in look-up form. Phrases are tuples of lower-case words; tables are keyed by first
    word."""

    numbers: dict[str, Any]
    bounds: dict[str, Any]
    exclusions: dict[str, frozenset[str]]
    grammar: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    actors: dict[str, frozenset[str]]
    places: dict[str, frozenset[str]]
    regions: Phrases[None]
    times: dict[str, Any]
    status: dict[str, Any]
    clauses: dict[str, frozenset[str]]
    attribution: dict[str, frozenset[str]]
    prefixes: Phrases[None]
    abbreviations: frozenset[str]
    event_entries: dict[str, EventEntry]
    event_verbs: Phrases[tuple[tuple[str, VerbForm], ...]]
    event_nouns: Phrases[str]
    event_counted: dict[str, str]
    event_outcomes: dict[str, str]
    event_named: dict[str, str]
    report_verbs: Phrases[tuple[str, VerbForm]]
    intent_verbs: Phrases[tuple[str, VerbForm]]
    cue_verbs: Phrases[tuple[str, VerbForm]]
    address_verbs: Phrases[tuple[str, VerbForm]]
    countries: Phrases[str]
    demonyms: Phrases[str]


def read_toml(name: str) -> dict[str, Any]:
    """Return the word list `words/<name>.toml`."""
    return tomllib.loads(files("pipeline.extraction").joinpath("words", f"{name}.toml").read_text("utf-8"))


@cache
def lexicon() -> Lexicon:
    """Return the word lists; they are read at the first call."""
    events = read_toml("events")
    attribution = read_toml("attribution")
    places = read_toml("places")
    nations = countries()
    reports = [*attribution["verbs"], *_revisions(attribution)]
    return Lexicon(
        numbers=_sets(read_toml("numbers")),
        bounds=_sets(read_toml("bounds")),
        exclusions=_sets(read_toml("exclusions")),
        grammar=_sets(read_toml("grammar")),
        nouns=_sets(read_toml("nouns")),
        actors=_sets(read_toml("actors")),
        places=_sets(places),
        regions=Phrases({phrase(name): None for name in places["world"]}),
        times=read_toml("times"),
        status=read_toml("status"),
        clauses=_sets(read_toml("clauses")),
        attribution=_sets(attribution),
        prefixes=Phrases({phrase(words): None for words in attribution["prefixes"]}),
        abbreviations=frozenset(read_toml("abbreviations")["words"]),
        event_entries={
            name: EventEntry(name, entry["temporality"], entry["victims"]) for name, entry in events.items()
        },
        event_verbs=_event_verbs(events),
        event_nouns=Phrases(
            {phrase(noun): name for name, entry in events.items() for noun in entry["nouns"]}
        ),
        event_counted={word: name for name, entry in events.items() for word in entry.get("counted", ())},
        event_named={word: name for name, entry in events.items() for word in entry.get("named", ())},
        event_outcomes={word: name for name, entry in events.items() for word in entry.get("outcomes", ())},
        report_verbs=_verb_forms(reports),
        intent_verbs=_verb_forms(attribution["intending"]),
        cue_verbs=_verb_forms([*attribution["wishing"], *attribution["voicing"], *reports]),
        address_verbs=_verb_forms(
            verb for verb in attribution["verbs"] if verb.split("/")[0] in attribution["addressing"]
        ),
        countries=Phrases(
            {
                phrase(alias.rstrip(".")): name
                for name, entry in nations.items()
                for alias in (name, *entry["also"], *entry["capital"])
            }
        ),
        demonyms=Phrases(
            {
                phrase(form): name
                for name, entry in nations.items()
                for word in entry["demonyms"]
                for form in (word, _plural(word))
            }
        ),
    )


def _sets(table: dict[str, Any]) -> dict[str, Any]:
    """Return a table with its lists as sets, for look-ups where order says nothing."""
    return {
        key: frozenset(value)
        if isinstance(value, list)
        else _sets(value)
        if isinstance(value, dict)
        else value
        for key, value in table.items()
    }


def phrase(words: str) -> Phrase:
    """Return the words of a phrase in lower case."""
    return tuple(words.lower().split())


def longest(table: Phrases[Any], words: tuple[str, ...], at: int) -> int:
    """Return how many words of the longest phrase of `table` stand at `words[at]`, 0 if none."""
    reach = table.reach.get(words[at]) if at < len(words) else None
    if reach is None:  # so it is for nearly every word
        return 0
    for size in range(min(reach, len(words) - at), 0, -1):
        if words[at : at + size] in table:
            return size
    return 0


def inflect(verb: str) -> list[tuple[Phrase, VerbForm]]:
    """Return the forms of a verb given as "base" or "base/past/participle"; a particle may follow each
    form."""
    base, _, irregular = verb.partition("/")
    head, *particle = base.split()
    tail = tuple(particle)
    past, participle = _regular_past(head), _regular_past(head)
    if irregular:
        past, participle = (form.split()[0] for form in irregular.split("/"))
    forms: list[tuple[str, VerbForm]] = [
        (head, "base"),
        (_third(head), "third"),
        (past, "past"),
        (participle, "participle"),
        (_ing(head), "ing"),
    ]
    return [((form, *tail), tense) for form, tense in forms]


def _revisions(attribution: dict[str, Any]) -> list[str]:
    """Return the verb phrases by which a party restates its own number: "keep its estimate"."""
    return [
        "/".join(f"{form} {owner} {noun}" for form in verb.split("/"))
        for verb in attribution["revising"]
        for owner in attribution["owners"]
        for noun in attribution["own_numbers"]
    ]


def _event_verbs(events: dict[str, Any]) -> Phrases[tuple[tuple[str, VerbForm], ...]]:
    table: dict[Phrase, list[tuple[str, VerbForm]]] = {}
    for name, entry in events.items():
        for verb in entry["verbs"]:
            for form, tense in inflect(verb):
                table.setdefault(form, []).append((name, tense))
    return Phrases({form: tuple(readings) for form, readings in table.items()})


def _verb_forms(verbs: Iterable[str]) -> Phrases[tuple[str, VerbForm]]:
    """Return the forms of the verbs; a form that can be a past tense is one."""
    forms = [(form, (verb.split("/")[0], tense)) for verb in verbs for form, tense in inflect(verb)]
    return Phrases(dict(forms) | {form: reading for form, reading in forms if reading[1] == "past"})


def _doubles(head: str) -> bool:
    """True where the last consonant doubles before -ed and -ing (one short syllable: drop, swap)."""
    return (
        len(head) >= 3
        and head[-1] not in _VOWELS + "wxy"
        and head[-2] in _VOWELS
        and head[-3] not in _VOWELS
        and sum(char in _VOWELS for char in head) == 1
    ) or head in _DOUBLING


def _regular_past(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    if head.endswith("y") and head[-2] not in _VOWELS:
        return head[:-1] + "ied"
    return head + head[-1] + "ed" if _doubles(head) else head + "ed"


def _third(head: str) -> str:
    if head.endswith(("s", "sh", "ch", "x", "z")):
        return head + "es"
    if head.endswith("y") and head[-2] not in _VOWELS:
        return head[:-1] + "ies"
    return head + "s"


def _ing(head: str) -> str:
    if head.endswith("ie"):
        return head[:-2] + "ying"
    if head.endswith("e") and not head.endswith("ee"):
        return head[:-1] + "ing"
    return head + head[-1] + "ing" if _doubles(head) else head + "ing"


def _plural(demonym: str) -> str:
    return demonym if demonym.endswith(("s", "ese", "ish", "ch", "sh")) else demonym + "s"
