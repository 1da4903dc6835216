"""Typed links between the questions of a brief: what carries out a plan, what is a part of what (rules R2 and
R7).

Here belongs deriving links from scopes. Linked estimates are never pooled or added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.briefs.vocabulary import events
from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.keys import Scope
from pipeline.reconciliation.scopes import ByScope
from pipeline.records import QuestionLink

_AHEAD = frozenset({"planned", "target"})


def question_links(answers: Sequence[Answer]) -> Mapping[str, tuple[QuestionLink, ...]]:
    """Return the links of each question, by question id."""
    links: dict[str, list[QuestionLink]] = defaultdict(list)
    asked = ByScope([found.scope for found in answers])
    for one in answers:
        mine = one.scope.question
        planned = {plan for event in mine.event for plan in _carried_out().get(event, ())}
        for number in asked.around(one.scope, {*mine.event, *planned}):
            other = answers[number]
            theirs = other.scope.question
            if mine.id == theirs.id:
                continue
            if _fulfils(one, other):
                links[mine.id].append(QuestionLink(relation="fulfils", question_id=theirs.id))
                links[theirs.id].append(QuestionLink(relation="plan_of", question_id=mine.id))
            if _is_part(one.scope, other.scope):
                links[mine.id].append(QuestionLink(relation="part_of", question_id=theirs.id))
                links[theirs.id].append(QuestionLink(relation="has_part", question_id=mine.id))
    return {key: tuple(found) for key, found in links.items()}


@lru_cache
def _carried_out() -> Mapping[str, Sequence[str]]:
    """Return the events that each event carries out plans of."""
    plans: dict[str, list[str]] = defaultdict(list)
    for planned, event in events().items():
        for act in event.fulfilled_by:
            plans[act].append(planned)
    return plans


def _fulfils(done: Answer, plan: Answer) -> bool:
    """Return whether an observed answer may carry out a plan: same kind of thing, and not over before it was
    made."""
    act, aim = done.scope, plan.scope
    if act.question.status != ("observed",) or not set(aim.question.status) & _AHEAD:
        return False
    carried_out_by = {event for planned in aim.question.event for event in events()[planned].fulfilled_by}
    if not carried_out_by & set(act.question.event) or not _overlapping(act, aim):
        return False
    ended = [r.window.end for r in done.standing if r.window and r.window.end]
    made = [dating.first_day(r.said) for r in (*plan.standing, *plan.superseded) if r.said]
    return not (ended and made and max(ended) < min(made))


def _overlapping(one: Scope, other: Scope) -> bool:
    tree = one.vocabulary.categories
    alike = any(
        tree.relate(mine, theirs) in ("same", "part", "whole", "overlaps")
        for mine in one.categories
        for theirs in other.categories
    )
    anywhere = not one.place or not other.place
    where = anywhere or one.vocabulary.relate_places(one.place, other.place) in ("same", "part")
    return alike and where and (one.actor is None or other.actor is None or bool(one.actor & other.actor))


def _is_part(inner: Scope, outer: Scope) -> bool:
    mine, theirs = inner.question, outer.question
    if (mine.status, mine.temporality, mine.unit) != (theirs.status, theirs.temporality, theirs.unit):
        return False
    if (
        inner.actor != outer.actor
        or not set(mine.event) & set(theirs.event)
        or not inner.place
        or not outer.place
    ):
        return False
    tree = inner.vocabulary.categories
    where = inner.vocabulary.relate_places(inner.place, outer.place)
    alike = any(tree.relate(a, b) in ("same", "part") for a in inner.categories for b in outer.categories)
    return where == "part" and alike
