"""Rulings at their edges: how a document is named, what overrules what, and in which order rules are told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from reconciliation_piles import AS_OF, ask, body, claim, document, piled

from pipeline.briefs import Brief, Organisation, Ruling
from pipeline.reconciliation import effects, reconcile
from pipeline.records import Claim, Estimate

EARLY, LATE = document("early", "2025-09-02"), document("late", "2025-09-08")
OFFICE, GUILD = body("Harbour Office"), body("Ferry Guild")
TOTAL = ask(place="Russia", temporality="cumulative")
OLD, NEW = claim(EARLY, 600, OFFICE, place="Russia"), claim(LATE, 6000, OFFICE, place="Russia")


def ruling(name: str = "ruling", day: int = 1, **act: Any) -> Ruling:
    fields = {"id": name, "on": date(2025, 11, day), "by": "A. Reader", "reason": "So it stands there."}
    return Ruling.model_validate({**fields, **act})


def ruled(*rulings: Ruling, brief: Brief = TOTAL) -> Brief:
    return brief.model_copy(update={"rulings": rulings})


def answer(brief: Brief, *claims: Claim) -> Estimate:
    return reconcile(piled(claims, [EARLY, LATE]), brief, AS_OF)[0]


def reasons(brief: Brief, *claims: Claim) -> dict[str, str | None]:
    found = reconcile(piled(claims, [EARLY, LATE]), brief, AS_OF)
    return {effect.ruling.id: effect.why for effect in effects(brief.on(AS_OF), found, claims)}


@pytest.mark.parametrize(("length", "best"), [(6, 600), (5, 6000)])
def test_six_characters_of_a_hash_name_a_document_and_five_do_not(length: int, best: float) -> None:
    named = {"document": NEW.document_id[:length], "figure": NEW.figure_text}
    assert answer(ruled(ruling(reject=named)), OLD, NEW).best == best


@pytest.mark.parametrize("figure", [" {}", "{} ", "{}\n", "\N{SOFT HYPHEN}{}"])
def test_a_figure_is_named_by_what_a_reader_sees_of_it(figure: str) -> None:
    named = {"document": "late", "figure": figure.format(NEW.figure_text)}
    assert answer(ruled(ruling(reject=named)), OLD, NEW).best == 600


def test_a_correction_of_what_was_rejected_before_is_overruled() -> None:
    first = ruling("first", 1, reject=NEW.claim_id)
    second = ruling("second", 2, correct={"claim": NEW.claim_id, "value": 650})
    assert reasons(ruled(first, second), OLD, NEW) == {"first": None, "second": "overruled"}


def test_of_several_figures_one_that_stands_twice_is_told_as_such() -> None:
    again = claim(LATE, 6000, OFFICE, place="Russia", at=300, length=95)
    twice = {"document": "late", "figure": NEW.figure_text}
    told = reasons(ruled(ruling(reject=["c0000000000", twice])), OLD, NEW, again)
    assert told == {"ruling": "ambiguous"}


@pytest.mark.parametrize(("grades", "grade"), [(("B", "F"), "B"), (("B", "C"), "C"), (("F", "C"), "C")])
def test_a_joined_name_keeps_its_grade_unless_the_printed_one_has_a_grade(
    grades: tuple[str, str], grade: str
) -> None:
    own, printed = grades
    bodies = (
        Organisation(name="Harbour Office", grade=own),
        Organisation(name="Ferry Guild", grade=printed),
    )
    brief = TOTAL.model_copy(update={"organisations": bodies})
    joined = ruling(same_origin=["Ferry Guild", "Harbour Office"])
    (statement,) = answer(ruled(joined, brief=brief), NEW).statements
    assert (statement.origin, statement.grade) == ("Ferry Guild", grade)


@pytest.mark.parametrize(("unit", "best"), [(None, 40), ("%", 600)])
def test_only_what_is_of_its_unit_is_merged_into_a_question(unit: str | None, best: float) -> None:
    told = claim(LATE, 40, OFFICE, place="Quarry Hill", unit=unit)
    merged = ruling(merge={"claims": told.claim_id, "question": "q"})
    assert answer(ruled(merged), OLD, told).best == best


def test_a_claim_split_off_is_listed_with_the_rule() -> None:
    split = ruling(split={"claims": NEW.claim_id, "question": "q"})
    found = answer(ruled(split), OLD, NEW)
    assert [(aside.claim_id, aside.rule) for aside in found.set_aside] == [(NEW.claim_id, "A4")]


def test_rules_of_rulings_are_told_after_all_others() -> None:
    found = answer(ruled(ruling(reject=NEW.claim_id)), OLD, NEW)
    letters = [rule[0] for rule in found.rules]
    assert letters == sorted(letters, reverse=True)
    assert letters[-1] == "A"
    numbers = [int("".join(filter(str.isdigit, rule.partition(".")[0]))) for rule in found.rules]
    assert numbers[:-1] == sorted(numbers[:-1])


@pytest.mark.parametrize("number", [510, 400])
def test_a_claim_kept_from_an_origin_that_its_document_names_is_told(number: float) -> None:
    named = claim(LATE, 510, GUILD, place="Russia")
    vaguer = claim(LATE, (number, None), bound="at_least", place="Russia", at=300)
    apart = ruling(different_origin={"claims": vaguer.claim_id, "origin": "Ferry Guild"})
    found = answer(ruled(apart), named, vaguer)
    assert "A6" in found.rules
    assert [one.claim_ids for one in found.rulings] == [(vaguer.claim_id,)]
