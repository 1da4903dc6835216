"""What a brief knows on a day: its own sources, up to that day, every document once."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from ferry_desk import DAYS, FIRST, Desk

from assets.knowledge import pile_on
from resources.io_manager import NotMaterialised
from resources.receipts import read_receipt, write_receipt
from resources.sources import DocumentSource
from resources.store import ParquetStore


@pytest.fixture
def sources(desk: Desk) -> DocumentSource:
    return DocumentSource({"ferry": desk.brief / "documents"})


def test_it_knows_the_days_up_to_its_own(desk: Desk, sources: DocumentSource) -> None:
    desk.run()
    first = pile_on(DAYS[0], ["ferry"], desk.store, sources)
    both = pile_on(DAYS[1], ["ferry"], desk.store, sources)
    assert [document.name for document in first.documents] == ["ferry.txt"]
    assert [document.name for document in both.documents] == ["ferry.txt", "scan.txt", "toll.txt"]
    assert [text.name for text in both.cleaned] == [document.name for document in both.documents]
    assert {claim.document_name for claim in both.claims} == {"ferry.txt", "toll.txt"}
    assert both.until(DAYS[0]) == first
    assert both.day_before(DAYS[1]) == DAYS[0]
    assert both.day_before(DAYS[0]) is None


def test_a_document_received_again_is_the_document_of_its_first_day(
    desk: Desk, sources: DocumentSource
) -> None:
    desk.put("2026-05-09/ferry-again.txt", FIRST)
    desk.put("2026-05-09/ferry-once-more.txt", FIRST)
    desk.run()
    known = pile_on(DAYS[1], ["ferry"], desk.store, sources)
    assert [(d.name, d.received_on) for d in known.documents if d.text == FIRST] == [("ferry.txt", DAYS[0])]
    assert [c.document_name for c in known.claims if c.figure_text == "At least 34"] == ["ferry.txt"]
    assert len({claim.claim_id for claim in known.claims}) == len(known.claims)


def test_it_knows_nothing_of_other_sources(desk: Desk, sources: DocumentSource) -> None:
    desk.run()
    known = pile_on(DAYS[1], ["harbour"], desk.store, sources)
    assert (known.documents, known.cleaned, known.claims) == ((), (), ())


def test_what_lies_in_the_store_of_a_day_that_is_gone_is_not_known(
    desk: Desk, sources: DocumentSource
) -> None:
    desk.run()
    shutil.rmtree(desk.brief / "documents" / "2026-05-07")
    assert pile_on(DAYS[1], ["ferry"], desk.store, sources).days == [DAYS[1]]


def test_a_damaged_table_is_not_read(desk: Desk, sources: DocumentSource) -> None:
    desk.run()
    path = desk.store.path("raw_documents", DAYS[0])
    path.write_bytes(path.read_bytes().replace(b"ferry", b"fairy"))
    with pytest.raises(NotMaterialised, match="raw_documents of 2026-05-07 is damaged"):
        pile_on(DAYS[1], ["ferry", "harbour"], desk.store, sources)


@pytest.mark.parametrize("change", [{"code_version": "older"}, {"made_from": "others"}])
def test_tables_of_other_code_or_documents_are_not_read(
    desk: Desk, sources: DocumentSource, change: dict[str, str]
) -> None:
    desk.run()
    path = desk.store.path("extracted_claims", DAYS[0])
    receipt = read_receipt(path)
    assert receipt
    write_receipt(path, replace(receipt, **change))
    with pytest.raises(NotMaterialised, match="2026-05-07 were made by other code, or not all from"):
        pile_on(DAYS[1], ["ferry"], desk.store, sources)


def test_days_that_are_not_in_the_store_are_named(desk: Desk, sources: DocumentSource) -> None:
    desk.run(DAYS[0])
    with pytest.raises(NotMaterialised, match="documents of 2026-05-09 are not in the store"):
        pile_on(DAYS[1], ["ferry"], desk.store, sources)
    desk.store.path("cleaned_text", DAYS[0]).unlink()
    with pytest.raises(NotMaterialised, match="documents of 2026-05-07 are not in the store"):
        pile_on(DAYS[0], ["ferry"], desk.store, sources)


def test_nothing_is_known_where_nothing_was_received(tmp_path: Path) -> None:
    pile = pile_on(date(2026, 5, 1), ["ferry"], ParquetStore(tmp_path), DocumentSource({}))
    assert (pile.documents, pile.days, pile.day_before(date(2026, 5, 1))) == ((), [], None)
