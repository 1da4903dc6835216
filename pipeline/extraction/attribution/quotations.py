"""Quotations: which stretches of a document stand between quotation marks.

Here belongs the pairing of the marks over sentences and paragraphs. Who speaks in a quotation is decided in
`discourse.py`, what of it belongs to an attribution in `contents.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.language.sentences import Sentence

_OPEN = frozenset("“«„") | {"``"}
_CLOSE = frozenset("”»")
_PARAGRAPHS = 6  # over which a quotation can run without a mark
_STRAIGHT = frozenset({'"', "''"})


@dataclass(frozen=True)
class Quotation:
    """A quotation from code point `start` to `end`, in the sentences `first` to `last`."""

    start: int
    end: int
    first: int
    last: int


def find_quotations(sentences: Sequence[Sentence]) -> list[Quotation]:
    """Return the quotations in order, in one pass over the marks.

    Straight marks open and close in turn. A quotation ends with its paragraph, unless a paragraph soon after
    opens with a mark again (so newspapers run one speech over paragraphs) or the next mark can only close it.
    """
    found: list[Quotation] = []
    start: tuple[int, Sentence] | None = None  # where the open quotation begins
    reached: Sentence | None = None  # the last sentence of the paragraph in which it was left open
    for position, sentence in enumerate(sentences):
        if start is not None and reached is None and sentence.paragraph != sentences[position - 1].paragraph:
            reached = sentences[position - 1]
        for at, token in enumerate(sentence.tokens):
            opens, closes = token.text in _OPEN, token.text in _CLOSE
            if not (opens or closes or token.text in _STRAIGHT):
                continue
            if reached is not None and start is not None:
                far = sentence.paragraph - reached.paragraph > _PARAGRAPHS
                closing = at > 0 and sentence.tokens[at - 1].end == token.start
                if far or not (closes or closing or (at == 0 and opens)):
                    found.append(Quotation(start[0], reached.end, start[1].index, reached.index))
                    start = None
                reached = None
            if start is None and not closes:
                start = token.start, sentence
            elif start is not None and not opens:
                found.append(Quotation(start[0], token.end, start[1].index, sentence.index))
                start = None
    if start is not None:
        last = reached if reached is not None else sentences[-1]
        found.append(Quotation(start[0], last.end, start[1].index, last.index))
    return found


def touched(quotations: Sequence[Quotation]) -> dict[int, list[Quotation]]:
    """Return the quotations by the sentences that they touch: each sentence stands in one at most, besides
    those that begin and end in it."""
    found: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        for index in range(quotation.first, quotation.last + 1):
            found.setdefault(index, []).append(quotation)
    return found
