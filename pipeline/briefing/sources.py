"""The appendix: the documents that an edition carries, who published each, when, how it is known, and which
claims it carries.

Here belongs the list of documents. The view of a document's text belongs to `documents.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.briefing.details import chain
from pipeline.briefing.edition import FigureRef, Line, Source, Words
from pipeline.briefing.lines import day, join, sentences
from pipeline.lineage import Ledger
from pipeline.lineage.figures import MORE
from pipeline.records import Claim, Document, Interval, Span


def period(ledger: Ledger) -> Interval | None:
    """Return the days covered: from the brief's first day, else the first publication, to the last
    publication. None when no document is dated."""
    days = ledger.whole.days
    first = min((one.published_from for one in days if one.published_from), default=None)
    last = max((one.published_until for one in days if one.published_until), default=None)
    if first is None or last is None:
        return None
    first = ledger.brief.period_start or first
    return Interval(start=first, end=max(first, last), precision="day", basis="stated")


def sources(ledger: Ledger, at_home: frozenset[str]) -> tuple[Source, ...]:
    """Return the appendix. A document's text is shown, as far as it is carried, when a claim of it stands
    under some question, or is named by a ruling or an estimate."""
    told = at_home | ledger.named | {claim for effect in ledger.effects for claim in effect.claim_ids}
    return tuple(_source(ledger, document, at_home, told) for document in ledger.documents)


def _source(ledger: Ledger, document: Document, at_home: frozenset[str], told: Collection[str]) -> Source:
    key = document.document_id
    text = ledger.cleaned_by_id.get(key)
    claims = ledger.claims_by_document.get(key, ())
    shown = ledger.passages_by_id.get(key, ())
    if not shown and any(claim.claim_id in told for claim in claims):
        shown = (Span(start=0, end=len(document.text)),)
    published: Line = (sentences()["dates"]["undated"],)
    if text and text.published_on:
        published = (day(text.published_on, text.published_precision),)
    described = ledger.brief.source_of(document.name)
    at = f"brief/sources/{ledger.brief.sources.index(described)}" if described else ""
    publisher = f"{at}/publisher" if described and described.publisher else None
    more = f"{ledger.short[key]}.{MORE}claims"
    return Source(
        document_id=key,
        publisher=_words(f"cleaned/{key}/publisher" if text and text.publisher else publisher),
        title=Words(path=f"cleaned/{key}/title") if text and text.title else None,
        published_on=published,
        basis=text.published_basis if text else "none",
        received_on=day(document.received_on),
        claims=FigureRef(figure_id=f"{ledger.short[key]}.claims") if claims else None,
        more=FigureRef(figure_id=more) if more in ledger.figure_by_id else None,
        chains=_chains(
            ledger, [ledger.read_by_id[claim.claim_id] for claim in claims if claim.claim_id in at_home]
        ),
        others=tuple(claim.claim_id for claim in claims if claim.claim_id not in at_home) if shown else (),
        descriptor=_words(f"{at}/descriptor" if described and described.descriptor else None),
        grade=described.grade if described else "F",
        error=Words(path=f"document/{key}/error") if document.error else None,
        shown=shown,
    )


def _words(path: str | None) -> Words | None:
    return Words(path=path) if path else None


def _chains(ledger: Ledger, claims: Sequence[Claim]) -> tuple[Line, ...]:
    """Return the chains of attribution in a document, each once however many claims came along it."""
    found: dict[str, Line] = {}
    for claim in claims:
        line = join(chain(claim), " → ")
        read = "".join(ledger.words(piece.path) if isinstance(piece, Words) else str(piece) for piece in line)
        found.setdefault(read, line)
    return tuple(found.values())
