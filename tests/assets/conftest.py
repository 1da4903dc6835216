"""Desks to run briefs at, with a history that is kept in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest
from ferry_desk import BRIEF, Desk, laid_out

import assets.runner


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> dg.DagsterInstance:
    """Keep the history of runs in memory: what is on the disk is what the test is about."""
    instance = dg.DagsterInstance.ephemeral()

    @contextmanager
    def in_memory(_: Path) -> Iterator[dg.DagsterInstance]:
        yield instance

    monkeypatch.setattr(assets.runner, "history", in_memory)
    return instance


@pytest.fixture
def desk(tmp_path: Path, history: dg.DagsterInstance) -> Desk:
    """A desk with documents of two days, one of them no text at all."""
    return laid_out(tmp_path)


@pytest.fixture
def empty_desk(tmp_path: Path, history: dg.DagsterInstance) -> Desk:
    """A desk with a brief and no documents."""
    desk = Desk(tmp_path)
    (desk.brief / "documents").mkdir(parents=True)
    (desk.brief / "brief.yaml").write_text(BRIEF)
    return desk
