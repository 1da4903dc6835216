"""What the code location holds: every asset with its specification, every job, check and schedule."""

from __future__ import annotations

import json
import re
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml
from ferry_desk import Desk

from assets import versions
from assets.definitions import build_defs
from assets.house import house
from assets.stages import ESTIMATES, PAGE, STAGES
from assets.versions import HOUSE, SHARED, code_version
from pipeline.frames import column_meanings
from pipeline.records import Claim

EVERYTHING = (*(room for stage in STAGES for room in stage.rooms), *ESTIMATES, *PAGE)
SNAPSHOT = Path(__file__).with_name("code_location.json")


@pytest.fixture
def defs(desk: Desk) -> Iterator[dg.Definitions]:
    with warnings.catch_warnings():
        yield build_defs(house(desk.root))


def described(defs: dg.Definitions) -> dict[str, Any]:
    """Return what a change of the code location would change, without versions and days."""
    repository = defs.get_repository_def()
    graph = repository.asset_graph
    return {
        "assets": {
            key.to_user_string(): {
                "after": sorted(parent.to_user_string() for parent in graph.get(key).parent_keys),
                "group": graph.get(key).group_name,
                "owners": sorted(graph.get(key).owners),
                "kinds": sorted(graph.get(key).kinds),
                "checks": sorted(
                    f"{check.name} ({'blocking' if graph.get_check_spec(check).blocking else 'warning'})"
                    for check in graph.get(key).check_keys
                ),
                "days in a run": getattr(graph.get(key).backfill_policy, "max_partitions_per_run", None),
                "described": bool(graph.get(key).description),
                "versioned": bool(graph.get(key).code_version),
                "columns": bool(columns_of(graph.get(key))),
            }
            for key in sorted(graph.get_all_asset_keys())
        },
        "jobs": {
            job.name: sorted(key.to_user_string() for key in job.asset_layer.selected_asset_keys)
            for job in repository.get_all_jobs()
            if not job.name.startswith("__")
        },
        "schedules": {
            schedule.name: [schedule.cron_schedule, schedule.job_name, schedule.default_status.value]
            for schedule in repository.schedule_defs
        },
        "sensors": [[sensor.name, sensor.default_status.value] for sensor in repository.sensor_defs],
        "resources": sorted(defs.resources or {}),
    }


def columns_of(node: Any) -> dg.TableSchema | None:
    return node.metadata.get("dagster/column_schema")  # type: ignore[no-any-return]


def test_the_code_location_is_as_it_was(defs: dg.Definitions) -> None:
    """After a change that is meant: write the new description over the old and read the difference."""
    now = described(defs)
    assert now == json.loads(SNAPSHOT.read_text()), json.dumps(now, indent=1)


def test_steps_run_in_the_process_of_their_run(defs: dg.Definitions) -> None:
    assert defs.executor is dg.in_process_executor


def test_every_column_has_its_meaning(defs: dg.Definitions) -> None:
    node = defs.get_repository_def().asset_graph.get(dg.AssetKey("extracted_claims"))
    schema = columns_of(node)
    assert schema
    assert {column.name: column.description for column in schema.columns} == column_meanings(Claim)


def test_the_briefs_of_this_checkout_load_without_a_word(recwarn: pytest.WarningsRecorder) -> None:
    repository = build_defs().get_repository_def()
    assert dg.AssetKey(["north-korea-russia", "briefing"]) in repository.asset_graph.get_all_asset_keys()
    assert [str(warning.message) for warning in recwarn if "dagster" in str(warning.filename)] == []


def test_resources_can_be_replaced_by_name(desk: Desk) -> None:
    other = object()
    assert (build_defs(house(desk.root), overrides={"engine": other}).resources or {})["engine"] is other


def test_the_workspace_is_the_only_loader_and_history_stays_in_this_checkout() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    assert not {"dagster", "dg"} & set(project["tool"])
    (loader,) = yaml.safe_load((HOUSE / "workspace.yaml").read_text())["load_from"]
    assert (HOUSE / loader["python_file"]["relative_path"]).is_file()
    instance = yaml.safe_load((HOUSE / "dagster.yaml").read_text())
    built = house(HOUSE)
    assert instance["compute_logs"]["config"]["base_dir"] == str(built.served.relative_to(HOUSE))
    assert instance["storage"]["sqlite"]["base_dir"] == str((built.data / "dagster").relative_to(HOUSE))
    assert instance["telemetry"] == instance["nux"] == {"enabled": False}


@pytest.mark.parametrize("library", versions.LIBRARIES)
def test_the_version_of_code_changes_with_a_library_that_decides(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    version, before = versions.version, code_version("pipeline/cleaning")
    monkeypatch.setattr(versions, "version", lambda name: "0" if name == library else version(name))
    code_version.cache_clear()
    assert code_version("pipeline/cleaning") != before
    code_version.cache_clear()


def test_the_version_of_code_changes_with_a_word_list_and_not_with_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assets.versions.HOUSE", tmp_path)
    monkeypatch.setattr("assets.versions.SHARED", ())
    room = tmp_path / "room"
    room.mkdir()

    def version() -> str:
        code_version.cache_clear()
        return code_version("room")

    (room / "code.py").write_text("a = 1\n")
    (room / "words.toml").write_text("verbs = ['say']\n")
    first = version()
    (room / "code.cpython-311.pyc").write_bytes(b"cache")
    assert version() == first
    (room / "words.toml").write_text("verbs = ['say', 'tell']\n")
    second = version()
    (room / "code.py").rename(room / "renamed.py")
    assert len({first, second, version()}) == 3
    code_version.cache_clear()


@pytest.mark.parametrize("rooms", [*(stage.rooms for stage in STAGES), EVERYTHING])
def test_a_stage_is_out_of_date_when_any_room_it_draws_on_changes(rooms: tuple[str, ...]) -> None:
    drawn_on = {room for room in rooms if room.startswith("pipeline/")}
    reached: set[str] = set()
    while drawn_on - reached:
        room = min(drawn_on - reached)
        reached.add(room)
        drawn_on |= {f"pipeline/{name}" for name in imported(HOUSE / room)}
    assert {room for room in reached if room not in SHARED} <= {*rooms}


def imported(room: Path) -> set[str]:
    """Return the rooms and modules of `pipeline` that the modules of a room import."""
    modules = [room] if room.is_file() else sorted(room.rglob("*.py"))
    text = "\n".join(module.read_text() for module in modules)
    found = set(re.findall(r"^ *from pipeline\.(\w+)", text, re.MULTILINE))
    found |= {
        name
        for names in re.findall(r"^from pipeline import (.+)", text, re.MULTILINE)
        for name in names.split(", ")
    }
    return {name if (HOUSE / "pipeline" / name).is_dir() else f"{name}.py" for name in found}
