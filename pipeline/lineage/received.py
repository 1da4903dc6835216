"""`received.csv`: what was received by the day of an edition, a line a day, as bytes and back.

Here belongs its spelling alone. What is counted is told by `ledger.Received`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from pipeline.lineage.ledger import Received


def received_bytes(days: Iterable[Received]) -> bytes:
    """Return the counts of days as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(Received.model_fields), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(day.model_dump() for day in days)
    return text.getvalue().encode("utf-8")


def read_received(content: bytes) -> tuple[Received, ...]:
    """Return the counts of days that a CSV holds. Raises ValueError if it is none of them."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return tuple(
        Received.model_validate({name: value or None for name, value in row.items()}) for row in rows
    )
