from __future__ import annotations

from datetime import date

import flood
import flood_documents

from pipeline.briefing import render
from pipeline.briefing.edition import FigureRef
from pipeline.briefing.lines import plain
from pipeline.lineage import check
from pipeline.records import Quarantined, Span


def test_judgements_lead_with_disputes_and_number_at_most_six(edition) -> None:
    asked = [judgement.question_id for judgement in edition.judgements]
    assert asked[:2] == ["dead", "rescued"]
    assert asked[2] == "soldiers-planned"  # reported three times
    assert len(asked) == 6
    assert "cattle" not in asked


def test_each_judgement_carries_its_confidence_and_says_why_it_is_weak(edition) -> None:
    told = {judgement.question_id: judgement for judgement in edition.judgements}
    assert told["evacuated"].confidence == "moderate"
    assert "never averaged" in plain(told["dead"].sentence)
    assert "adds up parts" in plain(told["soldiers-arrived"].sentence)


def test_rows_follow_the_brief_and_leave_open_what_is_open(edition) -> None:
    rows = {row.question_id: row for row in edition.rows}
    assert list(rows) == [question.id for question in flood.BRIEF.questions]
    assert (rows["rescued"].low, rows["rescued"].best, rows["rescued"].high) == (
        FigureRef(figure_id="rescued.low"),
        None,
        None,
    )
    assert rows["cattle"].value is None
    assert rows["cattle"].reports is None
    assert rows["soldiers-planned"].statuses == ("planned",)
    assert rows["soldiers-arrived"].derived


def test_gaps_name_what_is_missing(edition) -> None:
    gaps = {gap.kind: gap.places for gap in edition.gaps}
    assert [place[0].question_id for place in gaps["no_evidence"]] == ["cattle"]
    assert [place[0].question_id for place in gaps["unattributed"]] == ["camps"]
    assert [place[0].question_id for place in gaps["no_floor"]] == ["damage"]
    assert {place[0].question_id for place in gaps["no_ceiling"]} == {"dead", "rescued", "houses"}
    assert [place[0].document_id for place in gaps["undated"]] == [flood_documents.notebook.document_id]
    assert [place[0].document_id for place in gaps["unreadable"]] == [flood_documents.broken.document_id]


def test_look_alikes_keep_their_reason_with_numbers_bound(edition) -> None:
    (item,) = edition.look_alikes
    assert item.claim_id == flood.CLAIMS["tents"].claim_id
    (difference,) = item.differences
    assert item.same_digits
    assert difference.question_id == "soldiers-planned"
    assert [piece.path for piece in difference.reason if not isinstance(piece, str)] == [
        f"claim/{item.claim_id}/place"
    ]


def test_voices_keep_what_was_superseded_or_stands_apart(edition) -> None:
    voices = {detail.question_id: [voice.relation for voice in detail.voices] for detail in edition.details}
    assert voices["dead"] == ["in_force", "in_force", "superseded"]
    assert voices["rescued"] == ["in_force", "apart"]
    (sum_of_parts,) = next(d for d in edition.details if d.question_id == "soldiers-arrived").voices
    assert sum_of_parts.value == FigureRef(figure_id="soldiers-arrived.value")
    assert sum_of_parts.party


def test_a_claim_that_a_statement_carries_is_not_said_twice() -> None:
    over = flood.CLAIMS["rescued_over"].claim_id
    estimates = tuple(
        e.model_copy(update={"statements": (*e.statements, flood.statement("rescued_over"))})
        if e.question_id == "rescued"
        else e
        for e in flood.ESTIMATES
    )
    edition = flood.edition(estimates=estimates)
    (detail,) = [detail for detail in edition.details if detail.question_id == "rescued"]
    assert [voice.relation for voice in detail.voices if voice.value.figure_id == over] == ["apart"]
    (judgement,) = [judgement for judgement in edition.judgements if judgement.question_id == "rescued"]
    assert judgement.sentence.count(FigureRef(figure_id=over)) == 1


