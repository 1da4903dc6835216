"""`briefline verify` on editions as they were published, tampered with, and copied elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def edition(briefline, texts, tmp_path: Path) -> Path:
    """An edition of two documents of one's own, on a brief proposed from them."""
    assert briefline("propose", texts, "--out", "briefs").returncode == 0
    (brief,) = (tmp_path / "briefs").iterdir()
    made = briefline("run", "--brief", brief, "--documents", texts)
    assert made.returncode == 0, made.stderr
    (folder,) = (tmp_path / "out").glob("*/*/manifest.json")
    return folder.parent


def test_an_edition_is_sound_alone_and_by_the_store(briefline, edition, texts, tmp_path) -> None:
    alone = briefline("verify", edition, "--alone")
    assert (alone.returncode, alone.stderr) == (0, "")
    assert "sound" in alone.stdout
    (brief,) = (tmp_path / "briefs").iterdir()
    whole = briefline("verify", "--all", "--brief", brief, "--documents", texts)
    assert whole.returncode == 0, whole.stdout
    assert "checked      every file against the edition made again from stored documents" in whole.stdout
    assert "checked      2 documents against their source" in whole.stdout

    (texts / "ferry.txt").write_text("Nobody was killed.\n", encoding="utf-8")
    other = briefline("verify", "--brief", brief, "--documents", texts)
    assert other.returncode == 0, other.stdout
    assert "checked      its manifest against the journal of the store" in other.stdout
    assert "not checked  1 documents against their source, which has other bytes" in other.stdout

    manifest = edition / "manifest.json"
    published = manifest.read_bytes()
    manifest.write_text(manifest.read_text("utf-8").replace('"fingerprint"', '"fingerprints"'), "utf-8")
    forged = briefline("verify", "--brief", brief, "--documents", texts)
    assert forged.returncode == 1
    assert "manifest.json: it is not what was published" in forged.stdout
    assert "ferry.txt is not what its source has" in forged.stdout
    manifest.unlink()
    lost = briefline("verify", "--all", "--brief", brief, "--documents", texts)
    assert lost.returncode == 1
    assert "no manifest" in lost.stdout
    manifest.write_bytes(published)

    elsewhere = tmp_path / "copied"
    shutil.copytree(edition, elsewhere)
    page = elsewhere / "briefing.html"
    page.write_text(page.read_text("utf-8").replace("34", "43"), encoding="utf-8")
    tampered = briefline("verify", elsewhere)
    assert tampered.returncode == 1
    assert "wrong        briefing.html, line " in tampered.stdout
    assert "no brief" in tampered.stdout  # none of that name is in the checkout

    lineage = elsewhere / "lineage.json"
    lineage.write_text(lineage.read_text("utf-8").replace("34", "43"), encoding="utf-8")
    refused = briefline("explain", "anything.value", "--edition", elsewhere)
    assert refused.returncode == 1
    assert "is not what was published" in refused.stderr


def test_a_brief_or_documents_that_cannot_be_used_are_told(briefline, edition, texts, tmp_path) -> None:
    (brief,) = (tmp_path / "briefs").iterdir()
    gone = briefline("verify", edition, "--brief", brief)
    assert gone.returncode == 0
    assert "does not exist" in gone.stdout
    written = brief / "brief.yaml"
    written.write_text(written.read_text("utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    typo = briefline("verify", edition, "--brief", brief, "--documents", texts)
    assert typo.returncode
    assert "unknown key 'titel'" in typo.stderr


def test_what_is_no_edition_is_told_in_a_line(briefline, texts, tmp_path) -> None:
    assert "no edition in out" in briefline("verify", "--all").stderr
    assert "name its folder" in briefline("verify", texts / "ferry.txt").stderr
    bare = briefline("verify", texts, "--alone")
    assert bare.returncode == 1
    assert "no manifest" in bare.stdout
    assert "does not exist" in briefline("verify", "nowhere").stderr
