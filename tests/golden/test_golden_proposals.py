"""What is proposed for subjects that no table was made for, and what the proposed questions are answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import pipeline
from pipeline.briefs import Brief, parse_brief, write_brief
from pipeline.pile import Pile
from pipeline.reconciliation.proposing import proposal

FOLDER = Path(__file__).parent / "new_subjects"
AS_OF = date(2026, 9, 1)
# By subject: what must be asked, with low, best, high and verdict of its answer; the first two lead.
ASKED: dict[str, dict[str, tuple[float | None, float | None, float | None, str]]] = {
    "ferry": {
        "People killed in Santa Irene": (41, 41, 41, "single_origin"),
        "People missing in Santa Irene": (6, 6, 6, "single_origin"),
        "Passengers rescued in Santa Irene": (98, 98, 98, "corroborated"),
    },
    "cholera": {
        "People who died in Borno state": (56, 59, 71, "conflicting"),
        "Suspected cases in Borno state": (1480, 1610, 1610, "corroborated"),
        "People to be vaccinated in Borno state": (900_000, 900_000, 900_000, "single_origin"),
    },
    "layoffs": {
        "Jobs to be cut in Germany": (5000, 5000, 5000, "single_origin"),
        "Workers on strike at Norvane's plant in Kassel": (4800, None, 6200, "conflicting"),
        "Workers laid off in Germany": (1400, 1400, 1400, "single_origin"),
    },
    "flood": {
        "People displaced in Assam": (200_000, 240_000, 310_000, "conflicting"),
        "People killed in Assam": (36, 44, 44, "conflicting"),  # the newer of two in conflict (R12)
        "People evacuated from Assam": (9700, 9700, 9700, "unknown_origin"),
    },
}
# What must not be asked: a catastrophe of another year, a population, a distance, a licence.
BACKGROUND = {800, 3600, 190, 220_000_000, 40}


def read(subject: str) -> Pile:
    documents, claims = [], []
    for file in sorted((FOLDER / subject).glob("*.txt")):
        received = date.fromisoformat(file.name[:10])
        document = pipeline.read(file.read_bytes(), name=file.name, source=subject, received_on=received)
        documents.append((document, pipeline.clean(document)))
        claims += pipeline.extract(*documents[-1])
    return Pile.of((document for document, _ in documents), (text for _, text in documents), claims)


@pytest.fixture(scope="module", params=ASKED)
def proposed(request: pytest.FixtureRequest) -> tuple[str, Brief, Pile]:
    pile = read(request.param)
    made = proposal(pile, most=10)
    # What counts is the file that is written.
    return request.param, parse_brief(write_brief(made.brief, made.remarks), made.brief.id), pile


def test_the_main_questions_are_asked_first_and_once(proposed) -> None:
    subject, brief, _ = proposed
    titles = [question.title for question in brief.questions]
    expected = list(ASKED[subject])
    assert set(titles[:2]) == set(expected[:2])
    assert set(expected) <= set(titles)
    assert len(set(titles)) == len(titles) <= 10


def test_they_are_answered_as_a_careful_analyst_would(proposed) -> None:
    subject, brief, pile = proposed
    answers = pipeline.reconcile(pile, brief, AS_OF)
    found = {
        question.title: (answer.low, answer.best, answer.high, answer.verdict)
        for question, answer in zip(brief.questions, answers, strict=True)
    }
    assert {title: found[title] for title in ASKED[subject]} == ASKED[subject]
    stated = {value for low, best, high, _ in found.values() for value in (low, best, high)}
    assert not stated & BACKGROUND


def test_the_bodies_and_the_places_are_there_to_go_on_from(proposed) -> None:
    subject, brief, _ = proposed
    places = {name: entry.within for name, entry in brief.places.items()}
    bodies = {body.name for body in brief.organisations}
    assert {
        "ferry": places.get("Santa Irene") == "Philippines" and "Philippine Coast Guard" in bodies,
        "cholera": places.get("Borno state") == "Nigeria" and {"WHO", "state health ministry"} <= bodies,
        "layoffs": places.get("Norvane's plant in Kassel") == "Kassel" and {"IG Werk", "Norvane"} <= bodies,
        "flood": places.get("Assam") == "India" and "state disaster management authority" in bodies,
    }[subject]
