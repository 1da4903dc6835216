"""Hand-made records of an invented flood, rich in the difficulties that a briefing has to show.

Six documents (a page with chrome, relays, an undated one, one with hostile characters, one unreadable)
and ten questions: corroborated, conflicting, falling total, plan, sum of its parts, vague, up to, unknown
origin, none at all.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline import marks
from pipeline.briefing import Edition, compose
from pipeline.briefs import Brief, Organisation, Question, Source
from pipeline.records import (
    Claim,
    CleanedText,
    Document,
    Estimate,
    Interval,
    Link,
    QuestionLink,
    SetAside,
    Span,
    Statement,
    TextSpan,
    claim_id,
    document_id,
)

AS_OF = date(2026, 5, 20)

HERALD = """Menu | Weather | Sport
Orlan dam: what we know so far
By Petra Lunde
HALVOR, May 14 - The dam above Halvor gave way before dawn on Tuesday. About 4,000 people were \
evacuated from the lower \
town, the interior ministry said. It put the dead at 12.
Mayor Ines Tark disputed this. "At least 40 bodies lie in the gymnasium," she told the Herald.
The army plans to send 1,500 soldiers to shore up the banks, a spokesman said. \
Relief groups have also ordered 1,500 \
tents for families from Sector 5.
Photo: Herald / K. Moe
Load next story
"""

COURIER = """River Courier, 15 May 2026

The Red Cross registered 3,900 evacuees in Halvor by Thursday evening. The army repeated that 1,500 \
soldiers would come.
Rescue teams of the civil guard have pulled over 2,000 people from roofs since Tuesday, the guard said.
News reports speak of 1,000 to 3,000 people in makeshift camps. Nobody has said who counted them.
"""

ARMY = """STATEMENT OF THE GENERAL STAFF
18 May 2026
Since the weekend about 600 engineers and 300 medics of the army have been at work in Halvor. The plan \
for 1,500 \
soldiers stands.
The civil guard has now rescued at least 600 people, it told the General Staff.
"""

TRADE = """Orlan Trade Wire | 19.05.2026
Insurers expect damage of up to $40 million, the Insurers' League said on Monday. The ministry of \
agriculture said 40% \
of the valley's fields are under water.
\u202eThousands of houses are flooded\u202c, the ministry added.\x07
"""

NOTEBOOK = """A notebook from the valley

