"""The ledger: every record an edition may print from, and the look-ups that lead from a printed thing to
its record.

Here belongs what a figure, a quotation, a day or an identifier is checked against. What the page says
does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from pipeline import marks
from pipeline.briefs import Brief, Question
from pipeline.briefs.when import interval
from pipeline.cleaning import reading_text
from pipeline.lineage.shown import cut, shown
from pipeline.reconciliation import effects, rules
from pipeline.reconciliation.corrections import read_by_rulings
from pipeline.reconciliation.effects import Effect
from pipeline.records import Claim, CleanedText, Document, Estimate, Figure, Interval, Record, Span

_OF_DOCUMENTS = ("document", "cleaned", "listed")  # kinds of words whose id is that of a document
FIXED_IDENTIFIERS = frozenset({"SHA-256"})
SHORT = 12  # characters of a document id that stand for it where the full hash would be in the way


class Received(Record):
    """What was received on a day, counted: `unreadable` documents, those in a `foreign` language and
    `undated` ones with claims among all `documents`. The days of publication are None where no document is
    dated; `sha256` is that of the ids of the documents in order, a line each."""

    day: date
    documents: int
    unreadable: int
    foreign: int
    undated: int
    claims: int
    published_from: date | None
    published_until: date | None
    sha256: str


class Listed(Record):
    """A document that an edition lists and does not carry, as no figure cites it; `claims` tells whether it
    holds any, `error` why it could not be read."""

    document_id: str
    name: str
    source: str
    received_on: date
    claims: bool
    error: str | None


class LeftOut(Record):
    """How many things of a kind an edition does not carry: claims set aside from the question `subject` in
    the relation `what`, `claims` of the document `subject`, `documents` of the `edition`, or of its documents
    the figures that are no claims, by the reason. `sha256` is that of their ids in order, a line each."""

    subject: str
    what: str
    count: int
    sha256: str


class InPassages(Record):
    """A document that an edition does not carry whole: the stretches of its text that it carries, in order.
    What lies between them is blank in the ledger, unless that would let them be read otherwise."""

    document_id: str
    passages: tuple[Span, ...]


class Whole(Record):
    """What an edition rests on in all: counts by day of what was received, the documents that it only lists,
    those that it carries in passages, and what it leaves out."""

    days: tuple[Received, ...] = ()
    listed: tuple[Listed, ...] = ()
    in_passages: tuple[InPassages, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class Ledger(Record):
    """All records behind one edition. `estimates` are in the brief's order; `previous` are those of the
    edition before, if any; `figures` is every number the edition may print. `next_issue` is None without
    a schedule. `brief` is the brief as it stood on the day, with the rulings in force.

    An edition carries the claims and documents that its figures rest on: estimates name no others, and
    `whole` counts what was received besides."""

    brief: Brief
    as_of: date
    next_issue: date | None
    software_version: str
    estimates: tuple[Estimate, ...]
    previous: tuple[Estimate, ...]
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    cleaned: tuple[CleanedText, ...]
    figures: tuple[Figure, ...]
    whole: Whole = Whole()

    @cached_property
    def listed_by_id(self) -> Mapping[str, Listed]:
        return {one.document_id: one for one in self.whole.listed}

    @cached_property
    def passages_by_id(self) -> Mapping[str, tuple[Span, ...]]:
        """The passages of each document that is not carried whole."""
        return {one.document_id: one.passages for one in self.whole.in_passages}

    @cached_property
    def left_out(self) -> Mapping[tuple[str, str], int]:
        """How many things are not carried, by subject and kind."""
        return {(one.subject, one.what): one.count for one in self.whole.left_out}

    @cached_property
    def figure_by_id(self) -> Mapping[str, Figure]:
        return {figure.figure_id: figure for figure in self.figures}

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.brief.questions}

    @cached_property
    def estimate_by_question(self) -> Mapping[str, Estimate]:
        return {estimate.question_id: estimate for estimate in self.estimates}

    @cached_property
    def previous_by_question(self) -> Mapping[str, Estimate]:
        return {estimate.question_id: estimate for estimate in self.previous}

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        return {claim.claim_id: claim for claim in self.claims}

    @cached_property
    def read_by_id(self) -> Mapping[str, Claim]:
        """Every claim as the rulings in force read it, by id; as extracted where none corrects it."""
        fixed = read_by_rulings(self.estimates, self.brief.rulings, self.claim_by_id)
        return {**self.claim_by_id, **fixed}

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What came of each ruling in force."""
        return tuple(effects(self.brief, self.estimates, self.claims))

    @cached_property
    def named(self) -> frozenset[str]:
        """The claims that estimates, now or in the edition before, and their sentences name."""
        return frozenset(named_by(self.estimates, self.previous))

    def stated(self, claim_id: str) -> str:
        """Return the id of the figure that says what a claim states: its own, or the corrected one."""
        corrected = f"{claim_id}.corrected"
        return corrected if corrected in self.figure_by_id else claim_id

    @cached_property
    def document_by_id(self) -> Mapping[str, Document]:
        return {document.document_id: document for document in self.documents}

    @cached_property
    def short(self) -> Mapping[str, str]:
        """What stands for the id of each document that the edition carries or lists."""
        return short_ids((*self.document_by_id, *self.listed_by_id))

    def shortened(self, path: str) -> str:
        """Return a path of words as a page names it."""
        kind, key, rest = (*path.split("/", 2), "", "")[:3]
        return f"{kind}/{self.short[key]}/{rest}" if kind in _OF_DOCUMENTS and key in self.short else path

    @cached_property
    def document_by_short(self) -> Mapping[str, Document]:
        """The documents that the edition carries, by what stands for their ids."""
        return {self.short[key]: document for key, document in self.document_by_id.items()}

    def name_of(self, document_id: str) -> str:
        """Return the path of the name of a document that the edition carries or lists."""
        kind = "document" if document_id in self.document_by_id else "listed"
        return f"{kind}/{document_id}/name"

    @cached_property
    def cleaned_by_id(self) -> Mapping[str, CleanedText]:
        return {cleaned.document_id: cleaned for cleaned in self.cleaned}

    @cached_property
    def claims_by_document(self) -> Mapping[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.document_id, []).append(claim)
        return {key: tuple(sorted(claims, key=lambda c: c.figure.start)) for key, claims in found.items()}

    @cached_property
    def shown_text(self) -> Mapping[str, str]:
        """Every document's text as a page shows it, by document id; offsets are those of the text itself."""
        return {document.document_id: shown(document.text) for document in self.documents}

    def read_text(self, document_id: str) -> str:
        """Return what claims of a document were read from: as long as its text, so that offsets are the
        same. LookupError for a document that is not here."""
        if document_id not in self._read:
            document, cleaned = self.document_by_id[document_id], self.cleaned_by_id.get(document_id)
            self._read[document_id] = reading_text(document, cleaned) if cleaned else document.text
        return self._read[document_id]

    @cached_property
    def _read(self) -> dict[str, str]:
        return {}

    def words(self, path: str) -> str:
        """Return the words at `path`: a kind of record, its id, then fields and positions, divided by
        "/".

        `brief/title`, `question/<id>/title`, `document/<id>/name`, `cleaned/<id>/spans/0/reason`,
        `claim/<id>/chain/1/party` (as the rulings in force read it), `ruling/<id>/reason`,
        `estimate/<question id>/statements/0/origin`, `rule/<id>/text`. The id of a document may be short.
        Raises LookupError if there are none.
        """
        kind, *parts = path.split("/")
        value: object = self.brief if kind == "brief" else self._records.get(kind)
        for part in parts:
            if isinstance(value, Mapping):
                value = value.get(part)
            elif isinstance(value, tuple | list):
                value = value[int(part)] if part.isdecimal() and int(part) < len(value) else None
            else:
                value = getattr(value, part) if part in getattr(type(value), "model_fields", ()) else None
        if not isinstance(value, str):
            raise LookupError(f"no words at {path!r}")
        return value

    @cached_property
    def _records(self) -> Mapping[str, Mapping[str, object]]:
        return {
            "question": self.question_by_id,
            "document": self._named(self.document_by_id),
            "cleaned": self._named(self.cleaned_by_id),
            "listed": self._named(self.listed_by_id),
            "claim": self.read_by_id,
            "ruling": {ruling.id: ruling for ruling in self.brief.rulings},
            "estimate": self.estimate_by_question,
            "rule": rules(),
        }

    def _named(self, by_id: Mapping[str, Record]) -> Mapping[str, Record]:
        """Return records of documents by their ids, short and in full."""
        return {**by_id, **{self.short[key]: one for key, one in by_id.items() if key in self.short}}

    @cached_property
    def days(self) -> frozenset[str]:
        """The days, months and years that some record of the edition names, as ISO text."""
        return frozenset(
            cut(day, precision) for day in self._dates() for precision in ("day", "month", "year")
        )

    def _dates(self) -> Iterator[date]:
        yield from (day for day in (self.as_of, self.next_issue, self.brief.period_start) if day)
        yield from (document.received_on for document in self.documents)
        yield from (listed.received_on for listed in self.whole.listed)
        yield from (
            day for one in self.whole.days for day in (one.published_from, one.published_until) if day
        )
        yield from (text.published_on for text in self.cleaned if text.published_on)
        yield from (ruling.on for ruling in self.brief.rulings)
        corrections = [ruling.correct for ruling in self.brief.rulings if ruling.correct]
        intervals: list[Interval | None] = [
            *(interval(days) for one in corrections for days in (one.time, one.said_on) if days),
            *(held for claim in self.claims for held in (claim.time, claim.said_on)),
            *(estimate.holds_on for estimate in (*self.estimates, *self.previous)),
            *(s.said_on for estimate in self.estimates for s in (*estimate.statements, *estimate.series)),
            *(s.holds_on for estimate in self.estimates for s in estimate.series),
        ]
        for held in intervals:
            if held:
                yield from (day for day in (held.start, held.end) if day)

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """The names under which records of the edition are known: ids, hashes, rules, versions and
        positions."""
        return frozenset(
            (
                *FIXED_IDENTIFIERS,
                self.brief.id,
                self.software_version,
                *self.question_by_id,
                *self.figure_by_id,
                *(ruling.id for ruling in self.brief.rulings),
                *self.claim_by_id,
                *self.document_by_id,
                *self.short.values(),
                *(estimate.estimate_id for estimate in self.estimates),
                *(estimate.rules_version for estimate in self.estimates),
                *(rule for estimate in self.estimates for rule in estimate.rules),
                *(aside.rule for estimate in self.estimates for aside in estimate.set_aside),
                *(told.rule for estimate in self.estimates for told in estimate.outlook),
                *(claim.extractor_version for claim in self.claims),
                *(rule for claim in self.claims for rule in claim.rules),
                *(position(claim) for claim in self.claims),
            )
        )


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """Return what stands for each id: its first characters, or all of it where another id begins so too."""
    found = dict.fromkeys(ids)
    alike = Counter(key[:SHORT] for key in found)
    return {key: key[:SHORT] if alike[key[:SHORT]] == 1 else key for key in found}


