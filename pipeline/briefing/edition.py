"""The edition: everything that one briefing shows, as frozen data without a trace of HTML.

Here belongs the content and its shapes. Choosing it belongs to `compose.py`, laying it out to
`templates/`. A line is a tuple of pieces. Plain words in it are ours and hold no number; every other
piece names the record it shows.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pipeline.lineage import Ledger
from pipeline.records import Confidence, Interval, Record, Span, Status, Verdict


class FigureRef(Record):
    """A figure of the edition, by its id."""

    figure_id: str


class Words(Record):
    """Words that somebody else wrote, by the path of the record that holds them (`Ledger.words`)."""

    path: str


class Day(Record):
    """A day, month or year, as ISO text of its precision."""

    iso: str


class Identifier(Record):
    """A name under which a record of the edition is known, set as code."""

    text: str


class Anchor(Record):
    """A link to the section of a question, shown as its title."""

    question_id: str


class SourceLink(Record):
    """A link to a document in the appendix, shown as its name."""

    document_id: str


class Passage(Record):
    """A stretch of a document, quoted; `figure` is the part of it to highlight."""

    document_id: str
    start: int
    end: int
    figure_start: int
    figure_end: int


DISPUTED: tuple[Verdict, ...] = ("conflicting", "non_monotone")

ChangeKind = Literal[
    "new", "revised", "superseded", "withdrawn", "confirmed", "conflicting", "settled", "judged", "repeated"
]

Piece = str | FigureRef | Words | Day | Identifier | Anchor | SourceLink
Line = tuple[Piece, ...]


class Judgement(Record):
    """A sentence that leads the briefing, about one question."""

    question_id: str
    sentence: Line
    verdict: Verdict
    confidence: Confidence


class Row(Record):
    """A question's row in the figure table. A figure that is None is open or absent; `change` compares it
    with the edition before (None without one, or when nothing changed)."""

    question_id: str
    value: FigureRef | None
    low: FigureRef | None
    best: FigureRef | None
    high: FigureRef | None
    origins: FigureRef | None
    unknown: FigureRef | None
    reports: FigureRef | None
    statuses: tuple[Status, ...]
    holds_on: Line
    verdict: Verdict
    confidence: Confidence
    derived: bool
    ruled: bool
    change: ChangeKind | None


class Change(Record):
    """What became of a question since the edition before: a sentence for each kind of change, the leading one
    first, and the claims behind its value that `entered` and `left`."""

    question_id: str
    kinds: tuple[ChangeKind, ...]
    sentences: tuple[Line, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]


class Difference(Record):
    """Why a claim is no answer to a question that it looks like an answer to."""

    question_id: str
    rule: str
    reason: Line


class LookAlike(Record):
    """A claim that looks like an answer to a question, or to several, and is another quantity.
    `same_digits` says that it states a number that the answer to such a question prints."""

    claim_id: str
    what: Line
    document: SourceLink
    same_digits: bool
    differences: tuple[Difference, ...]


class Gap(Record):
    """What the reports do not say: a heading, why it matters, and where it is missing. `of` counts the places
    in all where the edition does not name each."""

    kind: str
    places: tuple[Line, ...]
    of: FigureRef | None = None


class RulingShown(Record):
    """An analyst's ruling in force: what it does, and on which questions it bears. `why` tells what it names
    in vain, or why it bears on none (None if neither)."""

    ruling_id: str
    on: Day
    by: Words
    reason: Words
    act: Line
    questions: tuple[Line, ...]
    why: str | None


class Voice(Record):
    """What one origin says on a question, or said: `relation` is "in_force", or why the statement was set
    aside. `party` marks an origin that takes part in what it reports on; `low` and `high` place it on the
    chart."""

    origin: Line
    known: bool
    grade: str
    party: bool
    value: FigureRef
    low: float | None
    high: float | None
    status: Status
    relation: str
    claim_ids: tuple[str, ...]
    said_on: Line


class Evidence(Record):
    """A claim as evidence: why it is here (in force, a part, or set aside with a relation and reason), and
    what `rulings` say of it besides. A claim that bears on several questions is told in full where it is
    `at_home`."""

    claim_id: str
    at_home: bool
    relation: str
    rule: str | None
    reason: Line
    rulings: tuple[Line, ...]
    what: Line
    status: Status
    passage: Passage
    chain: tuple[Line, ...]
    said_on: Line


class Report(Record):
    """A report in the tree of an origin: the figure that a document carries, by way of which relays, and what
    became of it. `joined` names nobody and was joined to its attributed twin; `implied` is attributed by the
    document as a whole alone."""

    figure: FigureRef
    via: tuple[Line, ...]
    document: SourceLink
    said_on: Line
    state: str
    joined: bool
    implied: bool


class Branch(Record):
    """An origin with all reports that lead back to it."""

    origin: Line
    known: bool
    grade: str
    party: bool
    reports: tuple[Report, ...]


class Moment(Record):
    """A dated statement on the chart of a question over time."""

    origin: Line
    value: FigureRef
    low: float | None
    high: float | None
    said_on: Line
    day: date
    state: str


class Detail(Record):
    """A question in full: its voices, where its number comes from, how it came about, why the value is what
    it is, what would change it, links to other questions and the evidence; `more` counts what is set aside
    and not shown."""

    question_id: str
    row: Row
    voices: tuple[Voice, ...]
    branches: tuple[Branch, ...]
    moments: tuple[Moment, ...]
    rationale: tuple[Line, ...]
    outlook: tuple[Line, ...]
    related: tuple[Line, ...]
    notes: tuple[str, ...]
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    more: tuple[Line, ...]

    @property
    def at_odds(self) -> tuple[Voice, ...]:
        """The voices that stand or are shown apart; what an origin has replaced contradicts nobody."""
        return tuple(voice for voice in self.voices if voice.relation in ("in_force", "apart"))


class Source(Record):
    """A document in the appendix. `descriptor` and `grade` are what the brief says of where it comes
    from. `claims` is None for one without claims, `more` counts those that the edition does not carry;
    `chains` run from origin to publisher. `shown` are the stretches of its text that the page shows: all of
    it, passages, or none where no question draws on it."""

    document_id: str
    publisher: Words | None
    title: Words | None
    published_on: Line
    basis: str
    received_on: Day
    claims: FigureRef | None
    more: FigureRef | None
    chains: tuple[Line, ...]
    others: tuple[str, ...]
    descriptor: Words | None
    grade: str
    error: Words | None
    shown: tuple[Span, ...]


class Method(Record):
    """The versions of everything that decided something, and the rules of reconciliation that fired."""

    software: str
    rules: tuple[str, ...]
    extractors: tuple[str, ...]
    fired: tuple[str, ...]


class Edition(Ledger):
    """One rendered briefing's content, on top of the ledger that proves it. `period` spans the dates of
    publication."""

    period: Interval | None
    counts: tuple[Line, ...]
    set_aside: tuple[Line, ...]
    judgements: tuple[Judgement, ...]
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    look_alikes: tuple[LookAlike, ...]
    gaps: tuple[Gap, ...]
    rulings: tuple[RulingShown, ...]
    details: tuple[Detail, ...]
    sources: tuple[Source, ...]
    method: Method

    @property
    def disputes(self) -> tuple[Detail, ...]:
        """The questions on which the reports do not agree."""
        return tuple(detail for detail in self.details if detail.row.verdict in DISPUTED)
