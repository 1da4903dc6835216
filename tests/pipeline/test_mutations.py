"""A broken document gives the claims it still holds, or none, and never an exception."""

from __future__ import annotations

import pytest

from benchmarks.mutations import MUTATIONS, mutated, originals, worked

CASES = list(mutated(240, originals()))


@pytest.mark.parametrize("part", range(8))
def test_mutated_documents_pass_through(part: int) -> None:
    for name, content in CASES[part::8]:
        try:
            worked(content)
        except Exception as problem:
            pytest.fail(f"{name}: {type(problem).__name__}: {problem}")


def test_every_mutation_is_among_them_and_most_documents_still_hold_claims() -> None:
    assert {part for name, _ in CASES for part in name.split("+")} == {
        mutation.__name__.lstrip("_") for mutation in MUTATIONS
    }
    assert sum(worked(content) > 0 for _, content in CASES[:40]) > 20
