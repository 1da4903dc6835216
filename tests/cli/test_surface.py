"""The steps of the flow can be imported from `pipeline`, and none of them before it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pipeline

HOUSE = Path(__file__).resolve().parents[2]


def loaded_after(statement: str) -> set[str]:
    program = f"{statement}\nimport sys; print(*sorted(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, capture_output=True, check=True, text=True
    )
    return set(result.stdout.split())


@pytest.mark.parametrize("step", pipeline.__all__)
def test_every_step_can_be_imported_and_listed(step):
    assert callable(getattr(pipeline, step))
    assert step in dir(pipeline)


def test_importing_costs_nothing_and_a_step_only_its_room():
    assert not {name for name in loaded_after("import pipeline") if name.startswith("pipeline.")}
    loaded = loaded_after("from pipeline import clean")
    assert "pipeline.cleaning" in loaded
    assert (
        not {"pipeline.extraction", "pipeline.reconciliation", "pipeline.briefing", "polars", "dagster"}
        & loaded
    )


def test_another_name_is_refused():
    with pytest.raises(AttributeError, match="polish"):
        _ = pipeline.polish
