"""How claims that somebody puts side by side stand to each other."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciliation_piles import body, claim, document, month, nobody, person, piled
from sweeps import few

from pipeline.reconciliation import compare, comparison_sentence
from pipeline.records import Claim, CleanedText

MORNING, EVENING = document("morning", "2025-03-10"), document("evening", "2025-03-10")
LATER = document("later", "2025-05-20")
WATCH, ARMY = body("Halden Watch"), body("Army of Velmar")
STOCK = {"temporality": "stock", "event": "stationed"}


def standing(*claims: Claim, documents: tuple[CleanedText, ...] = (MORNING, EVENING, LATER)) -> str:
    return compare(claims, piled(claims, documents)).standing


def test_a_number_that_several_documents_carry_from_one_origin_is_one_statement():
    assert standing(claim(MORNING, 40, WATCH), claim(EVENING, 40, body("Wire"), WATCH)) == "same_origin"


def test_an_unattributed_number_is_no_further_origin():
    assert standing(claim(MORNING, 40, WATCH), claim(EVENING, 40)) == "same_origin"
    assert standing(claim(MORNING, 40), claim(EVENING, 40)) == "same_origin"


def test_two_origins_that_fit_agree_independently():
    found = compare(
        pair := [claim(MORNING, 40, WATCH), claim(EVENING, 41, ARMY)], piled(pair, [MORNING, EVENING])
    )
    assert found.standing == "independent_agreement"
    assert found.origins == ("Army of Velmar", "Halden Watch")


def test_two_origins_that_exclude_each_other_on_one_day_are_in_conflict():
    assert standing(claim(MORNING, 40, WATCH), claim(EVENING, 90, ARMY)) == "conflict"


def test_one_origin_that_gives_another_number_has_updated_it():
    pair = [claim(MORNING, 40, WATCH), claim(LATER, 55, WATCH)]
    found = compare(pair, piled(pair, [MORNING, LATER]))
    assert found.standing == "superseded"
    assert found.newest is not None
    assert found.newest.claim == pair[1]
    assert f"{{claim:{pair[1].claim_id}}}" in comparison_sentence(found)


@pytest.mark.parametrize(
    ("number", "bound", "found"),
    [(145, 140, "same_origin"), (4180, 4000, "same_origin"), (78, 65, "superseded")],
)
def test_a_rounding_is_the_same_number_and_another_bound_an_update(number, bound, found):
    worded = claim(EVENING, (bound, None), WATCH, bound="more_than")
    assert standing(claim(MORNING, number, WATCH), worded) == found


def test_two_exact_numbers_of_one_origin_are_an_update_however_near():
    assert standing(claim(MORNING, 145, WATCH), claim(EVENING, 148, WATCH)) == "superseded"


def test_origins_of_different_times_do_not_contradict_each_other():
    spring, summer = {"time": month(2025, 3)}, {"time": month(2025, 7)}
    assert (
        standing(claim(MORNING, 40, WATCH, **STOCK, **spring), claim(LATER, 90, ARMY, **STOCK, **summer))
        == "superseded"
    )


def test_a_total_with_its_parts_is_one_statement():
    parts = [claim(MORNING, number, WATCH, at=200 * place) for place, number in enumerate((30, 10, 20))]
    found = compare(parts, piled(parts, [MORNING]))
    assert (found.standing, found.rule) == ("same_origin", "R7s")


@pytest.mark.parametrize(
    ("fields", "aspect"),
    [
        ({"status": "planned"}, "status"),
        ({"event": "wounded"}, "event"),
        ({"place": "Ukraine"}, "place"),
        ({"unit": "%"}, "unit"),
        ({"counted": "tanks"}, "category"),
        ({"additional": True}, "additional"),
        ({"time": month(2025, 9)}, "temporality"),
    ],
)
def test_claims_on_different_things_are_not_comparable(fields, aspect):
    scope = {"place": "Russia", "time": month(2025, 3)}
    pair = [claim(MORNING, 40, WATCH, **scope), claim(EVENING, 90, WATCH, **{**scope, **fields})]
    found = compare(pair, piled(pair, [MORNING, EVENING]))
    assert found.standing == "not_comparable"
    assert aspect in found.differs


def test_equal_digits_do_not_make_two_things_one():
    assert (
        standing(claim(MORNING, 40, WATCH, place="Russia"), claim(EVENING, 40, WATCH, place="Ukraine"))
        == "not_comparable"
    )


def test_the_media_of_a_state_speak_as_one():
    pair = [claim(MORNING, 78, body("Velmari state TV")), claim(EVENING, 78, body("State media"))]
    assert standing(*pair) == "independent_agreement"
    pair = [claim(MORNING, 78, body("Russian state TV")), claim(EVENING, 78, body("State media"))]
    assert standing(*pair) == "same_origin"


def test_a_country_speaks_through_the_bodies_of_its_government():
    counted = {"counted": "cases", "event": "infected", "place": "Brazil", "actor": "Brazil"}
    whole, body_of = (
        claim(MORNING, 4000, body("Brazil"), bound="approx", **counted),
        body("Ministry of Health"),
    )
    assert standing(whole, claim(EVENING, 4180, body_of, **counted)) == "same_origin"
    elsewhere = {**counted, "place": "Peru", "actor": "Peru"}
    assert standing(whole, claim(EVENING, 4180, body_of, **elsewhere)) == "not_comparable"


def test_a_place_concluded_from_other_sentences_rules_nothing_out():
    here = claim(MORNING, 40, WATCH, place="Russia", rules=("place.sentence",))
    assert (
        standing(here, claim(EVENING, 40, WATCH, place="Ukraine", rules=("place.before",))) == "same_origin"
    )


def test_kinds_of_bodies_alone_name_nobody():
    lead, text = (
        claim(MORNING, 150, body("monitors and state media"), bound="approx"),
        claim(MORNING, 148, WATCH, at=300),
    )
    assert standing(lead, text) == "same_origin"


def test_a_person_with_and_without_a_title_is_one_person():
    one = claim(MORNING, 23, person("Director-General Anna Berg"))
    other = claim(EVENING, (20, None), person("Anna Berg", "Halden Watch"), bound="more_than")
    assert standing(one, other) == "same_origin"


def test_one_claim_alone_cannot_be_compared():
    lone = claim(MORNING, 40, WATCH)
    with pytest.raises(ValueError, match="two claims"):
        compare([lone], piled([lone], [MORNING]))


@few(25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([40, 41, 60, 90]),
            st.sampled_from([WATCH, ARMY, nobody("reports")]),
            st.sampled_from([MORNING, EVENING, LATER]),
            st.sampled_from(["observed", "planned"]),
        ),
        min_size=2,
        max_size=4,
    )
)
def test_the_order_of_claims_changes_nothing(drawn):
    claims = [
        claim(text, number, link, at=200 * place, status=status)
        for place, (number, link, text, status) in enumerate(drawn)
    ]
    found = {standing(*order) for order in permutations(claims)}
    assert len(found) == 1
