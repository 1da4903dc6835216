"""A brief.yaml is read strictly, safely, and its mistakes are worded so that they can be mended."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from pipeline.briefs import Brief, BriefError, Organisation, Question, Source, brief_schema, parse_brief
from pipeline.briefs.cron import next_day
from pipeline.briefs.tree import Entry
from pipeline.briefs.vocabulary import events

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "briefs" / "north-korea-russia" / "brief.yaml"
QUESTION = "questions:\n  - id: hurt\n    title: People hurt\n    category: people\n    event: wounded\n"


def test_the_sample_brief_asks_its_questions_by_general_fields() -> None:
    brief = parse_brief(SAMPLE.read_text(encoding="utf-8"), "north-korea-russia")
    assert brief.id == "north-korea-russia"
    assert len(brief.questions) == 12
    assert brief.organisation("HUR") is not None
    assert brief.is_party("HUR")
    assert not brief.is_party("NIS")
    assert brief.next_issue(date(2025, 9, 7)) == date(2025, 9, 8)


def test_defaults_and_scalars_standing_for_lists() -> None:
    brief = parse_brief("title: Small\n" + QUESTION, "small")
    assert brief.horizon_days == 60
    assert brief.questions[0].category == ("people",)
    assert brief.questions[0].status == ("observed",)
    assert brief.next_issue(date(2025, 1, 1)) is None


def test_sources_are_found_by_pattern() -> None:
    sources = (Source(documents="wire-*", publisher="Wire"), Source(documents="*", publisher="Anybody"))
    brief = Brief(
        id="b",
        title="B",
        sources=sources,
        questions=(Question(id="q", title="Q", category=("people",), event=("killed",)),),
    )
    assert brief.source_of("wire-1.txt") == sources[0]
    assert brief.source_of("other.txt") == sources[1]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("title: A\nquesions: []\n", 2, 1, "did you mean 'questions'"),
        (
            "title: A\n" + QUESTION.replace("event: wounded", "event: [wonded]"),
            6,
            13,
            "did you mean 'wounded'",
        ),
        ("title: A\n" + QUESTION + "    status: planed\n", 7, 13, "did you mean 'planned'"),
        ("title: A\n" + QUESTION + "    place: Ukrane\n", 7, 12, "did you mean 'Ukraine'"),
        ("title: A\n" + QUESTION + "    actor: Rusia\n", 7, 12, "did you mean 'Russia'"),
        (
            "title: A\n" + QUESTION.replace("category: people", "category: peeople"),
            5,
            15,
            "did you mean 'people'",
        ),
        ("title: A\n" + QUESTION + "    titel: X\n", 7, 5, "did you mean 'title'"),
        ("title: A\nschedule: daily\n" + QUESTION, 2, 11, "five fields"),
        ("title: A\nschedule: '0 25 * * *'\n" + QUESTION, 2, 11, "hour"),
        (
            "title: A\n" + QUESTION + "  - {id: hurt, title: B, category: people, event: killed}\n",
            7,
            10,
            "is taken",
        ),
        ("title: A\ntitle: B\n" + QUESTION, 2, 1, "stands here twice"),
        ("title: 5\n" + QUESTION, 1, 8, "put it in quotes"),
        ("title: A\n" + QUESTION.replace("id: hurt", "id: Hurt People"), 3, 9, "lower-case letters"),
        ("title: A\n" + QUESTION + "    status: [observed, planned]\n", 7, 13, "never pooled"),
        ("id: a\ntitle: A\n" + QUESTION, 1, 1, "named by its folder"),
        ("title: A\nplaces:\n  Sector:\n    within: Nowhereland\n" + QUESTION, 4, 13, "not a listed word"),
        ("title: A\norganisations:\n  - aliases: [X]\n" + QUESTION, 3, 5, "'name' is missing"),
        ("title: [A\n", 2, 1, "not valid YAML"),
        ("- a\n- b\n", 1, 1, "keys such as"),
        ("", 1, 1, "keys such as"),
    ],
)
def test_each_mistake_is_told_with_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(BriefError) as told:
        parse_brief(text, "b")
    problems = told.value.problems
    assert any((p.line, p.column) == (line, column) and words in p.message for p in problems), problems
    assert all("\n" not in problem.message for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "title: !!python/object/apply:os.getcwd []\n",
        "title: " + "[" * 5000,
        "title: " + "{a: " * 200,
        "? [1, 2]\n: x\n",
        "title: \x00\n",
        "title: 2025-99-99\n" + QUESTION,
    ],
)
def test_hostile_text_is_refused_in_one_way(text: str) -> None:
    with pytest.raises(BriefError):
        parse_brief(text, "b")


def test_a_word_that_is_near_to_a_listed_one_can_be_declared() -> None:
    declared = "title: A\nplaces:\n  Ukrane:\n    within: Russia\n" + QUESTION + "    place: Ukrane\n"
    assert parse_brief(declared, "b").questions[0].place == ("Ukrane",)


@pytest.mark.parametrize(
    ("line", "after", "expected"),
    [
        ("0 6 * * *", date(2025, 12, 31), date(2026, 1, 1)),
        ("0 6 * * 1", date(2026, 11, 22), date(2026, 11, 23)),
        ("0 6 * * 7", date(2026, 11, 22), date(2026, 11, 29)),
        ("0 6 1 */3 *", date(2026, 2, 1), date(2026, 4, 1)),
        ("0 6 15 * 5", date(2026, 11, 14), date(2026, 11, 15)),
        ("0 6 30 2 *", date(2026, 1, 1), None),
    ],
)
def test_the_next_issue_follows_the_schedule(line: str, after: date, expected: date | None) -> None:
    assert next_day(line, after) == expected


def test_the_schema_for_editors_is_current() -> None:
    assert (ROOT / "briefs" / "brief.schema.json").read_text(encoding="utf-8") == brief_schema()


def test_the_schema_knows_every_key_of_the_sample() -> None:
    schema = json.loads(brief_schema())
    sample = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    assert set(sample) <= set(schema["properties"])
    assert set(sample["questions"][0]) <= set(schema["$defs"]["Question"]["properties"])


@pytest.mark.parametrize("model", [Brief, Question, Organisation, Source, Entry])
def test_every_key_is_documented(model: type) -> None:
    page = (ROOT / "docs" / "brief.md").read_text(encoding="utf-8")
    keys = set(model.model_fields) - ({"id", "rulings"} if model is Brief else set())  # type: ignore[attr-defined]
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_every_event_is_documented() -> None:
    page = (ROOT / "docs" / "brief.md").read_text(encoding="utf-8")
    assert {word for word in events() if f"`{word}`" not in page} == set()


def test_the_examples_of_the_documentation_are_briefs() -> None:
    page = (ROOT / "docs" / "brief.md").read_text(encoding="utf-8")
    examples = [block.partition("```")[0] for block in page.split("```yaml\n")[1:]]
    shortest = next(example for example in examples if example.startswith("title:"))
    tables = next(example for example in examples if example.startswith("places:"))
    assert parse_brief(shortest + tables, "delta").questions[0].id == "drowned"
