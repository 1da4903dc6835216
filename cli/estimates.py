"""`briefline estimates`: what follows from the claims of documents, as one JSON object."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli import screen
from cli.parameters import PATH, Day, existing
from cli.screen import print_json


@click.command(short_help="Print the answers that follow, as JSON.")
@click.argument("paths", nargs=-1, required=True, type=PATH, callback=existing)
@click.option("--brief", "brief_file", type=PATH, help="The brief.yaml, or its folder, that asks.")
@click.option("--as-of", type=Day(), help="Leave out what was received later. [default: nothing]")
def estimates(paths: tuple[Path, ...], brief_file: Path | None, as_of: date | None) -> None:
    """Print the answers to a brief's questions as JSON: low, best, high, origins, verdict, rationale, claims.

    PATHS are text or HTML files, or folders of them. Without --brief the questions are proposed from the
    documents themselves, by grouping claims that can be compared. The JSON goes to stdout.

    \b
    briefline estimates my-texts
    briefline estimates my-texts --brief briefs/north-korea-russia/brief.yaml
    briefline estimates my-texts | jq '.estimates[] | [.value, .verdict]'
    """
    import pipeline
    from cli.briefs import read_brief
    from cli.documents import known
    from cli.estimate_shape import estimates_page
    from pipeline.reconciliation.effects import effects, warnings

    asked = read_brief(brief_file) if brief_file else None
    pile = known(paths, as_of)
    brief = asked or pipeline.propose(pile)
    day = as_of or pile.days[-1]
    answers = pipeline.reconcile(pile, brief, day)
    for warning in warnings(effects(brief.on(day), answers, pile.claims)):
        screen.tell(warning, problem=True)
    print_json(estimates_page(brief, answers, pile.claims), indent=2)
