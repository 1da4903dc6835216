"""`briefline propose`: the questions that documents on a new subject raise, as a brief to start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli import screen
from cli.parameters import PATH, Day, existing

SCHEMA = "brief.schema.json"


@click.command(short_help="Propose a brief for documents on a new subject.")
@click.argument("paths", nargs=-1, required=True, type=PATH, callback=existing)
@click.option("--title", help="The title of the brief. [default: after the place or the first question]")
@click.option("--out", type=PATH, help="The folder of briefs to write into. [default: print it]")
@click.option("--most", type=click.IntRange(1, 200), default=10, show_default=True, help="Questions at most.")
@click.option("--as-of", type=Day(), help="Leave out what was received later. [default: nothing]")
@click.option("--force", is_flag=True, help="Overwrite a brief.yaml that is there.")
def propose(
    paths: tuple[Path, ...], title: str | None, out: Path | None, most: int, as_of: date | None, force: bool
) -> None:
    """Read documents on a subject that no brief asks about, and write a brief for them.

    PATHS are text or HTML files, or folders of them. The questions most reported and most disputed come
    first, each with a comment that says why it is proposed. The bodies that state the numbers and the places
    that the general tables lack are listed, too. With --out the brief goes to a folder of its own there, and
    never over one that is there; without it, or with --out -, to stdout.

    \b
    briefline propose my-texts
    briefline propose my-texts --title "The ferry off Port Amarel" --out briefs
    briefline run --brief briefs/the-ferry-off-port-amarel --documents my-texts
    """
    from cli.documents import known
    from pipeline.briefs import write_brief
    from pipeline.reconciliation.proposing import proposal

    pile = known(paths, as_of)
    try:
        proposed = proposal(pile, most, title)
    except ValueError as error:
        raise click.ClickException(f"{error}. `briefline claims` shows what the documents say.") from None
    text = write_brief(proposed.brief, proposed.remarks)
    if out is None or str(out) == "-":
        click.echo(text.encode("utf-8"), nl=False)
        return
    folder = out / proposed.brief.id
    file = folder / "brief.yaml"
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there: give another --title, or --force to overwrite it.")
    folder.mkdir(parents=True, exist_ok=True)
    if (out / SCHEMA).is_file():
        text = f"# yaml-language-server: $schema=../{SCHEMA}\n{text}"
    file.write_text(text, encoding="utf-8")
    count = len(proposed.brief.questions)
    click.echo(f"{file}  {count} question{'s' * (count != 1)}")
    screen.tell("next      read it and strike what you do not ask, then:")
    screen.tell(f"          briefline run --brief {folder} --documents {paths[0]}")
