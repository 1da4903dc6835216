"""Questions proposed for a pile without a brief: what is asked, how it is worded, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciliation_piles import (
    AS_OF,
    DOCUMENTS,
    NIS,
    SAMPLE,
    body,
    claim,
    document,
    person,
    piled,
    worked_pile,
)
from sweeps import few
from work import calls

from pipeline.briefs import Question, Vocabulary, parse_brief, write_brief
from pipeline.briefs.titles import title_of
from pipeline.briefs.vocabulary import events
from pipeline.reconciliation import propose, reconcile
from pipeline.reconciliation.proposing import proposal
from pipeline.records import Claim, CleanedText

MAY = [document(f"wire-{day}", f"2025-05-{day:02}") for day in range(1, 9)]
TOLL = {"event": "killed", "temporality": "cumulative", "counted": "people", "actor": None, "place": "Torvan"}


def titles(claims: list[Claim], documents: list[CleanedText] = MAY) -> list[str]:
    return [question.title for question in propose(piled(claims, documents)).questions]


def test_the_worked_pile_is_asked_about_as_by_the_sample_brief() -> None:
    assert {
        "North Korean troops killed in Russia and Ukraine",
        "North Korean troops stationed in Russia",
        "North Korean military engineers and construction troops deployed to Russia",
        "More North Korean troops to be deployed to Russia",
        "North Korean troops in training in Russia",
        "North Korean equipment to be deployed to Russia",
        "North Korean specialists arrived in the Kursk region",
        "Workers to be employed in Yelabuga",
    } <= set(titles(worked_pile(), DOCUMENTS))


def test_every_proposed_question_is_answered_and_ids_are_distinct() -> None:
    brief = propose(piled(worked_pile(), DOCUMENTS))
    assert len({question.id for question in brief.questions}) == len(brief.questions)
    found = reconcile(piled(worked_pile(), DOCUMENTS), brief, AS_OF)
    assert "no_evidence" not in {estimate.verdict for estimate in found}


def test_well_known_bodies_are_one_origin_without_any_registry() -> None:
    brief = propose(piled(worked_pile(), DOCUMENTS))
    found = {e.question_id: e for e in reconcile(piled(worked_pile(), DOCUMENTS), brief, AS_OF)}
    sent = found["more-north-korean-troops-to-be-deployed-to-russia"]
    assert (sent.best, sent.n_origins, sent.n_reports, sent.verdict) == (6000, 1, 2, "single_origin")
    summed = found["north-korean-military-engineers-and-construction-troops"]
    assert (summed.best, summed.derived) == (6000, "sum")


def test_a_possible_toll_is_shown_beside_the_observed_one() -> None:
    brief = propose(piled(worked_pile(), DOCUMENTS))
    found = {e.question_id: e for e in reconcile(piled(worked_pile(), DOCUMENTS), brief, AS_OF)}
    assert found["north-korean-troops-killed-in-russia-and-ukraine"].verdict == "non_monotone"


def test_what_a_person_asks_once_is_one_question() -> None:
    coast, office = body("Vendian Coast Guard"), body("relief office")
    claims = [
        claim(MAY[0], 14, coast, **TOLL),
        claim(MAY[0], 14, coast, at=100, **{**TOLL, "counted": "passengers", "event": "died"}),
        claim(MAY[1], 22, coast, **{**TOLL, "event": "died"}),
        claim(MAY[2], 22, office, **{**TOLL, "place": None}),
        claim(MAY[2], 6, office, at=100, **{**TOLL, "counted": "children"}),
        claim(MAY[3], 29, office, **{**TOLL, "counted": "deaths"}),
    ]
    first, *others = propose(piled(claims, MAY)).questions
    assert (set(first.category), set(first.event)) == ({"people", "passengers"}, {"killed", "died"})
    assert (first.place, first.actor) == (("Torvan",), None)
    assert [question.category for question in others] == [("children",)]
    answer, part = reconcile(piled(claims, MAY), propose(piled(claims, MAY)), AS_OF)
    assert (answer.best, answer.n_origins, len(answer.set_aside)) == (29, 1, 5)
    assert (part.best, part.n_unknown) == (6, 0)


def test_statuses_are_asked_apart() -> None:
    jobs = {"event": "laid_off", "temporality": "flow", "counted": "jobs", "actor": None, "place": "Torvan"}
    claims = [
        claim(MAY[0], 4000, body("Norvane"), **jobs, status="planned"),
        claim(MAY[1], 900, body("IG Werk"), **jobs),
        claim(MAY[1], 7000, body("IG Werk"), at=100, **jobs, status="possible"),
        claim(MAY[2], 6500, body("works council"), **jobs, status="possible"),
        claim(MAY[3], 50, body("Norvane"), **jobs, status="denied"),
    ]
    asked = {question.title: question for question in propose(piled(claims, MAY)).questions}
    assert set(asked) == {"Jobs to be cut in Torvan", "Jobs possibly cut in Torvan", "Jobs cut in Torvan"}
    assert asked["Jobs to be cut in Torvan"].beside == ("expected", "possible", "denied")


def test_whose_people_they_are_is_asked_only_where_it_tells_quantities_apart() -> None:
    killed = {**TOLL, "counted": "troops", "place": "Kursk region"}
    ours = [claim(MAY[day], 50 + day, NIS, **{**killed, "actor": "North Korea"}) for day in (0, 1)]
    assert titles(ours) == ["North Korean troops killed in the Kursk region"]
    theirs = [
        claim(MAY[day], 900 + day, body("HUR"), at=9, **{**killed, "actor": "Ukraine"}) for day in (2, 3)
    ]
    assert set(titles(ours + theirs)) == {
        "North Korean troops killed in the Kursk region",
        "Ukrainian troops killed in the Kursk region",
    }
    at_home = [claim(MAY[day], 5 + day, NIS, **{**killed, "actor": "Russia"}) for day in (0, 1)]
    assert titles(at_home) == ["Troops killed in the Kursk region"]


def test_the_most_reported_and_disputed_come_first_with_the_reason_in_words() -> None:
    missing = {**TOLL, "event": "missing", "temporality": "stock"}
    claims = [
        claim(MAY[0], 3, body("Police"), **{**TOLL, "event": "wounded"}),
        *(claim(MAY[day], 31 - 9 * day, body("Coast Guard"), at=50, **missing) for day in range(2)),
        *(claim(MAY[day], 40 + day, body("Mayor"), at=150, **missing) for day in range(2)),
    ]
    proposed = proposal(piled(claims, MAY))
    assert [question.event for question in proposed.brief.questions] == [("missing",), ("wounded",)]
    reason = proposed.remarks["questions", "people-missing-in-torvan"]
    assert reason == (
        "4 reports by 2 named origins (Coast Guard, Mayor), from 22 to 41; they exclude each other."
    )


def test_a_registry_to_start_from() -> None:
    claims = [
        claim(MAY[0], 14, body("Vendian Coast Guard"), **TOLL),
        claim(MAY[1], 15, body("the coast guard"), **TOLL),
        claim(MAY[2], 16, person("Ana Kos", "Vendian Coast Guard"), **TOLL),
        claim(MAY[3], 17, person("Ivo Bel"), **TOLL),
        claim(MAY[4], 18, body("Brazil"), **TOLL),
    ]
    proposed = proposal(piled(claims, MAY))
    guard, man = proposed.brief.organisations
    assert (guard.name, guard.aliases, guard.people) == (
        "Vendian Coast Guard",
        ("coast guard",),
        ("Ana Kos",),
    )
    assert (guard.grade, guard.party, man.name) == ("F", False, "Ivo Bel")
    assert "person" in proposed.remarks["organisations", "Ivo Bel"]


def test_places_that_the_tables_lack_are_added_with_what_is_around_them() -> None:
    written = MAY[0].model_copy(update={"dateline": "MANILA, 1 May"})
    claims = [
        claim(written, 14, NIS, **{**TOLL, "place": "Torvan province"}),
        claim(written, 15, NIS, at=100, **{**TOLL, "place": "the province"}),
        claim(MAY[1], 16, NIS, **TOLL),
        claim(MAY[2], 17, NIS, **{**TOLL, "place": "Lower Erd"}),
    ]
    brief = propose(piled(claims, [written, *MAY[1:]]))
    assert brief.places["Torvan"].within == "Philippines"
    assert set(brief.places["Torvan"].also) == {"Torvan province", "province"}
    assert brief.places["Lower Erd"].within is None


STATUSES = ("observed", "planned", "expected", "possible", "target", "denied")


def test_every_event_makes_a_title_in_every_status() -> None:
    asked = [
        Question(
            id="q", title="Q", category=(thing,), event=(event,), status=(status,), place=("Kursk region",)
        )
        for event, entry in events().items()
        for status in STATUSES
        for thing in ("people", *entry.of)
    ]
    titles = [(title_of(question, Vocabulary()), question.status) for question in asked]
    assert len(titles) > 300
    wrong = [title for title, _ in titles if "$" in title or "  " in title]
    wrong += [
        title for title, status in titles if status != ("denied",) and not title.endswith("the Kursk region")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"event": "died"}, "People who died"),
        ({"event": "died", "status": "possible"}, "People who may have died"),
        ({"event": "on_strike", "status": "planned", "category": "workers"}, "Workers to go on strike"),
        ({"event": "laid_off", "status": "expected", "category": "jobs"}, "Jobs expected to be cut"),
        ({"event": "infected", "category": "suspected cases", "place": "Kano"}, "Suspected cases in Kano"),
        (
            {"event": "deployed", "actor": "North Korea", "additional": True},
            "More North Korean people deployed",
        ),
        ({"event": "stationed", "place": "Ukrainian border"}, "People stationed at the Ukrainian border"),
        ({"event": "released", "place": "United States"}, "People released from the United States"),
        ({"event": "paid", "category": "rupees", "unit": "INR"}, "Money paid, in INR"),
        ({"event": "growth", "category": "output", "unit": "%"}, "Growth of output, in %"),
        ({"event": "sold", "category": "cars", "actor": "Norvane"}, "Cars of Norvane sold"),
    ],
)
def test_titles_are_plain_english(fields: dict[str, object], title: str) -> None:
    question = Question(id="q", title="Q", **{"category": "people", **fields})  # type: ignore[arg-type]
    assert title_of(question, Vocabulary()) == title


def test_proposals_do_not_depend_on_order() -> None:
    assert propose(piled(worked_pile()[::-1], DOCUMENTS[::-1])) == propose(piled(worked_pile(), DOCUMENTS))


WORDS = st.sampled_from(
    [None, "", "Torvan", "the state", "Borno state", "MARIBB", "Ukrane", "x: #y", "Kano", "'"]
)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 7),
            st.integers(0, 9999),
            WORDS,
            WORDS,
            st.sampled_from(["people", "deaths", "troops", "divers", "toll", "--", "crew members", "peeple"]),
            st.sampled_from(["killed", "died", "missing", "laid_off", "deployed"]),
            st.sampled_from(["observed", "planned", "expected", "possible", "denied"]),
            st.sampled_from(["Coast Guard", "the ministry", "Ana Kos", "\u2028", "yes"]),
        ),
        min_size=1,
        max_size=12,
    )
)
@few(25)
def test_a_proposal_is_a_brief_that_can_be_written_and_read(rows: list[tuple]) -> None:
    claims = [
        claim(
            MAY[day],
            value,
            body(name),
            at=100 * number,
            place=place,
            actor=actor,
            counted=counted,
            event=event,
            status=status,
        )
        for number, (day, value, place, actor, counted, event, status, name) in enumerate(rows)
    ]
    claims.append(claim(MAY[0], 5, at=5000, counted="people", event="killed"))
    proposed = proposal(piled(claims, MAY))
    brief = proposed.brief
    assert parse_brief(write_brief(brief, proposed.remarks), brief.id) == brief
    assert proposal(piled(claims[::-1], MAY[::-1])).brief == brief
    verdicts = {estimate.verdict for estimate in reconcile(piled(claims, MAY), brief, AS_OF)}
    assert not verdicts & {"no_evidence"}


def test_a_pile_without_comparable_claims_has_nothing_to_ask() -> None:
    with pytest.raises(ValueError, match="nothing to ask"):
        propose(piled([claim(DOCUMENTS[0], 5, event=None)], DOCUMENTS))


def pile(size: int) -> tuple[list, list[Claim]]:
    documents = [
        document(f"d{number}", f"2025-{1 + number % 9:02}-{1 + number % 28:02}")
        for number in range(size // 10)
    ]
    claims = [
        claim(
            documents[number % len(documents)],
            100 + number % 5000,
            (NIS, body("HUR"), body(f"Office {number % 50}"))[number % 3],
            at=200 * (number // len(documents)),
            length=90 + number % 70,
            place=("Russia", "Kursk region", "Ukraine", None)[number % 4],
            status=("observed", "planned", "possible")[number % 3],
        )
        for number in range(size)
    ]
    return documents, claims


def test_work_grows_with_the_pile_and_not_with_its_square() -> None:
    def work(size: int) -> int:
        documents, claims = pile(size)
        return calls(lambda: reconcile(piled(claims, documents), SAMPLE, AS_OF))

    assert work(2000) < 6 * work(500)  # the square would be sixteen times the work
