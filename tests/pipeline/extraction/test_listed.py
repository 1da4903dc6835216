"""Listed: whose a figure is in a list that gives each item a name of its own."""

from collections.abc import Callable

import pytest

from pipeline.records import Claim

Find = Callable[[str, str], Claim]

CUTS = "Velmar mourned 700 cuts at Brask Motors; 400 at Northgate; and 30 at Oster Steel."
SHARES = "The Dawn Party leads with 51%, followed by the Open Union with 14%; the Labour League – 7%."
TEXTS = [
    (CUTS, "700", "Brask Motors"),
    (CUTS, "400", "Northgate"),
    (CUTS, "30", "Oster Steel"),
    (SHARES, "14%", "Open Union"),
    (SHARES, "7%", "Labour League"),
    ("Chile will send 4,000 soldiers and Peru 1,800 nurses.", "1,800", "Peru"),
]


@pytest.mark.parametrize(("text", "figure", "actor"), TEXTS)
def test_the_name_of_the_item_comes_first(claim: Find, text: str, figure: str, actor: str) -> None:
    assert claim(text, figure).actor == actor


def test_the_seat_of_people_is_no_name_of_an_item(claim: Find) -> None:
    text = "About 900 Chilean sailors landed on Friday - 600 at Velmar and 300 at Torvan."
    assert claim(text, "300").actor == "Chile"
