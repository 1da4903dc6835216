"""Who says so, across sentences."""

from collections.abc import Callable

from pipeline.records import Claim

BODY = "\n\nThe war went on through the night, and nobody in the town knew how or when it would end.\n" * 3
Extract = Callable[[str], list[Claim]]


def origins(found: list[Claim]) -> list[str]:
    return [item.origin for item in found]


def test_a_speaker_is_carried_on_within_a_paragraph(claims: Extract) -> None:
    text = "The Red Institute said the war goes on. Some 40 soldiers have died. Another 20 are missing."
    assert origins(claims(text)) == ["Red Institute", "Red Institute"]


def test_a_new_paragraph_ends_the_speaker(claims: Extract) -> None:
    text = (
        "The Red Institute said that the war goes on and on.\n\nSome 40 soldiers have died in the war so far."
    )
    assert origins(claims(text)) == ["publisher"]


def test_a_pronoun_stands_for_the_last_person(claims: Extract) -> None:
    text = "Anna Brisk, mayor of Velmar, said the dam broke. Some 40 people had drowned, she added."
    assert origins(claims(text)) == ["Anna Brisk"]


def test_a_surname_stands_for_the_full_name(claims: Extract) -> None:
    text = "The mayor, Anna Brisk, said it was bad. Then it grew worse. Some 40 people had died, Brisk said."
    assert origins(claims(text)) == ["Anna Brisk"]


def test_an_acronym_stands_for_the_name_it_was_given_to(claims: Extract) -> None:
    text = "The Red Institute of Peace (RIP) said the war goes on.\n\nThe RIP said 40 soldiers had died."
    assert origins(claims(text)) == ["Red Institute of Peace"]


def test_a_quotation_belongs_to_its_speaker(claims: Extract) -> None:
    text = '"It was dark. We found 40 bodies. Then we left," Anna Brisk said.'
    assert origins(claims(text)) == ["Anna Brisk"]


def test_this_was_reported_by_points_back(claims: Extract) -> None:
    text = "Some 40 soldiers have died. This was reported by the Red Institute."
    assert origins(claims(text)) == ["Red Institute"]


def test_lawmakers_pass_on_who_briefed_them(claims: Extract) -> None:
    text = "The Red Institute briefed lawmakers on the war.\n\nThe lawmakers said 40 soldiers had died."
    assert origins(claims(text)) == ["Red Institute"]


def test_a_headline_names_its_source_on_either_side(claims: Extract) -> None:
    assert origins(claims("Red Institute: 40 soldiers dead in war" + BODY)) == ["Red Institute"]
