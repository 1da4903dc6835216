"""From a printed figure back to the words that say it: ledger, checker of a finished page, and trace.

Here belongs everything that proves a number. What a page says and how it looks belongs to
`pipeline.briefing`.

A page binds what it prints with attributes, and these alone let a number stand on it:

- `data-figure="<figure id>"`: a figure of the ledger;
- `data-words="<path>"`: words that somebody else wrote, held in a record (`Ledger.words`);
- `data-document`, `data-start`, `data-end`: a quotation, equal to that span of a document;
- `<time datetime="…">`: a day that a record of the edition names;
- `<code class="id">`: an identifier of the edition.
"""

from pipeline.lineage.check import Fault, check
from pipeline.lineage.explain import UnknownFigureError, explain
from pipeline.lineage.ledger import Ledger
from pipeline.lineage.ledger_file import LedgerError, ledger_bytes, read_ledger
from pipeline.lineage.origins import origin_graph, routes
from pipeline.lineage.page import read_page
from pipeline.lineage.shown import day_text, shown
from pipeline.lineage.trace import trace
from pipeline.lineage.verify import Finding, Proof, verify

__all__ = [
    "Fault",
    "Finding",
    "Ledger",
    "LedgerError",
    "Proof",
    "UnknownFigureError",
    "check",
    "day_text",
    "explain",
    "ledger_bytes",
    "origin_graph",
    "read_ledger",
    "read_page",
    "routes",
    "shown",
    "trace",
    "verify",
]
