"""A brief.yaml of any size and shape is read, or refused with a place, in work that grows with its length."""

from __future__ import annotations

import difflib
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.briefs import BriefError, parse_brief
from pipeline.briefs import nearest as nearest_module
from pipeline.briefs.nearest import Nearest

QUESTION = "questions:\n  - id: q\n    title: Boats lost\n    category: boats\n    event: destroyed\n"


def refused(text: str) -> BriefError:
    with pytest.raises(BriefError) as told:
        parse_brief(text, "b")
    return told.value


@given(
    st.lists(st.text("abcd", max_size=9), max_size=12),
    st.text("abcd", max_size=9),
    st.sampled_from([0.7, 0.8, 0.86, 0.95]),
)
def test_the_nearest_word_is_the_one_that_comparing_with_all_finds(
    words: list[str], word: str, least: float
) -> None:
    listed = [one for one in words if one != word and len(one) > 1]
    slow = difflib.get_close_matches(word, listed, n=1, cutoff=least)
    found = Nearest(listed, least).of(word)
    if slow and 2 * len(slow[0]) > 6:
        assert found == slow[0]


def test_few_words_are_compared_to_find_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    close = difflib.get_close_matches

    def counting(word: str, near: list[str], **how: object) -> list[str]:
        compared.append(len(near))
        return close(word, near, **how)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(nearest_module.difflib, "get_close_matches", counting)
    search = Nearest([f"{letter}arb{number}our" for letter in "bcdfgh" for number in range(500)], 0.86)
    assert search.of("harb477oor") == "harb477our"
    assert compared[0] < 300


def test_the_file_is_scanned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    scan = yaml.scanner.Scanner.__init__

    def counting(self: object) -> None:
        begun.append(1)
        scan(self)

    monkeypatch.setattr(yaml.scanner.Scanner, "__init__", counting)
    parse_brief("title: A\n" + QUESTION, "b")
    assert len(begun) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: A\nplaces:\n" + "".join(f"  T{n}: {{within: T{n + 1}}}\n" for n in range(40)) + QUESTION, 3,
         "'T0' lies within more than 30 others"),
        (f"title: A\nsources: [{'a, ' * 40_000}]\n", 2, "far more is written here"),
        ("title: A\n" + "".join(f"k{n}: 1\n" for n in range(3000)) + QUESTION, 2, "unknown key 'k0'"),
        (f"title: A\n{QUESTION}    place: [{'Noway, ' * 3000}]\n", 7, "did you mean 'Norway'?"),
        ("title: A\ntext: " + "[" * 30 + "]" * 30, 2, "nested too deeply"),
    ],
    ids=["nested table", "values", "unknown keys", "misspelt places", "depth"],
)  # fmt: skip
def test_what_is_too_much_is_refused_at_its_place(text: str, line: int, words: str) -> None:
    first = refused(text).problems[0]
    assert first.line == line
    assert words in first.message


def test_of_very_many_mistakes_the_first_are_worded() -> None:
    told = refused(f"title: A\n{QUESTION}    place: [{'Noway, ' * 3000}]\n")
    assert len(told.problems) == 200
    assert [problem.column for problem in told.problems[:2]] == [13, 20]


@pytest.mark.parametrize(
    "rows",
    [
        lambda n: "places:\n" + "".join(f"  Town{i}: {{within: Norway}}\n" for i in range(n)) + QUESTION,
        lambda n: "organisations:\n" + "".join(f"  - name: Body {i}\n" for i in range(n)) + QUESTION,
        lambda n: QUESTION + "    place: [" + ", ".join(f"Town{i}" for i in range(n)) + "]\n",
    ],
    ids=["places", "organisations", "unlisted words"],
)
def test_a_large_brief_that_is_right_is_read(rows: Callable[[int], str]) -> None:
    assert parse_brief("title: A\n" + rows(2000), "b").title == "A"
