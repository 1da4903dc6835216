"""What changed between two editions: for each question what became of its answer, and which claims did it.

Here belongs comparing two lists of estimates and telling the difference. The sentences stand in
`sentences.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from pipeline.briefing.edition import DISPUTED, Change, ChangeKind, FigureRef, Line, SourceLink
from pipeline.briefing.lines import fill, join, label, marked, sentences
from pipeline.briefing.parts import figure, known_words, origin, statements
from pipeline.lineage import Ledger
from pipeline.records import Estimate, SetAside, Statement

_NAMED = 3  # claims that a sentence names as causes; all stand in changes.json


def change(ledger: Ledger, estimate: Estimate) -> Change | None:
    """Return what became of a question since the edition before, None where nothing did."""
    old = ledger.previous_by_question.get(estimate.question_id)
    entered, left = _entered(ledger, old, estimate), _left(ledger, old, estimate)
    told = {kind: line for kind, line in _kinds(ledger, old, estimate, entered, left) if line}
    if not told:
        return None
    return Change(
        question_id=estimate.question_id,
        kinds=tuple(told),
        sentences=tuple(told.values()),
        entered=entered,
        left=left,
    )


def _kinds(
    ledger: Ledger, old: Estimate | None, new: Estimate, entered: Sequence[str], left: Sequence[str]
) -> Iterator[tuple[ChangeKind, Line]]:
    was, now = figure(ledger, new, "was") if old else None, figure(ledger, new, "value")
    words, slots = sentences()["changes"], _slots(ledger, new, was, now, entered, left)
    if old is None or was is None:
        if now:
            yield "new", fill(words["new"], slots)
        return
    if now is None:
        yield "withdrawn", (*fill(words["withdrawn"], slots), *_reasons(ledger, new, left))
        return
    if _value(old) != _value(new):
        replaced = [aside for aside in _asides(new, left) if aside.rule == "R6"]
        kind: ChangeKind = "superseded" if replaced else "revised"
        same = ledger.figure_by_id[was.figure_id].text == ledger.figure_by_id[now.figure_id].text
        sentence = fill(words["same" if same else kind], slots)
        yield kind, (*sentence, *_entering(ledger, entered), *_reasons(ledger, new, left))
    if confirming := _confirming(old, new):
        names = join((_name(new, index) for index in confirming), last=" and ")
        yield "confirmed", fill(words["confirmed"], slots | {"names": names})
    if new.verdict in DISPUTED and old.verdict not in DISPUTED:
        yield "conflicting", fill(words["conflicting"], slots)
    elif old.verdict in DISPUTED and new.verdict not in DISPUTED:
        ended = fill(words["settled"], slots)
        yield "settled", (*ended, *(() if _value(old) != _value(new) else _reasons(ledger, new, left)))
    elif old.verdict != new.verdict and not confirming:
        yield "judged", fill(words["judged"], slots | {"verdict": (label("verdicts", old.verdict),)})
    if _value(old) == _value(new) and (again := _again(ledger, old, new)):
        yield "repeated", fill(words["repeated"], slots | {"documents": _listed(ledger, again)})


def _slots(
    ledger: Ledger,
    new: Estimate,
    was: FigureRef | None,
    now: FigureRef | None,
    entered: Sequence[str],
    left: Sequence[str],
) -> dict[str, Line]:
    return {
        "was": (was,) if was else (),
        "value": (now,) if now else (),
        "now": (label("verdicts", new.verdict),),
        "entered": _listed(ledger, entered),
        "left": _listed(ledger, left),
        "statements": statements(ledger, new),
    }


def _value(estimate: Estimate) -> tuple[object, ...]:
    return (estimate.low, estimate.best, estimate.high, estimate.bound)


def _behind(estimate: Estimate | None) -> list[str]:
    return [] if estimate is None else list(dict.fromkeys((*estimate.claim_ids, *estimate.part_ids)))


def _entered(ledger: Ledger, old: Estimate | None, new: Estimate) -> tuple[str, ...]:
    """Return the claims behind the value now that were not behind it before."""
    before = set(_behind(old))
    return tuple(key for key in _behind(new) if key not in before and key in ledger.claim_by_id)


def _left(ledger: Ledger, old: Estimate | None, new: Estimate) -> tuple[str, ...]:
    """Return the claims behind the value before that are not behind it now."""
    now = set(_behind(new))
    return tuple(key for key in _behind(old) if key not in now and key in ledger.claim_by_id)


def _again(ledger: Ledger, old: Estimate, new: Estimate) -> list[str]:
    """Return the claims that came since and say again what stood before."""
    before = {*_behind(old), *(aside.claim_id for aside in old.set_aside)}
    joined = (aside.claim_id for aside in new.set_aside if aside.relation == "joined")
    return [key for key in joined if key not in before and key in ledger.claim_by_id]


def _confirming(old: Estimate, new: Estimate) -> list[int]:
    """Return which statements of known origins that were not there before agree with those that were."""
    if new.verdict not in ("corroborated", "compatible_bounds"):
        return []
    before = {statement.origin for statement in old.statements if statement.known}
    fresh = [i for i, s in enumerate(new.statements) if s.known and s.origin not in before]
    return fresh if before and len(fresh) < len(new.statements) else []


def _name(estimate: Estimate, index: int) -> Line:
    statement: Statement = estimate.statements[index]
    return (*origin(estimate, index), " (", FigureRef(figure_id=statement.claim_ids[0]), ")")


def _asides(new: Estimate, claim_ids: Iterable[str]) -> list[SetAside]:
    by_claim = {aside.claim_id: aside for aside in new.set_aside}
    return [by_claim[key] for key in claim_ids if key in by_claim]


def _entering(ledger: Ledger, entered: Sequence[str]) -> Line:
    return (
        (" ", *fill(sentences()["changes"]["entered"], {"entered": _listed(ledger, entered)}))
        if entered
        else ()
    )


def _reasons(ledger: Ledger, new: Estimate, left: Sequence[str]) -> Line:
    """Return why claims no longer stand, in the words of the rules that set them aside."""
    known = known_words(ledger, new)
    reasons = [marked(aside.reason, ledger.figure_by_id, known) for aside in _asides(new, left)]
    told = [piece for reason in islice(reasons, _NAMED) for piece in (" ", *reason)]
    if not told and left:
        told = [" ", *fill(sentences()["changes"]["left"], {"left": _listed(ledger, left)})]
    return tuple(told)


def _listed(ledger: Ledger, claim_ids: Sequence[str]) -> Line:
    """Return claims with the documents that make them; the first few, where they are many."""
    lines: list[Line] = [
        (FigureRef(figure_id=key), " (", SourceLink(document_id=ledger.claim_by_id[key].document_id), ")")
        for key in claim_ids[:_NAMED]
    ]
    if len(claim_ids) > _NAMED:
        lines.append((sentences()["changes"]["others"],))
    return join(lines, last=" and ")


def changes_data(ledger: Ledger, changes: Iterable[Change]) -> dict[str, Any]:
    """Return what changed as data: for each question the kinds of change, the values before and now, and the
    claims that entered and left."""
    return {
        "brief": ledger.brief.id,
        "as_of": ledger.as_of.isoformat(),
        "since": ledger.previous[0].as_of.isoformat() if ledger.previous else None,
        "changes": [
            {
                "question": one.question_id,
                "kinds": list(one.kinds),
                "was": _side(ledger.previous_by_question.get(one.question_id)),
                "now": _side(ledger.estimate_by_question[one.question_id]),
                "entered": [_cause(ledger, key, None) for key in one.entered],
                "left": [
                    _cause(ledger, key, ledger.estimate_by_question[one.question_id]) for key in one.left
                ],
            }
            for one in changes
        ],
    }


def _side(estimate: Estimate | None) -> dict[str, Any] | None:
    fields = ("low", "best", "high", "bound", "verdict", "confidence", "n_origins", "n_reports")
    return {name: getattr(estimate, name) for name in fields} if estimate else None


def _cause(ledger: Ledger, key: str, now: Estimate | None) -> dict[str, Any]:
    claim = ledger.claim_by_id[key]
    aside = next(iter(_asides(now, [key])), None) if now else None
    return {
        "claim": key,
        "figure": claim.figure_text,
        "document": claim.document_id,
        "rule": aside.rule if aside else None,
        "newer": aside.newer if aside else None,
    }
