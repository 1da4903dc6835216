"""From a `Document` to its `CleanedText`, and to the text that later stages read.

Here belongs the assembly: spans over the whole decoded original, and what the document says of itself. The
decisions are made in `markup`, `layout`, `masthead` and `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.cleaning import masthead
from pipeline.cleaning.blocks import blocks
from pipeline.cleaning.dates import Dated, calendar, full_dates, latest_mention
from pipeline.cleaning.foreign import set_aside
from pipeline.cleaning.language import language
from pipeline.cleaning.layout import lay_out
from pipeline.cleaning.markup import MARKUP, Visible, visible
from pipeline.cleaning.page import Page
from pipeline.records import CleanedText, DateBasis, Document, Precision, SpanKind, TextSpan

_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_TO_BLANKS = str.maketrans(dict.fromkeys(_LINE_ENDS, " "))
_TO_NEWLINES = str.maketrans(dict.fromkeys(_LINE_ENDS, "\n"))
_NO_LINE_END = re.compile(f"[^{_LINE_ENDS}]")
_UNDATED: tuple[None, DateBasis, Precision] = (None, "none", "none")
# Where a date without a label counts: before this many paragraphs.
_HEAD_PARAGRAPHS = 2


def clean(document: Document) -> CleanedText:
    """Return the document's own prose: every span of the decoded original, kept or dropped with a reason.

    In plain text a kept span is one paragraph with the blank lines after it; in HTML it ends where markup
    begins. Prose in another language than English is dropped for that. A document that could not be read
    has no spans and keeps its error.
    """
    seen = visible(document.text)
    page = lay_out(blocks(seen.text))
    title, outlet = _title(page, seen)
    prose = [item.block.plain for item in page.items if item.kept]
    published_on, basis, precision = _published(page, seen.published)
    spoken = language(" ".join(prose))
    spans = set_aside(_without(seen, _spans(page, len(document.text))), document.text, spoken)
    return CleanedText(
        document_id=document.document_id,
        name=document.name,
        source=document.source,
        received_on=document.received_on,
        title=title,
        byline=_byline(page),
        dateline=next((item.head.dateline for item in page.items if item.head and item.head.dateline), None),
        publisher=seen.outlet or outlet or _publisher(page, prose),
        published_on=published_on,
        published_basis=basis,
        published_precision=precision,
        latest_mention=latest_mention(prose),
        language=spoken,
        spans=tuple(spans),
        error=document.error,
    )


def reading_text(document: Document, cleaned: CleanedText) -> str:
    """Return the text that claims are read from: as long as the original, so that offsets into it are the
    same.

    Dropped characters are blanks. A line end is the end of a block: a paragraph that was wrapped at a fixed
    width is one line. A character reference of HTML is its character, padded with U+200B to the length of the
    reference.
    """
    text = visible(document.text).text
    return "".join(_readable(text[span.start : span.end], span.kept) for span in cleaned.spans)


def _readable(text: str, kept: bool) -> str:
    inner = text.rstrip() if kept else ""
    tail = _NO_LINE_END.sub(" ", text[len(inner) :])
    return inner.translate(_TO_BLANKS) + tail.translate(_TO_NEWLINES)


def _spans(page: Page, length: int) -> Iterator[TextSpan]:
    """Yield the spans of the page's items, from the first character to the last."""
    items = page.items
    if not items or items[0].start > 0:
        yield from _span(0, items[0].start if items else length, False, "chrome", "blank")
    ends = [item.start for item in items[1:]] + [length]
    for item, end in zip(items, ends, strict=False):
        first, last = item.block.first, item.block.first + len(item.block.text)
        if not item.prefix[1]:
            first = item.start
        if not item.suffix[1]:
            last = end
        yield from _span(item.start, first, False, *item.prefix)
        yield from _span(first, last, bool(item.kept), item.kind, item.reason)
        yield from _span(last, end, False, *item.suffix)


def _span(start: int, end: int, kept: bool, kind: SpanKind, reason: str) -> Iterator[TextSpan]:
    if start < end:
        yield TextSpan(start=start, end=end, kept=kept, kind=kind, reason=reason)


