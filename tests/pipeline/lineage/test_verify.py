"""An edition of the flood on trial: what its files prove, and what is told of each that is altered."""

from __future__ import annotations

import json
from datetime import date

import flood
import pytest

from benchmarks.trial import EDITION, editions_on_trial, proof_of, rehashed
from pipeline.briefing.manifest import by_itself
from pipeline.lineage.verify import (
    against_journal,
    against_sources,
    against_store,
    in_chain,
    manifest_of,
    sha256,
    verify,
)


@pytest.fixture(scope="module")
def files(edition) -> dict[str, bytes]:
    return by_itself(edition)


def with_file(files, name: str, before: str, after: str) -> dict[str, bytes]:
    """Return the edition with a file that says otherwise, and a manifest that lists it so."""
    assert before.encode() in files[name]
    return rehashed(files | {name: files[name].replace(before.encode(), after.encode(), 1)})


def told(files) -> list[str]:
    return [str(fault) for fault in proof_of(files).faults]


def test_an_edition_as_published_is_sound(files) -> None:
    proof = proof_of(files)
    assert proof.faults == ()
    assert any("against the manifest" in what for what in proof.checked)
    assert any("against the ledger" in what for what in proof.checked)


def test_each_altered_byte_of_a_file_is_told(files) -> None:
    for name in files:
        if name != "manifest.json":
            broken = files | {name: files[name].replace(b"e", b"E", 1)}
            assert any(line.startswith(name) and "SHA-256" in line for line in told(broken)), name


def test_a_missing_and_an_added_file_are_told(files) -> None:
    lost = {name: content for name, content in files.items() if name != "series.csv"}
    assert "series.csv: the manifest lists it, and it is not there [manifest]" in told(lost)
    assert "notes.txt: the manifest does not list it [manifest]" in told(files | {"notes.txt": b"x"})


@pytest.mark.parametrize("manifest", [b"", b"[]", b'{"files": 1}', b'{"files": [1]}'])
def test_what_is_no_manifest_is_told(files, manifest) -> None:
    assert any("no manifest" in line for line in told(files | {"manifest.json": manifest}))


def test_a_file_listed_twice_is_told(files) -> None:
    data = manifest_of(files)
    data["files"].append(data["files"][0])
    assert any("twice" in line for line in told(files | {"manifest.json": json.dumps(data).encode()}))


def test_a_manifest_that_gives_another_size_is_told(files) -> None:
    data = manifest_of(files)
    data["files"][0]["bytes"] += 1
    name = data["files"][0]["name"]
    lines = told(files | {"manifest.json": json.dumps(data).encode()})
    assert any(line.startswith(name) and "SHA-256 or size differ" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "before", "after", "line"),
    [
        ("figures.json", '"low":600', '"low":700', "figures.json, line "),
        ("lineage.json", '"verdict":"conflicting"', '"verdict":"corroborated"', "lineage.json, line "),
        ("series.csv", "General Staff", "Red Cross", "series.csv, line "),
        ("origins.json", '"withheld":false', '"withheld":true', "origins.json, line "),
        ("method.html", "median", "mean", "method.html, line "),
        ("briefing.html", "conflicting</span>", "corroborated</span>", "briefing.html, line "),
        ("ledger.json", '"verdict":"conflicting"', '"verdict":"corroborated"', "briefing.html, line "),
        ("ledger.json", '"records"', '"recorded"', "ledger.json: it is no ledger"),
        ("manifest.json", "2026-05-20", "2026-05-21", "manifest.json: its as_of"),
    ],
)
def test_a_file_that_does_not_follow_from_the_ledger_is_told(files, name, before, after, line) -> None:
    assert any(one.startswith(line) for one in told(with_file(files, name, before, after)))


def test_a_text_that_is_not_what_was_received_is_told(files) -> None:
    broken = with_file(files, "briefing.html", "Menu | Weather", "Menu | Whether")
    assert any("is not the ledger's" in line for line in told(broken))


def test_a_document_that_cannot_be_encoded_again_is_told_and_no_fault(files) -> None:
    documents = tuple(
        document.model_copy(update={"encoding": None if document.error else "utf-16"})
        for document in flood.DOCUMENTS
    )
    proof = proof_of(by_itself(flood.edition(documents=documents)))
    assert proof.faults == ()
    assert not any("cannot be made again" in what for what in proof_of(files).unchecked)
    assert any("cannot be made again" in what for what in proof.unchecked)


def test_an_edition_of_before_ledgers_is_told_and_no_fault(files) -> None:
    old = rehashed({name: content for name, content in files.items() if name != "ledger.json"})
    proof = proof_of(old)
    assert proof.faults == ()
    assert any("before editions had a ledger" in what for what in proof.unchecked)
    chained = json.loads(old["manifest.json"]) | {"sequence": 1}
    assert any("ledger.json" in line for line in told(old | {"manifest.json": json.dumps(chained).encode()}))


