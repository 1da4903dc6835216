"""`briefline claims`: what documents claim, one claim a line."""

from __future__ import annotations

from pathlib import Path

import click

from cli.parameters import PATH, existing
from cli.screen import print_json


@click.command(short_help="Print what documents claim, one claim a line.")
@click.argument("paths", nargs=-1, required=True, type=PATH, callback=existing)
@click.option("--explain", is_flag=True, help="Print, for people, which rules fired on each sentence.")
def claims(paths: tuple[Path, ...], explain: bool) -> None:
    """Print the claims of documents as JSON Lines: each quantity they assert, with who, what, where, when.

    PATHS are text or HTML files, or folders of them. The lines go to stdout, everything else to stderr.

    \b
    briefline claims report.txt
    briefline claims my-texts > claims.jsonl
    briefline claims report.txt --explain
    briefline claims my-texts | jq -r '[.doc, .figure, .counted, .origin] | @tsv'

    `figure_start` and `figure_end` are code points into the decoded file, so text[figure_start:figure_end] is
    where the figure stands; `figure` is what a reader sees there, without the markup inside it. `low` and
    `high` are null where open; `chain` leads from the publisher to the origin.

    A language model may point at further figures: name its OpenAI-compatible address in BRIEFLINE_MODEL_URL
    and its name in BRIEFLINE_MODEL. Without these, nothing leaves the machine.
    """
    from cli.claim_shape import claim_line
    from cli.documents import readings

    for reading in readings(paths, None):
        if explain:
            from cli.claim_reasons import print_reasons

            print_reasons(reading.document, reading.claims)
            continue
        for claim in reading.claims:
            print_json(claim_line(claim, reading.document))
