"""Page chrome told by its wording: the phrases of `chrome.toml`, matched against one block.

Here belongs the matching alone. What a match means for the blocks after it is decided in `layout`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

Zone = Literal["list", "end", "next"]

# A line longer than this is not chrome, whatever phrase it contains.
_LONGEST = 600
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_EDGE = " \t\xa0*_#[](){}<>|/\\:;,.·•▪●›»«‹→←↑↓+-–—…!?\"'“”"
_EDGE_NO_COUNT = _EDGE.replace("#", "")


class Rule(NamedTuple):
    """Why a line is chrome, and whether it opens a list of other documents."""

    reason: str
    zone: Zone | None


class _Phrases(NamedTuple):
    whole: dict[str, Rule]
    starts: dict[str, Rule]
    starts_pattern: re.Pattern[str]
    contains: dict[str, Rule]
    contains_pattern: re.Pattern[str]


def match(line: str) -> Rule | None:
    """Return the rule that makes a line chrome, None if no phrase fits."""
    if len(line) > _LONGEST:
        return None
    phrases = _phrases()
    text = _NUMBER.sub("#", line.casefold().replace("’", "'").replace("\xa0", " "))
    for key in (text.strip(_EDGE_NO_COUNT), text.strip(_EDGE)):
        if key in phrases.whole:
            return phrases.whole[key]
    found = phrases.starts_pattern.match(text.lstrip("[*_•·-–—|> "))
    if found:
        return phrases.starts[found[0]]
    found = phrases.contains_pattern.search(text)
    if found:
        return phrases.contains[found[0]]
    return _row_of_labels(text)


def _row_of_labels(text: str) -> Rule | None:
    """Return a rule for a line in which each word is itself the label of a link, such as a row of share buttons."""
    whole = _phrases().whole
    words = [word.strip(_EDGE) for word in text.split()]
    words = [word for word in words if word]
    if 2 <= len(words) <= 30 and all(word in whole for word in words):
        return Rule(whole[words[0]].reason, None)
    return None


@cache
def _phrases() -> _Phrases:
    rules = tomllib.loads(Path(__file__).with_name("chrome.toml").read_text(encoding="utf-8"))["rule"]
    tables: dict[str, dict[str, Rule]] = {"whole": {}, "starts": {}, "contains": {}}
    for rule in rules:
        for scope, table in tables.items():
            for phrase in rule.get(scope, ()):
                table.setdefault(phrase, Rule(rule["reason"], rule.get("zone")))
    starts, contains = _pattern(tables["starts"]), _pattern(tables["contains"])
    return _Phrases(tables["whole"], tables["starts"], starts, tables["contains"], contains)


def _pattern(table: dict[str, Rule]) -> re.Pattern[str]:
    """Return a pattern of all phrases, the longest first, that matches whole words."""
    phrases = sorted(table, key=len, reverse=True)
    return re.compile("|".join(_whole_words(phrase) for phrase in phrases))


def _whole_words(phrase: str) -> str:
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() else ""
    return before + re.escape(phrase) + after
