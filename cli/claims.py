"""`briefline claims`: what documents claim, one claim a line."""

from __future__ import annotations

import json
from pathlib import Path

import click

import pipeline
from cli import screen
from cli.documents import existing, readable


@click.command(short_help="Print what documents claim, one claim a line.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), callback=existing)
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
    from cli.shapes import claim_line

    with screen.progress("Reading") as now:
        for document, cleaned in readable(paths, None):
            now(document.name)
            for claim in pipeline.extract(document, cleaned):
                line = json.dumps(claim_line(claim, document), ensure_ascii=False)
                click.echo(line.encode("utf-8", "backslashreplace"))
