"""How good and how fast extraction is, on all data that is present: `python -m benchmarks.quality`.

Here belong the runs and their tables. With `--write` the tables take their place in `docs/quality.md`; with
`--gold FOLDER` (`docs/`, `gold.jsonl`, …: see `tests/golden/README.md`) your own gold is scored, too.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import attributions, quantities
from benchmarks.scoring import MEASURES, ROOT, Dataset, Gold, claims_of, dataset_of, datasets, judge
from benchmarks.speed import calls_per_second, peer_per_second, sentences_per_second
from benchmarks.tallies import Measure, Tally, f1, interval, precision, recall, total
from pipeline.extraction import quantity_spans

PAGE = ROOT / "docs" / "quality.md"
# Peers' figures are those measured on the held-out parts of the same data, by the same comparison.
PEERS = {
    "value": ("CQE", 89.8),
    "value + bound": ("CQE", 87.1),
    "value + noun": ("CQE", 84.9),
    "source": ("GenderGapTracker", 57.0),
}
Table = list[list[str]]


def main() -> None:
    """Print the tables, and put them into the page if asked to."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true", help="put the tables into docs/quality.md")
    arguments.add_argument(
        "--gold", action="append", type=Path, default=[], help="a folder with gold of your own"
    )
    arguments.add_argument(
        "--peer", nargs=2, metavar=("NAME", "PYTHON"), help="cqe or quantulum3, and its Python"
    )
    options = arguments.parse_args()
    data = datasets() | {folder.name: dataset_of(folder) for folder in options.gold}
    tables = {
        "claims": claim_table(data),
        "slices": slice_table(data),
        "quantities": quantity_table(),
        "attributions": attribution_table(),
        "speed": speed_table(data, options.peer),
    }
    for name, table in tables.items():
        print(f"\n{name}\n\n{markdown(table)}")
    if options.write:
        PAGE.write_text(with_tables(PAGE.read_text("utf-8"), tables), "utf-8")


def claim_table(data: Mapping[str, Dataset]) -> Table:
    """Return every measure of every data set of claims."""
    rows = [["data", "claims", *MEASURES]]
    for name, dataset in data.items():
        tallies = judge(claims_of(dataset), dataset)
        shown = [measured(tallies, measure) for measure in MEASURES.values()]
        rows.append([name, str(len(dataset.gold)), *shown])
    return rows


def slice_table(data: Mapping[str, Dataset]) -> Table:
    """Return what is found and fully right in parts of the gold of all reports but the seeds."""
    rows = [["part of the gold", "claims", "found", "fully right"]]
    found = {name: claims_of(dataset) for name, dataset in data.items() if name != "seeds"}
    for name, asked in slices():
        tallies = [tally for key, claims in found.items() for tally in judge(claims, data[key], asked)]
        count = total(tallies)["gold"]
        if count:
            rows.append(
                [name, str(count), measured(tallies, recall), measured(tallies, MEASURES["fully right"])]
            )
    return rows


def slices() -> Iterator[tuple[str, Callable[[Gold], bool]]]:
    """Yield the parts of the gold that are looked at apart."""
    for status in ("observed", "planned", "expected", "possible", "target", "denied"):
        yield status, lambda row, status=status: row["status"].split("|")[0] == status
    for bound in ("exact", "approx", "vague", "range"):
        yield f"bound: {bound}", lambda row, bound=bound: row["bound"] == bound
    yield (
        "bound: open",
        lambda row: row["bound"] in {"at_least", "more_than", "up_to", "at_most", "less_than"},
    )
    yield "money or share", lambda row: row.get("unit") is not None
    yield "written in words", lambda row: not re.search(r"\d", row["figure"])
    yield "said by others", lambda row: "publisher" not in row["origin"].split("|")
    yield "through a relay", lambda row: bool(row.get("via"))


def quantity_table() -> Table:
    """Return the quality of `briefline quantities`."""
    rows = [["NewsQuant, strict", "P", "R", "F1", "best peer"]]
    sentences = quantities.sentences()
    for criterion in quantities.CRITERIA if sentences else ():
        tallies = quantities.judge(sentences, criterion)
        rows.append([criterion, *three(tallies), peer(criterion)])
    return rows


def attribution_table() -> Table:
    """Return the quality of `briefline attributions`."""
    rows = [["PolNeAR, content with a number", "P", "R", "F1", "best peer"]]
    reports = attributions.reports()
    if reports:
        rows.append(["source", *three(attributions.judge(reports)), peer("source")])
    return rows


def speed_table(data: Mapping[str, Dataset], beside: Sequence[str] | None) -> Table:
    """Return sentences a second on one core, and those of a peer."""
    rows = [["what", "sentences a second"]]
    texts = [row["text"] for row in quantities.sentences()]
    if texts:
        ours = calls_per_second(quantity_spans, texts)
        rows.append(["quantities, one sentence a call", f"{ours:,.0f}"])
        if beside:
            theirs = peer_per_second(Path(beside[1]), beside[0], texts)
            rows.append(
                [
                    f"{beside[0]}, the same sentences in the same run",
                    f"{theirs:,.0f} (1/{ours / theirs:,.0f})",
                ]
            )
    for name, dataset in data.items():
        rows.append([f"claims of whole documents: {name}", f"{sentences_per_second(dataset):,.0f}"])
    return rows


def measured(tallies: Sequence[Tally], measure: Measure) -> str:
    """Return a measure with its 95 % interval."""
    low, high = interval(tallies, measure)
    return f"{measure(total(tallies)):.1f} ({low:.0f}–{high:.0f})"


def three(tallies: Sequence[Tally]) -> list[str]:
    """Return precision, recall and F1."""
    return [measured(tallies, measure) for measure in (precision, recall, f1)]


def peer(what: str) -> str:
    """Return the figure of the best peer."""
    name, value = PEERS[what]
    return f"{name} {value}"


def markdown(table: Table) -> str:
    """Return a table as Markdown."""
    rows = [table[0], ["---"] * len(table[0]), *table[1:]]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def with_tables(page: str, tables: Mapping[str, Table]) -> str:
    """Return a page with each table between its marks, `<!-- name -->` and `<!-- /name -->`."""
    for name, table in tables.items():
        before, rest = page.split(f"<!-- {name} -->", 1)
        after = rest.split(f"<!-- /{name} -->", 1)[1]
        page = f"{before}<!-- {name} -->\n{markdown(table)}\n<!-- /{name} -->{after}"
    return page


if __name__ == "__main__":
    main()
