"""The words that say why: rationale and reasons as marked text, from the sentences of the rules that fired.

Here belongs filling in sentences. They stand in `rules.toml`; numbers stand in them only as marks
(`pipeline.marks`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from pipeline import marks
from pipeline.briefs import Brief, Question
from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.asides import Aside
from pipeline.reconciliation.comparison import Comparison
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.keys import Key, Match
from pipeline.reconciliation.reading import Reading
from pipeline.reconciliation.rules import ConfidenceRow, comparison_sentences, sentence
from pipeline.records import SetAside, Verdict

_WITHHELD = "A relay of this number gave none of its own, so it is not the origin."
_DIFFERENCES = tomllib.loads((Path(__file__).parent / "differences.toml").read_text(encoding="utf-8"))
_COUNTS = {"stock": "standing", "flow": "windowed", "cumulative": "running"}
_ASPECTS = {
    "category": "what is counted",
    "actor": "whose they are",
    "event": "what happened to them",
    "place": "place",
    "status": "status",
    "temporality": "being a stock, a flow or a running total",
    "additional": "being an addition or a total",
    "unit": "unit",
}


def set_aside(asides: Iterable[Aside], answer: Answer) -> tuple[SetAside, ...]:
    """Return the records of what was set aside, with their reasons, in an order of their own.

    A claim that is a part of a sum in force and of an older one stands, and what bounds the range is never
    set aside.
    """
    standing = {item.claim.claim_id for reading in answer.bounding for item in reading.lead}
    question = answer.scope.question
    # A few kinds of difference tell thousands of claims from what is asked.
    differences = cache(lambda differs, key: _differences(differs, key, question))
    records = {
        aside.item.claim.claim_id: SetAside(
            claim_id=aside.item.claim.claim_id,
            relation=aside.relation,
            rule=aside.rule,
            reason=_reason(aside, question, differences(aside.differs, aside.item.key)),
            **_counted_for(aside, answer),
            newer=aside.newer.claim.claim_id if aside.newer else None,
        )
        for aside in asides
        if aside.item.claim.claim_id not in standing
    }
    return tuple(records[key] for key in sorted(records))


def _counted_for(aside: Aside, answer: Answer) -> dict[str, str | None]:
    """Return the known party that a claim set aside counts for, and the rule that joined it to that."""
    voice = answer.voices.get(aside.item.claim.claim_id)
    party = voice or aside.item.party
    return {"origin": party.name if party.known else None, "joined": voice.joined if voice else None}


def _reason(aside: Aside, question: Question, aspects: str) -> str:
    claim = aside.item.claim
    return sentence(
        aside.rule,
        claim=_figure(aside.item),
        newer=_figure(aside.newer) if aside.newer else "another claim",
        origin=_name(aside.origin),
        status=claim.status,
        asked=" or ".join(question.status),
        aspects=aspects,
    )


def rationale(
    answer: Answer, verdict: Verdict, row: ConfidenceRow, brief: Brief, chosen_by: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the sentences that explain an estimate: who says what, which rules shaped it, verdict and
    confidence. `chosen_by` are the rules beyond R12 that chose the best value."""
    return tuple(dict.fromkeys(_sentences(answer, verdict, row, brief, chosen_by)))


def _sentences(
    answer: Answer, verdict: Verdict, row: ConfidenceRow, brief: Brief, chosen_by: Sequence[str]
) -> Iterator[str]:
    for reading in answer.counted:
        yield _statement(reading)
    for reading in answer.standing:
        if reading.derived:
            parts = listed(map(_figure, reading.lead))
            yield sentence("R7s", parts=parts)
        if reading.stated:
            yield sentence("R7k")
        if reading.drift:
            yield sentence("R11g")
        rules = {rule for item in reading.lead for rule in item.party.rules}
        if "R11i" in rules:
            yield sentence("R11i", origin=_name(reading.voice.name))
        if any(link.withheld for item in reading.members for link in item.claim.chain) or "R11f" in rules:
            yield _WITHHELD
    if answer.standing and all(reading.point is None for reading in answer.standing):
        yield sentence("R4")
    yield from map(sentence, chosen_by)
    origin = next((reading.voice.name for reading in answer.known), None)
    yield sentence(f"R13.{verdict}", origin=_name(origin))
    yield sentence_of(row, answer, verdict, brief)


def _statement(reading: Reading) -> str:
    who = _name(reading.voice.name) if reading.voice.known else "Somebody unnamed"
    what = listed(map(_figure, reading.lead))
    said = reading.said
    if said is None or not (said.start or said.end):
        return f"{who} said {what}, undated."
    preposition = "on" if said.precision == "day" else "in"
    inferred = "" if dating.is_dated(said) else " (date inferred)"
    return f"{who} said {what} {preposition} {marks.day(dating.last_day(said), said.precision)}{inferred}."


def sentence_of(row: ConfidenceRow, answer: Answer, verdict: Verdict, brief: Brief) -> str:
    """Return the sentence of the confidence row that applied, with the reason where the word is low."""
    origins = {reading.voice.name for reading in answer.known}
    reason = ""
    if origins and all(brief.is_party(name) for name in origins):
        reason = ": only a party to the conflict stands behind the number"
    elif verdict == "single_origin":
        reason = ": a lone origin of unproven reliability stands behind the number"
    elif verdict in ("conflicting", "non_monotone"):
        reason = ": the statements exclude each other"
    elif verdict == "unknown_origin":
        reason = ": nobody named stands behind the number"
    return row.sentence.format(reason=reason)


def _differences(differs: Match | None, key: Key, question: Question) -> str:
    """Return in what a claim differs from what is asked, aspect by aspect."""
    told = [
        _difference(aspect, relation, key, question)
        for aspect, relation in (differs.differs if differs else ())
    ]
    return "; ".join(told) or "of another scope"


def _difference(aspect: str, relation: str, key: Key, question: Question) -> str:
    words: dict[str, str] = _DIFFERENCES[aspect]
    unstated = words.get("unstated") if getattr(key, aspect, "") is None else None
    claimed = {"status": key.status, "temporality": _COUNTS[key.temporality]}.get(aspect, "")
    asked = {
        "status": " or ".join(question.status),
        "temporality": _COUNTS[question.temporality or key.temporality],
    }.get(aspect, "")
    return (unstated or words[relation]).format(claim=claimed, asked=asked)


def _figure(item: Evidence) -> str:
    """Return the mark of what a claim states: its figure, or its value by a ruling."""
    return marks.claim(item.claim.claim_id, corrected=item.revalued)


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _name(name: str | None) -> str:
    return name or "its origin"


def comparison_sentence(found: Comparison) -> str:
    """Return what is said of claims side by side, as marked text."""
    name = "sum" if found.rule == "R7s" else found.standing
    return comparison_sentences()[name].format(
        origins=listed(found.origins) or "no origin that is named",
        newest=marks.claim(found.newest.claim.claim_id) if found.newest else "",
        aspects=listed(_ASPECTS[aspect] for aspect in found.differs),
    )
