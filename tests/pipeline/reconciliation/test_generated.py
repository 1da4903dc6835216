"""The properties of `benchmarks.properties` over corpora that hypothesis draws: few here, thousands with
`pytest --hypothesis-profile=thousands` or `python -m benchmarks.properties --corpora 10000`."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sweeps import few

from benchmarks.corpora import Corpus, corpus
from benchmarks.properties import PROPERTIES, Property, answers, copies_change_nothing
from pipeline.records import Claim


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
@few(8)
@given(draw=st.randoms(use_true_random=False))
def test_it_holds_for_any_corpus(holds: Property, draw: random.Random) -> None:
    assert list(holds(corpus(draw), draw)) == []


@pytest.mark.parametrize("seed", [0, 12, 35, 247, 536, 5829])
def test_it_holds_for_corpora_that_once_broke_it(seed: int) -> None:
    one = corpus(random.Random(seed))
    assert [fault for holds in PROPERTIES for fault in holds(one, random.Random(seed))] == []


def test_corpora_are_as_varied_as_reports_are() -> None:
    corpora = [corpus(random.Random(seed)) for seed in range(60)]
    claims = [told for one in corpora for told in one.claims]
    documents = [text for one in corpora for text in one.documents]
    assert {told.status for told in claims} >= {"observed", "planned", "possible", "denied"}
    assert {told.bound for told in claims} >= {"exact", "approx", "more_than", "up_to", "range", "vague"}
    assert {told.temporality for told in claims} == {"stock", "flow", "cumulative"}
    assert any(told.chain[-1].withheld for told in claims)
    assert any(text.published_on is None for text in documents)
    found = [estimate for one in corpora for estimate in answers(one)]
    assert len({estimate.verdict for estimate in found}) >= 6
    assert any(estimate.derived for estimate in found)


def test_a_property_can_fail() -> None:
    one = corpus(random.Random(3))
    loud = Corpus(one.documents, tuple(_as_new(told) for told in one.claims))
    assert list(copies_change_nothing(one, random.Random(3))) == []
    assert answers(loud) != answers(one)


def _as_new(told: Claim) -> Claim:
    return told.model_copy(update={"low": 1.0, "high": None, "bound": "at_least"})
