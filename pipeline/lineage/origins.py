"""The graph of origins: who stands behind each number, who relayed it, and in which documents it arrived.

Here belongs following every claim from its origin outward, and the shape of `origins.json`. Whose a number is
was settled in reconciliation; drawing it belongs to `pipeline.briefing`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from pipeline.lineage.ledger import Ledger
from pipeline.records import Claim, Estimate, Link, Span

NodeKind = Literal["origin", "relay", "outlet", "document"]
EdgeKind = Literal["states", "speaks_for", "relays", "publishes", "implied", "joined"]
_JOINED = "R11d"
_RELAYED = ("R11r", "R11f")  # the last link of the chain is then a relay of its origin


class Hop(NamedTuple):
    """A station of a claim on its way from the origin: its name, the path of that name in the edition's
    words, and the words of the document that tell of it."""

    kind: NodeKind
    name: str
    path: str
    evidence: Span | None = None
    withheld: bool = False


class Route(NamedTuple):
    """The way of one claim on one question, from its origin (first hop) to its document (last hop)."""

    question_id: str
    claim: Claim
    known: bool
    grade: str
    state: str
    rule: str | None
    newer: str | None
    joined_by: str | None
    hops: tuple[Hop, ...]

    @property
    def joined(self) -> bool:
        """Whether the document names nobody, and the number was joined to its attributed twin."""
        return self.joined_by == _JOINED

    @property
    def implied(self) -> bool:
        """Whether no words attribute the number, but the document reports from its origin alone."""
        return self.known and not self.joined and self.claim.implied_origin is not None

    @property
    def relays(self) -> tuple[Hop, ...]:
        """The persons and bodies between the origin and the outlet."""
        return tuple(hop for hop in self.hops if hop.kind == "relay")


def routes(ledger: Ledger, estimate: Estimate) -> list[Route]:
    """Return the ways of all claims on a question, in the order of its series; parts and what says the same
    again come last. What only looks alike is another quantity and has none."""
    found: dict[str, Route] = {}
    at = f"estimate/{estimate.question_id}"
    asides = {aside.claim_id: (index, aside) for index, aside in enumerate(estimate.set_aside)}
    for index, told in enumerate(estimate.series):
        for key in told.claim_ids:
            if key not in ledger.claim_by_id or key in found:
                continue
            aside = asides[key][1] if key in asides else None
            origin = Hop("origin", told.origin, f"{at}/series/{index}/origin")
            claim, joined_by = ledger.claim_by_id[key], aside.joined if aside else None
            found[key] = Route(
                question_id=estimate.question_id,
                claim=claim,
                known=told.known,
                grade=told.grade,
                state=told.state,
                rule=aside.rule if aside else told.rule,
                newer=aside.newer if aside else None,
                joined_by=joined_by,
                hops=_hops(ledger, claim, origin, told.known, joined_by),
            )
    for key, (index, aside) in asides.items():
        named = aside.origin is not None and aside.relation in ("joined", "part")
        if named and key not in found and key in ledger.claim_by_id:
            origin = Hop("origin", aside.origin or "", f"{at}/set_aside/{index}/origin")
            claim = ledger.claim_by_id[key]
            body = ledger.brief.organisation(origin.name)
            found[key] = Route(
                question_id=estimate.question_id,
                claim=claim,
                known=True,
                grade=body.grade if body else "F",
                state=aside.relation,
                rule=aside.rule,
                newer=aside.newer,
                joined_by=aside.joined,
                hops=_hops(ledger, claim, origin, True, aside.joined),
            )
    return list(found.values())


def _hops(ledger: Ledger, claim: Claim, origin: Hop, known: bool, joined_by: str | None) -> tuple[Hop, ...]:
    """Return the stations from an origin to the document of a claim."""
    links = list(enumerate(claim.chain))[1:]
    own = claim.implied_origin.evidence if claim.implied_origin and not links else None
    if links and not _relays(links[-1][1], origin.name, known, joined_by):
        own = links.pop()[1].evidence
    between = [
        Hop("relay", link.party, f"claim/{claim.claim_id}/chain/{index}/party", link.evidence, link.withheld)
        for index, link in reversed(links)
        if link.kind != "unknown"
    ]
    outlet = _outlet(ledger, claim, origin.name)
    name = ledger.document_by_id[claim.document_id].name
    document = Hop("document", name, f"document/{claim.document_id}/name")
    return (origin._replace(evidence=own), *between, *outlet, document)


def _relays(last: Link, origin: str, known: bool, joined_by: str | None) -> bool:
    """Return whether the last link of a chain is a relay of its origin rather than the origin itself."""
    if not known or last.party == origin or joined_by == _JOINED:
        return False
    return last.kind in ("person", "anonymous") or joined_by in _RELAYED


def _outlet(ledger: Ledger, claim: Claim, origin: str) -> Iterator[Hop]:
    """Yield the outlet of a claim's document, unless nobody knows it or it is the origin."""
    key = claim.document_id
    cleaned = ledger.cleaned_by_id.get(key)
    source = ledger.brief.source_of(claim.document_name)
    if cleaned and cleaned.publisher and cleaned.publisher != origin:
        yield Hop("outlet", cleaned.publisher, f"cleaned/{key}/publisher")
    elif source and source.publisher and source.publisher != origin:
        yield Hop("outlet", source.publisher, f"brief/sources/{ledger.brief.sources.index(source)}/publisher")


