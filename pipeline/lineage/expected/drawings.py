"""The drawings of a question, computed from the data that they draw: voices on a scale, trees, time.

Here belongs the geometry as a reader measures it: where a dot, a bar, an arrow, a branch must stand. What is
said beside a drawing belongs here too, as it tells the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.lineage.expected.tokens import (
    Basis,
    PageToken,
    Tokens,
    element,
    fold,
    interval,
    joined,
    label,
    labelled,
    place,
    table,
    tag,
    tell,
    words,
)
from pipeline.lineage.origins import Route, routes
from pipeline.lineage.shown import shown
from pipeline.reconciliation import dating
from pipeline.records import Estimate, Status

_MOST_LABELS = 6  # on the drawing over time
_MOST_REPORTS = 12  # of an origin, before the rest is folded
_UNGRADED = "F"
_AT_ODDS = ("in_force", "apart")  # what an origin has replaced contradicts nobody
# In a tree: what stands, what says it again, then the rest.
_STATES = ("in_force", "part", "carried", "joined", "superseded", "stale", "undated", "apart")


class _Voice(NamedTuple):
    """What an origin says or said, as a row of the drawing."""

    origin: tuple[PageToken, ...]
    party: bool
    grade: str
    figure: str
    low: float | None
    high: float | None
    status: Status
    state: str
    said: tuple[PageToken, ...]


def _scale(values: Sequence[float | None], first: float, last: float) -> tuple[float, float, float, float]:
    stated = [0.0, *(value for value in values if value is not None)]
    return min(stated), max(stated), first, last


def _at(value: float | None, scale: tuple[float, float, float, float], otherwise: float) -> float:
    """Return where a value stands on a scale from `first` to `last`; an open end stands elsewhere."""
    bottom, top, first, last = scale
    if value is None or top == bottom:
        return otherwise
    return first + (value - bottom) / (top - bottom) * (last - first)


def _voices(basis: Basis, estimate: Estimate) -> Iterator[_Voice]:
    ledger = basis.ledger
    there = [
        (index, told, [key for key in told.claim_ids if key in ledger.read_by_id])
        for index, told in enumerate(estimate.series)
    ]
    standing_first_newest_first = sorted(
        there, key=lambda one: (one[1].state != "in_force", -dating.last_day(one[1].said_on).toordinal())
    )
    for index, told, keys in standing_first_newest_first:
        if keys:
            yield _Voice(
                tuple(basis.origin(estimate, "series", index)),
                told.known and ledger.brief.is_party(told.origin),
                told.grade,
                basis.voice(estimate, keys, told.low, told.high),
                told.low,
                told.high,
                ledger.read_by_id[keys[0]].status,
                told.state,
                tuple(interval(told.said_on)),
            )
    for claim in basis.apart(estimate, "part"):
        yield _Voice(
            tuple(basis.origin_of(claim)),
            False,
            "",
            ledger.stated(claim.claim_id),
            claim.low,
            claim.high,
            claim.status,
            "part",
            tuple(interval(claim.said_on or claim.time)),
        )


def voices(basis: Basis, estimate: Estimate, section: str) -> Iterator[PageToken]:
    """Yield who says what on a question, each with its value on the scale that all of them share."""
    found = [one for one in _voices(basis, estimate) if section != "conflict" or one.state in _AT_ODDS]
    scale = _scale([end for one in found for end in (one.low, one.high)], 3, 86)
    for index, one in enumerate(found):
        name = place("plot", f"{section}-{estimate.question_id}-{index}")
        who = tell(one.origin, _standing(one.party, one.grade), _state(one.state), _status(one.status))
        yield from element(
            "li",
            who,
            _plot(basis, one, scale, name),
            basis.figure(one.figure),
            one.said,
            class_=f"voice {one.state}",
        )


def _standing(party: bool, grade: str) -> Iterator[PageToken]:
    if party:
        yield from tag("party", "yes", "party")
    if grade and grade != _UNGRADED:
        yield from tag("grade", grade, table()["grades"][grade])


def _state(state: str) -> Iterator[PageToken]:
    if state != "in_force":
        yield from labelled("relation", "relations", state)


def _status(status: Status) -> Iterator[PageToken]:
    if status != "observed":
        yield from labelled("status", "statuses", status)


def _plot(
    basis: Basis, voice: _Voice, scale: tuple[float, float, float, float], name: str
) -> Iterator[PageToken]:
    start, end = (
        f"{_at(value, scale, open_at):.2f}%" for value, open_at in ((voice.low, 3), (voice.high, 97))
    )
    observed = voice.status == "observed"
    told = "".join(
        f", {label(kind, value)}"
        for kind, value in (("relations", voice.state), ("statuses", voice.status))
        if value not in ("in_force", "observed")
    )
    inside = [
        element("title", voice.origin, ": ", basis.spoken(voice.figure), *([told] if told else []), id=name),
        element("line", class_="axis", x1="3%", x2="97%", y1="11", y2="11"),
        element("line", class_="whisker", x1=start, x2=end, y1="11", y2="11"),
    ]
    if voice.low is not None and voice.low == voice.high:
        inside.append(element("circle", class_="dot" if observed else "open", cx=start, cy="11", r="5"))
    else:
        inside += [
            element("svg", _end(value, observed, side), x=at, y="11", overflow="visible")
            for value, at, side in ((voice.low, start, 1), (voice.high, end, -1))
        ]
    drawing = {"class_": "plot", "role": "img", "aria_labelledby": name, "width": "100%", "height": "22"}
    return element("svg", *inside, **drawing)


def _end(value: float | None, observed: bool, side: int) -> Iterator[PageToken]:
    """Yield an end of a bar: an arrow outward where it is open, else a stroke."""
    if value is None:
        return element("path", class_="arrow", d=f"M{7 * side} -5L0 0L{7 * side} 5")
    return element("path", class_="end" if observed else "end open", d="M0 -6V6")


def trees(basis: Basis, estimate: Estimate) -> Iterator[PageToken]:
    """Yield the origins of a question, each with the reports that lead back to it."""
    found: dict[object, list[Route]] = {}
    for route in routes(basis.ledger, estimate):
        ends = None if route.known else (route.claim.low, route.claim.high)
        found.setdefault((route.hops[0].name, ends), []).append(route)
    trees = [_Tree(basis, estimate, members) for members in found.values()]
    for tree in sorted(trees, key=lambda tree: (not tree.root.known, tree.rank)):
        yield from tree.tokens()


class _Tree:
    """An origin of a question with its reports, of each document and value one."""

    def __init__(self, basis: Basis, estimate: Estimate, members: Sequence[Route]) -> None:
        self.basis, self.estimate, self.root = basis, estimate, members[0]
        first: dict[object, Route] = {}
        for route in sorted(members, key=_rank):
            claim = route.claim
            first.setdefault((claim.document_id, claim.low, claim.high, claim.bound), route)
        self.reports = list(first.values())
        self.rank = _rank(self.reports[0])

    def tokens(self) -> Iterator[PageToken]:
        known = self.root.known
        hop = self.root.hops[0]
        unnamed = not known and hop.name in ("publisher", "unknown")
        name = words(table()["origins"]["unknown"]) if unnamed else self._name(hop.path, hop.withheld)
        party = known and self.basis.ledger.brief.is_party(hop.name)
        head = tell(name, _standing(party, self.root.grade if known else ""))
        other = () if known else tag("relation", "unnamed", "unknown origin")
        shown_first, more = self.reports[:_MOST_REPORTS], self.reports[_MOST_REPORTS:]
        rest = self._reports(more, True)
        yield from element(
            "div",
            element("line", class_="trunk", x1="10", x2="10", y1="15", y2="100%"),
            element("circle", class_="seed", cx="10", cy="15", r="7"),
            head,
            other,
            *self._reports(shown_first, not more),
            fold("Further reports of the same origin", *rest, class_="more") if more else (),
            class_="tree" if known else "tree unnamed",
            role="group",
            aria_label="An origin and its reports",
        )

    def _name(self, path: str, withheld: bool) -> Tokens:
        return tell(self.basis.said(path), table()["origins"]["withheld"] if withheld else "")

    def _reports(self, held: Sequence[Route], ends_here: bool) -> Iterator[Tokens]:
        for index, route in enumerate(held):
            yield self._report(route, ends_here and index == len(held) - 1)

    def _report(self, route: Route, last: bool) -> Tokens:
        state = route.state if route.state in _STATES else "apart"
        told = "nobody" if route.joined else "implied" if route.implied else ""
        kind = " ".join(part for part in ("report", state, told, "last" if last else "") if part)
        relay = element("path", class_="relay", d="M22 10L27 15L22 20L17 15Z")
        by_way_of = joined(tuple(self._name(hop.path, hop.withheld)) for hop in route.relays)
        return element(
            "li",
            element("line", class_="trunk", x1="10", x2="10", y1="0", y2="15" if last else "100%"),
            element("line", class_="branch-line", x1="10", x2="34", y1="15", y2="15"),
            relay if route.relays else (),
            element("rect", class_="leaf", x="33", y="10", width="10", height="10"),
            self.basis.figure(route.claim.claim_id),
            tell("by way of", by_way_of) if route.relays else (),
            tell("in", self.basis.document(route.claim.document_id), self._said(route)),
            tag("relation", "joined", "names nobody, joined") if route.joined else (),
            tag("relation", "implied", "implied") if route.implied else (),
            _state(state),
            class_=kind,
        )

    def _said(self, route: Route) -> Tokens:
        """Return when a report was said: as its statement is dated, else as its claim tells."""
        key, claim = route.claim.claim_id, route.claim
        dated = [told.said_on for told in self.estimate.series if key in told.claim_ids]
        held = dated[-1] if dated else None
        if (
            held is None or not (held.start or held.end)
        ) and claim.document_id in self.basis.ledger.cleaned_by_id:
            held = claim.said_on or claim.time
        return interval(held)


def _rank(route: Route) -> int:
    return _STATES.index(route.state if route.state in _STATES else "apart")


def over_time(basis: Basis, estimate: Estimate) -> Iterator[PageToken]:
    """Yield the dated statements on a question as a drawing: time to the right, values upward."""
    ledger = basis.ledger
    dated = [
        (index, told, [key for key in told.claim_ids if key in ledger.claim_by_id])
        for index, told in enumerate(estimate.series)
        if dating.is_dated(told.said_on)
    ]
    held = [(index, told, keys, dating.last_day(told.said_on)) for index, told, keys in dated if keys]
    days = [day for *_, day in held]
    if len(set(days)) < 2:
        return
    first, last = min(days), max(days)
    scale = _scale([end for _, told, *_ in held for end in (told.low, told.high)], 96, 34)
    marks, titles = [], []
    for index, told, keys, day in held:
        origin = tuple(basis.origin(estimate, "series", index))
        figure, said = basis.voice(estimate, keys, told.low, told.high), tuple(interval(told.said_on))
        share = (day - first).days / (last - first).days
        spoken = tuple(basis.spoken(figure))
        state = f" ({label('relations', told.state)})" if told.state != "in_force" else ""
        titles.append(tuple(tell(origin, ", ", spoken, ", ", said, state)))
        x = f"{3 + share * (97 - 3):.2f}%"
        top, low = (_at(told.high, scale, 22), _at(told.low, scale, 105))
        drawn = [element("title", origin, ": ", spoken, ", ", said)]
        drawn += _mark(told.low, told.high, x, f"{top:.1f}", f"{low:.1f}")
        if len(held) <= _MOST_LABELS:
            side = "start" if share < 0.3 else "end" if share > 0.7 else "middle"
            y = f"{float(f'{top:.1f}') - 9:.1f}"
            text = shown(ledger.figure_by_id[figure].text)
            drawn.append(element("text", text, class_=f"side-{side}", x=x, y=y, data_figure=figure))
        marks.append(tuple(element("g", *drawn, class_=f"moment {told.state}")))
    name = place("time", estimate.question_id)
    drawing = {"class_": "plot", "role": "img", "aria_labelledby": name, "width": "100%", "height": "112"}
    title = element("title", "Statements over time: ", joined(titles, "; "), id=name)
    yield from words("How it came about")
    axis = element("line", class_="axis", x1="0%", x2="100%", y1="108", y2="108")
    yield from element("svg", title, axis, *marks, **drawing)
    for one in (held[0], held[-1]):
        yield from element("span", interval(one[1].said_on))


def _mark(low: float | None, high: float | None, x: str, top: str, bottom: str) -> list[Iterator[PageToken]]:
    """Return what stands for a statement: a dot for a point, else a bar with an arrow where it is open."""
    if low is not None and low == high:
        return [element("circle", class_="dot", cx=x, cy=top, r="5")]
    bar = element("line", class_="whisker", x1=x, x2=x, y1=top, y2=bottom)
    ends = [
        element("path", class_="arrow", d=f"M-5 {7 * side}L0 0L5 {7 * side}")
        if value is None
        else element("path", class_="end", d="M-5 0H5")
        for value, side in ((high, 1), (low, -1))
    ]
    at = (top, bottom)
    return [
        bar,
        *(element("svg", end, x=x, y=y, overflow="visible") for end, y in zip(ends, at, strict=True)),
    ]
