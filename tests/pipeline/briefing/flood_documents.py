"""The documents of the invented flood, as received and as cleaned."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.records import (
    CleanedText,
    Document,
    TextSpan,
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
