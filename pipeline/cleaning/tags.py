"""The tags of an HTML text, with their places, in linear time.

Here belongs the scanning; what tags mean for a report is decided in `markup`. The scanner is our own since
the standard library's parser takes quadratic time on unclosed tags and tells lines instead of offsets.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_START = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
ATTRIBUTE = re.compile(r"([a-zA-Z:-]{1,40})\s*=\s*(?:\"([^\"]{0,500})\"|'([^']{0,500})'|([^\s\"'>]{1,500}))")
_LONGEST_TAG = 50_000
_LONGEST_HEAD = 2_000  # of a tag, how much is read for its attributes


class Tag(NamedTuple):
    """A tag at `start` to `end` of a text; comments and declarations have the name "!"."""

    start: int
    end: int
    name: str
    closing: bool


def tags(text: str, position: int) -> Iterator[Tag]:
    """Yield the tags, comments and declarations of a text in order, in linear time; comments have the name
    "!"."""
    raw = elements().raw
    while (position := text.find("<", position)) >= 0:
        start = _START.match(text, position)
        if start:
            end = _tag_end(text, start.end())
            name, closing = start[2].lower(), bool(start[1])
        elif text.startswith("<!--", position):
            end = text.find("-->", position + 4) + 3
            end, name, closing = (end if end > 2 else len(text)), "!", False
        elif text.startswith(("<!", "<?"), position):
            end, name, closing = _tag_end(text, position), "!", False
        else:
            position += 1
            continue
        if end <= 0:
            return
        yield Tag(position, end, name, closing)
        position = end
        if name in raw and not closing:
            close = raw[name].search(text, end)
            position = close.start() if close else len(text)


def _tag_end(text: str, position: int) -> int:
    """Return where a tag ends, 0 if it never does; a ">" within quotes is part of the tag, within reason."""
    first = end = text.find(">", position) + 1
    for _ in range(8):
        if not end or end - position > _LONGEST_TAG or text.count('"', position, end) % 2 == 0:
            break
        end = text.find(">", end) + 1
    inside = not end or end - position > _LONGEST_TAG or text.count('"', position, end) % 2
    return first if inside else end


def hidden_elements(found: list[Tag], text: str) -> dict[int, tuple[int, str]]:
    """Return where the elements end whose content is no text of the document, with the reason, by the index
    of their start tag.

    One that is never closed hides nothing, but for a script or style sheet that goes on to the end of the
    text; a paragraph is closed by the next one.
    """
    raw, length = elements().raw, len(text)
    opened: dict[str, list[int]] = {}
    ends: dict[int, tuple[int, str]] = {}
    for index, tag in enumerate(found):
        within = opened.setdefault(tag.name, [])
        end = tag.end if tag.closing else tag.start
        if within and (tag.closing or tag.name == "p"):
            start = within.pop()
            if reason := _hides(found[start], text):
                ends[start] = (end, reason)
        if not tag.closing:
            within.append(index)
    last = found[-1] if found else None
    if last and last.name in raw and not last.closing:
        ends[len(found) - 1] = (length, elements().hidden[last.name])
    return ends


def _hides(tag: Tag, text: str) -> str | None:
    """Return why the content of an element is no text of the document, None if it is: by its name, by
    attributes that hide it, or as its class says that readers wrote it."""
    table = elements()
    if tag.name in table.hidden:
        return table.hidden[tag.name]
    if tag.end - tag.start <= len(tag.name) + 2 or tag.name in table.never_hidden:
        return None
    own = text[tag.start : min(tag.end, tag.start + _LONGEST_HEAD)]
    values = {name.lower(): double or single or bare for name, double, single, bare in ATTRIBUTE.findall(own)}
    bare = ATTRIBUTE.sub(" ", own).strip("</> \n").lower().split()[1:]
    style = values.get("style", "").lower().replace(" ", "") + ";"
    unseen = any(one in style for one in table.unseen["styles"])
    if unseen or "hidden" in (*bare, *values) or values.get("aria-hidden", "").lower() == "true":
        return "hidden from readers"
    names = {*values.get("class", "").lower().split(), values.get("id", "").lower()}
    itemprop = values.get("itemprop", "").lower()
    return (
        None if names.isdisjoint(table.unseen["comments"]) and itemprop != "comment" else "readers' comments"
    )


class Elements(NamedTuple):
    """The elements of `elements.toml`: which end a line, which are hidden and why, which are not whatever
    their attributes say, by which attributes others are, which hold no markup."""

    block: frozenset[str]
    hidden: dict[str, str]
    never_hidden: frozenset[str]
    unseen: dict[str, list[str]]
    raw: dict[str, re.Pattern[str]]
    meta: dict[str, Any]


@cache
def elements() -> Elements:
    """Return the table of `elements.toml`."""
    table = tomllib.loads(Path(__file__).with_name("elements.toml").read_text(encoding="utf-8"))
    raw = {name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE) for name in table["raw"]["names"]}
    return Elements(
        frozenset(table["block"]),
        table["hidden"],
        frozenset(table["never_hidden"]),
        table["unseen"],
        raw,
        table["meta"],
    )
