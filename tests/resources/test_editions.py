"""Publishing editions: complete or absent, never changed, never mixed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import resources.editions
from resources.editions import EditionStore, read_files

DAY = date(2025, 9, 3)
FILES = {"briefing.html": b"<p>one</p>", "figures.json": b"{}", "manifest.json": b"{1}"}
NEWER = {"briefing.html": b"<p>two</p>", "figures.json": b"{}", "manifest.json": b"{2}"}


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_edition_is_a_folder_of_its_day(tmp_path: Path) -> None:
    store = EditionStore(tmp_path)
    place = store.publish("fleet", DAY, FILES)
    assert place == tmp_path / "fleet" / "2025-09-03"
    assert read_files(place) == FILES
    assert store.latest("fleet", DAY) == place
    assert store.days("fleet") == [DAY]
    assert store.days("other") == []


def test_the_same_bytes_again_change_nothing(tmp_path: Path) -> None:
    store = EditionStore(tmp_path)
    place = store.publish("fleet", DAY, FILES)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert store.publish("fleet", DAY, dict(reversed(FILES.items()))) == place
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_other_bytes_for_the_same_day_are_a_revision_and_the_first_stays(tmp_path: Path) -> None:
    store = EditionStore(tmp_path)
    first = store.publish("fleet", DAY, FILES)
    second = store.publish("fleet", DAY, NEWER)
    assert second.name == "2025-09-03-r2"
    assert (read_files(first), read_files(second)) == (FILES, NEWER)
    assert store.latest("fleet", DAY) == second
    assert store.days("fleet") == [DAY]
    assert store.publish("fleet", DAY, NEWER) == second
    assert store.publish("fleet", DAY, FILES).name == "2025-09-03-r3"


def test_the_tenth_revision_is_newer_than_the_ninth(tmp_path: Path) -> None:
    store = EditionStore(tmp_path)
    for number in range(11):
        store.publish("fleet", DAY, {**FILES, "figures.json": str(number).encode()})
    assert read_files(store.latest("fleet", DAY) or tmp_path)["figures.json"] == b"10"


@pytest.mark.parametrize("failing", ["briefing.html", "figures.json", "manifest.json"])
def test_a_failure_at_any_file_leaves_the_old_edition_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    store = EditionStore(tmp_path)
    store.publish("fleet", DAY, FILES)
    before = tree(tmp_path)
    write = resources.editions.write_bytes

    def full(path: Path, content: bytes) -> None:
        if path.name == failing:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(resources.editions, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        store.publish("fleet", DAY, NEWER)
    assert tree(tmp_path) == before
    assert [path.name for path in (tmp_path / "fleet").iterdir()] == ["2025-09-03"]


def test_the_manifest_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    write = resources.editions.write_bytes

    def note(path: Path, content: bytes) -> None:
        written.append(path.name)
        write(path, content)

    monkeypatch.setattr(resources.editions, "write_bytes", note)
    EditionStore(tmp_path).publish("fleet", DAY, FILES | {"zone.json": b"{}"})
    assert written[-1] == "manifest.json"


def test_a_folder_without_a_manifest_is_no_edition(tmp_path: Path) -> None:
    (tmp_path / "fleet" / "2025-09-03").mkdir(parents=True)
    (tmp_path / "fleet" / "2025-09-03" / "briefing.html").write_bytes(b"half")
    store = EditionStore(tmp_path)
    assert store.latest("fleet", DAY) is None
    place = store.publish("fleet", DAY, FILES)
    assert read_files(place) == FILES


def test_two_publishers_at_once_each_get_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = EditionStore(tmp_path)
    blind = EditionStore(tmp_path)
    monkeypatch.setattr(EditionStore, "latest", lambda *_: None)  # both look before either has published
    assert {store.publish("fleet", DAY, FILES).name, blind.publish("fleet", DAY, NEWER).name} == {
        "2025-09-03",
        "2025-09-03-r2",
    }


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".", "..", ".hidden", "a b", "\x00"])
def test_names_that_are_no_plain_names_are_refused(tmp_path: Path, name: str) -> None:
    store = EditionStore(tmp_path / "editions")
    with pytest.raises(ValueError, match="cannot be part of an edition's path"):
        store.publish(name, DAY, FILES)
    with pytest.raises(ValueError, match="cannot be part of an edition's path"):
        store.publish("fleet", DAY, {**FILES, name: b""})
    assert tree(tmp_path) == {}


def test_an_edition_needs_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"manifest\.json"):
        EditionStore(tmp_path).publish("fleet", DAY, {"briefing.html": b""})


def test_the_download_address_follows_the_place_under_the_served_folder(tmp_path: Path) -> None:
    store = EditionStore(tmp_path / "served" / "editions", tmp_path / "served")
    place = store.publish("fleet", DAY, FILES)
    assert store.link(place, "briefing.html") == "/logs/editions/fleet/2025-09-03/briefing/html"
    with pytest.raises(ValueError, match="not served"):
        EditionStore(tmp_path).link(place, "briefing.html")
