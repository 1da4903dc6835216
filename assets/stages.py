"""The stages of the flow: what their tables are called, and which rooms of the house decide what is made.

Here belongs what can be known of the stages without running them. The assets stand in the modules of their
names.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from assets.versions import code_version, files_version
from pipeline.inputs import Versions


class Stage(NamedTuple):
    """A table that all briefs share, and the files and folders of the house that decide its rows."""

    table: str
    rooms: tuple[str, ...]

    @property
    def version(self) -> str:
        """The fingerprint of the code and word lists that decide the table's rows."""
        return code_version(*self.rooms)


_CLEANING = ("pipeline/cleaning", "assets/cleaning.py")
# The versions of the libraries that sketches are made by are pinned in pyproject.toml.
_DEPENDENCE = ("pipeline/dependence", *_CLEANING, "assets/dependence.py")

DOCUMENTS = Stage("raw_documents", ("pipeline/cleaning", "resources/sources.py", "assets/documents.py"))
CLEANED = Stage("cleaned_text", _CLEANING)
CLAIMS = Stage(
    "extracted_claims",
    ("pipeline/extraction", "pipeline/briefs", *_CLEANING, "assets/claims.py", "resources/model.py"),
)
QUARANTINE = Stage("quarantined_claims", CLAIMS.rooms)
SKETCHES = Stage("document_sketches", _DEPENDENCE)
COPIES = Stage("document_copies", _DEPENDENCE)
STAGES = (DOCUMENTS, CLEANED, CLAIMS, QUARANTINE, SKETCHES, COPIES)

ESTIMATES_TABLE = "reconciled_estimates"  # of each brief
ESTIMATES = (
    "pipeline/reconciliation",
    "pipeline/briefs",
    *_DEPENDENCE,
    "assets/briefs.py",
    "assets/knowledge.py",
)
PAGE = ("pipeline/briefing", "pipeline/lineage", "templates", "docs/method.md")
WEIGHTS = ("pipeline/extraction/weights",)


@cache
def versions(reads_with: str) -> Versions:
    """Return the versions of everything that decides an edition; `reads_with` names the model that points at
    figures, if there is one."""
    rooms = dict.fromkeys(room for stage in STAGES for room in stage.rooms)
    return Versions(
        rules=code_version(*rooms, *ESTIMATES),
        page=f"{files_version(*PAGE)} {_software()}",
        model=f"{files_version(*WEIGHTS)} {reads_with}".strip(),
    )


def read_from(digest: str, reads_with: str) -> str:
    """Return the fingerprint of what claims are made from: documents, and who points at figures of them."""
    return f"{digest} {reads_with}".strip()


def _software() -> str:
    try:
        return version("briefline")
    except PackageNotFoundError:
        return "uninstalled"
