"""Hand-made records of an invented flood, rich in the difficulties that a briefing has to show.

Six documents (a page with chrome, relays, an undated one, one with hostile characters, one unreadable)
and ten questions: corroborated, conflicting, falling total, plan, sum of its parts, vague, up to, unknown
origin, none at all.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from flood_claims import CLAIMS
from flood_documents import AS_OF, CLEANED, DOCUMENTS

from pipeline import marks
from pipeline.briefing import Edition, compose
from pipeline.briefs import Brief, Organisation, Question, Source
from pipeline.pile import Pile
from pipeline.records import (
    Estimate,
    QuestionLink,
    SetAside,
    Statement,
)


def statement(*keys: str, origin: str | None = None, older: tuple[str, ...] = (), **more: Any) -> Statement:
    """Return what an origin says with the claims of those names; low, high and bound are the first
    claim's."""
    lead = CLAIMS[keys[0]]
    fields: dict[str, Any] = {
        "origin": origin or lead.origin,
        "known": lead.origin != "unknown",
        "grade": "F",
        "low": lead.low,
        "high": lead.high,
        "bound": lead.bound,
        "said_on": lead.said_on,
    }
    ids = tuple(CLAIMS[key].claim_id for key in keys)
    return Statement(
        claim_ids=ids, superseded_ids=tuple(CLAIMS[key].claim_id for key in older), **(fields | more)
    )


def aside(key: str, relation: Any, rule: str, reason: str) -> SetAside:
    """Return why the claim of that name does not set an estimate's bounds."""
    return SetAside(claim_id=CLAIMS[key].claim_id, relation=relation, rule=rule, reason=reason)


def mark(key: str) -> str:
    """Return the mark of the claim of that name."""
    return marks.claim(CLAIMS[key].claim_id)


def estimate(question: str, verdict: Any, statements: tuple[Statement, ...] = (), **more: Any) -> Estimate:
    """Return an estimate whose claims are those of its statements."""
    claims = tuple(dict.fromkeys(key for held in statements for key in held.claim_ids))
    fields: dict[str, Any] = {
        "low": None,
        "best": None,
        "high": None,
        "floor2": None,
        "bound": statements[0].bound if statements else None,
        "unit": None,
        "derived": None,
        "holds_on": statements[0].said_on if statements else None,
        "n_origins": sum(held.known for held in statements),
        "n_unknown": sum(not held.known for held in statements),
        "n_reports": len(claims),
        "confidence": "low",
        "part_ids": (),
        "set_aside": (),
        "links": (),
        "flags": (),
        "rules": ("count.origins", "verdict.order"),
        "rationale": (),
        "series": statements,
    }
    return Estimate(
        estimate_id=f"valley-flood/{question}/{AS_OF}",
        question_id=question,
        brief_id="valley-flood",
        as_of=AS_OF,
        statements=statements,
        verdict=verdict,
        claim_ids=claims,
        rules_version="3",
        **(fields | more),
    )


