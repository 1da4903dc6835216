"""The command line as a person has it: in an empty folder, with its output, errors and exit code.

Starting a process costs more than most commands, so commands are asked in this one. That they do as well in a
process of their own is asked of each in `test_commands`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main

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
def process(tmp_path: Path) -> Callable[..., Result]:
    """Run `briefline` with these arguments as a process of its own."""

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
def briefline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `briefline` with these arguments."""

    def run(*arguments: str | Path, **env: str) -> Result:
        told = ["briefline", *map(str, arguments)]
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", told)
        with CliRunner().isolation(env=env) as (out, err, _):
            try:
                main()
                code = 0
            except SystemExit as end:
                code = int(end.code or 0)
        return Result(told, code, out.getvalue().decode(), err.getvalue().decode())

    return run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two documents of one's own."""
    folder = tmp_path / "my texts"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "strike.txt").write_text(STRIKE, encoding="utf-8")
    return folder
