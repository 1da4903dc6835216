"""Whose, where and when: actor, place and time of a figure."""

from collections.abc import Callable

import pytest

from pipeline.extraction.attribution.title_body import main_body
from pipeline.extraction.language.sentences import split
from pipeline.records import Claim, TextSpan

PLACES = [
    ("Some 40 people were killed in Velmar on Monday.", "Velmar"),
    ("A storm killed 40 people when it struck the Oster district at night.", "Oster district"),
    ("Some 40 troops were sent to Romania, Poland and Germany.", "Romania, Poland and Germany"),
    ("Some 40 people died near the border with Ukraine.", "border with Ukraine"),
    ("Some 40 officers were seen in Russia's far east.", "Russia's far east"),
    ("DRASK, 3 May 2024 - Some 40 people marched for peace.", "DRASK"),
    ("A fire broke out in Velmar. It killed 40 people.", "Velmar"),
]
NO_PLACES = [
    "Some 40 deaths were linked to Lassa.",
    "Some 40 people died, according to Brannock.",
    "Some 40 people died, experts at the WHO said.",
    "Some 40 people spoke to Russian officials.",
]
ACTORS = [
    ("Some 40 North Korean soldiers were killed.", "North Korea"),
    ("Russia launched 40 missiles.", "Russia"),
    ("The army plans to send 40 tents.", "army"),
    ("The firm Northgate said it will cut 40 jobs.", "Northgate"),
    ("North Korea sent soldiers. They lost 40 tanks.", "North Korea"),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_place(claims: Callable[[str], list[Claim]], text: str, place: str) -> None:
    assert [item.place for item in claims(text)] == [place]


@pytest.mark.parametrize("text", NO_PLACES)
def test_no_place(claims: Callable[[str], list[Claim]], text: str) -> None:
    assert [item.place for item in claims(text)] == [None]


@pytest.mark.parametrize(("text", "actor"), ACTORS)
def test_actor(claims: Callable[[str], list[Claim]], text: str, actor: str) -> None:
    assert [item.actor for item in claims(text)] == [actor]


def test_the_time_of_the_event_is_told_from_the_time_it_was_said(claim: Callable[[str, str], Claim]) -> None:
    found = claim("The ministry said on Tuesday that 40 soldiers had been killed since January 2024.", "40")
    assert (found.time_text, found.said_text) == ("since January 2024", "on Tuesday")


def test_what_a_document_is_about_is_whose_the_rest_is() -> None:
    lines = [
        "Brask Motors cuts jobs again",
        "The car maker Brask Motors gave no reason.",
        "Sales fell by 40 per cent.",
    ]
    text = "\n".join(lines)
    ends = [sum(len(line) + 1 for line in lines[: at + 1]) for at in range(3)]
    spans = [
        TextSpan(start=end - len(line) - 1, end=end - 1, kept=True, kind=kind, reason="test")
        for end, line, kind in zip(ends, lines, ("title", "prose", "prose"), strict=True)
    ]
    assert main_body(split(text, spans)) == "Brask Motors"
    assert main_body(split(text, spans[1:])) is None


NEAREST = [
    ("Rain fell in Chad. Kenya reported 40 dead and 30 injured.", ["Kenya", "Kenya"]),
    (
        "Some 40 deaths were counted in Chad, including 14 in Velmar and 3 in Brask.",
        ["Chad", "Velmar", "Brask"],
    ),
    ("A storm hit Chad. It left 40 dead, including 14 in Velmar.", ["Chad", "Velmar"]),
    ("Some 40 Chilean workers went on strike.", ["Chile"]),
    ("The worst in Chad was the hot city, Abuja, where 40 died.", ["Abuja"]),
    ("Wages fell by 4 per cent. Chilean miners and Chilean clerks were angry.", ["Chile"]),
    ("Some 7,000 tents were pitched (Velmar 4,100, Lower Brask 2,900).", [None, "Velmar", "Lower Brask"]),
    ("Some 7,000 tents were pitched in Chad (Union 4,100, Agency 2,900).", ["Chad", "Chad", "Chad"]),
]


@pytest.mark.parametrize(("text", "places"), NEAREST)
def test_each_figure_has_its_own_place(
    claims: Callable[[str], list[Claim]], text: str, places: list[str | None]
) -> None:
    assert [item.place for item in claims(text)] == places
