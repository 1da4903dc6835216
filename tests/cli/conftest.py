"""The command line as a person has it: a process of its own, with its output, errors and exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
FERRY = """Ferry sinks off Port Amarel

7 May 2026

At least 34 passengers were killed when a ferry sank off Port Amarel, the Vendia coast guard said on Thursday.
Rescuers also pulled about 120 survivors from the water.
"""
STRIKE = """Dockers plan strike

9 May 2026

The Vendia dockers' union said that 2,000 workers would strike in Port Amarel on Monday.
"""
Result = subprocess.CompletedProcess[str]


@pytest.fixture
def briefline(tmp_path: Path) -> Callable[..., Result]:
    """Run `briefline` with these arguments in an empty folder of its own."""

    def run(*arguments: str | Path, **env: str) -> Result:
        return subprocess.run(
            [sys.executable, "-c", "from cli.main import main; main()", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(HOUSE), **env},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    return run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two documents of one's own."""
    folder = tmp_path / "my texts"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "strike.txt").write_text(STRIKE, encoding="utf-8")
    return folder
