"""How a value is written: "about 11,000", "at least 600", "1,000–3,000", "thousands (2,000 or more)", "up
to 40,000".

Here belongs the wording of numbers alone, shared by pages and terminals. Dates are written by
`pipeline.lineage.shown`. Vague words and their lowest values are those of the annotation guidelines:
twice the unit that the word names.
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.records import Bound, Estimate

_MODIFIERS: dict[Bound, str] = {
    "approx": "about ",
    "at_least": "at least ",
    "more_than": "over ",
    "at_most": "at most ",
    "up_to": "up to ",
    "less_than": "under ",
}
_VAGUE = {
    24: "dozens",
    40: "scores",
    200: "hundreds",
    2_000: "thousands",
    20_000: "tens of thousands",
    200_000: "hundreds of thousands",
    2_000_000: "millions",
    20_000_000: "tens of millions",
    2_000_000_000: "billions",
}
_SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))
_BEFORE = frozenset("$€£¥₩₴₽₹")
_CLOSE = frozenset("%‰°")


def number(value: float, unit: str | None = None) -> str:
    """Return a number with grouped thousands and its unit: 11,000 · 33.33% · $40 million · 12 tonnes."""
    digits = _digits(Decimal(repr(value)))
    if unit is None:
        return digits
    if unit in _BEFORE:
        return unit + digits
    return f"{digits}{unit}" if unit in _CLOSE else f"{digits}\N{NO-BREAK SPACE}{unit}"


def _digits(exact: Decimal) -> str:
    for scale, word in _SCALES:
        scaled = exact / scale
        if abs(scaled) >= 1 and _decimals(scaled) <= 2:
            return f"{scaled.normalize():,f} {word}"
    return f"{exact.normalize():,f}"


def _decimals(exact: Decimal) -> int:
    exponent = exact.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def value(low: float | None, high: float | None, bound: Bound | None, unit: str | None = None) -> str | None:
    """Return how a stated value is written, None when both ends are open.

    An open end decides the wording: a lower end alone reads "at least" unless `bound` says "over" or is
    vague, an upper end alone "up to" unless `bound` says "at most" or "under".
    """
    if low is not None and high is not None:
        if low != high:
            digits = number(low, unit if unit in _BEFORE else None)
            return f"{digits}–{number(high, None if unit in _BEFORE else unit)}"
        return (_MODIFIERS["approx"] if bound == "approx" else "") + number(low, unit)
    if low is not None:
        if bound == "vague":
            return f"{_VAGUE.get(int(low), 'many')} ({number(low, unit)} or more)"
        return _MODIFIERS["more_than" if bound == "more_than" else "at_least"] + number(low, unit)
    if high is not None:
        return _MODIFIERS[bound if bound in ("at_most", "less_than") else "up_to"] + number(high, unit)
    return None


def headline(estimate: Estimate) -> str | None:
    """Return the one value that stands for an estimate: its best, else its range or bound, else None.

    The best reads "about" where all who state that point say so.
    """
    if estimate.best is not None:
        stated = [s.bound for s in estimate.statements if s.low == s.high == estimate.best]
        about = all(bound == "approx" for bound in stated) if stated else estimate.bound == "approx"
        return value(estimate.best, estimate.best, "approx" if about else "exact", estimate.unit)
    return value(estimate.low, estimate.high, estimate.bound, estimate.unit)


def cell(estimate: Estimate, role: str) -> str | None:
    """Return how the low, best, high or floor2 of an estimate stands in a table, None when it has none.

    Only the two bounds that exclude their own number are spelt out: "over 2,000", "under 500".
    """
    stated: float | None = getattr(estimate, role)
    if stated is None:
        return None
    strict = {"low": "more_than", "high": "less_than"}.get(role)
    modifier = _MODIFIERS[estimate.bound] if estimate.bound and estimate.bound == strict else ""
    return modifier + number(stated, estimate.unit)
