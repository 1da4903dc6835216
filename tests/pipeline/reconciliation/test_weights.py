"""Learned weights: values that repeat, values that scatter, other units, and what an estimate keeps."""

from __future__ import annotations

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciliation_piles import AS_OF, body, claim, document, piled
from sweeps import few

from benchmarks.sightings import FAMILIES
from benchmarks.truth import off, read_set, weighted
from benchmarks.truths import Row, crh, median_of, truth_finder, vote
from pipeline.briefs import Brief, Question
from pipeline.reconciliation import reconcile
from pipeline.reconciliation.weights import learn

SCHEMA = {"object": pl.String, "source": pl.String, "value": pl.Float64}


def frame(rows: list[tuple[str, str, float | None]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def bridges(count: int) -> list[tuple[str, str, float | None]]:
    """A surveyor who is right, a pilot who mostly is, a clerk who seldom is, and a guest who guesses."""
    draw = random.Random(4)
    rows: list[tuple[str, str, float | None]] = []
    for number in range(count):
        key, length = f"bridge {number}", float(draw.randrange(200, 900))
        slip = length + draw.choice((0, 70, 5))
        rows += [(key, "surveyor", length), (key, "guest", length * draw.uniform(0.5, 2))]
        rows += [(key, "clerk", slip), (key, "pilot", length if draw.random() < 0.7 else length - 40)]
    return rows


def test_who_is_right_where_others_can_tell_is_believed_where_they_cannot() -> None:
    rows = [*bridges(60), ("pier", "surveyor", 300.0), ("pier", "guest", 410.0)]
    learned = learn(frame(rows))
    assert dict(learned.values.iter_rows())["pier"] == 300
    weights = {source: weight for source, weight, _ in learned.sources.iter_rows()}
    assert weights["surveyor"] > weights["clerk"] > weights["guest"]
    assert all(0 <= weight <= 1 for weight in weights.values())


def test_a_source_that_counts_in_another_unit_is_brought_to_that_of_the_others() -> None:
    rows = bridges(30) + [(f"bridge {n}", "mason", 1000 * value) for n in range(30) for value in [250.0 + n]]
    exact = [(f"bridge {n}", name, 250.0 + n) for n in range(30) for name in ("left", "right", "upper")]
    learned = learn(frame([row for row in rows if row[1] == "mason"] + exact))
    factors = {source: factor for source, _, factor in learned.sources.iter_rows()}
    assert factors["mason"] == pytest.approx(1000)
    assert factors["left"] == 1
    assert learned.values["value"].max() < 1000  # type: ignore[operator]


def test_rows_without_a_finite_value_are_left_out() -> None:
    odd = [("a", "x", None), ("a", "y", float("nan")), ("a", "z", float("inf")), ("a", "w", 5.0)]
    assert learn(frame(odd)).values.rows() == [("a", 5.0)]
    assert learn(frame([])).values.is_empty()


@few(15)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcde"),
            st.sampled_from("uvwxyz"),
            st.sampled_from([0.0, -3.0, 5.0, 5.2, 1e6, 1e-9]),
        ),
        min_size=1,
        max_size=40,
    ),
    st.randoms(use_true_random=False),
)
def test_a_value_is_always_a_stated_one_and_order_and_copies_change_nothing(
    rows: list[tuple[str, str, float | None]], draw: random.Random
) -> None:
    learned = learn(frame(rows))
    stated = {(key, value) for key, _, value in rows}
    assert {key for key, _ in stated} == set(learned.values["object"])
    assert set(learned.values.rows()) <= stated
    again = [*rows, *rows]
    draw.shuffle(again)
    twice = learn(frame(again))
    assert twice.values.equals(learned.values)
    assert twice.sources.equals(learned.sources)


@pytest.mark.parametrize("family", ["population", "temperature", "humidity", "pressure", "few precise"])
def test_drawn_sets_are_answered_no_worse_than_by_the_best_of_the_literature(family: str) -> None:
    scores = []
    for seed in (71, 72, 73):
        rows, truths = FAMILIES[family](random.Random(seed))
        found = [off(method(rows), truths) for method in (weighted, crh, truth_finder, vote, median_of)]
        scores.append(found)
    ours, *others = (sum(column) / len(column) for column in zip(*scores, strict=True))
    assert ours <= min(others) + 1.0


def test_a_public_set_is_read_line_by_line(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    assert read_set(tmp_path, "wells") is None
    (tmp_path / "wells.claims").write_text("north\tann\t12\nnorth\tbob\tmany\nsouth\n", encoding="utf-8")
    (tmp_path / "wells.truths").write_text("north\t12\nwest\t3\n", encoding="utf-8")
    assert read_set(tmp_path, "wells") == ([Row("north", "ann", 12.0)], {"north": 12.0})
    assert "line 2" in capsys.readouterr().out


def towns(count: int, method: str) -> Brief:
    asked = [
        Question(id=f"t{n}", title="T", category=("people",), event=("displaced",), place=(f"Town{n}",))
        for n in range(count)
    ]
    return Brief(id="towns", title="Towns", method=method, questions=tuple(asked))  # type: ignore[arg-type]


def test_an_estimate_keeps_its_range_and_confidence_and_tells_the_weights() -> None:
    pile, claims = [], []
    says = {"Harbour Office": (1.0, 1.0), "Tide Board": (1.0, 1.02), "Gull Post": (1.9, 0.5)}
    for number in range(12):
        for name, factors in says.items():
            text = document(f"{name}{number}", "2025-09-01")
            value = float(round((100 + 37 * number) * factors[number % 2]))
            if number == 11 and name == "Tide Board":
                continue
            pile.append(text)
            claims.append(
                claim(
                    text,
                    value,
                    body(name),
                    counted="people",
                    actor=None,
                    event="displaced",
                    temporality="stock",
                    place=f"Town{number}",
                    length=100 + number,
                )
            )
    by_rules = reconcile(piled(claims, pile), towns(12, "rules"), AS_OF)[11]
    by_weights = reconcile(piled(claims, pile), towns(12, "weighted"), AS_OF)[11]
    assert (by_rules.best, by_weights.best) == (None, 507)
    same = ("low", "high", "verdict", "confidence", "n_origins", "set_aside", "claim_ids", "floor2")
    assert all(getattr(by_rules, name) == getattr(by_weights, name) for name in same)
    weights = {statement.origin: statement.weight for statement in by_weights.statements}
    assert weights["Harbour Office"] > weights["Gull Post"]  # type: ignore[operator]
    assert "R12w" in by_weights.rules
    assert any("weighs most" in line for line in by_weights.rationale)
    assert all(statement.weight is None for statement in by_rules.statements)
