"""Each branch of a rule on the smallest pile that takes it, beside the pile that just does not."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, month, nobody, person, piled

from pipeline.briefs import Brief, Organisation, Question
from pipeline.reconciliation import history, propose, reconcile
from pipeline.reconciliation.dating import publication_dates, resolve
from pipeline.reconciliation.names import is_generic
from pipeline.reconciliation.weights import learn
from pipeline.records import Claim, CleanedText, Estimate, Interval, Link

HUR, GUILD = body("HUR"), body("Ferry Guild")
MAY, JUNE, JULY = (document(day, day) for day in ("2025-05-06", "2025-06-03", "2025-06-20"))
TEXTS = [MAY, JUNE, JULY]
TOTAL, STOCK = ask(temporality="cumulative"), {"event": "stationed", "temporality": "stock"}
STATIONED = ask(**STOCK)
PEOPLE = {"counted": "people", "actor": None}
KILLED = ask(category="people", actor=None)


def settle(brief: Brief, *claims: Claim, texts: list[CleanedText] = TEXTS) -> Estimate:
    return reconcile(piled(claims, texts), brief, AS_OF)[0]


def rules(found: Estimate) -> dict[str, str]:
    return {aside.claim_id: aside.rule for aside in found.set_aside}


@pytest.mark.parametrize(
    ("home", "best"), [(MAY, 10), (JUNE, 12)], ids=["it counts a whole", "it counts none"]
)
def test_a_kind_beyond_the_whole_means_all_where_its_report_counts_no_whole(
    home: CleanedText, best: float
) -> None:
    whole = claim(MAY, 10, GUILD, **PEOPLE)
    kind = claim(home, 12, GUILD, at=300, **{**PEOPLE, "counted": "miners"})
    assert settle(KILLED, whole, kind).best == best


@pytest.mark.parametrize("withheld", [True, False])
def test_a_relay_that_gave_no_number_is_told_in_the_rationale(withheld: bool) -> None:
    relay = Link(party="Lake Herald", kind="organisation", withheld=withheld)
    found = settle(STATIONED, claim(JUNE, 500, relay, NIS, **STOCK))
    assert any("gave none of its own" in line for line in found.rationale) == withheld


@pytest.mark.parametrize(("said", "words"), [(None, " on {day:"), (month(2025, 5), " in {day:")])
def test_something_is_said_on_a_day_or_in_a_month(said: Interval | None, words: str) -> None:
    found = settle(STATIONED, claim(JUNE, 500, NIS, said_on=said, **STOCK))
    assert words in found.rationale[0]


@pytest.mark.parametrize(("counts", "rising"), [((14, 11, 25), True), ((14, 8, 16), False)])
def test_counts_rise_where_they_rise_by_more_than_twice_what_they_fall_by(
    counts: tuple[float, ...], rising: bool
) -> None:
    told = [
        claim(text, count, body(f"Office {count}"), at=100) for text, count in zip(TEXTS, counts, strict=True)
    ]
    assert ("R3g" in rules(settle(TOTAL, *told)).values()) == rising


OLD, NEW = claim(MAY, 600, NIS), claim(JUNE, 2000, NIS)


def test_a_report_that_tells_the_newer_value_too_repeats_nothing_stale() -> None:
    late = claim(JULY, 600, NIS, length=95)
    assert rules(settle(TOTAL, OLD, NEW, late))[late.claim_id] == "R6s"
    both = [late, claim(JULY, 2000, NIS, at=300, length=95)]
    assert rules(settle(TOTAL, OLD, NEW, *both)).get(late.claim_id) != "R6s"


def test_what_a_document_of_the_origin_itself_says_is_no_repetition() -> None:
    brief = TOTAL.model_copy(update={"organisations": (Organisation(name="NIS"),)})
    own = document("own", "2025-06-20", publisher="NIS")
    late = claim(own, 600, length=95)
    assert (
        rules(
            settle(
                brief, claim(MAY, 600, body("NIS")), claim(JUNE, 2000, body("NIS")), late, texts=[*TEXTS, own]
            )
        ).get(late.claim_id)
        != "R6s"
    )


def test_an_undated_document_is_of_the_month_that_begins_on_the_day_of_receipt() -> None:
    dated = document("dated", "2025-08-13")
    for received, start in ((date(2025, 11, 1), 2025), (date(2025, 10, 31), 2024)):
        text = document("undated", mention="--10", received=received)
        assert publication_dates([dated, text])[text.document_id].start == date(start, 11, 1)


def test_a_day_named_without_a_year_may_be_that_of_publication() -> None:
    published = Interval(start=date(2025, 9, 7), end=date(2025, 9, 7), precision="day", basis="stated")
    for words, year in (("on September 7", 2025), ("on September 8", 2024)):
        found = resolve(words, published)
        assert found
        assert found.start == date(year, 9, int(words[-1]))


def test_a_person_relays_the_body_that_says_the_same_and_a_body_nobody() -> None:
    for who, origins in ((person("Ann Lund"), 1), (HUR, 2)):
        pair = [claim(JUNE, 500, NIS, **STOCK), claim(JUNE, 500, who, at=200, **STOCK)]
        assert settle(STATIONED, *pair).n_origins == origins


def test_deaths_are_of_the_children_only_where_nobody_asks_about_people() -> None:
    scope = {"event": ("killed",), "temporality": "cumulative"}
    children = Question(id="c", title="C", category=("children",), **scope)  # type: ignore[arg-type]
    people = Question(id="p", title="P", category=("people",), **scope)  # type: ignore[arg-type]
    told = claim(JUNE, 12, NIS, **{**PEOPLE, "counted": "deaths"})
    for asked, counted in (((children,), True), ((children, people), False)):
        found = settle(Brief(id="b", title="B", questions=asked), told)
        assert bool(found.claim_ids) == counted


@pytest.mark.parametrize(
    ("fields", "listed"),
    [
        ({"additional": True}, True),
        ({"place": "Japan"}, True),
        ({"status": "planned"}, True),
        ({"place": "Japan", "status": "planned"}, False),
    ],
)
def test_what_differs_in_one_aspect_alone_looks_alike(fields: dict[str, object], listed: bool) -> None:
    brief = ask(**STOCK, place="Russia")
    told = {**STOCK, "place": "Russia"}
    near = claim(JUNE, 777, HUR, at=300, **{**told, **fields})
    found = settle(brief, claim(JUNE, 500, NIS, **told), near)
    assert (near.claim_id in rules(found)) == listed


@pytest.mark.parametrize(
    ("actor", "place", "listed"),
    [("France", "Russia", True), ("North Korea", "Japan", True), ("France", "Japan", False)],
)
def test_the_same_number_looks_alike_unless_it_is_of_others_elsewhere(
    actor: str, place: str, listed: bool
) -> None:
    brief = ask(**STOCK, place="Russia")
    same = claim(JUNE, 500, HUR, at=300, actor=actor, place=place, event="employed", temporality="stock")
    found = settle(brief, claim(JUNE, 500, NIS, place="Russia", **STOCK), same)
    assert (same.claim_id in rules(found)) == listed


def test_of_equal_look_alikes_the_one_nearest_to_its_origin_is_listed() -> None:
    brief = ask(**STOCK, place="Russia")
    japan = {**STOCK, "place": "Japan"}
    far = claim(MAY, 777, body("Wire"), HUR, **japan)
    near = claim(JUNE, 777, HUR, at=300, **japan)
    found = settle(brief, claim(JUNE, 500, NIS, place="Russia", **STOCK), far, near)
    assert set(rules(found)) == {near.claim_id}


@pytest.mark.parametrize(("bound", "ends"), [("up_to", (None, 40)), ("at_least", (40, None))])
def test_a_bound_whose_reports_give_its_number_as_it_is_states_a_point(
    bound: str, ends: tuple[float | None, float | None]
) -> None:
    worded = claim(MAY, ends, GUILD, bound=bound, **PEOPLE)  # type: ignore[arg-type]
    plain = claim(MAY, 40, body("Wire"), GUILD, at=300, **PEOPLE)
    found = settle(ask(category="people", actor=None, temporality="cumulative"), worded, plain)
    assert found.best == 40
    assert "R12p" in found.rules


@pytest.mark.parametrize(
    ("brief", "counted", "high"),
    [(STATIONED, "soldiers", 500), (ask(**STOCK, category="people", actor=None), "people", 9000)],
)
def test_what_nobody_named_says_widens_the_range_of_people_alone(
    brief: Brief, counted: str, high: float
) -> None:
    fields = {**STOCK, "counted": counted} | ({"actor": None} if counted == "people" else {})
    found = settle(
        brief, claim(JUNE, 500, NIS, **fields), claim(JUNE, 9000, nobody("rumours"), at=300, **fields)
    )
    assert (found.low, found.high) == (500, high)


def test_what_a_finer_wording_carries_is_told_as_carried() -> None:
    found = settle(
        STATIONED,
        claim(JUNE, 613, NIS, **STOCK),
        claim(JUNE, (600, None), NIS, bound="more_than", at=300, **STOCK),
    )
    assert [told.state for told in found.series if told.rule == "R6p"] == ["carried"]


@pytest.mark.parametrize(("objects", "factor"), [(5, 1000.0), (4, 1.0)])
def test_a_source_counts_in_another_unit_where_it_does_so_five_times(objects: int, factor: float) -> None:
    rows = [(f"o{n}", name, 250.0 + n) for n in range(12) for name in ("left", "right", "upper")]
    rows += [(f"o{n}", "mason", 1000 * (250.0 + n)) for n in range(objects)]
    found = learn(pl.DataFrame(rows, schema=["object", "source", "value"], orient="row"))
    factors = {source: told for source, _, told in found.sources.iter_rows()}
    assert factors["mason"] == pytest.approx(factor)


def test_a_fallen_total_has_no_weighted_value() -> None:
    rumour, newer = claim(MAY, 900, nobody("reports")), claim(JULY, 300, NIS, at=200)
    weighted = TOTAL.model_copy(update={"method": "weighted"})
    found = settle(weighted, rumour, newer)
    assert (found.verdict, found.best) == ("non_monotone", None)


def test_a_history_goes_up_to_its_last_day() -> None:
    texts = [document(day, day, received=date.fromisoformat(day)) for day in ("2025-05-06", "2025-06-03")]
    last = date(2025, 6, 3)
    for until, days in ((last, 2), (last - timedelta(days=1), 1), (None, 2)):
        assert len(list(history(piled([], texts), TOTAL, until))) == days


def test_a_title_leads_a_report_and_a_number_of_another_day_is_no_stage_of_it() -> None:
    span = {"start": 200, "end": 290, "kept": True, "kind": "title", "reason": "t"}
    text = CleanedText.model_validate({**JUNE.model_dump(), "spans": [span]})
    first, titled = claim(text, 3, GUILD), claim(text, 8, GUILD, at=200)
    found = settle(TOTAL, first, titled, texts=[text])
    assert (found.best, rules(found)[first.claim_id]) == (8, "R7d")
    day = Interval(start=date(2025, 5, 2), end=date(2025, 5, 2), precision="day", basis="stated")
    earlier = claim(text, 3, GUILD, said_on=day)
    assert rules(settle(TOTAL, earlier, titled, texts=[text]))[earlier.claim_id] == "R6"


def test_an_unattributed_number_that_agrees_with_some_point_has_not_fallen() -> None:
    rumour = claim(MAY, 900, nobody("reports"))
    newer = claim(JULY, 300, NIS, at=200)
    assert settle(TOTAL, rumour, newer).verdict == "non_monotone"
    assert settle(TOTAL, rumour, claim(JUNE, 910, HUR), newer).verdict == "conflicting"


def test_a_range_around_a_number_is_no_rounding_of_it() -> None:
    found = settle(STATIONED, claim(MAY, 613, NIS, **STOCK), claim(JUNE, (600, 700), NIS, **STOCK))
    assert (found.low, found.best, found.high) == (600, None, 700)


def test_a_letter_is_no_acronym() -> None:
    found = settle(
        STATIONED,
        claim(MAY, 500, body("Guild"), **STOCK),
        claim(JUNE, 500, body("G"), at=200, **STOCK),
    )
    assert [told.origin for told in found.statements] == ["G", "Guild"]


def asked(*claims: Claim) -> list[Question]:
    return list(propose(piled(claims, TEXTS)).questions)


def test_more_than_half_of_the_claims_make_the_scene_of_a_pile() -> None:
    missing = claim(MAY, 9, NIS, event="missing", temporality="stock", **PEOPLE)
    there = {**PEOPLE, "event": "wounded", "place": "Japan", "temporality": "cumulative"}
    for places, scene in ((1, ()), (2, ("Japan",))):
        told = [claim(JUNE, 30 + n, NIS, at=300 * n, **there) for n in range(places)]
        (question,) = [one for one in asked(missing, *told) if one.event == ("missing",)]
        assert question.place == scene


def test_a_dispute_weighs_once_more_for_each_origin() -> None:
    wounded = {**PEOPLE, "event": "wounded", "place": "Japan", "temporality": "stock"}
    stationed = {**PEOPLE, "event": "missing", "place": "Japan", "temporality": "stock"}
    agreed = [claim(text, 20, body(f"Office {n}"), at=300, **wounded) for n, text in enumerate(TEXTS)]
    disputed = [claim(text, 30 + 40 * n, (NIS, HUR)[n], **stationed) for n, text in enumerate(TEXTS[:2])]
    first, second = asked(*agreed, *disputed)
    assert (first.event, second.event) == (("missing",), ("wounded",))


@pytest.mark.parametrize(("who", "rule"), [(HUR, None), (GUILD, "R7d"), (nobody("reports"), "R7d")])
def test_a_lower_number_is_a_stage_of_the_total_unless_another_known_origin_gives_it(
    who: Link, rule: str | None
) -> None:
    lower = claim(JUNE, 3, who, at=300)
    assert rules(settle(TOTAL, claim(JUNE, 8, GUILD), lower)).get(lower.claim_id) == rule


def test_a_month_that_is_named_holds_up_to_the_day_of_publication() -> None:
    published = Interval(start=date(2025, 9, 7), end=date(2025, 9, 7), precision="day", basis="stated")
    found = resolve("in September", published)
    assert found
    assert (found.start, found.end) == (date(2025, 9, 1), date(2025, 9, 7))


def test_a_number_of_nobody_is_named_by_the_words_that_a_text_has_for_its_source() -> None:
    found = settle(
        STATIONED,
        claim(JUNE, 500, **STOCK),
        claim(JULY, 500, nobody("rumours"), at=200, **STOCK),
    )
    assert [told.origin for told in found.statements] == ["rumours"]


def test_of_two_twins_as_near_in_time_the_one_nearer_to_its_origin_is_meant() -> None:
    before, day, after = (document(f"of-{day}", f"2025-06-0{day}") for day in (3, 4, 5))
    lone = claim(day, 500, at=100, **STOCK)
    relayed, direct = claim(before, 500, body("Wire"), HUR, **STOCK), claim(after, 500, NIS, at=200, **STOCK)
    found = settle(STATIONED, lone, relayed, direct, texts=[before, day, after])
    (aside,) = [aside for aside in found.set_aside if aside.claim_id == lone.claim_id]
    assert (aside.joined, aside.origin) == ("R11d", "NIS")


def test_a_number_that_its_origin_states_anew_is_newer_than_its_rival() -> None:
    def on(day: int, month_: int) -> Interval:
        when = date(2025, month_, day)
        return Interval(start=when, end=when, precision="day", basis="stated")

    first = claim(MAY, 500, NIS, said_on=on(6, 5), **STOCK)
    rival = claim(JUNE, 900, HUR, **STOCK)
    again = claim(JULY, 500, NIS, at=200, said_on=on(20, 6), **STOCK)
    assert settle(STATIONED, first, rival).best == 900
    assert settle(STATIONED, first, rival, again).best == 500


def test_a_vague_word_beside_the_number_that_it_fits_tells_it_again() -> None:
    brief, here = ask(**STOCK, place="Russia"), {**STOCK, "place": "Kursk region"}
    whole = claim(JUNE, 600, NIS, place="Russia", **STOCK)
    for text, rule in ((JUNE, "R6r"), (MAY, "R7")):
        vague = claim(text, (200, None), NIS, bound="vague", at=300, **here)
        assert rules(settle(brief, whole, vague))[vague.claim_id] == rule


def test_a_total_that_falls_to_a_number_of_nobody_is_revised() -> None:
    told = [claim(MAY, 900, NIS), claim(JUNE, (None, 1000), NIS, bound="up_to")]
    assert settle(TOTAL, *told).verdict == "single_origin"
    assert settle(TOTAL, *told, claim(JULY, 300, nobody("reports"), at=200)).verdict == "non_monotone"


@pytest.mark.parametrize(
    ("name", "generic"),
    [("monitors and state media", True), ("the news channel", False), ("officials", True), ("NIS", False)],
)
def test_kinds_of_media_are_nobody_only_beside_others(name: str, generic: bool) -> None:
    assert is_generic(name) == generic


@pytest.mark.parametrize(("numbers", "asked_too"), [((12, 15), True), ((12,), False)])
def test_a_question_on_a_lone_number_that_a_better_one_counts_is_not_asked(
    numbers: tuple[float, ...], asked_too: bool
) -> None:
    killed = {**PEOPLE, "event": "killed", "place": "Japan", "temporality": "cumulative"}
    told = [claim(text, number, NIS, **killed) for text, number in zip(TEXTS, (12, 15, 18), strict=True)]
    told += [
        claim(text, number, NIS, at=300, **{**killed, "event": "wounded"})
        for text, number in zip(TEXTS, numbers, strict=False)
    ]
    assert (("wounded",) in [question.event for question in asked(*told)]) == asked_too
