"""A document's text as the page shows it: every character, claims highlighted, what cleaning dropped
folded away.

Here belongs cutting the text at all edges of spans, sentences and figures. Offsets stay those of the
decoded original.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from pipeline.briefing.edition import Edition, Words
from pipeline.briefing.printing import Printer, anchor
from pipeline.lineage import shown
from pipeline.records import Claim, Span, TextSpan

_VIEW = Markup('<div class="text" dir="auto" data-document="{}" data-start="0" data-end="{}"{}>{}</div>')
_LANGUAGE = Markup(' lang="{}"')
_FOLD = Markup('<details class="dropped"><summary>{}</summary>{}</details>')
_SENTENCE = Markup('<mark class="sentence">{}</mark>')
_FIGURE = Markup('<mark class="number" id="{}">{}</mark>')
_BACK = Markup('<a href="#{}">{}</a>')


def document_view(printer: Printer, document_id: str) -> Markup:
    """Return the whole text of a document; reading the element's text gives the document's characters
    back."""
    edition = printer.edition
    document = edition.document_by_id[document_id]
    text = shown(document.text)
    claims = edition.claims_by_document.get(document_id, ())
    inside = Markup("").join(
        _run(printer, document_id, run, text, claims) for run in _runs(edition, document_id, len(text))
    )
    cleaned = edition.cleaned_by_id.get(document_id)
    language = _LANGUAGE.format(cleaned.language) if cleaned and cleaned.language else ""
    return _VIEW.format(document_id, len(text), language, inside)


def _runs(edition: Edition, document_id: str, length: int) -> Iterator[list[tuple[int, TextSpan]]]:
    """Yield neighbouring spans that are all kept or all dropped, each with its position in the cleaned
    text."""
    cleaned = edition.cleaned_by_id.get(document_id)
    whole = TextSpan(start=0, end=length, kept=True, kind="prose", reason="not cleaned")
    run: list[tuple[int, TextSpan]] = []
    for item in enumerate(cleaned.spans if cleaned and cleaned.spans else (whole,)):
        if run and run[-1][1].kept != item[1].kept:
            yield run
            run = []
        run.append(item)
    yield run


def _run(
    printer: Printer, document_id: str, run: list[tuple[int, TextSpan]], text: str, claims: Sequence[Claim]
) -> Markup:
    start, end = run[0][1].start, run[-1][1].end
    inside = Markup("").join(_highlighted(printer, start, end, text, claims))
    if run[0][1].kept or not text[start:end].strip():
        return inside
    reasons = {span.reason: f"cleaned/{document_id}/spans/{index}/reason" for index, span in reversed(run)}
    words = [Words(path=path) for path in reversed(reasons.values())]
    label = Markup(", ").join(escape(printer.guard(word)) for word in words)
    return _FOLD.format(Markup("Left out: ") + label, inside)


def _highlighted(
    printer: Printer, start: int, end: int, text: str, claims: Sequence[Claim]
) -> Iterator[Markup]:
    at = start
    for sentence in _merged([claim.sentence for claim in claims], start, end):
        yield escape(text[at : sentence.start])
        yield _SENTENCE.format(Markup("").join(_figures(printer, sentence, text, claims)))
        at = sentence.end
    yield escape(text[at:end])


def _figures(printer: Printer, within: Span, text: str, claims: Sequence[Claim]) -> Iterator[Markup]:
    """Yield the text of a sentence with its figures marked; where figures overlap, each begins a mark of
    its own."""
    at = within.start
    held = [claim for claim in claims if within.start <= claim.figure.start < within.end]
    for index, claim in enumerate(held):
        following = held[index + 1].figure.start if index + 1 < len(held) else within.end
        start, end = (
            max(at, claim.figure.start),
            min(claim.figure.end, max(following, claim.figure.start), within.end),
        )
        yield escape(text[at:start])
        inside: str = text[start:end]
        if claim.claim_id in printer.home:
            inside = _BACK.format(anchor("claim", claim.claim_id), inside)
        yield _FIGURE.format(anchor("src", claim.claim_id), inside)
        at = max(start, end)
    yield escape(text[at : within.end])


def _merged(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the parts of `spans` between start and end, those that overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        low, high = max(span.start, start), min(span.end, end)
        if low >= high:
            continue
        if merged and low < merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(high, merged[-1].end))
        else:
            merged.append(Span(start=low, end=high))
    return merged
