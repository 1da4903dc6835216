"""The mistakes that people make in a brief.yaml: each is told once, in its place, with what to write instead;
and the JSON Schema for editors refuses what the parser refuses for its shape."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.briefs import BriefError, parse_brief

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "briefs" / "brief.schema.json").read_text(encoding="utf-8"))
SAMPLE = (ROOT / "briefs" / "north-korea-russia" / "brief.yaml").read_text(encoding="utf-8")
GOOD = "title: A\nquestions:\n  - id: hurt\n    title: Hurt\n    category: people\n    event: wounded\n"


def swap(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


# What the shape of the file alone tells: the schema must refuse these, too.
OF_SHAPE = [
    ("title: A\n", 1, 1, "'questions' is missing"),
    ("title: A\nquestions: []\n", 2, 12, "name at least one"),
    ("title: A\nquestions:\n", 2, 11, "nothing stands after it"),
    ("title: A\nquestions: hurt\n", 2, 12, "a list is meant"),
    ("title: A\nquestions:\n  - hurt\n", 3, 5, "keys are meant"),
    (swap("title: A", "title:"), 1, 7, "nothing stands after it"),
    (swap("title: A", "title: 2025"), 1, 8, "put it in quotes"),
    (swap("title: A", "title: ''"), 1, 8, "it is empty"),
    (swap("title: A", "title: #1"), 1, 7, "nothing stands after it"),
    ("period_start: 2025\n" + GOOD, 1, 15, "written as 2025-08-13"),
    ("horizon_days: sixty\n" + GOOD, 1, 15, "a whole number"),
    ("horizon_days: 60.5\n" + GOOD, 1, 15, "a whole number"),
    ("horizon_days: true\n" + GOOD, 1, 15, "a whole number"),
    ("horizon_days: 0\n" + GOOD, 1, 15, "at least 1"),
    ("horizon_days: 99999\n" + GOOD, 1, 15, "at most 3650"),
    ("schedule: 6\n" + GOOD, 1, 11, "five fields"),
    (swap("event: wounded", "event: []"), 6, 12, "name at least one"),
    (swap("event: wounded", "event: kiled"), 6, 12, "did you mean 'killed'"),
    (swap("event: wounded", "event: Wounded"), 6, 12, "did you mean 'wounded'"),
    (swap("event: wounded", "event: xyzzy"), 6, 12, "docs/brief.md lists"),
    (swap("event: wounded", "event: 5"), 6, 12, "a list is meant"),
    (swap("category: people", "category: []"), 5, 15, "name at least one"),
    (swap("category: people", "category: {a: b}"), 5, 15, "a list is meant"),
    (swap("category: people", "category: [people, 5]"), 5, 24, "put it in quotes"),
    (GOOD + "    status: Observed\n", 7, 13, "did you mean 'observed'"),
    (GOOD + "    status: []\n", 7, 13, "name at least one"),
    (GOOD + "    beside: [posible]\n", 7, 14, "did you mean 'possible'"),
    (GOOD + "    temporality: total\n", 7, 18, "one of stock, flow, cumulative"),
    (GOOD + "    additional: maybe\n", 7, 17, "true or false"),
    (GOOD + "    actor: [Russia, Ukraine]\n", 7, 12, "one word is meant"),
    (GOOD + "    Place: Russia\n", 7, 5, "did you mean 'place'"),
    (swap("id: hurt", "id: 5"), 3, 9, "put it in quotes"),
    (swap("id: hurt", "id: größe"), 3, 9, "lower-case letters"),
    (swap("id: hurt", "id: " + "a" * 70), 3, 9, "at most 64"),
    (swap("- id: hurt\n    title", "- title"), 3, 5, "'id' is missing"),
    ("organisations: [NIS]\n" + GOOD, 1, 17, "keys are meant"),
    ("organisations:\n  - {name: N, grade: a}\n" + GOOD, 2, 22, "did you mean 'A'"),
    ("organisations:\n  - {name: N, party: maybe}\n" + GOOD, 2, 22, "true or false"),
    ("organizations:\n  - {name: N}\n" + GOOD, 1, 1, "did you mean 'organisations'"),
    ("sources:\n  - {document: 'a*'}\n" + GOOD, 2, 6, "did you mean 'documents'"),
    ("places: [A]\n" + GOOD, 1, 9, "keys are meant"),
    ("places:\n  A: Russia\n" + GOOD, 2, 6, "keys are meant"),
    ("places:\n  A: {inside: Russia}\n" + GOOD, 2, 7, "one of also, within"),
]
# What only the words, the days or YAML itself tell.
OF_WORDS = [
    ("period_start: 13 Aug 2025\n" + GOOD, 1, 15, "written as 2025-08-13"),
    ("period_start: 2025-13-01\n" + GOOD, 1, 15, "no such day"),
    ("period_start: 2025-08-13 10:00:00\n" + GOOD, 1, 15, "without quotes"),
    ("schedule: '@daily'\n" + GOOD, 1, 11, "five fields"),
    ("schedule: * * * * *\n" + GOOD, 1, 12, "must stand in quotes"),
    (GOOD + "    place: [Rusia]\n", 7, 13, "did you mean 'Russia'"),
    (GOOD + "    place: Tripoli\n", 7, 12, "write 'Tripoli, Libya' or 'Tripoli, Lebanon'"),
    (
        "organisations:\n  - name: N\n  - {name: O, aliases: [n]}\n" + GOOD,
        3,
        25,
        "already belongs to 'N'",
    ),
    ("categories:\n  divers: {within: people, overlaps: [trops]}\n" + GOOD, 2, 39, "did you mean 'troops'"),
    ("categories:\n  divers: {within: divers}\n" + GOOD, 2, 20, "cannot lie within itself"),
    ("places:\n  A: {within: B}\n  B: {within: A}\n" + GOOD, 2, 15, "cannot lie within itself"),
    ("title: A\nquestions:\n\t- id: x\n", 3, 1, "a tab stands here"),
    (swap("title: A", "title: A: b"), 1, 9, "in quotes"),
    (swap("title: A", "title: &t A"), 1, 8, "anchors"),
    (swap("title: A", "title: !!binary aGk="), 1, 8, "tags"),
    (GOOD + "---\ntitle: B\n", 7, 1, "one file is one brief"),
    ("title: \x00\n", 1, 1, "cannot be printed"),
    ("# nothing\n", 1, 1, "keys such as"),
    ("# " + "x" * 10_000_000, 1, 1, "far too long"),
    (GOOD + "    event: killed\n", 7, 5, "stands here twice"),
    (swap("id: hurt", "id: edition"), 3, 9, "choose another"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), OF_SHAPE + OF_WORDS)
def test_each_mistake_is_told_once_in_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(BriefError) as told:
        parse_brief(text, "b")
    problems = told.value.problems
    assert (problems[0].line, problems[0].column) == (line, column), problems
    assert words in problems[0].message
    assert len(problems) == 1 or "itself" in words
    assert not re.search(r"tuple|dictionary|instance|validat|pydantic|NoneType", str(told.value))


def test_a_good_brief_has_no_mistake_in_either() -> None:
    for text in (GOOD, SAMPLE):
        assert parse_brief(text, "b")
        assert list(faults(plain(text), SCHEMA)) == []


@pytest.mark.parametrize("text", [text for text, _, _, _ in OF_SHAPE])
def test_the_schema_for_editors_refuses_the_shape(text: str) -> None:
    assert list(faults(plain(text), SCHEMA))


def plain(text: str) -> Any:
    """Return a YAML text as an editor hands it to a schema: days are text there."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def faults(value: Any, schema: dict[str, Any]) -> list[str]:
    """Return how a value breaks a schema, by the few keywords that the schema of a brief uses."""
    if "$ref" in schema:
        return faults(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        options = [faults(value, option) for option in schema["anyOf"]]
        return [] if [] in options else ["none of the options"]
    kinds = {
        "string": str,
        "integer": int,
        "boolean": bool,
        "array": list,
        "object": dict,
        "null": type(None),
    }
    kind = schema.get("type")
    if kind and (not isinstance(value, kinds[kind]) or (kind == "integer" and isinstance(value, bool))):
        return [f"no {kind}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append("not listed")
    if isinstance(value, str):
        found += ["length"] * (
            not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        )
        found += ["pattern"] * (re.search(schema.get("pattern", ""), value) is None)
        found += ["day"] * (schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value))
    if isinstance(value, int) and "minimum" in schema:
        found += ["limits"] * (not schema["minimum"] <= value <= schema["maximum"])
    if isinstance(value, list):
        found += ["too few"] * (len(value) < schema.get("minItems", 0))
        found += [fault for item in value for fault in faults(item, schema.get("items", {}))]
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        found += [f"{key} is missing" for key in schema.get("required", []) if key not in value]
        for key, inner in value.items():
            rule = known.get(key, others)
            found += faults(inner, rule) if isinstance(rule, dict) else ["unknown key"] * (not rule)
    return found
