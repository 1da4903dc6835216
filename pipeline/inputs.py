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

SHORT = 12  # characters by which a manifest names a document that was received
NAMED_DAYS = 31  # the newest days with documents, of which a manifest names each
_CHANGED = {
    "brief": "the brief changed",
    "rulings": "the rulings changed",
    "rules": "the rules or word lists changed",
    "page": "the layout of the page changed",
    "model": "the reading model changed",
}


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


def by_day(received: Iterable[Retrieval]) -> dict[str, list[str] | str]:
    """Return the documents of each day, as a manifest lists them: by short names on the newest days, by a
    short fingerprint before, so that a manifest does not grow with every document since day one."""
    days = _by_day(received)
    named = sorted(days)[-NAMED_DAYS:]
    return {day: list(held) if day in named else _of_day(held) for day, held in days.items()}


def differences(
    old: Mapping[str, str],
    new: Inputs,
    before: Mapping[str, Sequence[str] | str],
    received: Iterable[Retrieval],
) -> list[str]:
    """Return in words how an edition differs in what it is made of from the revision before, whose `inputs`
    and documents by day a manifest gives as `old` and `before`."""
    if not old:
        return ["the edition before does not tell what it was made of"]
    told = [title for name, title in _CHANGED.items() if old.get(name) != getattr(new, name)]
    if old.get("documents") == new.documents:
        return told
    now = _by_day(received)
    documents = [
        one for day in sorted({*before, *now}) for one in _on_day(day, before.get(day), now.get(day, {}))
    ]
    return told + (documents or ["documents have other names, sources or another order"])


def _on_day(day: str, before: Sequence[str] | str | None, now: Mapping[str, str]) -> Iterator[str]:
    """Yield in words how the documents of a day differ from those that a manifest lists."""
    if isinstance(before, str):
        if before != _of_day(now):
            yield f"documents of {day} changed" if now else f"the documents of {day} are gone"
        return
    known = before or ()
    yield from (f"{name} came in for {day}" for short, name in now.items() if short not in known)
    yield from (f"{short} of {day} is gone" for short in sorted({*known} - {*now}))


def _by_day(received: Iterable[Retrieval]) -> dict[str, dict[str, str]]:
    """Return the documents of each day: their names to show, by their short names."""
    return {
        day.isoformat(): {one.document_id[:SHORT]: one.name for one in group}
        for day, group in groupby(_once(received), key=lambda one: one.received_on)
    }


def _of_day(held: Iterable[str]) -> str:
    return _digest("\n".join(sorted(held)))[:SHORT]


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