The interior ministry has raised its count of the dead from 7, a clerk remembers. Nobody here can say \
how many cattle drowned.
"""


def _document(name: str, text: str, received: date, error: str | None = None) -> Document:
    content = text.encode()
    return Document(
        document_id=document_id(content),
        name=name,
        source="flood-folder",
        received_on=received,
        size_bytes=len(content),
        encoding=None if error else "utf-8",
        text="" if error else text,
        error=error,
    )


herald = _document("herald-dam-2026-05-14.txt", HERALD, date(2026, 5, 14))
courier = _document("courier.txt", COURIER, date(2026, 5, 15))
army = _document("general-staff-18-may.txt", ARMY, date(2026, 5, 18))
trade = _document("trade-wire.txt", TRADE, date(2026, 5, 19))
notebook = _document("notebook.txt", NOTEBOOK, date(2026, 5, 19))
broken = _document(
    "scan.pdf", "%PDF-1.4 broken", date(2026, 5, 20), error="no text could be decoded: PDF, not plain text"
)
DOCUMENTS = (herald, courier, army, trade, notebook, broken)


def _cleaned(
    document: Document,
    publisher: str | None,
    title: str | None,
    published: date | None,
    dropped: dict[str, str] | None = None,
    basis: Any = "stated",
) -> CleanedText:
    spans, at = [], 0
    for line in document.text.splitlines(keepends=True):
        reason = (dropped or {}).get(line.strip())
        kind: Any = "chrome" if reason else "title" if line.strip() == title else "prose"
        spans.append(
            TextSpan(
                start=at, end=at + len(line), kept=reason is None, kind=kind, reason=reason or "running text"
            )
        )
        at += len(line)
    return CleanedText(
        document_id=document.document_id,
        name=document.name,
        source=document.source,
        received_on=document.received_on,
        title=title,
        byline=None,
        dateline=None,
        publisher=publisher,
        published_on=published,
        published_basis=basis if published else "none",
        published_precision="day" if published else "none",
        latest_mention=None,
        language="en",
        spans=tuple(spans),
        error=document.error,
    )


CLEANED = (
    _cleaned(
        herald,
        "Halvor Herald",
        "Orlan dam: what we know so far",
        date(2026, 5, 14),
        {
            "Menu | Weather | Sport": "menu",
            "Photo: Herald / K. Moe": "photo credit",
            "Load next story": "call to load more",
        },
    ),
    _cleaned(courier, "River Courier", None, date(2026, 5, 15), basis="prefix"),
    _cleaned(army, "General Staff", "STATEMENT OF THE GENERAL STAFF", date(2026, 5, 18)),
    _cleaned(trade, "Orlan Trade Wire", None, date(2026, 5, 19), basis="inferred"),
    _cleaned(notebook, None, "A notebook from the valley", None),
    _cleaned(broken, None, None, None),
)


def day(number: int) -> Interval:
    """Return a day of May 2026."""
    return Interval(start=date(2026, 5, number), end=date(2026, 5, number), precision="day", basis="stated")


def claim(
    document: Document,
    sentence: str,
    figure: str,
    low: float | None,
    high: float | None,
    bound: Any,
    **more: Any,
) -> Claim:
    """Return the claim of `figure` within `sentence`, both as they stand in the document's text."""
    start = document.text.index(sentence)
    at = start + sentence.index(figure)
    span = Span(start=at, end=at + len(figure))
    publisher = next((text.publisher for text in CLEANED if text.document_id == document.document_id), None)
    origin = more.pop("origin", "unknown")
    evidence = Span(start=start, end=start + len(sentence))
    parties = [(publisher, "publisher")] if publisher else []
    parties += [(party, "organisation") for party in more.pop("via", ())]
    parties += (
        [(origin, "unknown" if origin == "unknown" else "organisation")] if origin != "publisher" else []
    )
    chain = tuple(
        Link(party=party, kind=kind, evidence=None if kind == "publisher" else evidence)
        for party, kind in parties
    )  # type: ignore[arg-type]
    fields: dict[str, Any] = {
        "unit": None,
        "counted": None,
        "counted_head": None,
        "actor": None,
        "event": None,
        "status": "observed",
        "additional": False,
        "temporality": "cumulative",
        "place": "Halvor",
        "time_text": None,
        "time": None,
        "said_text": None,
        "said_on": None,
        "implied_origin": None,
        "extractor_version": "7",
        "rules": ("number.grouped", "says.subject-verb"),
    }
    return Claim(
        claim_id=claim_id(document.document_id, span),
        document_id=document.document_id,
        document_name=document.name,
        figure=span,
        figure_text=figure,
        sentence=Span(start=start, end=start + len(sentence)),
        low=low,
        high=high,
        bound=bound,
        chain=chain,
        origin=origin,
        **(fields | more),
    )


_ARMY_SENTENCE = (
    "Since the weekend about 600 engineers and 300 medics of the army have been at work in Halvor."
)
_TENTS = "Relief groups have also ordered 1,500 tents for families from Sector 5."
_EVACUATED = "About 4,000 people were evacuated from the lower town, the interior ministry said."
_CAMPS = "News reports speak of 1,000 to 3,000 people in makeshift camps."
_OVER = (
    "Rescue teams of the civil guard have pulled over 2,000 people from roofs since Tuesday, the guard said."
)
_TRADE = "Insurers expect damage of up to $40 million, the Insurers' League said on Monday."
_FIELDS = "The ministry of agriculture said 40% of the valley's fields are under water."
_HOUSES = "\u202eThousands of houses are flooded\u202c, the ministry added."
_SEVEN = "The interior ministry has raised its count of the dead from 7, a clerk remembers."

