"""Roots: a copy of a copy is a copy of the first.

Here belongs following copies to where their words stand first. It needs no texts, so that copies that were
found on different days can be followed together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.records import Copy, Span

_WITHIN = 0.5  # of copied words, how many must be copied themselves to follow them further


def rooted(copies: Iterable[Copy]) -> list[Copy]:
    """Return copies with the root as the home of each, in an order of their own.

    A document is a near-duplicate of one other, the most similar. A home is always earlier than its copy, so
    that following ends.
    """
    known: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in _once(sorted(copies, key=_order)):
        known[copy.document_id, copy.kind].append(copy)
    followed = (_followed(copy, known) for own in known.values() for copy in own)
    found = {(copy.document_id, copy.span, copy.home_id, copy.kind): copy for copy in followed}
    return sorted(found.values(), key=_order)


def _once(copies: Iterable[Copy]) -> Iterator[Copy]:
    """Yield all passages, and of the near-duplicates that a document is the most similar."""
    nearest: dict[str, Copy] = {}
    for copy in copies:
        if copy.kind == "passage":
            yield copy
        else:
            best = nearest.setdefault(copy.document_id, copy)
            nearest[copy.document_id] = max(best, copy, key=lambda one: one.similarity)
    yield from nearest.values()


def _followed(copy: Copy, known: Mapping[tuple[str, str], Sequence[Copy]]) -> Copy:
    """Return a copy with the root of its words as its home; `known` are all copies by document and kind."""
    seen = {copy.document_id}
    while copy.home_id not in seen:
        seen.add(copy.home_id)
        further = _leading_on(copy, known.get((copy.home_id, copy.kind), ()))
        if not further:
            break
        nearest = further[0]
        if len(further) > 1:
            nearest = min(further, key=lambda other: (_length(other.span), _order(other)))
        copy = copy.model_copy(update={"home_id": nearest.home_id, "home_span": nearest.home_span})
    return copy


def _leading_on(copy: Copy, others: Iterable[Copy]) -> list[Copy]:
    """Return those that say that the words of a copy are copied at their home, too."""
    start, end = copy.home_span.start, copy.home_span.end
    least = _WITHIN * (end - start)
    return [other for other in others if min(end, other.span.end) - max(start, other.span.start) >= least]


def _length(span: Span) -> int:
    return span.end - span.start


def _order(copy: Copy) -> tuple[object, ...]:
    return (copy.document_id, copy.span.start, copy.span.end, copy.kind, copy.home_id, copy.home_span.start)
