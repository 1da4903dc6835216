"""Renaming: the name under which an actor is given."""

from collections.abc import Callable

import pytest

from pipeline.records import Claim

Find = Callable[[str, str], Claim]

TEXTS = [
    ("Brask Motors has built a plant.\n\nThe carmaker will cut 400 jobs.", "400", "Brask Motors"),
    (
        "Oster Steel posted a loss in May.\n\nThe Canadian company expects 40 job cuts.",
        "40",
        "Oster Steel",
    ),
    (
        "The company has a plan.\n\nOster Steel will close a mill.\n\nThe cost is put at $40 million.",
        "$40 million",
        "Oster Steel",
    ),
    ("A Canadian official said 40 tanks had been put off.", "40", "Canada"),
    ("Some 40 Velmari soldiers left the port.\n\nIn Velmar, 30 are still there.", "Some 40", "Velmar"),
]


@pytest.mark.parametrize(("text", "figure", "actor"), TEXTS)
def test_an_actor_goes_by_its_name(claim: Find, text: str, figure: str, actor: str) -> None:
    assert claim(text, figure).actor == actor


@pytest.mark.parametrize("word", ["Nobody", "Shares", "August"])
def test_what_only_opens_a_sentence_is_no_actor(claim: Find, word: str) -> None:
    text = f"Oster Steel will close a mill.\n\n{word} combined volumes of its mills fell by 40 per cent."
    assert claim(text, "40 per cent").actor != word
