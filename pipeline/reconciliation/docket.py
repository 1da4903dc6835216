"""What analysts' rulings did to each question: which claims left it, and each ruling with its reason.

Here belongs telling. The rulings are applied in `rulings`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline import marks
from pipeline.briefs import Ruling
from pipeline.briefs.when import interval
from pipeline.reconciliation.corrections import VALUE_FIELDS
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.keys import Fit, Scope
from pipeline.reconciliation.rationale import listed as in_a_list
from pipeline.reconciliation.rules import sentence
from pipeline.records import Interval, Ruled, SetAside

RULES = {
    "reject": "A1",
    "correct": "A2",
    "merge": "A3",
    "split": "A4",
    "same_origin": "A5",
    "different_origin": "A6",
    "grade": "A7",
}
TITLES = {"counted": "noun", "said_on": "date of the statement", "time": "time of the value"}


_ANSWERS: frozenset[Fit] = frozenset({"same", "part", "element"})


class Done(NamedTuple):
    """One thing that a ruling did to a claim; `fields` are those that it corrects."""

    ruling: Ruling
    claim_id: str
    fields: tuple[str, ...] = ()


@dataclass
class Docket:
    """The evidence after all rulings, and what each of them did.

    `before` and `after` are the claims that rulings name, without and with them; `named` is done to these,
    `of_origins` to whoever speaks, by claim.
    """

    evidence: list[Evidence]
    before: Mapping[str, Evidence] = field(default_factory=dict)
    after: dict[str, Evidence] = field(default_factory=dict)
    named: list[Done] = field(default_factory=list)
    of_origins: dict[str, list[Done]] = field(default_factory=lambda: defaultdict(list))

    def on(
        self, scope: Scope, members: Iterable[Evidence], listed: Collection[str]
    ) -> tuple[tuple[SetAside, ...], tuple[Ruled, ...]]:
        """Return what rulings did to a question: the claims that they set aside, and each ruling with its
        reason. `members` speak on the question, `listed` are the claims that it lists as set aside."""
        if not (self.named or self.of_origins):
            return (), ()
        members = list(members)
        done = [one for one in self.named if self._bears(one, scope, members, listed)]
        done += [one for item in members for one in self.of_origins.get(item.claim.claim_id, ())]
        asides = [one for one in done if self._leaves(one, scope)]
        return tuple(map(self._aside, asides)), tuple(self._ruled(done))

    def _bears(self, done: Done, scope: Scope, members: Sequence[Evidence], listed: Collection[str]) -> bool:
        """Return whether something done to a claim makes a difference to a question."""
        ruling, was = done.ruling, self.before[done.claim_id]
        now = self.after.get(done.claim_id)
        if ruling.reject or now is None:
            return scope.match(was.key).fit != "off"
        own = scope.match(replace(now.key, merged=frozenset(), split=frozenset())).fit
        if ruling.correct:
            fits = {own, scope.match(now.key).fit, scope.match(was.key).fit}
            return bool(fits & _ANSWERS) or (now.revalued and done.claim_id in listed)
        if ruling.different_origin:
            return scope.match(now.key).fit != "off" and self._parts(now, was, members)
        return ruling.question == scope.question.id and own != ("same" if ruling.merge else "off")

    def _parts(self, now: Evidence, was: Evidence, members: Sequence[Evidence]) -> bool:
        """Return whether a claim would count for an origin that it is ruled not to be of."""
        if was.party.known and not now.party.known:
            return True
        return any(
            other.party.name in now.not_of
            and (other.value.digits == now.value.digits or other.claim.document_id == now.claim.document_id)
            for other in members
        )

    def _leaves(self, done: Done, scope: Scope) -> bool:
        """Return whether a claim is no longer evidence on a question by what was done to it."""
        if done.ruling.correct:
            now, was = self.after[done.claim_id], self.before[done.claim_id]
            return scope.match(now.key).fit == "off" and scope.match(was.key).fit in _ANSWERS
        return bool(done.ruling.reject or done.ruling.split)

    def _aside(self, done: Done) -> SetAside:
        return SetAside(
            claim_id=done.claim_id,
            relation="rejected" if done.ruling.reject else "not_merged",
            rule=RULES[done.ruling.act],
            reason=reason_of(done.ruling, (done.claim_id,), done.fields),
        )

    def _ruled(self, done: Sequence[Done]) -> Iterator[Ruled]:
        """Yield each ruling once, with all its claims, oldest first."""
        claims: dict[tuple[str, tuple[str, ...]], dict[str, None]] = defaultdict(dict)
        rulings = {one.ruling.id: one.ruling for one in done}
        for one in done:
            claims[one.ruling.id, one.fields][one.claim_id] = None
        order = sorted(claims, key=lambda key: (rulings[key[0]].on, key))
        for key in order:
            ruling, ids = rulings[key[0]], tuple(sorted(claims[key]))
            yield Ruled(
                ruling_id=ruling.id,
                rule=RULES[ruling.act],
                claim_ids=ids,
                fields=key[1],
                reason=reason_of(ruling, ids, key[1]),
            )


def reason_of(ruling: Ruling, claim_ids: Sequence[str], fields: Sequence[str] = ()) -> str:
    """Return, as marked text, what a ruling does to claims, and which, of when, by whom and why."""
    by, why = marks.ruling(ruling.id, "by"), marks.ruling(ruling.id, "reason")
    names = {
        "claim": in_a_list(map(marks.claim, claim_ids)),
        "ruling": f"{marks.ruling(ruling.id)} of {marks.day(ruling.on)}, signed by {by}: “{why}”",
    }
    if ruling.correct:
        names["changes"] = in_a_list(_changes(ruling, claim_ids[0], fields))
    elif ruling.same_origin:
        count = range(len(ruling.same_origin))
        names["names"] = in_a_list(marks.ruling(ruling.id, "same_origin", index) for index in count)
    elif ruling.different_origin:
        names["origin"] = marks.ruling(ruling.id, "different_origin", "origin")
    elif ruling.grade:
        names |= {"origin": marks.ruling(ruling.id, "grade", "origin"), "grade": ruling.grade.grade}
    return sentence(RULES[ruling.act], **names)


def _changes(ruling: Ruling, claim_id: str, fields: Sequence[str]) -> Iterator[str]:
    """Yield what a correction says of each field."""
    if set(fields) & set(VALUE_FIELDS):
        yield f"the value {marks.claim(claim_id, corrected=True)}"
    for name in fields:
        value = ruling.correct.field(name) if ruling.correct else None
        if name == "additional":
            yield "an addition" if value else "a total"
        elif name in ("time", "said_on") and value:
            yield f"the {TITLES[name]} {_days(interval(value))}"
        elif name not in VALUE_FIELDS:
            title = TITLES.get(name, name)
            yield f"the {title} {marks.ruling(ruling.id, 'correct', name)}" if value else f"no {title}"


def _days(held: Interval) -> str:
    start, end = (marks.day(day, held.precision) if day else "" for day in (held.start, held.end))
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"since {start}" if start else f"until {end}"
