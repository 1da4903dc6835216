"""The rules of reconciliation as data: their ids, versions, texts, sentences and the confidence table.

Here belongs reading `rules.toml`. Where each rule is applied, its id stands in the code.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from pipeline.records import Change, Confidence, Prospect, Verdict

_FILE = Path(__file__).parent / "rules.toml"


class Rule(BaseModel):
    """One rule: `sentence` is what a briefing says when it fires, with $names to fill in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    version: int
    text: str
    source: str
    sentence: str | None = None


class ProspectRow(BaseModel):
    """What would change an estimate: the kind of change, the rule by which it would, and the sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    change: Change
    rule: str
    sentence: str


class ConfidenceRow(BaseModel):
    """One row of the confidence table; `verdicts` empty means any."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: Confidence
    verdicts: tuple[Verdict, ...]
    origins: int
    best_grade: str | None = None
    fresh: bool = False
    beyond_parties: bool = False
    sentence: str


@lru_cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@lru_cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its id."""
    return {row["id"]: Rule(**row) for row in _data()["rule"]}


@lru_cache
def prospects() -> Mapping[Change, ProspectRow]:
    """Return every kind of change that an outlook may tell of."""
    return {row["change"]: ProspectRow(**row) for row in _data()["prospect"]}


@lru_cache
def confidence_table() -> tuple[ConfidenceRow, ...]:
    """Return the confidence table, in the order in which its rows are tried."""
    return tuple(ConfidenceRow(**row) for row in _data()["confidence"])


@lru_cache
def rules_version() -> str:
    """Return the version of the rules with a digest of their text, so that no change goes unseen."""
    return f"{_data()['version']}-{hashlib.sha256(_FILE.read_bytes()).hexdigest()[:8]}"


@lru_cache
def comparison_sentences() -> Mapping[str, str]:
    """Return what is said of claims side by side, by how they stand."""
    return dict(_data()["comparison"])


def sentence(rule_id: str, **names: str) -> str:
    """Return the sentence of a rule with its names filled in; KeyError if a name is missing or there is
    none."""
    return _template(rule_id).format(**names)


@lru_cache
def _template(rule_id: str) -> str:
    template = rules()[rule_id].sentence
    if template is None:
        raise KeyError(f"rule {rule_id} has no sentence")
    return template


def prospect(change: Change, **names: str) -> Prospect:
    """Return what would change an estimate, its sentence with the names filled in; KeyError if one is
    missing."""
    row = prospects()[change]
    return Prospect(change=change, rule=row.rule, sentence=row.sentence.format(**names))
