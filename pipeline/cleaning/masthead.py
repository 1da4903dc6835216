"""What a document says of itself at its head: date, place, publisher, byline.

Here belongs the grammar of datelines, of the prefixes that collectors put before a text, and of the sentences
in which a publisher names itself. Where in the document a head is looked for is decided in `layout`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.cleaning.dates import Dated, beside_dates, calendar, full_dates

# A name: words with capitals, and the small words between them.
_CAP = r"[A-Z][\w.’'&/-]{0,30}"
_NAME = rf"{_CAP}(?: (?:of|the|and|de|du|la|{_CAP})){{0,5}}"
_YEARS = r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?"
# "date 2025-09-07 ", "[2025-09-07]", "2025-09-07: " before the words of a document, put there by a collector.
_DATE_PREFIX = re.compile(
    r"\s*[\[(]?(?:(?:date|published)[:\s]\s*)?(?=(?:19|20)\d\d-\d\d-\d\d)", re.IGNORECASE
)
# "(EXAMPLE - Daily) " or "EXAMPLE - Daily) ": a publisher in brackets, the first of which often is missing.
_CREDIT = re.compile(rf"\(?(?P<outlet>{_NAME}(?:\s[-–/|•]\s{_NAME}){{0,2}})\)\s+(?=[\"“‘'(A-Z0-9])")
# "KYIV, March 10 (Example) - ", "SEOUL, South Korea — ".
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.’' -]{1,40}(?:,\s[A-Z][\w.’' -]{1,30}){0,2}?)"
    r"(?:,\s(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?"
    r"|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:\s\d{4})?|\d{4}-\d\d-\d\d))?"
    r"\s*(?:[(/\[](?P<outlet>[^()/\[\]]{2,40})[)/\]])?"
    r"\s*(?P<dash>—|–|--|-|:)+\s+(?=[\"“‘'(A-Z0-9])"
)
# "Kyiv • Example" on a line of its own.
_PLACE_AND_OUTLET = re.compile(rf"(?P<place>{_NAME})\s*[•·]\s*(?P<outlet>{_NAME})")
_BYLINE = re.compile(rf"[Bb][Yy]:?\s+(?P<name>{_NAME}(?:,\s.{{1,80}})?)")
# "(Reporting by Jane Doe in Example; Editing by John Doe)", in brackets or as a line of names.
_CREDITS = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|edited|written|translated|compiled|produced) by "
    r"[^()]{2,600}\)?\W*",
    re.IGNORECASE,
)
_CREDIT_WORDS = frozenset(
    [
        "additional",
        "reporting",
        "writing",
        "editing",
        "edited",
        "written",
        "by",
        "and",
        "in",
        "for",
        "with",
        "the",
        "of",
    ]
)
_COPYRIGHT = re.compile(
    rf"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:©\s*)?(?:{_YEARS})?,?\s*(?:[Bb]y )?(?P<outlet>{_NAME})", re.UNICODE
)
_NAME_LINE = re.compile(rf"{_CAP}(?: (?:of|the|and|for|in|{_CAP})){{1,11}}")
_TITLE_TAIL = re.compile(r"\s+(?P<sign>[|•·:–—-]|::)\s+(?P<outlet>[^|•·]{2,40})$")
_THE_NAME = rf"(?P<outlet>(?:The )?{_CAP}(?: {_CAP}){{0,3}})"
# Sentences in which only the publisher itself speaks of its own reporting, the surest first.
_SELF = (
    re.compile(rf"^{_THE_NAME} (?:reports|writes|reported) this\b"),
    re.compile(rf"^As {_THE_NAME} (?:has )?(?:previously |earlier |already )(?:reported|wrote|informed)\b"),
    re.compile(rf"^(?:Earlier|Previously),? {_THE_NAME} (?:has )?(?:reported|wrote|informed)\b"),
    re.compile(rf"\bto (?:the|a) (?:journalist|correspondent|reporter) of {_THE_NAME}"),
    re.compile(rf"\b{_THE_NAME}(?:'s|’s)? (?:correspondent|journalist) reports\b"),
    re.compile(rf"^As {_THE_NAME} reported,"),
)


class Prefix(NamedTuple):
    """What stands before the prose of a block, up to `end`: any of a date, a dateline and a publisher."""

    end: int
    date: Dated | None
    dateline: str | None
    outlet: str | None


class Outlet(NamedTuple):
    """A publisher's name behind a title, which ends at `end`."""

    end: int
    outlet: str


def date_prefix(text: str) -> Prefix | None:
    """Return the date that a collector put before a document's text, or None."""
    match = _DATE_PREFIX.match(text)
    found = next(full_dates(text[match.end() : match.end() + 40]), None) if match else None
    if match is None or found is None or found.start > 0:
        return None
    end = match.end() + found.end
    end += len(text[end:]) - len(text[end:].lstrip("]): \t\xa0"))
    shifted = found._replace(start=match.end(), end=match.end() + found.end)
    return Prefix(end, shifted, None, None) if end < len(text) else None


