"""HTML as text: which characters a reader sees, and what the page says of itself in its markup.

Here belongs turning markup into text of the same length, so that every offset stays an offset into the
original. What of
the text is prose is decided in `layout`, where tags are in `tags`.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from pipeline.cleaning.dates import Dated, full_dates
from pipeline.cleaning.tags import ATTRIBUTE, Tag, elements, hidden_elements, tags

PAD = "\u200b"
"""What a character reference is padded with: it has no width and is no blank."""

MARKUP = "markup"
"""The reason of spans that hold tags and the blanks beside them."""

_SURE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_LIKELY = re.compile(
    r"</?(?:p|div|span|br|h[1-6]|li|ul|table|article|section|a|b|i|em|strong)(?:\s[^<>]{0,300})?/?>", re.I
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n")
_FRONT_MATTER_END = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_FRONT_DATE = re.compile(
    r"^[\w-]{0,20}(?:date|published)[\w-]{0,20}:(.{1,60})$", re.MULTILINE | re.IGNORECASE
)
_FRONT_TITLE = re.compile(r"^(?:post_)?title:\s*(\S.{3,300})$", re.MULTILINE | re.IGNORECASE)
_LINE_ENDS = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", " "))
_SAMPLE = 100_000
_LIKELY_TAGS = 3


class Hidden(NamedTuple):
    """Characters `start` to `end` of the original that a reader does not see, and why."""

    start: int
    end: int
    reason: str


@dataclass
class Visible:
    """What a reader sees of a document: `text` is as long as the original, hidden characters are blanks,
    the end of a block is a line end. `published`, `outlet` and `title` are what the markup says."""

    text: str
    hidden: list[Hidden] = field(default_factory=list)
    published: Dated | None = None
    outlet: str | None = None
    title: str | None = None


def visible(text: str) -> Visible:
    """Return what a reader sees of a text; plain text is seen as it is, but for front matter."""
    page = Visible(text)
    body = _front_matter(page)
    if is_markup(text[body : body + _SAMPLE]):
        _read_markup(page, body)
    elif body:
        page.text = _blank(body) + text[body:]
    return page


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it says so, or has several tags."""
    return (
        bool(_SURE.search(text))
        or sum(1 for _ in islice(_LIKELY.finditer(text), _LIKELY_TAGS)) == _LIKELY_TAGS
    )


def _front_matter(page: Visible) -> int:
    """Hide a block of settings between lines of three dashes at the top, and return where it ends."""
    start = _FRONT_MATTER.match(page.text)
    end = _FRONT_MATTER_END.search(page.text, start.end()) if start else None
    if not start or not end:
        return 0
    settings = page.text[start.end() : end.start()]
    found = (date for line in _FRONT_DATE.finditer(settings) for date in full_dates(line[1]))
    page.published = next(found, None)
    title = _FRONT_TITLE.search(settings)
    page.title = html.unescape(title[1].strip("'\" \r")) if title and title[1][0] not in ">|" else None
    page.hidden.append(Hidden(0, end.end(), "front matter"))
    return end.end()


def _read_markup(page: Visible, start: int) -> None:
    original, table = page.text, elements()
    found = list(tags(original, start))
    hidden = hidden_elements(found, original)
    has_heading = any(tag.name == "h1" for tag in found)
    parts, position, link = [_blank(start)] if start else [], start, 0
    links: list[Hidden] = []
    for index, tag in enumerate(found):
        if tag.start < position:
            _note(page, original, tag)
            continue
        parts.append(_text(original[position : tag.start]))
        position = tag.end
        reason = MARKUP
        if not tag.closing:
            _note(page, original, tag)
            if index in hidden:
                end, reason = hidden[index]
                position = max(end, tag.end)
                if tag.name == "head" and not has_heading:
                    page.title = page.title or _title_element(original[tag.start : position])
            link = tag.start if tag.name == "a" else link
        elif tag.name == "a" and link:
            links.append(Hidden(link, tag.end, "link to another page"))
            link = 0
        page.hidden.append(Hidden(tag.start, position, reason))
        parts.append(_blank(position - tag.start, line=tag.name in table.block or reason != MARKUP))
    parts.append(_text(original[position:]))
    page.text = "".join(parts)
    _hide_links(page, links)


def _note(page: Visible, text: str, tag: Tag) -> None:
    """Note what a meta or time element says of the page."""
    if tag.closing or tag.name not in ("meta", "time"):
        return
    pairs = ATTRIBUTE.findall(text[tag.start : min(tag.end, tag.start + 2000)])
    found = {name.lower(): html.unescape(double or single or bare) for name, double, single, bare in pairs}
    meta = elements().meta
    name = (found.get("property") or found.get("name") or found.get("itemprop") or "").lower()
    content = found.get("content", "")
    if name in meta["published"] or (tag.name == "time" and "datetime" in found):
        page.published = page.published or next(full_dates(content or found.get("datetime", "")), None)
    elif name in meta["outlet"] and content.strip():
        page.outlet = page.outlet or content.strip()
    elif name in meta["title"] and content.strip():
        page.title = page.title or content.strip()


def _title_element(head: str) -> str | None:
    match = re.search(r"<title[^>]{0,200}>([^<]{1,400})", head, re.IGNORECASE)
    return " ".join(html.unescape(match[1]).split()) if match else None


def _hide_links(page: Visible, links: list[Hidden]) -> None:
    """Hide lines that are one link and no sentence: menus and the headlines of other documents."""
    lines = re.compile(r"[^\n]+")
    found = iter(links)
    link = next(found, None)
    pieces, position = [], 0
    for line in lines.finditer(page.text):
        words = line[0].strip(" " + PAD)
        first = line.start() + len(line[0]) - len(line[0].lstrip(" " + PAD))
        while link and link.end < first:
            link = next(found, None)
        if (
            words
            and link
            and link.start <= first
            and first + len(words) <= link.end
            and words[-1] not in '.!?”"'
        ):
            pieces += [page.text[position:first], _blank(len(words))]
            position = first + len(words)
            page.hidden.append(Hidden(first, position, link.reason))
    page.text = "".join([*pieces, page.text[position:]])
    page.hidden = _apart(page.hidden)


def _apart(hidden: list[Hidden]) -> list[Hidden]:
    """Return hidden stretches in order, none within another."""
    ordered: list[Hidden] = []
    for one in sorted(hidden):
        start = max(one.start, ordered[-1].end if ordered else 0)
        if start < one.end:
            ordered.append(one._replace(start=start))
    return ordered


def _text(text: str) -> str:
    """Return a run of text as a reader sees it, padded to the same length."""
    return (
        _REFERENCE.sub(_character, text.translate(_LINE_ENDS)) if "&" in text else text.translate(_LINE_ENDS)
    )


def _character(match: re.Match[str]) -> str:
    found = html.unescape(match[0]).replace("\xa0", " ").translate(_LINE_ENDS)
    return (found + PAD * (len(match[0]) - len(found)))[: len(match[0])]


def _blank(length: int, line: bool = True) -> str:
    return ("\n" if line else " ") + " " * (length - 1) if length else ""
