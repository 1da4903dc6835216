"""Word pieces, and the windows of a text that hold its figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.reading.pieces import Piece, Vocabulary
from pipeline.extraction.reading.reader import WORDS
from pipeline.extraction.reading.windows import LEAD, STRIDE, WINDOW, windows


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    words = [
        "[PAD]",
        "[UNK]",
        "the",
        "mine",
        "##rs",
        "##r",
        "un",
        "##mine",
        ",",
        "l",
        "##odz",
        "工",
        "3",
        "##4",
    ]
    path = tmp_path_factory.mktemp("words") / "vocab.txt"
    path.write_text("\n".join(words), "utf-8")
    return Vocabulary(path)


@pytest.fixture(scope="module")
def whole() -> Vocabulary:
    return Vocabulary(WORDS)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The miners", [("the", 0, 3), ("mine", 4, 8), ("##rs", 8, 10)]),
        ("unmine,3", [("un", 0, 2), ("##mine", 2, 6), (",", 6, 7), ("3", 7, 8)]),
        ("lódz", [("l", 0, 1), ("##odz", 1, 4)]),
        ("工工", [("工", 0, 1), ("工", 1, 2)]),
        ("3\u200b4", [("3", 0, 1), ("##4", 2, 3)]),
        ("cave mine", [("[UNK]", 0, 4), ("mine", 5, 9)]),
        ("mine" * 26, [("[UNK]", 0, 104)]),
        ("  \n", []),
    ],
)
def test_a_text_in_pieces(small: Vocabulary, text: str, pieces: list[tuple[str, int, int]]) -> None:
    names = {number: word for word, number in small._numbers.items()}
    assert [(names[one.number], one.start, one.end) for one in small.pieces(text)] == pieces


@given(text=st.text(max_size=80))
def test_pieces_stand_in_their_order_and_within_the_text(whole: Vocabulary, text: str) -> None:
    pieces = whole.pieces(text)
    assert all(0 <= one.start < one.end <= len(text) for one in pieces)
    assert [one.start for one in pieces] == sorted(one.start for one in pieces)


def row(count: int) -> list[Piece]:
    return [Piece(1000 + at, 2 * at, 2 * at + 1) for at in range(count)]


@pytest.mark.parametrize("count", [1, LEAD, WINDOW, WINDOW + 1, 1000, 5000])
def test_every_figure_is_read_once_and_amid_its_window(count: int) -> None:
    figures = list(range(0, 2 * count, 14))
    found = list(windows(row(count), figures))
    assert sorted(place for window in found for place in window.figures) == list(range(len(figures)))
    for window in found:
        assert len(window.pieces) <= WINDOW + LEAD + 2
        assert window.pieces[1] == 1000  # the lead is always in view
        for place in window.figures:
            at = window.pieces_of(figures[place], figures[place] + 1)
            assert at is not None
            assert window.offsets[at[0]] == (figures[place], figures[place] + 1)
            begin = next(k for k, (start, _) in enumerate(window.offsets) if start >= 2 * LEAD or k == 1)
            margin = (WINDOW - STRIDE) // 2
            near_an_end = figures[place] < 2 * margin or figures[place] > 2 * (count - margin)
            assert near_an_end or count <= WINDOW or margin - LEAD <= at[0] - begin <= WINDOW - margin + LEAD


def test_no_figure_or_no_piece_is_no_window() -> None:
    assert list(windows([], [3])) == []
    assert list(windows(row(10), [])) == []


def test_a_stretch_outside_a_window_has_no_pieces() -> None:
    (window,) = windows(row(10), [4])
    assert window.pieces_of(0, 3) == (1, 2)
    assert window.pieces_of(1, 2) is None  # between two pieces
    assert window.pieces_of(40, 50) is None
