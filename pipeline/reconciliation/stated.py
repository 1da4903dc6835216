"""What the claims of an estimate state, and estimates that hold nothing else (rule R5).

Here belongs the check that every estimate goes through where it is made, and that whoever relies on one can
repeat: low, best and high are values of claims that the estimate lists as its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isclose

from pipeline.reconciliation.bounds import Value, add, together
from pipeline.reconciliation.rules import sentence
from pipeline.records import Claim, Estimate, Statement

RULE = "R5s"
FLAG = "unstated_value"
_ROLES = ("low", "best", "high", "floor2")


def unstated(estimate: Estimate, claims: Mapping[str, Claim]) -> dict[str, float]:
    """Return the values of an estimate that none of its own claims states, by role.

    `claims` are the claims as the rulings in force read them, by id. A statement that adds up parts states
    their sum.
    """
    own = {*estimate.claim_ids, *estimate.part_ids}
    told = [value for one in estimate.statements for value in _values(one, own, claims)]
    told += [_value(claims[key]) for key in sorted(own) if key in claims]
    stated = {end for value in told for end in (value.low, value.high) if end is not None}
    held = {role: getattr(estimate, role) for role in _ROLES}
    return {
        role: value
        for role, value in held.items()
        if value is not None and not any(isclose(value, end) for end in stated)
    }


def with_stated_values(estimate: Estimate, claims: Mapping[str, Claim]) -> Estimate:
    """Return an estimate that holds no value but those of its own claims.

    Where it held another, that one is taken out, the range is made anew of what the claims state, and a flag
    and a sentence of the rationale tell the reader.
    """
    lost = unstated(estimate, claims)
    if not lost:
        return estimate
    own = {*estimate.claim_ids, *estimate.part_ids}
    told = [value for one in estimate.statements for value in _values(one, own, claims)]
    ranged = together(told) if told else None
    return estimate.model_copy(
        update={
            **dict.fromkeys(lost),
            "low": ranged.low if ranged else None,
            "high": ranged.high if ranged else None,
            "bound": ranged.bound if ranged else None,
            "flags": (*estimate.flags, FLAG),
            "rules": (*estimate.rules, RULE),
            "rationale": (*estimate.rationale, sentence(RULE)),
        }
    )


def _values(statement: Statement, own: set[str], claims: Mapping[str, Claim]) -> list[Value]:
    """Return the value of a statement of the estimate's own claims: none if a claim of it is not."""
    if not statement.claim_ids or not own.issuperset(statement.claim_ids):
        return []
    if not all(key in claims for key in statement.claim_ids):
        return []
    values = [_value(claims[key]) for key in statement.claim_ids]
    return values if len(values) == 1 else [add(values)]


def _value(claim: Claim) -> Value:
    return Value(claim.low, claim.high, claim.bound)
