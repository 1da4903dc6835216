"""The claims of the invented flood, by the names that its tests call them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flood_documents import CLEANED, army, courier, herald, notebook, trade

from pipeline.records import (
    Claim,
    Document,
    Interval,
    Link,
    Span,
    claim_id,
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
