"""The figure table of an edition in a terminal: aligned columns, or one block a question where it is narrow.

Here belongs the layout. The rows are those of `figures.json`; what they say is decided in `pipeline`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.screen import printable
from pipeline.briefing.wording import number
from pipeline.lineage import day_text

NARROW = 76  # columns of a terminal below which a table cannot be read


class Row(NamedTuple):
    """One question's answer, as a terminal shows it."""

    question: str
    value: str
    range: str
    as_of: str
    origins: str
    verdict: str


def row(answer: Mapping[str, Any]) -> Row:
    """Return the texts of one row of `figures.json`."""
    low, best, high = answer["low"], answer["best"], answer["high"]
    ends = [number(end, answer["unit"]) if end is not None else "open" for end in (low, high)]
    start, end = answer["holds_on"] or (None, None)
    days = [day_text(day) for day in dict.fromkeys((start, end)) if day]
    return Row(
        question=printable(answer["title"]),
        value=answer["value"] or "no value",
        range=" to ".join(ends) if best is not None and (low, high) != (best, best) else "",
        as_of=" – ".join(days) or "undated",
        origins=f"{answer['origins']}/{answer['reports']}",
        verdict=answer["verdict"].replace("_", " "),
    )


def print_figures(answers: Sequence[Mapping[str, Any]]) -> None:
    """Print the figure table on stdout, as wide as the terminal is (80 columns where there is none)."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    lay_out = _blocks if console.width < NARROW else _table
    for part in lay_out([row(answer) for answer in answers], console.width):
        console.print(part)


def _table(rows: Sequence[Row], width: int) -> Iterator[Table]:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    others = {"value": 18, "as of": 11, "origins/\nreports": 8, "verdict": 14}
    table.add_column("question", width=min(width - sum(others.values()) - 2 * len(others), 60))
    for name, columns in others.items():
        table.add_column(name, width=columns, justify="right" if "reports" in name else "left")
    for one in rows:
        value = Text.assemble((one.value, "bold"), (f"\n{one.range}" if one.range else "", "dim"))
        table.add_row(Text(one.question), value, Text(one.as_of), Text(one.origins), Text(one.verdict))
    yield table


def _blocks(rows: Sequence[Row], width: int) -> Iterator[Text]:
    for one in rows:
        yield Text(one.question, style="bold")
        for line in (one.value, one.range, one.verdict, f"{one.origins} origins/reports", one.as_of):
            if line:
                yield Text(f"  {line}")