def test_a_page_of_other_templates_is_judged_by_what_it_binds(files) -> None:
    look = json.loads(files["ledger.json"])["look"]
    other = with_file(files, "ledger.json", look, "0" * 64)
    other = with_file(other, "briefing.html", "<h2>Gaps</h2>", "<h2>Holes</h2>")
    proof = proof_of(other)
    assert proof.faults == ()
    assert any("other templates" in what for what in proof.unchecked)
    assert any("data-figure" in line or "figure" in line for line in told(
        with_file(other, "briefing.html", 'data-figure="rescued.low">600', 'data-figure="rescued.low">601')
    ))  # fmt: skip


def test_an_edition_made_again_is_compared_file_by_file(files) -> None:
    again = files | {"series.csv": files["series.csv"].replace(b"General", b"general")}
    proof = against_store(files, lambda brief, day: again)
    assert [(fault.file, fault.kind) for fault in proof.faults] == [("series.csv", "store")]
    assert proof.faults[0].line > 1
    assert against_store(files, lambda brief, day: files).faults == ()


def test_an_edition_that_cannot_be_made_again_is_told_and_no_fault(files) -> None:
    asked = []
    proof = against_store(files, lambda brief, day: asked.append((brief, day)) or "no store is here")
    assert asked == [("valley-flood", date(2026, 5, 20))]
    assert proof.faults == ()
    assert proof.unchecked[0].endswith("no store is here")


def test_place_among_editions_is_not_compared_with_what_is_made_again(files) -> None:
    data = manifest_of(files) | {"sequence": 3, "revision": 1, "reason": None, "previous": None}
    chained = files | {"manifest.json": json.dumps(data).encode()}
    assert against_store(chained, lambda brief, day: files).faults == ()


def test_documents_are_read_again_from_their_source(files, edition) -> None:
    held = edition.document_by_id
    first = edition.documents[0].document_id

    def reread(**other: str):
        return lambda document: held[document.document_id].model_copy(
            update=other if document.document_id == first else {}
        )

    assert against_sources(files, reread(), vouched=False).faults == ()
    gone = against_sources(files, lambda document: None, vouched=False)
    assert (gone.faults, len(gone.unchecked)) == ((), 1)
    for vouched in (False, True):
        altered = against_sources(files, reread(text="600"), vouched=vouched)
        assert [fault.kind for fault in altered.faults] == ["document"]
    replaced = reread(text="600", document_id=sha256(b"600"))
    assert against_sources(files, replaced, vouched=False).faults
    known = against_sources(files, replaced, vouched=True)
    assert (known.faults, len(known.unchecked)) == ((), 1)
    assert "1 documents" in known.unchecked[0]
    assert "other bytes" in known.unchecked[0]


def test_a_manifest_is_held_against_the_journal_of_the_store(files) -> None:
    assert against_journal(files, files["manifest.json"]).faults == ()
    bare = {key: value for key, value in manifest_of(files).items() if key != "inputs"}
    (fault,) = against_journal(
        files | {"manifest.json": json.dumps(bare).encode()}, files["manifest.json"]
    ).faults
    assert (fault.file, fault.kind) == ("manifest.json", "store")
    assert against_journal(files, None).unchecked


def manifest(day: str, sequence: int, previous: tuple[str, bytes] | None, **more) -> bytes:
    data = {
        "brief": "valley-flood",
        "as_of": day,
        "sequence": sequence,
        "revision": 1,
        "reason": None,
        "previous": {"edition": previous[0], "sha256": sha256(previous[1])} if previous else None,
    }
    return json.dumps(data | more).encode()


def chain() -> dict[str, bytes]:
    """Return the manifests of three editions and a revision of the second."""
    made: dict[str, bytes] = {"2026-05-18": manifest("2026-05-18", 1, None)}
    made["2026-05-19"] = manifest("2026-05-19", 2, ("2026-05-18", made["2026-05-18"]))
    made["2026-05-20"] = manifest("2026-05-20", 3, ("2026-05-19", made["2026-05-19"]))
    made["2026-05-19-r2"] = manifest(
        "2026-05-19", 4, ("2026-05-20", made["2026-05-20"]), revision=2, reason="a late document"
    )
    return made


def broken_links(manifests: dict[str, bytes]) -> dict[str, list[str]]:
    found = {folder: [f.message for f in in_chain(manifests, folder).faults] for folder in manifests}
    return {folder: messages for folder, messages in found.items() if messages}


def test_the_link_between_two_editions_is_followed() -> None:
    made = {"2026-05-18": manifest("2026-05-18", 1, None)}
    made["2026-05-19"] = manifest("2026-05-19", 2, ("2026-05-18", b"another manifest"))
    assert list(broken_links(made)) == ["2026-05-19"]


