"""Why claims say what they say, as `briefline claims --explain` prints it: for people, not for programs.

Here belongs the layout. Which rules fired, and what they mean, is told by `pipeline.extraction.explaining`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.screen import printable
from pipeline.extraction.explaining import reasons
from pipeline.records import Claim, Document

_WIDTH = 110
_VALUES = 34  # columns for the value of a field


def print_reasons(document: Document, claims: Sequence[Claim]) -> None:
    """Print the sentences of a document that hold claims, and for each claim its fields with their rules."""
    console = Console(highlight=False, soft_wrap=False)
    console.width = min(console.width, _WIDTH) if console.is_terminal else _WIDTH
    console.print(Text(printable(document.name), style="bold"))
    if not claims:
        console.print("  no figure in it\n")
    for _, group in groupby(claims, key=lambda claim: claim.sentence):
        of_sentence = list(group)
        console.print()
        console.print(_sentence(document.text, of_sentence))
        for claim in of_sentence:
            console.print()
            console.print(_table(claim))
    console.print()


def _sentence(text: str, claims: Sequence[Claim]) -> Text:
    """Return the sentence with its figures marked."""
    start = claims[0].sentence.start
    shown = Text(printable(" ".join(claims[0].sentence.of(text).split("\n"))))
    for claim in claims:
        shown.stylize("bold reverse", claim.figure.start - start, claim.figure.end - start)
    return shown


def _table(claim: Claim) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="dim", width=9, no_wrap=True)
    table.add_column(style="bold", width=_VALUES, overflow="fold")
    table.add_column(overflow="fold")
    table.add_row("  figure", Text(printable(claim.figure_text)), "")
    for reason in reasons(claim):
        rules = f" [{', '.join(reason.rules)}]" if reason.rules else ""
        table.add_row(
            f"  {reason.field}", Text(printable(reason.value)), Text(printable(reason.words + rules))
        )
    return table
