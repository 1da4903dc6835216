"""From a `Brief` to the text of a brief.yaml, with remarks as comments, so that a person can go on from it.

Here belongs writing what `parsing` reads back: the same brief. What a brief says is decided by who makes it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from pipeline.briefs.model import Brief, Organisation, Question, Source
from pipeline.briefs.tree import Entry

# By the path of a part: () for the whole, (key,), ("questions", id), ("places", name) and so on.
Remarks = Mapping[tuple[str, ...], str]

_WIDTH = 110
# In the order in which a person fills them in.
_HEAD = ("title", "description", "period_start", "schedule", "horizon_days")
_NAMED = {"organisations": "name", "sources": "documents", "questions": "id"}


def write_brief(brief: Brief, remarks: Remarks | None = None) -> str:
    """Return the text of a brief.yaml from which `parse_brief` makes the same brief; its id is the name of
    the folder and does not stand in it. What is as by default is left out."""
    return "\n".join(_lines(brief, remarks or {})) + "\n"


def _lines(brief: Brief, remarks: Remarks) -> Iterator[str]:
    yield from _comment(remarks.get(()), "")
    for key in _HEAD:
        value = getattr(brief, key)
        if value != Brief.model_fields[key].default:
            yield from _comment(remarks.get((key,)), "")
            yield f"{key}: {_scalar(value)}"
    for key in ("organisations", "sources", "places", "categories", "questions"):
        part = getattr(brief, key)
        if part:
            yield ""
            yield from _comment(remarks.get((key,)), "")
            yield f"{key}:"
            yield from _entries(key, part, remarks) if isinstance(part, dict) else _items(key, part, remarks)


def _items(key: str, items: Iterable[Organisation | Source | Question], remarks: Remarks) -> Iterator[str]:
    """Write a list of parts, each after its remark; questions are parted by a blank line."""
    for position, item in enumerate(items):
        if key == "questions" and position:
            yield ""
        yield from _comment(remarks.get((key, getattr(item, _NAMED[key]))), "  ")
        start = "  - "
        for name, value in _stated(item):
            yield f"{start}{name}: {_value(value)}"
            start = "    "


def _entries(key: str, entries: Mapping[str, Entry], remarks: Remarks) -> Iterator[str]:
    for name, entry in entries.items():
        yield from _comment(remarks.get((key, name)), "  ")
        stated = list(_stated(entry))
        yield f"  {_scalar(name)}:" + ("" if stated else " {}")
        for field, value in stated:
            yield f"    {field}: {_value(value)}"


def _stated(part: Organisation | Source | Question | Entry) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a part that are required or not as by default."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if field.is_required() or value != field.default:
            yield name, value


def _value(value: Any) -> str:
    if not isinstance(value, tuple):
        return _scalar(value)
    if len(value) == 1:
        return _scalar(value[0])
    return "[" + ", ".join(_scalar(word, flow=True) for word in value) + "]"


def _scalar(value: Any, *, flow: bool = False) -> str:
    """Return a value on one line, in quotes where it would not be read back as it is; what is no visible
    character stands there as an escape."""
    plain = not isinstance(value, str) or value.isprintable()
    text = yaml.safe_dump(
        [value] if flow else value,
        allow_unicode=plain,
        default_flow_style=True,
        default_style=None if plain else '"',
        width=float("inf"),
    )
    line = text.removesuffix("\n").removesuffix("\n...").strip()
    return line[1:-1] if flow else line


def _comment(remark: str | None, indent: str) -> Iterator[str]:
    """Yield a remark as lines of comment; what is no visible character cannot end a comment early."""
    if remark:
        plain = "".join(char if char.isprintable() else " " for char in remark)
        for line in textwrap.wrap(plain, _WIDTH - len(indent) - 2):
            yield f"{indent}# {line}"
