"""What changed since the edition before, as it follows from the estimates then and now.

Here belongs comparing the two. What stands now belongs to the other sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.lineage.expected.tokens import (
    Basis,
    PageToken,
    element,
    filled,
    fold,
    joined,
    label,
    labelled,
    table,
    tell,
    words,
)
from pipeline.records import Estimate, SetAside

_DISPUTED = ("conflicting", "non_monotone")
_AGREEING = ("corroborated", "compatible_bounds")
_SHOWN = 6  # questions that changed, before the rest is folded
_NAMED = 3  # claims and reasons that a sentence names


class Changed(NamedTuple):
    """A question that changed: the kinds of change, and what is said of each."""

    question_id: str
    kinds: tuple[str, ...]
    told: tuple[tuple[PageToken, ...], ...]


Changes = Mapping[str, Changed]  # by question, in the order of the brief


def changed(basis: Basis) -> Changes:
    """Return the questions that changed since the edition before; none without such an edition."""
    found = {}
    for estimate in basis.ledger.estimates if basis.ledger.previous else ():
        if told := dict(_Comparison(basis, estimate).kinds()):
            key = estimate.question_id
            found[key] = Changed(key, tuple(told), tuple(told.values()))
    return found


def changes(basis: Basis, found: Changes) -> Iterator[PageToken]:
    """Yield the section of what changed: first what is news, then what was said again."""
    news = [one for one in found.values() if one.kinds != ("repeated",)]
    again = [one for one in found.values() if one.kinds == ("repeated",)]
    yield from _listed(basis, news[:_SHOWN])
    if news[_SHOWN:]:
        yield from fold("Further changes", _listed(basis, news[_SHOWN:]))
    if again:
        is_open = {} if news else {"open": ""}
        yield from fold("Said again without news", _listed(basis, again), **is_open)


def _listed(basis: Basis, found: Sequence[Changed]) -> Iterator[PageToken]:
    for one in found:
        lines = (
            element("li", labelled("change", "change_kinds", kind), told)
            for kind, told in zip(one.kinds, one.told, strict=True)
        )
        yield from element("li", basis.question(one.question_id), *lines)


class _Comparison:
    """A question's answer before and now."""

    def __init__(self, basis: Basis, now: Estimate) -> None:
        self.basis, self.now = basis, now
        self.before = basis.ledger.previous_by_question.get(now.question_id)
        behind = list(dict.fromkeys((*now.claim_ids, *now.part_ids)))
        was = list(dict.fromkeys((*self.before.claim_ids, *self.before.part_ids))) if self.before else []
        there = basis.ledger.claim_by_id
        self.entered = [key for key in behind if key not in was and key in there]
        self.left = [key for key in was if key not in behind and key in there]
        self.was = was

    def kinds(self) -> Iterator[tuple[str, tuple[PageToken, ...]]]:
        """Yield each kind of change with its sentence, the leading one first."""
        before, now = self.before, self.now
        was, value = self.basis.of(now, "was") if before else (), self.basis.of(now, "value")
        if before is None or not was:
            if value:
                yield "new", self._said("new")
            return
        if not value:
            yield "withdrawn", (*self._said("withdrawn"), *self._reasons())
            return
        moved = any(getattr(before, end) != getattr(now, end) for end in ("low", "best", "high", "bound"))
        if moved:
            replaced = any(aside.rule == "R6" for aside in self._asides())
            kind = "superseded" if replaced else "revised"
            texts = self.basis.ledger.figure_by_id
            same = texts[f"{now.question_id}.was"].text == texts[f"{now.question_id}.value"].text
            yield kind, (*self._said("same" if same else kind), *self._entering(), *self._reasons())
        if fresh := self._confirming(before):
            yield (
                "confirmed",
                self._said("confirmed", names=tuple(joined(map(self._name, fresh), last=" and "))),
            )
        if now.verdict in _DISPUTED and before.verdict not in _DISPUTED:
            yield "conflicting", self._said("conflicting")
        elif before.verdict in _DISPUTED and now.verdict not in _DISPUTED:
            yield "settled", (*self._said("settled"), *(() if moved else self._reasons()))
        elif before.verdict != now.verdict and not fresh:
            verdict = tuple(words(label("verdicts", before.verdict)))
            yield "judged", self._said("judged", verdict=verdict)
        heard = {*self.was, *(aside.claim_id for aside in before.set_aside)}
        again = [
            aside.claim_id
            for aside in now.set_aside
            if aside.relation == "joined"
            and aside.claim_id not in heard
            and aside.claim_id in self.basis.ledger.claim_by_id
        ]
        if again and not moved:
            yield "repeated", self._said("repeated", documents=tuple(self._claims(again)))

    def _said(self, kind: str, **more: tuple[PageToken, ...]) -> tuple[PageToken, ...]:
        slots = {
            "was": self.basis.of(self.now, "was"),
            "value": self.basis.of(self.now, "value"),
            "now": tuple(words(label("verdicts", self.now.verdict))),
            "entered": tuple(self._claims(self.entered)),
            "left": tuple(self._claims(self.left)),
            "statements": tuple(self.basis.statements(self.now)),
        }
        return tuple(filled(table()["changes"][kind], slots | more))

    def _confirming(self, before: Estimate) -> list[int]:
        """Return which statements of origins that were not heard before agree with those that were."""
        if self.now.verdict not in _AGREEING:
            return []
        heard = {one.origin for one in before.statements if one.known}
        fresh = [i for i, one in enumerate(self.now.statements) if one.known and one.origin not in heard]
        return fresh if heard and len(fresh) < len(self.now.statements) else []

    def _name(self, index: int) -> tuple[PageToken, ...]:
        figure = self.basis.figure(self.now.statements[index].claim_ids[0])
        return tuple(tell(self.basis.origin(self.now, "statements", index), " (", figure, ")"))

    def _asides(self) -> list[SetAside]:
        aside = {one.claim_id: one for one in self.now.set_aside}
        return [aside[key] for key in self.left if key in aside]

    def _entering(self) -> tuple[PageToken, ...]:
        return self._said("entered") if self.entered else ()

    def _reasons(self) -> tuple[PageToken, ...]:
        """Return why claims no longer stand, by the rules that set them aside."""
        reasons = [self.basis.marked(one.reason, self.now) for one in self._asides()[:_NAMED]]
        if reasons or not self.left:
            return tuple(tell(*reasons))
        return self._said("left")

    def _claims(self, keys: Sequence[str]) -> Iterator[PageToken]:
        """Yield claims with their documents, the first few where they are many."""
        named = self.basis.ledger.claim_by_id
        told = [
            tuple(tell(self.basis.figure(key), " (", self.basis.document(named[key].document_id), ")"))
            for key in keys[:_NAMED]
        ]
        if len(keys) > _NAMED:
            told.append(tuple(words(table()["changes"]["others"])))
        return joined(told, last=" and ")
