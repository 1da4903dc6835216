"""Rationale and reasons: rules that exist, marks that lead to records, no number outside a mark."""

from __future__ import annotations

import re
import tomllib
from itertools import chain

import pytest
from reconciliation_piles import AS_OF, DOCUMENTS, NIS, ROOT, SAMPLE, ask, claim, document, piled, worked_pile

from pipeline import marks
from pipeline.lineage.numbers import numbers_in
from pipeline.reconciliation import reconcile, rules, rules_version
from pipeline.reconciliation.rules import confidence_table, sentence

RECONCILIATION = ROOT / "pipeline" / "reconciliation"
JUNE = document("june", "2025-06-20")
ESTIMATES = reconcile(piled(worked_pile(), DOCUMENTS), SAMPLE, AS_OF)
TEXTS = [text for e in ESTIMATES for text in chain(e.rationale, (a.reason for a in e.set_aside))]


def test_no_number_stands_outside_a_mark() -> None:
    for text in TEXTS:
        assert not [
            piece for piece in marks.pieces(text) if piece.kind == "text" and numbers_in(piece.value)
        ], text


def test_marks_name_claims_of_the_pile_and_days_of_the_records() -> None:
    known = {told.claim_id for told in worked_pile()}
    for estimate in ESTIMATES:
        said = [s.said_on for s in estimate.statements if s.said_on]
        days = {day.isoformat() for interval in said for day in (interval.start, interval.end) if day}
        for text in estimate.rationale:
            for piece in marks.pieces(text):
                assert piece.kind != "claim" or piece.value in known
                assert piece.kind != "day" or any(day.startswith(piece.value) for day in days)
                assert "$" not in piece.value


def test_every_estimate_says_who_why_and_how_sure() -> None:
    for estimate in ESTIMATES:
        assert any("Confidence is" in text for text in estimate.rationale)
        assert sentence(f"R13.{estimate.verdict}", origin="X").partition("X")[0] in " ".join(
            estimate.rationale
        )


def test_every_rule_that_fired_can_be_looked_up() -> None:
    for estimate in ESTIMATES:
        assert set(estimate.rules) <= set(rules())
        assert {entry.rule for entry in estimate.set_aside} <= set(estimate.rules)
        assert estimate.rules_version == rules_version()


def test_every_rule_is_applied_somewhere_and_every_applied_rule_exists() -> None:
    code = "".join(path.read_text() for path in (ROOT / "pipeline" / "reconciliation").glob("*.py"))
    named = set(re.findall(r'"([RA]\d+[a-z]?)\b', code))
    listed = {rule.partition(".")[0] for rule in rules()}
    assert named == listed


def test_rules_have_a_text_a_source_and_sentences_without_numbers() -> None:
    for rule in rules().values():
        assert rule.text
        assert rule.source
        assert not rule.sentence or not numbers_in(rule.sentence)
    assert all(not numbers_in(row.sentence) for row in confidence_table())


def test_a_sentence_needs_its_names() -> None:
    with pytest.raises(KeyError):
        sentence("R6", claim="x")


def test_the_method_page_prints_the_rules_and_the_table_as_they_are() -> None:
    page = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    for rule in rules().values():
        assert f"| {rule.id} | {rule.text} | {rule.source} |" in page
    for row in confidence_table():
        verdict = " or ".join(row.verdicts) or "any"
        fresh, beyond = ("yes" if flag else "–" for flag in (row.fresh, row.beyond_parties))
        cells = (row.word, verdict, row.origins, row.best_grade or "any", fresh, beyond)
        assert f"| {' | '.join(map(str, cells))} |" in page


def test_every_way_to_differ_has_its_words() -> None:
    relations = {"part", "whole", "overlaps", "disjoint", "unknown"}
    table = tomllib.loads((RECONCILIATION / "differences.toml").read_text(encoding="utf-8"))
    assert all(relations <= set(table[aspect]) for aspect in ("category", "actor", "place"))
    assert {"event", "status", "temporality", "additional", "unit"} <= set(table)
    assert not [words for aspect in table.values() for words in aspect.values() if numbers_in(words)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"place": "Kursk region"}, "in a narrower place"),
        ({"place": "Lyon"}, "in another place"),
        ({"place": "Torvan"}, "in a place not known to be what is asked about"),
        ({"actor": None}, "whose they are is not said"),
        ({"counted": "people"}, "more than those asked about are counted"),
        ({"status": "planned"}, "planned, not observed"),
        ({"additional": True}, "an addition against a total"),
        ({"temporality": "flow"}, "a windowed count, not a running count"),
    ],
)
def test_a_reader_is_told_why_a_claim_is_not_merged(fields: dict[str, object], words: str) -> None:
    brief = ask(place="Russia", temporality="cumulative")
    toll = {"event": "killed", "temporality": "cumulative", "counted": "troops", "place": "Russia"}
    claims = [claim(JUNE, 500, NIS, **toll), claim(JUNE, 320, NIS, at=100, **{**toll, **fields})]
    (answer,) = reconcile(piled(claims, [JUNE]), brief, AS_OF)
    assert [words in aside.reason for aside in answer.set_aside] == [True]
