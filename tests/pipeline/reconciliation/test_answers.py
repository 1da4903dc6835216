"""How origins are set against one another: verdicts, times, windows, parts, look-alikes and confidence."""

from __future__ import annotations

from datetime import date

import pytest
from reconciliation_piles import NIS, ask, body, claim, document, month, nobody, piled

from pipeline.briefs import Brief, Organisation, Question
from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText, Estimate, Interval, Link

JUNE, JULY, MAY = (
    document("june", "2025-06-20"),
    document("july", "2025-07-10"),
    document("may", "2025-05-01"),
)
MARCH, UNDATED = document("march", "2025-03-01"), document("undated")
DOCUMENTS = [JUNE, JULY, MAY, MARCH, UNDATED]
HUR, BOARD, SURVEY = body("HUR"), body("Lake Safety Board"), body("River Survey")
NOW = date(2025, 12, 1)
STOCK = {"event": "stationed", "temporality": "stock"}
KILLED = ask(temporality="cumulative")
STATIONED = ask(**STOCK)


def settle(
    brief: Brief, *claims: Claim, as_of: date = NOW, documents: list[CleanedText] = DOCUMENTS
) -> Estimate:
    return reconcile(piled(list(claims), documents), brief, as_of)[0]


def aside(found: Estimate, told: Claim) -> tuple[str, str] | None:
    return next(((a.relation, a.rule) for a in found.set_aside if a.claim_id == told.claim_id), None)


def test_independent_origins_that_agree_on_a_point_corroborate() -> None:
    found = settle(
        STATIONED, claim(JUNE, 11000, NIS, bound="approx", **STOCK), claim(JULY, (10500, None), HUR, **STOCK)
    )
    assert (found.verdict, found.best, found.low, found.high) == ("corroborated", 11000, 10500, None)
    assert (found.n_origins, found.floor2) == (2, 10500)


def test_bounds_that_fit_together_are_compatible() -> None:
    found = settle(
        STATIONED,
        claim(JUNE, (500, None), NIS, bound="at_least", **STOCK),
        claim(JUNE, (None, 900), HUR, bound="up_to", at=100, **STOCK),
    )
    assert (found.verdict, found.low, found.best, found.high) == ("compatible_bounds", 500, None, None)


def test_disjoint_origins_conflict_and_are_never_averaged() -> None:
    found = settle(STATIONED, claim(JUNE, 500, NIS, **STOCK), claim(JULY, 900, HUR, **STOCK))
    assert (found.verdict, found.low, found.best, found.high) == ("conflicting", 500, 900, 900)
    assert len(found.statements) == 2
    same_day = settle(STATIONED, claim(JUNE, 500, NIS, **STOCK), claim(JUNE, 900, HUR, at=100, **STOCK))
    assert same_day.best is None


def test_an_unattributed_number_starts_no_conflict() -> None:
    rumour = claim(JULY, 9000, nobody("rumours"), **STOCK)
    found = settle(STATIONED, claim(JUNE, 500, NIS, **STOCK), rumour)
    assert (found.verdict, found.low, found.high, found.n_unknown) == ("single_origin", 500, 500, 1)
    assert aside(found, rumour) == ("apart", "R9")
    assert "unattributed_differs" in found.flags
    agreeing = claim(JULY, 500, nobody("rumours"), **STOCK)
    assert "unattributed_differs" not in settle(STATIONED, claim(JUNE, 500, NIS, **STOCK), agreeing).flags


def test_one_origin_that_contradicts_itself_at_once_conflicts() -> None:
    found = settle(STATIONED, claim(JUNE, 500, NIS, **STOCK), claim(JUNE, 900, NIS, at=100, **STOCK))
    assert (found.verdict, found.n_origins, found.best) == ("conflicting", 1, None)


def test_a_less_precise_wording_is_carried_by_the_more_precise() -> None:
    title = claim(JUNE, (140, None), NIS, bound="more_than", **STOCK)
    found = settle(STATIONED, title, claim(JUNE, 145, NIS, at=100, **STOCK))
    assert (found.low, found.best, found.high) == (145, 145, 145)
    assert aside(found, title) == ("joined", "R6p")


def test_a_vague_word_does_not_supersede_a_number_that_it_fits() -> None:
    vague = claim(JULY, (2000, None), NIS, bound="vague", **STOCK)
    assert settle(STATIONED, claim(JUNE, 5000, NIS, **STOCK), vague).best == 5000
    assert settle(STATIONED, claim(JUNE, 50, NIS, **STOCK), vague).low == 2000


