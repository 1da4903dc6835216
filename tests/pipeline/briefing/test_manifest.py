"""The manifest: every file by its hash, what the edition is made of, and why a revision exists."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from typing import Any

import flood
import pytest

from pipeline.briefing.manifest import manifest
from pipeline.inputs import NAMED_DAYS, Inputs
from pipeline.records import Publication, Retrieval

DAY = date(2026, 5, 20)
RECEIVED = [Retrieval(DAY, "s", f"{name}.txt", name * 64) for name in "ab"]
OTHER = {"documents": "x"}
INPUTS = Inputs(documents="d", brief="b", rulings="r", rules="u", page="p", model="m")


def written(files: dict[str, bytes], place: Publication, inputs: Inputs = INPUTS) -> dict[str, Any]:
    return json.loads(manifest(flood.edition(), files, inputs, RECEIVED)(place))  # type: ignore[no-any-return]


def test_it_names_every_file_and_what_the_edition_is_made_of(files) -> None:
    told = written(files, Publication(1, 1, None, None))
    assert {entry["name"]: (entry["bytes"], entry["sha256"]) for entry in told["files"]} == {
        name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()
    }
    assert (told["as_of"], told["rules_versions"]) == ("2026-05-20", ["3"])
    assert told["inputs"] == INPUTS.model_dump()
    assert told["fingerprint"] == INPUTS.fingerprint
    assert told["received"] == {"2026-05-20": ["a" * 12, "b" * 12]}


def test_it_tells_its_place_in_the_chain(files) -> None:
    before = {"edition": "2026-05-19", "sha256": "0" * 64}
    told = written(files, Publication(7, 1, before, None))
    assert (told["sequence"], told["revision"], told["reason"], told["previous"]) == (7, 1, None, before)


@pytest.mark.parametrize(
    ("change", "received", "why"),
    [
        (OTHER, {"2026-05-20": ["a" * 12]}, "b.txt came in for 2026-05-20"),
        (OTHER, {"2026-05-20": ["a" * 12, "b" * 12, "c" * 12]}, "cccccccccccc of 2026-05-20 is gone"),
        (OTHER, {"2026-05-20": "0" * 12}, "documents of 2026-05-20 changed"),
        (
            OTHER,
            {"2026-03-01": "0" * 12, "2026-05-20": ["a" * 12]},
            "the documents of 2026-03-01 are gone; b.txt came in for 2026-05-20",
        ),
        (OTHER, None, "documents have other names, sources or another order"),
        (
            OTHER | {"brief": "x"},
            {},
            "the brief changed; a.txt came in for 2026-05-20; b.txt came in for 2026-05-20",
        ),
        ({"brief": "x"}, None, "the brief changed"),
        ({"rulings": "x"}, None, "the rulings changed"),
        (
            {"rules": "x", "page": "y"},
            None,
            "the rules or word lists changed; the layout of the page changed",
        ),
        ({"model": "x"}, None, "the reading model changed"),
        ({}, None, "made again with other files"),
    ],
)
def test_a_revision_says_why_it_exists(files, change, received, why) -> None:
    old = {
        "inputs": INPUTS.model_copy(update=change).model_dump(),
        "received": {"2026-05-20": ["a" * 12, "b" * 12]} if received is None else received,
    }
    assert written(files, Publication(2, 2, None, old))["reason"] == why


def test_a_revision_of_an_edition_that_names_no_inputs_says_so(files) -> None:
    why = written(files, Publication(2, 2, None, {"files": []}))["reason"]
    assert why == "the edition before does not tell what it was made of"


def test_a_manifest_names_the_documents_of_the_newest_days_and_fixes_those_before(files) -> None:
    days = [DAY - timedelta(days=back) for back in range(NAMED_DAYS + 2)]
    received = [Retrieval(day, "s", f"{day}.txt", f"{place:064x}") for place, day in enumerate(sorted(days))]

    def listed(pile: list[Retrieval]) -> dict[str, Any]:
        told = json.loads(manifest(flood.edition(), files, INPUTS, pile)(Publication(1, 1, None, None)))
        return told["received"]  # type: ignore[no-any-return]

    kinds = [type(held) for held in listed(received).values()]
    assert kinds == [str, str, *[list] * NAMED_DAYS]
    late = Retrieval(days[-1], "s", "late.txt", "f" * 64)
    changed = listed([*received, late])
    assert [day for day, held in listed(received).items() if changed[day] != held] == [str(days[-1])]
