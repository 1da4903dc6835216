"""Which questions are worth asking: those most reported and most disputed, by the answers the pile gives.

Here belongs ranking and saying in words why a question stands where it does. The answers are those of
`reconcile`, so that a proposed brief promises nothing that its run does not keep.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.briefs import Brief, Question
from pipeline.briefs.titles import listed_words
from pipeline.briefs.tree import Tree
from pipeline.briefs.vocabulary import events
from pipeline.reconciliation.evidence import Evidence
from pipeline.records import Estimate, SetAside

_DISPUTED = ("conflicting", "non_monotone")
_SAID = {
    "conflicting": "they exclude each other",
    "non_monotone": "a total that cannot fall falls",
    "corroborated": "they agree",
    "compatible_bounds": "their bounds fit together",
    "single_origin": "the newest word is of one origin",
    "unknown_origin": "nobody named stands behind the newest",
}


@dataclass(frozen=True)
class Ranked:
    """A question with the weight of what is reported on it, and why it is proposed, in words."""

    question: Question
    weight: int
    reason: str
    claim_ids: frozenset[str]
    numbers: frozenset[tuple[str, float]]
    doubtful: bool


def rank(
    brief: Brief,
    estimates: Sequence[Estimate],
    evidence: Sequence[Evidence],
    categories: Tree,
    most: int,
) -> list[Ranked]:
    """Return at most so many questions of a brief, the most reported and disputed first.

    The weight of a question is the sum of its reports, of the origins that are named, of the different values
    given over time, and once more of its origins where they exclude each other now. Left out is a question
    that nothing answers, one whose every claim another one counts already, and one on a lone number that its
    document gives of the same people or things to a better reported question, too.
    """
    by_id = {item.claim.claim_id: item for item in evidence}
    found = [
        _ranked(question, estimate, by_id)
        for question, estimate in zip(brief.questions, estimates, strict=True)
        if estimate.statements
    ]
    order = {question.id: place for place, question in enumerate(brief.questions)}
    kept: list[Ranked] = []
    for one in sorted(found, key=lambda one: (-one.weight, one.doubtful, order[one.question.id])):
        if len(kept) < most and not any(_says_no_more(one, other, categories) for other in kept):
            kept.append(one)
    return kept


def _says_no_more(one: Ranked, other: Ranked, categories: Tree) -> bool:
    if one.claim_ids <= other.claim_ids:
        return True
    paths = [categories.path(ranked.question.category[0]) for ranked in (one, other)]
    alike = categories.relate(*paths) in ("same", "part", "whole")
    return len(one.numbers) == 1 and one.numbers <= other.numbers and alike


def _ranked(question: Question, estimate: Estimate, evidence: Mapping[str, Evidence]) -> Ranked:
    counted = {claim for told in estimate.statements for claim in (*told.claim_ids, *told.superseded_ids)}
    counted |= {aside.claim_id for aside in estimate.set_aside if _is_of_the_course(aside)}
    counted &= evidence.keys()  # what is copied says nothing of its own
    items = [evidence[claim] for claim in sorted(counted)]
    reports = len({(item.home, item.party.name) for item in items})
    origins = dict.fromkeys(item.party.name for item in sorted(items, key=_rank) if item.party.known)
    values = sorted({number for item in items if (number := _number(item)) is not None})
    disputed = len(origins) if estimate.verdict in _DISPUTED else 0
    weight = reports + len(origins) + len(values) + disputed
    reason = _reason(estimate, reports, list(origins), values)
    numbers = frozenset((item.home, number) for item in items if (number := _number(item)) is not None)
    return Ranked(question, weight, reason, frozenset(counted), numbers, _is_doubtful(question, items))


def _is_doubtful(question: Question, items: Sequence[Evidence]) -> bool:
    """Return whether what is counted was concluded from another sentence, or tells of another event."""
    carried = all("counted.carried" in item.claim.rules for item in items)
    told = [event for event in events() if listed_words(event, question.category[0])]
    return carried or (bool(told) and not set(told) & set(question.event))


def _is_of_the_course(aside: SetAside) -> bool:
    """Return whether a claim tells of the same quantity at another time: not of another window or status."""
    return aside.relation in ("superseded", "joined", "apart") and aside.rule not in ("R2", "R3")


def _rank(item: Evidence) -> tuple[object, ...]:
    return item.rank


def _number(item: Evidence) -> float | None:
    if item.value.bound == "vague":
        return None
    return item.value.low if item.value.low is not None else item.value.high


def _reason(estimate: Estimate, reports: int, origins: Sequence[str], values: Sequence[float]) -> str:
    named = f"{_count(len(origins), 'named origin')} ({', '.join(origins)})" if origins else "nobody named"
    span = f", from {_shown(values[0])} to {_shown(values[-1])}" if len(values) > 1 else ""
    said = "" if reports == 1 else f"; {_SAID[estimate.verdict]}"
    return f"{_count(reports, 'report')} by {named}{span}{said}."


def _shown(value: float) -> str:
    return f"{value:,.15g}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
