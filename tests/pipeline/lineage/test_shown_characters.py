"""Every character that a page must not show as it is, by its place: the first and the last of each kind."""

from __future__ import annotations

import pytest

from pipeline.lineage import day_text, shown

REPLACED = {
    "C1 controls": (0x80, 0x9F),
    "embeddings and overrides": (0x202A, 0x202E),
    "isolates": (0x2066, 0x2069),
    "lone surrogates": (0xD800, 0xDFFF),
}


@pytest.mark.parametrize(("first", "last"), REPLACED.values(), ids=REPLACED)
def test_the_first_and_the_last_of_a_kind_are_replaced_and_their_neighbours_kept(
    first: int, last: int
) -> None:
    assert shown(chr(first) + chr(last)) == "\N{REPLACEMENT CHARACTER}" * 2
    for neighbour in (first - 1, last + 1):
        assert neighbour == 0x7F or shown(chr(neighbour)) == chr(neighbour)


def test_controls_are_shown_as_their_symbols_and_delete_as_its_own() -> None:
    assert shown("\x00\x1b\x1f\x7f") == "␀␛␟␡"
    assert shown("\t\n~") == "\t\n~"


@pytest.mark.parametrize("iso", [" 2025-09-07", "2025-09-07 ", "202 ", "2025-0 ", "\n2025"])
def test_a_date_with_spaces_is_none(iso: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|Invalid|month"):
        day_text(iso)
