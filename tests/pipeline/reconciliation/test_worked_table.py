"""The worked table of the rules: twelve questions, their numbers, origins, reports and verdicts."""

from __future__ import annotations

from datetime import date

import pytest
from reconciliation_piles import (
    AS_OF,
    AUTUMN,
    DOCUMENTS,
    NIS,
    ROOT,
    SAMPLE,
    claim,
    document,
    month,
    piled,
    worked_pile,
)

from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText, Estimate

# question: bound, low, best, high, known origins, unknown, reports, verdict
TABLE = {
    "stationed-in-russia": ("approx", 11000, 11000, 11000, 1, 0, 1, "single_origin"),
    "near-ukrainian-border": ("more_than", 10000, None, None, 1, 0, 1, "single_origin"),
    "planned-to-be-sent": ("exact", 6000, 6000, 6000, 1, 0, 3, "single_origin"),
    "arrived": ("more_than", 1000, None, None, 1, 0, 1, "single_origin"),
    "deployed-construction-and-engineer-troops": ("approx", 6000, 6000, 6000, 1, 0, 1, "single_origin"),
    "killed": ("at_least", 600, None, None, 1, 1, 2, "non_monotone"),
    "wounded": ("vague", 2000, None, None, 1, 0, 1, "single_origin"),
    "in-training": ("vague", 2000, None, None, 1, 0, 1, "single_origin"),
    "moved-to-kursk": ("range", 1000, None, 3000, 0, 1, 1, "unknown_origin"),
    "yelabuga-workforce": ("exact", 40000, 40000, 40000, 1, 0, 1, "single_origin"),
    "workers-to-russia": ("up_to", None, None, 40000, 1, 0, 1, "single_origin"),
    "equipment-planned": ("range", 50, None, 100, 1, 0, 1, "single_origin"),
}
# question: the origin in force, and when its value holds or was said
ORIGINS = {
    "stationed-in-russia": ("HUR", "2025-08-13"),
    "near-ukrainian-border": ("NIS", "2025-11"),
    "planned-to-be-sent": ("HUR", "2025-08"),
    "arrived": ("HUR", "2025-09-07"),
    "deployed-construction-and-engineer-troops": ("NIS", "2025-09"),
    "killed": ("NIS", "2025-11"),
    "wounded": ("NIS", "2025-11"),
    "in-training": ("HUR", None),
    "moved-to-kursk": ("news reports", "2025-01"),
    "yelabuga-workforce": ("HUR", "2025-09-07"),
    "workers-to-russia": ("UN sanctions monitors", "2025-10"),
    "equipment-planned": ("HUR", "2025-08"),
}


def estimates(claims: list[Claim], documents: list[CleanedText] = DOCUMENTS) -> dict[str, Estimate]:
    return {e.question_id: e for e in reconcile(piled(claims, documents), SAMPLE, AS_OF)}


def row(e: Estimate) -> tuple[object, ...]:
    return (e.bound, e.low, e.best, e.high, e.n_origins, e.n_unknown, e.n_reports, e.verdict)


@pytest.mark.parametrize("question", TABLE)
def test_row(question: str) -> None:
    found = estimates(worked_pile())[question]
    assert row(found) == TABLE[question]
    assert found.confidence == "low"


@pytest.mark.parametrize("question", ORIGINS)
def test_origin_and_time(question: str) -> None:
    found = estimates(worked_pile())[question]
    origin, when = ORIGINS[question]
    assert found.statements[0].origin == origin
    if when is None:
        assert found.holds_on is None
        assert "undated" in found.flags
    else:
        assert found.holds_on is not None
        assert str(found.holds_on.start).startswith(when)


def relation(found: Estimate, claim_id: str) -> tuple[str, str] | None:
    return next(((a.relation, a.rule) for a in found.set_aside if a.claim_id == claim_id), None)


def test_what_is_set_aside_and_why() -> None:
    pile = worked_pile()
    found = estimates(pile)
    of = {(c.document_name, c.figure.start - 10): c.claim_id for c in pile}
    near, stationed = of["autumn", 400], of["august", 0]
    assert relation(found["stationed-in-russia"], near) == ("not_merged", "R8p")
    assert relation(found["near-ukrainian-border"], stationed) == ("not_merged", "R8")
    assert relation(found["planned-to-be-sent"], of["interview", 200]) == ("joined", "R6r")
    assert relation(found["planned-to-be-sent"], of["august", 100]) == ("joined", "R11d")
    assert relation(found["planned-to-be-sent"], of["autumn", 100]) == ("not_merged", "R8")
    assert relation(found["deployed-construction-and-engineer-troops"], of["autumn", 300]) == (
        "joined",
        "R6r",
    )
    assert relation(found["deployed-construction-and-engineer-troops"], of["august", 200]) == (
        "not_merged",
        "R8",
    )
    assert relation(found["killed"], of["autumn", 700]) == ("apart", "R3m")
    assert relation(found["yelabuga-workforce"], of["interview", 400]) == ("apart", "R2")
    assert relation(found["yelabuga-workforce"], of["autumn", 800]) == ("not_merged", "R8")
    assert relation(found["workers-to-russia"], of["interview", 500]) == ("not_merged", "R8")


