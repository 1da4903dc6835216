"""The words that say why: rationale and reasons as marked text, from the sentences of the rules that fired.

Here belongs filling in sentences. They stand in `rules.toml`; numbers stand in them only as marks
(`pipeline.marks`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template

from pipeline import marks
from pipeline.briefs import Brief, Question
from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer, Aside
from pipeline.reconciliation.keys import Key
from pipeline.reconciliation.rules import ConfidenceRow, sentence
from pipeline.reconciliation.series import Reading
from pipeline.records import SetAside, Verdict

_WITHHELD = "A relay of this number gave none of its own, so it is not the origin."
_DIFFERENCES = tomllib.loads((Path(__file__).parent / "differences.toml").read_text(encoding="utf-8"))
_COUNTS = {"stock": "standing", "flow": "windowed", "cumulative": "running"}


def set_aside(asides: Iterable[Aside], answer: Answer) -> tuple[SetAside, ...]:
    """Return the records of what was set aside, with their reasons, in an order of their own."""
    records = {
        aside.item.claim.claim_id: SetAside(
            claim_id=aside.item.claim.claim_id,
            relation=aside.relation,
            rule=aside.rule,
            reason=_reason(aside, answer),
        )
        for aside in asides
    }
    return tuple(records[key] for key in sorted(records))


def _reason(aside: Aside, answer: Answer) -> str:
    claim = aside.item.claim
    return sentence(
        aside.rule,
        claim=marks.claim(claim.claim_id),
        newer=marks.claim(aside.newer.claim.claim_id) if aside.newer else "another claim",
        origin=_name(aside.origin),
        status=claim.status,
        asked=" or ".join(answer.scope.question.status),
        aspects=_differences(aside, answer.scope.question),
    )


def rationale(answer: Answer, verdict: Verdict, row: ConfidenceRow, brief: Brief) -> tuple[str, ...]:
    """Return the sentences that explain an estimate: who says what, which rules shaped it, verdict and
    confidence."""
    return tuple(dict.fromkeys(_sentences(answer, verdict, row, brief)))


def _sentences(answer: Answer, verdict: Verdict, row: ConfidenceRow, brief: Brief) -> Iterator[str]:
    for reading in answer.counted:
        yield _statement(reading)
    for reading in answer.standing:
        if reading.derived:
            parts = _listed(marks.claim(item.claim.claim_id) for item in reading.lead)
            yield sentence("R7s", parts=parts)
        if reading.drift:
            yield sentence("R11g")
        rules = {rule for item in reading.lead for rule in item.party.rules}
        if "R11i" in rules:
            yield sentence("R11i", origin=_name(reading.voice.name))
        if any(link.withheld for item in reading.members for link in item.claim.chain) or "R11f" in rules:
            yield _WITHHELD
    if answer.standing and all(reading.value.point is None for reading in answer.standing):
        yield sentence("R4")
    origin = next((reading.voice.name for reading in answer.known), None)
    yield sentence(f"R13.{verdict}", origin=_name(origin))
    yield sentence_of(row, answer, verdict, brief)


def _statement(reading: Reading) -> str:
    who = _name(reading.voice.name) if reading.voice.known else "Somebody unnamed"
    what = _listed(marks.claim(item.claim.claim_id) for item in reading.lead)
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
    return row.sentence.replace("$reason", reason)


def _differences(aside: Aside, question: Question) -> str:
    """Return in what a claim differs from what is asked, aspect by aspect."""
    told = [
        _difference(aspect, relation, aside.item.key, question)
        for aspect, relation in (aside.differs.differs if aside.differs else ())
    ]
    return "; ".join(told) or "of another scope"


def _difference(aspect: str, relation: str, key: Key, question: Question) -> str:
    words: dict[str, str] = _DIFFERENCES[aspect]
    unstated = words.get("unstated") if getattr(key, aspect) is None else None
    claimed = {"status": key.status, "temporality": _COUNTS[key.temporality]}.get(aspect, "")
    asked = {
        "status": " or ".join(question.status),
        "temporality": _COUNTS[question.temporality or key.temporality],
    }.get(aspect, "")
    return Template(unstated or words[relation]).substitute(claim=claimed, asked=asked)


def _listed(words: Iterable[str]) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _name(name: str | None) -> str:
    return name or "its origin"
