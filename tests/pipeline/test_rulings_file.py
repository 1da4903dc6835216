"""A rulings.yaml is read as strictly as a brief.yaml, and its mistakes are told as clearly."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from pipeline.briefs import Brief, BriefError, Question, parse_brief, rulings_schema, with_rulings
from pipeline.briefs.rulings import ACTS, Correction, Grading, Parting, Placing, Reference, Ruling
from pipeline.briefs.when import interval

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "briefs" / "north-korea-russia"
BRIEF = Brief(id="b", title="B", questions=(Question(id="q", title="Q", category="people", event="killed"),))
HEAD = "rulings:\n  - id: first\n    on: 2026-05-09\n    by: A. Reader\n    reason: It says so.\n"
CLAIM = "c0123456789"


def ruled(text: str) -> tuple[Ruling, ...]:
    return with_rulings(BRIEF, text).rulings


def test_each_act_is_read() -> None:
    acts = {
        "reject": f"[{CLAIM}, {{document: a.txt, figure: about 600, nth: 2}}]",
        "correct": f"{{claim: {CLAIM}, status: planned, place: Kursk region, said_on: 2025-09, unit: null}}",
        "merge": f"{{claims: {CLAIM}, question: q}}",
        "split": f"{{claims: [{CLAIM}], question: q}}",
        "same_origin": "[Port Office, Harbour Master]",
        "different_origin": f"{{claims: {CLAIM}, origin: Port Office}}",
        "grade": "{origin: Port Office, grade: B}",
    }
    assert set(acts) == set(ACTS)
    for act, written in acts.items():
        (ruling,) = ruled(f"{HEAD}    {act}: {written}\n")
        assert ruling.act == act
        assert (ruling.on, ruling.by) == (date(2026, 5, 9), "A. Reader")
    (correction,) = ruled(f"{HEAD}    correct: {acts['correct']}\n")
    assert correction.correct
    assert correction.correct.fields == ("unit", "status", "place", "said_on")
    (rejected,) = ruled(f"{HEAD}    reject: {acts['reject']}\n")
    assert rejected.reject == (
        Reference(claim=CLAIM),
        Reference(document="a.txt", figure="about 600", nth=2),
    )


def test_the_last_ruling_can_be_deleted() -> None:
    assert ruled("rulings:\n") == ruled("rulings: []\n") == ()


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("rulngs: []\n", 1, 1, "did you mean 'rulings'"),
        ("- a\n", 1, 1, "the key 'rulings:'"),
        (f"{HEAD}    regect: {CLAIM}\n", 6, 5, "did you mean 'reject'"),
        (HEAD, 2, 5, "exactly one of"),
        (f"{HEAD}    reject: {CLAIM}\n    grade: {{origin: X, grade: B}}\n", 2, 5, "reject and grade"),
        (f"{HEAD}    reject: x9\n", 6, 13, "id of a claim"),
        (f"{HEAD}    reject: {{document: a.txt}}\n", 6, 13, "'document' and 'figure' together"),
        (f"{HEAD}    reject: {{document: a.txt, figur: b}}\n", 6, 31, "did you mean 'figure'"),
        (f"{HEAD}    reject: {{document: a.txt, figure: 600}}\n", 6, 39, "put it in quotes"),
        (f"{HEAD}    correct: {{claim: {CLAIM}}}\n", 6, 14, "which field"),
        (f"{HEAD}    correct: {{claim: {CLAIM}, status: planed}}\n", 6, 43, "did you mean 'planned'"),
        (f"{HEAD}    correct: {{claim: {CLAIM}, status: null}}\n", 6, 43, "cannot be left empty"),
        (f"{HEAD}    correct: {{claim: {CLAIM}, event: kiled}}\n", 6, 42, "did you mean 'killed'"),
        (f"{HEAD}    correct: {{claim: {CLAIM}, place: Ukrane}}\n", 6, 42, "did you mean 'Ukraine'"),
        (f"{HEAD}    correct: {{claim: {CLAIM}, low: 9, high: 3}}\n", 6, 40, "above high"),
        (f"{HEAD}    correct: {{claim: {CLAIM}, value: 9, high: 3}}\n", 6, 14, "not both"),
        (f"{HEAD}    correct: {{claim: {CLAIM}, time: May}}\n", 6, 41, "2025-09-07"),
        (f"{HEAD}    grade: {{origin: X, grade: G}}\n", 6, 31, "unknown word 'G'"),
        (f"{HEAD}    grade: {{grade: B}}\n", 6, 12, "either an 'origin' or a 'source'"),
        (f"{HEAD}    same_origin: [X]\n", 6, 18, "at least 2"),
        (f"{HEAD.replace('2026-05-09', 'May')}    reject: {CLAIM}\n", 3, 9, "a day is meant"),
        (f"{HEAD.replace('first', 'My Ruling')}    reject: {CLAIM}\n", 2, 9, "lower-case letters"),
        (f"{HEAD}    reject: {CLAIM}\n{HEAD[9:]}    reject: {CLAIM}\n", 7, 9, "is taken"),
    ],
)
def test_each_mistake_is_told_with_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(BriefError) as told:
        ruled(text)
    (problem,) = told.value.problems
    assert (problem.line, problem.column) == (line, column), problem
    assert words in problem.message
    assert told.value.file == "rulings.yaml"


def pair(one: str, other: str, day: str = "2026-05-09") -> str:
    second = HEAD[9:].replace("first", "second").replace("2026-05-09", day)
    return f"{HEAD}    {one}\n{second}    {other}\n"


@pytest.mark.parametrize(
    ("one", "other", "column"),
    [
        (f"correct: {{claim: {CLAIM}, status: planned}}", f"correct: {{claim: {CLAIM}, status: denied}}", 43),
        (f"correct: {{claim: {CLAIM}, value: 5}}", f"correct: {{claim: {CLAIM}, high: 6}}", 41),
        (f"merge: {{claims: {CLAIM}, question: q}}", f"split: {{claims: {CLAIM}, question: q}}", 21),
        ("grade: {origin: X, grade: A}", "grade: {origin: X, grade: B}", 31),
    ],
)
def test_contradictions_of_a_day_are_mistakes_and_later_ones_are_not(
    one: str, other: str, column: int
) -> None:
    with pytest.raises(BriefError) as told:
        ruled(pair(one, other))
    (problem,) = told.value.problems
    assert (problem.line, problem.column) == (11, column)
    assert "contradicts ruling 'first'" in problem.message
    assert len(ruled(pair(one, other, day="2026-05-10"))) == 2


def test_a_brief_cannot_rule() -> None:
    with pytest.raises(BriefError, match=r"rulings stand in a rulings\.yaml"):
        parse_brief("title: A\nrulings: []\nquestions: []\n", "b")


def test_on_is_a_word_and_truth_has_two() -> None:
    question = "questions:\n  - {id: q, title: No, category: people, event: killed, additional: yes}\n"
    brief = parse_brief(f"title: On\n{question}", "b")
    assert (brief.title, brief.questions[0].title, brief.questions[0].additional) == ("On", "No", True)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2025-09-07", date(2025, 9, 7), date(2025, 9, 7)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-08/2025-09-03", date(2025, 8, 1), date(2025, 9, 3)),
        ("2025-09/..", date(2025, 9, 1), None),
        ("../2025-09-07", None, date(2025, 9, 7)),
    ],
)
def test_days_as_a_person_writes_them(written: str, start: date | None, end: date | None) -> None:
    found = interval(written)
    assert (found.start, found.end, found.basis) == (start, end, "stated")


@pytest.mark.parametrize(
    "written", ["..", "../..", "2025-13", "9 May", "2025-09/2025-08", "a/b/c", "", "2025-9"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"date|begins"):
        interval(written)


def test_a_brief_on_a_day_has_the_rulings_made_by_then_in_their_order() -> None:
    late = pair(f"reject: {CLAIM}", "grade: {source: wire-*, grade: C}", day="2026-05-01")
    brief = with_rulings(BRIEF, late)
    assert [r.id for r in brief.on(date(2026, 5, 9)).rulings] == ["second", "first"]
    assert [r.id for r in brief.on(date(2026, 5, 8)).rulings] == ["second"]
    assert brief.on(date(2026, 4, 1)).rulings == ()


def test_the_schema_for_editors_is_current() -> None:
    assert (ROOT / "briefs" / "rulings.schema.json").read_text(encoding="utf-8") == rulings_schema()


def test_the_schema_knows_every_key_of_the_sample() -> None:
    schema = json.loads(rulings_schema())
    for ruling in yaml.safe_load((SAMPLE / "rulings.yaml").read_text(encoding="utf-8"))["rulings"]:
        keys = {"on" if key is True else key for key in ruling}
        assert keys <= set(schema["$defs"]["Ruling"]["properties"])


@pytest.mark.parametrize("model", [Ruling, Reference, Correction, Placing, Parting, Grading])
def test_every_key_is_documented(model: type) -> None:
    page = (ROOT / "docs" / "how-to" / "rule-on-a-claim.md").read_text(encoding="utf-8")
    assert {key for key in model.model_fields if f"`{key}`" not in page} == set()  # type: ignore[attr-defined]


def test_the_examples_of_the_documentation_are_rulings() -> None:
    page = (ROOT / "docs" / "how-to" / "rule-on-a-claim.md").read_text(encoding="utf-8")
    examples = [block.partition("```")[0] for block in page.split("```yaml\n")[1:]]
    acts = {ruling.act for example in examples for ruling in ruled(example)}
    assert acts == set(ACTS)
