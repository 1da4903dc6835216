"""The Dagster code location: the one place where sources, stores, assets, jobs and schedules are put together.

Here belongs assembly alone. Documents come from every brief's own `documents/` folder, and go by the id of their brief.
A run of the command line over documents or a brief from elsewhere calls `build_defs` with a `House` of its own, whose
tables and editions lie apart, so that foreign documents never mix into a brief's store (see `assets/run.py`).
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import dagster as dg

from assets.automation import daily_schedule, documents_job, edition_job
from assets.briefs import brief_assets
from assets.claims import extracted_claims
from assets.cleaning import cleaned_text
from assets.documents import raw_documents
from assets.tables import IO_MANAGER
from assets.versions import HOUSE
from pipeline.briefs import Brief, parse_brief
from resources.editions import EditionStore
from resources.engine import ComputeEngine
from resources.io_manager import io_manager
from resources.sources import DocumentSource
from resources.store import ParquetStore


@dataclass(frozen=True)
class House:
    """What a code location is put together from: briefs with the sources each reads, where documents come from, and
    the folder that holds everything made from them."""

    briefs: tuple[tuple[Brief, tuple[str, ...]], ...]
    sources: DocumentSource
    data: Path

    @property
    def store(self) -> ParquetStore:
        """The tables."""
        return ParquetStore(self.data / "store")

    @property
    def served(self) -> Path:
        """The folder whose files the webserver hands out: the compute-log folder of dagster.yaml."""
        return self.data / "served"

    @property
    def editions(self) -> EditionStore:
        """The published editions."""
        return EditionStore(self.served / "editions", self.served)


def house(root: Path = HOUSE) -> House:
    """Return the house at `root`: every folder of `briefs/` with a brief.yaml is a brief, and a source of that name.

    Raises BriefError for a brief.yaml that cannot be used.
    """
    folders = brief_folders(root)
    roots = {folder.name: folder / "documents" for folder in folders}
    briefs = tuple((read_brief(folder), (folder.name,)) for folder in folders)
    return House(briefs, DocumentSource(roots), root / "data")


def brief_folders(root: Path) -> list[Path]:
    """Return the folders of the briefs of the house at `root`, by name."""
    return sorted(path.parent for path in (root / "briefs").glob("*/brief.yaml"))


def read_brief(folder: Path) -> Brief:
    """Read the brief of a folder."""
    return parse_brief((folder / "brief.yaml").read_text("utf-8"), folder.name)


def build_defs(
    root: Path = HOUSE, overrides: Mapping[str, Any] | None = None, built: House | None = None, since: date | None = None
) -> dg.Definitions:
    """Put a code location together for the house at `root`, or for the house `built`.

    `overrides` replaces resources by name; `since` is the first day of the partitions, by default the first on which
    something was received.
    """
    built = built or house(root)
    # Two parameters that are in beta, and a job over assets that differ in how many days one run may take: meant so.
    warnings.filterwarnings("ignore", category=dg.BetaWarning)
    warnings.filterwarnings("ignore", message="Asset job .* varying BackfillPolicies")
    start = since or min(built.sources.days(), default=datetime.now(UTC).date())
    days = dg.DailyPartitionsDefinition(start.isoformat(), end_offset=1)
    jobs = {brief.id: edition_job(brief) for brief, _ in built.briefs}
    return dg.Definitions(
        assets=[
            raw_documents(days),
            cleaned_text(days),
            extracted_claims(days),
            *(asset for brief, named in built.briefs for asset in brief_assets(brief, named, days)),
        ],
        jobs=[documents_job(), *jobs.values()],
        schedules=[daily_schedule(brief, named, jobs[brief.id]) for brief, named in built.briefs],
        resources={
            "sources": built.sources,
            "engine": ComputeEngine(),
            "store": built.store,
            "editions": built.editions,
            IO_MANAGER: io_manager(built.store.root),
            **(overrides or {}),
        },
        executor=dg.in_process_executor,
    )


defs = build_defs()
