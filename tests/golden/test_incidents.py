"""The incidents that were written for this: all can be read, and most of their counts come out right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.incidents import EVENTS, INCIDENTS, Incident, answer, by_rule, in_range, read, table


@pytest.fixture(scope="module")
def incidents() -> list[Incident]:
    return list(read(INCIDENTS))


def test_every_incident_has_reports_with_title_and_date_and_a_truth(incidents: list[Incident]) -> None:
    assert len(incidents) >= 50
    for incident in incidents:
        assert incident.truth, incident.name
        assert set(incident.truth) <= set(EVENTS)
        assert len(incident.pile.documents) >= 2, incident.name
        for text in incident.pile.cleaned:
            assert text.published_on is not None, (incident.name, text.name)
    titled = [any(s.kind == "title" for s in text.kept()) for one in incidents for text in one.pile.cleaned]
    assert sum(titled) / len(titled) >= 0.98
    assert {incident.half for incident in incidents} == {"a", "b"}


def test_four_of_five_counts_are_right_and_in_the_range(incidents: list[Incident]) -> None:
    told = [
        (answer(one, measure, "best") == truth, in_range(one.estimates[measure], truth) or truth == 0)
        for one in incidents
        for measure, truth in one.truth.items()
    ]
    right, inside = (sum(one[at] for one in told) / len(told) for at in (0, 1))
    assert right >= 0.8
    assert inside >= 0.8


def test_the_tables_name_every_rule_that_fired(incidents: list[Incident]) -> None:
    some = incidents[:6]
    fired = {rule for one in some for estimate in one.estimates.values() for rule in estimate.rules}
    lines = list(by_rule(some))
    assert {line.split()[0] for line in lines[1:]} == fired
    assert next(table(some)) == f"all (n = {sum(len(one.truth) for one in some)})"


def test_a_folder_without_incidents_is_an_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.incidents", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=INCIDENTS.parents[2])
    assert done.returncode == 2
    assert "holds no incident" in done.stderr
