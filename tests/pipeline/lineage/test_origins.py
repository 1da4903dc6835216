"""The graph of origins: one node for each origin, and each step with the words that tell of it."""

from __future__ import annotations

import flood
import pytest

from pipeline.lineage import origin_graph, routes
from pipeline.records import Estimate, SetAside


@pytest.fixture(scope="module")
def graph(edition):
    return origin_graph(edition)


def named(graph, kind: str) -> dict[str, dict]:
    return {node["name"]: node for node in graph["nodes"] if node["kind"] == kind}


def test_an_origin_is_one_node_however_many_reports_lead_back_to_it(graph) -> None:
    staff = named(graph, "origin")["General Staff"]
    assert (staff["known"], staff["party"], staff["grade"]) == (True, True, "F")
    plans = {flood.CLAIMS[key].claim_id for key in ("plan", "plan_again", "plan_still")}
    paths = [claim["path"] for claim in graph["claims"] if claim["claim"] in plans]
    assert len(paths) == 3
    assert {path[0] for path in paths} == {staff["id"]}


def test_every_edge_leads_between_nodes_and_quotes_its_document(edition, graph) -> None:
    ids = {node["id"] for node in graph["nodes"]}
    assert len(ids) == len(graph["nodes"])
    assert graph["edges"]
    for edge in graph["edges"]:
        assert {edge["from"], edge["to"]} <= ids
        assert edge["claims"]
        for told in edge["evidence"]:
            text = edition.document_by_id[told["document"]].text
            assert text[told["start"] : told["end"]] == told["quote"]


def test_every_path_is_made_of_edges(graph) -> None:
    steps = {(edge["from"], edge["to"]): edge["claims"] for edge in graph["edges"]}
    for claim in graph["claims"]:
        for step in zip(claim["path"], claim["path"][1:], strict=False):
            assert claim["claim"] in steps[step]


def test_a_number_that_names_nobody_is_an_origin_of_its_own(graph) -> None:
    unknown = [node for node in graph["nodes"] if node["kind"] == "origin" and not node["known"]]
    assert [node["id"].partition(":")[0] for node in unknown] == ["unknown"]


def test_ids_are_those_of_every_other_edition(edition, graph) -> None:
    turned = flood.edition(claims=tuple(flood.CLAIMS.values())[::-1], documents=flood.DOCUMENTS[::-1])
    assert origin_graph(turned) == graph


def joined(estimate: Estimate, key: str, by: str) -> Estimate:
    """Return an estimate that joins a claim to the origin of its first statement."""
    claim = flood.CLAIMS[key].claim_id
    aside = SetAside(
        claim_id=claim, relation="joined", rule=by, reason="", origin=estimate.statements[0].origin, joined=by
    )
    return estimate.model_copy(update={"set_aside": (*estimate.set_aside, aside)})


def test_a_joined_number_is_told_as_joined() -> None:
    (evacuated,) = [e for e in flood.ESTIMATES if e.question_id == "evacuated"]
    edition = flood.edition(estimates=(joined(evacuated, "camps", "R11d"),))
    found = {route.claim.claim_id: route for route in routes(edition, edition.estimates[0])}
    route = found[flood.CLAIMS["camps"].claim_id]
    assert route.joined
    assert route.relays == ()
    kinds = {
        edge["kind"] for edge in origin_graph(edition)["edges"] if route.claim.claim_id in edge["claims"]
    }
    assert "joined" in kinds


def test_what_only_looks_alike_is_not_in_the_graph(graph) -> None:
    assert flood.CLAIMS["tents"].claim_id not in {claim["claim"] for claim in graph["claims"]}