CLAIMS = {
    "evacuated_ministry": claim(
        herald,
        _EVACUATED,
        "About 4,000",
        4000,
        4000,
        "approx",
        counted="people",
        event="evacuated",
        origin="interior ministry",
        said_on=day(14),
    ),
    "evacuated_cross": claim(
        courier,
        "The Red Cross registered 3,900 evacuees in Halvor by Thursday evening.",
        "3,900",
        3900,
        3900,
        "exact",
        counted="evacuees",
        event="registered",
        origin="Red Cross",
        said_on=day(15),
    ),
    "dead_ministry": claim(
        herald,
        "It put the dead at 12.",
        "12",
        12,
        12,
        "exact",
        counted="the dead",
        event="killed",
        origin="interior ministry",
        said_on=day(14),
    ),
    "dead_mayor": claim(
        herald,
        '"At least 40 bodies lie in the gymnasium," she told the Herald.',
        "At least 40",
        40,
        None,
        "at_least",
        counted="bodies",
        event="killed",
        origin="Ines Tark",
        said_on=day(14),
    ),
    "dead_before": claim(
        notebook,
        _SEVEN,
        "7",
        7,
        7,
        "exact",
        counted="the dead",
        event="killed",
        origin="interior ministry",
        via=("a clerk",),
    ),
    "rescued_over": claim(
        courier,
        _OVER,
        "over 2,000",
        2000,
        None,
        "more_than",
        counted="people",
        event="rescued",
        origin="civil guard",
        said_on=day(15),
    ),
    "rescued_least": claim(
        army,
        "The civil guard has now rescued at least 600 people, it told the General Staff.",
        "at least 600",
        600,
        None,
        "at_least",
        counted="people",
        event="rescued",
        origin="civil guard",
        said_on=day(18),
    ),
    "plan": claim(
        herald,
        "The army plans to send 1,500 soldiers to shore up the banks, a spokesman said.",
        "1,500",
        1500,
        1500,
        "exact",
        counted="soldiers",
        event="sent",
        status="planned",
        origin="army",
        said_on=day(14),
    ),
    "plan_again": claim(
        courier,
        "The army repeated that 1,500 soldiers would come.",
        "1,500",
        1500,
        1500,
        "exact",
        counted="soldiers",
        event="sent",
        status="planned",
        origin="army",
        said_on=day(15),
    ),
    "plan_still": claim(
        army,
        "The plan for 1,500 soldiers stands.",
        "1,500",
        1500,
        1500,
        "exact",
        counted="soldiers",
        event="sent",
        status="planned",
        origin="publisher",
        said_on=day(18),
    ),
    "tents": claim(
        herald,
        _TENTS,
        "1,500",
        1500,
        1500,
        "exact",
        counted="tents",
        event="ordered",
        place="Sector 5",
        origin="Relief groups",
        said_on=day(14),
    ),
    "engineers": claim(
        army,
        _ARMY_SENTENCE,
        "about 600",
        600,
        600,
        "approx",
        counted="engineers",
        event="at work",
        origin="publisher",
        said_on=day(18),
        time_text="Since the weekend",
    ),
    "medics": claim(
        army,
        _ARMY_SENTENCE,
        "300",
        300,
        300,
        "exact",
        counted="medics",
        event="at work",
        origin="publisher",
        said_on=day(18),
        time_text="Since the weekend",
    ),
    "houses": claim(
        trade,
        _HOUSES,
        "Thousands",
        2000,
        None,
        "vague",
        counted="houses",
        event="flooded",
        origin="ministry of agriculture",
        said_on=day(19),
    ),
    "damage": claim(
        trade,
        _TRADE,
        "up to $40 million",
        None,
        40_000_000,
        "up_to",
        unit="$",
        counted="damage",
        status="expected",
        origin="Insurers' League",
        said_on=day(18),
    ),
    "fields": claim(
        trade,
        _FIELDS,
        "40%",
        40,
        40,
        "exact",
        unit="%",
        counted="fields",
        event="under water",
        origin="ministry of agriculture",
        said_on=day(19),
    ),
    "camps": claim(
        courier, _CAMPS, "1,000 to 3,000", 1000, 3000, "range", counted="people", event="displaced"
    ),
}