def test_counts_beyond_the_horizon_are_of_different_times() -> None:
    old = claim(MARCH, 500, NIS, **STOCK)
    found = settle(STATIONED, old, claim(JULY, 900, HUR, **STOCK))
    assert (found.verdict, found.low, found.n_origins) == ("single_origin", 900, 1)
    assert aside(found, old) == ("apart", "R10h")
    wide = STATIONED.model_copy(update={"horizon_days": 200})
    assert settle(wide, old, claim(JULY, 900, HUR, **STOCK)).verdict == "conflicting"


def test_an_undated_claim_is_never_the_latest() -> None:
    undated = claim(UNDATED, 900, HUR, **STOCK)
    found = settle(STATIONED, claim(MARCH, 500, NIS, **STOCK), undated)
    assert (found.low, found.high) == (500, 500)
    assert aside(found, undated) == ("apart", "R10")
    alone = settle(STATIONED, undated)
    assert (alone.low, alone.holds_on, alone.flags[0]) == (900, None, "undated")


def test_a_running_total_may_grow_from_origin_to_origin() -> None:
    older = claim(JUNE, 500, NIS)
    found = settle(KILLED, older, claim(JULY, 900, HUR))
    assert (found.verdict, found.low, found.best) == ("single_origin", 900, 900)
    assert aside(found, older) == ("apart", "R3g")


def test_known_origins_conflict_where_the_older_total_is_higher() -> None:
    found = settle(KILLED, claim(MARCH, 3400, BOARD), claim(JULY, 2000, NIS))
    assert (found.verdict, found.low, found.high) == ("conflicting", 2000, 3400)


def test_the_history_of_one_origin_is_no_fall_of_another() -> None:
    found = settle(KILLED, claim(MAY, 900, NIS), claim(JUNE, 950, NIS), claim(JULY, 500, HUR))
    assert found.verdict == "conflicting"


def test_a_total_that_its_own_origin_lowers_is_flagged() -> None:
    found = settle(KILLED, claim(JUNE, 900, NIS), claim(JULY, 500, NIS))
    assert (found.verdict, found.best) == ("non_monotone", 500)


def test_flows_of_different_windows_are_not_pooled() -> None:
    flow = {"event": "deployed", "temporality": "flow"}
    first = claim(JULY, 500, NIS, time=month(2025, 5), **flow)
    found = settle(ask(**flow), first, claim(JULY, 900, HUR, at=100, time=month(2025, 6), **flow))
    assert (found.verdict, found.low) == ("single_origin", 900)
    assert aside(found, first) == ("apart", "R3")


def test_a_part_bounds_its_whole_from_below() -> None:
    brief = ask(**STOCK, place="Russia")
    parts = [
        claim(JUNE, 500, NIS, place="Kursk region", **STOCK),
        claim(JUNE, 900, NIS, at=100, place="Belgorod region", **STOCK),
    ]
    found = settle(brief, *parts)
    assert (found.bound, found.low, found.best, found.high) == ("at_least", 900, None, None)
    assert "part_only" in found.flags
    whole = settle(brief, *parts, claim(JUNE, 1500, HUR, at=200, place="Russia", **STOCK))
    assert (whole.low, whole.best, whole.high, whole.n_origins) == (1500, 1500, 1500, 1)
    assert aside(whole, parts[1]) == ("part", "R7")


def test_a_part_that_exceeds_its_whole_is_a_conflict() -> None:
    found = settle(
        ask(**STOCK, place="Russia"),
        claim(JUNE, 5000, NIS, place="Kursk region", **STOCK),
        claim(JUNE, 1500, HUR, at=100, place="Russia", **STOCK),
    )
    assert (found.verdict, "part_exceeds_whole" in found.flags) == ("conflicting", True)


SUM = ask(category=["construction troops", "military engineers"], event="deployed", temporality="flow")


def deployed(text: CleanedText, value: int, counted: str, at: int, *links: object, **fields: object) -> Claim:
    return claim(
        text, value, *links, at=at, counted=counted, **{"event": "deployed", "temporality": "flow", **fields}
    )  # type: ignore[arg-type]


def test_parts_are_summed_within_one_statement_only() -> None:
    builders = deployed(JUNE, 5000, "construction troops", 0, NIS)
    engineers = deployed(JUNE, 1000, "sappers", 100, NIS)
    found = settle(SUM, builders, engineers)
    assert (found.derived, found.best, found.part_ids) == (
        "sum",
        6000,
        (builders.claim_id, engineers.claim_id),
    )
    elsewhere = deployed(JULY, 1000, "sappers", 100, NIS)
    assert settle(SUM, builders, elsewhere).derived is None
    other_origin = deployed(JUNE, 1000, "sappers", 100, HUR)
    assert settle(SUM, builders, other_origin).derived is None
    window = Interval(start=date(2025, 1, 1), end=date(2025, 1, 31), precision="month", basis="stated")
    other_window = deployed(JUNE, 1000, "sappers", 100, NIS, time=window)
    in_may = deployed(JUNE, 5000, "construction troops", 0, NIS, time=month(2025, 5))
    assert settle(SUM, in_may, other_window).derived is None