def test_the_first_chained_edition_may_follow_one_of_before_chains() -> None:
    old = b'{"brief": "valley-flood", "as_of": "2026-05-17"}'
    made = {"2026-05-17": old, "2026-05-18": manifest("2026-05-18", 1, ("2026-05-17", old))}
    assert broken_links(made) == {}


def test_a_whole_chain_is_sound_and_so_is_an_edition_copied_elsewhere() -> None:
    made = chain()
    assert broken_links(made) == {}
    alone = in_chain({"copy": made["2026-05-20"]}, "copy")
    assert alone.faults == ()
    assert "no other edition" in alone.unchecked[0]


def test_an_edition_of_before_chains_is_told_and_no_fault() -> None:
    made = chain() | {"2026-05-17": b'{"brief": "valley-flood", "as_of": "2026-05-17"}'}
    assert broken_links(made) == {}
    assert "not chained" in in_chain(made, "2026-05-17").unchecked[0]


def test_editions_of_another_brief_are_no_part_of_the_chain() -> None:
    other = manifest("2026-05-18", 1, None, brief="another")
    assert broken_links({**chain(), "elsewhere": other}) == {}


@pytest.mark.parametrize(
    ("folder", "change", "where", "message"),
    [
        ("2026-05-18", None, "2026-05-19", "is missing: 2026-05-18"),
        ("2026-05-18", {"inputs": 1}, "2026-05-19", "was altered"),
        ("2026-05-20", {"sequence": 2}, "2026-05-20", "forks"),
        ("2026-05-19-r2", {"sequence": 6}, "2026-05-19-r2", "out of order"),
        ("2026-05-19-r2", {"sequence": "4"}, "2026-05-19-r2", "no number"),
        ("2026-05-20", {"sequence": 1}, "2026-05-20", "out of order"),
        ("2026-05-20", {"previous": None}, "2026-05-20", "names no edition before it"),
        ("2026-05-20", {"previous": {"edition": "x"}}, "2026-05-20", "not named by folder and hash"),
        ("2026-05-20", {"revision": 2, "reason": "late"}, "2026-05-20", "stands in the folder"),
        ("2026-05-20", {"as_of": "2026-05-21"}, "2026-05-20", "stands in the folder"),
        ("2026-05-20", {"reason": "why"}, "2026-05-20", "gives a reason"),
        ("2026-05-19-r2", {"reason": None}, "2026-05-19-r2", "gives no reason"),
    ],
)
def test_a_broken_chain_is_told(folder, change, where, message) -> None:
    made = chain()
    content = made.pop(folder)
    if change is not None:
        made[folder] = json.dumps(json.loads(content) | change).encode()
    assert any(message in line for line in broken_links(made)[where])


def test_two_editions_after_the_same_one_are_a_fork() -> None:
    made = chain()
    made["2026-05-21"] = manifest("2026-05-21", 5, ("2026-05-19", made["2026-05-19"]))
    assert any("names the same edition" in line for line in broken_links(made)["2026-05-20"])


@pytest.mark.parametrize("rehash", [False, True])
def test_every_kind_of_change_of_an_edition_is_caught(files, rehash) -> None:
    found = editions_on_trial([files], 2, rehash=rehash)
    assert set(found) == set(EDITION)
    assert all(count.made == count.caught for count in found.values()), found


@pytest.mark.parametrize("role", ["documents_of_mine", "more_of_nothing", "day"])
def test_a_role_that_no_figure_has_is_told_and_ends_nothing(files, role) -> None:
    lineage = json.loads(files["lineage.json"])
    lineage["figures"]["edition.questions"]["role"] = role
    forged = rehashed(files | {"lineage.json": json.dumps(lineage).encode()})
    assert any("no page follows from it" in fault.message for fault in proof_of(forged).faults)


def test_another_look_is_no_excuse_where_the_inputs_are_the_same(files) -> None:
    ledger = json.loads(files["ledger.json"])
    forged = files | {"ledger.json": json.dumps(ledger | {"look": "other"}).encode(), "briefing.html": b"<p>"}

    def with_inputs(edition):
        data = manifest_of(edition) | {"inputs": {"page": "templates of today"}}
        return edition | {"manifest.json": json.dumps(data).encode()}

    assert against_store(with_inputs(forged), lambda *_: with_inputs(files)).faults
    assert not against_store(forged, lambda *_: files).faults  # of before inputs were named


def test_records_from_which_nothing_follows_are_told(files) -> None:
    def derive(_):
        raise LookupError("no such claim")

    (fault,) = verify(files, derive).faults
    assert "no edition follows from it" in fault.message
