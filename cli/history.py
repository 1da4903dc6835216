"""`briefline history`: what the answers were on every day on which something was received."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli.parameters import PATH, Day, existing
from cli.screen import print_json


@click.command(short_help="Print the answers of every past day, one a line.")
@click.argument("paths", nargs=-1, required=True, type=PATH, callback=existing)
@click.option("--brief", "brief_file", type=PATH, help="The brief.yaml, or its folder, that asks.")
@click.option("--as-of", type=Day(), help="Leave out what was received later. [default: nothing]")
def history(paths: tuple[Path, ...], brief_file: Path | None, as_of: date | None) -> None:
    """Print how the answers to a brief's questions came about, as JSON Lines: one a question and day.

    For each day on which something was received: value, low, best, high, verdict and counts, from what had
    been received by then. PATHS are folders with sub-folders named by day, such as my-texts/2025-09-07/.

    \b
    briefline history my-texts --brief my-brief/brief.yaml
    briefline history my-texts | jq -r '[.as_of, .question_id, .value, .verdict] | @tsv'
    """
    import pipeline
    from cli.briefs import read_brief
    from cli.documents import known
    from cli.estimate_shape import history_line

    asked = read_brief(brief_file) if brief_file else None
    pile = known(paths, as_of)
    for _, estimates in pipeline.history(pile, asked or pipeline.propose(pile), as_of):
        for estimate in estimates:
            print_json(history_line(estimate))