def test_the_sum_keeps_its_parts() -> None:
    found = estimates(worked_pile())["deployed-construction-and-engineer-troops"]
    assert found.derived == "sum"
    assert len(found.part_ids) == 2
    assert set(found.part_ids) == set(found.claim_ids)
    assert "R7s" in found.rules


def test_links_between_plan_and_fulfilment_and_part_and_whole() -> None:
    found = estimates(worked_pile())
    links = {(q, link.relation, link.question_id) for q, e in found.items() for link in e.links}
    deployed = "deployed-construction-and-engineer-troops"
    assert (deployed, "fulfils", "planned-to-be-sent") in links
    assert ("planned-to-be-sent", "plan_of", deployed) in links
    assert ("arrived", "fulfils", "planned-to-be-sent") in links
    assert ("near-ukrainian-border", "part_of", "stationed-in-russia") in links
    # What was over before the plan was made cannot carry it out.
    assert ("moved-to-kursk", "fulfils", "planned-to-be-sent") not in links


def test_the_implied_origin_is_flagged() -> None:
    assert "implied_origin" in estimates(worked_pile())["stationed-in-russia"].flags


def nis_reports() -> tuple[list[CleanedText], list[Claim]]:
    april, september = document("nis-april", "2025-04-30"), document("nis-september", "2025-09-02")
    return [april, september], [
        claim(april, 600, NIS, bound="approx"),
        claim(september, 2000, NIS, bound="approx", place="Russia"),
    ]


def test_two_added_reports_of_the_same_origin_replace_the_older_value() -> None:
    documents, claims = nis_reports()
    found = estimates([*worked_pile(), *claims], [*DOCUMENTS, *documents])["killed"]
    assert (found.low, found.best, found.high, found.bound) == (2000, 2000, 2000, "approx")
    assert (found.n_origins, found.verdict) == (1, "single_origin")
    assert claims[0].claim_id in found.statements[0].superseded_ids
    # The undated repetition of the older value is history too, whatever date is inferred for it.
    undated = next(c for c in worked_pile() if c.document_name == "autumn" and c.low == 600)
    assert undated.claim_id in found.statements[0].superseded_ids


def test_an_undated_statement_never_supersedes_a_dated_one() -> None:
    documents, claims = nis_reports()
    found = estimates([*worked_pile(), claims[1]], [*DOCUMENTS, documents[1]])["killed"]
    assert (found.low, found.best, found.high) == (2000, 2000, 2000)
    undated = next(c for c in worked_pile() if c.document_name == "autumn" and c.low == 600)
    assert relation(found, undated.claim_id) == ("apart", "R10")


def test_an_explicit_date_in_the_words_counts_before_that_of_the_document() -> None:
    summary = document("summary", "2025-11-20")
    told = [
        claim(summary, 600, NIS, bound="approx", said_on=month(2025, 4)),
        claim(summary, 2000, NIS, bound="approx", at=100, said_on=month(2025, 9)),
    ]
    found = estimates(told, [summary])["killed"]
    assert found.best == 2000
    assert told[0].claim_id in found.statements[0].superseded_ids


def test_only_what_was_received_counts() -> None:
    found = {e.question_id: e for e in reconcile(piled(worked_pile(), DOCUMENTS), SAMPLE, date(2025, 11, 30))}
    assert {e.verdict for e in found.values()} == {"no_evidence"}
    assert all(e.low is e.best is e.high is e.bound is None for e in found.values())


def test_the_seeds_give_the_table_through_the_whole_flow() -> None:
    seeds = ROOT.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the seeds are not beside this checkout")
    from pipeline.cleaning import clean, read
    from pipeline.extraction import extract

    documents = [
        read(path.read_bytes(), name=path.name, source="seeds", received_on=AS_OF)
        for path in sorted(seeds.glob("*.txt"))
    ]
    cleaned = [clean(text) for text in documents]
    claims = [found for text, kept in zip(documents, cleaned, strict=True) for found in extract(text, kept)]
    found = {e.question_id: row(e) for e in reconcile(piled(claims, cleaned), SAMPLE, AS_OF)}
    assert found == TABLE


def test_autumn_is_dated_after_the_month_it_speaks_of() -> None:
    found = estimates(worked_pile())["killed"].statements[0].said_on
    assert found is not None
    assert (found.start, found.basis, found.precision) == (date(2025, 11, 1), "inferred", "month")
    assert AUTUMN.published_on is None
