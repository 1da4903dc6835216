"""Lines beside pictures: the caption, which may say something about the world, and the credit, which does
not.

Here belongs taking such a line apart. Whether the caption repeats a line before it is decided in `layout`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

# A caption with fewer words names what is seen and says nothing.
_SHORTEST = 5
_LONGEST = 1200
# What every picture line has: quick to look for.
_CUE = re.compile(r"[:/\[(]|^\d|caption|fullscreen", re.IGNORECASE)
_COUNTER = re.compile(r"\d{1,3}\s?(?:of|/)\s?\d{1,3}(?=\s?[A-Z\"“])\s?")
# "(Jane Doe/Example via Agency)", "[File: Jane Doe/Agency]", "(Photo: Agency)" at the end.
_AGENCY = re.compile(r"[(\[][^()\[\]]{0,60}\w ?/ ?[A-Z][^()\[\]]{1,60}[)\]]\W{0,4}$")


class Caption(NamedTuple):
    """A picture line: the caption is `start` to `end` of it (empty if it has none), the rest is credit."""

    start: int
    end: int


class _Patterns(NamedTuple):
    label: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    bracketed: re.Pattern[str]
    tail: re.Pattern[str]


def caption(text: str) -> Caption | None:
    """Return the parts of a picture line, or None for any other line."""
    if len(text) > _LONGEST or not _CUE.search(text):
        return None
    patterns = _patterns()
    start, end = 0, len(text)
    for pattern in (_COUNTER, patterns.before, patterns.label):
        match = pattern.match(text, start)
        start = match.end() if match else start
    labelled = bool(patterns.label.match(text))
    found = start > 0
    for pattern in (patterns.after, patterns.bracketed, _AGENCY, patterns.tail):
        match = pattern.search(text, max(start, end - 160), end)
        if match:
            found, end = True, match.start()
            end = start + len(text[start:end].rstrip(" \t*_/|,;–—-"))
    if not found:
        return None
    words = text[start:end].split()
    if len(words) < _SHORTEST or (labelled and end == len(text) and _is_name(words)):
        return Caption(start, start)
    return Caption(start, end)


def _is_name(words: list[str]) -> bool:
    """Whether the words are a name and no description: each long word has a capital, and they are few."""
    return len(words) <= 8 and all(not word[0].islower() for word in words if len(word) > 3)


@cache
def _patterns() -> _Patterns:
    table = tomllib.loads(Path(__file__).with_name("captions.toml").read_text(encoding="utf-8"))
    labels, credits, before, after = (_any(table[key]) for key in ("labels", "credits", "before", "after"))
    ignore = re.IGNORECASE
    return _Patterns(
        label=re.compile(rf"\*{{0,2}}(?:{credits}|{labels})(?: source| credit)?\s?[:/]\s*", ignore),
        before=re.compile(rf"(?:{before})\b[:,.]?\s*", ignore),
        after=re.compile(rf"(?:\*\*[^*]{{2,80}}\*\*)?[\s*]*\b(?:{after})\W*$", ignore),
        bracketed=re.compile(
            rf"[(\[](?:{credits}|{labels})\b[^()\[\]]{{0,3}}:[^()\[\]]{{1,100}}[)\]]\W{{0,4}}$", ignore
        ),
        tail=re.compile(
            rf"(?<!\w)(?:{credits}|{labels})(?: source| credit)?\s?:\s?(?:[^.!?:\d]|(?<=\b[A-Z])\.){{2,80}}$",
            ignore,
        ),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
