"""How the mistakes of a file are worded: what is meant there, and what to write instead.

Here belong words alone. Where a mistake stands and which there are is found in `strict` and `parsing`.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

# A word less like a listed one than this is not taken for it.
_LIKENESS = 0.7
_FEW = 12
_YAML = {
    "found character '\\t'": "a tab stands here: YAML is indented with spaces",
    "mapping values are not allowed": "a ': ' is not expected here: put text that holds one in quotes, and"
    " indent the keys of one part alike",
    "expected alphabetic or numeric character": "a value that begins with '*' or '&' must stand in quotes",
    "special characters are not allowed": "a character that cannot be printed stands here",
    "could not determine a constructor": "tags such as !name are not allowed: write the value plainly",
    "another document": "a second document begins here: one file is one brief",
    "month must be": "there is no such day: write it as 2025-08-13",
    "day is out of range": "there is no such day: write it as 2025-08-13",
}
ANCHOR = "anchors (&name) are not allowed"
TAG = "not valid YAML: tags such as !name are not allowed: write the value plainly"
DEEP = "nested too deeply: a file of a brief is flat"
MANY = "far more is written here than a file of a brief holds"
SCHEDULE = "schedule: five fields in quotes are meant, such as '0 6 * * *' for every day at six"
_MEANT = {
    "date": "a day is meant, written as 2025-08-13 without quotes",
    "bool": "true or false is meant",
    "int": "a whole number is meant",
    "tuple": "a list is meant, each entry after a '- '",
    "dict": "keys are meant, each on a line of its own as 'key: value'",
    "model": "keys are meant, each on a line of its own as 'key: value'",
}


def of_yaml(said: str) -> str:
    """Return what is wrong with text that is no YAML, from what its reader said."""
    plain = next((words for part, words in _YAML.items() if part in said), said)
    return f"not valid YAML: {plain}"


def of_value(name: str, kind: str, given: Any, limits: dict[str, Any]) -> str:
    """Return what is wrong with the value of the key `name`, by the kind of the mistake and its limits."""
    if given is None:
        return f"{name}: nothing stands after it: write a value, or leave the key out"
    if kind == "string_pattern_mismatch":
        if name == "claim":
            return f"{name}: the id of a claim is meant, such as c12ab34cd56"
        return f"{name}: lower-case letters, digits and hyphens are meant"
    if kind == "too_short":
        least = limits.get("min_length", 1)
        few = f"at least {least} are meant" if least > 1 else "nothing is listed: name at least one"
        return f"{name}: {few}"
    if kind == "string_too_short":
        return f"{name}: it is empty"
    if kind == "string_too_long":
        return f"{name}: at most {limits['max_length']} characters are meant"
    if kind in ("greater_than_equal", "less_than_equal"):
        word = "least" if "ge" in limits else "most"
        return f"{name}: at {word} {limits.get('ge', limits.get('le'))} is meant"
    if kind == "string_type":
        whole = isinstance(given, dict | list)
        return f"{name}: one word is meant here" if whole else f"{name}: text is meant: put it in quotes"
    meant = _MEANT.get(kind.partition("_")[0])
    return f"{name}: {meant}" if meant else f"{name}: it cannot be {given!r}"


def hint(word: str, known: Sequence[str]) -> str:
    """Return the listed word that a word is nearest to, as a question; else the list, if it is short."""
    by_fold = {listed.casefold(): listed for listed in known}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=_LIKENESS)
    if near:
        return f"; did you mean {by_fold[near[0]]!r}?"
    return f"; one of {', '.join(known)}" if len(known) <= _FEW else "; docs/brief.md lists the words"