def behind(estimate: Estimate) -> tuple[str, ...]:
    """Return the claims that state the value of an estimate, or what is told beside it as a statement."""
    leads = (key for statement in estimate.statements for key in statement.claim_ids)
    return tuple(dict.fromkeys((*estimate.claim_ids, *estimate.part_ids, *leads)))


def named_by(estimates: Iterable[Estimate], previous: Iterable[Estimate]) -> Iterator[str]:
    """Yield the claims that estimates and their sentences name, and those behind the values of the edition
    before: any of them a page may lead to."""
    for estimate in estimates:
        yield from behind(estimate)
        yield from (aside.claim_id for aside in estimate.set_aside)
        yield from (aside.newer for aside in estimate.set_aside if aside.newer)
        yield from (key for ruled in estimate.rulings for key in ruled.claim_ids)
        for text in (
            *estimate.rationale,
            *(aside.reason for aside in estimate.set_aside),
            *(told.sentence for told in estimate.outlook),
            *(ruled.reason for ruled in estimate.rulings),
        ):
            yield from marks.claims_in(text)
    for estimate in previous:
        yield from behind(estimate)


def position(claim: Claim) -> str:
    """Return where a claim's figure stands in its document: code points from start to end."""
    return f"{claim.figure.start}–{claim.figure.end}"