def _without(seen: Visible, spans: Iterable[TextSpan]) -> Iterator[TextSpan]:
    """Yield the spans with what a reader does not see cut out as spans of their own, neighbours of one
    reason joined."""
    last: TextSpan | None = None
    for span in _cut(seen, spans):
        if last and not (last.kept or span.kept) and (last.kind, last.reason) == (span.kind, span.reason):
            last = last.model_copy(update={"end": span.end})
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _cut(seen: Visible, spans: Iterable[TextSpan]) -> Iterator[TextSpan]:
    """Yield the pieces of the spans, seen and hidden ones; blanks beside markup belong to it."""
    pending = iter(seen.hidden)
    gap = next(pending, None)
    for span in spans:
        start = span.start
        while gap and gap.start < span.end:
            begin, end = max(start, gap.start), min(span.end, gap.end)
            yield from _piece(seen, start, begin, span)
            yield from _span(begin, end, False, "chrome", gap.reason)
            start = end
            if gap.end > span.end:
                break
            gap = next(pending, None)
        yield from _piece(seen, start, span.end, span)


def _piece(seen: Visible, start: int, end: int, span: TextSpan) -> Iterator[TextSpan]:
    if seen.hidden and not seen.text[start:end].strip():
        return _span(start, end, False, "chrome", MARKUP)
    return _span(start, end, span.kept, span.kind, span.reason)


def _title(page: Page, seen: Visible) -> tuple[str | None, str | None]:
    """Return the title and the publisher named behind it, from the text or else from the markup."""
    if page.title or not seen.title:
        return (page.title.block.plain if page.title else None), page.outlet
    found = masthead.title_outlet(seen.title)
    return (seen.title[: found.end], found.outlet) if found else (seen.title, None)


def _byline(page: Page) -> str | None:
    names = (masthead.byline(item.block.plain) for item in page.items if item.kind == "byline")
    return next((name for name in names if name), None)


def _publisher(page: Page, prose: list[str]) -> str | None:
    """Return the outlet that the document names as its own.

    In order: in a copyright line, above the text, in a dateline, in the prose, and as a bare name above the
    text. Where the prose or the dateline spells it another way or shorter, that is its name.
    """
    rights = (masthead.copyright_outlet(item.block.plain) for item in page.items if not item.kept)
    dateline = next((item.head.outlet for item in page.items if item.head and item.head.outlet), None)
    own = masthead.self_named(prose)
    found = next(filter(None, rights), None) or page.masthead or dateline or own or page.name
    for name in (own, dateline):
        if found and name and name.casefold() in found.casefold():
            return name
    return found


def _published(page: Page, marked: Dated | None) -> tuple[date | None, DateBasis, Precision]:
    """Return the day of publication, how it was found, and how exact it is: the surest place first."""
    if page.items and page.items[0].head and page.items[0].prefix[1].startswith("date "):
        found = page.items[0].head.date
        if found:
            return found.value, "prefix", found.precision
    found = marked or _stated(page) or _dateline_date(page)
    if found:
        return found.value, "stated", found.precision
    found = _in_text(page)
    return (found.value, "in_text", found.precision) if found else _UNDATED


def _stated(page: Page) -> Dated | None:
    """Return the date of a line that holds little else: one labelled as publication, else one at the head."""
    lines, paragraphs = [], 0
    for item in page.items:
        if item.kept and item.kind in ("prose", "standfirst"):
            paragraphs += 1
        if item.head and item.head.date and item.kind == "dateline":
            labelled = masthead.is_published_label(item.block.plain)
            if labelled or paragraphs < _HEAD_PARAGRAPHS:
                lines.append((not labelled, item.head.date))
    return min(lines, key=lambda line: line[0])[1] if lines else None


def _dateline_date(page: Page) -> Dated | None:
    return next((item.head.date for item in page.items if item.kept and item.head and item.head.date), None)


def _in_text(page: Page) -> Dated | None:
    """Return a full date with its weekday, or with "today", in the first paragraphs."""
    paragraphs = [
        item.block.plain for item in page.items if item.kept and item.kind in ("prose", "standfirst")
    ]
    for text in paragraphs[:_HEAD_PARAGRAPHS]:
        for found in full_dates(text[:2000]):
            if found.precision == "day" and calendar().weekdays.search(text[: found.start]):
                return found
    return None
