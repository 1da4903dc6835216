"""The Dagster code location: the one place where sources, stores, assets, jobs and schedules come together.

Here belongs assembly alone. Documents come from every brief's own `documents/` folder, and go by the id of
their brief. A run of the command line over documents or a brief from elsewhere calls `build_defs` with a
`House` of its own, whose tables and editions lie apart, so that foreign documents never mix into a brief's
store (see `assets/run.py`).
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from typing import Any

import dagster as dg

from assets.automation import broken_schedule, daily_schedule, documents_job, edition_job, look_around
from assets.briefs import brief_assets, broken_brief, op_name
from assets.claims import extracted_claims
from assets.cleaning import cleaned_text
from assets.days import DAYS
from assets.dependence import document_copies, document_sketches
from assets.documents import raw_documents
from assets.house import House, house
from assets.observed import observed_inputs, observed_sources, plain
from assets.tables import IO_MANAGER
from assets.versions import HOUSE
from resources.engine import ComputeEngine
from resources.io_manager import io_manager
from resources.model import proposer_from


def build_defs(built: House | None = None, overrides: Mapping[str, Any] | None = None) -> dg.Definitions:
    """Put a code location together for the house `built`, by default the one of this checkout.

    `overrides` replaces resources by name.
    """
    built = built or house(HOUSE)
    # Parameters in beta or preview, and a job over assets that differ in how many days a run may take: meant
    # so.
    warnings.filterwarnings("ignore", category=dg.BetaWarning)
    warnings.filterwarnings("ignore", category=dg.PreviewWarning)
    # Dagster itself reads a property of observable source assets that it calls deprecated.
    warnings.filterwarnings("ignore", message="Property `OpDefinition.version` is deprecated")
    jobs = {brief.id: edition_job(brief) for brief, _ in built.briefs}
    return dg.Definitions(
        assets=[
            *observed_sources(built),
            raw_documents(DAYS, sorted(built.sources.roots)),
            cleaned_text(DAYS),
            extracted_claims(DAYS, built.reads_with),
            document_sketches(DAYS),
            document_copies(DAYS),
            *(observed_inputs(built, brief, op_name(brief, "brief")) for brief, _ in built.briefs),
            *(
                asset
                for brief, named in built.briefs
                for asset in brief_assets(brief, named, DAYS, built.reads_with)
            ),
            *(broken_brief(plain(name), problem) for name, problem in built.broken.items()),
        ],
        jobs=[documents_job(), *jobs.values()],
        schedules=[
            *(daily_schedule(built, brief, named, jobs[brief.id]) for brief, named in built.briefs),
            *(broken_schedule(plain(name), problem) for name, problem in built.broken.items()),
        ],
        sensors=[look_around(built)],
        resources={
            "sources": built.sources,
            "engine": ComputeEngine(),
            "proposer": proposer_from(os.environ, built.data / "model-answers"),
            "store": built.store,
            "editions": built.editions,
            IO_MANAGER: io_manager(built.store.root),
            **(overrides or {}),
        },
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """The code location of this checkout, as `workspace.yaml` names it."""
    return build_defs()
