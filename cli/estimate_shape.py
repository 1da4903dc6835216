"""Estimates as plain data: what the object that `briefline estimates` prints holds.

Only pure functions from estimates to data belong here; printing it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cli.claim_shape import number
from pipeline import marks
from pipeline.briefing.wording import cell, headline, value
from pipeline.briefs import Brief, Question
from pipeline.lineage import day_text
from pipeline.reconciliation import effects
from pipeline.reconciliation.corrections import read_by_rulings
from pipeline.reconciliation.effects import as_data
from pipeline.records import Claim, Estimate, Interval, Statement


def estimates_page(brief: Brief, estimates: Iterable[Estimate], claims: Iterable[Claim]) -> dict[str, Any]:
    """Return the estimates of a brief, each with its question's scope and its rationale as plain text."""
    estimates = list(estimates)
    claims = list(claims)
    brief = brief.on(estimates[0].as_of) if estimates else brief
    rulings = {effect.ruling.id: as_data(effect) for effect in effects(brief, estimates, claims)}
    figures = _figures(brief, estimates, claims)
    by_question = {estimate.question_id: estimate for estimate in estimates}
    questions = {question.id: question for question in brief.questions}
    return {
        "brief": brief.id,
        "title": brief.title,
        "as_of": estimates[0].as_of.isoformat() if estimates else None,
        "estimates": [
            _estimate(
                estimate,
                questions[estimate.question_id],
                lambda text: plain(text, figures, by_question, rulings),
            )
            for estimate in estimates
        ],
        "rulings": list(rulings.values()),
    }


def history_line(estimate: Estimate) -> dict[str, Any]:
    """Return what a line of `briefline history` holds: the answer to a question on a day, in short."""
    return {
        "as_of": estimate.as_of.isoformat(),
        "question_id": estimate.question_id,
        "value": headline(estimate),
        **{role: number(getattr(estimate, role)) for role in ("low", "best", "high", "floor2")},
        "holds_on": _interval(estimate.holds_on),
        "verdict": estimate.verdict,
        "confidence": estimate.confidence,
        "n_origins": estimate.n_origins,
        "n_unknown": estimate.n_unknown,
        "n_reports": estimate.n_reports,
        "claim_ids": list(estimate.claim_ids),
    }


def plain(
    text: str,
    figures: Mapping[str, str],
    estimates: Mapping[str, Estimate],
    rulings: Mapping[str, Any],
) -> str:
    """Return marked text with each mark as the figure of a claim, the value of an estimate or the words of a
    ruling that it names."""

    def show(piece: marks.Piece) -> str:
        if piece.kind == "claim":
            return figures[piece.value]
        if piece.kind == "ruling":
            return marks.ruling_words(rulings, piece.value)
        if piece.kind == "day":
            return day_text(piece.value)
        question, _, role = piece.value.rpartition(".")
        return _value(estimates[question], role)

    return marks.plain(text, show)


def _figures(brief: Brief, estimates: Sequence[Estimate], claims: Sequence[Claim]) -> dict[str, str]:
    """Return what each claim states by its id, and by its id with ".corrected" what rulings make of it."""
    stated = {claim.claim_id: claim.figure_text for claim in claims}
    fixed = read_by_rulings(estimates, brief.rulings, {claim.claim_id: claim for claim in claims})
    corrected = {
        f"{key}.corrected": value(claim.low, claim.high, claim.bound, claim.unit) or "no value"
        for key, claim in fixed.items()
    }
    return stated | corrected


def _estimate(estimate: Estimate, question: Question, told: Callable[[str], str]) -> dict[str, Any]:
    return {
        "question_id": estimate.question_id,
        "question": question.model_dump(mode="json"),
        "value": headline(estimate),
        **{role: number(getattr(estimate, role)) for role in ("low", "best", "high", "floor2")},
        "bound": estimate.bound,
        "unit": estimate.unit,
        "derived": estimate.derived,
        "holds_on": _interval(estimate.holds_on),
        "origins": [statement.origin for statement in estimate.statements if statement.known],
        "n_origins": estimate.n_origins,
        "n_unknown": estimate.n_unknown,
        "n_reports": estimate.n_reports,
        "verdict": estimate.verdict,
        "confidence": estimate.confidence,
        "rationale": [told(line) for line in estimate.rationale],
        "claim_ids": list(estimate.claim_ids),
        "part_ids": list(estimate.part_ids),
        "statements": [_statement(statement) for statement in estimate.statements],
        "set_aside": [
            {**aside.model_dump(mode="json"), "reason": told(aside.reason)} for aside in estimate.set_aside
        ],
        "rulings": [
            {**ruled.model_dump(mode="json"), "reason": told(ruled.reason)} for ruled in estimate.rulings
        ],
        "series": [_statement(statement) for statement in estimate.series],
        "outlook": [
            {**prospect.model_dump(mode="json"), "sentence": told(prospect.sentence)}
            for prospect in estimate.outlook
        ],
        "links": [link.model_dump(mode="json") for link in estimate.links],
        "flags": list(estimate.flags),
        "rules": list(estimate.rules),
        "rules_version": estimate.rules_version,
        "estimate_id": estimate.estimate_id,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        **statement.model_dump(mode="json"),
        "low": number(statement.low),
        "high": number(statement.high),
        "said_on": _interval(statement.said_on),
        "weight": statement.weight,
        "holds_on": _interval(statement.holds_on),
    }


def _value(estimate: Estimate, role: str) -> str:
    if role == "value":
        return headline(estimate) or "no value"
    if role in ("origins", "unknown", "reports"):
        return str(getattr(estimate, f"n_{role}"))
    return cell(estimate, role) or "open"


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    return interval.model_dump(mode="json") if interval else None
