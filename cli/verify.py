"""`briefline verify`: whether editions are what they were, and if not, what is wrong with them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import screen
from cli.explain import OUT, newest
from cli.parameters import PATH, existing

if TYPE_CHECKING:
    from assets.house import House
    from pipeline.lineage.verify import Files, Proof

_MOST = 20  # faults of an edition that a terminal is given


@click.command(short_help="Prove that editions are what they were.")
@click.argument("editions", nargs=-1, type=PATH, callback=existing)
@click.option("--all", "every", is_flag=True, help="Every edition under --out.")
@click.option("--out", type=PATH, default=OUT, show_default=True, help="Where the editions are.")
@click.option(
    "--brief", type=PATH, help="The folder of the brief. [default: the one of that name in briefs/]"
)
@click.option("--documents", type=PATH, help="The documents it was made of. [default: those of the brief]")
@click.option("--alone", is_flag=True, help="Ask the edition alone, not the store nor the documents.")
def verify(
    editions: tuple[Path, ...],
    every: bool,
    out: Path,
    brief: Path | None,
    documents: Path | None,
    alone: bool,
) -> None:
    """Prove that editions are what they were, and tell what is wrong, what was asked and what could not be.

    \b
    briefline verify
    briefline verify --all
    briefline verify somewhere/2025-09-08 --alone

    EDITION is the folder of an edition; without one it is the newest. Ends with 0 if nothing is wrong, with 1
    if anything is.
    """
    from assets.house import brief_folders
    from assets.versions import HOUSE
    from cli.briefs import the_brief

    folder = the_brief(brief, brief_folders(HOUSE)) if brief else None
    failed = False
    for edition in chosen(editions, every, out):
        files = read(edition)
        proof = proven(files, edition)
        if not alone:
            proof += by_the_store(files, lambda name, day: kept(folder, name, documents, day, out))
        failed |= bool(proof.faults)
        tell(edition, files, proof)
    if failed:
        sys.exit(1)


def chosen(editions: tuple[Path, ...], every: bool, out: Path) -> list[Path]:
    """Return the folders of the editions that are meant: those named, all, or the newest."""
    if every:
        from resources.editions import day_of

        found = sorted(folder for folder in out.glob("*/*") if folder.is_dir() and day_of(folder.name))
        if not found:
            raise click.ClickException(f"no edition in {out}: make one with `briefline run`.")
        return [*editions, *found]
    return list(editions) or [newest(out)]


def read(edition: Path) -> dict[str, bytes]:
    """Return the files of an edition by name; a folder among them is no file of it, and is told as one."""
    if not edition.is_dir():
        raise click.ClickException(f"{edition} is no edition: name its folder.")
    return {path.name: path.read_bytes() if path.is_file() else b"" for path in sorted(edition.iterdir())}


def proven(files: Files, edition: Path) -> Proof:
    """Return what an edition's own files and the editions beside it prove."""
    from pipeline.briefing import composed
    from pipeline.briefing.manifest import by_itself
    from pipeline.lineage import verify as prove
    from pipeline.lineage.verify import MANIFEST, in_chain

    proof = prove(files, lambda ledger: by_itself(composed(ledger)))
    if MANIFEST not in files:
        return proof
    beside = edition.resolve().parent.glob(f"*/{MANIFEST}")
    manifests = {file.parent.name: file.read_bytes() for file in beside}
    return proof + in_chain(manifests, edition.resolve().name)


def by_the_store(files: Files, house: Callable[[str, date], House | None]) -> Proof:
    """Return what the store and the sources say that an edition must be, where a house of it is known."""
    from assets.run import RunError
    from assets.verification import rederiver, rereader
    from pipeline.briefs import BriefError
    from pipeline.lineage.verify import (
        MANIFEST,
        Proof,
        against_journal,
        against_sources,
        against_store,
        manifest_of,
    )
    from resources.editions import folder_name

    data = manifest_of(files) or {}
    try:
        brief, day = str(data["brief"]), date.fromisoformat(str(data["as_of"]))
    except (KeyError, ValueError):
        return Proof()  # told already: it has no manifest
    try:
        made_in = house(brief, day)
    except (RunError, BriefError) as problem:
        return Proof(unchecked=(f"the edition made again from stored documents: {problem}",))
    if made_in is None:
        reason = f"no brief {data['brief']!r} is here; name it with --brief, and its --documents"
        return Proof(unchecked=(f"the edition made again from stored documents: {reason}",))
    noted = made_in.editions.manifests(brief).get(folder_name(data))
    return (
        against_journal(files, noted)
        + against_store(files, rederiver(made_in))
        + against_sources(files, rereader(made_in), vouched=files[MANIFEST] == noted)
    )


def kept(folder: Path | None, name: str, documents: Path | None, day: date, out: Path) -> House | None:
    """Return the house that the edition of a brief was made in, None if no such brief is known."""
    from assets.house import brief_folders, read_brief
    from assets.run import house_of
    from assets.versions import HOUSE

    known = {one.name: one for one in brief_folders(HOUSE)}
    place = folder or known.get(name)
    return house_of(read_brief(place), place, documents, day, out) if place else None


def tell(edition: Path, files: Files, proof: Proof) -> None:
    """Print what was found of an edition: data on stdout, with nothing that can drive the terminal."""
    from pipeline.lineage.verify import MANIFEST, sha256

    state = "sound, as far as it was checked" if proof.unchecked else "sound"
    if proof.faults:
        state = f"{len(proof.faults)} faults"
    lines = [f"{edition}: {state}"]
    lines += [f"  wrong        {fault}" for fault in proof.faults[:_MOST]]
    if len(proof.faults) > _MOST:
        lines.append(f"  wrong        and {len(proof.faults) - _MOST} more")
    lines += [f"  not checked  {what}" for what in proof.unchecked]
    lines += [f"  checked      {what}" for what in proof.checked]
    if MANIFEST in files:
        lines.append(f"  manifest     SHA-256 {sha256(files[MANIFEST])}")
    for line in lines:
        click.echo(screen.printable(line))
