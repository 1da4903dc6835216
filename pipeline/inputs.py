"""What an edition is made of, as fingerprints: they alone say whether it is due.

Here belong the fingerprints of documents, brief, rulings, rules and model, and telling how two sets of them
differ. Finding out what was received is for `resources/sources.py`, comparing an edition with it for
`assets/due.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from pipeline.briefs import Brief, Ruling
from pipeline.records import Record, Retrieval

SHORT = 12  # characters by which a manifest names each document that was received


class Versions(NamedTuple):
    """Fingerprints of what decides an edition beside documents and brief: the rules and word lists by which
    answers are found, what lays out the page, and the models that read."""

    rules: str
    page: str
    model: str


class Inputs(Record):
    """The fingerprints of all that an edition follows from; equal ones make equal bytes."""

    documents: str
    brief: str
    rulings: str
    rules: str
    page: str
    model: str

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the edition."""
        return _digest(self.model_dump_json())

    @property
    def answers(self) -> str:
        """The fingerprint of its estimates: of everything but the layout of the page."""
        return _digest(self.model_copy(update={"page": ""}).model_dump_json())


def inputs_on(
    days: Iterable[date], received: Sequence[Retrieval], brief: Brief, versions: Versions
) -> dict[date, Inputs]:
    """Return what the editions of `days` follow from, given everything received, by day, source and name.

    A document that is received again is the document of its first day.
    """
    asked = _digest(brief.model_copy(update={"rulings": ()}).model_dump_json())
    documents = _documents(sorted(set(days)), received)
    return {
        day: Inputs(
            documents=known,
            brief=asked,
            rulings=_digest("".join(map(_as_written, brief.on(day).rulings))),
            rules=versions.rules,
            page=versions.page,
            model=versions.model,
        )
        for day, known in documents
    }


def day_digest(received: Iterable[Retrieval]) -> str:
    """Return the fingerprint of what was received on a day, each retrieval of it."""
    return _digest("\n".join("\0".join(map(str, one)) for one in received))


def chained(parts: Iterable[tuple[date, str]]) -> str:
    """Return the fingerprint of the days up to one, from those of each."""
    return _digest("\n".join(f"{day} {digest}" for day, digest in parts))


def by_day(received: Iterable[Retrieval]) -> dict[str, list[str]]:
    """Return the short names of the documents of each day, as a manifest lists them."""
    return {
        day.isoformat(): [one.document_id[:SHORT] for one in group]
        for day, group in groupby(_once(received), key=lambda one: one.received_on)
    }


def differences(
    old: Mapping[str, str],
    new: Inputs,
    before: Mapping[str, Sequence[str]],
    received: Sequence[Retrieval],
) -> list[str]:
    """Return in words how an edition differs in what it is made of from the revision before, whose `inputs`
    and lists of documents a manifest gives as `old` and `before`."""
    known = {(day, short) for day, listed in before.items() for short in listed}
    now = {(one.received_on.isoformat(), one.document_id[:SHORT]): one for one in _once(received)}
    told = [f"{one.name} came in for {day}" for (day, short), one in now.items() if (day, short) not in known]
    told += [f"{short} of {day} is gone" for day, short in sorted(known - now.keys())]
    titles = {
        "brief": "the brief changed",
        "rulings": "the rulings changed",
        "rules": "the rules or word lists changed",
        "page": "the layout of the page changed",
        "model": "the reading model changed",
    }
    return told + [title for name, title in titles.items() if old.get(name) != getattr(new, name)]


def _documents(days: Sequence[date], received: Iterable[Retrieval]) -> Iterator[tuple[date, str]]:
    """Yield the fingerprint of everything received up to each of some days, in one pass."""
    left = list(reversed(list(_once(received))))
    digest = hashlib.sha256()
    for day in days:
        while left and left[-1].received_on <= day:
            digest.update(("\0".join(map(str, left.pop())) + "\n").encode())
        yield day, digest.hexdigest()


def _once(received: Iterable[Retrieval]) -> Iterator[Retrieval]:
    """Yield the first retrieval of each document, whatever the order: two files may have one name to show."""
    seen: set[str] = set()
    for one in sorted(received):
        if one.document_id not in seen:
            seen.add(one.document_id)
            yield one


def _as_written(ruling: Ruling) -> str:
    """Return a ruling with the fields that it names alone: one named and left empty takes a value away."""
    return ruling.model_dump_json(exclude_unset=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
