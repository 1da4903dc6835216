"""A finished page as the checker sees it: stretches of text, each bound to something or free.

Here belongs reading the HTML: the strict part of it in which briefings are written, so that a browser cannot
read it otherwise. Judging what was read belongs to `check.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import unescape
from importlib import resources
from typing import Literal, NamedTuple

from pipeline.lineage.expected.tokens import PageToken, start_tag

Kind = Literal["free", "figure", "words", "day", "identifier", "quote"]
Attributes = Mapping[str, str]

_DOCTYPE = "<!DOCTYPE html>"
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][\w:-]*(?:="[^"<>]*")?)*)\s*(/?)>""")
_ATTRIBUTE = re.compile(r'([a-zA-Z][\w:-]*)(?:="([^"]*)")?')
_KEPT_TAGS = 4096  # start tags that recur are read once


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
    """Read a finished page; markup that is not well formed is recorded as a defect, never repaired."""
    reader = _Reader()
    start = 0
    if html.startswith(_DOCTYPE):
        start = len(_DOCTYPE)
    else:
        reader.defect(f"it does not begin with {_DOCTYPE}")
    while (at := html.find("<", start)) >= 0:
        if at > start:
            reader.text(html[start:at])
        match = _TAG.match(html, at)
        if match is None:
            reader.defect(f"no element, though it begins as one: {html[at : at + 40]!r}")
            reader.text(html[at])
            start = at + 1
            continue
        start = match.end()
        if match[1]:
            reader.end(match[2].lower(), match[3] + match[4])
        else:
            reader.begin(match[0])
            if match[2].lower() == "style":
                stop = html.find("</style>", start)
                stop = len(html) if stop < 0 else stop
                reader.style(html[start:stop])
                start = stop
        reader.line += match[0].count("\n")
    if html[start:]:
        reader.text(html[start:])
    if reader.open:
        reader.defect(f"<{reader.open[-1].tag}> is never closed")
    return reader.page


class _Tag(NamedTuple):
    """A start tag: its attributes, one spelling, what it binds, what is read aloud, what is wrong."""

    name: str
    attributes: Attributes
    spelling: str
    kind: Kind | None
    is_void: bool
    is_inline: bool
    spoken: tuple[tuple[str, str], ...]
    defects: tuple[str, ...]


@lru_cache(maxsize=_KEPT_TAGS)
def _read_tag(raw: str) -> _Tag:
    match = _TAG.fullmatch(raw)
    if match is None:
        raise ValueError(f"no start tag: {raw!r}")
    name = match[2].lower()
    pairs = [(key.lower(), unescape(value)) for key, value in _ATTRIBUTE.findall(match[3])]
    attributes = dict(pairs)
    return _Tag(
        name,
        attributes,
        start_tag(name, attributes),
        _bound(name, attributes),
        bool(match[4]) or name in grammar()["void"],
        name in grammar()["inline"],
        tuple((key, value) for key, value in pairs if key not in grammar()["structural"]),
        tuple(_wrong(name, pairs)),
    )


def _wrong(name: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    if name not in grammar()["elements"]:
        yield f"<{name}> is not an element of a briefing"
    if len(dict(pairs)) < len(pairs):
        yield f"<{name}> names an attribute twice"
    for key, value in pairs:
        if key in grammar()["forbidden"] or key.startswith("on"):
            yield f"<{name}> has the attribute {key!r}"
        if name == "meta" and key == "name" and value not in grammar()["meta"]:
            yield f"<meta name={value!r}> is not part of a briefing"


def _bound(name: str, attributes: Attributes) -> Kind | None:
    if "data-figure" in attributes:
        return "figure"
    if "data-words" in attributes:
        return "words"
    if "data-document" in attributes or name in ("q", "blockquote"):
        return "quote"
    if name == "time":
        return "day"
    return "identifier" if name == "code" and attributes.get("class") == "id" else None


class _Element(NamedTuple):
    tag: str
    stretch: Stretch | None  # what this element binds
    barrier: bool  # its text is not part of what encloses it


class _Reader:
    """What was read of a page so far, and the elements that are open."""

    def __init__(self) -> None:
        self.page = Page()
        self.open: list[_Element] = []
        self.line = 1

    def defect(self, message: str) -> None:
        self.page.defects.append((self.line, message))

    def begin(self, raw: str) -> None:
        """Take a start tag, as it is written."""
        tag, page = _read_tag(raw), self.page
        page.tokens.append(PageToken("start", tag.spelling, self.line, raw))
        page.tags.add(tag.name)
        page.defects += [(self.line, message) for message in tag.defects]
        page.spoken += [(self.line, key, value) for key, value in tag.spoken]
        if "id" in tag.attributes:
            page.ids.append((self.line, tag.attributes["id"]))
        if "href" in tag.attributes:
            page.links.append((self.line, tag.attributes["href"]))
        if not tag.is_inline:
            self._free("\n")
        if not tag.is_void:
            stretch = Stretch(tag.kind, tag.name, tag.attributes, self.line) if tag.kind else None
            if stretch:
                page.stretches.append(stretch)
            self.open.append(_Element(tag.name, stretch, tag.name == "summary"))

    def end(self, name: str, more: str) -> None:
        """Take an end tag; there is nothing `more` in one that is well formed."""
        if not self.open or self.open[-1].tag != name or more:
            self.defect(f"</{name}> closes nothing")
            return
        self.open.pop()
        self.page.tokens.append(PageToken("end", f"</{name}>", self.line))
        if name not in grammar()["inline"]:
            self._free("\n")

    def style(self, css: str) -> None:
        """Take the text of a style sheet."""
        self.page.styles.append(css)
        self.line += css.count("\n")

    def text(self, written: str) -> None:
        """Take text, as it is written."""
        said = unescape(written) if "&" in written else written
        self.page.tokens.append(PageToken("words", said, self.line))
        bound = False
        for element in reversed(self.open):
            if element.stretch:
                element.stretch.text += said
                bound = True
            if element.barrier:
                break
        if not bound:
            self._free(said)
        self.line += written.count("\n")

    def _free(self, said: str) -> None:
        last = self.page.stretches[-1] if self.page.stretches else None
        if last is None or last.kind != "free":
            last = Stretch("free", "", {}, self.line)
            self.page.stretches.append(last)
        last.text += said
