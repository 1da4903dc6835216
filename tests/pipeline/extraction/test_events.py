"""Which event governs a figure."""

from collections.abc import Callable

import pytest

from pipeline.extraction.language.lexicon import inflect
from pipeline.records import Claim

CASES = [
    ("The blast killed 12 people and wounded 30.", "12", "killed"),
    ("The blast killed 12 people and wounded 30.", "30", "wounded"),
    ("Some 600 soldiers were killed and thousands wounded.", "Some 600", "killed"),
    ("Some 600 soldiers were killed and thousands wounded.", "thousands", "wounded"),
    ("The death toll rose to 48.", "48", "killed"),
    ("More than 300 troops who fought there have been sent home.", "More than 300", "deployed"),
    ("Officials fear 90,000 flee each week.", "90,000", "displaced"),
    ("The plant employs 3,200 people.", "3,200", "employed"),
    ("The firm will lay off 450 staff.", "450", "laid_off"),
    ("The town has 700 lamps.", "700", None),
    ("A bus with 30 miners aboard overturned.", "30", "transported"),
    ("After the storm 5,000 homes were without power.", "5,000", "cut_off"),
    ("The ministry closed 12 schools.", "12", "closed"),
    ("Sappers defused 400 mines in the valley.", "400", "cleared"),
    ("The camp needs 300 tents.", "300", "needed"),
    ("Thieves stole 15 tractors.", "15", "stolen"),
    ("The party won 54 seats.", "54", "elected"),
    ("The clinics tested 900 children.", "900", "tested"),
    ("The slide buried a bus and left 21 missing.", "21", "missing"),
    ("The squall left 6,400 households without electricity.", "6,400", "cut_off"),
    ("The blaze left 350 families homeless.", "350", "displaced"),
    ("The clinic told of 14 new infections, bringing the total to 60 infections.", "60", "infected"),
    ("Some 2,300 drivers walked off the job in Marl.", "Some 2,300", "on_strike"),
    ("About 80 bakers are on the picket line.", "About 80", "on_strike"),
    ("Nearly 9,000 people took to the streets of Linden.", "Nearly 9,000", "protested"),
    ("The state borrowed $40 million.", "$40 million", "paid"),
    ("Sales reached 12,000 cars.", "12,000", "sold"),
    ("The company reported revenue of $40 million.", "$40 million", "earned"),
]


@pytest.mark.parametrize(("text", "figure", "event"), CASES)
def test_event(claim: Callable[[str, str], Claim], text: str, figure: str, event: str | None) -> None:
    assert claim(text, figure).event == event


@pytest.mark.parametrize(
    ("text", "temporality"),
    [
        ("The plant employs 40 people.", "stock"),
        ("The blast killed 40 people.", "cumulative"),
        ("The port handles 40 ships a day.", "flow"),
        ("The town has 40 lamps.", "stock"),
        ("The camp takes in 40 people daily.", "flow"),
        ("The plant built 40 buses last year.", "flow"),
    ],
)
def test_how_a_count_runs_in_time(claim: Callable[[str, str], Claim], text: str, temporality: str) -> None:
    assert claim(text, "40").temporality == temporality


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("kill", {"kill", "kills", "killed", "killing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("drop", {"drop", "drops", "dropped", "dropping"}),
        ("flee/fled/fled", {"flee", "flees", "fled", "fleeing"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("transfer", {"transfer", "transfers", "transferred", "transferring"}),
        ("visit", {"visit", "visits", "visited", "visiting"}),
    ],
)
def test_verbs_inflect(verb: str, forms: set[str]) -> None:
    assert {form[0] for form, _ in inflect(verb)} == forms


def test_a_particle_follows_every_form() -> None:
    assert ("laid", "off") in {form for form, _ in inflect("lay off/laid off/laid off")}
