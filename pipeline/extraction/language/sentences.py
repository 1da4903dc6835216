"""Sentences of the kept text, each with its tokens, its paragraph and the quotation marks that are open in
it.

Here belongs the cut into sentences. A kept span is one paragraph; no sentence crosses a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.cleaning import seen
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tagging import tag_tokens
from pipeline.extraction.language.times import TimeMention, find_times
from pipeline.extraction.language.tokens import Token, tokenize
from pipeline.records import Span, SpanKind, TextSpan

MAX_TOKENS = 160  # a longer sentence is cut, so that work stays linear on text without full stops
LEAD = 8  # sentences in which a document sets its scene
_ENDERS = frozenset(".!?…")
_CLOSERS = frozenset("\"”’')]»")
_OPENERS = frozenset("\"“‘'([«")


@dataclass(frozen=True)
class Sentence:
    """One sentence: its place in the document, the kind of text it stands in, and its tokens."""

    index: int
    paragraph: int
    kind: SpanKind
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]

    @property
    def span(self) -> Span:
        return Span(start=self.start, end=self.end)

    def text_of(self, first: int, last: int) -> str:
        """Return the words from token `first` to before `last` as they stand in the document."""
        return seen(self.text[self.tokens[first].start - self.start : self.tokens[last - 1].end - self.start])

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The tokens in lower case."""
        return tuple(token.lower for token in self.tokens)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The part of speech of each token."""
        return tag_tokens(self.tokens)

    @cached_property
    def times(self) -> tuple[TimeMention, ...]:
        """The time expressions in it."""
        return tuple(find_times(self.tokens))


def split(text: str, spans: Iterable[TextSpan]) -> list[Sentence]:
    """Cut the kept spans of `text` into sentences, in order."""
    sentences: list[Sentence] = []
    for paragraph, run in enumerate(_paragraphs(text, spans)):
        span = run[0]
        tokens = tokenize(text, span.start, run[-1].end)
        first = 0
        for last in _ends(tokens, text):
            for at in range(first, last, MAX_TOKENS):
                part = tuple(tokens[at : min(last, at + MAX_TOKENS)])
                start, end = part[0].start, part[-1].end
                sentences.append(
                    Sentence(len(sentences), paragraph, span.kind, start, end, text[start:end], part)
                )
            first = last
    return sentences


def _paragraphs(text: str, spans: Iterable[TextSpan]) -> list[list[TextSpan]]:
    """Group the spans between which no block ends: inline markup cuts a paragraph into several spans."""
    runs: list[list[TextSpan]] = []
    for span in spans:
        last = runs[-1][-1] if runs else None
        if last is not None and span.kind == last.kind and "\n" not in text[last.start : span.start]:
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _ends(tokens: list[Token], text: str) -> Iterable[int]:
    """Yield the token index after each sentence end."""
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.text not in _ENDERS or _is_inside(tokens, position - 1):
            continue
        while position < len(tokens) and tokens[position].text in _CLOSERS | _ENDERS:
            if tokens[position].start != tokens[position - 1].end:
                break  # a mark after a space opens the next sentence
            position += 1
        if position < len(tokens) and _opens(tokens, position, text):
            yield position
    yield len(tokens)


def _is_inside(tokens: list[Token], position: int) -> bool:
    """True when the full stop belongs to an abbreviation, an initial or a number."""
    token = tokens[position]
    if token.text != "." or position == 0:
        return False
    before = tokens[position - 1]
    if before.end != token.start:
        return False
    initial = len(before.text) == 1 and before.text.isupper() and before.text != "I"
    return initial or before.lower in lexicon().abbreviations


def _opens(tokens: list[Token], position: int, text: str) -> bool:
    """True when a new sentence can open at `position`: after a space, with a capital, a digit or a
    quotation."""
    if tokens[position].start == tokens[position - 1].end:
        return False
    token = tokens[position]
    if token.text in _OPENERS or token.text in "-–—―•":
        return True
    return token.kind == "number" or not token.text[0].islower()
