"""The figures of an edition: every number that it may print, worded once and bound to the claims that
carry it.

Here belongs making figures from records. A number that is not made here cannot be printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.briefing import wording
from pipeline.briefing.selection import Selection
from pipeline.lineage.figures import MORE, RECEIVED
from pipeline.lineage.ledger import short_ids
from pipeline.reconciliation.corrections import VALUE_FIELDS
from pipeline.records import Claim, Estimate, Figure

_COUNTS = {"origins": "n_origins", "unknown": "n_unknown", "reports": "n_reports"}


def figures(
    kept: Selection, questions: int, corrected: Mapping[str, Claim] | None = None
) -> tuple[Figure, ...]:
    """Return the figures of all records that an edition carries, in the order of their ids. What is open,
    absent or none of anything has no figure. `corrected` are the claims that rulings correct, as they read
    them."""
    found = (
        *_of_edition(kept, questions),
        *(figure for estimate in kept.estimates for figure in _of_estimate(estimate)),
        *(figure for estimate in kept.previous for figure in _of_previous(estimate, kept.estimates)),
        *(_of_claim(claim) for claim in kept.claims),
        *(figure for claim in (corrected or {}).values() for figure in _of_correction(claim, kept.estimates)),
    )
    return tuple(sorted(found, key=lambda figure: figure.figure_id))


def _of_estimate(estimate: Estimate) -> Iterator[Figure]:
    texts = {
        "value": wording.headline(estimate),
        **{role: wording.cell(estimate, role) for role in ("low", "best", "high", "floor2")},
        **{
            role: wording.number(count) if (count := getattr(estimate, name)) else None
            for role, name in _COUNTS.items()
        },
    }
    for role, text in texts.items():
        if text is not None:
            yield _estimate_figure(estimate, role, text)


def _of_previous(old: Estimate, estimates: Sequence[Estimate]) -> Iterator[Figure]:
    text = wording.headline(old)
    if text is not None and any(new.question_id == old.question_id for new in estimates):
        yield _estimate_figure(old, "was", text)


def _estimate_figure(estimate: Estimate, role: str, text: str) -> Figure:
    return Figure(
        figure_id=f"{estimate.question_id}.{role}",
        kind="estimate",
        subject_id=estimate.question_id,
        role=role,
        text=text,
        claim_ids=tuple(dict.fromkeys((*estimate.claim_ids, *estimate.part_ids, *_at_the_ends(estimate)))),
        rulings=tuple(dict.fromkeys(ruled.ruling_id for ruled in estimate.rulings)),
    )


def _at_the_ends(estimate: Estimate) -> Iterator[str]:
    """Yield the claims that state an end of the range, be they shown apart from what stands."""
    for told in estimate.statements:
        if (told.low is not None and told.low == estimate.low) or (
            told.high is not None and told.high == estimate.high
        ):
            yield from told.claim_ids


def _of_claim(claim: Claim) -> Figure:
    return Figure(
        figure_id=claim.claim_id,
        kind="claim",
        subject_id=claim.claim_id,
        role="figure",
        text=claim.figure_text,
        claim_ids=(claim.claim_id,),
    )


def _of_correction(claim: Claim, estimates: Sequence[Estimate]) -> Iterator[Figure]:
    """Yield the figure of a claim whose value rulings correct; the figure of its words stays beside it."""
    by = dict.fromkeys(
        ruled.ruling_id
        for estimate in estimates
        for ruled in estimate.rulings
        if claim.claim_id in ruled.claim_ids and set(ruled.fields) & set(VALUE_FIELDS)
    )
    text = wording.value(claim.low, claim.high, claim.bound, claim.unit)
    if by and text:
        yield Figure(
            figure_id=f"{claim.claim_id}.corrected",
            kind="claim",
            subject_id=claim.claim_id,
            role="corrected",
            text=text,
            claim_ids=(claim.claim_id,),
            rulings=tuple(by),
        )


def _of_edition(kept: Selection, questions: int) -> Iterator[Figure]:
    """Yield the counts: of all that was received, of what the edition carries of a document, of the rest."""
    everything = tuple(claim.claim_id for claim in kept.claims)
    counts = {role: sum(getattr(day, role) for day in kept.whole.days) for role in RECEIVED}
    own: dict[str, list[str]] = {}
    for claim in kept.claims:
        own.setdefault(claim.document_id, []).append(claim.claim_id)
    one_each = tuple(held[0] for held in own.values())
    for role, count in (counts | {"questions": questions}).items():
        if count:
            yield _count("edition", role, count, everything if role == "claims" else one_each)
    listed = (one.document_id for one in kept.whole.listed)
    short = short_ids([*(one.document_id for one in kept.documents), *listed])
    for key, held in own.items():
        yield _count(key, "claims", len(held), tuple(held), short[key])
    shown: dict[tuple[str, str], str] = {
        (estimate.question_id, aside.relation): aside.claim_id
        for estimate in kept.estimates
        for aside in estimate.set_aside
    }
    for left in kept.whole.left_out:
        alike = shown.get((left.subject, left.what))
        claims = tuple(own.get(left.subject, ())) or ((alike,) if alike else one_each)
        name = short.get(left.subject, left.subject)
        yield _count(left.subject, f"{MORE}{left.what}", left.count, claims, name)


def _count(
    subject: str, role: str, count: int, claim_ids: tuple[str, ...], name: str | None = None
) -> Figure:
    return Figure(
        figure_id=f"{name or subject}.{role}",
        kind="edition",
        subject_id=subject,
        role=role,
        text=wording.number(count),
        claim_ids=claim_ids,
    )
