"""The rulings of analysts as a briefing lists them: what each does, who signed it, why, and its effect.

Here belongs the section of rulings. Applying them belongs to `pipeline.reconciliation`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.briefing.edition import (
    Anchor,
    FigureRef,
    Line,
    Piece,
    RulingShown,
    SourceLink,
    Words,
)
from pipeline.briefing.lines import day, fill, interval, join, sentences
from pipeline.briefs import Ruling
from pipeline.briefs.when import interval as days_in
from pipeline.lineage import Ledger
from pipeline.reconciliation.corrections import VALUE_FIELDS
from pipeline.reconciliation.docket import TITLES
from pipeline.reconciliation.effects import REASONS, Effect, Why


def rulings(ledger: Ledger) -> tuple[RulingShown, ...]:
    """Return every ruling in force on the day of the edition, oldest first."""
    return tuple(_shown(ledger, effect) for effect in ledger.effects)


def _shown(ledger: Ledger, effect: Effect) -> RulingShown:
    ruling = effect.ruling
    why: Why | None = effect.why or ("no_claim" if effect.missing else None)
    return RulingShown(
        ruling_id=ruling.id,
        on=day(ruling.on),
        by=Words(path=f"ruling/{ruling.id}/by"),
        reason=Words(path=f"ruling/{ruling.id}/reason"),
        act=fill(sentences()["rulings"][ruling.act], _slots(ledger, effect)),
        questions=tuple((Anchor(question_id=key),) for key in effect.question_ids),
        why=REASONS[why] if why else None,
    )


def _slots(ledger: Ledger, effect: Effect) -> dict[str, Line]:
    ruling = effect.ruling
    path = f"ruling/{ruling.id}/{ruling.act}"
    slots: dict[str, Line] = {"claims": join(_claims(ledger, effect), ", ")}
    if ruling.correct:
        slots["changes"] = join(_changes(ledger, effect), ", ", " and ")
    if ruling.question:
        known = ruling.question in ledger.question_by_id
        slots["question"] = (
            (Anchor(question_id=ruling.question),) if known else (Words(path=f"{path}/question"),)
        )
    if ruling.same_origin:
        names = range(len(ruling.same_origin))
        slots["names"] = join((Words(path=f"{path}/{index}"),) for index in names)
    if ruling.different_origin:
        slots["origin"] = (Words(path=f"{path}/origin"),)
    if ruling.grade:
        slots["origin"] = (Words(path=f"{path}/{'origin' if ruling.grade.origin else 'source'}"),)
        slots["grade"] = (ruling.grade.grade, ", ", sentences()["grades"][ruling.grade.grade])
    return slots


def _claims(ledger: Ledger, effect: Effect) -> Iterator[Line]:
    """Yield each claim that a ruling names: its figure and document, or how it is named in vain."""
    for key in effect.claim_ids:
        document = SourceLink(document_id=ledger.claim_by_id[key].document_id)
        yield (FigureRef(figure_id=key), " in ", document)
    for index, reference in enumerate(effect.ruling.references):
        if reference in effect.missing:
            path = _path(effect.ruling, index)
            if reference.claim:
                yield (Words(path=f"{path}/claim"),)
            else:
                yield (Words(path=f"{path}/figure"), " in ", Words(path=f"{path}/document"))


def _path(ruling: Ruling, index: int) -> str:
    start = f"ruling/{ruling.id}/{ruling.act}"
    return start if ruling.correct else f"{start}/{index}" if ruling.reject else f"{start}/claims/{index}"


def _changes(ledger: Ledger, effect: Effect) -> Iterator[Line]:
    """Yield what a ruling corrects; a value without an estimate that reads it has no figure to print."""
    correction = effect.ruling.correct
    fields = correction.fields if correction else ()
    if set(fields) & set(VALUE_FIELDS):
        values = [FigureRef(figure_id=ledger.stated(key)) for key in effect.claim_ids]
        line: tuple[Piece, ...] = (
            ("the value ", values[0]) if effect.question_ids and values else ("another value",)
        )
        yield line
    for name in fields:
        value = correction.field(name) if correction else None
        title = TITLES.get(name, name)
        if name == "additional":
            yield ("an addition" if value else "a total",)
        elif name in ("time", "said_on") and value:
            yield (f"the {title} ", *interval(days_in(value)))
        elif name not in VALUE_FIELDS:
            words = Words(path=f"ruling/{effect.ruling.id}/correct/{name}")
            yield (f"the {title} ", words) if value else (f"no {title}",)
