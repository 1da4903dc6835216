"""The stations of a number on its way: who relayed it, who withheld, and what is an origin of its own."""

from __future__ import annotations

import flood
import pytest

from pipeline.lineage import origin_graph, routes
from pipeline.records import Claim, Estimate, Link, SetAside

ESTIMATES = {estimate.question_id: estimate for estimate in flood.ESTIMATES}
HERALD, MINISTRY = (
    Link(party="The Herald", kind="publisher"),
    Link(party="interior ministry", kind="organisation"),
)


def edition(estimate: Estimate, **claims: Claim) -> object:
    return flood.edition(estimates=(estimate,), claims=tuple((flood.CLAIMS | claims).values()))


@pytest.mark.parametrize("withheld", [True, False])
def test_a_relay_that_withheld_its_number_is_drawn_so(withheld: bool) -> None:
    relay = Link(party="a clerk", kind="anonymous", withheld=withheld)
    told = flood.CLAIMS["dead_ministry"].model_copy(update={"chain": (HERALD, relay, MINISTRY)})
    made = edition(ESTIMATES["dead"], dead_ministry=told)
    (route,) = [r for r in routes(made, ESTIMATES["dead"]) if r.claim.claim_id == told.claim_id]
    assert [(hop.name, hop.withheld) for hop in route.relays] == [("a clerk", withheld)]
    into = [edge for edge in origin_graph(made)["edges"] if told.claim_id in edge["claims"]]
    assert any(edge["withheld"] for edge in into) == withheld


@pytest.mark.parametrize(("by", "relays"), [("R11f", 1), ("R11r", 1), ("R11d", 0), (None, 0)])
def test_whom_another_is_joined_to_is_its_origin_and_the_named_body_a_relay(
    by: str | None, relays: int
) -> None:
    estimate, claim = ESTIMATES["evacuated"], flood.CLAIMS["fields"]
    chain = (HERALD, Link(party="a union", kind="organisation"))
    told = claim.model_copy(update={"chain": chain})
    aside = SetAside(
        claim_id=claim.claim_id,
        relation="joined",
        rule=by or "R6r",
        reason="",
        origin=estimate.statements[0].origin if by else "a union",
        joined=by,
    )
    changed = estimate.model_copy(update={"set_aside": (aside,)})
    found = routes(edition(changed, fields=told), changed)
    (route,) = [one for one in found if one.claim.claim_id == claim.claim_id]
    assert len(route.relays) == relays


@pytest.mark.parametrize(("publisher", "outlets"), [("Red Cross", 0), ("Orlan Trade Wire", 1)])
def test_an_origin_that_publishes_itself_is_no_outlet_of_its_own(publisher: str, outlets: int) -> None:
    (source,) = flood.BRIEF.sources
    claim = flood.CLAIMS["fields"]
    described = source.model_copy(update={"documents": claim.document_name, "publisher": publisher})
    cleaned = tuple(
        text.model_copy(update={"publisher": None}) if text.document_id == claim.document_id else text
        for text in flood.CLEANED
    )
    told = ESTIMATES["fields"].statements[0].model_copy(update={"origin": "Red Cross"})
    estimate = ESTIMATES["fields"].model_copy(update={"statements": (told,), "series": (told,)})
    made = flood.edition(
        brief=flood.BRIEF.model_copy(update={"sources": (described,)}), estimates=(estimate,), cleaned=cleaned
    )
    (route,) = routes(made, estimate)
    assert [hop.kind for hop in route.hops].count("outlet") == outlets


def test_each_value_that_nobody_named_said_is_an_origin_of_its_own() -> None:
    estimate = ESTIMATES["camps"]
    other = flood.CLAIMS["fields"]
    told = (
        *estimate.series,
        flood.statement("fields", origin="unknown: forty", known=False, state="apart", rule="R9"),
    )
    changed = estimate.model_copy(update={"series": told, "statements": (*estimate.statements, told[-1])})
    made = edition(changed)
    graph = origin_graph(made)
    unknown = [node["id"] for node in graph["nodes"] if node["kind"] == "origin" and not node["known"]]
    assert len(unknown) == len(set(unknown)) == 2
    assert {path["claim"] for path in graph["claims"]} >= {other.claim_id}


def test_an_origin_is_one_node_however_its_name_is_written() -> None:
    def told(key: str, origin: str) -> Estimate:
        statement = ESTIMATES[key].statements[0].model_copy(update={"origin": origin})
        return ESTIMATES[key].model_copy(update={"statements": (statement,), "series": (statement,)})

    made = flood.edition(estimates=(told("fields", "Red Cross"), told("houses", "RED  cross")))
    known = [node for node in origin_graph(made)["nodes"] if node["kind"] == "origin" and node["known"]]
    assert len(known) == 1