def statement(*keys: str, origin: str | None = None, older: tuple[str, ...] = (), **more: Any) -> Statement:
    """Return what an origin says with the claims of those names; low, high and bound are the first
    claim's."""
    lead = CLAIMS[keys[0]]
    fields: dict[str, Any] = {
        "origin": origin or lead.origin,
        "known": lead.origin != "unknown",
        "grade": "F",
        "low": lead.low,
        "high": lead.high,
        "bound": lead.bound,
        "said_on": lead.said_on,
    }
    ids = tuple(CLAIMS[key].claim_id for key in keys)
    return Statement(
        claim_ids=ids, superseded_ids=tuple(CLAIMS[key].claim_id for key in older), **(fields | more)
    )


def aside(key: str, relation: Any, rule: str, reason: str) -> SetAside:
    """Return why the claim of that name does not set an estimate's bounds."""
    return SetAside(claim_id=CLAIMS[key].claim_id, relation=relation, rule=rule, reason=reason)


def mark(key: str) -> str:
    """Return the mark of the claim of that name."""
    return marks.claim(CLAIMS[key].claim_id)


def estimate(question: str, verdict: Any, statements: tuple[Statement, ...] = (), **more: Any) -> Estimate:
    """Return an estimate whose claims are those of its statements."""
    claims = tuple(dict.fromkeys(key for held in statements for key in held.claim_ids))
    fields: dict[str, Any] = {
        "low": None,
        "best": None,
        "high": None,
        "floor2": None,
        "bound": statements[0].bound if statements else None,
        "unit": None,
        "derived": None,
        "holds_on": statements[0].said_on if statements else None,
        "n_origins": sum(held.known for held in statements),
        "n_unknown": sum(not held.known for held in statements),
        "n_reports": len(claims),
        "confidence": "low",
        "part_ids": (),
        "set_aside": (),
        "links": (),
        "flags": (),
        "rules": ("count.origins", "verdict.order"),
        "rationale": (),
    }
    return Estimate(
        estimate_id=f"valley-flood/{question}/{AS_OF}",
        question_id=question,
        brief_id="valley-flood",
        as_of=AS_OF,
        statements=statements,
        verdict=verdict,
        claim_ids=claims,
        rules_version="3",
        **(fields | more),
    )


