"""`briefline estimates`: what follows from the claims of documents, as one JSON object."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

import pipeline
from cli import screen
from cli.documents import Day, existing, readable

if TYPE_CHECKING:
    from pipeline.briefs import Brief


BRIEF = click.Path(path_type=Path)


@click.command(short_help="Print the answers that follow, as JSON.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), callback=existing)
@click.option("--brief", "brief_file", type=BRIEF, help="The brief.yaml, or its folder, that asks.")
@click.option("--as-of", type=Day(), help="Leave out what was received later. [default: nothing]")
def estimates(paths: tuple[Path, ...], brief_file: Path | None, as_of: date | None) -> None:
    """Print the answers to a brief's questions as JSON: low, best, high, origins, verdict, rationale, claims.

    PATHS are text or HTML files, or folders of them. Without --brief the questions are proposed from the
    documents themselves, by grouping claims that can be compared. The JSON goes to stdout, the rest to stderr.

    \b
    briefline estimates my-texts
    briefline estimates my-texts --brief briefs/north-korea-russia/brief.yaml
    briefline estimates my-texts | jq -r '.estimates[] | [.value, .verdict, .question.title] | @tsv'
    """
    from cli.shapes import estimates_page

    asked = read_brief(brief_file) if brief_file else None
    with screen.progress("Reading") as now:
        texts, found = [], []
        for document, cleaned in readable(paths, as_of):
            now(document.name)
            texts.append(cleaned)
            found.extend(pipeline.extract(document, cleaned))
        now("reconciling")
        brief = asked or pipeline.propose(found, texts)
        day = as_of or max(text.received_on for text in texts)
        answers = pipeline.reconcile(found, texts, brief, day)
    page = json.dumps(estimates_page(brief, answers, found), ensure_ascii=False, indent=2)
    click.echo(page.encode("utf-8", "backslashreplace"))


def read_brief(path: Path) -> Brief:
    """Return the brief in a brief.yaml, or in the folder of one; ClickException with what to mend in it."""
    from pipeline.briefs import BriefError

    file = path / "brief.yaml" if path.is_dir() else path
    try:
        return pipeline.parse_brief(file.read_text("utf-8"), file.resolve().parent.name)
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is not a UTF-8 text file: name a brief.yaml.") from None
    except BriefError as error:
        raise click.ClickException(f"{file}: {error}") from None
