"""`ledger.json`: all records that a page is checked against, as bytes and back.

Here belongs their spelling alone. What another file of the edition holds is left to that file, and the ledger
has its hash, so that the two prove each other: texts as the page shows them, figures as in `lineage.json`,
and the days of `received.csv`.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from pydantic import ValidationError

from pipeline.briefs import Brief
from pipeline.cleaning.reading import MAX_BYTES
from pipeline.lineage.ledger import Ledger, Received, short_ids
from pipeline.lineage.literals import look
from pipeline.lineage.page import Page
from pipeline.lineage.received import read_received, received_bytes
from pipeline.lineage.shown import shown
from pipeline.lineage.trace import figures_data, read_figures
from pipeline.records import Document, Figure, Span

LEDGER, LINEAGE, RECEIVED, PAGE = "ledger.json", "lineage.json", "received.csv", "briefing.html"
_TEXT, _HASH, _LENGTH = "text", "text_sha256", "characters"

Files = Mapping[str, bytes]


class LedgerError(ValueError):
    """A `file` of an edition does not hold its part of a ledger; the message says why."""

    def __init__(self, file: str, message: str) -> None:
        super().__init__(message)
        self.file = file


class Altered(NamedTuple):
    """What a `file` holds that the ledger was not written with, in words."""

    file: str
    what: str


class Read(NamedTuple):
    """A ledger as it was read, and what it was not written with; `look` tells which templates the page was
    made by (`literals.look`)."""

    ledger: Ledger
    altered: tuple[Altered, ...]
    look: str


def ledger_bytes(ledger: Ledger, embedded: Collection[str]) -> bytes:
    """Return the records of an edition as JSON, the same bytes for the same records.

    `embedded` are the ids of the documents whose text its page shows, as far as the edition carries it.
    """
    records = ledger.model_dump(
        mode="json", include=set(Ledger.model_fields) - {"figures"}, exclude_defaults=True
    )
    if ledger.brief.rulings:  # they tell a field that is not named from one that is named and empty
        written = [ruling.model_dump(mode="json", exclude_unset=True) for ruling in ledger.brief.rulings]
        records["brief"]["rulings"] = written
    for document, held in zip(ledger.documents, records["documents"], strict=True):
        if document.document_id in embedded and _is_as_shown(ledger, document):
            held |= {_HASH: _sha256(held.pop(_TEXT)), _LENGTH: len(document.text)}
    records.setdefault("whole", {}).pop("days", None)
    data = {
        "look": look(),
        "figures_sha256": _figures_sha256(ledger.figures),
        "received_sha256": _received_sha256(ledger.whole.days),
        "records": records,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    return text.encode("utf-8", errors="backslashreplace")


def read_ledger(files: Files, page: Page) -> Read:
    """Return the ledger of an edition from its files and its page, as it was read.

    Raises LedgerError if they hold none.
    """
    with _reading(LINEAGE, "it holds no figures"):
        figures = read_figures(json.loads(files[LINEAGE])["figures"])
    with _reading(RECEIVED, "it holds no days"):
        days = read_received(files[RECEIVED])
    with _reading(LEDGER, "it is no ledger"):
        data = json.loads(files[LEDGER])
        records, look_then = dict(data["records"]), str(data["look"])
        brief = Brief.model_validate_json(json.dumps(records["brief"]))  # as JSON, in which a day is a text
        ids = [one["document_id"] for one in (*records["documents"], *records["whole"].get("listed", ()))]
        texts, short = _texts(page), short_ids(ids)
        documents = [_with_text(one, texts[short[one["document_id"]]]) for one in records["documents"]]
        held = {"brief": brief, "documents": documents, "figures": figures}
        whole = {**records["whole"], "days": days}
        ledger = Ledger.model_validate({**records, **held, "whole": whole})
        return Read(ledger, tuple(_altered(data, ledger)), look_then)


@contextmanager
def _reading(file: str, meant: str) -> Iterator[None]:
    """Tell what goes wrong with a file in a line."""
    try:
        yield
    except KeyError as error:
        raise LedgerError(file, f"{meant}: there is no {error}") from None
    except (ValidationError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise LedgerError(file, f"{meant}: {str(error).splitlines()[0]}") from None


def _is_as_shown(ledger: Ledger, document: Document) -> bool:
    """Return whether the text of a document can be made again from what the page shows of it."""
    text = document.text
    passages = ledger.passages_by_id.get(document.document_id, (Span(start=0, end=len(text)),))
    again = _between(len(text), [(span.start, span.of(text)) for span in passages])
    return shown(text) == text == again


def _between(length: int, passages: list[tuple[int, str]]) -> str:
    """Return a text of a length that holds passages at their places, and blanks between them. What has no
    place in it is left out."""
    found, at = list[str](), 0
    for start, said in sorted(passages):
        if at <= start and start + len(said) <= length:
            found += [" " * (start - at), said]
            at = start + len(said)
    return "".join([*found, " " * (length - at)])


def _with_text(document: Mapping[str, Any], passages: list[tuple[int, str]]) -> dict[str, Any]:
    """Return a document with its text as the page shows it, where the ledger leaves it to the page."""
    if _HASH not in document:
        return dict(document)
    length = int(document[_LENGTH])
    if length > MAX_BYTES:
        raise ValueError(f"no document has {length} characters")
    text = _between(length, passages)
    return {name: value for name, value in document.items() if name not in (_HASH, _LENGTH)} | {_TEXT: text}


def _texts(page: Page) -> Mapping[str, list[tuple[int, str]]]:
    """Return the passages that a page shows of the texts of documents, with their places, by what stands for
    the document's id."""
    found = defaultdict[str, list[tuple[int, str]]](list)
    for stretch in page.stretches:
        if stretch.kind == "quote" and stretch.tag == "div" and "data-document" in stretch.attributes:
            place = stretch.attributes.get("data-start", "")
            if place.isdecimal():
                found[stretch.attributes["data-document"]].append((int(place), stretch.text))
    return found


def _altered(data: Mapping[str, Any], ledger: Ledger) -> Iterator[Altered]:
    """Yield what other files hold that the ledger was not written with."""
    for held, document in zip(data["records"]["documents"], ledger.documents, strict=True):
        if _HASH in held and held[_HASH] != _sha256(document.text):
            yield Altered(PAGE, f"its text of {document.name} is not the ledger's")
    if data["figures_sha256"] != _figures_sha256(ledger.figures):
        yield Altered(LINEAGE, "its figures are not the ledger's")
    if data["received_sha256"] != _received_sha256(ledger.whole.days):
        yield Altered(RECEIVED, "its days are not the ledger's")


def _figures_sha256(figures: tuple[Figure, ...]) -> str:
    return _sha256(json.dumps(figures_data(figures)))


def _received_sha256(days: tuple[Received, ...]) -> str:
    return _sha256(received_bytes(days).decode())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
