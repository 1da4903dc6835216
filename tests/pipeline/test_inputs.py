"""Fingerprints: the same for the same inputs, another for any that makes another edition."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.briefs import parse_brief, with_rulings
from pipeline.inputs import Versions, chained, day_digest, inputs_on
from pipeline.records import Retrieval

ONE, TWO, THREE = (date(2026, 5, day) for day in (1, 2, 3))
BRIEF = parse_brief(
    "title: T\nquestions:\n  - {id: killed, title: Killed, category: miners, event: killed}\n", "b"
)
RULED = with_rulings(
    BRIEF,
    "rulings:\n  - {id: r, on: 2026-05-02, by: A, reason: R., reject: {document: a.txt, figure: nine}}\n",
)
VERSIONS = Versions("rules", "page", "model")
PILE = [
    Retrieval(ONE, "s", "a.txt", "a"),
    Retrieval(TWO, "s", "again.txt", "a"),
    Retrieval(TWO, "s", "b.txt", "b"),
]


def of(day: date, pile=PILE, brief=BRIEF, versions=VERSIONS) -> str:
    return inputs_on([day], pile, brief, versions)[day].fingerprint


def test_a_day_is_fingerprinted_alike_alone_and_among_others() -> None:
    together = inputs_on([THREE, ONE, TWO], PILE, BRIEF, VERSIONS)
    assert {day: one.fingerprint for day, one in together.items()} == {d: of(d) for d in (ONE, TWO, THREE)}
    assert together[TWO] == together[THREE]
    assert together[ONE] != together[TWO]


def test_the_order_in_which_files_are_found_changes_nothing() -> None:
    shown_alike = [
        Retrieval(ONE, "s", "caf\ufffd.txt", "z"),
        Retrieval(ONE, "s", "caf\ufffd.txt", "y"),
        *PILE,
    ]
    assert of(TWO, shown_alike) == of(TWO, shown_alike[::-1])


def test_a_field_that_a_ruling_names_and_leaves_empty_counts() -> None:
    signed = "id: r, on: 2026-05-02, by: A, reason: R."
    act = "correct: {{document: a.txt, figure: nine, counted: men{}}}"
    written = f"rulings:\n  - {{{{{signed}, {act}}}}}\n"
    one, other = (with_rulings(BRIEF, written.format(more)) for more in ("", ", place: null"))
    assert of(THREE, brief=one) != of(THREE, brief=other)


def test_a_document_received_again_changes_nothing() -> None:
    assert of(TWO, [PILE[0], PILE[2]]) == of(TWO)


@pytest.mark.parametrize(
    "pile",
    [
        PILE[:1],
        [*PILE, Retrieval(TWO, "s", "c.txt", "c")],
        [PILE[0]._replace(document_id="x"), *PILE[1:]],
        [PILE[0]._replace(name="x.txt"), *PILE[1:]],
        [*PILE[:2], PILE[2]._replace(received_on=ONE)],
    ],
)
def test_other_documents_are_another_edition(pile) -> None:
    assert of(TWO, pile) != of(TWO)


def test_a_late_document_leaves_the_days_before_it_as_they_were() -> None:
    assert of(ONE, [*PILE, Retrieval(TWO, "s", "c.txt", "c")]) == of(ONE)


def test_brief_versions_and_rulings_in_force_count() -> None:
    assert of(TWO, brief=BRIEF.model_copy(update={"title": "U"})) != of(TWO)
    for change in ({"rules": "x"}, {"page": "x"}, {"model": "x"}):
        assert of(TWO, versions=VERSIONS._replace(**change)) != of(TWO)
    assert of(TWO, brief=RULED) != of(TWO)
    assert of(ONE, brief=RULED) == of(ONE)  # the ruling was not made yet


def test_answers_do_not_depend_on_the_page() -> None:
    one = inputs_on([TWO], PILE, BRIEF, VERSIONS)[TWO]
    other = inputs_on([TWO], PILE, BRIEF, VERSIONS._replace(page="x"))[TWO]
    assert (one.answers == other.answers, one.fingerprint == other.fingerprint) == (True, False)


def test_what_a_day_is_compared_with_is_every_day_up_to_it() -> None:
    digests = [(ONE, day_digest(PILE[:1])), (TWO, day_digest(PILE[1:]))]
    assert len({chained(digests[:1]), chained(digests), chained([(ONE, "x"), digests[1]])}) == 3
    assert day_digest(PILE[1:]) != day_digest(PILE[2:])  # every retrieval of a day has a row
