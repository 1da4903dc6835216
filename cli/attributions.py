"""`briefline attributions`: who is said to say what, as a filter."""

from __future__ import annotations

from typing import IO

import click

from cli.parameters import LINES


@click.command(short_help="Find who says what in texts: JSON Lines in, JSON Lines out.")
@click.argument("file", type=LINES, default="-")
def attributions(file: IO[bytes]) -> None:
    """Find who says what in whole texts, over the bounds of sentences.

    FILE (by default what is piped in) holds lines {"id": …, "text": …}; each is answered by a line {"id": …,
    "attributions": [{"source", "cue", "content"}]}, each of the three a list of [start, end] in code points
    of the text, possibly empty. A line that cannot be read has an "error" and stops nothing else.

    \b
    echo '{"id": 1, "text": "Forty ships left, the port authority said."}' | briefline attributions
    """
    from cli.filters import filter_lines
    from pipeline.extraction import attributions as find

    filter_lines(file, lambda text: (found.model_dump() for found in find(text)), "attributions")
