"""What came of each ruling in force, so that one that no longer matches anything is told.

Here belongs comparing rulings with the estimates that were made under them. Applying them is for `rulings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from pipeline.briefs import Brief, Reference, Ruling
from pipeline.briefs.tree import fold
from pipeline.reconciliation.corrections import Index, corrected, sound
from pipeline.reconciliation.parties import registry
from pipeline.records import Claim, Estimate

Why = Literal[
    "no_claim",
    "ambiguous",
    "no_question",
    "no_origin",
    "no_source",
    "other_unit",
    "unsound",
    "overruled",
    "no_answer",
    "already_so",
]

REASONS: Mapping[Why, str] = {
    "no_claim": "the claim that it names is not among the documents",
    "ambiguous": "the figure that it names stands more than once, say which",
    "no_question": "the brief has no such question",
    "no_origin": "no answer rests on an origin of that name",
    "no_source": "the brief has no such source",
    "other_unit": "the claim is of another unit than the question",
    "unsound": "the corrected ends and bound do not fit each other",
    "overruled": "other rulings decide it",
    "no_answer": "the claim answers no question of the brief, with the ruling or without",
    "already_so": "it is so without the ruling",
}


class Effect(NamedTuple):
    """What came of a ruling: the claims that it names and that are there, what it names in vain, and the
    questions that it bears on; if there is none, why (None for one that grades a source)."""

    ruling: Ruling
    claim_ids: tuple[str, ...]
    missing: tuple[Reference, ...]
    question_ids: tuple[str, ...]
    why: Why | None


def effects(brief: Brief, estimates: Sequence[Estimate], claims: Iterable[Claim]) -> list[Effect]:
    """Return what came of the rulings of a brief as it stood on the day of the estimates (`Brief.on`), in
    their order. `claims` are those received by then."""
    rulings = brief.rulings
    named = {claim.claim_id: claim for claim in claims} if rulings else {}
    index = Index([one for ruling in rulings for one in ruling.references], named.values())
    meant = {ruling.id: [index.find(one) for one in ruling.references] for ruling in rulings}
    claims_of = {key: tuple(claim for claim, _ in found if claim) for key, found in meant.items()}
    told = []
    for ruling in rulings:
        touched = tuple(e.question_id for e in estimates if any(r.ruling_id == ruling.id for r in e.rulings))
        pairs = zip(ruling.references, meant[ruling.id], strict=True)
        missing = tuple(reference for reference, (claim, _) in pairs if claim is None)
        why: Why | None = None
        if not touched:
            lost = [lost for _, lost in meant[ruling.id] if lost]
            if lost and not claims_of[ruling.id]:
                why = "ambiguous" if "ambiguous" in lost else "no_claim"
            else:
                why = _why(ruling, brief, estimates, claims_of, named)
        told.append(Effect(ruling, claims_of[ruling.id], missing, touched, why))
    return told


def as_data(effect: Effect) -> dict[str, Any]:
    """Return a ruling as it is written, with the questions that it bears on, or why it bears on none."""
    return {
        **effect.ruling.model_dump(mode="json", exclude_unset=True),
        "questions": list(effect.question_ids),
        "found": list(effect.claim_ids),
        "missing": [reference.model_dump(mode="json", exclude_unset=True) for reference in effect.missing],
        "without_effect": effect.why,
    }


def warnings(told: Iterable[Effect]) -> list[str]:
    """Return a line for each ruling that bears on nothing, and for each claim that one names in vain."""
    lines = []
    for effect in told:
        if effect.why:
            lines.append(f"ruling {effect.ruling.id} has no effect: {REASONS[effect.why]}{_named(effect)}")
        elif effect.missing:
            lines.append(f"ruling {effect.ruling.id}: {REASONS['no_claim']}{_named(effect)}")
    return lines


def _named(effect: Effect) -> str:
    """Return what a ruling names in vain, as it is written."""
    ruling = effect.ruling
    if effect.missing:
        named = [one.claim or f"{one.figure!r} in {one.document}" for one in effect.missing]
        return f" ({', '.join(named)})"
    if effect.why == "no_question":
        return f" ({ruling.question})"
    if ruling.grade and effect.why in ("no_origin", "no_source"):
        return f" ({ruling.grade.origin or ruling.grade.source})"
    return ""


def _why(
    ruling: Ruling,
    brief: Brief,
    estimates: Sequence[Estimate],
    claims_of: Mapping[str, tuple[str, ...]],
    claims: Mapping[str, Claim],
) -> Why | None:
    """Return why a ruling bears on no question, None for one that grades a source."""
    mine = [claims[key] for key in claims_of[ruling.id]]
    if ruling.grade and ruling.grade.source:
        listed = {name for source in brief.sources for name in (source.documents, source.publisher)}
        return None if ruling.grade.source in listed else "no_source"
    question = next((one for one in brief.questions if one.id == ruling.question), None)
    if ruling.question and question is None:
        return "no_question"
    if ruling.merge and question and all(claim.unit != question.unit for claim in mine):
        return "other_unit"
    if _overruled(ruling, brief.rulings, claims_of):
        return "overruled"
    if ruling.correct:
        after = [corrected(claim, ruling.correct, ruling.correct.fields) for claim in mine]
        if not all(sound(claim.low, claim.high, claim.bound) for claim in after):
            return "unsound"
        return "already_so" if after == mine else "no_answer"
    if ruling.reject:
        return "no_answer"
    if ruling.grade:
        origins = {statement.origin for estimate in estimates for statement in estimate.statements}
        names = brief.names_of(ruling.grade.origin or "")
        printed = names | {body.name for name in names if (body := registry(brief).get(fold(name)))}
        return "already_so" if origins & printed else "no_origin"
    return "no_origin" if ruling.same_origin or ruling.different_origin else "already_so"


def _overruled(ruling: Ruling, rulings: Sequence[Ruling], claims_of: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether other rulings decide everything that this one would."""
    mine = set(claims_of[ruling.id])
    later = rulings[rulings.index(ruling) + 1 :]
    if ruling.grade:
        return any(one.grade and one.grade.origin == ruling.grade.origin for one in later)
    rejections = later if ruling.reject else rulings
    others = [one for one in rejections if one.reject]
    if ruling.question:
        others += [one for one in later if one.question == ruling.question]
    if ruling.correct:
        others += [
            one for one in later if one.correct and set(ruling.correct.fields) <= set(one.correct.fields)
        ]
    return bool(mine) and mine <= {key for one in others for key in claims_of[one.id]}
