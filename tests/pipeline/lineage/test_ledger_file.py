"""The ledger of the flood, written and read back."""

from __future__ import annotations

import json

import flood
import pytest

from benchmarks.editions import drawn_editions
from pipeline.briefing import render
from pipeline.briefing.render import shown_whole
from pipeline.briefs import Ruling
from pipeline.lineage import Ledger, LedgerError, check, ledger_bytes, read_ledger, read_page


@pytest.fixture(scope="module")
def files(edition) -> dict[str, bytes]:
    return render(edition)


def read(files):
    return read_ledger(files["ledger.json"], read_page(files["briefing.html"].decode()))


def test_an_edition_carries_the_records_that_its_page_is_checked_against(edition, files, html) -> None:
    held = read(files)
    for name in Ledger.model_fields:
        assert getattr(held.ledger, name) == getattr(edition, name), name
    assert held.altered == ()
    assert check(held.ledger, html) == []


def test_the_same_records_are_the_same_bytes(edition, files) -> None:
    turned = flood.edition(claims=tuple(flood.CLAIMS.values())[::-1], documents=flood.DOCUMENTS[::-1])
    embedded = shown_whole(edition)
    assert render(turned)["ledger.json"] == files["ledger.json"]
    assert ledger_bytes(read(files).ledger, embedded) == files["ledger.json"]


def test_a_text_that_the_page_shows_unchanged_is_left_to_the_page(edition, files) -> None:
    documents = json.loads(files["ledger.json"])["records"]["documents"]
    held = {one["document_id"]: one for one in documents}
    shown = shown_whole(edition)
    left = [key for key in shown if "text" not in held[key]]
    assert left
    for key in {*held} - {*left}:  # not on the page, or with characters that a page shows otherwise
        assert held[key]["text"] == edition.document_by_id[key].text


def test_a_text_changed_on_the_page_is_told(edition, files) -> None:
    page = files["briefing.html"].decode().replace("Since the weekend", "Since this weekend")
    held = read_ledger(files["ledger.json"], read_page(page))
    (key,) = held.altered
    assert "Since this weekend" in held.ledger.document_by_id[key].text


def test_a_field_that_a_ruling_leaves_empty_stays_named() -> None:
    claim = flood.CLAIMS["dead_mayor"].claim_id
    act = {"correct": {"claim": claim, "origin": None}}
    ruling = Ruling.model_validate(
        {"id": "r", "on": flood.AS_OF, "by": "A. Reader", "reason": "Said so."} | act
    )
    brief = flood.BRIEF.model_copy(update={"rulings": (ruling,)})
    held = read(render(flood.edition(brief=brief))).ledger.brief.rulings[0].correct
    assert held is not None
    assert held.fields == ("origin",)


def test_drawn_editions_are_read_back_as_they_were() -> None:
    for edition in drawn_editions(4):
        held = read(render(edition)).ledger
        assert all(getattr(held, name) == getattr(edition, name) for name in Ledger.model_fields)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b'{"look": "x", "records": {}}', b'{"look": "x", "records": {"documents": 1}}'],
)
def test_what_is_no_ledger_is_refused(content, html) -> None:
    with pytest.raises(LedgerError, match="no ledger"):
        read_ledger(content, read_page(html))
