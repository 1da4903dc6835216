"""Finding documents: days, order, and everything a disk may hold that is no document."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from resources.sources import DocumentSource

DAY = date(2025, 9, 3)
TODAY = date(2025, 9, 9)


def put(root: Path, *names: str, content: bytes = b"Two boats left the pier.") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def names(source: DocumentSource, day: date) -> list[str]:
    return [entry.name for entry in source.received(day)]


def errors(source: DocumentSource, day: date) -> dict[str, str | None]:
    return {entry.name: entry.error for entry in source.received(day)}


def test_sub_folders_named_by_day_are_the_days_received(tmp_path: Path) -> None:
    put(tmp_path, "2025-09-03/b.txt", "2025-09-03/a.txt", "2025-08-30/c.txt", "notes/d.txt")
    source = DocumentSource({"desk": tmp_path})
    assert source.days() == [date(2025, 8, 30), DAY]
    assert names(source, DAY) == ["a.txt", "b.txt"]
    entry = next(source.received(DAY))
    assert (entry.source, entry.received_on, entry.content) == ("desk", DAY, b"Two boats left the pier.")


def test_a_flat_folder_and_a_single_file_are_received_on_the_day_given(tmp_path: Path) -> None:
    put(tmp_path, "flat/b.txt", "flat/a.txt", "single.txt")
    source = DocumentSource({"flat": tmp_path / "flat", "one": tmp_path / "single.txt"}, received_on=TODAY)
    assert source.days() == [TODAY]
    assert names(source, TODAY) == ["a.txt", "b.txt", "single.txt"]


def test_files_beside_day_folders_are_received_on_the_day_given_or_are_strays(tmp_path: Path) -> None:
    put(tmp_path, "2025-09-03/a.txt", "late.txt")
    given = DocumentSource({"desk": tmp_path}, received_on=TODAY)
    assert given.days() == [DAY, TODAY]
    assert names(given, TODAY) == ["late.txt"]
    assert given.strays() == []
    without = DocumentSource({"desk": tmp_path})
    assert without.days() == [DAY]
    assert [path.name for path in without.strays()] == ["late.txt"]


def test_hidden_files_and_the_papers_of_a_brief_are_no_documents(tmp_path: Path) -> None:
    put(tmp_path, ".hidden", "brief.yaml", "README.md", "Readme.MD", "report.md")
    assert names(DocumentSource({"desk": tmp_path}, received_on=TODAY), TODAY) == ["report.md"]


def test_the_order_is_by_source_then_name_and_not_by_how_the_disk_lists(tmp_path: Path) -> None:
    put(tmp_path, *(f"z/2025-09-03/{name}.txt" for name in "cab"), "a/2025-09-03/m.txt")
    source = DocumentSource({"z": tmp_path / "z", "a": tmp_path / "a"})
    found = [(entry.source, entry.name) for entry in source.received(DAY)]
    assert found == [("a", "m.txt"), ("z", "a.txt"), ("z", "b.txt"), ("z", "c.txt")]


def test_a_file_over_the_limit_is_reported_and_not_read(tmp_path: Path) -> None:
    put(tmp_path, "2025-09-03/big.txt", content=b"x" * 101)
    put(tmp_path, "2025-09-03/fits.txt", content=b"x" * 100)
    big, fits = DocumentSource({"desk": tmp_path}, limit_bytes=100).received(DAY)
    assert (big.content, big.size_bytes) == (b"", 101)
    assert big.error == "is larger than the limit of 100 bytes and was not read"
    assert fits.error is None


def test_a_link_out_of_the_source_is_not_followed_and_one_inside_is(tmp_path: Path) -> None:
    put(tmp_path, "secret.txt", "desk/2025-09-03/a.txt")
    (tmp_path / "desk/2025-09-03/out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "desk/2025-09-03/in.txt").symlink_to(tmp_path / "desk/2025-09-03/a.txt")
    found = {entry.name: entry for entry in DocumentSource({"desk": tmp_path / "desk"}).received(DAY)}
    assert "leads out" in str(found["out.txt"].error)
    assert found["out.txt"].content == b""
    assert found["in.txt"].content == found["a.txt"].content


def test_a_day_folder_that_leads_out_of_the_source_gives_only_errors(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/a.txt")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/2025-09-03").symlink_to(tmp_path / "elsewhere")
    assert all(error for error in errors(DocumentSource({"desk": tmp_path / "desk"}), DAY).values())


def test_folders_pipes_and_loops_are_error_rows_beside_the_documents(tmp_path: Path) -> None:
    put(tmp_path, "2025-09-03/good.txt", "2025-09-03/folder.txt/inner.txt")
    os.mkfifo(tmp_path / "2025-09-03/pipe.txt")
    (tmp_path / "2025-09-03/loop.txt").symlink_to(tmp_path / "2025-09-03/loop.txt")
    (tmp_path / "2025-09-03/gone.txt").symlink_to(tmp_path / "2025-09-03/nowhere.txt")
    found = errors(DocumentSource({"desk": tmp_path}), DAY)
    assert found.pop("good.txt") is None
    assert set(found) == {"folder.txt", "gone.txt", "loop.txt", "pipe.txt"}
    assert all(found.values())
    assert "is a folder" in str(found["folder.txt"])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_is_an_error_row(tmp_path: Path) -> None:
    put(tmp_path, "2025-09-03/closed.txt")
    (tmp_path / "2025-09-03/closed.txt").chmod(0)
    assert "Permission denied" in str(errors(DocumentSource({"desk": tmp_path}), DAY)["closed.txt"])


def test_a_file_that_the_disk_refuses_is_an_error_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "2025-09-03/a.txt", "2025-09-03/bad.txt")
    opened = Path.open

    def refuse(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == "bad.txt":
            raise OSError(5, "Input/output error")
        return opened(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    assert errors(DocumentSource({"desk": tmp_path}), DAY) == {
        "a.txt": None,
        "bad.txt": "could not be read: Input/output error",
    }


def test_a_name_that_is_not_text_still_has_one(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "2025-09-03")
    (tmp_path / "2025-09-03").mkdir()
    with open(folder + b"/\xff\xfe.txt", "wb") as file:  # noqa: PTH123
        file.write(b"One.")
    (entry,) = DocumentSource({"desk": tmp_path}).received(DAY)
    entry.name.encode("utf-8")
    assert entry.content == b"One."


def test_documents_are_read_one_at_a_time(tmp_path: Path) -> None:
    put(tmp_path, "2025-09-03/a.txt", "2025-09-03/b.txt")
    received = DocumentSource({"desk": tmp_path}).received(DAY)
    next(received)
    (tmp_path / "2025-09-03/b.txt").write_bytes(b"Changed.")
    assert next(received).content == b"Changed."


def test_a_source_that_does_not_exist_has_nothing(tmp_path: Path) -> None:
    source = DocumentSource({"desk": tmp_path / "nowhere"}, received_on=TODAY)
    assert source.days() == []
    assert names(source, TODAY) == []


@pytest.mark.parametrize("name", ["2025-13-01", "20250903", "2025-9-3", "2025-W36-3"])
def test_only_real_days_written_out_are_days(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"{name}/a.txt")
    assert DocumentSource({"desk": tmp_path}).days() == []
