"""Why a claim says what it says: the rules that fired, field by field, in a reader's words.

Here belongs the way from rule ids to sentences; what each rule means stands in `words/rules.toml`. Nothing is
decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.extraction.language.lexicon import read_toml
from pipeline.records import Claim


@dataclass(frozen=True)
class Reason:
    """One field of a claim: its `value` in words, the ids of the rules that gave it, and what these say."""

    field: str
    value: str
    rules: tuple[str, ...]
    words: str


def reasons(claim: Claim) -> Iterator[Reason]:
    """Yield the fields of a claim with the rules that gave them; one that nothing told has the value "-"."""
    chain = " <- ".join(link.party for link in reversed(claim.chain))
    values = {
        "value": _value(claim),
        "counted": claim.counted,
        "event": claim.event,
        "status": claim.status,
        "actor": claim.actor,
        "place": claim.place,
        "time": claim.time_text,
        "origin": chain,
    }
    for field, value in values.items():
        fired = tuple(rule for rule in claim.rules if field_of(rule) == field)
        said = "; ".join(dict.fromkeys(meaning(rule) for rule in fired))
        yield Reason(field, value or "-", fired, said)


def field_of(rule: str) -> str:
    """Return the field that a rule decides: the first part of its id names it."""
    family = rule.partition(".")[0]
    return _rules()["fields"].get(family, family)


def meaning(rule: str) -> str:
    """Return what a rule says: its own words, or those of its family where each id names a word of a list."""
    words = _rules()["meanings"]
    return words.get(rule) or words.get(rule.partition(".")[0], "")


@cache
def _rules() -> dict[str, Any]:
    return read_toml("rules")


def _value(claim: Claim) -> str:
    """Return the value of a claim as an interval, with its unit and bound."""
    low, high = _number(claim.low), _number(claim.high)
    if claim.low == claim.high:
        shown = low
    elif claim.high is None:
        shown = f"{low} or more"
    else:
        shown = f"{high} or fewer" if claim.low is None else f"{low} to {high}"
    return " ".join(part for part in (shown, claim.unit, f"({claim.bound})") if part)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")
