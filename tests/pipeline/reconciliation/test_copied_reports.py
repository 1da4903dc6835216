"""Reports that copy one another, from their texts to the answers: an echo is no second voice."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, copying, document, piled

from pipeline.briefs import Brief, parse_brief
from pipeline.cleaning import clean, read
from pipeline.dependence import find_copies
from pipeline.extraction import extract
from pipeline.reconciliation import reconcile
from pipeline.records import Claim, Copy, Estimate

FERRY = parse_brief(
    """
title: The ferry on Lake Orsa
questions:
  - {id: killed, title: Passengers killed, category: passengers, event: killed, temporality: cumulative}
  - {id: injured, title: People injured, category: people, event: wounded, temporality: cumulative}
""",
    "ferry",
)
LEADS = [
    "The night crossing of the lake ended in a disaster that has shaken the whole region, Reuters reported.",
    "Flags flew at half mast in the harbour towns after one of the worst nights in their memory.",
    "Questions about the licence of a crowded boat grew louder on the shore, agencies reported.",
]
BODY = [
    "At least 43 passengers were killed when the ferry Amaranth capsized on Lake Orsa in the night to "
    "Saturday, the Orsa Coast Guard said.",
    "The vessel had left the northern pier with some 120 people on board, although its licence allowed "
    "for no more than 80, according to the harbour master, who kept the passenger list.",
    "About 17 people were injured in the accident and taken to the district hospital before dawn with "
    "broken bones, the Orsa Coast Guard said in its morning bulletin.",
    "Relatives gathered at the pier throughout the day, waiting for lists that officials pinned to the "
    "door of the customs house every hour or so.",
    "The operator of the ferry, a family business that has run the crossing for two generations, declined"
    " to comment on the licence or on the state of the lifeboats.",
    "Divers are to go down to the wreck again on Monday, when the wind is expected to ease and a crane "
    "arrives from the southern shore of the lake.",
]
SYNONYMS = [
    ("vessel", "boat"),
    ("throughout", "all through"),
    ("expected", "forecast"),
    ("declined", "refused"),
]
HEADS = ["Ferry capsizes on Lake Orsa", "Grief on the lake", "Night of the Amaranth", "A boat too full"]
OUTLETS = ["Daily Lantern", "The Orsa Echo", "Northern Courier", "Shore Gazette"]


class Desk:
    """Reports with what was extracted from them."""

    def __init__(self) -> None:
        self.documents, self.cleaned, self.claims = [], [], []  # type: ignore[var-annotated]

    def take(self, head: str, day: date, paragraphs: Sequence[str], name: str) -> None:
        """Receive a report."""
        text = "\n\n".join([head, f"{day.day} {day:%B} {day.year}", *paragraphs]) + "\n"
        one = read(text.encode(), name=name, source="test", received_on=day)
        cleaned = clean(one)
        self.documents.append(one)
        self.cleaned.append(cleaned)
        self.claims += extract(one, cleaned)

    def copies(self) -> list[Copy]:
        """Return what the reports copy from each other."""
        return find_copies(self.documents, self.cleaned)

    def answer(self, question: str = "killed", brief: Brief = FERRY) -> Estimate:
        """Return the answer to a question."""
        found = reconcile(piled(self.claims, self.cleaned, self.copies()), brief, date(2026, 7, 1))
        return {estimate.question_id: estimate for estimate in found}[question]


def essence(estimate: Estimate) -> tuple[object, ...]:
    return (
        *(estimate.low, estimate.best, estimate.high, estimate.floor2, estimate.bound, estimate.holds_on),
        *(estimate.n_origins, estimate.n_unknown, estimate.n_reports, estimate.verdict, estimate.confidence),
    )


@pytest.fixture
def desk() -> Desk:
    """A desk with one report."""
    made = Desk()
    made.take(HEADS[0], date(2026, 5, 3), BODY, "first.txt")
    return made


def edited(number: int, *, attributed: bool) -> list[str]:
    """Return the report as an outlet might edit it: a lead of its own, paragraphs dropped, other words."""
    draw = random.Random(number)
    kept = [BODY[0], *(paragraph for paragraph in BODY[1:] if draw.random() < 0.75)]
    if not attributed:
        kept = [
            re.sub(r", the Orsa Coast Guard said(?: in its morning bulletin)?|, according to .*,", "", p)
            for p in kept
        ]
    for old, new in draw.sample(SYNONYMS, 2):
        kept = [paragraph.replace(old, new) for paragraph in kept]
    return [draw.choice(LEADS), *kept]


@pytest.mark.parametrize("attributed", [True, False])
def test_twenty_edited_copies_change_nothing(desk: Desk, attributed: bool) -> None:
    once = [desk.answer("killed"), desk.answer("injured")]
    assert [(e.low, e.n_origins, e.n_reports) for e in once] == [(43, 1, 1), (17, 1, 1)]
    for number in range(20):
        day = date(2026, 5, 3) + timedelta(days=number % 6)
        paragraphs = edited(number, attributed=attributed)
        desk.take(HEADS[1 + number % 3], day, [OUTLETS[number % 4], *paragraphs], f"{number}.txt")
    often = [desk.answer("killed"), desk.answer("injured")]
    assert list(map(essence, often)) == list(map(essence, once))
    assert sum(aside.rule == "R11a" for aside in often[0].set_aside) == 20
    assert "R11a" in often[0].rules


def test_a_copy_that_drops_the_modifier_is_drift_and_no_evidence(desk: Desk) -> None:
    once = desk.answer()
    changed = [BODY[0].replace("At least 43", "43"), *BODY[1:]]
    desk.take(HEADS[1], date(2026, 5, 4), changed, "copy.txt")
    assert essence(desk.answer()) == essence(once)
    assert "modifier_drift" in desk.answer().flags
    assert [aside.rule for aside in desk.answer().set_aside] == ["R11h"]


def test_a_copy_with_another_number_is_drift_and_no_evidence(desk: Desk) -> None:
    once = desk.answer()
    changed = [BODY[0].replace("43", "34"), *BODY[1:]]
    desk.take(HEADS[1], date(2026, 5, 4), changed, "copy.txt")
    assert essence(desk.answer()) == essence(once)
    assert "modifier_drift" in desk.answer().flags


def test_a_running_total_that_has_grown_in_the_same_words_is_news(desk: Desk) -> None:
    changed = [BODY[0].replace("43", "58"), *BODY[1:]]
    desk.take(HEADS[1], date(2026, 5, 5), changed, "update.txt")
    found = desk.answer()
    assert (found.low, found.n_origins) == (58, 1)
    assert [aside.rule for aside in found.set_aside] == ["R6p"]


def test_a_lifted_paragraph_is_the_same_statement(desk: Desk) -> None:
    once = desk.answer()
    own = [
        "The council of Port Velmar met on Tuesday to speak about the budget of its harbour and the price"
        " of berths.",
        "Members argued for hours over a plan to widen the breakwater, which fishermen have demanded for "
        "years.",
        "A vote on the plan was put off until the autumn because the costs were not known, the mayor said.",
    ]
    lifted = BODY[0].replace(", the Orsa Coast Guard said", "") + " " + BODY[3]
    desk.take("Council puts off vote", date(2026, 5, 6), [*own, lifted], "council.txt")
    assert {copy.kind for copy in desk.copies()} == {"passage"}
    assert essence(desk.answer()) == essence(once)


def test_two_outlets_that_quote_one_speaker_are_two_reports_of_one_origin(desk: Desk) -> None:
    speech = (
        "“We have counted 43 passengers killed when the ferry went down, and we will not rest until all "
        "who were on board have been brought home to their families,” the Orsa Coast Guard said."
    )
    apart = Desk()
    own = [
        "The harbour master of Lake Orsa stepped down on Sunday after a night that nobody on the shore "
        "will forget.",
        "Schools along the northern shore stay closed until Wednesday, and the fair of the fishermen was "
        "called off.",
    ]
    for number, paragraph in enumerate(own):
        apart.take(HEADS[number], date(2026, 5, 3), [paragraph, speech], f"{number}.txt")
    assert apart.copies() == []
    found = apart.answer()
    assert (found.best, found.n_origins, found.n_reports) == (43, 1, 2)


HOME, LATER = document("home", "2025-09-01"), document("later", "2025-09-05")


def answer(claims: Sequence[Claim], *copies: Copy) -> Estimate:
    return reconcile(piled(list(claims), [HOME, LATER], copies), ask(), AS_OF)[0]


def test_a_claim_of_copied_words_is_dated_and_attributed_as_at_home() -> None:
    found = answer([claim(HOME, 600, NIS), claim(LATER, 600)], copying(LATER, HOME))
    assert (found.n_origins, found.n_unknown, found.n_reports) == (1, 0, 1)
    assert found.holds_on
    assert found.holds_on.end == date(2025, 9, 1)


def test_of_one_day_a_copy_that_names_the_origin_has_not_lost_it() -> None:
    found = answer([claim(HOME, 600), claim(LATER, 600, NIS)], copying(LATER, HOME))
    assert found.n_origins == 0
    same = LATER.model_copy(update={"published_on": HOME.published_on})
    claims = [claim(HOME, 600), claim(same, 600, NIS)]
    (found,) = reconcile(piled(claims, [HOME, same], [copying(same, HOME)]), ask(), AS_OF)
    assert [statement.origin for statement in found.statements] == ["NIS"]


def test_a_copied_passage_has_no_say_on_the_rest_of_its_document() -> None:
    lifted, own = claim(LATER, 600, NIS), claim(LATER, 620, body("Harbour Police"), at=500)
    found = answer([claim(HOME, 600, NIS), lifted, own], copying(LATER, HOME, 0, 100))
    assert {said.origin: said.low for said in found.statements} == {"NIS": 600, "Harbour Police": 620}
    assert found.n_reports == 2


def test_what_a_copy_adds_counts_and_joins_what_it_copies() -> None:
    lead = claim(LATER, (500, None), bound="vague", at=800)
    found = answer([claim(HOME, 600, NIS), claim(LATER, 600), lead], copying(LATER, HOME))
    assert (found.n_origins, found.n_unknown) == (1, 0)
    other = claim(LATER, 620, body("Harbour Police"), at=800)
    assert answer([claim(HOME, 600, NIS), claim(LATER, 600), other], copying(LATER, HOME)).n_origins == 2


def test_a_copy_whose_home_is_not_received_yet_stands_for_itself() -> None:
    late = HOME.model_copy(update={"received_on": AS_OF + timedelta(days=1)})
    claims = [claim(late, 600, NIS), claim(LATER, 600, NIS)]
    (found,) = reconcile(piled(claims, [late, LATER], [copying(LATER, late)]), ask(), AS_OF)
    assert (found.n_reports, len(found.claim_ids)) == (1, 1)


def test_an_outlet_that_writes_its_own_report_anew_has_news() -> None:
    home, later = (text.model_copy(update={"publisher": "Shore Gazette"}) for text in (HOME, LATER))
    claims = [claim(home, 600, NIS), claim(later, 580, NIS)]
    passage = copying(later, home, kind="passage")
    assert reconcile(piled(claims, [home, later], [passage]), ask(), AS_OF)[0].best == 580
    assert (
        answer([claim(HOME, 600, NIS), claim(LATER, 580, NIS)], copying(LATER, HOME, kind="passage")).best
        == 600
    )
