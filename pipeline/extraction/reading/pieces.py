"""Word pieces: a text as the model's vocabulary spells it.

Here belongs the WordPiece tokenizer of BERT without case (Devlin and others, NAACL 2019), with the place of
each piece in the text. It is a page of our own, as the library for it brings clients of networks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

UNKNOWN = "[UNK]"
_CHUNK = re.compile(r"\S+")
_PLAIN = re.compile(r"[A-Za-z0-9]+|[!-/:-@\[-`{-~]")
_LONGEST = 100  # letters of a word; longer ones are one unknown piece
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class Piece(NamedTuple):
    """A word piece by its number, over the code points `start` to `end` of the text."""

    number: int
    start: int
    end: int


class Vocabulary:
    """The word pieces that a model knows, one a line of a file, numbered from zero."""

    def __init__(self, path: Path) -> None:
        self._numbers = {line: at for at, line in enumerate(path.read_text("utf-8").split("\n")) if line}
        self._longest = max(map(len, self._numbers))
        self._spelled = lru_cache(maxsize=20_000)(self._spell)

    def pieces(self, text: str) -> list[Piece]:
        """Return the pieces of a text in order."""
        found = []
        for word, places in _words(text):
            for number, first, last in self._spelled(word):
                found.append(Piece(number, places[first], places[last - 1] + 1))
        return found

    def _spell(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """Return the pieces of a word, each the longest that fits, with the letters that they span."""
        whole = ((self._numbers[UNKNOWN], 0, len(word)),)
        if len(word) > _LONGEST:
            return whole
        found, start = [], 0
        while start < len(word):
            for end in range(min(len(word), start + self._longest), start, -1):
                number = self._numbers.get(f"##{word[start:end]}" if start else word[:end])
                if number is not None:
                    break
            else:
                return whole
            found.append((number, start, end))
            start = end
        return tuple(found)


def _words(text: str) -> Iterator[tuple[str, list[int] | range]]:
    """Yield the words and marks of a text in small letters without accents, with the place of each letter."""
    for chunk in _CHUNK.finditer(text):
        if chunk[0].isascii() and chunk[0].isprintable():
            for part in _PLAIN.finditer(chunk[0]):
                start = chunk.start() + part.start()
                yield part[0].lower(), range(start, start + len(part[0]))
        else:
            yield from _unusual(chunk[0], chunk.start())


def _unusual(chunk: str, start: int) -> Iterator[tuple[str, list[int]]]:
    """Yield the words of a chunk that is not all plain letters."""
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(chunk, start):
        if unicodedata.category(char).startswith("C") or char == "\ufffd":
            continue  # no width
        alone = _is_mark(char) or any(first <= ord(char) <= last for first, last in _IDEOGRAPHS)
        if alone and letters:
            yield "".join(letters), places
            letters, places = [], []
        for plain in unicodedata.normalize("NFD", char):
            if unicodedata.category(plain) != "Mn":
                lowered = plain.lower()
                letters.append(lowered)
                places += [at] * len(lowered)
        if alone and letters:
            yield "".join(letters), places
            letters, places = [], []
    if letters:
        yield "".join(letters), places


def _is_mark(char: str) -> bool:
    ascii_mark = char.isascii() and not char.isalnum() and not char.isspace()
    return ascii_mark or unicodedata.category(char).startswith("P")