def test_parts_that_are_not_all_there_are_a_bound() -> None:
    found = settle(SUM, deployed(JUNE, 5000, "construction troops", 0, NIS))
    assert (found.derived, found.low, found.best, found.high) == (None, 5000, None, None)


def test_the_wording_nearest_to_the_origin_is_kept() -> None:
    drifted = claim(JULY, (11000, None), body("Wire"), NIS, bound="more_than", **STOCK)
    found = settle(STATIONED, claim(JUNE, 11000, NIS, bound="approx", **STOCK), drifted)
    assert (found.bound, found.best, found.high) == ("approx", 11000, 11000)
    assert "modifier_drift" in found.flags
    assert aside(found, drifted) == ("joined", "R6r")


def test_claims_that_only_touch_a_question_are_not_comparable() -> None:
    found = settle(ask(**STOCK, place="Russia"), claim(JUNE, 500, NIS, place="Springfield", **STOCK))
    assert (found.verdict, found.low, found.n_origins) == ("not_comparable", None, 0)
    assert settle(ask(event="returned"), claim(JUNE, 500, NIS)).verdict == "no_evidence"


def test_what_is_shown_beside_speaks_on_the_question() -> None:
    question = ask(**STOCK, place="Russia", beside=["expected"])
    near = claim(JUNE, 500, NIS, place="Springfield", **STOCK)
    plan = claim(JUNE, 900, HUR, at=100, status="expected", place="Russia", **STOCK)
    assert settle(question, near).verdict == "not_comparable"
    assert settle(question, near, plan).verdict == "no_evidence"


def test_vague_words_on_something_near_are_not_listed() -> None:
    vague = claim(JUNE, (36, None), NIS, bound="vague", place="Springfield", **STOCK)
    exact = claim(JUNE, 500, NIS, at=100, place="Springfield", **STOCK)
    found = settle(ask(**STOCK, place="Russia"), vague, exact)
    assert [one.claim_id for one in found.set_aside] == [exact.claim_id]


def test_other_statuses_stand_beside_and_are_never_pooled() -> None:
    plan = claim(JUNE, 900, HUR, status="expected", **STOCK)
    found = settle(ask(**STOCK, beside=["expected"]), claim(JUNE, 500, NIS, at=100, **STOCK), plan)
    assert (found.low, found.high, found.n_origins) == (500, 500, 1)
    assert aside(found, plan) == ("apart", "R2")


def test_look_alikes_are_listed_with_what_tells_them_apart() -> None:
    brief = ask(**STOCK, place="Russia")
    same_number = claim(JUNE, 500, HUR, at=100, event="employed", temporality="stock", counted="guards")
    near = claim(JUNE, 777, HUR, at=200, place="Ukraine", **STOCK)
    far = claim(JUNE, 778, HUR, at=300, place="Ukraine", event="wounded", temporality="stock")
    found = settle(brief, claim(JUNE, 500, NIS, place="Russia", **STOCK), same_number, near, far)
    assert aside(found, same_number) == aside(found, near) == ("not_merged", "R8")
    assert aside(found, far) is None
    reason = next(a.reason for a in found.set_aside if a.claim_id == near.claim_id)
    assert "place" in reason
    assert f"{{claim:{near.claim_id}}}" in reason


@pytest.mark.parametrize(
    ("grades", "party", "as_of", "expected"),
    [
        (("B", "F", "F"), False, date(2025, 7, 1), "high"),
        (("F", "F", "F"), False, date(2025, 7, 1), "moderate"),
        (("B", "F", "F"), False, date(2026, 7, 1), "moderate"),
        (("F", "F"), False, date(2025, 7, 1), "moderate"),
        (("F", "F"), True, date(2025, 7, 1), "low"),
        (("A",), False, date(2025, 7, 1), "moderate"),
        (("A",), True, date(2025, 7, 1), "low"),
        (("B",), False, date(2025, 7, 1), "low"),
    ],
)
def test_confidence_follows_the_printed_table(
    grades: tuple[str, ...], party: bool, as_of: date, expected: str
) -> None:
    names = ["Lake Safety Board", "River Survey", "Weir Office"]
    bodies = tuple(
        Organisation(name=name, grade=grade, party=party) for name, grade in zip(names, grades, strict=False)
    )
    brief = STATIONED.model_copy(update={"organisations": bodies})
    claims = [claim(JUNE, 500, body(each.name), at=100 * i, **STOCK) for i, each in enumerate(bodies)]
    documents = [text.model_copy(update={"received_on": date(2025, 6, 25)}) for text in DOCUMENTS]
    assert settle(brief, *claims, as_of=as_of, documents=documents).confidence == expected


