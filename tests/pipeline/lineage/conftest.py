"""The flood of the briefing room, as the edition that the checker and the trace are tried on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "briefing"))

import flood

from pipeline.briefing import Edition, render


@pytest.fixture(scope="session")
def edition() -> Edition:
    return flood.edition()


@pytest.fixture(scope="session")
def html(edition: Edition) -> str:
    return render(edition)["briefing.html"].decode()
