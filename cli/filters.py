"""JSON Lines in, JSON Lines out: what the filters `briefline quantities` and `briefline attributions` share.

Here belongs the way of a line through a filter. A line that is no text is told on stderr and answered with an
error in its place, so that every input line has an output line and none stops another.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import IO, Any

from cli.screen import print_json, tell


def filter_lines(file: IO[bytes], read: Callable[[str], Iterable[dict[str, Any]]], name: str) -> None:
    """Print, for each line `{"id": …, "text": …}` of `file`, `{"id": …, name: […]}` with what `read` finds in
    its text. Blank lines are passed over."""
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        identity: object = None
        try:
            row = json.loads(line.decode("utf-8-sig"))
            identity = row.get("id") if isinstance(row, dict) else None
            answer: dict[str, Any] = {"id": identity, name: list(read(_text(row)))}
        except (ValueError, RecursionError) as problem:
            reason = f"line {number}: {_reason(problem)}"
            tell(reason, problem=True)
            answer = {"id": identity, name: [], "error": reason}
        print_json(answer)
        sys.stdout.flush()


def _text(row: object) -> str:
    """Return the text of a row; ValueError where it has none."""
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('not of the form {"id": …, "text": "…"}')
    return str(row["text"])


def _reason(problem: ValueError | RecursionError) -> str:
    if isinstance(problem, json.JSONDecodeError):
        return f"not JSON ({problem.msg} at column {problem.colno})"
    if isinstance(problem, UnicodeDecodeError):
        return "not UTF-8"
    if isinstance(problem, RecursionError):
        return "nested too deeply"
    return str(problem)
