"""Who was killed and who was hurt, as accident and crime reports tell it; ages are no counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.records import Claim

Extract = Callable[[str], list[Claim]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The crash left two riders dead and three bystanders injured.", [(2, "killed"), (3, "wounded")]),
        ("Nine guests were shot, two of them fatally, at a wedding.", [(9, "casualties"), (2, "killed")]),
        ("The robber fatally shot three clerks.", [(3, "killed")]),
        ("Four sailors were stabbed to death on board.", [(4, "killed")]),
        ("Fire in mill: 6 dead, eleven hurt", [(6, "killed"), (11, "wounded")]),
        ("Fourteen skiers were taken to hospital.", [(14, "wounded")]),
        ("Five campers lost their lives in the flood.", [(5, "killed")]),
        ("Seven fans were shot outside the arena.", [(7, "casualties")]),
    ],
)
def test_the_harm_is_told_by_the_words_around_the_number(claims: Extract, text, found) -> None:
    assert [(claim.low, claim.event) for claim in claims(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "The gunman, 38, killed his brother and then himself.",
        "The wounded, ages 15 to 22, are expected to live.",
        "A fisherman, 61, drowned on Sunday.",
    ],
)
def test_ages_are_no_counts(claims: Extract, text) -> None:
    assert claims(text) == []


def test_a_count_between_commas_stays_a_count(claims: Extract) -> None:
    (found,) = claims("Of the wounded, 38, most of them children, were flown out.")
    assert found.low == 38
