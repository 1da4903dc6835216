"""Actors: whose people, things or acts a figure counts."""

from collections.abc import Callable

import pytest

from pipeline.records import Claim

Extract = Callable[[str], list[Claim]]
Find = Callable[[str, str], Claim]

OWN_WORDS = [
    ("About 40 of Oster Steel's furnaces are cold.", "About 40", "Oster Steel"),
    ("The lawyers spoke for 40 members of the Dock Union.", "40", "Dock Union"),
    ("Some 40 army officers were promoted in Velmar.", "Some 40", "army"),
    ("Two battalions of troops from Chile have landed in Velmar.", "Two", "Chile"),
    ("The number of Chilean sailors in Velmar rose to 900.", "900", "Chile"),
    ("The navy killed 40 Red Lions off Velmar.", "40", "Red Lions"),
    ("The Oster navy sank 40 rebel boats.", "40", "rebels"),
    ("The Chilean army has killed 40 terrorists.", "40", "terrorists"),
    ("Brask Motors lost 40 million U.S. dollars.", "40 million U.S. dollars", "Brask Motors"),
    ("The Chilean army killed dozens of Karun in Velmar.", "dozens", "Karun"),
    ("Chilean boats picked up 40 migrant women off Velmar.", "40", "migrants"),
]
CLAUSES = [
    ("The strike is costing Brask Motors 40 tonnes of steel a week.", "40", "Brask Motors"),
    ("Lenders pledge $40 million for Velmar", "$40 million", "Lenders"),
    ("The Oster Fund began distributing food to 900 people.", "900", "Oster Fund"),
    ("The council approved 40 bus lines.", "40", "council"),
    ("The harbour board denied that it had sold 40 cranes.", "40", "harbour board"),
    ("Chile and Peru, its neighbour, have pledged 400 troops for Velmar.", "400", "Chile and Peru"),
    ("Harbour allies offer 400 troops for Velmar.", "400", "Harbour allies"),
    ("Donors have given €40 million so far.", "€40 million", "Donors"),
    ("The relief agency announced plans to move 400 people inland.", "400", "relief agency"),
    ("Some 40 drones were launched by the Oster Army before dawn.", "Some 40", "Oster Army"),
    ("Oster Steel on Friday said output at its mills fell to 40 tonnes.", "40", "Oster Steel"),
]
TEXTS = [
    ("Chilean refugees are tired.\n\nPeru hosts 900 refugees.", "900", "Chile"),
    ("Rain fell in Peru.\n\nLima is wet. Floods claimed 40 lives.", "40", "Peru"),
    ("In Chile 40 deaths were found.\n\nPeru reported 90 deaths in May.", "90", "Peru"),
    ("Chile picked up 40 migrants off Velmar.\n\nThen some 90 bodies were found.", "some 90", "migrants"),
    ("Peru reported 40 cases in May.\n\nAbout 90 people are in hospital.", "About 90", "Peru"),
    ("Brask's quarterly sales were $40 million in May.", "$40 million", "Brask"),
    ("Oster Steel is ailing.\n\nShares of Brask Motors fell 40% in May.", "40%", "Brask Motors"),
    ("Brask Motors, which reported a 40% drop in revenue, is closing.", "40%", "Brask Motors"),
    ("Oster Steel plans to close a mill.\n\nThe cost is put at $40 million.", "$40 million", "Oster Steel"),
    (
        "Red Dawn claimed responsibility for the blasts.\n\nFour bombers died in the attacks.",
        "Four",
        "Red Dawn",
    ),
    ("Peru and Chile are at odds.\n\nIn Chile 40 cases were found.", "40", "Chile"),
    ("Up to 900 people gathered in Velmar for the rally.", "Up to 900", "protesters"),
    ("Some 40 rebels walked into the town of Velmar.", "Some 40", "rebels"),
    ("Anna Brisk, head of the Oster Bank, said 40 per cent was enough.", "40 per cent", "Oster Bank"),
]


@pytest.mark.parametrize(("text", "figure", "actor"), [*OWN_WORDS, *CLAUSES, *TEXTS])
def test_actor(claim: Find, text: str, figure: str, actor: str) -> None:
    assert claim(text, figure).actor == actor


def test_who_counts_people_is_not_whose_people_they_are(claim: Find) -> None:
    text = "North Korea sent soldiers to Velmar. The Harbour Agency counted 40 soldiers in May."
    assert claim(text, "40").actor == "North Korea"


def test_a_pronoun_of_the_killed_stands_for_who_says_so(claim: Find) -> None:
    text = "The Dawn Party denied that the Chilean army had killed 40 of its members in Velmar."
    assert claim(text, "40").actor == "Dawn Party"


def test_the_nation_of_a_firms_jobs_is_where_they_are(claim: Find) -> None:
    found = claim("Brask Motors will cut 400 Chilean jobs this year.", "400")
    assert found.actor == "Brask Motors"


def test_each_actor_names_its_rule(claims: Extract) -> None:
    (found,) = claims("The council approved 40 bus lines.")
    assert "actor.body" in found.rules


def test_what_one_side_destroys_is_the_others(claim: Find) -> None:
    war = "Chile and Peru are at war. Peru and Chile met. Peru left and Chile sulked.\n\n"
    assert claim(war + "The Chilean army destroyed 40 tanks.", "40").actor == "Peru"
    assert claim(war + "Chile lost some 40 tanks in May.", "some 40").actor == "Chile"
