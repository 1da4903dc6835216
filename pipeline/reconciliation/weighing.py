"""Best values by learned weights, for briefs that ask for them with `method: weighted` (rule R12w).

Here belongs what goes into learning and what an estimate keeps of it: the statements in force of all
questions, dependence collapsed, an origin one source. The method itself is in `weights`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.weights import learn

_ROWS = {"object": pl.String, "source": pl.String, "value": pl.Float64}


class Weighed(NamedTuple):
    """`best` by question id and `weights` by origin (its key); both empty where the rules alone decide."""

    best: Mapping[str, float]
    weights: Mapping[str, float]


BY_RULES = Weighed({}, {})


def weigh(answers: Sequence[Answer]) -> Weighed:
    """Return the best value of each question and the weight of each origin, learned over all answers.

    Only points count: of known origins, or where there are none, of unattributed values. A total that has
    fallen has no best value here either.
    """
    rows = [
        (answer.scope.question.id, reading.voice.key, reading.value.point)
        for answer in answers
        if not answer.fallen
        for reading in answer.known or answer.standing
        if reading.value.point is not None
    ]
    learned = learn(pl.DataFrame(rows, schema=_ROWS, orient="row"))
    weights = {source: weight for source, weight, _ in learned.sources.iter_rows()}
    return Weighed(dict(learned.values.iter_rows()), weights)