ESTIMATES = (
    estimate(
        "evacuated",
        "corroborated",
        (statement("evacuated_ministry"), statement("evacuated_cross")),
        low=3900,
        best=4000,
        high=4000,
        bound="approx",
        floor2=3900,
        confidence="moderate",
        rationale=(
            f"The ministry says {mark('evacuated_ministry')}, the Red Cross {mark('evacuated_cross')}; "
            "the values agree within tolerance.",
            f"Independently of each other they state a minimum of {marks.estimate('evacuated', 'floor2')}.",
        ),
    ),
    estimate(
        "dead",
        "conflicting",
        (
            statement("dead_ministry", older=("dead_before",)),
            statement("dead_mayor", origin="Halvor town hall"),
        ),
        low=12,
        high=None,
        bound="at_least",
        set_aside=(
            aside(
                "dead_before",
                "superseded",
                "newest.of.origin",
                f"The ministry has since said {mark('dead_ministry')}.",
            ),
        ),
        series=(
            statement("dead_before", state="superseded", rule="newest.of.origin"),
            statement("dead_ministry", older=("dead_before",)),
            statement("dead_mayor", origin="Halvor town hall"),
        ),
        rationale=(f"{mark('dead_ministry')} and {mark('dead_mayor')} exclude each other.",),
    ),
    estimate(
        "rescued",
        "non_monotone",
        (statement("rescued_least"),),
        low=600,
        n_reports=2,
        set_aside=(
            aside(
                "rescued_over",
                "apart",
                "total.falls",
                f"The older claim of {mark('rescued_over')} exceeds it.",
            ),
        ),
        series=(
            statement("rescued_over", state="apart", rule="total.falls"),
            statement("rescued_least"),
        ),
        rationale=(
            "A total cannot fall; the newest statement of the origin stands, the older is shown apart.",
        ),
        flags=("non_monotone",),
    ),
    estimate(
        "soldiers-planned",
        "single_origin",
        (statement("plan_still", "plan_again", "plan", origin="General Staff"),),
        low=1500,
        best=1500,
        high=1500,
        links=(QuestionLink(relation="plan_of", question_id="soldiers-arrived"),),
        set_aside=(
            aside(
                "tents",
                "not_merged",
                "digits.alike",
                "Counts tents for Sector 5, not soldiers; only the digits agree.",
            ),
        ),
        rationale=(f"Said on {marks.day(date(2026, 5, 14))} and repeated since; repeats add no origin.",),
    ),
    estimate(
        "soldiers-arrived",
        "single_origin",
        (statement("engineers", "medics", origin="General Staff", low=900, high=900),),
        low=900,
        best=900,
        high=900,
        bound="approx",
        derived="sum",
        n_reports=1,
        part_ids=(CLAIMS["engineers"].claim_id, CLAIMS["medics"].claim_id),
        links=(QuestionLink(relation="fulfils", question_id="soldiers-planned"),),
        rationale=(
            f"{mark('engineers')} engineers and {mark('medics')} medics in the same sentence add up.",
        ),
    ),
    estimate(
        "houses",
        "single_origin",
        (statement("houses"),),
        low=2000,
        rationale=("A vague word, by the fixed table.",),
    ),
    estimate("damage", "single_origin", (statement("damage"),), high=40_000_000, unit="$"),
    estimate(
        "fields",
        "single_origin",
        (statement("fields"),),
        low=40,
        best=40,
        high=40,
        unit="%",
        confidence="moderate",
    ),
    estimate(
        "camps",
        "unknown_origin",
        (statement("camps", origin="unknown: 1,000 to 3,000"),),
        low=1000,
        high=3000,
        holds_on=None,
    ),
    estimate("cattle", "no_evidence"),
)


def by_the_rules() -> tuple[Estimate, ...]:
    """Return the estimates as if the rule on newer statements had shaped each."""
    return tuple(estimate.model_copy(update={"rules": ("R6",)}) for estimate in ESTIMATES)


def _question(key: str, title: str, category: str, event: str, **more: Any) -> Question:
    return Question(id=key, title=title, category=category, event=event, **more)


BRIEF = Brief(
    id="valley-flood",
    title="The flood in the Orlan valley",
    description="What is reported on the breach of the dam above Halvor on 12 May, and who says so.",
    period_start=date(2026, 5, 12),
    schedule="0 6 * * *",
    organisations=(
        Organisation(name="General Staff", aliases=("army",), party=True, grade="B"),
        Organisation(name="Red Cross", grade="A"),
    ),
    sources=(Source(documents="trade-*", descriptor="trade paper, paid for by insurers", grade="C"),),
    questions=(
        _question("evacuated", "Evacuated from Halvor", "people", "evacuated"),
        _question("dead", "Killed by the flood", "people", "killed", temporality="cumulative"),
        _question("rescued", "Rescued from roofs, in total", "people", "rescued", temporality="cumulative"),
        _question("soldiers-planned", "Soldiers to be sent", "soldiers", "deployed", status="planned"),
        _question("soldiers-arrived", "Soldiers at work since 16 May", "soldiers", "deployed"),
        _question("houses", "Houses flooded", "houses", "affected"),
        _question("damage", "Damage expected by insurers", "damage", "affected", unit="$", status="expected"),
        _question("fields", "Fields under water", "fields", "affected", unit="%"),
        _question("camps", "People in makeshift camps", "people", "displaced"),
        _question("cattle", "Cattle drowned", "cattle", "killed"),
    ),
)


def edition(**more: Any) -> Edition:
    """Return the edition of all records above; `more` replaces records of the pile or arguments of
    `compose`."""
    records: dict[str, Any] = {
        "documents": DOCUMENTS,
        "cleaned": CLEANED,
        "claims": tuple(CLAIMS.values()),
        "quarantined": (),
    }
    pile = Pile(**(records | {name: more.pop(name) for name in records if name in more}), copies=())
    arguments: dict[str, Any] = {"brief": BRIEF, "estimates": ESTIMATES, "pile": pile, "as_of": AS_OF}
    return compose(**(arguments | more))
