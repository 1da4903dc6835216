"""Numbers that are only printed again: echoes, roundings, and whose number survives many relays."""

from __future__ import annotations

import random

import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, month, nobody, piled

from benchmarks.syndication import World, brief_of, by_rules, median_of_reports, near, told
from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText, Estimate

DAYS = {
    name: document(name, f"2025-{name}")
    for name in ("05-02", "05-20", "06-03", "06-10", "06-20", "06-24", "07-01")
}
TOTAL = ask(temporality="cumulative")
STOCK = {"event": "stationed", "temporality": "stock"}
STATIONED = ask(**STOCK)
HUR, CORPS, GUILD = body("HUR"), body("Medical Corps"), body("Ferry Guild")


def settle(*claims: Claim) -> Estimate:
    brief = STATIONED if claims[0].event == "stationed" else TOTAL
    return reconcile(piled(list(claims), list(DAYS.values())), brief, AS_OF)[0]


def on(day: str) -> CleanedText:
    return DAYS[day]


def test_an_echo_of_a_total_that_was_raised_since_is_history() -> None:
    echo = claim(on("06-20"), 300, NIS, at=300)
    found = settle(claim(on("05-02"), 300, NIS), claim(on("06-03"), 700, NIS), echo)
    assert (found.verdict, found.low, found.best) == ("single_origin", 700, 700)
    assert {aside.claim_id: aside.rule for aside in found.set_aside}[echo.claim_id] == "R6s"


def test_a_total_that_a_text_dates_later_is_no_echo() -> None:
    lowered = claim(on("06-20"), 300, NIS, at=300, said_on=month(2025, 7))
    found = settle(claim(on("05-02"), 300, NIS), claim(on("06-03"), 700, NIS), lowered)
    assert (found.verdict, found.low) == ("non_monotone", 300)


def test_a_later_rounding_is_carried_by_the_number_it_rounds() -> None:
    rounded = claim(on("06-20"), (600, None), NIS, bound="more_than", at=300)
    found = settle(claim(on("06-03"), 613, NIS), rounded)
    assert (found.bound, found.best, found.high) == ("exact", 613, 613)
    assert [(entry.relation, entry.rule) for entry in found.set_aside] == [("joined", "R6p")]


def test_a_later_number_that_rounds_nothing_is_news() -> None:
    found = settle(claim(on("06-03"), 613, NIS), claim(on("06-20"), (900, None), NIS, bound="at_least"))
    assert (found.low, found.best) == (900, None)


def test_being_printed_again_makes_a_number_no_newer_than_its_rival() -> None:
    first = [claim(on(day), 400, NIS, at=at, **STOCK) for at, day in ((0, "06-03"), (300, "07-01"))]
    found = settle(*first, claim(on("06-10"), 900, HUR, **STOCK))
    assert (found.verdict, found.best) == ("conflicting", 900)


def test_totals_that_fall_as_far_as_they_rise_have_not_grown() -> None:
    counts = (("05-20", 410, CORPS), ("06-03", 900, GUILD), ("06-10", 300, HUR), ("06-20", 600, NIS))
    found = settle(*(claim(on(day), value, link) for day, value, link in counts))
    assert (found.verdict, found.n_origins, found.low, found.high) == ("conflicting", 4, 300, 900)
    assert found.best == 600


def test_a_report_that_lags_a_little_does_not_hide_that_a_total_has_grown() -> None:
    counts = (("05-20", 12, CORPS), ("06-03", 10, GUILD), ("06-20", 25, NIS))
    found = settle(*(claim(on(day), value, link) for day, value, link in counts))
    assert (found.verdict, found.best) == ("single_origin", 25)


def test_an_unattributed_echo_of_one_origin_is_no_fall_of_another() -> None:
    pile = (
        claim(on("06-03"), 870, GUILD),
        claim(on("06-10"), (850, None), nobody("reports"), bound="more_than"),
        claim(on("06-20"), 300, HUR),
    )
    assert settle(*pile).verdict == "conflicting"
    assert settle(*pile[1:]).verdict == "non_monotone"


def test_unattributed_numbers_tip_an_undecided_pair_and_nothing_else() -> None:
    pair = [claim(on("06-03"), 400, NIS, **STOCK), claim(on("06-03"), 900, HUR, at=300, **STOCK)]
    assert settle(*pair).best is None
    tipped = settle(*pair, claim(on("06-10"), 800, nobody("reports"), **STOCK))
    assert (tipped.best, tipped.low, tipped.high, tipped.n_origins) == (900, 400, 900, 2)
    assert "R12t" in tipped.rules


@pytest.mark.parametrize(
    "world",
    [World("a"), World("b", lost=0.3), World("c", dated=True), World("d", rounded=0.3, present=0.8)],
    ids=lambda world: world.name,
)
def test_the_most_relayed_origin_does_not_win(world: World) -> None:
    draw = random.Random(5)
    spreads = [0.45, 0.2, 0.5, 0.6, 0.3]
    objects = [told(world, spreads, draw, number) for number in range(60)]

    def hits(found: list[float | None]) -> int:
        return sum(near(best, one.truth) for best, one in zip(found, objects, strict=True))

    ours = by_rules(world, spreads, objects)
    assert hits(ours) > 1.2 * hits(median_of_reports(world, spreads, objects))
    assert sum(best is None for best in ours) <= 4
    assert brief_of(world, spreads).questions[0].temporality == "stock"
