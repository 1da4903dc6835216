"""Whether claims side by side are judged as a careful analyst judges them: `python -m benchmarks.clusters`.

Reads folders with `docs/*.txt` and `clusters.json` (by default the shared reports where they stand beside
the project): lists of claims, each by document, figure and offset, with the analyst's verdict. Prints each
verdict beside ours, and the share that is the same. A figure that is not read as a claim cannot be compared:
that is a miss.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.scoring import SHARED
from pipeline.cleaning import clean, read
from pipeline.extraction import extract
from pipeline.pile import Pile
from pipeline.reconciliation import compare
from pipeline.records import Claim, CleanedText

_RECEIVED = date(2026, 11, 1)


def main() -> None:
    """Print every verdict, and how many are the analyst's."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=[SHARED / "data" / "news_dev"])
    folders = [folder for folder in arguments.parse_args().folders if (folder / "clusters.json").exists()]
    if not folders:
        print("no clusters.json: name a folder that has one")
    verdicts = [row for folder in folders for row in judged(folder)]
    for question, asked, found in verdicts:
        print(f"{'same ' if asked == found else 'OTHER'}  {asked:22} {found:22} {question}")
    if verdicts:
        same = sum(asked == found for _, asked, found in verdicts)
        print(f"\n{same} of {len(verdicts)} as the analyst's: {100 * same / len(verdicts):.0f} %")


def judged(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each question of a folder's clusters with the analyst's verdict and ours."""
    for cluster in json.loads((folder / "clusters.json").read_text("utf-8")):
        claims, documents = _pile(folder, cluster["docs"])
        for figure in cluster["figures"]:
            yield figure["question"], figure["verdict"], _verdict(figure, claims, documents)


def _pile(folder: Path, names: Sequence[str]) -> tuple[list[Claim], list[CleanedText]]:
    files = [folder / "docs" / f"{name}.txt" for name in names]
    pages = [read(file.read_bytes(), name=file.stem, source="gold", received_on=_RECEIVED) for file in files]
    texts = [clean(page) for page in pages]
    return [claim for page, text in zip(pages, texts, strict=True) for claim in extract(page, text)], texts


def _verdict(figure: Mapping[str, Any], claims: Sequence[Claim], documents: Sequence[CleanedText]) -> str:
    chosen = [claim for place in figure["claims"] if (claim := _at(place, claims))]
    if len(chosen) < min(len(figure["claims"]), 2):
        return "not read"
    return compare(chosen, Pile((), documents, claims, ())).standing.replace("_", " ")


def _at(place: tuple[str, str, int], claims: Sequence[Claim]) -> Claim | None:
    name, figure, start = place
    end = start + len(figure)
    return next(
        (c for c in claims if c.document_name == name and c.figure.start < end and start < c.figure.end), None
    )


if __name__ == "__main__":
    main()
