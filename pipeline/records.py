"""The records that flow through Briefline, from a received document to an edition.

Here belong the frozen shapes that every floor shares and the vocabulary of their fields. Reading, deciding
and rendering do not: they live in the rooms named after them. Offsets are code points into `Document.text`,
half open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

Bound = Literal["exact", "approx", "at_least", "more_than", "at_most", "up_to", "less_than", "range", "vague"]
Status = Literal["observed", "planned", "expected", "possible", "denied", "target"]
Temporality = Literal["stock", "flow", "cumulative"]
DateBasis = Literal["stated", "prefix", "in_text", "inferred", "none"]
Precision = Literal["day", "month", "year", "none"]
SpanKind = Literal["title", "standfirst", "byline", "dateline", "prose", "bullet", "caption", "chrome"]
PartyKind = Literal["publisher", "organisation", "person", "anonymous", "unknown"]
Verdict = Literal[
    "not_comparable",
    "non_monotone",
    "conflicting",
    "corroborated",
    "compatible_bounds",
    "single_origin",
    "unknown_origin",
    "no_evidence",
]
Confidence = Literal["high", "moderate", "low"]
Flaw = Literal[
    "outside_document",
    "other_words",
    "other_value",
    "not_finite",
    "other_identity",
    "too_many_figures",
    "too_much_text",
]
State = Literal["in_force", "superseded", "carried", "stale", "apart", "undated"]
Change = Literal["second_origin", "point", "name", "ceiling", "floor", "settle", "date", "newer"]


class Record(BaseModel):
    """Base of all records: immutable, and strict about names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A stretch of `Document.text`: code points `start` (included) to `end` (excluded)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]


class Interval(Record):
    """A stretch of days, both ends included; None is an open end. `basis` says how it was found:
    `stated` (a full date in the words), `resolved` (relative or partial words against the publication date),
    `inferred` (year or month concluded from other evidence)."""

    start: date | None
    end: date | None
    precision: Precision
    basis: Literal["stated", "resolved", "inferred"]


class Document(Record):
    """One retrieved item. `document_id` is the SHA-256 (hex) of its bytes; `text` the decoded original,
    empty when `error` says why it could not be read. `received_on` is the day we got it (knowledge time)."""

    document_id: str
    name: str
    source: str
    received_on: date
    size_bytes: int
    encoding: str | None
    text: str
    error: str | None = None


class TextSpan(Record):
    """One span of the decoded original, kept or dropped; `reason` is the rule that decided, in a reader's
    words."""

    start: int
    end: int
    kept: bool
    kind: SpanKind
    reason: str


class CleanedText(Record):
    """A document's own prose: `spans` cover the whole decoded original in order, without gaps or overlaps.

    `publisher` is the outlet the document names as its own (None if it names none). `published_on` comes
    with how it was found (`published_basis`) and how exact it is (`published_precision`). `latest_mention`
    is the latest date without a year that the prose speaks of as past, as "--MM" or "--MM-DD" (ISO 8601
    truncated form), which lets a reader of several documents infer the year of an undated one.
    """

    document_id: str
    name: str
    source: str
    received_on: date
    title: str | None
    byline: str | None
    dateline: str | None
    publisher: str | None
    published_on: date | None
    published_basis: DateBasis
    published_precision: Precision
    latest_mention: str | None
    language: str | None
    spans: tuple[TextSpan, ...]
    error: str | None = None

    def kept(self) -> tuple[TextSpan, ...]:
        """Return the spans that are the document's own prose."""
        return tuple(span for span in self.spans if span.kept)


class Link(Record):
    """One link of an attribution chain. `party` is the name as the text gives it; `organisation` the body a
    person speaks for where the text says so; `evidence` the words that make the link (None for a publisher
    known from the page itself). `withheld` marks a relay that gave no number of its own."""

    party: str
    kind: PartyKind
    organisation: str | None = None
    evidence: Span | None = None
    withheld: bool = False


class Claim(Record):
    """One quantity asserted at one place in one document.

    `figure_text` is what a reader sees at `figure`: without markup and characters of no width, blanks and
    line ends as one space. Invariant, checked where the claim is made (`pipeline.extraction.flaw_of`): those
    are the words at its place, and parsing them again gives low, high and bound. `low`/`high` are None where
    open. `unit` is None for a count of things. `chain` runs
    from publisher to origin; its last link is the origin, and `origin` is that link's name ("publisher"
    when the outlet speaks itself). `implied_origin` is set when nothing attributes the figure but the
    document reports from one party alone. `said_on` is when the origin said it, `time` when it holds;
    `time_text` the words for the latter. `additional` is true for another / more / extra. `rules` are the
    ids of the rules that fired, in order.
    """

    claim_id: str
    document_id: str
    document_name: str
    figure: Span
    figure_text: str
    sentence: Span
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None
    counted: str | None
    counted_head: str | None
    actor: str | None
    event: str | None
    status: Status
    additional: bool
    temporality: Temporality
    place: str | None
    time_text: str | None
    time: Interval | None
    said_text: str | None
    said_on: Interval | None
    chain: tuple[Link, ...]
    origin: str
    implied_origin: Link | None
    extractor_version: str
    rules: tuple[str, ...]


class Quarantined(Record):
    """A figure that is no claim, since it fails what every claim must hold, or stands where a document is not
    read any further; it stops nothing else.

    `figure` and `figure_text` are its place and words as those of a claim; where text is left unread, the
    place of all of that and no words. `reason` is what is wrong: outside_document (a place it names is not
    in the document), other_words (other words stand there), other_value (its words alone do not give its
    value), not_finite, other_identity (an id that is not that of its place); too_many_figures or
    too_much_text of one document.
    """

    document_id: str
    document_name: str
    figure: Span
    figure_text: str
    reason: Flaw


class Sketch(Record):
    """The few numbers of a document by which its copies are found, made once (see `pipeline.dependence`).

    `dated_on` is the day of publication, else of receipt: of two copies the earlier is the home. `words`
    counts the words outside quotations and `text_hash` is equal for equal ones; `bands` and `grams` are
    shared by near-duplicates and by documents with a passage in common.
    """

    document_id: str
    source: str
    received_on: date
    dated_on: date
    words: int
    text_hash: int
    bands: tuple[int, ...]
    grams: tuple[int, ...]


class Copy(Record):
    """Words of a document that stand in an earlier one, its `home`: the whole document when it is a
    near-duplicate, else a lifted passage. `similarity` is the Jaccard similarity of the documents' runs of
    words, of a passage the share of its words that stand unchanged at home. `source` is whose documents were
    compared, where those of several were apart."""

    document_id: str
    span: Span
    home_id: str
    home_span: Span
    kind: Literal["document", "passage"]
    similarity: float
    source: str = ""


class Statement(Record):
    """What one origin says on one question: the claims that carry it, after dependence is collapsed.

    `origin` is the normalised name of the root party; `known` is false for an unattributed number, which
    adds no independence. `claim_ids` are the claims in force, `superseded_ids` older ones of the same
    origin. `weight`, from 0 to 1, is how near the origin's statements were to the best values on average,
    where a brief asks for learned weights. `holds_on` is the time that the claims themselves name. In a
    series `state` says what became of the statement, by which `rule`: stale is an older one repeated after a
    newer, carried one that a more precise one of its origin says too.
    """

    origin: str
    known: bool
    grade: str
    claim_ids: tuple[str, ...]
    superseded_ids: tuple[str, ...]
    low: float | None
    high: float | None
    bound: Bound
    said_on: Interval | None
    weight: float | None = None
    holds_on: Interval | None = None
    state: State = "in_force"
    rule: str | None = None


class SetAside(Record):
    """A claim that does not set an estimate's bounds, and why. `relation`: superseded (an older statement
    of the same origin), joined (the same statement again), apart (shown beside, not pooled), part (a part
    of the whole), not_merged (looks alike, is another quantity), rejected (does not count, by a ruling).
    `origin` is the known party that it counts for (None if nobody is named), by the rule `joined` if it was
    joined to it; `newer` is the claim that it gives way to or repeats."""

    claim_id: str
    relation: Literal["superseded", "joined", "apart", "part", "not_merged", "rejected"]
    rule: str
    reason: str
    origin: str | None = None
    joined: str | None = None
    newer: str | None = None


