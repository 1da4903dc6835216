"""Ctrl-C during a run: remembered even where Dagster holds it back and forgets it.

Here belongs only whether the person at the keyboard asked to stop.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stopping_on_interrupt() -> Iterator[None]:
    """Raise KeyboardInterrupt at the end if SIGINT came meanwhile, whatever handler stood in its way."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals go to the main thread alone
        return
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    try:
        yield
        if signal.SIGINT in received(reading):
            raise KeyboardInterrupt
    finally:
        signal.set_wakeup_fd(before)
        os.close(reading)
        os.close(writing)


def received(pipe: int) -> bytes:
    """Return the numbers of the signals that Python noted in `pipe`."""
    try:
        return os.read(pipe, 4096)
    except BlockingIOError:
        return b""
