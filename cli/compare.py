"""`briefline compare`: how a handful of claims stand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.parameters import PATH, Day, existing
from cli.screen import print_json

if TYPE_CHECKING:
    from pipeline.records import Claim


@click.command(short_help="Say how claims stand to each other.")
@click.argument("paths", nargs=-1, required=True, type=PATH, callback=existing)
@click.option(
    "--claim",
    "named",
    multiple=True,
    required=True,
    help="A claim: its id or DOCUMENT:FIGURE; twice or more.",
)
@click.option("--brief", "brief_file", type=PATH, help="The brief.yaml whose registry and tables apply.")
@click.option("--as-of", type=Day(), help="Leave out what was received later. [default: nothing]")
def compare(
    paths: tuple[Path, ...], named: tuple[str, ...], brief_file: Path | None, as_of: date | None
) -> None:
    """Say whether claims are one statement, an agreement, an update, a conflict or not comparable, and why.

    PATHS are text or HTML files, or folders of them: what is known of origins and dates is read from them.
    A claim is named by the id that `briefline claims` prints, or by its document and the words of its
    figure; where these stand more than once, by the place of a character of theirs: DOCUMENT@OFFSET.

    \b
    briefline compare my-texts --claim morning.txt:"more than 65" --claim evening.txt:78
    """
    import pipeline
    from cli.briefs import read_brief
    from cli.documents import known
    from pipeline import marks
    from pipeline.reconciliation import comparison_sentence

    brief = read_brief(brief_file) if brief_file else None
    pile = known(paths, as_of)
    chosen = [_find(name, pile.claims) for name in dict.fromkeys(named)]
    if len({claim.claim_id for claim in chosen}) < 2:
        raise click.ClickException("name two claims or more with --claim: one has nothing to stand beside.")
    result = pipeline.compare(chosen, pile, brief)
    words = {claim.claim_id: claim.figure_text for claim in pile.claims}
    print_json(
        {
            "standing": result.standing,
            "sentence": marks.plain(comparison_sentence(result), lambda mark: words[mark.value]),
            "rule": result.rule,
            "differs": list(result.differs),
            "origins": list(result.origins),
            "newest": result.newest.claim.claim_id if result.newest else None,
            "claims": [
                {"claim_id": claim.claim_id, "doc": claim.document_name, "figure": claim.figure_text}
                for claim in chosen
            ],
        },
        indent=2,
    )


def _find(name: str, claims: Sequence[Claim]) -> Claim:
    """Return the claim that a name means; ClickException if there is none, or more than one."""
    document, _, figure = name.rpartition(":")
    place, _, offset = name.rpartition("@")
    found = [
        claim
        for claim in claims
        if name == claim.claim_id
        or (claim.document_name == document and claim.figure_text == figure)
        or (
            claim.document_name == place
            and offset.isdigit()
            and claim.figure.start <= int(offset) < claim.figure.end
        )
    ]
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(f"{claim.document_name}@{claim.figure.start}" for claim in found)
        raise click.ClickException(f"{name!r} means more than one claim: name it as one of {places}.")
    raise click.ClickException(f"no claim is called {name!r}: `briefline claims` lists them.")
