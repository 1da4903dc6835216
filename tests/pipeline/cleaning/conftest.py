"""What the tests of the cleaning room share."""

from datetime import date

import pytest

from pipeline.cleaning import clean, read, reading_text
from pipeline.records import CleanedText, Document


class Cleaned:
    """A document with its cleaned text, and ways to look at it."""

    def __init__(self, content: bytes) -> None:
        self.document: Document = read(content, name="a.txt", source="desk", received_on=date(2025, 6, 1))
        self.text: CleanedText = clean(self.document)
        self.reading = reading_text(self.document, self.text)

    def pieces(self, kept: bool) -> list[str]:
        spans = [span for span in self.text.spans if span.kept is kept]
        return [self.document.text[span.start : span.end].strip() for span in spans]

    @property
    def kept(self) -> list[str]:
        return self.pieces(True)

    @property
    def dropped(self) -> list[str]:
        return self.pieces(False)

    def why(self, words: str) -> tuple[bool, str, str]:
        """Return whether the span with these words is kept, its kind and its reason."""
        at = self.document.text.index(words)
        span = next(span for span in self.text.spans if span.start <= at < span.end)
        return span.kept, span.kind, span.reason

    def tiles(self) -> bool:
        """Whether the spans cover the whole text in order, and the reading text is as long."""
        edges = [0, *[span.end for span in self.text.spans]]
        starts = [span.start for span in self.text.spans]
        return starts == edges[:-1] and edges[-1] == len(self.document.text) == len(self.reading)


@pytest.fixture
def cleaned():
    """Return a function that reads and cleans a text or its bytes."""
    return lambda content: Cleaned(content if isinstance(content, bytes) else content.encode())
