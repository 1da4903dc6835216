"""A document's text as the page shows it: every character, claims highlighted, what cleaning dropped
folded away.

Here belongs cutting the text at all edges of spans, sentences and figures. Offsets stay those of the
decoded original.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from pipeline.briefing.edition import Edition, Words
from pipeline.briefing.printing import Printer, anchor
from pipeline.records import Claim, Span, TextSpan

_VIEW = Markup('<div class="text" dir="auto" data-document="{}" data-start="{}" data-end="{}"{}>{}</div>')
_LANGUAGE = Markup(' lang="{}"')
_FOLD = Markup('<details class="dropped"><summary>{}</summary>{}</details>')
_SENTENCE = Markup('<mark class="sentence">{}</mark>')
_FIGURE = Markup('<mark class="number" id="{}">{}</mark>')
_BACK = Markup('<a href="#{}">{}</a>')


def document_view(printer: Printer, document_id: str, passages: Sequence[Span] | None = None) -> Markup:
    """Return passages of a document's text, all of it where none are named; the text of each element is the
    document's, character by character."""
    edition = printer.edition
    text = edition.shown_text[document_id]
    view = _Highlights(printer, text, edition.claims_by_document.get(document_id, ()))
    cleaned = edition.cleaned_by_id.get(document_id)
    language = _LANGUAGE.format(cleaned.language) if cleaned and cleaned.language else ""
    runs = list(_runs(edition, document_id))
    return Markup("\n").join(
        _VIEW.format(
            edition.short[document_id],
            passage.start,
            passage.end,
            language,
            Markup("").join(_run(view, document_id, run, passage) for run in runs),
        )
        for passage in (passages or (Span(start=0, end=len(text)),))
    )


def _runs(edition: Edition, document_id: str) -> Iterator[list[tuple[int, TextSpan]]]:
    """Yield neighbouring spans that are all kept or all dropped, each with its position in the cleaned
    text."""
    cleaned = edition.cleaned_by_id.get(document_id)
    length = len(edition.shown_text[document_id])
    whole = TextSpan(start=0, end=length, kept=True, kind="prose", reason="not cleaned")
    spans = enumerate(cleaned.spans if cleaned and cleaned.spans else (whole,))
    for _, run in groupby(spans, key=lambda item: item[1].kept):
        yield list(run)


def _run(view: _Highlights, document_id: str, run: list[tuple[int, TextSpan]], passage: Span) -> Markup:
    """Return what of a passage lies in a run of spans."""
    start, end = max(run[0][1].start, passage.start), min(run[-1][1].end, passage.end)
    if start >= end:
        return Markup("")
    inside = Markup("").join(view.between(start, end))
    if run[0][1].kept or not view.text[start:end].strip():
        return inside
    reasons: dict[str, str] = {}
    for index, span in run:
        reasons.setdefault(span.reason, f"cleaned/{document_id}/spans/{index}/reason")
    words = [Words(path=path) for path in reasons.values()]
    label = Markup(", ").join(escape(view.printer.guard(word)) for word in words)
    return _FOLD.format(Markup("Left out: ") + label, inside)


class _Highlights:
    """The sentences and figures of the claims in a text, in order, to be marked in any stretch of it."""

    def __init__(self, printer: Printer, text: str, claims: Sequence[Claim]) -> None:
        self.printer, self.text = printer, text
        self.claims = claims
        self.starts = [claim.figure.start for claim in claims]
        self.sentences = _merged([claim.sentence for claim in claims])
        self.ends = [sentence.end for sentence in self.sentences]

    def between(self, start: int, end: int) -> Iterator[Markup]:
        """Yield the text from `start` to `end` with its sentences marked."""
        at = start
        for index in range(bisect_right(self.ends, start), len(self.sentences)):
            sentence = self.sentences[index]
            if sentence.start >= end:
                break
            low, high = max(sentence.start, start), min(sentence.end, end)
            yield escape(self.text[at:low])
            yield _SENTENCE.format(Markup("").join(self._figures(low, high)))
            at = high
        yield escape(self.text[at:end])

    def _figures(self, low: int, high: int) -> Iterator[Markup]:
        """Yield the text of a sentence with its figures marked; overlapping figures each begin a mark."""
        at = low
        first, last = bisect_left(self.starts, low), bisect_left(self.starts, high)
        for index in range(first, last):
            claim = self.claims[index]
            following = self.starts[index + 1] if index + 1 < last else high
            start, end = claim.figure.start, min(claim.figure.end, following, high)
            yield escape(self.text[at:start])
            inside: str = self.text[start:end]
            if claim.claim_id in self.printer.home:
                inside = _BACK.format(anchor("claim", claim.claim_id), inside)
            yield _FIGURE.format(anchor("src", claim.claim_id), inside)
            at = end
        yield escape(self.text[at:high])


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order, those that overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged
