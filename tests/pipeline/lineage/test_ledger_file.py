"""The ledger of the flood, written and read back."""

from __future__ import annotations

import json
import re

import flood
import pytest

from benchmarks.editions import drawn_editions
from pipeline.briefing import render
from pipeline.briefing.render import shown_texts
from pipeline.briefs import Ruling
from pipeline.lineage import Ledger, LedgerError, check, ledger_bytes, read_ledger, read_page


@pytest.fixture(scope="module")
def files(edition) -> dict[str, bytes]:
    return render(edition)


def read(files):
    return read_ledger(files, read_page(files["briefing.html"].decode()))


def test_an_edition_carries_the_records_that_its_page_is_checked_against(edition, files, html) -> None:
    held = read(files)
    for name in Ledger.model_fields:
        assert getattr(held.ledger, name) == getattr(edition, name), name
    assert held.altered == ()
    assert check(held.ledger, html) == []


def test_the_same_records_are_the_same_bytes(edition, files) -> None:
    turned = flood.edition(claims=tuple(flood.CLAIMS.values())[::-1], documents=flood.DOCUMENTS[::-1])
    embedded = shown_texts(edition)
    assert render(turned)["ledger.json"] == files["ledger.json"]
    assert ledger_bytes(read(files).ledger, embedded) == files["ledger.json"]


def test_a_text_that_the_page_shows_unchanged_is_left_to_the_page(edition, files) -> None:
    documents = json.loads(files["ledger.json"])["records"]["documents"]
    held = {one["document_id"]: one for one in documents}
    shown = shown_texts(edition)
    left = [key for key in shown if "text" not in held[key]]
    assert left
    for key in {*held} - {*left}:  # not on the page, or with characters that a page shows otherwise
        assert held[key]["text"] == edition.document_by_id[key].text


@pytest.mark.parametrize("after", ["Since the weekday", "Since this weekend", "Since"])
def test_a_text_changed_on_the_page_is_told(files, after) -> None:
    page = files["briefing.html"].decode().replace("Since the weekend", after)
    (altered,) = read_ledger(files, read_page(page)).altered
    assert altered.file == "briefing.html"
    assert "general-staff-18-may.txt" in altered.what


def test_a_passage_far_outside_its_document_costs_no_memory(files) -> None:
    page = files["briefing.html"].decode()
    moved = re.sub(r'(class="text"[^>]*data-start=)"0"', r'\1"99999999999999"', page)
    assert moved != page
    assert read_ledger(files, read_page(moved)).altered
    huge = re.sub(rb'"characters":\d+', b'"characters":99999999999999', files["ledger.json"])
    with pytest.raises(LedgerError, match="no document has"):
        read_ledger(files | {"ledger.json": huge}, read_page(page))


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
def test_what_is_no_ledger_is_refused(content, files) -> None:
    with pytest.raises(LedgerError, match="no ledger"):
        read(files | {"ledger.json": content})


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("lineage.json", b"[", "no figures"),
        ("lineage.json", b'{"figures": {"dead.value": {}}}', "no figures"),
        ("received.csv", b"day\r\nyesterday\r\n", "no days"),
        ("received.csv", b"\xff", "no days"),
    ],
)
def test_a_file_that_does_not_hold_its_part_of_the_ledger_is_named(files, name, content, told) -> None:
    with pytest.raises(LedgerError, match=told) as refused:
        read(files | {name: content})
    assert refused.value.file == name


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("lineage.json", '"role":"low"', '"role":"high"'), ("received.csv", "2026-05-1", "2026-05-2")],
)
def test_a_part_of_the_ledger_that_another_file_holds_otherwise_is_told(files, name, before, after) -> None:
    assert before.encode() in files[name]
    changed = files[name].replace(before.encode(), after.encode(), 1)
    assert [one.file for one in read(files | {name: changed}).altered] == [name]
