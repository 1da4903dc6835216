"""Numbers in plain text: where they stand, and what a worded figure says when it is read back.

The checker reads with this module only, so that a mistake in the wording of figures cannot hide itself.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import groupby
from typing import NamedTuple

from pipeline.records import Bound

_SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_NUMBER = re.compile(rf"(-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?: ({'|'.join(_SCALES)}))?")


class Reading(NamedTuple):
    """What a worded figure says: its lowest and highest value (None = open), the bound and the unit."""

    low: float | None
    high: float | None
    bound: Bound
    unit: str | None


@cache
def _tables() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Bound]]:
    table = tomllib.loads(resources.files(__package__).joinpath("numbers.toml").read_text("utf-8"))
    words = "|".join(sorted(table["words"], key=len, reverse=True))
    modifiers = "|".join(table["modifiers"])
    return (
        re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE),
        re.compile(rf"({modifiers}) "),
        table["modifiers"],
    )


def numbers_in(text: str) -> list[str]:
    """Return the digit sequences (in any script) and number words of `text`, in order of their kind."""
    digits = ["".join(run) for numeric, run in groupby(text, str.isnumeric) if numeric]
    return digits + _tables()[0].findall(text)


def read_back(text: str) -> Reading:
    """Return what a worded value says, such as "about 11,000", "at least 600" or "thousands (2,000 or more)".

    Raises ValueError when the text is not a worded value.
    """
    _, modifier, bounds = _tables()
    rest, bound = text, None
    if match := modifier.match(text):
        bound, rest = bounds[match[1]], text[match.end() :]
    if vague := re.fullmatch(r"[a-z ]+ \((.+) or more\)", rest):
        bound, rest = "vague", vague[1]
    found = [
        float(Decimal(digits.replace(",", "")) * _SCALES.get(scale, 1))
        for digits, scale in _NUMBER.findall(rest)
    ]
    unit = _NUMBER.sub("", rest).replace("–", "", 1).strip() or None
    if len(found) == 2 and bound is None and "–" in rest:
        return Reading(found[0], found[1], "range", unit)
    if len(found) != 1:
        raise ValueError(f"not a worded value: {text!r}")
    value = found[0]
    if bound in ("at_least", "more_than", "vague"):
        return Reading(value, None, bound, unit)
    if bound in ("at_most", "up_to", "less_than"):
        return Reading(None, value, bound, unit)
    return Reading(value, value, bound or "exact", unit)