def origin_graph(ledger: Ledger) -> dict[str, Any]:
    """Return the graph of an edition's origins as data that JSON can hold.

    `nodes` and `edges` hold each origin, relay, outlet and document, and each step between two of them, once
    for all questions; an edge carries the claims that went along it and the words that tell of it. `claims`
    says for each question what became of a claim. Ids are derived from names, so that they are the same in
    every edition.
    """
    graph = _Graph(ledger)
    for estimate in ledger.estimates:
        for route in routes(ledger, estimate):
            graph.add(route)
    return {
        "brief": ledger.brief.id,
        "as_of": ledger.as_of.isoformat(),
        "offsets": "code points of the decoded document, end excluded",
        "nodes": sorted(graph.nodes.values(), key=lambda node: node["id"]),
        "edges": sorted(graph.edges.values(), key=lambda edge: (edge["from"], edge["to"], edge["kind"])),
        "claims": graph.claims,
    }


class _Graph:
    """Nodes and edges gathered from routes, each once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.claims: list[dict[str, Any]] = []

    def add(self, route: Route) -> None:
        ids = [self._node(route, hop) for hop in route.hops]
        steps = zip(route.hops, route.hops[1:], ids, ids[1:], strict=False)
        for place, (hop, following, start, end) in enumerate(steps):
            self._edge(route, _kind(route, hop, following, place), hop, following, (start, end))
        self.claims.append(
            {
                "question": route.question_id,
                "claim": route.claim.claim_id,
                "path": ids,
                "state": route.state,
                "rule": route.rule,
                "joined_by": route.joined_by,
                "newer": route.newer,
            }
        )

    def _node(self, route: Route, hop: Hop) -> str:
        if hop.kind == "document":
            key = f"document:{route.claim.document_id}"
            return self._keep(key, kind="document", name=hop.name)
        if hop.kind != "origin":
            return self._keep(_id(hop.kind, hop.name), kind=hop.kind, name=hop.name)
        if route.known:
            party = self.ledger.brief.is_party(hop.name)
            return self._keep(
                _id("origin", hop.name),
                kind="origin",
                name=hop.name,
                known=True,
                grade=route.grade,
                party=party,
            )
        # Nobody is named: each value on each question is an origin of its own.
        value = (route.question_id, route.claim.low, route.claim.high, route.claim.bound == "vague")
        key = _id("unknown", repr(value))
        return self._keep(key, kind="origin", name=hop.name, known=False, grade="F", party=False)

    def _keep(self, key: str, **fields: Any) -> str:
        self.nodes.setdefault(key, {"id": key, **fields})
        return key

    def _edge(self, route: Route, kind: EdgeKind, hop: Hop, following: Hop, ends: tuple[str, str]) -> None:
        edge = self.edges.setdefault(
            (*ends, kind),
            {"from": ends[0], "to": ends[1], "kind": kind, "withheld": False, "claims": [], "evidence": []},
        )
        edge["withheld"] |= following.withheld
        if route.claim.claim_id not in edge["claims"]:
            edge["claims"].append(route.claim.claim_id)
        span = hop.evidence or following.evidence
        if span:
            text = self.ledger.document_by_id[route.claim.document_id].text
            told = {"document": route.claim.document_id, "start": span.start, "end": span.end}
            if told | {"quote": span.of(text)} not in edge["evidence"]:
                edge["evidence"].append(told | {"quote": span.of(text)})


def _kind(route: Route, hop: Hop, following: Hop, place: int) -> EdgeKind:
    if hop.kind == "outlet":
        return "publishes"
    if place == 0 and route.joined:
        return "joined"
    if place == 0 and route.implied:
        return "implied"
    if place == 0 and following.kind == "relay":
        return "speaks_for" if route.joined_by is None and _person(route, following) else "relays"
    return "states" if following.kind == "document" and place == 0 else "relays"


def _person(route: Route, hop: Hop) -> bool:
    return any(link.party == hop.name and link.kind in ("person", "anonymous") for link in route.claim.chain)


def _id(kind: str, name: str) -> str:
    plain = " ".join(name.casefold().split())
    return f"{kind}:{hashlib.sha256(plain.encode(errors='backslashreplace')).hexdigest()[:12]}"
