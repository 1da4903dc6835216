"""Places: which names are places, which one is nearest, and what is carried."""

from collections.abc import Callable

import pytest

from pipeline.extraction.language.tokens import tokenize
from pipeline.extraction.places.places import find_places, known_places
from pipeline.extraction.places.toponyms import dateline_end, known_at
from pipeline.records import Claim

Extract = Callable[[str], list[Claim]]

NAMES = [
    ("They met in Velmar.", ["Velmar"]),
    ("A storm hit Kenya.", ["Kenya"]),
    ("They met in the town of Velmar in Chile.", ["town of Velmar in Chile"]),
    ("It rained in 27 provinces.", ["27 provinces"]),
    ("It rained in the worst-hit district.", ["worst-hit district"]),
    ("They stood on its southern border.", ["its southern border"]),
    ("It spread worldwide.", ["worldwide"]),
    ("They bombed in attacks on Kharkiv.", ["Kharkiv"]),
    ("It lies in Velmar's hills.", []),
    ("It lies in Kano's hills.", ["Kano"]),
    ("They fled from Hurricane Brisk.", []),
    ("They bought 40 vans from Northgate.", []),
    ("They came by road from Kano.", ["Kano"]),
    ("It sells at Rs 40.", []),
    ("She told reporters in Kano.", []),
    ("A man killed in Four Explosions", []),
    ("They wept in the West Bank.", ["West Bank"]),
    ("He studied at the University of Kano.", []),
    ("They climbed out of the pit at the Torvan copper mine.", ["Torvan copper mine"]),
    ("It is sold across the world.", ["world"]),
    ("They were sent to the border.", ["border"]),
    ("They landed at Torvan airstrip.", ["Torvan airstrip"]),
    ("It trades on the Velmar Exchange.", ["Velmar Exchange"]),
    ("Some live in the south, others in the north.", ["south", "north"]),
    ("They looked to the north wall.", []),
    ("There were 40 in Velmar and 30 at Brask.", ["Velmar", "Brask"]),
    ("She paid 40 at Northgate.", []),
]
KNOWN = [
    ("The Mount Torvan fire burnt on.", ["Mount Torvan"]),
    ("To date, where it rained, all is dry.", []),
    ("The Beirut explosion broke windows.", ["Beirut"]),
    ("The mayors of Kenya's towns agreed.", ["Kenya"]),
    ("Half of Oster County's schools are shut.", ["Oster County"]),
    ("Victoria Brisk explosion", []),
    ("Kenya, where it rained, is large.", ["Kenya"]),
]
NEAREST = [
    ("In Kano, which lies on a plain and is home to many, 40 people died.", "Kano"),
    ("Some 12 people died in Kano and 8 in Jos.", "Kano"),
    ("A pit burned in Podi; some 40 men were hurt in Qing.", "Qing"),
    ("After a visit to Lima he said that 40 boats would be sent to Kano.", "Kano"),
    ("Some 40 people died, the minister said in Lima.", None),
    ("Some 40 cooks died in the Oster Mine, located in Kano.", "Oster Mine"),
    ("About 40 per cent of Kenyan girls are in school.", "Kenya"),
]
CARRIED = [
    ("A storm hit Kenya.\n\nIn Lima it was dry.\n\nSome 40 people died.", "Kenya"),
    ("A storm hit Kenya.\n\nIn Lima 12 people fell ill. Some 40 people died.", "Lima"),
    ("In the capital 12 people fell ill. Some 40 people died.", None),
    ("BEIRUT Bombs went off near shops. Some 40 people died.", None),
]


def _tokens(text: str) -> list:
    return tokenize(text, 0, len(text))


@pytest.mark.parametrize(("text", "places"), NAMES)
def test_a_preposition_marks_a_place(text: str, places: list[str]) -> None:
    tokens = _tokens(text)
    assert [place.text(tokens, text) for place in find_places(tokens, [])] == places


@pytest.mark.parametrize(("text", "places"), KNOWN)
def test_a_known_place_needs_no_preposition(text: str, places: list[str]) -> None:
    tokens = _tokens(text)
    assert [place.text(tokens, text) for place in known_places(tokens)] == places


@pytest.mark.parametrize(("text", "place"), NEAREST)
def test_the_place_of_the_own_clause_is_nearest(claims: Extract, text: str, place: str | None) -> None:
    assert claims(text)[0].place == place


@pytest.mark.parametrize(("text", "place"), CARRIED)
def test_a_place_is_carried_in_its_paragraph(claims: Extract, text: str, place: str | None) -> None:
    assert claims(text)[-1].place == place


def test_a_list_gives_each_figure_its_place(claims: Extract) -> None:
    assert [item.place for item in claims("Some 12 people died in Kano and 8 in Jos.")] == ["Kano", "Jos"]


@pytest.mark.parametrize(("text", "size"), [("BEIRUT Bombs fell.", 1), ("NATO Allies met.", 0), ("Bombs", 0)])
def test_a_dateline_may_run_into_the_sentence(text: str, size: int) -> None:
    assert dateline_end(_tokens(text)) == size


def test_a_headline_in_capitals_names_no_unknown_place(claims: Extract) -> None:
    found = claims("Mill To Lay Off Another 40 Workers at Oster\n\nThe mill said 40 workers would go.")
    assert [item.place for item in found if item.place == "Lay Off Another"] == []


@pytest.mark.parametrize("text", ["UN troops", "March rain", "Union rules"])
def test_a_word_that_is_seldom_a_city_is_none(text: str) -> None:
    assert known_at(_tokens(text), 0) == 0
