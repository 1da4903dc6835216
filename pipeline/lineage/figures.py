"""Does each figure say what its record says, and does it lead to a document? Faults of the records behind
a page.

Here belongs the path figure → estimate → claims → span. What the page shows of it is read in `check.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.extraction import flaw_of
from pipeline.lineage.ledger import Ledger
from pipeline.lineage.numbers import read_back
from pipeline.reconciliation.corrections import read_by_rulings
from pipeline.reconciliation.stated import unstated
from pipeline.records import Claim, Estimate, Figure, Flaw

_ONE_SIDED = frozenset({"at_least", "more_than", "vague", "at_most", "up_to", "less_than"})
_FLAWS: dict[Flaw, str] = {
    "outside_document": "a span lies outside {document.name}",
    "other_identity": "its id is not that of its place in {document.name}",
    "other_words": "{document.name} does not say {claim.figure_text!r} at "
    "{claim.figure.start}–{claim.figure.end}",
    "not_finite": "{claim.low}, {claim.high} is no value",
    "other_value": "{claim.figure_text!r} does not say {claim.low}, {claim.high}, {claim.bound}",
}
RECEIVED = ("documents", "unreadable", "foreign", "undated", "claims")  # what of a day is counted
MORE = "more_"  # begins the role of a figure that counts what an edition does not carry
_COUNTS = {"origins": "n_origins", "unknown": "n_unknown", "reports": "n_reports"}


def figure_faults(ledger: Ledger, printed: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with the figures that a page prints, given by their ids, and with the estimates and
    claims that carry them, in words. What is not printed is no fault of a page."""
    figures = [figure for figure in ledger.figures if figure.figure_id in printed]
    for figure in figures:
        yield from (f"figure {figure.figure_id}: {fault}" for fault in _figure(ledger, figure))
    answers = {(figure.role == "was", figure.subject_id) for figure in figures if figure.kind == "estimate"}
    for estimate in (
        *(one for one in ledger.estimates if (False, one.question_id) in answers),
        *(one for one in ledger.previous if (True, one.question_id) in answers),
    ):
        yield from (f"estimate {estimate.estimate_id}: {fault}" for fault in _estimate(ledger, estimate))
    cited = dict.fromkeys(key for figure in figures if figure.kind != "edition" for key in figure.claim_ids)
    for claim in (ledger.claim_by_id[key] for key in cited if key in ledger.claim_by_id):
        yield from (f"claim {claim.claim_id}: {fault}" for fault in _claim(ledger, claim))


def _figure(ledger: Ledger, figure: Figure) -> Iterator[str]:
    lost = [claim for claim in figure.claim_ids if claim not in ledger.claim_by_id]
    if lost:
        yield f"no such claim: {', '.join(lost)}"
    if figure.role == "corrected":
        yield from _corrected(ledger, figure)
    elif figure.kind == "claim":
        claim = ledger.claim_by_id.get(figure.subject_id)
        if claim is None or figure.text != claim.figure_text or figure.claim_ids != (claim.claim_id,):
            yield f"is not the claim {figure.subject_id}"
    elif figure.kind == "estimate":
        held = ledger.previous_by_question if figure.role == "was" else ledger.estimate_by_question
        estimate = held.get(figure.subject_id)
        if estimate is None:
            yield f"no estimate answers {figure.subject_id!r}"
        elif not set(figure.claim_ids) & {*estimate.claim_ids, *estimate.part_ids}:
            yield "has no path to a document"
        else:
            yield from _reads(figure, estimate)
    elif figure.text != f"{edition_count(ledger, figure.subject_id, figure.role):,}":
        yield f"says {figure.text}, but the records count otherwise"


def _corrected(ledger: Ledger, figure: Figure) -> Iterator[str]:
    """Yield what is wrong with a claim's value by a ruling: it is what that ruling says, and says so."""
    claim = ledger.read_by_id.get(figure.subject_id)
    by = [ruled for e in ledger.estimates for ruled in e.rulings if figure.subject_id in ruled.claim_ids]
    if claim is None or not figure.rulings or not set(figure.rulings) <= {one.ruling_id for one in by}:
        yield "no ruling corrects its claim"
        return
    said = read_back(figure.text)
    if (said.low, said.high) != (claim.low, claim.high):
        yield f"reads as {figure.text!r}, the rulings say {claim.low}, {claim.high}"


def edition_count(ledger: Ledger, subject: str, role: str) -> int:
    """Return what a figure of the edition itself counts: `questions`; what was received by its day, such as
    `documents`, `unreadable` ones and `claims`; the claims carried of the document `subject`; or, as
    "more_<kind>", what is not carried of a subject. Raises LookupError or AttributeError for another role."""
    if role.startswith(MORE):
        return ledger.left_out[subject, role.removeprefix(MORE)]
    if role == "claims" and subject != "edition":
        return len(ledger.claims_by_document.get(subject, ()))
    if role == "questions":
        return len(ledger.brief.questions)
    return sum(getattr(day, role) for day in ledger.whole.days)


def _reads(figure: Figure, estimate: Estimate) -> Iterator[str]:
    try:
        said = read_back(figure.text)
    except ValueError as error:
        yield str(error)
        return
    if figure.role in ("value", "was"):
        best = (estimate.best, estimate.best)
        wanted = best if estimate.best is not None else (estimate.low, estimate.high)
        if said.bound in _ONE_SIDED and estimate.bound in _ONE_SIDED and said.bound != estimate.bound:
            yield f"reads as {said.bound}, the estimate is {estimate.bound}"
    else:
        value = getattr(estimate, _COUNTS.get(figure.role, figure.role))
        wanted = (value, value)
        if said.bound in _ONE_SIDED and said.bound != estimate.bound:
            yield f"reads as {said.bound}, the estimate is {estimate.bound}"
        said = said._replace(low=said.high if said.low is None else said.low)
        said = said._replace(high=said.low if said.high is None else said.high)
    if (said.low, said.high) != wanted:
        yield f"reads as {figure.text!r}, the estimate holds {wanted[0]}, {wanted[1]}"


def _estimate(ledger: Ledger, estimate: Estimate) -> Iterator[str]:
    made = {ruling.id for ruling in ledger.brief.rulings if ruling.on <= estimate.as_of}
    for ruled in estimate.rulings:
        if ruled.ruling_id not in made:
            yield f"no ruling {ruled.ruling_id!r} was made by {estimate.as_of}"
    fixed = read_by_rulings([estimate], ledger.brief.rulings, ledger.claim_by_id)
    for role, value in unstated(estimate, {**ledger.claim_by_id, **fixed}).items():
        yield f"no claim states its {role} {value}"


def _claim(ledger: Ledger, claim: Claim) -> Iterator[str]:
    document = ledger.document_by_id.get(claim.document_id)
    if document is None:
        yield "its document is not part of the edition"
    elif flaw := flaw_of(claim, ledger.read_text(claim.document_id)):
        yield _FLAWS[flaw].format(claim=claim, document=document)
