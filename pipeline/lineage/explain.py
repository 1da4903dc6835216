"""The path of a printed figure, told in plain lines for a terminal, from a `lineage.json` alone.

Here belongs the telling. What the path is belongs to `trace.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pipeline import marks
from pipeline.lineage.shown import day_text, shown

_INDENT = "  "


class UnknownFigureError(LookupError):
    """No figure has that id; the message names the nearest ones."""


def explain(lineage: Mapping[str, Any], figure_id: str) -> str:
    """Return the path from a figure to the sentences that carry it, as lines of text.

    `lineage` is the content of an edition's `lineage.json`. Raises UnknownFigureError for an id it does
    not hold.
    """
    figure = lineage["figures"].get(figure_id)
    if figure is None:
        near = get_close_matches(figure_id, lineage["figures"], n=5, cutoff=0.3)
        near = near or sorted(lineage["figures"])[:5]
        raise UnknownFigureError(f"no figure {figure_id!r} in this edition; nearest: {', '.join(near)}")
    return "\n".join(_one_line(line) for line in _lines(lineage, figure_id, figure))


def _lines(lineage: Mapping[str, Any], figure_id: str, figure: Mapping[str, Any]) -> Iterator[str]:
    yield f"{figure['text']}   [{figure_id}]"
    estimate = lineage["estimates"].get(figure["subject"]) if figure["kind"] == "estimate" else None
    if estimate:
        yield ""
        yield f"estimate  {estimate['title']}"
        values = ", ".join(f"{role} {_value(estimate[role])}" for role in ("low", "best", "high"))
        yield f"{_INDENT}{values}; as of {_interval(estimate['holds_on'])}"
        yield f"{_INDENT}verdict {estimate['verdict']}, confidence {estimate['confidence']}"
        yield from (f"{_INDENT}{_plain(lineage, line)}" for line in estimate["rationale"])
        yield f"{_INDENT}rules {', '.join(estimate['rules'])} (version {estimate['rules_version']})"
    for claim_id in figure["claims"]:
        yield ""
        yield from _claim(lineage, claim_id)
    if estimate and estimate["set_aside"]:
        yield ""
        yield "set aside"
        for aside in estimate["set_aside"]:
            relation = aside["relation"].replace("_", " ")
            reason = _plain(lineage, aside["reason"])
            yield f"{_INDENT}{relation:12}{reason}   rule {aside['rule']} [{aside['claim']}]"


def _plain(lineage: Mapping[str, Any], text: str) -> str:
    """Return marked text with each mark as what the edition prints for it."""

    def show(piece: marks.Piece) -> str:
        if piece.kind == "day":
            return day_text(piece.value)
        if piece.kind == "ruling":
            return marks.ruling_words(lineage["rulings"], piece.value)
        return str(lineage["figures"].get(piece.value, {"text": piece.value})["text"])

    return marks.plain(text, show)


def _one_line(text: str) -> str:
    """Return text that cannot break out of its line or drive the terminal."""
    return shown(text).replace("\n", " ").replace("\t", " ").rstrip()


def _claim(lineage: Mapping[str, Any], claim_id: str) -> Iterator[str]:
    claim = lineage["claims"][claim_id]
    document = lineage["documents"][claim["document"]]
    quote = claim["sentence"]["selector"][1]
    figure = claim["figure"]["selector"][0]
    what = " · ".join(
        part for part in (claim["counted"], claim["event"], claim["place"], claim["status"]) if part
    )
    yield f"claim     {claim['figure_text']} · {what}   [{claim_id}]"
    chain = " → ".join(_party(link) for link in reversed(claim["chain"]))
    yield f"{_INDENT}chain     {chain or claim['origin']}"
    yield from (f"{_INDENT}ruling    {_plain(lineage, ruled['reason'])}" for ruled in claim["rulings"])
    yield f"{_INDENT}says      “{quote['exact']}”"
    yield f"{_INDENT}at        characters {figure['start']}–{figure['end']}"
    yield f"{_INDENT}document  {document['name']} ({_publication(document)})"
    yield f"{_INDENT}sha256    {document['sha256']}, received {day_text(document['received_on'])}"


def _publication(document: Mapping[str, Any]) -> str:
    published = day_text(document["published_on"]) if document["published_on"] else "undated"
    return f"{document['publisher'] or 'publisher not named'}, {published}"


def _party(link: Mapping[str, Any]) -> str:
    body = (
        f" ({link['organisation']})" if link["organisation"] and link["organisation"] != link["party"] else ""
    )
    return f"{link['party']}{body}{', who gave no number' if link['withheld'] else ''}"


def _value(value: float | None) -> str:
    return "open" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _interval(interval: Mapping[str, Any] | None) -> str:
    if not interval:
        return "undated"
    start, end = (day_text(interval[side]) if interval[side] else "" for side in ("start", "end"))
    return start if start == end else f"{start or 'earlier'} – {end or 'later'}"
