"""A small house in a folder of its own: one brief, and documents of two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assets.run import RunResult, run_edition
from resources.editions import EditionStore
from resources.store import ParquetStore

BRIEF = """\
title: The ferry off Port Amarel
schedule: "30 5 * * *"
organisations:
  - name: Coast Guard
    aliases: [Vendia coast guard, coast guard]
questions:
  - {id: killed, title: Passengers killed, category: passengers, event: killed, temporality: cumulative}
  - {id: strikers, title: Dockers on strike, category: workers, event: on_strike, status: expected}
"""
FIRST = """Ferry sinks off Port Amarel

7 May 2026

At least 34 passengers were killed when a ferry sank off Port Amarel, the Vendia coast guard said on Thursday.
"""
LATER = """Toll of ferry rises

9 May 2026

The Vendia coast guard said on Saturday that 41 passengers were killed when the ferry sank off Port Amarel.
"""
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
DAYS = (date(2026, 5, 7), date(2026, 5, 9))


@dataclass(frozen=True)
class Desk:
    """A brief's folder and what a run makes of it."""

    root: Path

    @property
    def brief(self) -> Path:
        return self.root / "briefs" / "ferry"

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def data(self) -> Path:
        """The one folder of tables that runs of this desk have made."""
        (folder,) = (self.out / "data").iterdir()
        return folder

    @property
    def store(self) -> ParquetStore:
        return ParquetStore(self.data / "store")

    @property
    def editions(self) -> EditionStore:
        return EditionStore(self.data / "served" / "editions", self.data / "served", self.data / "journal")

    def put(self, name: str, content: str | bytes) -> Path:
        """Lay a document into the brief's documents, such as `2026-05-07/a.txt`."""
        path = self.brief / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, as_of: date | None = None, **how: Any) -> RunResult:
        return run_edition(self.brief, None, as_of, self.out, **how)

    def published(self) -> dict[str, bytes]:
        """All files below the folders of editions, by path."""
        folders = (self.out / "ferry", self.data / "served" / "editions")
        return {
            str(path.relative_to(self.out)): path.read_bytes()
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != ".lock"
        }

    def tables(self) -> dict[str, bytes]:
        """All tables and receipts, and the journal of editions, by path."""
        return {
            str(path.relative_to(self.data)): path.read_bytes()
            for folder in ("store", "journal")
            for path in sorted((self.data / folder).rglob("*"))
            if path.is_file()
        }


def laid_out(root: Path) -> Desk:
    desk = Desk(root)
    desk.put("2026-05-07/ferry.txt", FIRST)
    desk.put("2026-05-09/toll.txt", LATER)
    desk.put("2026-05-09/scan.txt", PICTURE)
    (desk.brief / "brief.yaml").write_text(BRIEF)
    return desk
