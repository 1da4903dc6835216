"""Interruptions of a run, and whether the same command ends in the state of an undisturbed one.

    python -m benchmarks.interruptions [--trials 300] [--seed 1]

Four kinds are tried on a small house of three days: the disk as it is before and after every storage call of
a run (what a killed process leaves), an error of the disk (full, broken) and Ctrl-C at every such call, and
every file of the tables, the journal, the editions and their copies deleted, cut short or with a bit turned.
After each, one plain run; all files must be those of a house that nothing happened to. The history of runs is
kept in memory: what is on the disk is what is tried.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import dagster as dg

import assets.runner
from assets.run import run_edition

_CALLS = ("fsync", "replace", "rename", "mkdir", "unlink")
_BRIEF = """\
title: The quarry at Dunmar
questions:
  - {id: killed, title: Quarrymen killed, category: quarrymen, event: killed, temporality: cumulative}
  - {id: hurt, title: Quarrymen hurt, category: quarrymen, event: wounded, temporality: cumulative}
"""
_REPORT = """Rockfall at Dunmar, report {number}

{day} May 2026

At least {count} quarrymen were killed and {hurt} wounded at Dunmar, the mines office said on Friday.
"""


class Trial(NamedTuple):
    """One interruption: what happens, and how a house that it has happened to comes about."""

    what: str
    make: Callable[[Path], None]


def main() -> None:
    """Print how many interruptions of each kind are healed by one plain run, and name the others."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--trials", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    start = time.process_time()
    with tempfile.TemporaryDirectory() as place:
        tried = trials(Path(place))
        chosen = random.Random(options.seed).sample(tried, min(options.trials, len(tried)))
        healed: dict[str, list[bool]] = {}
        for trial in chosen:
            left = remains(trial, Path(place))
            healed.setdefault(trial.what.split(":")[0], []).append(not left)
            for line in left[:3]:
                print(f"NOT HEALED  {trial.what}: {line}", flush=True)
    for kind, found in sorted(healed.items()):
        print(f"{kind:<28} {sum(found):>4} of {len(found)}")
    everything = [one for found in healed.values() for one in found]
    print(f"{'all':<28} {sum(everything):>4} of {len(everything)}   {time.process_time() - start:.0f} s")


def trials(place: Path) -> list[Trial]:
    """Return every interruption of a house of three days; `place` is a folder for what they begin from."""
    states = _disk_states(place)
    settled = place / "settled"
    calls = len(states) // 2
    found = [Trial(f"killed: {name}", _copied(state)) for name, state in states]
    for code in ("ENOSPC", "EIO"):
        found += [Trial(f"disk error: {code} at call {n}", _failing(n, code)) for n in range(calls)]
    found += [Trial(f"Ctrl-C: at call {n}", _failing(n, None)) for n in range(calls)]
    for file in sorted(path.relative_to(settled) for path in made(settled)):
        for how in ("deleted", "cut short", "bit turned"):
            found.append(Trial(f"{how}: {file}", _hurt(settled, file, how)))
    for folder in ("out/dunmar", "out/dunmar/2026-05-08", "served", "store", "journal"):
        found.append(Trial(f"folder deleted: {folder}", _emptied(settled, folder)))
    return found


def remains(trial: Trial, place: Path) -> list[str]:
    """Return in which files a house differs from an undisturbed one, after an interruption and a plain
    run."""
    root, undisturbed = place / _HOUSE, place / "settled"
    trial.make(root)
    with mock.patch("resources.files._alive", return_value=False):  # whoever left temporary files is gone
        result = run(root)
    right = {path.relative_to(undisturbed): path.read_bytes() for path in made(undisturbed)}
    found = {path.relative_to(root): path.read_bytes() for path in made(root)}
    shutil.rmtree(root)
    wrong = [f"{path} differs" for path in right if found.get(path) != right[path]]
    return [*result.failures, *wrong, *(f"{path} is left over" for path in found.keys() - right.keys())]


