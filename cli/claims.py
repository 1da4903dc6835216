"""`briefline claims`: what documents claim, one claim a line."""

from __future__ import annotations

from pathlib import Path

import click

from cli.parameters import PATH, existing
from cli.screen import print_json


@click.command(short_help="Print what documents claim, one claim a line.")
@click.argument("paths", nargs=-1, required=True, type=PATH, callback=existing)
def claims(paths: tuple[Path, ...]) -> None:
    """Print the claims of documents as JSON Lines: each quantity they assert, with who, what, where, when.

    PATHS are text or HTML files, or folders of them. The lines go to stdout, everything else to stderr.

    \b
    briefline claims report.txt
    briefline claims my-texts > claims.jsonl
    briefline claims my-texts | jq -r '[.doc, .figure, .counted, .origin] | @tsv'

    `figure_start` and `figure_end` are code points into the decoded file, so text[figure_start:figure_end] is
    the figure. `low` and `high` are null where open; `chain` leads from the publisher to the origin.
    """
    from cli.claim_shape import claim_line
    from cli.documents import readings

    for reading in readings(paths, None):
        for claim in reading.claims:
            print_json(claim_line(claim, reading.document))
