"""A page held against what its records say must stand on it: the first and every further place where they
differ.

Here belongs the comparison. What must stand on a page is derived in `expected/`, what its templates say
literally in `literals.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.lineage.expected.tokens import EMPTY, PageToken
from pipeline.lineage.literals import Literals, bare

_AHEAD = 400  # tokens in which the page and the records must meet again
_MEETING = 3  # tokens that agree where they meet
_SHOWN = 160  # characters of a difference that are told
_BOUND = re.compile(r" data-(?:words|document|figure)=")  # an element that holds what a record says


class Divergence(NamedTuple):
    """Lines of the page that differ from the records, and what each of both says there."""

    first: int
    last: int
    page: str
    records: str


class _Run(NamedTuple):
    """A tag, or neighbouring words as one: what they say without white space. `parts` are the words, and of
    each whether it is `spare`: a template says it too, so that it may stand without a record."""

    kind: str
    value: str
    line: int
    parts: tuple[tuple[str, bool], ...] = ()

    @property
    def is_spare(self) -> bool:
        return self.kind == "words" and all(spare for _, spare in self.parts)

    def says(self, other: _Run) -> bool:
        """Return whether this is what the records say, with any of the spare words or without."""
        if (self.kind, self.value) == (other.kind, other.value):
            return True
        if self.kind != "words" or other.kind != "words":
            return False
        reached = {0}
        for said, spare in self.parts:
            after = {at + len(said) for at in reached if other.value.startswith(said, at)}
            reached = reached | after if spare else after
        return len(other.value) in reached


def divergences(
    page: Sequence[PageToken], records: Sequence[PageToken], literal: Literals
) -> Iterator[Divergence]:
    """Yield where a page is not what its records say, once all is left out that it says literally.

    Words of a template that a record happens to say, such as its title, may stand on the page more often than
    in the records.
    """
    wanted = _merged((token, False) for token in records)
    ours, theirs = _named(records)
    found = _merged(_significant(page, literal, ours, theirs))
    here = there = 0
    while here < len(found) or there < len(wanted):
        if found[here : here + 1] and wanted[there : there + 1] and found[here].says(wanted[there]):
            here, there = here + 1, there + 1
            continue
        if found[here : here + 1] and found[here].is_spare:
            here += 1
            continue
        ahead, after = _meeting(found[here : here + _AHEAD], wanted[there : there + _AHEAD])
        lines = [run.line for run in found[here : here + ahead] or found[max(here - 1, 0) : here + 1]]
        yield Divergence(
            first=min(lines, default=1),
            last=max(lines, default=1),
            page=_told(found[here : here + ahead]),
            records=_told(wanted[there : there + after]),
        )
        here, there = here + ahead, there + after


def _named(records: Iterable[PageToken]) -> tuple[set[tuple[str, str]], set[str]]:
    """Return the tags and words that the records put on a page whatever they say, and those that they say."""
    ours: set[tuple[str, str]] = set()
    theirs: set[str] = set()
    depth = 0  # of open elements, from one on that holds words of a record
    for token in records:
        if token.kind == "words":
            if depth:
                theirs.add(bare(token.value))
            else:
                ours.add(("words", bare(token.value)))
        elif token.kind == "start":
            ours.add(("start", token.value))
            if not _is_empty(token) and (depth or _BOUND.search(token.value)):
                depth += 1
        elif depth:
            depth -= 1
    return ours, theirs


def _significant(
    page: Iterable[PageToken], literal: Literals, ours: set[tuple[str, str]], theirs: set[str]
) -> Iterator[tuple[PageToken, bool]]:
    """Yield the tokens of a page that are no literals, or that are named, and whether they may be spared."""
    kept: list[bool] = []
    for token in page:
        if token.kind == "words":
            said = bare(token.value)
            stays = said not in literal.words or ("words", said) in ours
            if said and (stays or said in theirs):
                yield token, not stays
        elif token.kind == "start":
            stays = token.raw not in literal.tags or ("start", token.value) in ours
            if not _is_empty(token):
                kept.append(stays)
            if stays:
                yield token, False
        elif not kept or kept.pop():
            yield token, False


def _is_empty(token: PageToken) -> bool:
    return token.value[1:-1].split(" ", 1)[0] in EMPTY


def _merged(tokens: Iterable[tuple[PageToken, bool]]) -> list[_Run]:
    """Return tokens with neighbouring words made one; of each token it is told whether it is spare."""
    merged: list[_Run] = []
    for are_words, run in groupby(tokens, key=lambda item: item[0].kind == "words"):
        held = list(run)
        if not are_words:
            merged += [_Run(token.kind, token.value, token.line) for token, _ in held]
        elif parts := tuple((said, spare) for token, spare in held if (said := bare(token.value))):
            merged.append(_Run("words", "".join(said for said, _ in parts), held[0][0].line, parts))
    return merged


def _meeting(found: Sequence[_Run], wanted: Sequence[_Run]) -> tuple[int, int]:
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


def _told(runs: Sequence[_Run]) -> str:
    said = " ".join(run.value for run in runs) or "nothing"
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
