"""The figure table of an edition in a terminal: aligned columns, or one block a question where it is narrow.

Here belongs the layout. The rows are those of `figures.json`; what they say is decided in `pipeline`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.screen import printable
from pipeline.briefing.wording import number
from pipeline.lineage import day_text

NARROW = 60  # columns of a terminal below which a table cannot be read


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
    rows = [row(answer) for answer in answers]
    if console.width < NARROW:
        for one in rows:
            console.print(Text(one.question, style="bold"))
            console.print(Text(f"  {one.value}{f' ({one.range})' if one.range else ''}"))
            console.print(Text(f"  {one.verdict} · {one.origins} origins/reports · {one.as_of}", style="dim"))
        return
    table = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=console.is_terminal and console.width < 100
    )
    table.add_column("question", ratio=1, min_width=20)
    table.add_column("value", max_width=22)
    table.add_column("as of", max_width=12)
    table.add_column("origins/\nreports", justify="right")
    table.add_column("verdict", max_width=17)
    for one in rows:
        value = Text(one.value, style="bold")
        if one.range:
            value.append(f"\n{one.range}", style="not bold dim")
        table.add_row(Text(one.question), value, Text(one.as_of), Text(one.origins), Text(one.verdict))
    console.print(table)
