"""What a claim counts, where and whose, and how that relates to what a question asks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciliation_piles import ask, claim, document

from pipeline.briefs import Question, Vocabulary
from pipeline.briefs.tree import Entry
from pipeline.reconciliation.keys import Fit, Scope, key_of

TEXT = document("text", "2025-09-07")
WORDS = Vocabulary(
    places={"Ukrainian border": Entry(also=("border of Russia and Ukraine",), within="Russia")}
)


@pytest.mark.parametrize(
    ("phrase", "path"),
    [
        ("Kurshchyna", ("Kursk region", "Russia")),
        ("the Kursk region", ("Kursk region", "Russia")),
        ("Russian territory", ("Russia",)),
        ("DPRK", ("North Korea",)),
        ("Alabuga zone", ("Yelabuga", "Tatarstan", "Russia")),
        ("Moscow", ("Moscow", "Russia")),
        ("northern Syria", ("northern syria", "Syria")),
        ("areas close to the Ukrainian border", ("Ukrainian border", "Russia")),
        ("Russia’s border with Ukraine", ("Ukrainian border", "Russia")),
        ("near Bakhmut", ("near bakhmut", "Donetsk region", "Ukraine")),
        ("Springfield", ("springfield",)),
    ],
)
def test_places_lead_to_what_contains_them(phrase: str, path: tuple[str, ...]) -> None:
    assert WORDS.place(phrase) == frozenset((path,))


def test_several_places_are_taken_together() -> None:
    both = WORDS.place("Russia and Ukraine")
    assert both == WORDS.place("Ukraine, Russia")
    assert WORDS.relate_places(WORDS.place("Kursk region"), both) == "part"
    assert WORDS.relate_places(WORDS.place("France"), both) == "disjoint"
    assert WORDS.relate_places(WORDS.place("Springfield"), both) == "unknown"
    assert WORDS.place("Bosnia and Herzegovina") == frozenset((("Bosnia and Herzegovina",),))


@pytest.mark.parametrize(
    ("counted", "head", "path"),
    [
        (
            "North Korean construction troops",
            "troops",
            ("construction troops", "troops", "personnel", "people"),
        ),
        ("another such soldier", "soldier", ("troops", "personnel", "people")),
        ("elite North Korean troops", "troops", ("elite troops", "troops", "personnel", "people")),
        ("specialists in many trades", "specialists", ("specialists", "people")),
        ("pieces of equipment", "pieces", ("equipment",)),
        ("North Koreans", None, ("people",)),
        ("Thousands", "soldiers", ("troops", "personnel", "people")),
        ("tulips", "tulips", ("tulips",)),
        (None, None, None),
    ],
)
def test_what_is_counted(counted: str | None, head: str | None, path: tuple[str, ...] | None) -> None:
    assert WORDS.category(counted, head) == path


def test_a_state_speaks_through_its_organs_and_its_capital() -> None:
    assert WORDS.actor("Pyongyang") == WORDS.actor("the North Korean army") == frozenset(("North Korea",))
    assert WORDS.actor("Russia and Ukraine") == frozenset(("Russia", "Ukraine"))
    assert WORDS.actor("Acme Mills") == frozenset(("acme mills",))


def fit(brief_scope: dict[str, object], **fields: object) -> Fit:
    question = ask(**brief_scope).questions[0]
    told = claim(TEXT, 100, **fields)  # type: ignore[arg-type]
    return Scope(question, WORDS, [question]).match(key_of(told, WORDS)).fit


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "same"),
        ({"place": "Russia"}, "same"),
        ({"place": "Kursk region"}, "part"),
        ({"place": "France"}, "off"),
        ({"place": "Springfield"}, "kin"),
        ({"counted": "officers"}, "part"),
        ({"counted": "deaths"}, "same"),
        ({"counted": "people"}, "kin"),
        ({"counted": "specialists"}, "kin"),
        ({"counted": "tanks"}, "off"),
        ({"actor": "DPRK"}, "same"),
        ({"actor": None}, "kin"),
        ({"actor": "Ukraine"}, "off"),
        ({"event": "wounded"}, "off"),
        ({"event": None}, "kin"),
        ({"status": "planned"}, "off"),
        ({"temporality": "flow"}, "off"),
        ({"additional": True}, "off"),
        ({"unit": "%"}, "off"),
    ],
)
def test_how_a_claim_fits_a_question(fields: dict[str, object], expected: Fit) -> None:
    assert fit({"place": "Russia", "temporality": "cumulative"}, **fields) == expected


def test_categories_that_exclude_each_other_are_parts_of_a_sum() -> None:
    scope = {"category": ["construction troops", "military engineers"], "event": "deployed"}
    told = {"event": "deployed", "temporality": "flow"}
    assert fit(scope, counted="construction troops", **told) == "element"
    assert fit(scope, counted="sappers", **told) == "element"
    assert fit(scope, counted="soldiers", **told) == "kin"
    assert fit({**scope, "category": ["troops", "personnel"]}, counted="personnel", **told) == "same"


def test_a_claim_without_a_place_is_meant_for_the_widest_question() -> None:
    def question(name: str, place: str) -> Question:
        return Question(id=name, title="T", category=("troops",), event=("killed",), place=(place,))

    wide, narrow = question("wide", "Russia"), question("narrow", "Kursk region")
    key = key_of(claim(TEXT, 100), WORDS)
    assert Scope(wide, WORDS, [wide, narrow]).match(key).fit == "same"
    assert Scope(narrow, WORDS, [wide, narrow]).match(key).fit == "kin"
    assert Scope(narrow, WORDS, [narrow]).match(key).fit == "same"


@given(st.text(max_size=60), st.text(max_size=12))
def test_any_text_is_looked_up_in_the_same_way_twice(phrase: str, head: str) -> None:
    assert WORDS.place(phrase) == WORDS.place(phrase)
    assert all(path for path in WORDS.place(phrase))
    path = WORDS.category(phrase, head)
    assert path is None or all(isinstance(word, str) for word in path)
    assert WORDS.relate_places(WORDS.place(phrase), WORDS.place(phrase)) == "same"
    assert WORDS.actor(phrase) == WORDS.actor(phrase)


def test_a_very_long_phrase_takes_no_time() -> None:
    start = time.process_time()
    WORDS.place("and the border of " * 20000)
    WORDS.category("north korean " * 20000, "troops")
    WORDS.actor("north of " * 20000)
    assert time.process_time() - start < 2
