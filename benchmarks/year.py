"""What a day costs after a year: `python -m benchmarks.year`, or `--runs` for whole runs of the command.

Here belongs the measuring: processor time by stage, peak memory and bytes by file of a day's edition, after a
year of days that `benchmarks.wire` made. Days are put into the store as the assets would; reading the
documents of the year takes minutes once and is kept in `--folder`. Every measurement has a process of its
own.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from assets import stages
from assets.dependence import Shelf, sketches_of
from assets.house import House, read_brief
from assets.knowledge import pile_on, retrievals
from assets.run import house_of
from benchmarks.wire import BRIEF, DAYS, FIRST_DAY, Wire
from pipeline.briefing import compose, render
from pipeline.briefing.manifest import manifest
from pipeline.cleaning import clean, read
from pipeline.dependence import copies_among, sketch
from pipeline.extraction import EXTRACTOR_VERSION, extraction
from pipeline.frames import to_frame
from pipeline.inputs import chained, day_digest, inputs_on
from pipeline.lineage import check
from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText, Copy, Document, Quarantined
from resources.editions import EditionStore
from resources.sources import DocumentSource
from resources.store import ParquetStore, Rows, write_frame

MEASURED = (10, 60, 120, 240, 364)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.year")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "briefline-year")
    parser.add_argument("--days", type=int, nargs="+", default=MEASURED, help="days of the year to measure")
    parser.add_argument("--runs", action="store_true", help="measure whole runs of the command instead")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measured(given.folder, given.measure)))
        return
    folder = given.folder / EXTRACTOR_VERSION
    prepare(folder)
    for number in given.days:
        if given.runs:
            shown("whole run", number, whole_run(folder, number))
        else:
            for what, values in apart(folder, number).items():
                shown(what, number, values)


def shown(what: str, number: int, values: dict[str, float]) -> None:
    """Print one line of measurements."""
    print(
        f"day {number:>3} {what:<9}", *(f"{name} {value:,.2f}" for name, value in values.items()), flush=True
    )


def prepare(folder: Path) -> None:
    """Write brief, documents and tables of the year, unless they are there."""
    if (folder / "done").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "brief").mkdir(parents=True)
    (folder / "brief" / "brief.yaml").write_text(BRIEF, "utf-8")
    store = ParquetStore(folder / "tables")
    digests: list[tuple[date, str]] = []
    for day, files in Wire().days(DAYS):
        if not files:
            continue
        place = folder / "documents" / day.isoformat()
        place.mkdir(parents=True)
        for name, content in files:
            (place / name).write_bytes(content)
        digests.append((day, day_digest(DocumentSource({"documents": folder / "documents"}).retrieved(day))))
        found = [
            read(content, name=name, source="documents", received_on=day) for name, content in sorted(files)
        ]
        put_day(store, digests, found)
    (folder / "done").touch()


def put_day(store: ParquetStore, digests: Sequence[tuple[date, str]], found: list[Document]) -> None:
    """Put the tables of the newest day's documents into a store, as the assets would."""
    (day, digest), before = digests[-1], [day for day, _ in digests[:-1]]
    texts = [clean(document) for document in found]
    told = [extraction(*pair) for pair in zip(found, texts, strict=True)]
    earlier, made = sketches_of(before, store), sketch(found, texts)
    frames = {
        stages.DOCUMENTS: to_frame(Document, found),
        stages.CLEANED: to_frame(CleanedText, texts),
        stages.CLAIMS: to_frame(Claim, [claim for one in told for claim in one.claims]),
        stages.QUARANTINE: to_frame(Quarantined, [row for one in told for row in one.quarantined]),
        stages.SKETCHES: made,
    }
    for stage, frame in frames.items():
        write_frame(store.path(stage.table, day), Rows(frame, digest), "")
    shelf = Shelf(store, before, frames[stages.DOCUMENTS], frames[stages.CLEANED])
    copies = [
        one.model_copy(update={"source": "documents"}) for one in copies_among(made, earlier, shelf.texts)
    ]
    write_frame(store.path(stages.COPIES.table, day), Rows(to_frame(Copy, copies), chained(digests)), "")


