"""Who says so, inside one sentence."""

from collections.abc import Callable

import pytest

from pipeline.records import Claim

CASES = [
    ("The Health Ministry said 40 people had died.", "Health Ministry"),
    ("Some 40 people had died, the Health Ministry said.", "Health Ministry"),
    ("Some 40 people had died, the Health Ministry said on Friday.", "Health Ministry"),
    ("Some 40 people had died, the Health Ministry (HM) told reporters in a statement.", "Health Ministry"),
    ("Some 40 people had died, said Anna Brisk, the mayor of Velmar.", "Anna Brisk"),
    ("Some 40 people had died, according to the relief agency Clear Well.", "Clear Well"),
    (
        "Some 40 people had died, according to two people familiar with the matter.",
        "two people familiar with the matter",
    ),
    ("According to WHO, 40 people had died.", "WHO"),
    ("Anna Brisk, deputy head of the agency, said 40 people had died.", "Anna Brisk"),
    ("The energy minister, Anna Brisk, said 40 people had died.", "Anna Brisk"),
    ("Northgate, the operator, said 40 people had died.", "Northgate"),
    ("A diplomat from Norway, speaking by telephone, said 40 people had died.", "diplomat from Norway"),
    ("An independent group, White Lens, counted 40 people.", "White Lens"),
    ("Anna Brisk of the Red Institute said 40 people had died.", "Anna Brisk"),
    ('"We saw 40 bodies," said managing director Anna Brisk.', "Anna Brisk"),
    ("The bulletin says 40 people had died.", "bulletin"),
    ("The agency has closed the camp and says 40 people died.", "agency"),
    ("This was reported by the agency: 40 people had died, the Red Institute said.", "Red Institute"),
    ("The charity has appealed for $40 million.", "charity"),
    ("Some 40 people had died.", "publisher"),
    ("The attack, claimed by the Red Front, killed 40 people.", "publisher"),
    ("The United States will send 40 lorries, the Pentagon said.", "Pentagon"),
    ("On Monday, police said 40 people had died.", "police"),
    ("Some 40 people had died, divers said.", "divers"),
    ("Some 40 people had died, said village elder Oren Tal.", "Oren Tal"),
    ("The dam broke and killed 40 people, said Anna Brisk, the mayor of Velmar.", "Anna Brisk"),
    ("Some 40 people died, Anna Brisk said on Friday, warning of more rain.", "Anna Brisk"),
    ("Anna Brisk met the mayors and said 40 people had died.", "Anna Brisk"),
    ("Anna Brisk left the meeting, saying that 40 people had died.", "Anna Brisk"),
    ("Anna Brisk said the dam broke, adding that 40 people had died.", "Anna Brisk"),
    ("State radio quoted Anna Brisk, a doctor in Velmar, as saying 40 people had died.", "Anna Brisk"),
    ("The rebels' claim that 40 soldiers were killed came at night.", "rebels"),
    ("It was reported by the Red Institute that 40 people had died.", "Red Institute"),
    ("The White Lens group believes that 40 people died, Anna Brisk told reporters.", "Anna Brisk"),
    ("Some 40 people have died, hospital records show.", "hospital records"),
    ("WHO says 40 people had died.", "WHO"),
    ("The floods showed that 40 houses were built on sand.", "publisher"),
    ("Oren Tal was quoted by State Radio as saying that 40 people had died.", "Oren Tal"),
    ("Some 40 people had died, State Radio quoted Oren Tal as saying.", "Oren Tal"),
    ("Some 40 people had died, divers and local police said.", "divers and local police"),
    ("A report by the Red Institute found that 40 people had died.", "Red Institute"),
    ("The ministry gave the toll as 40 dead.", "ministry"),
    ("The rebels say they killed 40 soldiers, a claim the army denies.", "rebels"),
    ("Velmar Steel announced plans to cut 40 jobs.", "Velmar Steel"),
    ('"There are 40 bodies here," a nurse said by phone.', "nurse"),
    ("The survey, published in May, found that 40 percent of birds had died.", "survey"),
    ("The Daily Lamp said 40 people died, without citing sources.", "Daily Lamp"),
    ("The rebels met reporters, claiming they had killed 40 soldiers.", "rebels"),
    ("Velmar Steel, which employs 400 people, said sales fell.", "publisher"),
    ("Rebels claimed responsibility for the attack, which killed 40 people.", "publisher"),
    ("The mayor said rebels could claim that 40 soldiers were killed.", "mayor"),
    ("The dam broke and killed 40 people, said its deputy head, Oren Tal.", "Oren Tal"),
    ("Air Velmar will cut 40 jobs, it said on Friday.", "Air Velmar"),
    ("Some 40 people were said to be in the boat.", "publisher"),
]


@pytest.mark.parametrize(("text", "origin"), CASES)
def test_origin(claims: Callable[[str], list[Claim]], text: str, origin: str) -> None:
    assert [item.origin for item in claims(text)] == [origin]


def test_a_person_is_linked_to_whom_they_speak_for(claims: Callable[[str], list[Claim]]) -> None:
    text = "Anna Brisk, deputy head of the Red Institute, said 40 people had died."
    assert claims(text)[0].chain[-1].organisation == "Red Institute"


def test_the_words_that_make_a_link_are_its_evidence(claims: Callable[[str], list[Claim]]) -> None:
    text = "The Health Ministry said 40 people had died."
    evidence = claims(text)[0].chain[-1].evidence
    assert evidence is not None
    assert evidence.of(text) == "The Health Ministry said"


def test_a_relay_stands_before_the_origin(claims: Callable[[str], list[Claim]]) -> None:
    text = "Some 40 people had died, the Daily Lamp reported, citing the Health Ministry."
    assert [link.party for link in claims(text)[0].chain] == ["publisher", "Daily Lamp", "Health Ministry"]


def test_nobody_named_is_an_unknown_source(claims: Callable[[str], list[Claim]]) -> None:
    text = "Some 40 people had died, according to news reports."
    assert claims(text)[0].chain[-1].kind == "unknown"


def test_a_relay_that_quotes_stands_before_the_origin(claims: Callable[[str], list[Claim]]) -> None:
    text = "State radio quoted Anna Brisk, a doctor in Velmar, as saying 40 people had died."
    assert [link.party for link in claims(text)[0].chain] == ["publisher", "State radio", "Anna Brisk"]


def test_an_intention_is_no_source_where_somebody_speaks(claims: Callable[[str], list[Claim]]) -> None:
    text = "The port hopes to hire 40 pilots, Anna Brisk said."
    assert claims(text)[0].origin == "Anna Brisk"
