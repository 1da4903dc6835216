"""Parts of sentences made from records: a value, a count with its noun, an origin, who says what.

Here belongs what several sections say alike. Choosing what to say belongs to the modules of sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.briefing.edition import FigureRef, Line, Piece, Words
from pipeline.briefing.lines import fill, join, noun, sentences
from pipeline.lineage import Ledger
from pipeline.lineage.numbers import numbers_in
from pipeline.records import Claim, Estimate


def statements(ledger: Ledger, estimate: Estimate) -> Line:
    """Return who says what on a question; of a total that falls, the higher claims shown apart too."""
    words = sentences()["statements"]
    said: list[Line] = []
    for index, statement in enumerate(estimate.statements):
        value = voice_figure(ledger, estimate, statement.claim_ids, statement.low, statement.high)
        said.append(
            fill(
                words["known" if statement.known else "unknown"],
                {"names": origin(estimate, index), "value": (value,)},
            )
        )
    for claim in apart(ledger, estimate) if estimate.verdict == "non_monotone" else ():
        known = claim.chain[-1].kind != "unknown" if claim.chain else claim.origin != "unknown"
        said.append(
            fill(
                words["known" if known else "unknown"],
                {
                    "names": claim_origin(ledger, claim.claim_id),
                    "value": (FigureRef(figure_id=ledger.stated(claim.claim_id)),),
                },
            )
        )
    return join(said, words["joined_by"])


def apart(ledger: Ledger, estimate: Estimate, relations: Sequence[str] = ("apart",)) -> Iterator[Claim]:
    """Yield the claims that an estimate sets aside in one of these relations and that no statement of it
    carries."""
    stated = {key for statement in estimate.statements for key in statement.claim_ids}
    for aside in estimate.set_aside:
        claim = ledger.read_by_id.get(aside.claim_id)
        if claim and aside.relation in relations and aside.claim_id not in stated:
            yield claim


def figure(ledger: Ledger, estimate: Estimate, role: str) -> FigureRef | None:
    """Return the figure of an estimate's role, None when that value is open or absent."""
    figure_id = f"{estimate.question_id}.{role}"
    return FigureRef(figure_id=figure_id) if figure_id in ledger.figure_by_id else None


def count(ledger: Ledger, estimate: Estimate, role: str) -> Line:
    """Return a count of an estimate with its noun, such as three reports; none is an empty line."""
    held = figure(ledger, estimate, role)
    number = {"origins": estimate.n_origins, "unknown": estimate.n_unknown, "reports": estimate.n_reports}[
        role
    ]
    return (held, f" {noun(role, number)}") if held else ()


def origin(estimate: Estimate, index: int) -> Line:
    """Return the name of a statement's origin."""
    if not estimate.statements[index].known:
        return (sentences()["origins"]["unknown"],)
    return (Words(path=f"estimate/{estimate.question_id}/statements/{index}/origin"),)


def told_origin(estimate: Estimate, index: int) -> Line:
    """Return the name of the origin of a statement in a question's series."""
    if not estimate.series[index].known:
        return (sentences()["origins"]["unknown"],)
    return (Words(path=f"estimate/{estimate.question_id}/series/{index}/origin"),)


def claim_origin(ledger: Ledger, claim_id: str) -> Line:
    """Return the name of a claim's origin as its text gives it."""
    claim = ledger.read_by_id[claim_id]
    words = sentences()["origins"]
    if claim.origin in ("publisher", "unknown"):
        return (words[claim.origin],)
    return (Words(path=f"claim/{claim_id}/origin"),)


def voice_figure(
    ledger: Ledger, estimate: Estimate, claim_ids: tuple[str, ...], low: float | None, high: float | None
) -> FigureRef:
    """Return the figure that says what a statement says: a claim with its bounds, or the estimate that
    adds its parts."""
    held = [key for key in claim_ids if key in ledger.read_by_id]
    for key in held:
        if (ledger.read_by_id[key].low, ledger.read_by_id[key].high) == (low, high):
            return FigureRef(figure_id=ledger.stated(key))
    total = figure(ledger, estimate, "value")
    return total if estimate.derived and total else FigureRef(figure_id=ledger.stated(held[0]))


def known_words(ledger: Ledger, estimate: Estimate) -> dict[str, str]:
    """Return the words of an estimate's records that carry numbers, with their paths, so that reasons may
    repeat them."""
    claims = {*estimate.claim_ids, *estimate.part_ids, *(aside.claim_id for aside in estimate.set_aside)}
    paths = [f"question/{question.id}/title" for question in ledger.brief.questions]
    paths += [f"brief/organisations/{index}/name" for index in range(len(ledger.brief.organisations))]
    paths += [f"ruling/{ruling.id}/same_origin/0" for ruling in ledger.brief.rulings if ruling.same_origin]
    for key in sorted(claims & set(ledger.read_by_id)):
        claim = ledger.read_by_id[key]
        fields = ("place", "actor", "counted", "event", "time_text", "said_text", "origin", "document_name")
        paths += [f"claim/{key}/{name}" for name in fields if getattr(claim, name)]
        paths += [f"claim/{key}/chain/{index}/party" for index in range(len(claim.chain))]
    told = estimate.series
    paths += [f"estimate/{estimate.question_id}/series/{index}/origin" for index in range(len(told))]
    return {words: path for path in paths if numbers_in(words := ledger.words(path))}


def what(claim: Claim) -> Line:
    """Return what a claim counts, what happened to it, where and when, in its text's words."""
    pieces: list[Piece] = []
    for name in ("counted", "event", "place", "time_text"):
        if getattr(claim, name):
            pieces += [" · "] * bool(pieces) + [Words(path=f"claim/{claim.claim_id}/{name}")]
    return tuple(pieces)
