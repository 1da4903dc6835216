"""Questions proposed for a pile without a brief, and how long a large pile takes."""

from __future__ import annotations

import time

import pytest
from reconciliation_piles import AS_OF, DOCUMENTS, NIS, SAMPLE, body, claim, document, worked_pile

from pipeline.reconciliation import propose, reconcile
from pipeline.records import Claim


def test_questions_are_titled_in_plain_english() -> None:
    titles = {question.title for question in propose(worked_pile(), DOCUMENTS).questions}
    assert {
        "North Korean troops killed in Russia and Ukraine",
        "North Korean troops stationed in Russia",
        "More North Korean troops deployed to Russia (planned)",
        "North Korean troops in training in Russia",
        "North Korean equipment deployed to Russia (planned)",
    } <= titles


def test_every_proposed_question_is_answered_and_ids_are_distinct() -> None:
    brief = propose(worked_pile(), DOCUMENTS)
    assert len({question.id for question in brief.questions}) == len(brief.questions)
    found = reconcile(worked_pile(), DOCUMENTS, brief, AS_OF)
    assert "no_evidence" not in {estimate.verdict for estimate in found}


def test_well_known_bodies_are_one_origin_without_any_registry() -> None:
    brief = propose(worked_pile(), DOCUMENTS)
    found = {e.question_id: e for e in reconcile(worked_pile(), DOCUMENTS, brief, AS_OF)}
    sent = found["more-north-korean-troops-deployed-to-russia-planned"]
    assert (sent.best, sent.n_origins, sent.n_reports, sent.verdict) == (6000, 1, 2, "single_origin")


def test_a_possible_toll_is_shown_beside_the_observed_one() -> None:
    brief = propose(worked_pile(), DOCUMENTS)
    found = {e.question_id: e for e in reconcile(worked_pile(), DOCUMENTS, brief, AS_OF)}
    assert found["north-korean-troops-killed-in-russia-and-ukraine"].verdict == "non_monotone"


def test_proposals_do_not_depend_on_order() -> None:
    assert propose(worked_pile()[::-1], DOCUMENTS[::-1]) == propose(worked_pile(), DOCUMENTS)


def test_a_pile_without_comparable_claims_has_nothing_to_ask() -> None:
    with pytest.raises(ValueError, match="nothing to ask"):
        propose([claim(DOCUMENTS[0], 5, event=None)], DOCUMENTS)


def pile(size: int) -> tuple[list, list[Claim]]:
    documents = [
        document(f"d{number}", f"2025-{1 + number % 9:02}-{1 + number % 28:02}")
        for number in range(size // 10)
    ]
    claims = [
        claim(
            documents[number % len(documents)],
            100 + number % 5000,
            (NIS, body("HUR"), body(f"Office {number % 50}"))[number % 3],
            at=200 * (number // len(documents)),
            length=90 + number % 70,
            place=("Russia", "Kursk region", "Ukraine", None)[number % 4],
            status=("observed", "planned", "possible")[number % 3],
        )
        for number in range(size)
    ]
    return documents, claims


def test_time_grows_with_the_pile_and_not_with_its_square() -> None:
    def seconds(size: int) -> float:
        documents, claims = pile(size)
        start = time.process_time()
        reconcile(claims, documents, SAMPLE, AS_OF)
        return time.process_time() - start

    small = max(seconds(1000), seconds(1000))
    assert min(seconds(8000), seconds(8000)) < 24 * max(small, 0.02)
