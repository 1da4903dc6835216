"""Every door gives the same answer to the same pile: runs, the library, and each command over files."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from ferry_desk import Desk

from assets.knowledge import pile_on
from assets.versions import HOUSE
from pipeline import Pile, clean, compare, extract, history, propose, read, reconcile
from pipeline.briefing.wording import headline
from pipeline.reconciliation.proposing import proposal
from pipeline.records import Estimate
from resources.sources import DocumentSource

BRIEF = """\
title: The landslide at Orve
questions:
  - {id: killed, title: Villagers killed, category: villagers, event: killed, temporality: cumulative}
"""
REPORT = (
    "{head}\n\n{day} May 2026\n\n"
    "{count} villagers were killed when a hillside gave way above the hamlet of Orve after nine days of"
    " rain, the prefect said on {weekday}.\n\nSoldiers dug with shovels through the night, while engineers "
    "from the capital warned that the slope above the school was still moving and might come down as well.\n"
)
DAYS = (date(2026, 5, 7), date(2026, 5, 8))
RULING = """\
rulings:
  - {id: misread, on: 2026-05-07, by: R. Vogel, reason: Wrong., reject: {document: copy-3.txt, figure: "27"}}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with six copies of a report over two days, two of them dated earlier, and another count."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for number in range(6):
        day, written = (DAYS[0], 7) if number < 4 else (DAYS[1], 6)
        head = f"Hillside buries houses in Orve, edition {'abcdef'[number]}"
        text = REPORT.format(head=head, day=written, count="27", weekday="Thursday")
        desk.put(f"{day}/copy-{number}.txt", text)
    desk.put(
        f"{DAYS[1]}/later.txt",
        "Toll in Orve\n\n8 May 2026\n\nThe rescue corps said on Friday that 31 villagers were killed.\n",
    )
    (desk.brief / "brief.yaml").write_text(BRIEF)
    (desk.brief / "rulings.yaml").write_text(RULING)
    result = desk.run(catch_up=True)
    assert result.failures == []
    return desk


@pytest.fixture(scope="module")
def pile(desk: Desk) -> Pile:
    """What the library makes of the files."""
    source = DocumentSource({"documents": desk.brief / "documents"})
    received = [entry for day in source.days() for entry in source.received(day)]
    documents = [
        read(one.content, name=one.name, source=one.source, received_on=one.received_on) for one in received
    ]
    cleaned = [clean(document) for document in documents]
    claims = [claim for pair in zip(documents, cleaned, strict=True) for claim in extract(*pair)]
    return Pile.of(documents, cleaned, claims)


def essence(estimate: Estimate) -> tuple[object, ...]:
    numbers = (estimate.low, estimate.best, estimate.high, estimate.n_origins, estimate.n_unknown)
    return (*numbers, estimate.n_reports, estimate.verdict, sorted(estimate.claim_ids), headline(estimate))


def of_data(row: dict[str, Any]) -> tuple[object, ...]:
    numbers = (row["low"], row["best"], row["high"], row["n_origins"], row["n_unknown"])
    return (*numbers, row["n_reports"], row["verdict"], sorted(row["claim_ids"]), row["value"])


def told(*arguments: object) -> str:
    command = [sys.executable, "-c", "from cli.main import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=HOUSE, capture_output=True, check=True, text=True).stdout


@pytest.fixture(scope="module")
def right(desk: Desk, pile: Pile) -> dict[date, Estimate]:
    """The answer of each day, by the library."""
    from assets.house import read_brief

    return {day: reconcile(pile, read_brief(desk.brief), day)[0] for day in DAYS}


def test_the_pile_of_the_store_is_that_of_the_files(desk: Desk, pile: Pile) -> None:
    stored = pile_on(DAYS[1], ["ferry"], desk.store, DocumentSource({"ferry": desk.brief / "documents"}))
    assert [one.document_id for one in stored.documents] == [one.document_id for one in pile.documents]
    assert list(stored.claims) == list(pile.claims)
    for day in DAYS:
        mine, theirs = stored.until(day).copies, pile.until(day).copies
        assert {copy.model_copy(update={"source": ""}) for copy in mine} == set(theirs)


def test_runs_give_the_answer_of_the_library(desk: Desk, right: dict[date, Estimate]) -> None:
    assert right[DAYS[1]].n_reports < 6  # six copies of a report are no six reports
    for day in DAYS:
        figures = json.loads((desk.out / "ferry" / str(day) / "figures.json").read_text())["questions"]
        (row,) = figures
        assert (row["low"], row["best"], row["high"]) == essence(right[day])[:3]
        assert (row["origins"], row["unknown"], row["reports"]) == essence(right[day])[3:6]
        assert (row["verdict"], row["value"]) == (right[day].verdict, headline(right[day]))


def test_commands_over_files_give_it_too(desk: Desk, right: dict[date, Estimate]) -> None:
    documents, brief = desk.brief / "documents", desk.brief
    for day in DAYS:
        page = json.loads(told("estimates", documents, "--brief", brief, "--as-of", day))
        assert of_data(page["estimates"][0]) == essence(right[day])
    lines = [json.loads(line) for line in told("history", documents, "--brief", brief).splitlines()]
    assert [of_data(line) for line in lines] == [essence(right[day]) for day in DAYS]
    (ruling,) = (json.loads(line) for line in told("rulings", "--brief", brief).splitlines())
    assert ruling["questions"] == [ruled.ruling_id and "killed" for ruled in right[DAYS[1]].rulings]


def test_history_and_proposals_take_the_pile(pile: Pile, desk: Desk, right: dict[date, Estimate]) -> None:
    from assets.house import read_brief

    found = {day: estimates[0] for day, estimates in history(pile, read_brief(desk.brief))}
    assert found == right
    proposed = proposal(pile)
    answered = {e.question_id: e for e in reconcile(pile, proposed.brief, DAYS[1])}
    assert propose(pile) == proposed.brief
    assert max(estimate.n_reports for estimate in answered.values()) == right[DAYS[1]].n_reports


def test_what_is_copied_stands_as_its_home_does(pile: Pile) -> None:
    copied = [claim for claim in pile.claims if claim.figure_text == "27"]
    assert len(copied) == 6
    assert compare(copied[:2], pile).standing == "same_origin"
