"""Rulings on a page, in its data and in a terminal: signed, quoted, and no number that nothing binds."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from pipeline import Pile, check, clean, compose, extract, parse_brief, read, reconcile, render
from pipeline.briefing import Edition
from pipeline.briefs import Brief, Ruling
from pipeline.lineage import explain
from pipeline.lineage.ledger import named_by
from pipeline.records import Claim

BRIEF = parse_brief(
    """\
title: The mine at Tarn Hollow
organisations:
  - {name: Mines Board, aliases: [Tarn mines board]}
sources:
  - {documents: "gazette-*", publisher: Tarn Gazette}
questions:
  - {id: killed, title: Miners killed, category: miners, event: [killed, died], temporality: cumulative}
  - {id: hurt, title: Miners hurt, category: miners, event: wounded, temporality: cumulative}
""",
    "tarn",
)
TEXTS = {
    "gazette-first.txt": "Blast at Tarn Hollow\n\n4 March 2026\n\nThe Tarn mines board said on Wednesday "
    "that about 30 miners were killed in a blast at Tarn Hollow.\n\nIt sold 90 lamps last year.\n",
    "herald.txt": "Tarn toll\n\n6 March 2026\n\nThe rescue service said on Friday that 38 miners "
    "were killed in the blast at Tarn Hollow.\n\nSome 12 miners were wounded, the Tarn mines board said.\n",
}
RECEIVED, DAY = date(2026, 3, 6), date(2026, 3, 8)
DOCUMENTS = [read(text.encode(), name=name, source="s", received_on=RECEIVED) for name, text in TEXTS.items()]
CLEANED = [clean(document) for document in DOCUMENTS]
CLAIMS = [claim for pair in zip(DOCUMENTS, CLEANED, strict=True) for claim in extract(*pair)]
PILE = Pile.of(DOCUMENTS, CLEANED, CLAIMS)


def found(figure: str) -> Claim:
    return next(claim for claim in CLAIMS if figure in claim.figure_text)


def rule(name: str, **act: Any) -> Ruling:
    signed = {"by": "<b>A. Reader 7</b>", "reason": "Counted 4 times; see {claim:x} & \x1b[2J\u202e."}
    return Ruling.model_validate({"id": name, "on": date(2026, 3, 7), **signed, **act})


def edition(*rulings: Ruling, day: date = DAY, before: date | None = None) -> Edition:
    brief: Brief = BRIEF.model_copy(update={"rulings": rulings})
    estimates = reconcile(PILE, brief, day)
    previous = reconcile(PILE, brief, before) if before else None
    return compose(brief, estimates, PILE, day, previous=previous)


def page(made: Edition) -> str:
    html = render(made)["briefing.html"].decode()
    assert check(made, html) == []
    return html


LATER = found("38").claim_id
EVERY_ACT = (
    rule("a1", reject=LATER),
    rule(
        "a2", correct={"document": "gazette-first.txt", "figure": "about 30", "value": 33, "place": "Tarn 5"}
    ),
    rule("a3", merge={"claims": found("12").claim_id, "question": "killed"}),
    rule("a4", split={"claims": found("12").claim_id, "question": "hurt"}),
    rule("a5", same_origin=["Pit Office 9", "Mines Board"]),
    rule("a6", different_origin={"claims": found("12").claim_id, "origin": "Mines Board"}),
    rule("a7", grade={"origin": "Pit Office 9", "grade": "B"}),
    rule("a8", grade={"source": "gazette-*", "grade": "C"}),
)
IN_VAIN = (
    rule("b1", reject="c0000000000"),
    rule("b2", correct={"document": "gone 3.txt", "figure": "about 5", "said_on": "2026-01", "low": 7}),
    rule("b3", merge={"claims": [LATER], "question": "gone-2"}),
    rule("b4", reject=[found("90").claim_id]),
    rule("b5", correct={"claim": found("90").claim_id, "value": 91, "time": "2025/..", "unit": None}),
    rule("b6", same_origin=["X 1", "Y 2"]),
    rule("b7", grade={"origin": "X 3", "grade": "B"}),
    rule("b8", correct={"claim": LATER, "additional": False, "origin": None, "event": None}),
)


@pytest.mark.parametrize("ruling", [*EVERY_ACT, *IN_VAIN], ids=lambda ruling: ruling.id)
def test_each_ruling_stands_on_a_page_without_a_fault(ruling: Ruling) -> None:
    made = edition(ruling, before=date(2026, 3, 6))
    html = page(made)
    assert [shown.ruling_id for shown in made.rulings] == [ruling.id]
    assert "&lt;b&gt;A. Reader 7&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "\x1b" not in html
    assert "Counted 4 times" in html


def test_all_rulings_together_stand_on_a_page() -> None:
    made = edition(*EVERY_ACT, *IN_VAIN, before=date(2026, 3, 7))
    page(made)
    shown = {ruling.ruling_id: ruling for ruling in made.rulings}
    # b4 and b5 are on one claim that answers nothing; b8 corrects a claim that is rejected.
    assert [name for name, ruling in shown.items() if ruling.why is None] == [
        name for name in shown if name.startswith("a")
    ]


def test_what_a_ruling_names_can_be_led_to_though_nothing_else_names_it() -> None:
    made = edition(rule("twice", reject=found("38").claim_id))
    killed = made.estimate_by_question["killed"]
    silent = tuple(one.model_copy(update={"reason": ""}) for one in killed.rulings)
    bare = killed.model_copy(
        update={"set_aside": (), "rationale": (), "outlook": (), "statements": (), "rulings": silent}
    )
    assert found("38").claim_id in set(named_by([bare], []))
    assert found("38").claim_id not in set(named_by([bare.model_copy(update={"rulings": ()})], []))


def test_a_corrected_value_is_a_figure_that_says_so() -> None:
    made = edition(EVERY_ACT[1])
    key = found("about 30").claim_id
    figure = made.figure_by_id[f"{key}.corrected"]
    assert (figure.text, figure.rulings, figure.claim_ids) == ("about 33", ("a2",), (key,))
    assert made.figure_by_id[key].text == "about 30"
    assert made.figure_by_id["killed.value"].rulings == ("a2",)
    assert f'data-figure="{key}.corrected">about 33<' in page(made)


def test_a_corrected_value_that_no_ruling_states_is_a_fault() -> None:
    made = edition(EVERY_ACT[1])
    html = page(made)
    forged = made.brief.model_copy(update={"rulings": ()})
    faults = [str(fault) for fault in check(made.model_copy(update={"brief": forged}), html)]
    assert any("no ruling 'a2' was made" in fault for fault in faults)
    assert any("no claim states its low 33" in fault for fault in faults)


def test_an_edition_of_a_day_before_is_unchanged_byte_for_byte() -> None:
    day = date(2026, 3, 6)
    assert render(edition(*EVERY_ACT, *IN_VAIN, day=day)) == render(edition(day=day))
    assert render(edition(*EVERY_ACT)) == render(edition(*reversed(EVERY_ACT)))
    assert render(edition(*EVERY_ACT)) != render(edition())


def test_the_lineage_and_its_telling_name_the_ruling() -> None:
    lineage = json.loads(render(edition(*EVERY_ACT))["lineage.json"])
    assert set(lineage["rulings"]) == {ruling.id for ruling in EVERY_ACT}
    assert lineage["rulings"]["a1"]["questions"] == ["killed"]
    assert lineage["claims"][found("about 30").claim_id]["figure_text"] == "about 30"
    told = explain(lineage, "killed.value")
    assert "by ruling a2 of 7 Mar 2026, signed by <b>A. Reader 7</b>" in told
    assert "rejected" in told
    assert "\x1b" not in told
    claim = explain(lineage, found("about 30").claim_id)
    assert "is read with the value about 33 and the place Tarn 5, by ruling a2" in claim
