"""A finished page as the checker sees it: stretches of text, each bound to something or free.

Here belongs reading the HTML with the standard library. Judging what was read belongs to `check.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from importlib import resources
from typing import Literal

from pipeline.lineage.expected.tokens import PageToken, start_tag

Kind = Literal["free", "figure", "words", "day", "identifier", "quote"]
Attributes = Mapping[str, str]


@dataclass
class Stretch:
    """A stretch of text on line `line` of the page, what binds it (`attributes` of its element) and its
    characters."""

    kind: Kind
    tag: str
    attributes: Attributes
    line: int
    text: str = ""


@dataclass
class Page:
    """What a page is made of: its elements and words in order, its stretches, its style sheet, every `id`
    and `href`, and what it must not hold."""

    tokens: list[PageToken] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    spoken: list[tuple[int, str, str]] = field(default_factory=list)  # line, attribute, text
    styles: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    ids: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    defects: list[tuple[int, str]] = field(default_factory=list)


@cache
def grammar() -> Mapping[str, frozenset[str]]:
    """Return the lists of `page.toml` by name."""
    table = tomllib.loads(resources.files(__package__).joinpath("page.toml").read_text("utf-8"))
    return {name: frozenset(values) for name, values in table.items()}


def read_page(html: str) -> Page:
    """Read a finished page; malformed markup is recorded as a defect, never repaired."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        reader.defect(f"<{reader.open[-1].tag}> is never closed")
    return reader.page


@dataclass
class _Element:
    tag: str
    stretch: Stretch | None  # what this element binds
    barrier: bool  # its text is not part of what encloses it


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[_Element] = []

    def defect(self, message: str) -> None:
        self.page.defects.append((self.getpos()[0], message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)
        if tag not in grammar()["void"]:
            attributes = {name: value or "" for name, value in attrs}
            self.open.append(_Element(tag, self._bind(tag, attributes), tag == "summary"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.defect(f"</{tag}> closes nothing")
            return
        self.open.pop()
        self.page.tokens.append(PageToken("end", f"</{tag}>", self.getpos()[0]))
        if tag not in grammar()["inline"]:
            self._free_text("\n")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].tag == "style":
            self.page.styles.append(data)
            return
        self.page.tokens.append(PageToken("words", data, self.getpos()[0]))
        bound = False
        for element in reversed(self.open):
            if element.stretch:
                element.stretch.text += data
                bound = True
            if element.barrier:
                break
        if not bound:
            self._free_text(data)

    def handle_comment(self, data: str) -> None:
        self.defect("a comment: it is not part of what a reader sees")

    def unknown_decl(self, data: str) -> None:
        self.defect(f"an unknown declaration: {data[:40]!r}")

    def handle_pi(self, data: str) -> None:
        self.defect(f"a processing instruction: {data[:40]!r}")

    def _element(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        written = {name: value or "" for name, value in attrs}
        self.page.tokens.append(
            PageToken("start", start_tag(tag, written), line, self.get_starttag_text() or "")
        )
        self.page.tags.add(tag)
        if tag not in grammar()["elements"]:
            self.defect(f"<{tag}> is not an element of a briefing")
        if tag not in grammar()["inline"]:
            self._free_text("\n")
        if len({name for name, _ in attrs}) < len(attrs):
            self.defect(f"<{tag}> names an attribute twice")
        for name, value in attrs:
            if name in grammar()["forbidden"] or name.startswith("on"):
                self.defect(f"<{tag}> has the attribute {name!r}")
            elif name not in grammar()["structural"]:
                self.page.spoken.append((line, name, value or ""))
            if name == "id":
                self.page.ids.append((line, value or ""))
            elif name == "href":
                self.page.links.append((line, value or ""))
            elif tag == "meta" and name == "name" and value not in grammar()["meta"]:
                self.defect(f"<meta name={value!r}> is not part of a briefing")

    def _bind(self, tag: str, attributes: Attributes) -> Stretch | None:
        kind: Kind
        if "data-figure" in attributes:
            kind = "figure"
        elif "data-words" in attributes:
            kind = "words"
        elif "data-document" in attributes:
            kind = "quote"
        elif tag == "time":
            kind = "day"
        elif tag == "code" and attributes.get("class") == "id":
            kind = "identifier"
        elif tag in ("q", "blockquote"):
            kind = "quote"
        else:
            return None
        stretch = Stretch(kind, tag, attributes, self.getpos()[0])
        self.page.stretches.append(stretch)
        return stretch

    def _free_text(self, data: str) -> None:
        last = self.page.stretches[-1] if self.page.stretches else None
        if last is None or last.kind != "free":
            last = Stretch("free", "", {}, self.getpos()[0])
            self.page.stretches.append(last)
        last.text += data
