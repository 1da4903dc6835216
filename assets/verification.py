"""What the store and the sources of a house say that an edition must be.

Here belongs making an edition again and reading its documents again. Comparing belongs to `pipeline.lineage`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from assets import documents
from assets.house import House
from assets.knowledge import pile_on, retrievals
from assets.stages import versions
from pipeline.briefing import compose, render
from pipeline.briefing.manifest import manifest
from pipeline.inputs import inputs_on
from pipeline.lineage.verify import MANIFEST
from pipeline.reconciliation import reconcile
from pipeline.records import Document, Publication
from resources.io_manager import NotMaterialised


def rederiver(house: House) -> Callable[[str, date], Mapping[str, bytes] | str]:
    """Return what makes the edition of a brief and day again from a house's store, or says why it cannot."""
    briefs = {brief.id: (brief, named) for brief, named in house.briefs}

    def rederive(brief_id: str, day: date) -> Mapping[str, bytes] | str:
        if brief_id not in briefs:
            return f"the store in {house.data} knows no brief {brief_id!r}"
        brief, named = briefs[brief_id]
        try:
            pile = pile_on(day, named, house.store, house.sources)
        except NotMaterialised as error:
            return str(error)
        before = pile.day_before(day)
        earlier = reconcile(pile, brief, before) if before else None
        edition = compose(brief, reconcile(pile, brief, day), pile, day, previous=earlier)
        files, received = render(edition), retrievals(pile)
        inputs = inputs_on([day], received, brief, versions(house.reads_with))[day]
        alone = Publication(sequence=1, revision=1, previous=None, superseded=None)
        return files | {MANIFEST: manifest(edition, files, inputs, received)(alone)}

    return rederive


def rereader(house: House) -> Callable[[Document], Document | None]:
    """Return what reads a document again from a house's sources: None where they have it no more."""

    @cache
    def read_on(day: date) -> dict[tuple[str, str], Document]:
        entries = house.sources.received(day)
        return {(entry.source, entry.name): documents.decode(entry) for entry in entries}

    return lambda document: read_on(document.received_on).get((document.source, document.name))
