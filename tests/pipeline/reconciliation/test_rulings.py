"""Rulings of analysts: what each does to an estimate, and that deleting it undoes it."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciliation_piles import AS_OF, ask, body, claim, copying, document, nobody, piled
from sweeps import few
from test_properties import KILLED, Pile, piles

from pipeline import marks
from pipeline.briefs import Brief, Organisation, Question, Ruling
from pipeline.lineage.numbers import numbers_in
from pipeline.reconciliation import effects, reconcile
from pipeline.reconciliation.corrections import corrected
from pipeline.reconciliation.effects import warnings
from pipeline.records import Claim, CleanedText, Estimate

NIS, HUR = body("National Intelligence Service"), body("HUR")
EARLY, LATE = document("early", "2025-09-02"), document("late", "2025-09-08")
TOLL = ask(place="Russia", temporality="cumulative")


def rule(name: str = "ruling", on: date = date(2025, 11, 1), **act: Any) -> Ruling:
    return Ruling.model_validate(
        {"id": name, "on": on, "by": "A. Reader, desk 4", "reason": "Page 3 has it so.", **act}
    )


def ruled(brief: Brief, *rulings: Ruling) -> Brief:
    return brief.model_copy(update={"rulings": rulings})


def answer(brief: Brief, claims: list[Claim], *documents: CleanedText, as_of: date = AS_OF) -> Estimate:
    return reconcile(piled(claims, documents or (EARLY, LATE)), brief, as_of)[0]


def told(brief: Brief, claims: list[Claim], *documents: CleanedText) -> tuple[str | None, list[str]]:
    """Return why the first ruling has no effect, and the lines that tell it."""
    found = reconcile(piled(claims, documents or (EARLY, LATE)), brief, AS_OF)
    outcome = effects(brief.on(AS_OF), found, claims)
    return outcome[0].why, warnings(outcome)


OLD = claim(EARLY, 600, NIS, place="Russia")
NEW = claim(LATE, 6000, NIS, place="Russia")


def test_a_rejected_claim_sets_no_bound_and_is_listed_with_the_reason() -> None:
    brief = ruled(TOLL, rule(reject=NEW.claim_id))
    found = answer(brief, [OLD, NEW])
    assert (found.low, found.best, found.high) == (600, 600, 600)
    assert "A1" in found.rules
    (aside,) = found.set_aside
    assert (aside.claim_id, aside.relation, aside.rule) == (NEW.claim_id, "rejected", "A1")
    assert found.rulings[0].claim_ids == (NEW.claim_id,)
    assert found.rulings[0].reason in found.rationale


def test_the_rationale_names_the_ruling_who_signed_it_when_and_why_without_a_bare_number() -> None:
    found = answer(ruled(TOLL, rule(reject=NEW.claim_id)), [OLD, NEW])
    pieces = [(p.kind, p.value) for p in marks.pieces(found.rulings[0].reason)]
    assert ("ruling", "ruling") in pieces
    assert ("ruling", "ruling/by") in pieces
    assert ("ruling", "ruling/reason") in pieces
    assert ("day", "2025-11-01") in pieces
    assert ("claim", NEW.claim_id) in pieces
    for text in (*found.rationale, *(aside.reason for aside in found.set_aside)):
        assert not [p for p in marks.pieces(text) if p.kind == "text" and numbers_in(p.value)], text


def test_a_ruling_counts_from_its_day_on() -> None:
    brief = ruled(TOLL, rule(reject=NEW.claim_id, on=date(2025, 12, 1)))
    texts = [document("early", "2025-09-02", received=date(2025, 9, 9)), LATE]
    texts[1] = document("late", "2025-09-08", received=date(2025, 9, 9))
    day = date(2025, 11, 30)
    assert reconcile(piled([OLD, NEW], texts), brief, day) == reconcile(piled([OLD, NEW], texts), TOLL, day)
    assert answer(brief, [OLD, NEW], *texts).best == 600


def test_a_rejected_passage_does_not_count_where_it_was_lifted_to() -> None:
    copy = document("copy", "2025-09-09")
    lifted = claim(copy, 6000, NIS, place="Russia")
    copies = [copying(copy, LATE)]
    for named in (NEW, lifted):
        brief = ruled(TOLL, rule(reject=named.claim_id))
        found = reconcile(piled([OLD, NEW, lifted], [EARLY, LATE, copy], copies), brief, AS_OF)[0]
        assert found.best == 600
        assert {aside.claim_id for aside in found.set_aside} == {NEW.claim_id}


def test_a_claim_can_be_named_by_its_document_and_figure() -> None:
    reference = {"document": "late", "figure": NEW.figure_text}
    assert answer(ruled(TOLL, rule(reject=reference)), [OLD, NEW]).best == 600
    by_hash = {"document": NEW.document_id[:8], "figure": NEW.figure_text}
    assert answer(ruled(TOLL, rule(reject=by_hash)), [OLD, NEW]).best == 600


def test_a_figure_that_stands_twice_is_never_guessed() -> None:
    again = claim(LATE, 6000, NIS, place="Russia", at=300, length=95)
    reference = {"document": "late", "figure": NEW.figure_text}
    assert told(ruled(TOLL, rule(reject=reference)), [OLD, NEW, again])[0] == "ambiguous"
    second = answer(ruled(TOLL, rule(reject={**reference, "nth": 2})), [OLD, NEW, again])
    assert second.rulings[0].claim_ids == (again.claim_id,)
    assert told(ruled(TOLL, rule(reject={**reference, "nth": 3})), [OLD, NEW, again])[0] == "no_claim"


def test_a_corrected_status_takes_a_claim_out_of_a_question_and_says_so() -> None:
    found = answer(ruled(TOLL, rule(correct={"claim": NEW.claim_id, "status": "planned"})), [OLD, NEW])
    assert found.best == 600
    aside = next(aside for aside in found.set_aside if aside.claim_id == NEW.claim_id)
    assert (aside.relation, aside.rule) == ("not_merged", "A2")
    assert "{ruling:ruling/correct/status}" in aside.reason


def test_a_corrected_place_brings_a_claim_into_a_question() -> None:
    astray = claim(LATE, 6000, NIS, place="Japan")
    found = answer(ruled(TOLL, rule(correct={"claim": astray.claim_id, "place": "Kursk region"})), [astray])
    assert (found.low, found.bound) == (6000, "at_least")
    assert "A2" in found.rules


def test_a_corrected_value_is_published_and_marked_as_corrected() -> None:
    found = answer(ruled(TOLL, rule(correct={"claim": NEW.claim_id, "value": 650})), [OLD, NEW])
    assert (found.best, found.rulings[0].fields) == (650, ("low", "high"))
    assert any(f"{{claim:{NEW.claim_id}.corrected}}" in line for line in found.rationale[1:])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"bound": "at_least"}, (600, None, "at_least")),
        ({"bound": "up_to"}, (None, 600, "up_to")),
        ({"high": None}, (600, None, "at_least")),
        ({"low": None}, (None, 600, "up_to")),
        ({"high": 900}, (600, 900, "range")),
        ({"value": 650}, (650, 650, "exact")),
        ({"low": 100, "high": 200, "bound": "range"}, (100, 200, "range")),
    ],
)
def test_ends_and_bound_follow_each_other(fields: dict[str, Any], expected: tuple[object, ...]) -> None:
    correction = rule(correct={"claim": OLD.claim_id, **fields}).correct
    assert correction
    found = corrected(OLD, correction, correction.fields)
    assert (found.low, found.high, found.bound) == expected


def test_ends_that_do_not_fit_are_not_taken_and_it_is_told() -> None:
    brief = ruled(TOLL, rule(correct={"claim": NEW.claim_id, "low": 7000}))
    assert answer(brief, [OLD, NEW]) == answer(TOLL, [OLD, NEW])
    assert told(brief, [OLD, NEW])[0] == "unsound"


def test_a_corrected_origin_speaks_for_itself() -> None:
    other = claim(LATE, 600, HUR, place="Russia")
    assert answer(TOLL, [OLD, other]).n_origins == 2
    name = "National Intelligence Service"
    found = answer(ruled(TOLL, rule(correct={"claim": other.claim_id, "origin": name})), [OLD, other])
    assert (found.n_origins, found.verdict) == (1, "single_origin")
    nobodys = answer(ruled(TOLL, rule(correct={"claim": NEW.claim_id, "origin": None})), [NEW])
    assert nobodys.verdict == "unknown_origin"


def test_a_merged_claim_counts_although_its_place_is_unknown() -> None:
    narrow = ask(place="Kursk region", temporality="cumulative")
    kin = claim(LATE, 700, NIS, place="Quarry Hill")
    assert answer(narrow, [kin]).verdict == "not_comparable"
    found = answer(ruled(narrow, rule(merge={"claims": kin.claim_id, "question": "q"})), [kin])
    assert (found.best, found.set_aside) == (700, ())
    assert "A3" in found.rules


def test_a_corrected_claim_that_is_merged_tells_both() -> None:
    kin = claim(LATE, 700, NIS, place="Quarry Hill", counted="cattle")
    narrow = ask(place="Kursk region", temporality="cumulative")
    fixed = rule("fixed", correct={"claim": kin.claim_id, "value": 70})
    found = answer(ruled(narrow, fixed, rule(merge={"claims": kin.claim_id, "question": "q"})), [kin])
    assert found.best == 70
    assert [ruled.rule for ruled in found.rulings] == ["A2", "A3"]


def test_a_claim_of_another_unit_is_not_merged() -> None:
    share = claim(LATE, 40, NIS, place="Russia", unit="%")
    brief = ruled(TOLL, rule(merge={"claims": share.claim_id, "question": "q"}))
    assert answer(brief, [OLD, share]).best == 600
    assert told(brief, [OLD, share])[0] == "other_unit"


def test_a_split_claim_is_no_answer_to_that_question_alone() -> None:
    questions = (*TOLL.questions, TOLL.questions[0].model_copy(update={"id": "r"}))
    brief = ruled(
        TOLL.model_copy(update={"questions": questions}),
        rule(split={"claims": NEW.claim_id, "question": "q"}),
    )
    one, other = reconcile(piled([OLD, NEW], [EARLY, LATE]), brief, AS_OF)
    assert (one.best, other.best) == (600, 6000)
    aside = next(aside for aside in one.set_aside if aside.claim_id == NEW.claim_id)
    assert (aside.relation, aside.rule) == ("not_merged", "A4")
    assert not other.rulings


def test_names_that_are_one_origin_supersede_each_other() -> None:
    palace = claim(LATE, 610, body("Blue House"), place="Russia")
    assert answer(TOLL, [OLD, palace]).n_origins == 2
    names = ["Blue House", "National Intelligence Service"]
    found = answer(ruled(TOLL, rule(same_origin=names)), [OLD, palace])
    assert (found.n_origins, found.best) == (1, 610)
    assert found.statements[0].origin == "Blue House"
    assert "A5" in found.rules


def test_a_party_stays_a_party_under_another_name() -> None:
    bodies = (Organisation(name="HUR", party=True),)
    brief = ruled(
        TOLL.model_copy(update={"organisations": bodies}), rule(same_origin=["Border Guard", "HUR"])
    )
    assert brief.is_party("Border Guard")
    assert not brief.is_party("Red Cross")
    found = answer(brief, [claim(LATE, 600, HUR, place="Russia")])
    assert any("party to the conflict" in line for line in found.rationale)


def test_joined_names_can_be_joined_again() -> None:
    told_by = [claim(LATE, 10 * n, body(name), place="Russia", at=200 * n) for n, name in enumerate("ABC", 1)]
    rulings = (
        rule("one", date(2025, 10, 1), same_origin=["A", "B"]),
        rule("two", same_origin=["C", "B"]),
    )
    found = answer(ruled(TOLL, *rulings), told_by)
    assert {statement.origin for statement in found.statements} == {"C"}


def test_an_equal_number_can_be_kept_from_joining() -> None:
    alike = claim(LATE, 600, nobody("reports"), place="Russia", length=95)
    joined = answer(TOLL, [OLD, alike])
    assert (joined.n_unknown, joined.n_reports) == (0, 2)
    act = {"claims": alike.claim_id, "origin": "National Intelligence Service"}
    parted = answer(ruled(TOLL, rule(different_origin=act)), [OLD, alike])
    assert (parted.n_origins, parted.n_unknown) == (1, 1)
    assert "A6" in parted.rules


def test_a_claim_that_names_an_origin_wrongly_is_unattributed() -> None:
    act = {"claims": NEW.claim_id, "origin": "National Intelligence Service"}
    found = answer(ruled(TOLL, rule(different_origin=act)), [NEW])
    assert (found.n_origins, found.verdict) == (0, "unknown_origin")


def test_a_grade_counts_in_ties_and_in_confidence() -> None:
    brief = ruled(TOLL, rule(grade={"origin": "National Intelligence Service", "grade": "A"}))
    assert answer(TOLL, [NEW]).confidence == "low"
    found = answer(brief, [NEW])
    assert (found.confidence, found.statements[0].grade) == ("moderate", "A")
    assert "A7" in found.rules


def test_the_later_ruling_counts_and_the_earlier_is_told() -> None:
    first = rule("a-first", date(2025, 10, 1), correct={"claim": NEW.claim_id, "value": 650})
    second = rule("b-second", correct={"claim": NEW.claim_id, "value": 660})
    brief = ruled(TOLL, second, first)
    assert answer(brief, [OLD, NEW]).best == 660
    assert answer(brief, [OLD, NEW], as_of=AS_OF).rulings[0].ruling_id == "b-second"
    assert told(brief, [OLD, NEW]) == (
        "overruled",
        ["ruling a-first has no effect: other rulings decide it"],
    )


@pytest.mark.parametrize(
    ("act", "why", "names"),
    [
        ({"reject": "c0000000000"}, "no_claim", "c0000000000"),
        ({"reject": {"document": "gone.txt", "figure": "about 5"}}, "no_claim", "'about 5' in gone.txt"),
        ({"merge": {"claims": NEW.claim_id, "question": "gone"}}, "no_question", "gone"),
        ({"merge": {"claims": NEW.claim_id, "question": "q"}}, "already_so", ""),
        ({"correct": {"claim": NEW.claim_id, "status": "observed"}}, "already_so", ""),
        ({"grade": {"origin": "Nobody", "grade": "B"}}, "no_origin", "Nobody"),
        ({"grade": {"source": "gone-*", "grade": "B"}}, "no_source", "gone-*"),
        ({"grade": {"origin": "National Intelligence Service", "grade": "F"}}, "already_so", ""),
        ({"same_origin": ["Nobody", "No one"]}, "no_origin", ""),
        ({"different_origin": {"claims": NEW.claim_id, "origin": "HUR"}}, "no_origin", ""),
    ],
)
def test_a_ruling_that_matches_nothing_is_told_and_changes_nothing(
    act: dict[str, Any], why: str, names: str
) -> None:
    brief = ruled(TOLL, rule(**act))
    found, lines = told(brief, [OLD, NEW])
    assert found == why
    assert len(lines) == 1
    assert names in lines[0]
    assert answer(brief, [OLD, NEW]) == answer(TOLL, [OLD, NEW])


def test_a_ruling_on_a_claim_that_answers_nothing_is_told() -> None:
    cattle = claim(LATE, 40, NIS, counted="cattle", event="sold")
    assert told(ruled(TOLL, rule(reject=cattle.claim_id)), [OLD, cattle])[0] == "no_answer"


def test_one_of_several_claims_that_is_gone_is_told() -> None:
    brief = ruled(TOLL, rule(reject=[NEW.claim_id, "c0000000000"]))
    why, lines = told(brief, [OLD, NEW])
    assert why is None
    assert lines == ["ruling ruling: the claim that it names is not among the documents (c0000000000)"]


ACTS = st.sampled_from(["reject", "status", "value", "place", "merge", "split", "part", "same", "grade"])


@st.composite
def ruled_piles(draw: st.DrawFn) -> tuple[Pile, tuple[Ruling, ...]]:
    """A pile, and rulings on some of its claims and origins."""
    pile = draw(piles())
    rulings = []
    for index in range(draw(st.integers(1, 5))):
        key = draw(st.sampled_from(pile[1])).claim_id
        act = {
            "reject": {"reject": key},
            "status": {"correct": {"claim": key, "status": draw(st.sampled_from(["observed", "planned"]))}},
            "value": {"correct": {"claim": key, "value": draw(st.sampled_from([700, 800]))}},
            "place": {"correct": {"claim": key, "place": draw(st.sampled_from(["Russia", None]))}},
            "merge": {"merge": {"claims": key, "question": "q"}},
            "split": {"split": {"claims": key, "question": "q"}},
            "part": {"different_origin": {"claims": key, "origin": "HUR"}},
            "same": {"same_origin": ["HUR", "Halden Institute"]},
            "grade": {"grade": {"origin": "HUR", "grade": draw(st.sampled_from("ABF"))}},
        }[draw(ACTS)]
        rulings.append(rule(f"r{index}", date(2025, 11, draw(st.integers(1, 3))), **act))
    return pile, tuple(rulings)


@few(40)
@given(ruled_piles(), st.integers(0, 1000))
def test_the_order_of_rulings_changes_nothing_and_deleting_them_undoes_them(
    drawn: tuple[Pile, tuple[Ruling, ...]], seed: int
) -> None:
    (documents, claims), rulings = drawn
    shuffled = random.Random(seed).sample(rulings, len(rulings))
    under = reconcile(piled(claims, documents), ruled(KILLED, *rulings), AS_OF)
    assert under == reconcile(piled(claims, documents), ruled(KILLED, *shuffled), AS_OF)
    without = reconcile(piled(claims, documents), KILLED, AS_OF)
    assert reconcile(piled(claims, documents), ruled(KILLED), AS_OF) == without
    assert reconcile(piled(claims, documents), ruled(KILLED, *rulings), date(2025, 10, 31)) == reconcile(
        piled(claims, documents), KILLED, date(2025, 10, 31)
    )


@few(40)
@given(ruled_piles())
def test_no_number_is_published_that_neither_a_claim_nor_a_ruling_states(
    drawn: tuple[Pile, tuple[Ruling, ...]],
) -> None:
    (documents, claims), rulings = drawn
    (found,) = reconcile(piled(claims, documents), ruled(KILLED, *rulings), AS_OF)
    rejected = {ref.claim for r in rulings for ref in r.reject or ()}
    stated = {end for c in claims if c.claim_id not in rejected for end in (c.low, c.high)}
    stated |= {r.correct.value for r in rulings if r.correct}
    assert {found.low, found.best, found.high} <= stated | {None}
    assert not rejected & set(found.claim_ids)
    touching = {ruled.ruling_id for ruled in found.rulings}
    for effect in effects(ruled(KILLED, *rulings).on(AS_OF), [found], claims):
        assert (effect.why is None) == (effect.ruling.id in touching)


def test_every_ruling_is_reported_once() -> None:
    question = Question(id="q", title="Q", category="troops", event="killed")
    assert effects(Brief(id="b", title="B", questions=(question,)), [], []) == []
