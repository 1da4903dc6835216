"""No number without lineage: the faults of a finished page, read against the records it was made from.

Here belongs each reason why an edition must not be published. How a page is read belongs to `page.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator

from pipeline.lineage.expected import expected
from pipeline.lineage.figures import figure_faults
from pipeline.lineage.ledger import Ledger
from pipeline.lineage.literals import literals, style_sheet
from pipeline.lineage.numbers import numbers_in
from pipeline.lineage.page import Page, Stretch, grammar, read_page
from pipeline.lineage.reading import divergences
from pipeline.lineage.shown import day_text, shown
from pipeline.reconciliation import rules
from pipeline.records import Record

METHOD_PAGE = "method.html"
_CONTENT = re.compile(r"content\s*:\s*([^;}]*)")
_PLAIN_LISTS = re.compile(r"\bol\b[^{}]*\{[^{}]*list-style:\s*none")


class Fault(Record):
    """A reason why an edition must not be published: the kind of fault, the line of the page (zero for a
    fault of a record), and what is wrong in words."""

    kind: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"line {self.line}" if self.line else "records"
        return f"{place}: {self.message} [{self.kind}]"


def check(edition: Ledger, html: str | Page, *, whole: bool = True) -> list[Fault]:
    """Return every fault of the finished page of an edition, `html` as it is written or as it was read.

    An empty list means that each number is bound to a figure that leads to a document, that each quotation
    equals its span, and that the page holds what its records say, all of it, in order, and nothing else:
    rows, links, words of verdict and status, drawings. Without `whole` the page may be made by other
    templates: then only what it binds is judged.
    """
    page = read_page(html) if isinstance(html, str) else html
    faults = [Fault(kind="markup", line=line, message=message) for line, message in page.defects]
    for stretch in page.stretches:
        if message := _JUDGES[stretch.kind](edition, stretch):
            faults.append(Fault(kind=stretch.kind, line=stretch.line, message=message))
    faults += [
        Fault(kind="free", line=line, message=f"a number in {name}={text!r}: {', '.join(found)}")
        for line, name, text in page.spoken
        if (found := numbers_in(text))
    ]
    faults += [Fault(kind="link", line=line, message=message) for line, message in _links(page)]
    faults += [Fault(kind="style", line=0, message=message) for message in _styles(page)]
    if whole:
        faults += _whole(edition, page, {fault.line for fault in faults})
    printed = {one.attributes["data-figure"] for one in page.stretches if one.kind == "figure"}
    faults += [Fault(kind="lineage", line=0, message=message) for message in figure_faults(edition, printed)]
    return sorted(faults, key=lambda fault: (fault.line, fault.kind, fault.message))


def _whole(ledger: Ledger, page: Page, told: Collection[int]) -> Iterator[Fault]:
    """Yield where a page is not what its records and templates say, but for the lines that are `told`."""
    if "".join(page.styles) != style_sheet():
        yield Fault(kind="style", line=0, message="the style sheet is not the one that a briefing has")
    try:
        records = list(expected(ledger))
    except LookupError as error:
        yield Fault(kind="lineage", line=0, message=f"its records do not make a page: {error}")
        return
    for one in divergences(page.tokens, records, literals()):
        if not any(one.first <= line <= one.last for line in told):
            message = f"the page has {one.page!r}, by its records it has {one.records!r}"
            yield Fault(kind="reading", line=one.first, message=message)


def _free(_: Ledger, stretch: Stretch) -> str | None:
    found = numbers_in(stretch.text)
    if not found:
        return None
    at = stretch.text.index(found[0])
    near = " ".join(stretch.text[max(0, at - 40) : at + 40].split())
    return f"a number that no figure binds: {', '.join(found)} in {near!r}"


def _figure(ledger: Ledger, stretch: Stretch) -> str | None:
    figure = ledger.figure_by_id.get(stretch.attributes["data-figure"])
    if figure is None:
        return f"no such figure: {stretch.attributes['data-figure']!r}"
    if stretch.text != shown(figure.text):
        return f"the page shows {stretch.text!r}, the figure {figure.figure_id} says {figure.text!r}"
    return None


def _words(ledger: Ledger, stretch: Stretch) -> str | None:
    path = stretch.attributes["data-words"]
    try:
        said = shown(ledger.words(path))
    except LookupError as error:
        return str(error)
    return None if stretch.text == said else f"the page shows {stretch.text!r}, {path} says {said!r}"


def _day(ledger: Ledger, stretch: Stretch) -> str | None:
    iso = stretch.attributes.get("datetime", "")
    try:
        said = day_text(iso)
    except ValueError as error:
        return str(error)
    if stretch.text != said:
        return f"the page shows {stretch.text!r} for the date {iso}"
    return None if iso in ledger.days else f"no record of the edition names the date {iso}"


def _identifier(ledger: Ledger, stretch: Stretch) -> str | None:
    return None if stretch.text in ledger.identifiers else f"no record is known as {stretch.text!r}"


def _quote(ledger: Ledger, stretch: Stretch) -> str | None:
    place = stretch.attributes
    document = ledger.document_by_short.get(place.get("data-document", ""))
    start, end = place.get("data-start", ""), place.get("data-end", "")
    if document is None or not (start.isdecimal() and end.isdecimal()):
        return f"a quotation that names no place in a document: {stretch.text[:80]!r}"
    said = ledger.shown_text[document.document_id][int(start) : int(end)]
    return None if stretch.text == said else f"the quotation differs from {document.name}, {start}–{end}"


_JUDGES: dict[str, Callable[[Ledger, Stretch], str | None]] = {
    "free": _free,
    "figure": _figure,
    "words": _words,
    "day": _day,
    "identifier": _identifier,
    "quote": _quote,
}


def _links(page: Page) -> Iterator[tuple[int, str]]:
    ids = Counter(name for _, name in page.ids)
    yield from ((line, f"the id {name!r} stands twice") for line, name in page.ids if ids[name] > 1)
    for line, href in page.links:
        if href.startswith("#"):
            if href[1:] not in ids:
                yield line, f"the link {href!r} leads nowhere"
        elif not href.startswith(("https://", "http://")) and not _to_method(href):
            yield line, f"the link {href!r} is neither inside the page, nor to its method, nor on the web"
    for stretch in page.stretches:
        if (
            stretch.kind == "figure"
            and stretch.tag == "a"
            and not stretch.attributes.get("href", "").startswith("#")
        ):
            yield (
                stretch.line,
                f"the figure {stretch.attributes['data-figure']} does not lead to its evidence",
            )


def _to_method(href: str) -> bool:
    """Return whether a link leads to the method page beside the briefing, or to a rule on it."""
    page, _, place = href.partition("#")
    return page == METHOD_PAGE and (not place or place.removeprefix("rule-") in rules())


def _styles(page: Page) -> Iterator[str]:
    css = "".join(page.styles)
    for value in _CONTENT.findall(css):
        named = set(re.findall(r"attr\(\s*([\w-]+)", value)) & grammar()["structural"]
        if numbers_in(value) or "counter" in value or named:
            yield f"the style sheet prints content of its own: {value.strip()}"
    if "ol" in page.tags and not _PLAIN_LISTS.search(css):
        yield "numbered lists print numbers: the style sheet must say ol{list-style:none}"
