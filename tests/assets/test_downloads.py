"""The download links of an edition, at the stock webserver.

Pins what `resources/editions.py` relies on and Dagster does not document: `/logs/<a>/<b>/<ext>` hands out
`<a>/<b>.<ext>` of the compute-log folder, as an attachment, and nothing outside it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from servers import free_port, serving

from assets.house import House
from assets.versions import HOUSE
from resources.sources import DocumentSource

FILES = {
    "briefing.html": b"<!doctype html><p>One & only.</p>",
    "figures.json": b"{}",
    "manifest.json": b'{"files": []}',
}
PAGE = {name: content for name, content in FILES.items() if name != "manifest.json"}


@pytest.fixture(scope="module")
def webserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """A webserver of a house with one edition: the house, and the address."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(HOUSE / "dagster.yaml", root)
    built = House((), DocumentSource({}), root / "data")
    built.editions.publish("ferry", date(2026, 5, 9), PAGE, lambda _: FILES["manifest.json"])
    (root / "secret.txt").write_text("not served")
    port = free_port()
    command = [sys.executable, "-m", "dagster_webserver", "--empty-workspace", "--host", "127.0.0.1"]
    environment = {name: value for name, value in os.environ.items() if name != "DAGSTER_HOME"}
    address = f"http://127.0.0.1:{port}"
    with serving(
        [*command, "--port", str(port)],
        f"{address}/server_info",
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ):
        yield built, address


@pytest.mark.parametrize("name", FILES)
def test_a_link_downloads_its_file(webserver: tuple[House, str], name: str) -> None:
    built, address = webserver
    edition = built.editions.latest("ferry", date(2026, 5, 9))
    assert edition
    response: HTTPResponse = urlopen(address + built.editions.link(edition, name))
    assert response.read() == FILES[name]
    served_as = f"editions__ferry__2026-05-09__{name}"
    assert response.headers["content-disposition"] == f'attachment; filename="{served_as}"'
    kind = {"html": "text/html; charset=utf-8", "json": "application/json"}[Path(name).suffix[1:]]
    assert response.headers["content-type"] == kind


@pytest.mark.parametrize(
    "path",
    [
        "/logs/editions/ferry/2026-05-10/briefing/html",
        "/logs/../../secret/txt",
        "/logs/..%2F..%2Fsecret/txt",
        "/logs/%2e%2e/%2e%2e/secret/txt",
        "/logs/editions/ferry/../../../../secret/txt",
    ],
)
def test_nothing_else_is_handed_out(webserver: tuple[House, str], path: str) -> None:
    _, address = webserver
    try:
        body = urlopen(address + path).read()
    except HTTPError as refused:
        body = refused.read()
    assert b"not served" not in body
    assert b"One & only." not in body
