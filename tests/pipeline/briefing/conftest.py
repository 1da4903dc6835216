"""The edition of the invented flood, composed and rendered once for all tests of the room."""

from __future__ import annotations

import flood
import pytest

from pipeline.briefing import Edition, render


@pytest.fixture(scope="session")
def edition() -> Edition:
    return flood.edition()


@pytest.fixture(scope="session")
def files(edition: Edition) -> dict[str, bytes]:
    return render(edition)


@pytest.fixture(scope="session")
def html(files: dict[str, bytes]) -> str:
    return files["briefing.html"].decode()
