"""Desks to run briefs at; histories in memory, and histories whose connections stay open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster._core.storage.event_log import in_memory
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from ferry_desk import BRIEF, Desk, laid_out
from sqlalchemy import Connection, Engine

import assets.runner


@pytest.fixture(scope="package", autouse=True)
def kept_engines() -> Iterator[None]:
    """Keep the engine of a history: Dagster makes one a statement, which is a fifth of the time of a run."""
    create = sqlite_event_log.create_engine

    @cache
    def engine(address: str, pool: Any, timeout: int) -> Engine:
        return create(address, poolclass=pool, connect_args={"timeout": timeout})

    def kept(address: str, *, poolclass: Any, connect_args: dict[str, int]) -> Engine:
        return engine(address, poolclass, connect_args["timeout"])

    @contextmanager
    def held(log: in_memory.InMemoryEventLogStorage) -> Iterator[Connection]:
        with log._db_lock, log._held_conn.begin():
            yield log._held_conn

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_event_log, "create_engine", kept)
        patch.setattr(in_memory.InMemoryEventLogStorage, "_connect", held)
        yield


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
