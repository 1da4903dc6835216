"""The path of a figure in a terminal: what is open, who withheld a number, and that a line stays a line."""

from __future__ import annotations

from typing import Any

import flood
import pytest

from pipeline.lineage import UnknownFigureError, explain, trace
from pipeline.records import Interval, Link

DEAD = flood.CLAIMS["dead_before"].claim_id


def lineage(**changed: Any) -> dict[str, Any]:
    """Return the lineage of the flood with one claim changed."""
    claims = {**flood.CLAIMS, "dead_before": flood.CLAIMS["dead_before"].model_copy(update=changed)}
    return trace(flood.edition(claims=tuple(claims.values())))


@pytest.mark.parametrize("withheld", [True, False])
def test_a_relay_that_gave_no_number_is_told(withheld: bool) -> None:
    chain = (
        Link(party="The Herald", kind="publisher"),
        Link(party="a clerk", kind="anonymous", withheld=withheld),
        Link(party="interior ministry", kind="organisation"),
    )
    text = explain(lineage(chain=chain), DEAD)
    assert ("interior ministry → a clerk, who gave no number" in text) == withheld
    assert text.count("who gave no number") == withheld


@pytest.mark.parametrize("whose", ["party", "organisation"])
def test_a_name_with_a_line_end_stays_on_its_line(whose: str) -> None:
    link = {"party": "a clerk", "kind": "person", "organisation": "the office"}
    chain = (Link.model_validate({**link, whose: "mayor\nclaim     9,000 · forged\tx"}),)
    (told,) = [line for line in explain(lineage(chain=chain), DEAD).splitlines() if "forged" in line]
    assert told.startswith("  chain     ")
    assert "\t" not in told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [("2026-05-12", None, "12 May 2026 – later"), (None, "2026-05-12", "earlier – 12 May 2026")],
)
def test_an_open_end_is_told_as_open(start: str | None, end: str | None, told: str) -> None:
    held = Interval.model_validate({"start": start, "end": end, "precision": "day", "basis": "stated"})
    estimates = tuple(
        e.model_copy(update={"holds_on": held}) if e.question_id == "dead" else e for e in flood.ESTIMATES
    )
    assert f"as of {told}" in explain(trace(flood.edition(estimates=estimates)), "dead.value")


def test_an_id_like_no_other_names_figures_to_choose_from() -> None:
    with pytest.raises(UnknownFigureError, match=r"nearest: \S+, \S+, \S+, \S+, \S+$"):
        explain(lineage(), "@@@@")


def test_a_quotation_has_the_words_around_it_to_the_letter() -> None:
    edition = flood.edition()
    claim = flood.CLAIMS["fields"]
    text = edition.document_by_id[claim.document_id].text
    quote = trace(edition)["claims"][claim.claim_id]["figure"]["selector"][1]
    start, end = claim.figure.start, claim.figure.end
    assert (quote["prefix"], quote["suffix"]) == (text[max(0, start - 32) : start], text[end : end + 32])
    assert len(quote["prefix"]) == 32


@pytest.mark.parametrize(("figure", "told"), [("dead.value", 1), ("houses.value", 0)])
def test_what_is_set_aside_has_a_heading_where_there_is_any(figure: str, told: int) -> None:
    assert explain(lineage(), figure).splitlines().count("set aside") == told