def test_a_claim_is_told_in_full_under_a_single_question(edition) -> None:
    told = [item.claim_id for detail in edition.details for item in detail.evidence if item.at_home]
    assert len(told) == len(set(told)) == len(flood.CLAIMS)


def test_the_appendix_names_every_document(edition) -> None:
    sources = {source.document_id: source for source in edition.sources}
    assert set(sources) == {document.document_id for document in flood.DOCUMENTS}
    assert sources[flood_documents.broken.document_id].error is not None
    assert not sources[flood_documents.broken.document_id].shown
    assert sources[flood_documents.trade.document_id].grade == "C"
    assert (
        len(sources[flood_documents.herald.document_id].chains) == 4
    )  # the ministry carries two claims, told once


def test_what_was_received_later_is_left_out() -> None:
    early = flood.edition(as_of=date(2026, 5, 14), estimates=())
    assert [document.name for document in early.documents] == [flood_documents.herald.name]
    assert {claim.document_id for claim in early.claims} == {flood_documents.herald.document_id}


def test_the_order_of_records_makes_no_difference(edition) -> None:
    turned = flood.edition(
        documents=flood.DOCUMENTS[::-1],
        cleaned=flood.CLEANED[::-1],
        claims=tuple(flood.CLAIMS.values())[::-1],
        estimates=flood.ESTIMATES[::-1],
    )
    assert turned == edition


def test_changes_tell_what_is_new_revised_and_withdrawn() -> None:
    before = {estimate.question_id: estimate for estimate in flood.ESTIMATES}
    claim = flood.CLAIMS["rescued_over"].claim_id
    before["rescued"] = before["rescued"].model_copy(
        update={"low": 2000.0, "bound": "more_than", "claim_ids": (claim,), "verdict": "single_origin"}
    )
    before["cattle"] = before["cattle"].model_copy(
        update={"low": 7.0, "bound": "at_least", "claim_ids": (flood.CLAIMS["dead_before"].claim_id,)}
    )
    del before["houses"]
    later = flood.edition(previous=tuple(before.values()))
    assert {change.question_id: change.kinds[0] for change in later.changes} == {
        "rescued": "revised",
        "cattle": "withdrawn",
        "houses": "new",
    }
    assert later.figure_by_id["rescued.was"].text == "over 2,000"
    assert flood.edition().changes == ()


def test_the_period_begins_where_the_brief_says_and_the_schedule_names_the_next_issue(edition) -> None:
    assert edition.period is not None
    assert (edition.period.start, edition.period.end) == (date(2026, 5, 12), date(2026, 5, 19))
    assert edition.next_issue == date(2026, 5, 21)


def test_what_was_set_aside_is_counted_by_reason_and_bound() -> None:
    claim = flood.CLAIMS["dead_mayor"]
    rows = [
        Quarantined(
            document_id=document,
            document_name="a.txt",
            figure=Span(start=start, end=start + 4),
            figure_text="half",
            reason=reason,
        )
        for document, start, reason in (
            (claim.document_id, 7, "other_value"),
            (claim.document_id, 2, "other_value"),
            (claim.document_id, 90, "too_many_figures"),
            ("0" * 64, 1, "other_value"),
        )
    ]
    edition = flood.edition(quarantined=rows)
    reasons = ("other_value", "too_many_figures")
    counts = {key: edition.figure_by_id[f"edition.more_{key}"].text for key in reasons}
    assert counts == {"other_value": "2", "too_many_figures": "1"}
    page = render(edition)["briefing.html"].decode()
    assert check(edition, page) == []
    assert 'data-figure="edition.more_other_value">2</a> whose words by themselves' in page
    assert "left unread." in page
    assert edition == flood.edition(quarantined=rows[::-1])


def test_nothing_is_said_of_figures_set_aside_where_there_are_none(edition) -> None:
    assert edition.set_aside == ()
