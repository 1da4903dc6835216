"""A document from a few lines of text, and what extraction reads in it."""

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.cleaning import clean, read
from pipeline.extraction import extract
from pipeline.records import Claim

Extract = Callable[[str], list[Claim]]


@pytest.fixture(scope="session")
def claims() -> Extract:
    """Return the claims of a text, each line a paragraph."""

    def run(text: str) -> list[Claim]:
        day = date(2025, 11, 20)
        document = read(text.encode(), name="test.txt", source="test", received_on=day)
        return extract(document, clean(document))

    return run


@pytest.fixture(scope="session")
def claim(claims: Extract) -> Callable[[str, str], Claim]:
    """Return the claim of a text whose figure is the given words; the text needs one such claim alone."""

    def run(text: str, figure: str) -> Claim:
        found = [item for item in claims(text) if item.figure_text == figure]
        assert len(found) == 1, [item.figure_text for item in claims(text)]
        return found[0]

    return run
