"""Nouns that quantities of one sentence share."""

import pytest

from pipeline.extraction.language.tagging import tag_tokens
from pipeline.extraction.language.tokens import tokenize
from pipeline.extraction.quantities.counted import counted_phrase
from pipeline.extraction.quantities.quantities import find_quantities
from pipeline.extraction.quantities.sharing import lenders

CASES = [
    ("Some 600 miners and 40 cooks left.", [0, 1]),
    ("The tower has 600 rooms, 40 of them empty.", [0, 0]),
    ("It sold 400 flats by lot and 170 by tender.", [0, 0]),
    ("The index rose 64 points to 4,577.", [0, 0]),
    ("The index rose 0.6 % to 27,349.", [0, 1]),
    ("He raised 2 million of the 6 million crowns.", [1, 1]),
    ("Ferries for 40, 60 and 80 passengers were lost.", [2, 2, 2]),
    ("About 300 came.", [0]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_bare_number_has_the_noun_of_one_beside_it(text: str, expected: list[int]) -> None:
    tokens = tokenize(text, 0, len(text))
    quantities = find_quantities(tokens)
    limits = [*(quantity.first for quantity in quantities[1:]), len(tokens)]
    tags = tag_tokens(tokens)
    counted = [counted_phrase(tokens, tags, q, limit) for q, limit in zip(quantities, limits, strict=True)]
    assert lenders(tokens, quantities, counted) == expected
