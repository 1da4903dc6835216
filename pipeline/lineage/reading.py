"""A page held against what its records say must stand on it: the first and every further place where they
differ.

Here belongs the comparison. What must stand on a page is derived in `expected/`, what its templates say
literally in `literals.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.lineage.expected.tokens import EMPTY, PageToken
from pipeline.lineage.literals import Literals, bare

_AHEAD = 400  # tokens in which the page and the records must meet again
_MEETING = 3  # tokens that agree where they meet
_SHOWN = 160  # characters of a difference that are told


class Divergence(NamedTuple):
    """Lines of the page that differ from the records, and what each of both says there."""

    first: int
    last: int
    page: str
    records: str


def divergences(
    page: Sequence[PageToken], records: Sequence[PageToken], literal: Literals
) -> Iterator[Divergence]:
    """Yield where a page is not what its records say, once all is left out that it says literally.

    What the records name is never left out, even where a template has the same words.
    """
    wanted = _merged(records)
    named = {(token.kind, bare(token.value) if token.kind == "words" else token.value) for token in records}
    found = _merged(_significant(page, literal, named))
    here = there = 0
    while here < len(found) or there < len(wanted):
        if found[here : here + 1] and wanted[there : there + 1] and _alike(found[here], wanted[there]):
            here, there = here + 1, there + 1
            continue
        ahead, after = _meeting(found[here : here + _AHEAD], wanted[there : there + _AHEAD])
        lines = [token.line for token in found[here : here + ahead] or found[max(here - 1, 0) : here + 1]]
        yield Divergence(
            first=min(lines, default=1),
            last=max(lines, default=1),
            page=_told(found[here : here + ahead]),
            records=_told(wanted[there : there + after]),
        )
        here, there = here + ahead, there + after


def _alike(one: PageToken, other: PageToken) -> bool:
    return (one.kind, one.value) == (other.kind, other.value)


def _significant(
    page: Iterable[PageToken], literal: Literals, named: set[tuple[str, str]]
) -> Iterator[PageToken]:
    """Yield the tokens of a page that are no literals, or that the records name."""
    kept: list[bool] = []
    for token in page:
        if token.kind == "words":
            said = bare(token.value)
            if said and (said not in literal.words or ("words", said) in named):
                yield token
        elif token.kind == "start":
            stays = token.raw not in literal.tags or ("start", token.value) in named
            if not _is_empty(token):
                kept.append(stays)
            if stays:
                yield token
        elif not kept or kept.pop():
            yield token


def _is_empty(token: PageToken) -> bool:
    return token.value[1:-1].split(" ", 1)[0] in EMPTY


def _merged(tokens: Iterable[PageToken]) -> list[PageToken]:
    """Return tokens with neighbouring words made one, without white space."""
    merged: list[PageToken] = []
    for are_words, run in groupby(tokens, key=lambda token: token.kind == "words"):
        held = list(run)
        if not are_words:
            merged += held
        elif said := bare("".join(token.value for token in held)):
            merged.append(PageToken("words", said, held[0].line))
    return merged


def _meeting(found: Sequence[PageToken], wanted: Sequence[PageToken]) -> tuple[int, int]:
    """Return how far on each side both agree again for a few tokens; the whole of both where they do not."""
    places: dict[tuple[tuple[str, str], ...], int] = {}
    for index in range(len(wanted) - _MEETING, -1, -1):
        places[tuple((t.kind, t.value) for t in wanted[index : index + _MEETING])] = index
    best = (len(found), len(wanted))
    for index in range(len(found) - _MEETING + 1):
        other = places.get(tuple((t.kind, t.value) for t in found[index : index + _MEETING]))
        if other is not None and index + other < sum(best):
            best = (index, other)
    return best


def _told(tokens: Sequence[PageToken]) -> str:
    said = " ".join(token.value for token in tokens) or "nothing"
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
