"""`briefline quantities`: the quantities of sentences, as a filter."""

from __future__ import annotations

from typing import IO

import click

from cli.parameters import LINES


@click.command(short_help="Find the quantities in texts: JSON Lines in, JSON Lines out.")
@click.argument("file", type=LINES, default="-")
def quantities(file: IO[bytes]) -> None:
    """Find every quantity in texts: counts, money, shares, measures.

    FILE (by default what is piped in) holds lines {"id": …, "text": …}; each is answered by a line {"id": …,
    "spans": [{"start", "end", "text", "value_low", "value_high", "modifier", "unit", "noun"}]}. A line that
    cannot be read has an "error" and stops nothing else.

    \b
    echo '{"id": 1, "text": "At least 600 of some 3,000 miners left."}' | briefline quantities

    `start` and `end` are code points of the text. The value is an interval: both ends are equal for a plain
    number, and one is null where it is open. `modifier` is one of = ~ < > up down.
    """
    from cli.filters import filter_lines
    from pipeline.extraction import quantity_spans

    filter_lines(file, lambda text: (span.model_dump() for span in quantity_spans(text)), "spans")
