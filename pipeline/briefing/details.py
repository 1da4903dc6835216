"""A question in full: who says what, why the value is what it is, and the claims that carry it or were
set aside.

Here belongs the detail of questions. The appendix of documents belongs to `sources.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.briefing.branches import branches, moments
from pipeline.briefing.edition import (
    Anchor,
    Detail,
    Evidence,
    FigureRef,
    Line,
    Passage,
    Piece,
    Row,
    Voice,
    Words,
)
from pipeline.briefing.lines import interval, label, marked, sentences
from pipeline.briefing.parts import apart, claim_origin, known_words, told_origin, voice_figure, what
from pipeline.lineage import Ledger
from pipeline.lineage.figures import MORE
from pipeline.reconciliation import dating
from pipeline.records import Claim, Estimate, Link, Statement

LONGEST_CONTEXT = 500  # characters of a sentence shown on either side of its figure


def homes(ledger: Ledger) -> dict[str, str]:
    """Return the question under which each claim is told in full: the first that rests on it, else sets
    it aside."""
    found: dict[str, str] = {}
    for estimate in ledger.estimates:
        for key in (*estimate.claim_ids, *estimate.part_ids):
            found.setdefault(key, estimate.question_id)
    for estimate in ledger.estimates:
        for aside in estimate.set_aside:
            found.setdefault(aside.claim_id, estimate.question_id)
    return {key: question for key, question in found.items() if key in ledger.claim_by_id}


def details(ledger: Ledger, rows: tuple[Row, ...]) -> tuple[Detail, ...]:
    """Return every question of the edition in full, in the order of the figure table."""
    at_home = homes(ledger)
    return tuple(
        _detail(ledger, estimate, row, at_home) for estimate, row in zip(ledger.estimates, rows, strict=True)
    )


def _detail(ledger: Ledger, estimate: Estimate, row: Row, at_home: Mapping[str, str]) -> Detail:
    known = known_words(ledger, estimate)
    return Detail(
        question_id=estimate.question_id,
        row=row,
        voices=tuple(_voices(ledger, estimate)),
        branches=branches(ledger, estimate),
        moments=moments(ledger, estimate),
        rationale=tuple(marked(text, ledger.figure_by_id, known) for text in estimate.rationale),
        outlook=tuple(marked(told.sentence, ledger.figure_by_id, known) for told in estimate.outlook),
        related=tuple(
            (label("links", link.relation), " ", Anchor(question_id=link.question_id))
            for link in estimate.links
            if link.question_id in ledger.question_by_id
        ),
        notes=tuple(note for flag in estimate.flags if (note := label("flags", flag))),
        rules=estimate.rules,
        evidence=tuple(_evidence(ledger, estimate, at_home, known)),
        more=tuple(
            (FigureRef(figure_id=f"{subject}.{MORE}{what}"), " ", label("relations", what))
            for subject, what in ledger.left_out
            if subject == estimate.question_id
        ),
    )


def _voices(ledger: Ledger, estimate: Estimate) -> Iterator[Voice]:
    """Yield what each origin says and said, what stands first, and then the parts that only bound it."""
    ordered = sorted(enumerate(estimate.series), key=lambda told: _newest_first(told[1]))
    for index, told in ordered:
        claims = tuple(key for key in told.claim_ids if key in ledger.read_by_id)
        if claims:
            yield Voice(
                origin=told_origin(estimate, index),
                known=told.known,
                grade=told.grade,
                party=told.known and ledger.brief.is_party(told.origin),
                value=voice_figure(ledger, estimate, claims, told.low, told.high),
                low=told.low,
                high=told.high,
                status=ledger.read_by_id[claims[0]].status,
                relation=told.state,
                claim_ids=claims,
                said_on=interval(told.said_on),
            )
    for claim in apart(ledger, estimate, ("part",)):
        yield Voice(
            origin=claim_origin(ledger, claim.claim_id),
            known=claim.origin != "unknown",
            grade="",
            party=False,
            value=FigureRef(figure_id=ledger.stated(claim.claim_id)),
            low=claim.low,
            high=claim.high,
            status=claim.status,
            relation="part",
            claim_ids=(claim.claim_id,),
            said_on=interval(claim.said_on or claim.time),
        )


def _newest_first(told: Statement) -> tuple[bool, int]:
    return told.state != "in_force", -dating.last_day(told.said_on).toordinal()


def _evidence(
    ledger: Ledger, estimate: Estimate, at_home: Mapping[str, str], known: Mapping[str, str]
) -> Iterator[Evidence]:
    asides = {aside.claim_id: aside for aside in estimate.set_aside}
    for key in dict.fromkeys((*estimate.claim_ids, *estimate.part_ids, *asides)):
        claim, aside = ledger.read_by_id.get(key), asides.get(key)
        if claim is None:
            continue
        in_force = "in_force" if key in estimate.claim_ids else "part"
        yield Evidence(
            claim_id=key,
            at_home=at_home[key] == estimate.question_id,
            relation=aside.relation if aside else in_force,
            rule=aside.rule if aside else None,
            reason=marked(aside.reason, ledger.figure_by_id, known) if aside else (),
            rulings=tuple(
                marked(ruled.reason, ledger.figure_by_id, known)
                for ruled in estimate.rulings
                if key in ruled.claim_ids and not (aside and aside.rule == ruled.rule)
            ),
            what=what(claim),
            status=claim.status,
            passage=_passage(claim, ledger.document_by_id[claim.document_id].text),
            chain=chain(claim),
            said_on=interval(claim.said_on or claim.time),
        )


def chain(claim: Claim) -> tuple[Line, ...]:
    """Return a claim's chain of attribution as lines, the origin first and the publisher last."""
    links = [(f"claim/{claim.claim_id}/chain/{index}", link) for index, link in enumerate(claim.chain)]
    if claim.implied_origin:
        links.append((f"claim/{claim.claim_id}/implied_origin", claim.implied_origin))
    return tuple(_link(path, link) for path, link in reversed(links))


def _link(path: str, link: Link) -> Line:
    words = sentences()["origins"]
    line: list[Piece] = [words["unknown"] if link.kind == "unknown" else Words(path=f"{path}/party")]
    if link.organisation and link.organisation != link.party:
        line += [words["speaks_for"], Words(path=f"{path}/organisation")]
    if link.withheld:
        line.append(words["withheld"])
    if path.endswith("implied_origin"):
        line.append(words["implied"])
    return tuple(line)


def _passage(claim: Claim, text: str) -> Passage:
    """Return the claim's sentence, cut at a space where it runs on far beyond its figure."""
    start, end = claim.sentence.start, claim.sentence.end
    if claim.figure.start - start > LONGEST_CONTEXT:
        cut = text.find(" ", claim.figure.start - LONGEST_CONTEXT, claim.figure.start)
        start = cut + 1 if cut >= 0 else claim.figure.start - LONGEST_CONTEXT
    if end - claim.figure.end > LONGEST_CONTEXT:
        cut = text.rfind(" ", claim.figure.end, claim.figure.end + LONGEST_CONTEXT)
        end = cut if cut >= 0 else claim.figure.end + LONGEST_CONTEXT
    return Passage(
        document_id=claim.document_id,
        start=start,
        end=end,
        figure_start=claim.figure.start,
        figure_end=claim.figure.end,
    )
