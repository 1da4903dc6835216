"""The documents that a command line names: found, read and cleaned, with a line for each that cannot be.

Here belongs the way from paths to records. Finding files is for `resources.sources`, reading for `pipeline`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

import pipeline
from cli import screen

if TYPE_CHECKING:
    from pipeline.records import CleanedText, Document


class Day(click.ParamType):
    """A calendar day on the command line, written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            raise click.BadParameter(f"{value!r} is not a day: write it as 2025-09-07.", ctx, param) from None


def existing(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> tuple[Path, ...]:
    """Let paths through that exist; click callback."""
    for path in value:
        if not path.exists():
            raise click.BadParameter(f"{path} does not exist: check the path.", ctx, param)
    return value


def readable(paths: Sequence[Path], as_of: date | None) -> Iterator[tuple[Document, CleanedText]]:
    """Yield the documents of files and folders by day received, path and name, each with its cleaned text.

    What lies in no folder of a day was received on `as_of`, else today; what was received after `as_of` is
    left out. A document that cannot be read is told on stderr; ClickException if none can.
    """
    from resources.sources import DocumentSource

    source = DocumentSource({str(path): path for path in paths}, received_on=as_of or date.today())
    days = [day for day in source.days() if as_of is None or day <= as_of]
    found = read = 0
    for day in days:
        for item in source.received(day):
            found += 1
            document = pipeline.read(item.content, name=item.name, source=item.source, received_on=day)
            if problem := item.error or document.error:
                screen.tell(f"left out {item.name}: {problem}", problem=True)
                continue
            read += 1
            yield document, pipeline.clean(document)
    if not read:
        raise click.ClickException(_nothing_read(", ".join(map(str, paths)), found, source.days(), as_of))


def _nothing_read(named: str, found: int, days: Sequence[date], as_of: date | None) -> str:
    if found:
        return f"none of the documents in {named} can be read: text and HTML files can."
    if days:
        return f"nothing in {named} was received by {as_of}: the first day is {days[0]}."
    return f"no documents in {named}: put text or HTML files into it, or name another folder."
