"""What the documentation says holds: library lines run, paths exist, every dependency has its line."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PAGES = [*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md")]


def test_the_library_lines_of_the_readme_make_a_briefing(texts, tmp_path):
    block = re.search(r"```python\n(.*?)```", (HOUSE / "README.md").read_text(), re.DOTALL)
    assert block
    texts.rename(tmp_path / "my-texts")
    subprocess.run([sys.executable, "-c", block[1]], cwd=tmp_path, check=True, env={"PYTHONPATH": str(HOUSE)})
    page = (tmp_path / "briefing.html").read_text()
    assert "34" in page
    assert "coast guard" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_links_and_paths_lead_somewhere(page):
    text = page.read_text()
    links = {link for link in re.findall(r"\]\(([^)#:]+)\)", text) if "://" not in link}
    paths = set(re.findall(r"`((?:pipeline|assets|resources|cli|templates|tests)/[\w./-]+)`", text))
    missing = {link for link in links if not (page.parent / link).exists()}
    missing |= {path for path in paths if not (HOUSE / path).exists()}
    assert not missing


def test_every_direct_dependency_has_its_line():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    named = [entry for entries in lists for entry in entries if not entry.startswith("briefline[")]
    declared = {re.split(r"[<>=]", entry)[0] for entry in named}
    told = set(
        re.findall(r"^\| ([a-z][\w-]*) \|", (HOUSE / "docs/dependencies.md").read_text(), re.MULTILINE)
    )
    assert told - {"package"} == declared


def test_the_lock_files_agree_with_each_other_and_hold_every_dependency():
    pins = {}
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (HOUSE / name).read_text()
        assert "--hash=sha256:" in text
        pins[name] = dict(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE))
    run, dev = pins.values()
    assert run.items() <= dev.items()
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    assert {re.split(r"[<>=]", entry)[0] for entry in project["dependencies"]} <= run.keys()