class Prospect(Record):
    """What would change an estimate: the kind of change, the rule by which it would, and a sentence of marked
    text."""

    change: Change
    rule: str
    sentence: str


class Ruled(Record):
    """What a ruling of an analyst did to an estimate: by which rule, to which of its claims; `fields` are
    those it corrects. `reason` is marked text that names the ruling, who signed it, when and why."""

    ruling_id: str
    rule: str
    claim_ids: tuple[str, ...]
    fields: tuple[str, ...]
    reason: str


class QuestionLink(Record):
    """A typed link from one question's estimate to another's: fulfils / plan_of / part_of / contradicts."""

    relation: Literal["fulfils", "plan_of", "part_of", "has_part"]
    question_id: str


class Estimate(Record):
    """The answer to one question of a brief on one day (`as_of`, knowledge time), from claims received by
    then.

    `low`/`high` are the range of reported values (None = open), `best` the median over origins of stated
    points (None if all are one-sided), `floor2` the value that two known origins or more state as a
    minimum. `derived` is "sum" when `best` adds up `part_ids` of one statement. `holds_on` is the as-of of
    the value itself. `n_reports` counts statements (who said it, in which document, when), `n_origins`
    known independent origins, `n_unknown` distinct unattributed values. `rulings` are those of analysts that
    bear on it: a claim's values are as they correct them. `series` is every statement on the question in time
    order, `outlook` what would change the answer. `rationale`, the reasons and the outlook are
    marked text (see `pipeline.marks`): numbers stand in them only as marks that name a claim or an
    estimate.
    """

    estimate_id: str
    question_id: str
    brief_id: str
    as_of: date
    low: float | None
    best: float | None
    high: float | None
    floor2: float | None
    bound: Bound | None
    unit: str | None
    derived: Literal["sum"] | None
    holds_on: Interval | None
    statements: tuple[Statement, ...]
    n_origins: int
    n_unknown: int
    n_reports: int
    verdict: Verdict
    confidence: Confidence
    claim_ids: tuple[str, ...]
    part_ids: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    links: tuple[QuestionLink, ...]
    flags: tuple[str, ...]
    rules: tuple[str, ...]
    rationale: tuple[str, ...]
    series: tuple[Statement, ...] = ()
    outlook: tuple[Prospect, ...] = ()
    rules_version: str
    rulings: tuple[Ruled, ...] = ()


class Figure(Record):
    """A number that a briefing prints, bound to its evidence and never typed by hand.

    `figure_id` is "<question id>.<role>" for an estimate and the claim id for a claim; a claim whose value a
    ruling corrects has a second figure, "<claim id>.corrected". `text` is exactly what the page shows.
    `claim_ids` are the claims that carry it: a figure without any has no path to a document. `rulings` are
    the ids of the rulings without which it might be another.
    """

    figure_id: str
    kind: Literal["estimate", "claim", "edition"]
    subject_id: str
    role: str
    text: str
    claim_ids: tuple[str, ...]
    rulings: tuple[str, ...] = ()


class Retrieval(NamedTuple):
    """Which document was received, when and from where."""

    received_on: date
    source: str
    name: str
    document_id: str


class Publication(NamedTuple):
    """The place of an edition in the chain of its brief: the `sequence` in which it was published (from 1),
    the `revision` of its day (from 1), the name of the edition published before with the hash of its
    manifest, and the manifest of the revision that it supersedes (None for the first of its day)."""

    sequence: int
    revision: int
    previous: Mapping[str, str] | None
    superseded: Mapping[str, Any] | None


def document_id(content: bytes) -> str:
    """Return the content address of a document: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def claim_id(document: str, figure: Span) -> str:
    """Return the id of the claim at `figure` in the document with that id; the same place always has the
    same id."""
    return "c" + hashlib.sha256(f"{document}:{figure.start}:{figure.end}".encode()).hexdigest()[:10]
