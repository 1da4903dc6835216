"""The code broken one line at a time: `python -m benchmarks.breaks`.

Here belongs applying each break of `breaks.toml` to a copy of the tree and asking the tests of its room. A
break that they do not notice is a line that nothing guards. What is wrong then stands in the list.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_LIST = Path(__file__).with_name("breaks.toml")
_LEFT_OUT = shutil.ignore_patterns(".*", "out", "data")
_PYTEST = (
    "-x",
    "-pbenchmarks.breaks",
    "-q",
    "--tb=no",
    "-p",
    "no:cacheprovider",
    "--hypothesis-profile=breaks",
    "--hypothesis-seed=0",
)
_BROKEN = "BRIEFLINE_BROKEN"
_SECONDS = 600  # of processor time, after which a break is noticed because the tests do not end


@dataclass(frozen=True)
class Break:
    """One line of a file made wrong. `set` tells when it was chosen: before tests were written for it or
    after; `tests` are asked where those of its room are not meant."""

    set: str
    file: str
    old: str
    new: str
    breaks: str
    tests: str | None = None

    @property
    def room(self) -> str:
        """The tests that are named, or else the folder of those of the room that the file is in."""
        return self.tests or str(Path("tests", *Path(self.file).parts[:2]))


def listed(path: Path = _LIST) -> list[Break]:
    """Return the breaks of a list, in its order."""
    return [Break(**row) for row in tomllib.loads(path.read_text("utf-8"))["break"]]


def stale(breaks: Iterable[Break], tree: Path = ROOT) -> Iterator[str]:
    """Yield each break that cannot be applied: its old text does not stand exactly once in its file."""
    for one in breaks:
        path = tree / one.file
        count = path.read_text("utf-8").count(one.old) if path.is_file() else 0
        if count != 1:
            yield f"{one.file}: stands {count} times: {one.old}"


def applied(breaks: Iterable[Break], tree: Path) -> None:
    """Break the code of a tree."""
    for one in breaks:
        path = tree / one.file
        path.write_text(path.read_text("utf-8").replace(one.old, one.new), "utf-8")


def noticed(breaks: Sequence[Break], options: Sequence[str] = ()) -> str | None:
    """Return which test fails first on a copy of the tree with all of these breaks, None if none of their
    rooms does."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        shutil.copytree(ROOT, tree, ignore=_LEFT_OUT)
        applied(breaks, tree)
        asked = dict.fromkeys(one.room for one in breaks)
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *_PYTEST, *options, *asked],
            cwd=tree,
            env={
                **os.environ,
                "PYTHONPATH": str(tree),
                _BROKEN: " ".join(Path(one.file).stem for one in breaks),
            },
            capture_output=True,
            text=True,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_CPU, (_SECONDS, _SECONDS)),
        )
    if run.returncode == 0:
        return None
    lines = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return lines[0].partition(" - ")[0] if lines else f"no end, or no start: exit {run.returncode}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask the tests named after a broken module first, and those that draw examples last."""
    broken = os.environ[_BROKEN].split()
    items.sort(
        key=lambda item: (
            not any(stem in item.path.stem for stem in broken),
            hasattr(getattr(item, "obj", None), "hypothesis"),
        )
    )


def main() -> None:
    """Apply each break and print which the tests notice; exit 2 where the list no longer fits the code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="breaks whose file or set holds these words")
    parser.add_argument("--list", type=Path, default=_LIST, help="another list of breaks")
    parser.add_argument("--jobs", type=int, default=1, help="breaks tried at the same time")
    parser.add_argument("--together", action="store_true", help="all at once: if nothing fails, all survive")
    parser.add_argument("--option", action="append", default=[], help="a further option of pytest")
    given = parser.parse_args()
    breaks = [one for one in listed(given.list) if given.only in one.file or given.only == one.set]
    if unfit := list(stale(breaks)):
        print(*unfit, sep="\n", file=sys.stderr)
        sys.exit(2)
    if given.together:
        print(noticed(breaks, given.option) or f"all {len(breaks)} survive")
        return
    counts: Counter[tuple[str, bool]] = Counter()
    with ThreadPoolExecutor(given.jobs) as pool:
        for one, by in zip(breaks, pool.map(lambda one: noticed([one], given.option), breaks), strict=True):
            counts[one.set, by is not None] += 1
            outcome = "caught  " if by else "SURVIVED"
            print(f"{outcome} {one.file}: {one.breaks} [{by or one.new}]", flush=True)
    for name in dict.fromkeys(one.set for one in breaks):
        caught, all_ = counts[name, True], counts[name, True] + counts[name, False]
        print(f"{name}: {caught} of {all_} caught, {caught / all_:.0%}")


if __name__ == "__main__":
    main()
