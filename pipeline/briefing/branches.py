"""Where a number comes from and how it came about: each origin with its reports, and statements over time.

Here belongs choosing what a drawing shows. Following claims to their origins belongs to `pipeline.lineage`,
geometry to `chart.py`, drawing to `templates/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.briefing.edition import Branch, FigureRef, Line, Moment, Report, SourceLink, Words
from pipeline.briefing.lines import interval, sentences
from pipeline.briefing.parts import told_origin, voice_figure
from pipeline.lineage import Ledger, routes
from pipeline.lineage.origins import Hop, Route
from pipeline.reconciliation import dating
from pipeline.records import Estimate

# What stands comes first in a tree, then what says it again, then the rest.
_ORDER = ("in_force", "part", "carried", "joined", "superseded", "stale", "undated", "apart")


def branches(ledger: Ledger, estimate: Estimate) -> tuple[Branch, ...]:
    """Return a tree for each origin of a question: its reports, of each document and value one."""
    found: dict[object, list[Route]] = {}
    for route in routes(ledger, estimate):
        value = None if route.known else (route.claim.low, route.claim.high)
        found.setdefault((route.hops[0].name, value), []).append(route)
    said = {key: s.said_on for s in estimate.series for key in s.claim_ids}
    trees = []
    for members in found.values():
        first: dict[object, Route] = {}
        for route in sorted(members, key=lambda route: _ORDER.index(_state(route))):
            claim = route.claim
            first.setdefault((claim.document_id, claim.low, claim.high, claim.bound), route)
        root = members[0]
        reports = tuple(
            _report(ledger, route, interval(said.get(route.claim.claim_id))) for route in first.values()
        )
        trees.append(
            Branch(
                origin=_name(root.hops[0], known=root.known),
                known=root.known,
                grade=root.grade,
                party=root.known and ledger.brief.is_party(root.hops[0].name),
                reports=reports,
            )
        )
    return tuple(sorted(trees, key=lambda tree: (not tree.known, _ORDER.index(tree.reports[0].state))))


def _report(ledger: Ledger, route: Route, said_on: Line) -> Report:
    claim = route.claim
    if not said_on or said_on == interval(None):
        published = ledger.cleaned_by_id.get(claim.document_id)
        said_on = interval(claim.said_on or claim.time) if published else said_on
    return Report(
        figure=FigureRef(figure_id=claim.claim_id),
        via=tuple(_name(hop) for hop in route.relays),
        document=SourceLink(document_id=claim.document_id),
        said_on=said_on,
        state=_state(route),
        joined=route.joined,
        implied=route.implied,
    )


def _state(route: Route) -> str:
    return route.state if route.state in _ORDER else "apart"


def _name(hop: Hop, *, known: bool = True) -> Line:
    words = sentences()["origins"]
    if not known and hop.name in ("publisher", "unknown"):
        return (words["unknown"],)
    return (Words(path=hop.path), words["withheld"]) if hop.withheld else (Words(path=hop.path),)


def moments(ledger: Ledger, estimate: Estimate) -> tuple[Moment, ...]:
    """Return the dated statements on a question in time order, or none where all are of the same day."""
    found = tuple(_moments(ledger, estimate))
    return found if len({moment.day for moment in found}) > 1 else ()


def _moments(ledger: Ledger, estimate: Estimate) -> Iterator[Moment]:
    for index, told in enumerate(estimate.series):
        claims = tuple(key for key in told.claim_ids if key in ledger.claim_by_id)
        if claims and dating.is_dated(told.said_on):
            yield Moment(
                origin=told_origin(estimate, index),
                value=voice_figure(ledger, estimate, claims, told.low, told.high),
                low=told.low,
                high=told.high,
                said_on=interval(told.said_on),
                day=dating.last_day(told.said_on),
                state=told.state,
            )
