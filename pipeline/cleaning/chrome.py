"""Page chrome told by its wording: the phrases of `chrome.toml`, matched against one block.

Here belongs the matching alone. What a match means for the blocks after it is decided in `layout`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline.cleaning.blocks import Block, tokens

Zone = Literal["list", "end", "next", "comments"]

# A line with more words than this is not chrome, whatever phrase it contains.
_LONGEST = 120
_ROW = 30
_SCOPES = ("whole", "starts", "labels", "contains")


class Rule(NamedTuple):
    """Why a line is chrome, and whether it opens a list of other documents or what readers wrote."""

    reason: str
    zone: Zone | None


class _Phrases(NamedTuple):
    """The phrases of each scope with their rules; `starts` and `contains` are found by one of their words."""

    whole: dict[str, Rule]
    labels: dict[str, Rule]
    starts: dict[str, dict[str, Rule]]
    contains: dict[str, dict[str, Rule]]


def match(block: Block) -> Rule | None:
    """Return the rule that makes a block chrome, None if no phrase fits."""
    words = _numbered(block.tokens)
    if not words or len(words) > _LONGEST:
        return None
    phrases, line = _phrases(), " ".join(words)
    found = phrases.whole.get(line) or phrases.whole.get(line.strip("# "))
    found = found or _within(phrases.starts.get(words[0]), line, start=True)
    if not found and ":" in block.text[:60]:
        found = phrases.labels.get(_phrase(block.text[:60].split(":", 1)[0]))
    if found:
        return found
    for word in phrases.contains.keys() & set(words):
        found = _within(phrases.contains[word], line, start=False)
        if found:
            return found
    return _row_of_labels(words)


def _within(phrases: dict[str, Rule] | None, line: str, start: bool) -> Rule | None:
    padded = f" {line} "
    for phrase, rule in (phrases or {}).items():
        if padded.startswith(f" {phrase} ") if start else f" {phrase} " in padded:
            return rule
    return None


def _row_of_labels(words: list[str]) -> Rule | None:
    """Return a rule for a line in which each word is itself the label of a link, such as a row of share
    buttons."""
    whole = _phrases().whole
    if 2 <= len(words) <= _ROW and all(word in whole for word in words):
        return Rule(whole[words[0]].reason, None)
    return None


def _numbered(words: list[str]) -> list[str]:
    return ["#" if word[0].isdigit() else word for word in words]


def _phrase(text: str) -> str:
    return " ".join(_numbered(tokens(text.replace("#", "0"))))


@cache
def _phrases() -> _Phrases:
    rules = tomllib.loads(Path(__file__).with_name("chrome.toml").read_text(encoding="utf-8"))["rule"]
    tables: dict[str, dict[str, Rule]] = {scope: {} for scope in _SCOPES}
    for rule in rules:
        for scope in _SCOPES:
            for phrase in rule.get(scope, ()):
                tables[scope].setdefault(_phrase(phrase), Rule(rule["reason"], rule.get("zone")))
    starts: dict[str, dict[str, Rule]] = {}
    for phrase, found in tables["starts"].items():
        starts.setdefault(phrase.split(" ", 1)[0], {})[phrase] = found
    contains: dict[str, dict[str, Rule]] = {}
    for phrase, found in tables["contains"].items():
        contains.setdefault(max(phrase.split(" "), key=len), {})[phrase] = found
    return _Phrases(tables["whole"], tables["labels"], starts, contains)
