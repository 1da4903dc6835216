"""The first pages of a briefing: key judgements, the figure table, look-alikes and gaps.

Here belongs choosing and ranking. The sentences themselves stand in `sentences.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.briefing.edition import (
    DISPUTED,
    Anchor,
    Change,
    ChangeKind,
    Difference,
    FigureRef,
    Gap,
    Judgement,
    Line,
    LookAlike,
    Row,
    SourceLink,
)
from pipeline.briefing.lines import fill, interval, join, marked, sentences
from pipeline.briefing.parts import count, figure, known_words, origin, statements, what
from pipeline.cleaning import foreign
from pipeline.lineage import Ledger
from pipeline.records import Estimate

MOST_JUDGEMENTS = 6
_DISPUTE_WEIGHT = 3  # a dispute leads like as many further reports


def judgements(ledger: Ledger) -> tuple[Judgement, ...]:
    """Return what leads the briefing: the questions most reported on and most disputed, at most six."""
    answered = [estimate for estimate in ledger.estimates if figure(ledger, estimate, "value")]
    weight = {e.question_id: e.n_reports + _DISPUTE_WEIGHT * (e.verdict in DISPUTED) for e in answered}
    leading = sorted(answered, key=lambda e: -weight[e.question_id])[:MOST_JUDGEMENTS]
    return tuple(
        Judgement(
            question_id=estimate.question_id,
            sentence=(*_sentence(ledger, estimate), *_additions(ledger, estimate)),
            verdict=estimate.verdict,
            confidence=estimate.confidence,
        )
        for estimate in leading
    )


def _sentence(ledger: Ledger, estimate: Estimate) -> Line:
    value = figure(ledger, estimate, "value")
    slots: dict[str, Line] = {
        "title": (Anchor(question_id=estimate.question_id),),
        "value": (value,) if value else (),
        "names": join(
            (origin(estimate, i) for i, s in enumerate(estimate.statements) if s.known), last=" and "
        ),
        "origins": count(ledger, estimate, "origins"),
        "reports": count(ledger, estimate, "reports"),
        "unknown": count(ledger, estimate, "unknown"),
        "statements": statements(ledger, estimate),
    }
    return fill(sentences()["judgements"][estimate.verdict], slots)


def _additions(ledger: Ledger, estimate: Estimate) -> Iterator[str | Anchor]:
    words = sentences()["judgements"]["additions"]
    plan = [link.question_id for link in estimate.links if link.relation == "fulfils"]
    if estimate.derived:
        yield " " + words["derived"]
    if plan:
        yield " "
        yield from fill(words["fulfils"], {"related": (Anchor(question_id=plan[0]),)})  # type: ignore[misc]
    if estimate.n_unknown and estimate.n_origins and estimate.verdict not in DISPUTED:
        yield " " + words["also_unknown"]


def rows(ledger: Ledger, changes: Sequence[Change]) -> tuple[Row, ...]:
    """Return the figure table, a row a question in the brief's order, marked with what changed most."""
    changed = {change.question_id: change.kinds[0] for change in changes}
    return tuple(_row(ledger, estimate, changed.get(estimate.question_id)) for estimate in ledger.estimates)


def _row(ledger: Ledger, estimate: Estimate, change: ChangeKind | None) -> Row:
    held = [
        ledger.read_by_id[key]
        for key in (*estimate.claim_ids, *estimate.part_ids)
        if key in ledger.read_by_id
    ]
    return Row(
        question_id=estimate.question_id,
        **{
            role: figure(ledger, estimate, role)
            for role in ("value", "low", "best", "high", "origins", "unknown", "reports")
        },
        statuses=tuple(dict.fromkeys(claim.status for claim in held)),
        holds_on=interval(estimate.holds_on) if held else (),
        verdict=estimate.verdict,
        confidence=estimate.confidence,
        derived=estimate.derived is not None,
        ruled=bool(estimate.rulings),
        change=change if change != "repeated" else None,
    )


def look_alikes(ledger: Ledger) -> tuple[LookAlike, ...]:
    """Return the claims that look like an answer to a question but are another quantity: first those
    whose digits the answer prints too, then the others."""
    found: dict[tuple[bool, str], list[Difference]] = {}
    for estimate in ledger.estimates:
        known = known_words(ledger, estimate)
        printed = {estimate.low, estimate.best, estimate.high} - {None}
        for aside in estimate.set_aside:
            claim = ledger.read_by_id.get(aside.claim_id)
            if claim and aside.relation == "not_merged":
                reason = marked(aside.reason, ledger.figure_by_id, known)
                difference = Difference(question_id=estimate.question_id, rule=aside.rule, reason=reason)
                same_digits = not printed.isdisjoint((claim.low, claim.high))
                found.setdefault((same_digits, claim.claim_id), []).append(difference)
    return tuple(
        LookAlike(
            claim_id=key,
            what=what(ledger.read_by_id[key]),
            document=SourceLink(document_id=ledger.claim_by_id[key].document_id),
            same_digits=same_digits,
            differences=tuple(differences),
        )
        for (same_digits, key), differences in sorted(found.items(), key=lambda item: not item[0][0])
    )


def gaps(ledger: Ledger) -> tuple[Gap, ...]:
    """Return what the reports do not say, by kind; kinds without a gap are left out."""
    of_questions = {
        "no_evidence": [e for e in ledger.estimates if e.verdict == "no_evidence"],
        "not_comparable": [e for e in ledger.estimates if e.verdict == "not_comparable"],
        "unattributed": [e for e in ledger.estimates if e.n_unknown],
        "single_origin": [e for e in ledger.estimates if e.n_origins == 1 and e.claim_ids],
        "no_ceiling": [e for e in ledger.estimates if e.low is not None and e.high is None],
        "no_floor": [e for e in ledger.estimates if e.high is not None and e.low is None],
    }
    found = [
        Gap(kind=kind, places=tuple((Anchor(question_id=e.question_id),) for e in estimates))
        for kind, estimates in of_questions.items()
        if estimates
    ]
    for kind, documents in _documents(ledger):
        total = sum(getattr(day, kind) for day in ledger.whole.days)
        if total:
            found.append(
                Gap(
                    kind=kind,
                    places=tuple((SourceLink(document_id=key),) for key in documents),
                    of=FigureRef(figure_id=f"edition.{kind}") if total > len(documents) else None,
                )
            )
    return tuple(found)


def _documents(ledger: Ledger) -> Iterator[tuple[str, list[str]]]:
    """Yield the documents named on the page that lack something, by kind of gap."""
    texts = ledger.cleaned
    undated = (text for text in texts if text.published_on is None and text.error is None)
    yield "undated", [t.document_id for t in undated if t.document_id in ledger.claims_by_document]
    unread = [document.document_id for document in ledger.documents if document.error is not None]
    yield "unreadable", unread + [one.document_id for one in ledger.whole.listed if one.error is not None]
    yield "foreign", [text.document_id for text in texts if foreign(text)]
