"""`ledger.json`: all records that a page is checked against, as bytes and back.

Here belongs their spelling alone. A document's text that the page shows unchanged is left to the page; the
file holds its hash, so that the two prove each other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from pipeline.briefs import Brief
from pipeline.lineage.ledger import Ledger
from pipeline.lineage.literals import look
from pipeline.lineage.page import Page
from pipeline.lineage.shown import shown

_TEXT, _HASH = "text", "text_sha256"


class LedgerError(ValueError):
    """The bytes are no ledger; the message says why."""


class Read(NamedTuple):
    """A ledger as it was read. `altered` are the ids of the documents whose text on the page is not the text
    that the ledger was written with; `look` tells which templates the page was made by (`literals.look`)."""

    ledger: Ledger
    altered: tuple[str, ...]
    look: str


def ledger_bytes(ledger: Ledger, embedded: Collection[str]) -> bytes:
    """Return the records of an edition as JSON, the same bytes for the same records.

    `embedded` are the ids of the documents whose whole text its page shows.
    """
    records = ledger.model_dump(mode="json", include=set(Ledger.model_fields), exclude_defaults=True)
    if ledger.brief.rulings:  # they tell a field that is not named from one that is named and empty
        written = [ruling.model_dump(mode="json", exclude_unset=True) for ruling in ledger.brief.rulings]
        records["brief"]["rulings"] = written
    for document in records["documents"]:
        text = document[_TEXT]
        if document["document_id"] in embedded and shown(text) == text:
            document[_HASH] = _sha256(document.pop(_TEXT))
    data = {"look": look(), "records": records}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    return text.encode("utf-8", errors="backslashreplace")


def read_ledger(content: bytes, page: Page) -> Read:
    """Return the ledger of an edition from its `ledger.json` and its page, as it was read.

    Raises LedgerError for bytes that are none.
    """
    texts = _texts(page)
    try:
        data = json.loads(content)
        records, look_then = dict(data["records"]), str(data["look"])
        documents = [_with_text(document, texts) for document in records["documents"]]
        altered = [document["document_id"] for document, is_same in documents if not is_same]
        brief = Brief.model_validate_json(json.dumps(records["brief"]))  # as JSON, in which a day is a text
        held = {"brief": brief, "documents": [document for document, _ in documents]}
        ledger = Ledger.model_validate({**records, **held})
    except (ValidationError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise LedgerError(f"it is no ledger: {str(error).splitlines()[0]}") from None
    return Read(ledger, tuple(altered), look_then)


def _with_text(document: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[dict[str, Any], bool]:
    """Return a document with its text, and whether that is the text it was written with."""
    named = dict(document)
    if _HASH not in named:
        return named, True
    text = texts.get(named["document_id"], "")
    is_same = _sha256(text) == named.pop(_HASH)
    return {**named, _TEXT: text}, is_same


def _texts(page: Page) -> dict[str, str]:
    """Return the texts of the documents that a page shows as a whole, by document id."""
    return {
        stretch.attributes["data-document"]: stretch.text
        for stretch in page.stretches
        if stretch.kind == "quote" and stretch.attributes.get("data-start") == "0" and stretch.tag == "div"
        if "data-document" in stretch.attributes
    }


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
