"""What the templates of a page say literally: the elements and words that are the same in every edition.

Here belongs reading the template files as text. They are data here: nothing of them is run, so that a mistake
in rendering cannot hide itself. What stands between the literals follows from records (`expected/`).
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from pipeline.lineage.numbers import numbers_in

_FOLDER = "briefing"
_STYLE = "style.css"
_SLOTS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SLOT = "\0"
_TAG = re.compile(r"<[^<>]*>")


class Literals(NamedTuple):
    """The start tags, as they are written, and the runs of words without white space."""

    tags: frozenset[str]
    words: frozenset[str]


@cache
def literals() -> Literals:
    """Return what the templates of the briefing say literally. A tag with a slot in it is no literal, and
    words that hold a number are none: every number needs its figure."""
    tags: set[str] = set()
    words: set[str] = set()
    for name in sorted(place.name for place in resources.files("templates").joinpath(_FOLDER).iterdir()):
        if name.endswith(".j2"):
            source = _SLOTS.sub(_SLOT, _template(name))
            tags |= {tag for tag in _TAG.findall(source) if _SLOT not in tag}
            words |= {bare(run) for run in re.split(rf"<[^<>]*>|{_SLOT}", source) if not numbers_in(run)}
    return Literals(frozenset(tags), frozenset(words - {""}))


@cache
def style_sheet() -> str:
    """Return the style sheet that every page carries, unchanged."""
    return _template(_STYLE)


@cache
def style_source() -> str:
    """Return the source by which a content security policy admits that style sheet and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style_sheet().encode()).digest()).decode()}"


@cache
def look() -> str:
    """Return the SHA-256 of all that a page looks and reads like without its records: templates, style sheet
    and the table of sentences."""
    folder = resources.files("templates").joinpath(_FOLDER)
    parts = [_template(name) for name in sorted(place.name for place in folder.iterdir() if place.is_file())]
    return hashlib.sha256("\0".join([*parts, sentences_text()]).encode()).hexdigest()


@cache
def sentences_text() -> str:
    """Return the table of sentences and labels, as text in TOML."""
    return resources.files("pipeline.briefing").joinpath("sentences.toml").read_text("utf-8")


def bare(text: str) -> str:
    """Return text without its white space, which a reader is not shown as it is written."""
    return "".join(text.split())


def _template(name: str) -> str:
    return resources.files("templates").joinpath(_FOLDER, name).read_text("utf-8")
