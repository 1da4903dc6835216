"""`briefline explain`: from a figure of a briefing back to the sentences that say it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cli.parameters import PATH

OUT = Path("out")
MOST_FAULTS = 3  # of an edition that was tampered with


@click.command(short_help="Print the chain from a figure to its sentences.")
@click.argument("figure_id")
@click.option("--edition", type=PATH, help="The folder of an edition. [default: the newest in out/]")
def explain(figure_id: str, edition: Path | None) -> None:
    """Print the chain behind a figure: estimate, claims, and the sentence of each in its document.

    FIGURE_ID is shown on a figure's evidence in the briefing and stands in its lineage.json: the id of a
    question and a role (killed.low), or the id of a claim. An edition that is not what its manifest lists is
    not explained.

    \b
    briefline explain killed.low
    briefline explain killed.low --edition out/north-korea-russia/2025-09-08
    """
    from pipeline.lineage import UnknownFigureError
    from pipeline.lineage import explain as explained
    from pipeline.lineage.verify import manifest_faults
    from resources.editions import read_files

    folder = edition or newest(OUT)
    file = folder / "lineage.json"
    if file.is_file() and (faults := list(manifest_faults(read_files(folder)))):
        told = "; ".join(map(str, faults[:MOST_FAULTS]))
        raise click.ClickException(
            f"{folder} is not what was published: {told}. See: briefline verify {folder}"
        )
    try:
        click.echo(explained(json.loads(file.read_bytes()), figure_id))
    except UnknownFigureError as error:
        raise click.ClickException(str(error)) from None
    except (ValueError, LookupError, TypeError):  # of another version
        raise click.ClickException(f"{file} is no lineage of an edition: make the edition again.") from None


def newest(out: Path) -> Path:
    """Return the folder of the edition made last under `out`; ClickException if there is none."""
    found = list(out.glob("*/*/lineage.json"))
    if not found:
        raise click.ClickException(f"no edition in {out}: make one with `briefline run`, or name its folder.")
    return max(found, key=lambda file: (file.stat().st_mtime, str(file))).parent
