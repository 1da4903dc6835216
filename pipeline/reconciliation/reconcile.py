"""From claims to estimates: the one place where the steps of reconciliation follow one another.

Here belongs the order of steps and the making of the record. Each step is a module of its own: evidence,
answer, verdict, look-alikes, links, rationale, and the check of what was made.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.briefs import Brief, Vocabulary
from pipeline.pile import Pile
from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer, answer
from pipeline.reconciliation.bounds import floor2
from pipeline.reconciliation.corrections import read_by_rulings
from pipeline.reconciliation.docket import Docket
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.index import KeyIndex
from pipeline.reconciliation.links import question_links
from pipeline.reconciliation.lookalikes import look_alikes
from pipeline.reconciliation.outlook import outlook
from pipeline.reconciliation.published import published
from pipeline.reconciliation.rationale import rationale, set_aside
from pipeline.reconciliation.reading import Reading
from pipeline.reconciliation.rules import rules_version
from pipeline.reconciliation.rulings import heard
from pipeline.reconciliation.scopes import scopes_of
from pipeline.reconciliation.stated import with_stated_values
from pipeline.reconciliation.timeline import timeline
from pipeline.reconciliation.verdict import confidence_in, verdict_on
from pipeline.reconciliation.weighing import BY_RULES, Weighed, weigh
from pipeline.records import Claim, Estimate, Interval, QuestionLink, Statement, Verdict


def reconcile(pile: Pile, brief: Brief, as_of: date) -> list[Estimate]:
    """Return one estimate for each question of the brief, in its order, from what was known on `as_of`.

    Copied claims count only as copies. A question without any claim is answered "no_evidence".
    """
    brief = brief.on(as_of)
    vocabulary = Vocabulary(brief.places, brief.categories, brief.named_places)
    docket = heard(pile.until(as_of), brief, vocabulary)
    index = KeyIndex(docket.evidence, vocabulary)
    scopes = scopes_of(brief, vocabulary)
    answers = [answer(scope, index.matched(scope), brief.horizon_days) for scope in scopes]
    links = question_links(answers)
    sums = [reading for found in answers for reading in found.standing if reading.derived]
    weighed = weigh(answers) if brief.method == "weighted" else BY_RULES
    waiting = deque(answers)
    del answers
    known = {claim.claim_id: claim for claim in pile.claims}
    # An answer is let go once its estimate is made: together they would take most of the memory.
    made = (
        _estimate(waiting.popleft(), brief, as_of, index, sums, links, weighed, docket)
        for _ in brief.questions
    )
    return [_checked(estimate, brief, known) for estimate in made]


def _checked(estimate: Estimate, brief: Brief, known: Mapping[str, Claim]) -> Estimate:
    """Return an estimate as it may be relied on: without a value that its claims do not state."""
    return with_stated_values(estimate, {**known, **read_by_rulings([estimate], brief.rulings, known)})


def _estimate(
    found: Answer,
    brief: Brief,
    as_of: date,
    index: KeyIndex,
    sums: Sequence[Reading],
    links: Mapping[str, tuple[QuestionLink, ...]],
    weighed: Weighed,
    docket: Docket,
) -> Estimate:
    question = found.scope.question
    verdict = verdict_on(found)
    row = confidence_in(found, verdict, brief, as_of)
    value, middle, chosen = published(found)
    if question.id in weighed.best:
        middle, chosen = weighed.best[question.id], ("R12w",)
    asides = [*found.asides, *look_alikes(found, index, value, sums)]
    flags = _flags(found, verdict)
    records = {record.claim_id: record for record in set_aside(asides, found)}
    left, rulings = docket.on(found.scope, _members(found), records)
    records |= {record.claim_id: record for record in left}
    fired = [*(record.rule for record in records.values()), *(ruled.rule for ruled in rulings)]
    return Estimate(
        estimate_id=f"{brief.id}/{question.id}/{as_of.isoformat()}",
        question_id=question.id,
        brief_id=brief.id,
        as_of=as_of,
        low=value.low if value else None,
        best=middle,
        high=value.high if value else None,
        floor2=floor2([r.value.low for r in found.known if r.value.low is not None]),
        bound=value.bound if value else None,
        unit=question.unit,
        derived="sum" if any(reading.derived for reading in found.bounding) else None,
        holds_on=_holds_on(found.standing),
        statements=_statements(found, weighed),
        n_origins=len({r.voice.key for r in found.counted if r.voice.known}),
        n_unknown=len({r.voice.key for r in found.counted if not r.voice.known}),
        n_reports=_reports(found),
        verdict=verdict,
        confidence=row.word,
        claim_ids=_ids(item for reading in found.bounding for item in reading.lead),
        part_ids=_ids(item for reading in found.bounding if reading.derived for item in reading.lead),
        set_aside=tuple(records[key] for key in sorted(records)),
        links=links.get(question.id, ()),
        flags=flags,
        rules=_fired(found, verdict, fired, chosen),
        rationale=(*(ruled.reason for ruled in rulings), *rationale(found, verdict, row, brief, chosen)),
        series=timeline(found),
        outlook=outlook(found, brief.horizon_days),
        rules_version=rules_version(),
        rulings=rulings,
    )


def _holds_on(standing: Sequence[Reading]) -> Interval | None:
    """Return the time of the newest standing value; a stated date before an inferred one."""
    dated = [reading for reading in standing if dating.is_dated(reading.moment)]
    placed = dated or [reading for reading in standing if reading.moment is not None]
    if not placed:
        return None
    newest = max(placed, key=lambda reading: dating.last_day(reading.moment))
    return newest.window or newest.said


def _statements(found: Answer, weighed: Weighed) -> tuple[Statement, ...]:
    older: dict[str, list[Evidence]] = defaultdict(list)
    for reading in found.superseded:
        older[reading.voice.key] += reading.members
    superseded = {origin: _ids(members) for origin, members in older.items()}
    leads = {key for reading in found.counted for key in _ids(reading.lead)}
    both = {origin for origin, ids in superseded.items() if not leads.isdisjoint(ids)}

    def before(reading: Reading) -> tuple[str, ...]:
        ids, lead = superseded.get(reading.voice.key, ()), _ids(reading.lead)
        return tuple(key for key in ids if key not in lead) if reading.voice.key in both else ids

    return tuple(_statement(reading, before(reading), weighed) for reading in found.counted)


def _statement(reading: Reading, superseded: tuple[str, ...], weighed: Weighed) -> Statement:
    return Statement(
        origin=reading.voice.name,
        known=reading.voice.known,
        grade=reading.voice.grade,
        claim_ids=_ids(reading.lead),
        superseded_ids=superseded,
        low=reading.value.low,
        high=reading.value.high,
        bound=reading.value.bound,
        said_on=reading.said,
        weight=weighed.weights.get(reading.voice.key),
    )


def _reports(found: Answer) -> int:
    """Return the number of statements: who said it, in which document, when. What is copied is not counted
    again, nor what says again only what is shown apart."""
    told = [item for reading in (*found.counted, *found.superseded) for item in reading.members]
    origins = {reading.voice.key for reading in found.counted}

    def number(item: Evidence) -> tuple[str, object]:
        return found.voices[item.claim.claim_id].key, item.value.digits

    spoken = (aside.item for aside in found.asides if aside.relation == "apart")
    apart = {number(item) for item in spoken if item.claim.claim_id in found.voices}
    apart -= {number(item) for item in told}
    told += [item for item in found.retold if number(item) not in apart]
    statements = {(found.voices[item.claim.claim_id].key, item.home, dating.days(item.said)) for item in told}
    return sum(origin in origins for origin, _, _ in statements)


def _members(found: Answer) -> list[Evidence]:
    """Return all evidence that speaks on a question, now or before."""
    told = [item for reading in (*found.counted, *found.superseded) for item in reading.members]
    return told + found.retold


def _flags(found: Answer, verdict: Verdict) -> tuple[str, ...]:
    standing = found.standing
    rules = {rule for reading in standing for item in reading.lead for rule in item.party.rules}
    bounds = [reading.value.bound for reading in standing]
    flags = {
        "undated": any(reading.moment is None for reading in standing),
        "date_inferred": any(r.moment is not None and not dating.is_dated(r.moment) for r in standing),
        "implied_origin": "R11i" in rules,
        "modifier_drift": any(reading.drift for reading in standing),
        "vague": bool(bounds) and all(bound == "vague" for bound in bounds),
        "one_sided": bool(standing) and all(reading.value.point is None for reading in standing),
        "part_only": found.parts_only and bool(standing),
        "part_exceeds_whole": found.part_exceeds,
        "unattributed_differs": bool(found.differing),
        "provisional": verdict == "single_origin",
    }
    return tuple(flag for flag, holds in flags.items() if holds)


def _fired(found: Answer, verdict: Verdict, asides: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the rules that shaped an estimate, in the order of the rules."""
    standing = found.standing
    fired = {f"R13.{verdict}", *asides, *chosen}
    if standing:
        fired |= {
            "R1",
            "R5",
            "R12",
            *(rule for r in found.counted for item in r.lead for rule in item.party.rules),
        }
    if any(reading.value.point is None for reading in standing):
        fired.add("R4")
    if any(reading.derived for reading in standing):
        fired.add("R7s")
    if found.differing:
        fired.add("R9")
    if any(reading.stated for reading in standing):
        fired.add("R7k")
    if any(reading.drift for reading in standing):
        fired.add("R11g")
    if any(not dating.is_dated(reading.moment) for reading in standing):
        fired.add("R10")
    if any(item.copies for reading in found.counted for item in reading.members):
        fired.add("R11a")
    if len([r for r in found.known if r.value.low is not None]) > 1:
        fired.add("R12f")
    return tuple(sorted(fired, key=_rule_order))


def _rule_order(rule: str) -> tuple[bool, int, str]:
    number = rule[1:].partition(".")[0]
    return rule.startswith("A"), int("".join(filter(str.isdigit, number))), rule


def _ids(evidence: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.claim.claim_id for item in evidence))  # type: ignore[attr-defined]