def day_of(folder: Path, number: int) -> date:
    """Return the last day with documents among the first `number` days."""
    until = FIRST_DAY + timedelta(days=number - 1)
    return max(day for day in ParquetStore(folder / "tables").days(stages.DOCUMENTS.table) if day <= until)


@contextmanager
def house_before(folder: Path, day: date) -> Iterator[tuple[House, Path]]:
    """Lay out a house whose store has every day before `day`, as today's code would have written it."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        brief = read_brief(folder / "brief")
        built = house_of(brief, folder / "brief", folder / "documents", day, out)
        tables = ParquetStore(folder / "tables")
        for stage in stages.STAGES:
            for known in tables.days(stage.table):
                if known < day:
                    frame, made_from = tables.read(stage.table, known), tables.made_from(stage.table, known)
                    write_frame(built.store.path(stage.table, known), Rows(frame, made_from), stage.version)
        yield built, out


def whole_run(folder: Path, number: int) -> dict[str, float]:
    """Measure `briefline run` on a day, after a run on the day before."""
    day = day_of(folder, number)
    before = day_of(folder, (day - FIRST_DAY).days)
    with house_before(folder, before) as (_, out):
        run(folder, out, before)
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(folder, out, day)
        done = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(folder, out, day)
        again = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = sum(path.stat().st_size for path in (out / "brief" / day.isoformat()).iterdir())
    spent = [one.ru_utime + one.ru_stime for one in (start, done, again)]
    return {
        "new day s": spent[1] - spent[0],
        "again s": spent[2] - spent[1],
        "peak MB": done.ru_maxrss / 1024,
        "edition MB": size / 1e6,
    }


def run(folder: Path, out: Path, day: date) -> None:
    """Run the command for a day."""
    command = [
        sys.executable,
        "-c",
        "from cli.main import main; main()",
        "run",
        "--brief",
        str(folder / "brief"),
    ]
    options = ["--documents", str(folder / "documents"), "--as-of", day.isoformat(), "--out", str(out)]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)


def apart(folder: Path, number: int) -> dict[str, dict[str, float]]:
    """Measure the stages of a day in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.year", "--folder", str(folder), "--measure", str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def measured(folder: Path, number: int) -> dict[str, dict[str, float]]:
    """Return the seconds of each stage of a day's edition, its peak memory and the kilobytes of its files."""
    day, brief = day_of(folder, number), read_brief(folder / "brief")
    with house_before(folder, day + timedelta(days=1)) as (built, _):
        clock = Clock()
        pile = pile_on(day, ["documents"], built.store, built.sources)
    clock.lap("read")
    found = reconcile(pile, brief, day)
    clock.lap("reconcile")
    before = pile.day_before(day)
    earlier = reconcile(pile, brief, before) if before else None
    clock.lap("previous")
    edition = compose(brief, found, pile, day, previous=earlier)
    clock.lap("compose")
    files = render(edition)
    clock.lap("render")
    faults = check(edition, files["briefing.html"].decode())
    clock.lap("check")
    with tempfile.TemporaryDirectory() as place:
        inputs = inputs_on([day], retrievals(pile), brief, stages.versions(""))[day]
        written = manifest(edition, files, inputs, retrievals(pile))
        EditionStore(Path(place)).publish(brief.id, day, files, written)
    clock.lap("publish")
    if faults:
        raise SystemExit(f"the edition of {day} has {len(faults)} faults: {faults[0]}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = {name: len(content) / 1e3 for name, content in files.items()}
    held = {"documents": len(pile.documents), "claims": len(pile.claims), "peak MB": peak}
    return {"pile": held, "seconds": clock.laps, "kilobytes": {"all": sum(size.values()), **size}}


class Clock:
    """Processor time since the last lap, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.process_time()

    def lap(self, name: str) -> None:
        now = time.process_time()
        self.laps[name], self._last = now - self._last, now


if __name__ == "__main__":
    main()
