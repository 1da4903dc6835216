"""Which editions are due: after any change those whose bytes change and no others, and what is made is what a
clean rebuild makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.data_version import CachingStaleStatusResolver, StaleStatus
from dagster._core.loader import LoadingContextForTest
from ferry_desk import BRIEF, FIRST, LATER, Desk

from assets.briefs import briefing_key
from assets.days import register, today
from assets.definitions import build_defs
from assets.due import Standing, work
from assets.house import House, house
from assets.observed import report, versions_now
from assets.runner import QUIET
from pipeline import Pile, clean, compose, extract, read, reconcile, render
from resources.editions import MANIFEST, read_files
from resources.sources import DocumentSource

DAYS = (date(2026, 5, 7), date(2026, 5, 8), date(2026, 5, 9))
RULING = """\
rulings:
  - {id: miscounted, on: 2026-05-08, by: R. Vogel, reason: Alive., reject: {document: c.txt, figure: "41"}}
"""


def published(root: Path) -> dict[str, dict[str, bytes]]:
    """The files of the newest edition of each day, without what tells of its place in the chain."""
    store = house(root).editions
    newest = {str(day): store.latest("ferry", day) or root for day in store.days("ferry")}
    return {
        day: {name: data for name, data in read_files(edition).items() if name != MANIFEST}
        for day, edition in newest.items()
    }


def made_of_files(root: Path) -> dict[str, dict[str, bytes]]:
    """The files of every edition, made by the library from the documents as they lie there, with no store."""
    built = house(root)
    brief, (name,) = built.briefs[0]
    sources = DocumentSource({name: built.sources.roots[name]})
    documents = [
        read(one.content, name=one.name, source=one.source, received_on=day)
        for day in sources.days()
        for one in sources.received(day)
    ]
    cleaned = [clean(one) for one in documents]
    claims = [claim for pair in zip(documents, cleaned, strict=True) for claim in extract(*pair)]
    pile, found, previous = Pile.of(documents, cleaned, claims), {}, None
    for day in pile.days:
        estimates = reconcile(pile, brief, day)
        found[str(day)] = render(compose(brief, estimates, pile, day, previous=previous))
        previous = estimates
    return found


def tick(built: House, history: dg.DagsterInstance) -> list[str]:
    """Make what is due, as the schedule asks for it, and return the days of the editions made."""
    brief, named = built.briefs[0]
    due = work(Standing.seen(built, DAYS[-1]), brief, named, catch_up=True, make=False)
    register(history, {*built.known_days(), *due.days})
    report(history, versions_now(Standing.seen(built, today())))
    job = build_defs(built).resolve_job_def("ferry_edition")
    for day in due.days:
        assert job.execute_in_process(instance=history, partition_key=str(day), run_config=QUIET).success
    return [str(day) for day in due.publish]


def shown_stale(built: House, history: dg.DagsterInstance) -> set[str]:
    """The days whose edition Dagster shows as out of date, or as never made."""
    register(history, built.known_days())
    report(history, versions_now(Standing.seen(built, today())))
    graph = build_defs(built).get_repository_def().asset_graph
    resolver = CachingStaleStatusResolver(history, graph, LoadingContextForTest(history))
    key = briefing_key(built.briefs[0][0])
    days = {*map(str, built.known_days())}
    return {day for day in days if resolver.get_status(key, day) != StaleStatus.FRESH}


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house of two briefs; the first has documents of three days."""
    desk = Desk(tmp_path_factory.mktemp("house"))
    (desk.brief / "documents").mkdir(parents=True)
    (desk.brief / "brief.yaml").write_text(BRIEF)
    desk.put("2026-05-07/a.txt", FIRST)
    desk.put("2026-05-08/b.txt", FIRST.replace("At least 34", "36").replace("7 May", "8 May"))
    desk.put("2026-05-09/c.txt", LATER)
    other = desk.root / "briefs" / "harbour"
    (other / "documents" / "2026-05-08").mkdir(parents=True)
    (other / "brief.yaml").write_text(BRIEF)
    (other / "documents" / "2026-05-08" / "x.txt").write_text(FIRST.replace("34", "31"))
    return desk.root


def put(name: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        path = root / "briefs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return change


def removed(name: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        path = root / "briefs" / name
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()

    return change


DOCS = "ferry/documents"
CHANGES = {
    "all is new": lambda root: None,
    "late document": put(f"{DOCS}/2026-05-08/late.txt", FIRST.replace("34", "39")),
    "second delivery": put(f"{DOCS}/2026-05-09/second.txt", LATER.replace("41", "43")),
    "late document on a new day": put(f"{DOCS}/2026-05-06/early.txt", FIRST.replace("34", "12")),
    "changed document": put(f"{DOCS}/2026-05-07/a.txt", FIRST.replace("34", "33")),
    "renamed document": lambda root: (root / "briefs" / DOCS / "2026-05-08/b.txt").rename(
        root / "briefs" / DOCS / "2026-05-08/bb.txt"
    ),
    "removed document": removed(f"{DOCS}/2026-05-08/bb.txt"),
    "the same bytes again": put(f"{DOCS}/2026-05-09/again.txt", FIRST),
    "title of the brief": put("ferry/brief.yaml", BRIEF.replace("Port Amarel", "Amarel", 1)),
    "question of the brief": put("ferry/brief.yaml", BRIEF.replace("passengers", "people")),
    "comment in the brief": put("ferry/brief.yaml", f"# a note\n{BRIEF}"),
    "ruling": put("ferry/rulings.yaml", RULING),
    "other brief": put("harbour/brief.yaml", BRIEF.replace("Port Amarel", "Amarel", 1)),
    "document of another brief": put("harbour/documents/2026-05-08/y.txt", LATER),
}


def test_what_is_due_is_what_comes_out_otherwise(settled: Path) -> None:
    """Recall and precision of what is shown as out of date and of what is made again are one, change by
    change, and one tick leads to the bytes of a clean rebuild."""
    history = dg.DagsterInstance.ephemeral()
    before: dict[str, dict[str, bytes]] = {}
    for kind, change in CHANGES.items():
        change(settled)
        right = made_of_files(settled)
        due = {day for day in right if before.get(day) != right[day]}
        due |= before.keys() - right.keys()  # a day that has no documents any more says so in a revision
        assert shown_stale(house(settled), history) == due, kind
        assert set(tick(house(settled), history)) == due, kind
        before = published(settled)
        assert {day: before[day] for day in right} == right, kind
        assert shown_stale(house(settled), history) == set(), kind
        before = {day: before[day] for day in right}
    assert tick(house(settled), history) == []
    settled_checks(history, settled)


def settled_checks(history: dg.DagsterInstance, root: Path) -> None:
    """Every check that was planned for a day has its result, and belongs to that day."""
    for key in build_defs(house(root)).get_repository_def().asset_graph.asset_check_keys:
        if "harbour" in key.asset_key.path:
            continue
        records = history.event_log_storage.get_asset_check_execution_history(key, limit=50)
        assert {str(record.partition) for record in records} >= set(map(str, DAYS))
        assert {record.status.value for record in records} <= {"SUCCEEDED", "FAILED"}
        assert all(record.event for record in records)
