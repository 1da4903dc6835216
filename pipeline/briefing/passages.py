"""What an edition carries of a text that it does not carry whole: the passages around its claims.

Here belongs cutting. Which documents are cut is decided in `selection.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.cleaning import reading_text
from pipeline.records import Claim, CleanedText, Document, Span, TextSpan

AROUND_SENTENCE = 160  # characters on either side of a claim's sentence
AROUND_EVIDENCE = 60  # of other words that a claim rests on
NEAREST = 32  # that stand on either side in any case, as a quotation's context (`lineage.trace`)
_BETWEEN = "not carried"


class Cut(NamedTuple):
    """A document and its cleaned text with nothing but blanks between `passages`, or whole where that would
    let the passages be read otherwise."""

    document: Document
    cleaned: CleanedText | None
    passages: tuple[Span, ...]


def cut(document: Document, cleaned: CleanedText | None, claims: Iterable[Claim]) -> Cut:
    """Return a document cut to what its claims rest on. Offsets stay true."""
    found = passages(document.text, claims)
    bare = document.model_copy(update={"text": _blanked(document.text, found)})
    if cleaned is None:
        return Cut(bare, None, found)
    spans = tuple(_merged(cleaned.spans, found))
    kept = cleaned.model_copy(update={"spans": spans})
    # Markup before a passage can decide how it is read, such as a comment that ends in it.
    before, after = reading_text(document, cleaned), reading_text(bare, kept)
    if all(span.of(before) == span.of(after) for span in found):
        return Cut(bare, kept, found)
    return Cut(document, cleaned, found)


def passages(text: str, claims: Iterable[Claim]) -> tuple[Span, ...]:
    """Return the stretches of a text around what claims rest on, in order, cut at blanks; those that meet are
    one."""
    found: list[Span] = []
    for span in sorted((_around(text, *one) for one in _rested_on(claims)), key=lambda span: span.start):
        if found and span.start <= found[-1].end:
            found[-1] = Span(start=found[-1].start, end=max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)


def _rested_on(claims: Iterable[Claim]) -> Iterator[tuple[Span, int]]:
    """Yield the words that claims rest on, each with how much is shown around them."""
    for claim in claims:
        yield claim.sentence, AROUND_SENTENCE
        yield claim.figure, AROUND_EVIDENCE
        for link in filter(None, (*claim.chain, claim.implied_origin)):
            if link.evidence:
                yield link.evidence, AROUND_EVIDENCE


def _around(text: str, span: Span, around: int) -> Span:
    """Return a span with so many characters on either side, fewer where a blank stands nearer."""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    if start:
        start = text.find(" ", start, span.start - NEAREST) + 1 or start
    if end < len(text):
        blank = text.rfind(" ", span.end + NEAREST, end)
        end = blank if blank >= 0 else end
    return Span(start=start, end=end)


def _blanked(text: str, kept: Sequence[Span]) -> str:
    edges = (0, *(edge for span in kept for edge in (span.start, span.end)), len(text))
    return "".join(
        text[low:high] if place % 2 else " " * (high - low)
        for place, (low, high) in enumerate(pairwise(edges))
    )


def _merged(spans: Sequence[TextSpan], kept: Sequence[Span]) -> Iterator[TextSpan]:
    """Yield the spans of a text in order, neighbours that no passage reaches made one."""

    def reached(span: TextSpan) -> bool:
        return any(span.start < one.end and one.start < span.end for one in kept)

    for is_reached, run in groupby(spans, key=reached):
        group = list(run)
        if is_reached:
            yield from group
        else:
            yield TextSpan(start=group[0].start, end=group[-1].end, kept=True, kind="prose", reason=_BETWEEN)
