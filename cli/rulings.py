"""`briefline rulings`: what analysts ruled on a brief, and what came of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli import screen
from cli.parameters import PATH, Day


@click.command(short_help="Print what analysts ruled, and what came of it.")
@click.option("--brief", type=PATH, help="The folder of the brief. [default: the one in briefs/]")
@click.option("--documents", type=PATH, help="A folder or file of documents. [default: those of the brief]")
@click.option("--as-of", type=Day(), help="The day to look from. [default: the newest received]")
def rulings(brief: Path | None, documents: Path | None, as_of: date | None) -> None:
    """Print the rulings in force as JSON Lines: who signed each, why, on which questions it bears.

    A ruling that matches nothing is told on stderr, too. Rulings stand in a rulings.yaml beside brief.yaml.

    \b
    briefline rulings
    briefline rulings --brief briefs/north-korea-russia --as-of 2025-09-08
    briefline rulings | jq -r 'select(.without_effect) | [.id, .without_effect] | @tsv'
    """
    import pipeline
    from assets.house import brief_folders
    from assets.versions import HOUSE
    from cli.briefs import read_brief, the_brief
    from cli.documents import known
    from pipeline.reconciliation import effects
    from pipeline.reconciliation.effects import as_data, warnings

    folder = the_brief(brief, brief_folders(HOUSE))
    asked = read_brief(folder)
    pile = known([documents or folder / "documents"], as_of)
    day = as_of or pile.days[-1]
    told = effects(asked.on(day), pipeline.reconcile(pile, asked, day), pile.claims)
    for effect in told:
        screen.print_json(as_data(effect))
    for warning in warnings(told):
        screen.tell(warning, problem=True)
    if not told:
        screen.tell(f"no ruling on {asked.id} was made by {day}")
