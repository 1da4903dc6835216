"""What changed between two lists of estimates, with its cause."""

from __future__ import annotations

import json
from typing import Any

import flood
import pytest

from pipeline.briefing import Edition, render
from pipeline.briefing.edition import Change, FigureRef
from pipeline.briefing.lines import plain
from pipeline.lineage import check
from pipeline.records import Estimate

NOW = {estimate.question_id: estimate for estimate in flood.ESTIMATES}


def since(**before: Estimate | None) -> Edition:
    """Return the edition after one in which these questions were answered otherwise (None: not at all)."""
    names = {key.replace("_", "-"): old for key, old in before.items()}
    previous = [names.get(key, estimate) for key, estimate in NOW.items()]
    return flood.edition(previous=tuple(filter(None, previous)))


def was(question: str, *claims: str, **fields: Any) -> Estimate:
    ids = tuple(flood.CLAIMS[key].claim_id for key in claims)
    return NOW[question].model_copy(update={"claim_ids": ids, **fields})


def change(edition: Edition) -> Change:
    (found,) = edition.changes
    assert check(edition, render(edition)["briefing.html"].decode()) == []
    return found


def cited(found: Change) -> set[str]:
    return {piece.figure_id for line in found.sentences for piece in line if isinstance(piece, FigureRef)}


def test_nothing_changed_without_an_edition_before_or_a_difference() -> None:
    assert flood.edition().changes == ()
    assert since().changes == ()


def test_new_names_the_claims_that_brought_it() -> None:
    found = change(since(houses=None))
    assert found.kinds == ("new",)
    assert found.entered == (flood.CLAIMS["houses"].claim_id,)
    assert set(found.entered) <= cited(found)


def test_superseded_says_which_statement_replaced_which() -> None:
    older, newer = flood.CLAIMS["dead_before"].claim_id, flood.CLAIMS["dead_ministry"].claim_id
    (aside,) = NOW["dead"].set_aside
    now = NOW["dead"].model_copy(update={"set_aside": (aside.model_copy(update={"rule": "R6"}),)})
    before = was("dead", "dead_before", "dead_mayor", low=flood.CLAIMS["dead_before"].low)
    estimates = tuple(now if e.question_id == "dead" else e for e in flood.ESTIMATES)
    found = change(
        flood.edition(estimates=estimates, previous=(before, *(e for e in estimates if e is not now)))
    )
    assert found.kinds == ("superseded",)
    assert (found.entered, found.left) == ((newer,), (older,))
    assert {older, newer, "dead.was", "dead.value"} <= cited(found) | {older}
    assert "The ministry has since said" in plain(found.sentences[0])


def test_revised_says_what_entered_and_what_left() -> None:
    before = was("rescued", "rescued_over", low=2000.0, bound="more_than")
    found = change(since(rescued=before))
    assert found.kinds == ("revised",)
    assert found.entered == (flood.CLAIMS["rescued_least"].claim_id,)
    assert found.left == (flood.CLAIMS["rescued_over"].claim_id,)


def test_withdrawn_says_what_is_gone() -> None:
    found = change(since(cattle=was("cattle", "dead_before", low=7.0, bound="at_least")))
    assert found.kinds == ("withdrawn",)
    assert found.left == (flood.CLAIMS["dead_before"].claim_id,)
    assert set(found.left) <= cited(found)


def test_confirmed_by_a_new_origin() -> None:
    ministry = NOW["evacuated"].statements[0]
    before = was(
        "evacuated", "evacuated_ministry", statements=(ministry,), low=4000.0, verdict="single_origin"
    )
    found = change(since(evacuated=before))
    assert found.kinds == ("revised", "confirmed")
    assert flood.CLAIMS["evacuated_cross"].claim_id in cited(found)


def test_nobody_confirms_and_what_is_left_of_nothing_is_not_confirmed() -> None:
    ministry, cross = NOW["evacuated"].statements
    before = was("evacuated", "evacuated_ministry", statements=(ministry,), verdict="single_origin")
    unnamed = NOW["evacuated"].model_copy(
        update={"statements": (ministry, cross.model_copy(update={"known": False}))}
    )
    others = [e for e in flood.ESTIMATES if e.question_id != "evacuated"]
    edition = flood.edition(estimates=(unnamed, *others), previous=(before, *others))
    assert [kind for found in edition.changes for kind in found.kinds] == ["judged"]
    gone = ministry.model_copy(update={"origin": "Harbour office"})
    assert since(evacuated=NOW["evacuated"].model_copy(update={"statements": (gone,)})).changes == ()


@pytest.mark.parametrize(
    ("question", "verdict", "kind"),
    [("dead", "single_origin", "conflicting"), ("evacuated", "conflicting", "settled")],
)
def test_a_conflict_that_began_or_ended(question: str, verdict: str, kind: str) -> None:
    before = NOW[question].model_copy(update={"verdict": verdict})
    assert change(since(**{question: before})).kinds == (kind,)


def test_judged_anew_names_the_verdict_before() -> None:
    found = change(since(houses=NOW["houses"].model_copy(update={"verdict": "unknown_origin"})))
    assert found.kinds == ("judged",)
    assert plain(found.sentences[0]) == "now single origin, before unknown origin."


def test_said_again_is_told_apart_from_news() -> None:
    rule = {
        "relation": "joined",
        "rule": "R6r",
        "reason": "",
        "claim_id": flood.CLAIMS["plan_still"].claim_id,
    }
    asides = (*NOW["soldiers-planned"].set_aside, flood.SetAside(**rule))
    now = NOW["soldiers-planned"].model_copy(update={"set_aside": asides, "claim_ids": ()})
    now = now.model_copy(update={"claim_ids": (flood.CLAIMS["plan"].claim_id,)})
    before = now.model_copy(update={"set_aside": NOW["soldiers-planned"].set_aside})
    others = [e for e in flood.ESTIMATES if e.question_id != now.question_id]
    edition = flood.edition(estimates=(now, *others), previous=(before, *others))
    found = change(edition)
    assert found.kinds == ("repeated",)
    assert {row.question_id: row.change for row in edition.rows}["soldiers-planned"] is None


def test_changes_are_data_too() -> None:
    edition = since(rescued=was("rescued", "rescued_over", low=2000.0, bound="more_than"))
    data = json.loads(render(edition)["changes.json"])
    (told,) = data["changes"]
    assert (data["since"], told["kinds"]) == ("2026-05-20", ["revised"])
    assert (told["was"]["low"], told["now"]["low"]) == (2000, 600)
    assert [cause["rule"] for cause in told["left"]] == ["total.falls"]
    assert json.loads(render(flood.edition())["changes.json"])["changes"] == []