def dateline(text: str) -> Prefix | None:
    """Return the dateline or the publisher's credit that opens a paragraph, or None.

    A place in small letters needs an agency or a date beside it: "Russia - which denies it" is no dateline.
    """
    head = text[:160]
    match = _CREDIT.match(head)
    if match:
        return Prefix(match.end(), None, match["outlet"], _last_name(match["outlet"]))
    match = _DATELINE.match(head)
    if not match or not (match["outlet"] or match["day"] or _is_capitals(match["place"])):
        return None
    if match["dash"] == ":" and not (match["outlet"] or match["day"]):
        return None
    if not match["outlet"] and len(match["place"].split()) > 6:
        return None
    words = text[: match.end()].rstrip(" -–—:\t\xa0")
    found = next(full_dates(words), None)
    return Prefix(match.end(), found, words, _outlet(match["outlet"]))


def dateline_line(text: str) -> Prefix | None:
    """Return what a line says that holds nothing but place, publisher or date, or None."""
    if len(text) > 120:
        return None
    match = _PLACE_AND_OUTLET.fullmatch(text)
    if match:
        return Prefix(len(text), None, text, match["outlet"])
    found = next(full_dates(text), None)
    rest = beside_dates(text) if found else []
    if found is None or len(rest) > 3 or any(word.isdigit() or word.islower() for word in rest):
        return None
    return Prefix(len(text), found, text if rest else None, None)


def byline(text: str) -> str | None:
    """Return the name in a line such as "By Jane Doe, Example Agency", or None."""
    match = _BYLINE.fullmatch(text) if len(text) <= 160 else None
    return match["name"] if match else None


def is_credits(text: str) -> bool:
    """Whether a line says who worked on a report: in brackets, or names and little else."""
    if not _CREDITS.fullmatch(text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    return text.startswith("(") or all(word[0].isupper() or word in _CREDIT_WORDS for word in words)


def title_outlet(title: str) -> Outlet | None:
    """Return where a title ends and the publisher behind it ("... | Example", "... - Example News"), or
    None."""
    match = _TITLE_TAIL.search(title[-60:])
    if not match or not (match["sign"] in "|•·" or is_outlet(match["outlet"])):
        return None
    end = len(title) - min(60, len(title)) + match.start()
    earlier = title.rfind(" | ", 0, end)
    return Outlet(earlier if earlier > 0 else end, match["outlet"].strip())


def copyright_outlet(text: str) -> str | None:
    """Return the name in a copyright line ("© 2025 Example News. All rights reserved."), or None."""
    match = _COPYRIGHT.match(text)
    return match["outlet"].split(". ")[0].rstrip(".,") if match else None


def name_line(text: str) -> str | None:
    """Return the name that a line consists of, without what stands behind a bar, or None."""
    name = re.split(r"\s[|/]\s", text)[0]
    return name if _NAME_LINE.fullmatch(name) and not any(char.isdigit() for char in name) else None


def is_body(name: str) -> bool:
    """Whether a name is that of an authority or an institute, by `outlets.toml`."""
    return any(word in _outlets().bodies for word in name.casefold().split())


def self_named(paragraphs: list[str]) -> str | None:
    """Return the publisher that names itself in the prose ("Example reports this, ..."), or None."""
    for pattern in _SELF:
        for text in paragraphs:
            match = pattern.search(text[:400])
            if match:
                return match["outlet"].removesuffix("’s").removesuffix("'s").rstrip(".")
    return None


def is_outlet(name: str) -> bool:
    """Whether a name is told to be a publisher's by `outlets.toml`."""
    table = _outlets()
    folded = name.strip().casefold()
    return folded in table.names or any(word in table.words for word in folded.replace(".", " ").split())


def is_published_label(text: str) -> bool:
    """Whether a line says that its date is the day of publication."""
    return bool(calendar().published.search(text))


def _outlet(name: str | None) -> str | None:
    return name.strip() if name and any(char.isupper() for char in name) else None


def _last_name(names: str) -> str:
    """Return the last of several names in a credit: the one whose report it is."""
    return re.split(r"\s[-–/|•]\s", names)[-1]


def _is_capitals(place: str) -> bool:
    first = re.split(r"[,\s]", place, maxsplit=1)[0]
    return len(first) >= 3 and first.isupper()


class _Outlets(NamedTuple):
    words: frozenset[str]
    names: frozenset[str]
    bodies: frozenset[str]


@cache
def _outlets() -> _Outlets:
    table = tomllib.loads(Path(__file__).with_name("outlets.toml").read_text(encoding="utf-8"))
    return _Outlets(*(frozenset(table[key]) for key in _Outlets._fields))
