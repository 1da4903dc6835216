"""What is due: days whose documents are to be received again, and editions that are to be made.

Here belongs comparing what lies in the sources with what was made of it, by fingerprints alone and without
loading Dagster or a table, so that a house with nothing to do finds that out quickly. Doing it is for
`run.py` and the schedules.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assets.house import House
from assets.stages import (
    CLAIMS,
    CLEANED,
    COPIES,
    DOCUMENTS,
    ESTIMATES_TABLE,
    QUARANTINE,
    SKETCHES,
    Stage,
    read_from,
    versions,
)
from pipeline.briefs import Brief
from pipeline.inputs import Inputs, chained, day_digest, inputs_on
from pipeline.records import Retrieval
from resources.editions import parsed, wrong_files
from resources.receipts import Receipt, intact
from resources.tables import file_of


@dataclass(frozen=True)
class Work:
    """The days to `receive` again, to `compare` with earlier ones again, and whose editions to `publish`;
    each oldest first."""

    receive: Sequence[date] = ()
    compare: Sequence[date] = ()
    publish: Sequence[date] = ()

    @property
    def days(self) -> list[date]:
        """All days on which there is something to do, oldest first."""
        return sorted({*self.receive, *self.compare, *self.publish})


@dataclass(frozen=True)
class Standing:
    """How the tables and editions of a house stand to what lies in its sources, up to the day `until`;
    `received` is what was received on each day, by source and name."""

    built: House
    until: date
    received: Mapping[date, list[Retrieval]]

    @classmethod
    def seen(cls, built: House, until: date) -> Standing:
        """Look into the sources of a house."""
        days = (day for day in built.sources.days() if day <= until)
        return cls(built, until, {day: built.sources.retrieved(day) for day in days})

    def up_to(self, day: date) -> Standing:
        """Return how things stand up to an earlier day, without another look."""
        return Standing(self.built, day, {one: held for one, held in self.received.items() if one <= day})

    def by(self, named: Collection[str]) -> list[Retrieval]:
        """Return what was received from the sources `named`, by day, source and name."""
        return [one for day in self.received.values() for one in day if one.source in named]

    def days(self, named: Collection[str]) -> list[date]:
        """Return the days on which the sources `named` received something, oldest first."""
        return [day for day, all_of in self.received.items() if any(one.source in named for one in all_of)]

    def to_receive(self) -> list[date]:
        """Return the days whose tables are not what their documents and the code of today would make."""
        return [day for day, received in self.received.items() if not self._fresh(day, day_digest(received))]

    def to_compare(self) -> list[date]:
        """Return the days whose documents were compared with other earlier ones than there are."""
        digests, found = [], []
        for day, received in self.received.items():
            digests.append((day, day_digest(received)))
            receipt = self._receipt(COPIES, day)
            if receipt is None or receipt.made_from != chained(digests):
                found.append(day)
        return found

    def inputs(self, brief: Brief, named: Collection[str], days: Collection[date]) -> dict[date, Inputs]:
        """Return what the editions of `days` would be made of now."""
        return inputs_on(days, self.by(named), brief, versions(self.built.reads_with))

    def editions_due(self, brief: Brief, named: Collection[str], wanted: Collection[date]) -> list[date]:
        """Return the days of the editions that were published on other inputs or are not as they were
        published, their estimates included, and those of `wanted` that were not published at all."""
        editions = self.built.editions
        newest: dict[date, tuple[str, bytes]] = {}
        for name, manifest in editions.manifests(brief.id).items():
            day = date.fromisoformat(name[:10])
            newest[day] = (name, manifest)
        days = sorted(day for day in {*wanted, *newest} if day <= self.until)
        inputs = self.inputs(brief, named, days)
        return [
            day
            for day in days
            if day not in newest
            or parsed(newest[day][1]).get("fingerprint") != inputs[day].fingerprint
            or wrong_files(editions.folder(brief.id) / newest[day][0], newest[day][1])
            or self._made_from(f"{brief.id}/{ESTIMATES_TABLE}", day) != inputs[day].answers
        ]

    def _fresh(self, day: date, digest: str) -> bool:
        made_from = dict.fromkeys((CLAIMS, QUARANTINE), read_from(digest, self.built.reads_with))
        for stage in (DOCUMENTS, CLEANED, CLAIMS, QUARANTINE, SKETCHES):
            receipt = self._receipt(stage, day)
            if receipt is None or receipt.made_from != made_from.get(stage, digest):
                return False
        return True

    def _made_from(self, table: str, day: date) -> str | None:
        """Return what a table's day was made from, None if it is not whole."""
        receipt = intact(file_of(self.built.data / "store", table, day))
        return receipt.made_from if receipt else None

    def _receipt(self, stage: Stage, day: date) -> Receipt | None:
        """Return the receipt of a table's day if it is whole and of today's code."""
        receipt = intact(file_of(self.built.data / "store", stage.table, day))
        return receipt if receipt and receipt.code_version == stage.version else None


def work(
    standing: Standing, brief: Brief, named: Collection[str], *, catch_up: bool, make: bool = True
) -> Work:
    """Return what is to be done so that the editions of a brief are true to what came in.

    The edition of the last day itself is among them if it is to `make`; with `catch_up` also those of earlier
    days with documents that have none.
    """
    wanted = {*(standing.days(named) if catch_up else ()), *([standing.until] if make else ())}
    receive = standing.to_receive()
    compare = [one for one in standing.to_compare() if one not in receive]
    return Work(receive, compare, standing.editions_due(brief, named, wanted))
