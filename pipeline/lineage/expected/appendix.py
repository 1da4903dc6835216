"""What the appendix of a briefing holds: every document with its text, the method and the versions.

Here belongs which records these sections are made of, in which order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import get_args

from pipeline.lineage.expected.front import published
from pipeline.lineage.expected.tokens import (
    Basis,
    PageToken,
    Tokens,
    day,
    element,
    fold,
    identifier,
    joined,
    label,
    place,
    table,
    tag,
    tell,
    words,
)
from pipeline.lineage.ledger import Listed
from pipeline.records import Claim, Document, Flaw, Span, TextSpan

_ELSEWHERE = (
    "documents were received and are neither cited nor listed here. They stand in the table",
    "raw_documents",
    ";",
    "received.csv",
    "beside this page counts every day’s documents and fixes them by a hash.",
)
_NOTE = (
    "The documents that the figures of this edition rest on, out of those received by its day. In the texts a"
    " pale band marks the sentence of a claim and a strong band the figure; what is not the document’s own"
    " prose is folded away with the reason."
)


def sources(basis: Basis) -> Iterator[PageToken]:
    """Yield every document that the edition carries, in the order of the ledger, then those that it lists and
    how many it only counts."""
    ledger = basis.ledger
    if ledger.whole.days:
        yield from basis.figure("edition.documents")
    else:
        yield from words(_NOTE)
    yield from _unsound(basis)
    ruled = {key for effect in ledger.effects for key in effect.claim_ids}
    told = {*basis.homes, *ledger.named, *ruled}
    for document in ledger.documents:
        yield from _source(basis, document, told)
    if ledger.whole.listed:
        listed = map(partial(_listed, basis), ledger.whole.listed)
        yield from fold("Received and not cited here", *listed, class_="source")
    if ("edition", "documents") in ledger.left_out:
        yield from tell(basis.figure("edition.more_documents"), *_ELSEWHERE)


def _unsound(basis: Basis) -> Iterator[PageToken]:
    """Yield how many figures of the documents are no claims, by the reason."""
    counted = [
        tell(basis.figure(f"edition.more_{reason}"), table()["nouns"][reason][count != 1])
        for reason in get_args(Flaw)
        if (count := basis.ledger.left_out.get(("edition", reason), 0))
    ]
    if counted:
        yield from tell(joined(counted, "; "), ".")


def _listed(basis: Basis, one: Listed) -> Iterator[PageToken]:
    """Yield a document that no figure cites, and why it could not be read."""
    at = f"listed/{one.document_id}"
    failed = tell(tag("error", "yes", "unreadable"), basis.said(f"{at}/error")) if one.error else ()
    yield from element(
        "li",
        basis.said(f"{at}/name"),
        tell("received", day(one.received_on.isoformat())),
        failed if one.error or one.claims else tag("error", "none", "no claims"),
        id=place("doc", basis.ledger.short[one.document_id]),
    )


def _source(basis: Basis, document: Document, told: set[str]) -> Iterator[PageToken]:
    ledger, key = basis.ledger, document.document_id
    at, text = f"document/{key}", ledger.cleaned_by_id.get(key)
    claims = ledger.claims_by_document.get(key, ())
    described = ledger.brief.source_of(document.name)
    entry = f"brief/sources/{ledger.brief.sources.index(described)}" if described else ""
    dated, more = tuple(published(basis, key)), f"{ledger.short[key]}.more_claims"
    named = (
        f"cleaned/{key}" if text and text.publisher else entry if described and described.publisher else ""
    )
    summary = tell(
        basis.said(f"{named}/publisher") if named else "Publisher not named",
        basis.said(f"cleaned/{key}/title" if text and text.title else f"{at}/name"),
        dated,
        _missing(document, claims),
    )
    facts: list[Tokens] = [
        tell("File", basis.said(f"{at}/name")),
        tell("Source", basis.said(f"{at}/source")),
        tell("What it is", basis.said(f"{entry}/descriptor")) if described and described.descriptor else (),
        tell("Source’s grade", _grade(described.grade if described else "F")),
        tell("Published", dated, _basis(text.published_basis if text else "none")),
        tell("Received", day(document.received_on.isoformat())),
        tell("Claims", basis.figure(f"{ledger.short[key]}.claims") if claims else "none"),
        tell(", and ", basis.figure(more), "that nothing here cites") if more in ledger.figure_by_id else (),
        tell("Encoding", basis.said(f"{at}/encoding")) if document.encoding else (),
        tell(identifier("SHA-256"), identifier(key)),
        _chains(basis, [claim for claim in claims if claim.claim_id in basis.homes]),
        tell("Error", basis.said(f"{at}/error")) if document.error else (),
    ]
    passages = list(ledger.passages_by_id.get(key, ()))
    if not passages and any(claim.claim_id in told for claim in claims):
        passages = [Span(start=0, end=len(document.text))]
    if passages:
        others = [claim.claim_id for claim in claims if claim.claim_id not in basis.homes]
        if others:
            also = joined(map(basis.figure, others))
            facts.append(tell("Also stated here, and not told under a question:", also))
        facts += [_text(basis, key, passage) for passage in passages]
    inside = element("div", *facts, class_="inside", id=place("doc", ledger.short[key]))
    yield from fold(summary, inside, class_="source")


def _missing(document: Document, claims: Sequence[Claim]) -> Tokens:
    if document.error:
        return tag("error", "yes", "unreadable")
    return () if claims else tag("error", "none", "no claims")


def _grade(grade: str) -> str:
    return f"{grade}, {table()['grades'][grade]}"


def _basis(found: str) -> str:
    return f" ({label('bases', found)})" if found != "none" else ""


def _chains(basis: Basis, claims: Sequence[Claim]) -> Iterator[PageToken]:
    """Yield the chains of attribution in a document, each once however many claims came along it."""
    found: dict[str, tuple[PageToken, ...]] = {}
    for claim in claims:
        chain = tuple(joined(basis.chain(basis.ledger.read_by_id[claim.claim_id]), " → "))
        found.setdefault("".join(token.value for token in chain if token.kind == "words"), chain)
    if found:
        yield from words("Chains, origin first")
        for chain in found.values():
            yield from element("li", chain)


def _text(basis: Basis, key: str, passage: Span) -> Iterator[PageToken]:
    """Yield a passage of a document: sentences of claims and their figures marked, what cleaning left out in
    folds with the reasons."""
    text, cleaned = basis.ledger.shown_text[key], basis.ledger.cleaned_by_id.get(key)
    view = _View(basis, text, basis.ledger.claims_by_document.get(key, ()))
    inside: list[Tokens] = []
    for spans in _runs(cleaned.spans if cleaned else ()) or [[]]:
        start, end = (spans[0][1].start, spans[-1][1].end) if spans else (0, len(text))
        start, end = max(start, passage.start), min(end, passage.end)
        if start >= end:
            continue
        part = view.marked(start, end)
        if spans and not spans[0][1].kept and text[start:end].strip():
            first = {span.reason: index for index, span in reversed(spans)}
            order = sorted(first.values())
            reasons = joined(basis.said(f"cleaned/{key}/spans/{index}/reason") for index in order)
            part = fold(tell("Left out: ", reasons), part, class_="dropped")
        inside.append(part)
    ends = {"data_start": str(passage.start), "data_end": str(passage.end)}
    language = {"lang": cleaned.language} if cleaned and cleaned.language else {}
    return element(
        "div", *inside, class_="text", dir="auto", data_document=basis.ledger.short[key], **ends, **language
    )


def _runs(spans: Sequence[TextSpan]) -> list[list[tuple[int, TextSpan]]]:
    """Return neighbouring spans that are all kept or all left out, with their positions."""
    runs: list[list[tuple[int, TextSpan]]] = []
    for index, span in enumerate(spans):
        if runs and runs[-1][-1][1].kept is span.kept:
            runs[-1].append((index, span))
        else:
            runs.append([(index, span)])
    return runs


class _View:
    """A text with the sentences and figures of its claims."""

    def __init__(self, basis: Basis, text: str, claims: Sequence[Claim]) -> None:
        self.basis, self.text, self.claims = basis, text, claims
        self.sentences: list[Span] = []
        for span in sorted((claim.sentence for claim in claims), key=lambda span: (span.start, span.end)):
            before = self.sentences[-1] if self.sentences else None
            if before and span.start < before.end:
                self.sentences[-1] = Span(start=before.start, end=max(before.end, span.end))
            else:
                self.sentences.append(span)

    def marked(self, start: int, end: int) -> Iterator[PageToken]:
        """Yield the text from `start` to `end`, sentences and figures marked."""
        at = start
        for sentence in self.sentences:
            first, last = max(sentence.start, start), min(sentence.end, end)
            if first < last:
                yield from words(self.text[at:first])
                yield from element("mark", self._figures(first, last), class_="sentence")
                at = last
        yield from words(self.text[at:end])

    def _figures(self, start: int, end: int) -> Iterator[PageToken]:
        inside = [claim for claim in self.claims if start <= claim.figure.start < end]
        at = start
        for index, claim in enumerate(inside):
            stop = inside[index + 1].figure.start if index + 1 < len(inside) else end
            last = min(claim.figure.end, stop, end)
            yield from words(self.text[at : claim.figure.start])
            number: str | Tokens = self.text[claim.figure.start : last]
            if claim.claim_id in self.basis.homes:
                number = element("a", number, href="#" + place("claim", claim.claim_id))
            yield from element("mark", number, class_="number", id=place("src", claim.claim_id))
            at = last
        yield from words(self.text[at:end])


def method(basis: Basis) -> Iterator[PageToken]:
    """Yield what every number was decided by: the yardsticks, the rules that fired and the versions."""
    ledger = basis.ledger
    yield from tell(element("a", "How a number comes about", href="method.html"), ".")
    for kind, tables in (("verdict", "verdicts"), ("confidence", "confidence")):
        for value, (name, meaning) in table()[tables].items():
            yield from tell(tag(kind, value, name), meaning)
    for grade, meaning in table()["grades"].items():
        yield from tell(tag("grade", grade, grade), meaning)
    if basis.fired:
        rules = (_rule(basis, key) for key in basis.fired)
        yield from fold("The rules of reconciliation behind this edition", *rules)
    versions = {
        "Software": [ledger.software_version],
        "Rules": sorted({estimate.rules_version for estimate in ledger.estimates}),
        "Extractor": sorted({claim.extractor_version for claim in ledger.claims}),
        "Brief": [ledger.brief.id],
    }
    for title, named in versions.items():
        yield from tell(title, *(map(identifier, named) if named else ("none used",)))


def _rule(basis: Basis, key: str) -> Tokens:
    named = element("a", identifier(key), href="method.html#" + place("rule", key))
    told = (basis.said(f"rule/{key}/{part}") for part in ("text", "source"))
    return element("div", named, *told, id=place("rule", key))


def footer() -> Iterator[PageToken]:
    """Yield the foot of the page, which names the files beside it."""
    files = (
        "figures.json",
        "changes.json",
        "series.json",
        "series.csv",
        "received.csv",
        "origins.json",
        "lineage.json",
        "ledger.json",
    )
    between = (", ", ", ", " and ", ", ", ", ", ", ", ", ", ", and ")
    named = (part for pair in zip(files, between, strict=True) for part in pair)
    rest = (
        "manifest.json",
        ". The rules are explained in",
        element("a", "method.html", href="method.html"),
        ".",
    )
    yield from element("footer", tell(*named), tell(*rest), class_="page")
