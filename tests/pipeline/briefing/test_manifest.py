"""The manifest: every file by its hash, what the edition is made of, and why a revision exists."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

import flood
import pytest

from pipeline.briefing.manifest import manifest
from pipeline.inputs import Inputs
from pipeline.records import Publication, Retrieval

DAY = date(2026, 5, 20)
RECEIVED = [Retrieval(DAY, "s", f"{name}.txt", name * 64) for name in "ab"]
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
        ({}, {"2026-05-20": ["a" * 12]}, "b.txt came in for 2026-05-20"),
        ({}, {"2026-05-20": ["a" * 12, "b" * 12, "c" * 12]}, "cccccccccccc of 2026-05-20 is gone"),
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
        "received": received or {"2026-05-20": ["a" * 12, "b" * 12]},
    }
    assert written(files, Publication(2, 2, None, old))["reason"] == why


def test_a_revision_of_an_edition_without_a_fingerprint_says_what_is_new(files) -> None:
    why = written(files, Publication(2, 2, None, {"files": []}))["reason"]
    assert "a.txt came in for 2026-05-20" in why
    assert "the brief changed" in why
