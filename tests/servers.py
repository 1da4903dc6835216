"""Servers that tests start: waited for until they answer, and ended whatever happens.

Here belongs starting and ending. What a server is asked belongs to the tests.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    command: Sequence[str | Path],
    address: str,
    *,
    seconds: float = 90,
    end: signal.Signals = signal.SIGTERM,
    **how: Any,
) -> Iterator[None]:
    """Serve while the block runs; `address` is what the server answers at once it is ready."""
    server = subprocess.Popen(command, **how)
    try:
        _wait_for(server, address, seconds)
        yield
    finally:
        server.send_signal(end)
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(server: subprocess.Popen[bytes], address: str, seconds: float) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urlopen(address, timeout=5).close()
        except OSError as refused:  # not there yet, or too busy to answer in time
            if server.poll() is not None:
                raise RuntimeError(f"the server ended by itself: exit {server.returncode}") from refused
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
