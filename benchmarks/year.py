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
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from assets import claims, cleaning, dependence, documents
from assets.briefs import answers, edition_of
from assets.dependence import sketches_before
from assets.house import House, read_brief
from assets.knowledge import known_on
from assets.run import house_of
from assets.versions import code_version
from benchmarks.wire import BRIEF, DAYS, FIRST_DAY, Wire
from pipeline.briefing import render
from pipeline.cleaning import clean, read
from pipeline.dependence import copies_among, sketch
from pipeline.extraction import EXTRACTOR_VERSION, extract
from pipeline.frames import to_frame
from pipeline.lineage import check
from pipeline.records import Claim, CleanedText, Copy, Document
from resources.editions import EditionStore
from resources.store import ParquetStore, write_frame

MEASURED = (10, 60, 120, 240, 364)
TABLES = {
    documents.KEY: documents.ROOMS,
    cleaning.KEY: cleaning.ROOMS,
    claims.KEY: claims.ROOMS,
    dependence.SKETCHES: dependence.ROOMS,
    dependence.COPIES: dependence.ROOMS,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.year")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "briefline-year")
    parser.add_argument("--days", type=int, nargs="+", default=MEASURED, help="days of the year to measure")
    parser.add_argument("--runs", action="store_true", help="measure whole runs of the command instead")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(stages(given.folder, given.measure)))
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
    for day, files in Wire().days(DAYS):
        if not files:
            continue
        place = folder / "documents" / day.isoformat()
        place.mkdir(parents=True)
        for name, content in files:
            (place / name).write_bytes(content)
        found = [read(content, name=name, source="documents", received_on=day) for name, content in files]
        put_day(store, day, found)
    (folder / "done").touch()


def put_day(store: ParquetStore, day: date, found: list[Document]) -> None:
    """Put the tables of a day's documents into a store, as the assets would."""
    texts = [clean(document) for document in found]
    told = [claim for pair in zip(found, texts, strict=True) for claim in extract(*pair)]
    earlier, made = sketches_before(day.isoformat(), store), sketch(found, texts)
    frames = {
        documents.KEY: to_frame(Document, found),
        cleaning.KEY: to_frame(CleanedText, texts),
        claims.KEY: to_frame(Claim, told),
        dependence.SKETCHES: made,
    }
    for key, frame in frames.items():
        put(store, key.to_user_string(), day, frame, "")
    raw, cleaned = ({day.isoformat(): frames[key]} for key in (documents.KEY, cleaning.KEY))
    copies = copies_among(made, earlier, dependence.Shelf(store, raw, cleaned).texts)
    put(store, dependence.COPIES.to_user_string(), day, to_frame(Copy, copies), "")


def put(store: ParquetStore, table: str, day: date, frame: pl.DataFrame, code: str) -> None:
    """Put a table's day into a store."""
    path = store.path(table, day)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_frame(path, frame, code)


def day_of(folder: Path, number: int) -> date:
    """Return the last day with documents among the first `number` days."""
    until = FIRST_DAY + timedelta(days=number - 1)
    return max(day for day in ParquetStore(folder / "tables").days("raw_documents") if day <= until)


@contextmanager
def house_before(folder: Path, day: date) -> Iterator[tuple[House, Path]]:
    """Lay out a house whose store has every day before `day`, as today's code would have written it."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        brief = read_brief(folder / "brief")
        built = house_of(brief, folder / "brief", folder / "documents", day, out)
        tables = ParquetStore(folder / "tables")
        for known in tables.days("raw_documents"):
            for key, rooms in TABLES.items() if known < day else ():
                table = key.to_user_string()
                put(built.store, table, known, tables.read(table, known), code_version(*rooms))
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


def stages(folder: Path, number: int) -> dict[str, dict[str, float]]:
    """Return the seconds of each stage of a day's edition, its peak memory and the kilobytes of its files."""
    day, store = day_of(folder, number), ParquetStore(folder / "tables")
    brief = read_brief(folder / "brief")
    clock = Clock()
    pile = known_on(
        day, ["documents"], store, house_of(brief, folder, folder / "documents", day, folder).sources
    )
    clock.lap("read")
    found = answers(brief, pile, day)
    clock.lap("reconcile")
    before = pile.day_before(day)
    earlier = answers(brief, pile.until(before), before) if before else None
    clock.lap("previous")
    edition = edition_of(brief, pile, found, day, before=earlier)
    clock.lap("compose")
    files = render(edition)
    clock.lap("render")
    faults = check(edition, files["briefing.html"].decode())
    clock.lap("check")
    with tempfile.TemporaryDirectory() as place:
        EditionStore(Path(place)).publish(brief.id, day, files)
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