def lay_out(root: Path) -> None:
    """Lay out a house: a brief and three days of documents, of which one cannot be read."""
    folder = root / "briefs" / "dunmar"
    for number, day in enumerate((7, 8, 11)):
        (folder / "documents" / f"2026-05-{day:02}").mkdir(parents=True)
        text = _REPORT.format(number=number, day=day, count=30 + number, hurt=50 + number)
        (folder / "documents" / f"2026-05-{day:02}" / f"report-{number}.txt").write_text(text)
    (folder / "documents" / "2026-05-08" / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (folder / "brief.yaml").write_text(_BRIEF)


def run(root: Path) -> Any:
    """Make all editions of a house, with a history in memory."""

    @contextmanager
    def in_memory(_: Path) -> Iterator[dg.DagsterInstance]:
        yield dg.DagsterInstance.ephemeral()

    with warnings.catch_warnings(), mock.patch.object(assets.runner, "history", in_memory):
        warnings.simplefilter("ignore")
        return run_edition(root / "briefs" / "dunmar", None, None, root / "out", catch_up=True)


def made(root: Path) -> list[Path]:
    """Return the files that a run makes, but for locks."""
    data = root / "out" / "data"
    folders = [root / "out" / "dunmar"]
    folders += [one / name for one in (data.iterdir() if data.is_dir() else ()) for name in _PARTS]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file() and _counts(path)]


_HOUSE = "house"
_PARTS = ("store", "journal", "served")


def _counts(path: Path) -> bool:
    return not path.name.endswith(".lock")


def _disk_states(place: Path) -> list[tuple[str, Path]]:
    """Return the disk before and after every storage call of a run, each as a folder."""
    # Where the tables lie follows from where the documents lie: every house of a trial stands in one place.
    root, states = place / _HOUSE, list[tuple[str, Path]]()
    lay_out(root)

    def keep(name: str, number: int, moment: str) -> None:
        kept = place / "states" / f"{number}-{moment}"
        shutil.copytree(root, kept, symlinks=True)
        states.append((f"{moment} {name} {number}", kept))

    with _watched(keep):
        run(root)
    root.rename(place / "settled")
    return states


@contextmanager
def _watched(told: Callable[[str, int, str], object]) -> Iterator[None]:
    """Tell of every storage call that concerns our files, before and after it."""
    number = 0
    patches = []

    def watching(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*arguments: Any, **more: Any) -> Any:
            nonlocal number
            if name in ("mkdir", "unlink") and "tmp" in str(arguments[0]):
                return real(*arguments, **more)
            mine, number = number, number + 1
            with suppressed(patches):
                told(name, mine, "before")
            found = real(*arguments, **more)
            with suppressed(patches):
                told(name, mine, "after")
            return found

        return call

    for name in _CALLS:
        patches.append(mock.patch.object(os, name, watching(name)))
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            with suppress(RuntimeError):
                patch.stop()


@contextmanager
def suppressed(patches: list[Any]) -> Iterator[None]:
    """Lift the watch while the watcher itself works on the disk."""
    for patch in patches:
        patch.stop()
    try:
        yield
    finally:
        for patch in patches:
            patch.start()


def _copied(state: Path) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        shutil.copytree(state, root, symlinks=True)

    return make


def _failing(at: int, code: str | None) -> Callable[[Path], None]:
    """Return what runs a fresh house until a storage call fails with an error of the disk or by Ctrl-C."""

    def make(root: Path) -> None:
        lay_out(root)

        def fail(name: str, number: int, moment: str) -> None:
            if number == at and moment == "before":
                if code is None:
                    raise KeyboardInterrupt
                raise OSError(getattr(errno, code), os.strerror(getattr(errno, code)))

        with suppress(OSError, KeyboardInterrupt, Exception), _watched(fail):
            run(root)

    return make


def _hurt(settled: Path, file: Path, how: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        shutil.copytree(settled, root, symlinks=True)
        path = root / file
        content = path.read_bytes()
        if how == "deleted":
            path.unlink()
        elif how == "cut short":
            path.write_bytes(content[: len(content) // 2])
        else:
            at = len(content) // 3
            path.write_bytes(content[:at] + bytes([content[at] ^ 8]) + content[at + 1 :] if content else b"x")

    return make


def _emptied(settled: Path, folder: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        shutil.copytree(settled, root, symlinks=True)
        (data,) = (root / "out" / "data").iterdir()
        shutil.rmtree(root / folder if folder.startswith("out") else data / folder)

    return make


if __name__ == "__main__":
    main()
