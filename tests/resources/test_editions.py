"""Publishing editions: complete or absent, never changed, never mixed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import resources.editions
from pipeline.records import Publication
from resources.editions import MANIFEST, EditionStore, file_hashes, read_files, right_files, wrong_files
from resources.mirror import adopt, exchange
from resources.receipts import sha256

DAY, NEXT = date(2025, 9, 3), date(2025, 9, 4)
FILES = {"briefing.html": b"<p>one</p>", "figures.json": b"{}"}
NEWER = {"briefing.html": b"<p>two</p>", "figures.json": b"{}"}


def naming(files: Mapping[str, bytes]) -> Callable[[Publication], bytes]:
    """Return what writes a manifest of files."""

    def write(at: Publication) -> bytes:
        listed = [{"name": name, "sha256": sha256(data)} for name, data in sorted(files.items())]
        chain = {"sequence": at.sequence, "revision": at.revision, "previous": at.previous}
        was = at.superseded["files"] if at.superseded else None
        return json.dumps({"files": listed, **chain, "was": was}).encode()

    return write


def publish(store: EditionStore, files: Mapping[str, bytes] = FILES, day: date = DAY) -> Path:
    return store.publish("fleet", day, files, naming(files))


def told(edition: Path) -> dict[str, Any]:
    return json.loads((edition / MANIFEST).read_text())  # type: ignore[no-any-return]


def tree(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def stored(root: Path) -> EditionStore:
    return EditionStore(root / "editions", journal=root / "journal")


def test_an_edition_is_a_folder_of_its_day(tmp_path: Path) -> None:
    store = EditionStore(tmp_path)
    place = publish(store)
    assert place == tmp_path / "fleet" / "2025-09-03"
    files = read_files(place)
    assert {name: files[name] for name in FILES} == FILES
    assert set(files) == {*FILES, MANIFEST}
    assert store.latest("fleet", DAY) == place
    assert store.days("fleet") == [DAY]
    assert store.days("other") == []


def test_the_same_edition_again_changes_nothing(tmp_path: Path) -> None:
    store = stored(tmp_path)
    place = publish(store)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != ".lock"}
    assert publish(store, dict(reversed(FILES.items()))) == place
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert tree(tmp_path).keys() == {str(path.relative_to(tmp_path)) for path in before if path.is_file()}


def test_a_file_that_cannot_be_read_is_put_right(tmp_path: Path) -> None:
    store = stored(tmp_path)
    place = publish(store)
    whole = tree(tmp_path)
    (place / "figures.json").unlink()
    (place / "figures.json").mkdir()
    publish(store)
    assert tree(tmp_path) == whole


@pytest.mark.parametrize("kept", ["editions", "journal"])
def test_scraps_of_a_writer_that_was_killed_are_swept(tmp_path: Path, kept: str) -> None:
    store, out = stored(tmp_path / "store"), EditionStore(tmp_path / "out")
    publish(store)
    exchange(store, out, "fleet")
    whole = tree(tmp_path)
    scrap = tmp_path / "store" / kept / "fleet" / f".{DAY}.json.999999999.0123abcd.tmp"
    scrap.write_bytes(b"half of")
    exchange(store, out, "fleet")
    assert tree(tmp_path) == whole


def test_another_edition_of_the_same_day_is_a_revision_and_the_first_stays(tmp_path: Path) -> None:
    store = EditionStore(tmp_path)
    first = publish(store)
    before = read_files(first)
    second = publish(store, NEWER)
    assert second.name == "2025-09-03-r2"
    assert read_files(first) == before
    assert read_files(second)["briefing.html"] == b"<p>two</p>"
    assert told(second)["was"] == told(first)["files"]
    assert store.latest("fleet", DAY) == second
    assert store.days("fleet") == [DAY]
    assert publish(store, NEWER) == second
    assert publish(store).name == "2025-09-03-r3"


def test_each_edition_names_the_one_published_before_it(tmp_path: Path) -> None:
    store = EditionStore(tmp_path)
    chain = [publish(store), publish(store, day=NEXT), publish(store, NEWER)]
    assert [told(edition)["sequence"] for edition in chain] == [1, 2, 3]
    assert [told(edition)["revision"] for edition in chain] == [1, 1, 2]
    assert told(chain[0])["previous"] is None
    for before, after in pairwise(chain):
        said = {"edition": before.name, "sha256": sha256((before / MANIFEST).read_bytes())}
        assert told(after)["previous"] == said


def test_the_tenth_revision_is_newer_than_the_ninth(tmp_path: Path) -> None:
    store = EditionStore(tmp_path)
    for number in range(11):
        publish(store, {**FILES, "figures.json": str(number).encode()})
    assert read_files(store.latest("fleet", DAY) or tmp_path)["figures.json"] == b"10"
    assert list(store.manifests("fleet"))[-1] == "2025-09-03-r11"


@pytest.mark.parametrize("how", ["removed", "altered", "a file gone", "manifest altered", "manifest gone"])
def test_an_edition_that_was_lost_or_altered_comes_back_byte_for_byte(tmp_path: Path, how: str) -> None:
    store = stored(tmp_path)
    first = publish(store)
    publish(store, day=NEXT)
    before = tree(tmp_path)
    if how == "removed":
        shutil.rmtree(first)
    elif how in ("altered", "manifest altered"):
        file = first / ("briefing.html" if how == "altered" else MANIFEST)
        file.write_bytes(file.read_bytes().replace(b"1", b"2").replace(b"one", b"two"))
    else:
        (first / ("figures.json" if how == "a file gone" else MANIFEST)).unlink()
    assert wrong_files(first, store.manifests("fleet")[first.name])
    assert publish(store) == first
    assert tree(tmp_path) == before


def test_a_journal_that_was_lost_is_written_again(tmp_path: Path) -> None:
    store = stored(tmp_path)
    publish(store)
    before = tree(tmp_path)
    shutil.rmtree(tmp_path / "journal")
    publish(store)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("failing", ["briefing.html", "figures.json", "manifest.json"])
def test_a_failure_at_any_file_leaves_the_old_edition_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    store = EditionStore(tmp_path)
    publish(store)
    before = tree(tmp_path)
    write = resources.editions.write_bytes

    def full(path: Path, content: bytes) -> None:
        if path.name == failing:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(resources.editions, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        publish(store, NEWER)
    assert tree(tmp_path) == before
    assert {path.name for path in (tmp_path / "fleet").iterdir()} <= {"2025-09-03", ".lock"}


def test_the_manifest_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    write = resources.editions.write_bytes

    def note(path: Path, content: bytes) -> None:
        written.append(path.name)
        write(path, content)

    monkeypatch.setattr(resources.editions, "write_bytes", note)
    publish(EditionStore(tmp_path), FILES | {"zone.json": b"{}"})
    assert written[-1] == "manifest.json"


def test_a_folder_without_a_manifest_is_no_edition(tmp_path: Path) -> None:
    (tmp_path / "fleet" / "2025-09-03").mkdir(parents=True)
    (tmp_path / "fleet" / "2025-09-03" / "briefing.html").write_bytes(b"half")
    store = EditionStore(tmp_path)
    assert store.latest("fleet", DAY) is None
    assert read_files(publish(store))["briefing.html"] == FILES["briefing.html"]


def test_publishers_at_once_make_one_chain(tmp_path: Path) -> None:
    def one(number: int) -> Path:
        return publish(EditionStore(tmp_path), {**FILES, "figures.json": str(number).encode()})

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(one, range(8)))
    assert len({edition.name for edition in made}) == 8
    assert sorted(told(edition)["sequence"] for edition in made) == list(range(1, 9))


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".", "..", ".hidden", "a b", "\x00"])
def test_names_that_are_no_plain_names_are_refused(tmp_path: Path, name: str) -> None:
    store = EditionStore(tmp_path / "editions")
    with pytest.raises(ValueError, match="cannot be part of an edition's path"):
        store.publish(name, DAY, FILES, naming(FILES))
    with pytest.raises(ValueError, match="cannot be part of an edition's path"):
        publish(store, {**FILES, name: b""})
    assert tree(tmp_path) == {}


def test_a_manifest_that_names_places_outside_its_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"s")
    hostile = json.dumps({"files": [{"name": "../secret", "sha256": sha256(b"s")}]}).encode()
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / MANIFEST).write_bytes(hostile)
    assert file_hashes(hostile) == {}
    assert right_files(tmp_path / "e", hostile) == {}
    assert wrong_files(tmp_path / "e", hostile) == [MANIFEST]


def test_the_download_address_follows_the_place_under_the_served_folder(tmp_path: Path) -> None:
    store = EditionStore(tmp_path / "served" / "editions", tmp_path / "served")
    place = publish(store)
    assert store.link(place, "briefing.html") == "/logs/editions/fleet/2025-09-03/briefing/html"
    with pytest.raises(ValueError, match="not served"):
        EditionStore(tmp_path).link(place, "briefing.html")


@pytest.fixture
def sides(tmp_path: Path) -> tuple[EditionStore, EditionStore]:
    """A store of three editions and its mirror."""
    store, out = stored(tmp_path / "data"), EditionStore(tmp_path / "out")
    publish(store)
    publish(store, NEWER)
    publish(store, day=NEXT)
    exchange(store, out, "fleet")
    return store, out


def both(sides: tuple[EditionStore, EditionStore]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    return tree(sides[0].root), tree(sides[1].root)


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("how", ["folder gone", "file gone", "file altered", "manifest altered", "all gone"])
def test_each_side_puts_the_other_right(
    sides: tuple[EditionStore, EditionStore], side: int, how: str
) -> None:
    before = both(sides)
    assert before[0] == before[1]
    hurt = sides[side].folder("fleet") / "2025-09-03"
    if how == "all gone":
        shutil.rmtree(sides[side].root)
    elif how == "folder gone":
        shutil.rmtree(hurt)
    elif how == "file gone":
        (hurt / "briefing.html").unlink()
    else:
        (hurt / ("briefing.html" if how == "file altered" else MANIFEST)).write_bytes(b"{}")
    places = exchange(*sides, "fleet")
    assert both(sides) == before
    assert {name: place.name for name, place in places.items()} == {
        name: name for name in ("2025-09-03", "2025-09-03-r2", "2025-09-04")
    }


def test_what_neither_side_has_whole_is_left_out(sides: tuple[EditionStore, EditionStore]) -> None:
    for side in sides:
        shutil.rmtree(side.folder("fleet") / "2025-09-03")
    assert list(exchange(*sides, "fleet")) == ["2025-09-03-r2", "2025-09-04"]
    assert not (sides[0].folder("fleet") / "2025-09-03").exists()


def test_the_edition_of_another_store_stays_and_ours_lies_beside_it(tmp_path: Path) -> None:
    out = EditionStore(tmp_path / "out")
    theirs = publish(out, NEWER)
    before = read_files(theirs)
    store = stored(tmp_path / "data")
    ours = publish(store)
    for _ in range(2):
        places = exchange(store, out, "fleet")
        assert places["2025-09-03"].name == "2025-09-03-r2"
        assert read_files(theirs) == before
        assert read_files(places["2025-09-03"]) == read_files(ours)


def test_only_the_days_that_are_named_are_exchanged(sides: tuple[EditionStore, EditionStore]) -> None:
    for name in ("2025-09-03", "2025-09-04"):
        shutil.rmtree(sides[1].folder("fleet") / name)
    exchange(*sides, "fleet", [NEXT])
    assert sorted(path.name for path in sides[1].folder("fleet").iterdir()) == ["2025-09-03-r2", "2025-09-04"]


def test_a_store_that_was_lost_takes_back_what_it_would_make_again(tmp_path: Path) -> None:
    def fingerprinted(at: Publication) -> bytes:
        return json.dumps({**json.loads(naming(FILES)(at)), "fingerprint": f"f{at.sequence}"}).encode()

    store, out = stored(tmp_path / "data"), EditionStore(tmp_path / "out")
    for day in (DAY, NEXT):
        store.publish("fleet", day, FILES, fingerprinted)
    exchange(store, out, "fleet")
    before = tree(tmp_path / "data")
    shutil.rmtree(tmp_path / "data")
    adopt(store, out, "fleet", {DAY: "f1", NEXT: "another"})
    assert tree(tmp_path / "data") == {name: data for name, data in before.items() if "2025-09-03" in name}
