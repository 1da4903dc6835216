"""The way in: what `make` and `tools/set-up` say before there is an environment."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


def test_make_alone_tells_every_target():
    told = subprocess.run(["make", "-C", HOUSE], capture_output=True, check=True, text=True).stdout
    for target in ("briefing", "test", "ui", "browser", "lock", "clean"):
        assert f"make {target}" in told


def test_a_machine_without_a_fitting_python_is_told_what_to_do(tmp_path):
    checkout = tmp_path / "a check out"
    (checkout / "tools").mkdir(parents=True)
    shutil.copy(HOUSE / "tools" / "set-up", checkout / "tools")
    result = subprocess.run(
        ["sh", "tools/set-up", "requirements.lock"],
        cwd=checkout,
        env={"PATH": "/usr/bin:/bin", "PYTHON": "/bin/false"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "3.11, 3.12 or 3.13" in result.stderr
    assert not (checkout / ".venv").exists()


def test_no_file_names_a_registry_or_a_folder_of_a_machine():
    for name in ("requirements.lock", "requirements-dev.lock", "Makefile", "tools/set-up", ".ci/run"):
        text = (HOUSE / name).read_text()
        assert "://" not in text.replace("http://127.0.0.1", ""), name
        assert "/home/" not in text, name