ESTIMATES = (
    estimate(
        "evacuated",
        "corroborated",
        (statement("evacuated_ministry"), statement("evacuated_cross")),
        low=3900,
        best=4000,
        high=4000,
        bound="approx",
        floor2=3900,
        confidence="moderate",
        rationale=(
            f"The ministry says {mark('evacuated_ministry')}, the Red Cross {mark('evacuated_cross')}; "
            "the values agree within tolerance.",
            f"Independently of each other they state a minimum of {marks.estimate('evacuated', 'floor2')}.",
        ),
    ),
    estimate(
        "dead",
        "conflicting",
        (
            statement("dead_ministry", older=("dead_before",)),
            statement("dead_mayor", origin="Halvor town hall"),
        ),
        low=12,
        high=None,
        bound="at_least",
        set_aside=(
            aside(
                "dead_before",
                "superseded",
                "newest.of.origin",
                f"The ministry has since said {mark('dead_ministry')}.",
            ),
        ),
        rationale=(f"{mark('dead_ministry')} and {mark('dead_mayor')} exclude each other.",),
    ),
    estimate(
        "rescued",
        "non_monotone",
        (statement("rescued_least"),),
        low=600,
        n_reports=2,
        set_aside=(
            aside(
                "rescued_over",
                "apart",
                "total.falls",
                f"The older claim of {mark('rescued_over')} exceeds it.",
            ),
        ),
        rationale=(
            "A total cannot fall; the newest statement of the origin stands, the older is shown apart.",
        ),
        flags=("non_monotone",),
    ),
    estimate(
        "soldiers-planned",
        "single_origin",
        (statement("plan_still", "plan_again", "plan", origin="General Staff"),),
        low=1500,
        best=1500,
        high=1500,
        links=(QuestionLink(relation="plan_of", question_id="soldiers-arrived"),),
        set_aside=(
            aside(
                "tents",
                "not_merged",
                "digits.alike",
                "Counts tents for Sector 5, not soldiers; only the digits agree.",
            ),
        ),
        rationale=(f"Said on {marks.day(date(2026, 5, 14))} and repeated since; repeats add no origin.",),
    ),
    estimate(
        "soldiers-arrived",
        "single_origin",
        (statement("engineers", "medics", origin="General Staff", low=900, high=900),),
        low=900,
        best=900,
        high=900,
        bound="approx",
        derived="sum",
        n_reports=1,
        part_ids=(CLAIMS["engineers"].claim_id, CLAIMS["medics"].claim_id),
        links=(QuestionLink(relation="fulfils", question_id="soldiers-planned"),),
        rationale=(
            f"{mark('engineers')} engineers and {mark('medics')} medics in the same sentence add up.",
        ),
    ),
    estimate(
        "houses",
        "single_origin",
        (statement("houses"),),
        low=2000,
        rationale=("A vague word, by the fixed table.",),
    ),
    estimate("damage", "single_origin", (statement("damage"),), high=40_000_000, unit="$"),
    estimate(
        "fields",
        "single_origin",
        (statement("fields"),),
        low=40,
        best=40,
        high=40,
        unit="%",
        confidence="moderate",
    ),
    estimate(
        "camps",
        "unknown_origin",
        (statement("camps", origin="unknown: 1,000 to 3,000"),),
        low=1000,
        high=3000,
        holds_on=None,
    ),
    estimate("cattle", "no_evidence"),
)


def _question(key: str, title: str, category: str, event: str, **more: Any) -> Question:
    return Question(id=key, title=title, category=category, event=event, **more)


BRIEF = Brief(
    id="valley-flood",
    title="The flood in the Orlan valley",
    description="What is reported on the breach of the dam above Halvor on 12 May, and who says so.",
    period_start=date(2026, 5, 12),
    schedule="0 6 * * *",
    organisations=(
        Organisation(name="General Staff", aliases=("army",), party=True, grade="B"),
        Organisation(name="Red Cross", grade="A"),
    ),
    sources=(Source(documents="trade-*", descriptor="trade paper, paid for by insurers", grade="C"),),
    questions=(
        _question("evacuated", "Evacuated from Halvor", "people", "evacuated"),
        _question("dead", "Killed by the flood", "people", "killed", temporality="cumulative"),
        _question("rescued", "Rescued from roofs, in total", "people", "rescued", temporality="cumulative"),
        _question("soldiers-planned", "Soldiers to be sent", "soldiers", "deployed", status="planned"),
        _question("soldiers-arrived", "Soldiers at work since 16 May", "soldiers", "deployed"),
        _question("houses", "Houses flooded", "houses", "affected"),
        _question("damage", "Damage expected by insurers", "damage", "affected", unit="$", status="expected"),
        _question("fields", "Fields under water", "fields", "affected", unit="%"),
        _question("camps", "People in makeshift camps", "people", "displaced"),
        _question("cattle", "Cattle drowned", "cattle", "killed"),
    ),
)


def edition(**more: Any) -> Edition:
    """Return the edition of all records above; `more` replaces arguments of `compose`."""
    arguments: dict[str, Any] = {
        "brief": BRIEF,
        "estimates": ESTIMATES,
        "claims": tuple(CLAIMS.values()),
        "documents": DOCUMENTS,
        "cleaned": CLEANED,
        "as_of": AS_OF,
    }
    return compose(**(arguments | more))
