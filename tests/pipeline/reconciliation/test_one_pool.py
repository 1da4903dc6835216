"""One pool for one event (rule R12m): what most reports tell goes before a number attributed once."""

from __future__ import annotations

import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, nobody, piled

from pipeline.reconciliation import reconcile
from pipeline.records import Claim, Copy, Estimate, Span

KILLED = ask(category="people", actor=None)
TEXTS = [document(f"outlet-{number}", "2025-06-03") for number in range(5)]
PEOPLE = {"counted": "people", "actor": None}
POLICE, HUR = body("Harbour Police"), body("HUR")


def settle(*claims: Claim, copies: tuple[Copy, ...] = ()) -> Estimate:
    pile = piled(claims, TEXTS)
    return reconcile(pile.__class__(pile.documents, pile.cleaned, pile.claims, copies), KILLED, AS_OF)[0]


def own(*numbers: float) -> list[Claim]:
    """Return what outlets count themselves, each in a report of its own."""
    return [claim(text, number, **PEOPLE) for text, number in zip(TEXTS, numbers, strict=False)]


def test_what_three_outlets_tell_goes_before_a_number_attributed_once() -> None:
    police = claim(TEXTS[3], 10, POLICE, **PEOPLE)
    found = settle(*own(9, 9, 9), police)
    assert (found.low, found.best, found.high) == (9, 9, 10)
    assert "R12m" in found.rules
    assert police.claim_id in found.claim_ids
    assert any("More reports tell" in line for line in found.rationale)


@pytest.mark.parametrize("numbers", [(9,), (8, 9), (9, 9)])
def test_a_number_of_no_more_reports_gives_way_to_an_attributed_one(numbers: tuple[float, ...]) -> None:
    told = [claim(text, 10, POLICE, **PEOPLE) for text in TEXTS[3:]]
    found = settle(*own(*numbers), *told)
    assert found.best == 10
    assert "R12m" not in found.rules


def test_copies_of_one_report_are_one_voice() -> None:
    outlets = own(9, 9, 9)
    whole = Span(start=0, end=90)
    copies = tuple(
        Copy(
            document_id=text.document_id,
            span=whole,
            home_id=TEXTS[0].document_id,
            home_span=whole,
            kind="document",
            similarity=1.0,
        )
        for text in TEXTS[1:3]
    )
    police = claim(TEXTS[3], 10, POLICE, **PEOPLE)
    assert settle(*outlets, police).best == 9
    assert settle(*outlets, police, copies=copies).best == 10


def test_reports_that_relay_an_origin_tell_its_number() -> None:
    relayed = [claim(text, 10, body(f"Wire {n}"), NIS, **PEOPLE) for n, text in enumerate(TEXTS[2:5])]
    assert settle(*own(9, 9), *relayed).best == 10


def test_of_what_is_not_people_an_attributed_number_stands() -> None:
    ships = {"counted": "ships", "actor": None, "event": "destroyed"}
    told = [claim(text, 9, nobody("reports"), **ships) for text in TEXTS[:3]]
    question = ask(category="ships", actor=None, event="destroyed")
    found = reconcile(piled([*told, claim(TEXTS[3], 10, HUR, **ships)], TEXTS), question, AS_OF)[0]
    assert found.best == 10
