"""Who says what in any text: source, cue and content as stretches of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sweeps import ALL
from work import calls

from pipeline.extraction import attributions


def read(text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each attribution as words."""

    def words(stretches: tuple[tuple[int, int], ...]) -> str:
        return " | ".join(text[start:end] for start, end in stretches)

    return [(words(a.source), words(a.cue), words(a.content)) for a in attributions(text)]


CASES = [
    (
        "The harbour office said that 40 boats had sunk.",
        ("The harbour office", "said", "that 40 boats had sunk"),
    ),
    ("Forty boats sank, the harbour office said.", ("the harbour office", "said", "Forty boats sank")),
    (
        "Forty boats, the harbour office said on Monday, had sunk.",
        ("the harbour office", "said", "Forty boats | on Monday, had sunk"),
    ),
    (
        "According to Anna Brisk, 40 boats had sunk.",
        ("Anna Brisk", "According to", "40 boats had sunk"),
    ),
    ("Forty boats sank, according to Anna Brisk.", ("Anna Brisk", "according to", "Forty boats sank")),
    (
        '"We lost 40 boats," said Anna Brisk. "Ten more are missing."',
        ("Anna Brisk", "said", '"We lost 40 boats," | "Ten more are missing."'),
    ),
    (
        "“We lost 40 boats. Ten more are missing,” Brisk said.",
        ("Brisk", "said", "“We lost 40 boats. Ten more are missing,”"),
    ),
    (
        "As the wind rose, Brisk said, “Ten boats are missing.”",
        ("Brisk", "said", "“Ten boats are missing.”"),
    ),
    ("Brisk’s claim that 40 boats sank is wrong.", ("Brisk’s", "claim", "that 40 boats sank is wrong")),
    ("The port agreed to buy 12 cranes.", ("The port", "agreed", "to buy 12 cranes")),
    (
        "Villagers criticised the port after 40 boats had sunk.",
        ("Villagers", "criticised", "the port"),
    ),
    (
        "The harbour office said boats had sunk, although 40 were later found.",
        ("The harbour office", "said", "boats had sunk"),
    ),
    ("BRISK: We lost 40 boats. Ten are missing.", ("BRISK", ":", "We lost 40 boats. Ten are missing.")),
    (
        "The survey, which reported 40 wrecks, is old.",
        ("The survey, which", "reported", "40 wrecks, is old"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_source_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


def test_each_speaker_has_a_clause_of_their_own() -> None:
    text = "The port said 40 boats sank, but the mayor said 50 had gone down."
    assert read(text) == [
        ("The port", "said", "40 boats sank"),
        ("the mayor", "said", "50 had gone down"),
    ]


def test_a_quotation_is_kept_from_who_spoke_before_it() -> None:
    text = "The port said it was calm, but “40 boats have sunk,” the mayor said."
    assert read(text) == [
        ("The port", "said", "it was calm"),
        ("the mayor", "said", "“40 boats have sunk,”"),
    ]


def test_what_somebody_quotes_is_part_of_their_words() -> None:
    assert read('"The port said 40 boats sank," Brisk said.') == [
        ("Brisk", "said", '"The port said 40 boats sank,"')
    ]


def test_a_speech_runs_over_paragraphs_that_open_with_a_mark() -> None:
    text = "Brisk said: “We lost 40 boats.\n“Ten more are missing.”\nThe sea is calm."
    assert read(text) == [("Brisk", "said", "“We lost 40 boats.\n“Ten more are missing.”")]


def test_words_after_a_line_that_ends_with_a_colon_belong_to_its_speaker() -> None:
    text = "The port reports:\nForty boats have sunk.\nThe sea is calm."
    assert read(text) == [("The port", "reports", "Forty boats have sunk.")]


def test_a_credit_below_a_quotation_names_its_speaker() -> None:
    assert read("“We lost 40 boats.” \n— Anna Brisk") == [("Anna Brisk", "—", "“We lost 40 boats.”")]


def test_two_apostrophes_are_a_quotation_mark() -> None:
    text = "''We lost 40 boats. Ten more are missing,'' Brisk said."
    assert read(text) == [("Brisk", "said", "''We lost 40 boats. Ten more are missing,''")]


def test_a_noun_is_no_cue() -> None:
    assert read("The tax plans cost 40 million, and 27 states pay for them.") == []


def test_words_that_name_nobody_are_no_source() -> None:
    assert read("Anybody who complains about 40 dollars is free to go.") == []
    assert read("The board met despite repeated warnings that 40 boats had sunk.") == []


PIECES = [*"“”\"'«»:,.;—\n ", "''", "said ", "Anna ", "that ", "40 ", "it ", "claim ", "by ", "who "]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_the_stretches_lie_in_the_text(text: str) -> None:
    for found in attributions(text):
        for stretches in (found.source, found.cue, found.content):
            assert stretches
            assert all(0 <= start < end <= len(text) for start, end in stretches)


@given(st.text())
def test_any_text_raises_nothing(text: str) -> None:
    attributions(text)


HOSTILE = [
    '"',
    "“",
    "”“",
    '" said ',
    "Anna said ",
    'Anna said "x." ',
    '"x," Anna said. "y." ',
    "«x “y ",
    "SMITH: x. ",
    "(AB) ",
    "the head of the agency said x. ",
    "Anna Brisk, mayor of Oruna, said x.\n",
    "according to ",
    "x",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_length_of_the_text(piece: str) -> None:
    size = (20_000 if ALL else 6_000) // len(piece)
    attributions(piece * 50)  # loads the word lists
    short, long = (calls(lambda text=piece * times: attributions(text)) for times in (size, 2 * size))
    assert long < 3 * short
