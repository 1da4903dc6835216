"""What must stand on a finished page, as it follows from the records alone: the second derivation.

Here belongs the way from a ledger to the elements and words of its page, without a line of the renderer.
What a page says literally, whatever its records, is left out (`literals.py`); the comparison belongs to
`reading.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lineage.expected.appendix import footer, method, sources
from pipeline.lineage.expected.changes import changed, changes
from pipeline.lineage.expected.front import conflicts, figure_table, gaps, head, judgements, not_merged
from pipeline.lineage.expected.questions import questions, rulings
from pipeline.lineage.expected.tokens import Basis, PageToken, element, start_tag
from pipeline.lineage.ledger import Ledger

_ALWAYS = ("figures", "questions", "sources", "method")  # sections of every page, however little it holds

__all__ = ["PageToken", "expected", "start_tag"]


def expected(ledger: Ledger) -> Iterator[PageToken]:
    """Yield the elements and words that the page of an edition must hold, in order."""
    basis = Basis(ledger)
    told = changed(basis)
    yield from head(basis, told)
    sections: dict[tuple[str, str], Iterator[PageToken]] = {
        ("judgements", "Key judgements"): judgements(basis),
        ("changes", "What changed since the last edition"): changes(basis, told),
        ("figures", "Figures"): figure_table(basis, told),
        ("conflicts", "Conflicts"): conflicts(basis),
        ("not-merged", "Not merged"): not_merged(basis),
        ("gaps", "Gaps"): gaps(basis),
        ("rulings", "Rulings"): rulings(basis),
        ("questions", "Questions in detail"): questions(basis, told),
        ("sources", "Sources"): sources(basis),
        ("method", "Method"): method(basis),
    }
    for (anchor, title), content in sections.items():
        inside = tuple(content)
        if inside or anchor in _ALWAYS:
            yield from element("section", title, inside, id=anchor)
    yield from footer()