def test_a_plan_and_its_fulfilment_are_linked_and_not_added() -> None:
    scope = {"category": ("troops",), "actor": "North Korea", "place": ("Russia",)}
    brief = Brief(
        id="b",
        title="B",
        questions=(
            Question(id="plan", title="P", event=("deployed",), status=("planned",), **scope),  # type: ignore[arg-type]
            Question(id="done", title="D", event=("arrived",), **scope),  # type: ignore[arg-type]
        ),
    )
    flow = {"temporality": "flow", "place": "Russia"}
    plan, done = reconcile(
        piled(
            [
                claim(JUNE, 6000, NIS, event="deployed", status="planned", **flow),
                claim(JULY, 6000, NIS, event="arrived", **flow),
            ],
            DOCUMENTS,
        ),
        brief,
        NOW,
    )
    assert (plan.best, done.best) == (6000, 6000)
    assert [(link.relation, link.question_id) for link in plan.links] == [("plan_of", "done")]
    assert [(link.relation, link.question_id) for link in done.links] == [("fulfils", "plan")]


def test_the_worked_example_of_the_method_page() -> None:
    texts = {
        name: document(name, f"2025-{day}")
        for name, day in zip("ABCD", ("04-30", "09-02", "09-08", "09-18"), strict=True)
    }
    service, until_august = (
        body("Defence Intelligence Service"),
        Interval(start=None, end=date(2025, 8, 31), precision="month", basis="stated"),
    )
    claims = [
        claim(texts["A"], 600, service, bound="approx"),
        claim(texts["B"], 2000, Link(party="lawmakers", kind="anonymous"), service, bound="approx"),
        claim(texts["C"], (2000, None), body("B"), body("lawmakers"), service, bound="more_than"),
        claim(texts["D"], 3400, body("Delta Institute"), bound="approx", time=until_august),
    ]
    found = settle(KILLED, *claims, documents=list(texts.values()))
    assert (found.low, found.best, found.high) == (2000, 2000, 3400)
    assert (found.n_origins, found.n_reports, found.verdict, found.confidence) == (2, 4, "conflicting", "low")
    assert {"R6", "R6r", "R11b", "R11g", "R12", "R13.conflicting"} <= set(found.rules)


def test_a_value_that_is_mentioned_as_history_does_not_contend() -> None:
    before = claim(MAY, 500, NIS, **STOCK)
    again = claim(JUNE, 500, NIS, at=100, length=95, **STOCK)
    found = settle(STATIONED, before, again, claim(JUNE, 900, NIS, **STOCK))
    assert (found.verdict, found.best) == ("single_origin", 900)
    assert aside(found, again) == ("superseded", "R6h")


def test_of_two_running_totals_of_a_day_the_higher_is_the_later() -> None:
    found = settle(KILLED, claim(JUNE, 500, NIS), claim(JUNE, 900, NIS, at=100))
    assert (found.verdict, found.low, found.best) == ("single_origin", 900, 900)
    raised = settle(
        KILLED,
        claim(JUNE, 145, NIS),
        claim(JUNE, 148, NIS, at=100),
        claim(JUNE, 150, NIS, bound="approx", at=200),
    )
    assert (raised.low, raised.best, raised.high) == (148, 148, 148)


def test_where_a_report_was_written_rules_nothing_out() -> None:
    written = JUNE.model_copy(update={"dateline": "LYON, June 20"})
    brief = ask(temporality="cumulative", place=["Russia", "Ukraine"])
    assert settle(brief, claim(written, 500, NIS, place="Lyon"), documents=[written]).best == 500
    assert settle(brief, claim(JUNE, 500, NIS, place="Torvan")).verdict == "not_comparable"
    abroad = settle(brief, claim(JUNE, 500, NIS, place="Lyon"))
    assert (abroad.verdict, [aside.relation for aside in abroad.set_aside]) == ("no_evidence", ["not_merged"])
    assert settle(brief, claim(JUNE, 500, NIS, place="France")).verdict == "no_evidence"
