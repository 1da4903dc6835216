"""Where a briefing changes what it says or shows: a pair at and beyond each edge."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import flood
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.briefing import Edition, render, wording
from pipeline.briefing.chart import bars, over_time
from pipeline.briefing.edition import FigureRef, Moment, Voice
from pipeline.briefing.lines import interval, noun, plain
from pipeline.briefing.method import method_body
from pipeline.briefing.printing import BareNumberError, Printer
from pipeline.briefing.render import SHOWN_REPORTS
from pipeline.briefs import Ruling
from pipeline.records import Claim, Estimate, Interval, Ruled, Span

NOW = {estimate.question_id: estimate for estimate in flood.ESTIMATES}


def edition(**changed: Estimate) -> Edition:
    """Return the edition of the flood with some estimates changed."""
    new = {estimate.question_id: estimate for estimate in changed.values()}
    return flood.edition(estimates=tuple(new.get(key, estimate) for key, estimate in NOW.items()))


def leading(made: Edition) -> list[str]:
    return [judgement.question_id for judgement in made.judgements]


@pytest.mark.parametrize(("reports", "first"), [(4, "dead"), (5, "houses")])
def test_a_dispute_leads_like_three_further_reports(reports: int, first: str) -> None:
    calm = {key: NOW[key].model_copy(update={"n_reports": 1}) for key in NOW}
    calm |= {"rescued": NOW["rescued"].model_copy(update={"n_reports": 0})}
    calm |= {"houses": NOW["houses"].model_copy(update={"n_reports": reports})}
    assert leading(edition(**calm))[0] == first


@pytest.mark.parametrize("led", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_run_whatever_it_begins_with(led: str) -> None:
    hostile = f"{led}SUM(A1)"
    told = NOW["fields"].statements[0].model_copy(update={"origin": hostile})
    made = edition(fields=NOW["fields"].model_copy(update={"series": (told,)}))
    table = render(made)["series.csv"].decode()
    assert f"'{hostile}" in {row["origin"] for row in csv.DictReader(io.StringIO(table, newline=""))}


def test_an_undated_document_is_a_gap_only_where_it_counts_something() -> None:
    undated = tuple(text.model_copy(update={"published_on": None}) for text in flood.CLEANED)
    without = tuple(c for c in flood.CLAIMS.values() if c.document_id != flood.CLAIMS["fields"].document_id)
    kept = ("evacuated", "dead", "rescued", "soldiers-planned", "soldiers-arrived", "camps", "cattle")
    estimates = tuple(NOW[key] for key in kept)
    made = flood.edition(cleaned=undated, claims=without, estimates=estimates)
    (gap,) = [gap for gap in made.gaps if gap.kind == "undated"]
    named = {place[0].document_id for place in gap.places}  # type: ignore[union-attr]
    assert named == {claim.document_id for claim in without}


def cited(line: Any) -> set[str]:
    return {piece.figure_id for piece in line if isinstance(piece, FigureRef)}


@pytest.mark.parametrize(("entered", "named"), [(3, 3), (4, 3)])
def test_a_sentence_names_three_claims_as_causes(entered: int, named: int) -> None:
    keys = ("evacuated_ministry", "evacuated_cross", "houses", "fields")[:entered]
    ids = tuple(flood.CLAIMS[key].claim_id for key in keys)
    now = NOW["evacuated"].model_copy(update={"claim_ids": ids})
    others = tuple(estimate for key, estimate in NOW.items() if key != "evacuated")
    made = flood.edition(estimates=(now, *others), previous=others)
    (change,) = made.changes
    assert len(cited(change.sentences[0]) & set(ids)) == named
    assert ("others" in plain(change.sentences[0])) == (entered > named)


@pytest.mark.parametrize("known", [True, False])
def test_only_what_somebody_known_said_before_is_confirmed(known: bool) -> None:
    first, second = NOW["evacuated"].statements
    before = first.model_copy(update={"known": known})
    old = NOW["evacuated"].model_copy(update={"statements": (before,), "verdict": "single_origin"})
    now = NOW["evacuated"].model_copy(update={"statements": (before, second), "verdict": "compatible_bounds"})
    others = tuple(estimate for key, estimate in NOW.items() if key != "evacuated")
    made = flood.edition(estimates=(now, *others), previous=(old, *others))
    assert ("confirmed" in made.changes[0].kinds) == known


def stretched(before: int, after: int) -> tuple[Edition, Claim]:
    """Return an edition with a claim whose sentence has so many words of ten characters around its figure."""
    document = flood.DOCUMENTS[0]
    text = "wordwords " * before + "40 men" + " wordwords" * after
    changed = document.model_copy(update={"text": text})
    at = 10 * before
    claim = flood.CLAIMS["dead_ministry"].model_copy(
        update={
            "document_id": document.document_id,
            "figure": Span(start=at, end=at + 6),
            "figure_text": "40 men",
            "sentence": Span(start=0, end=len(text)),
        }
    )
    mine = {key: c for key, c in flood.CLAIMS.items() if c.document_id != document.document_id}
    documents = tuple(changed if one is document else one for one in flood.DOCUMENTS)
    estimate = NOW["dead"].model_copy(
        update={
            "claim_ids": (claim.claim_id,),
            "statements": (),
            "series": (),
            "set_aside": (),
            "rationale": (),
        }
    )
    made = flood.edition(
        claims=(*mine.values(), claim), documents=documents, cleaned=(), estimates=(estimate,)
    )
    return made, claim


@pytest.mark.parametrize(("words", "start"), [(50, 0), (51, 20), (60, 110)])
def test_a_long_sentence_is_cut_at_a_space_five_hundred_characters_before_its_figure(
    words: int, start: int
) -> None:
    made, claim = stretched(words, 60)
    (passage,) = [e.passage for d in made.details for e in d.evidence if e.claim_id == claim.claim_id]
    assert passage.start == start
    assert passage.end == claim.figure.end + 490  # the last space within five hundred


def voice(low: float | None, high: float | None) -> Voice:
    fields: dict[str, Any] = {"origin": (), "known": True, "grade": "F", "party": False, "said_on": ()}
    fields |= {"value": FigureRef(figure_id="x"), "status": "observed", "relation": "in_force"}
    return Voice(low=low, high=high, claim_ids=(), **fields)


def test_an_open_bar_runs_past_the_last_stated_value() -> None:
    closed, open_ = bars([voice(10, 40), voice(10, None)])
    assert (closed.end, open_.end) == ("86.00%", "97.00%")
    assert (closed.open_high, open_.open_high) == (False, True)


@pytest.mark.parametrize(
    ("day", "side"), [(0, "start"), (29, "start"), (30, "middle"), (70, "middle"), (71, "end")]
)
def test_a_label_stands_where_there_is_room(day: int, side: str) -> None:
    def moment(days: int) -> Moment:
        when = date(2026, 1, 1) + timedelta(days=days)
        value = FigureRef(figure_id="x")
        fields: dict[str, Any] = {"origin": (), "value": value, "said_on": (), "state": "in_force"}
        return Moment(low=4, high=4, day=when, **fields)

    marks = over_time([moment(0), moment(day), moment(100)])
    assert marks[1].side == side


def test_statements_of_one_day_make_no_chart_over_time() -> None:
    first, *_ = NOW["dead"].statements
    for days, moments in ((0, 0), (1, 2)):
        later = Interval.model_validate(
            {**first.said_on.model_dump(), "start": (day := date(2026, 5, 14 + days)), "end": day}  # type: ignore[union-attr]
        )
        series = (first, NOW["dead"].statements[1].model_copy(update={"said_on": later}))
        made = edition(dead=NOW["dead"].model_copy(update={"series": series}))
        (detail,) = [detail for detail in made.details if detail.question_id == "dead"]
        assert len(detail.moments) == moments


@pytest.mark.parametrize(("reports", "folded"), [(SHOWN_REPORTS, False), (SHOWN_REPORTS + 1, True)])
def test_the_reports_of_an_origin_are_folded_beyond_a_dozen(reports: int, folded: bool) -> None:
    assert SHOWN_REPORTS == 12
    made = flood.edition()
    (detail,) = [detail for detail in made.details if detail.question_id == "soldiers-planned"]
    (branch,) = detail.branches
    many = branch.model_copy(update={"reports": branch.reports[:1] * reports})
    shown = detail.model_copy(update={"branches": (many,)})
    details = tuple(shown if one is detail else one for one in made.details)
    pages = [
        render(one)["briefing.html"].decode() for one in (made, made.model_copy(update={"details": details}))
    ]
    assert (pages[1].count("<details") > pages[0].count("<details")) == folded


def test_what_stands_comes_before_parts_in_a_tree() -> None:
    aside = flood.aside("engineers", "part", "R7", "A part.").model_copy(update={"origin": "General Staff"})
    made = edition(planned=NOW["soldiers-planned"].model_copy(update={"set_aside": (aside,)}))
    (detail,) = [detail for detail in made.details if detail.question_id == "soldiers-planned"]
    assert [report.state for report in detail.branches[0].reports][-1] == "part"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1_250_000, "1.25 million"),
        (1_255_000, "1,255,000"),
        (2_000_000_000, "2 billion"),
        (999_000, "999,000"),
    ],
)
def test_a_scale_is_used_where_two_decimals_say_it_all(value: float, written: str) -> None:
    assert wording.number(value) == written


@given(st.floats(min_value=0, allow_infinity=False))
def test_any_number_can_be_written(value: float) -> None:
    digits, _, scale = wording.number(value).partition(" ")
    scaled = Decimal(digits.replace(",", "")) * {word: scale for scale, word in wording._SCALES}.get(scale, 1)
    assert float(scaled) == value


@pytest.mark.parametrize(
    ("bounds", "text"), [(("approx", "approx"), "about 4,000"), (("approx", "exact"), "4,000")]
)
def test_a_best_value_reads_about_where_all_who_state_it_say_so(bounds: tuple[str, str], text: str) -> None:
    told = tuple(
        statement.model_copy(update={"low": 4000, "high": 4000, "bound": bound})
        for statement, bound in zip(NOW["evacuated"].statements, bounds, strict=True)
    )
    assert wording.headline(NOW["evacuated"].model_copy(update={"statements": told})) == text


@pytest.mark.parametrize(
    ("role", "bound", "text"),
    [
        ("low", "more_than", "over 500"),
        ("high", "less_than", "under 500"),
        ("low", "at_least", "500"),
        ("high", "up_to", "500"),
        ("high", "more_than", "500"),
    ],
)
def test_only_a_bound_that_excludes_its_number_is_spelt_out_in_a_table(
    role: str, bound: str, text: str
) -> None:
    estimate = NOW["fields"].model_copy(update={"unit": None, "bound": bound, role: 500.0})
    assert wording.cell(estimate, role) == text


def test_open_ends_are_told_apart() -> None:
    def told(start: str | None, end: str | None) -> str:
        held = {"start": start, "end": end, "precision": "day", "basis": "stated"}
        return plain(interval(Interval.model_validate(held))).strip()

    assert told("2026-05-12", None) == "since"
    assert told(None, "2026-05-12") == "until"
    assert told(None, None) == plain(interval(None))


@pytest.mark.parametrize("text", ["½", "Ⅻ", "三", "٣", "²", "600"])
def test_a_template_prints_no_number_in_any_script(text: str) -> None:
    with pytest.raises(BareNumberError):
        Printer(flood.edition()).guard(f"some {text}")


def test_a_figure_without_evidence_leads_to_its_question() -> None:
    ids = tuple(flood.CLAIMS[key].claim_id for key in ("fields",))
    gone = NOW["fields"].model_copy(update={"claim_ids": (), "part_ids": (), "statements": (), "series": ()})
    old = NOW["fields"].model_copy(update={"claim_ids": ids})
    others = tuple(estimate for key, estimate in NOW.items() if key != "fields")
    made = flood.edition(estimates=(*others, gone), previous=(*others, old))
    assert Printer(made).target("fields.was") == "q-fields"
    assert Printer(flood.edition()).target("fields.value") == "ev-fields"


def test_a_period_never_ends_before_it_begins() -> None:
    late = flood.BRIEF.model_copy(update={"period_start": date(2026, 6, 30)})
    period = flood.edition(brief=late).period
    assert period
    assert (period.start, period.end) == (date(2026, 6, 30), date(2026, 6, 30))


def test_what_a_ruling_names_in_vain_is_told_although_it_bears_on_something() -> None:
    named = [flood.CLAIMS["fields"].claim_id, "c0000000000"]
    ruling = Ruling.model_validate(
        {"id": "r", "on": flood.AS_OF, "by": "A. Reader", "reason": "So.", "reject": named}
    )
    ruled = Ruled(ruling_id="r", rule="A1", claim_ids=tuple(named[:1]), fields=(), reason="By a ruling.")
    estimates = tuple(
        e.model_copy(update={"rulings": (ruled,)}) if e.question_id == "fields" else e
        for e in flood.ESTIMATES
    )
    made = flood.edition(brief=flood.BRIEF.model_copy(update={"rulings": (ruling,)}), estimates=estimates)
    (shown,) = made.rulings
    assert shown.questions
    assert shown.why == "the claim that it names is not among the documents"


def test_what_came_on_the_day_itself_is_told() -> None:
    days = {document.received_on for document in flood.DOCUMENTS}
    assert max(days) <= flood.AS_OF
    made = flood.edition(as_of=max(days))
    assert {document.received_on for document in made.documents} == days


@pytest.mark.parametrize(("gap", "marks"), [(0, 2), (-1, 1)])
def test_sentences_that_touch_are_marked_apart(gap: int, marks: int) -> None:
    document = flood.DOCUMENTS[0]
    text = "Twelve died here. Forty fled there."
    changed = document.model_copy(update={"text": text})
    cut = text.index("Forty")
    claims = [
        flood.CLAIMS[key].model_copy(
            update={
                "figure": Span(start=start, end=start + 5),
                "figure_text": text[start : start + 5],
                "sentence": Span(start=first, end=last),
            }
        )
        for key, start, first, last in (
            ("dead_ministry", 0, 0, cut),
            ("dead_mayor", cut, cut + gap, len(text)),
        )
    ]
    documents = tuple(changed if one is document else one for one in flood.DOCUMENTS)
    estimate = NOW["dead"].model_copy(update={"set_aside": (), "series": (), "rationale": ()})
    estimate = estimate.model_copy(update={"statements": (), "claim_ids": tuple(c.claim_id for c in claims)})
    made = flood.edition(claims=claims, documents=documents, cleaned=(), estimates=(estimate,))
    page = render(made)["briefing.html"].decode()
    assert page.count('<mark class="sentence">') == marks


def test_a_link_inside_the_method_page_and_on_the_web_is_kept() -> None:
    body = str(
        method_body("See [there](#rule-R5), [the web](https://example.org/) and [a file](rules.toml).")
    )
    assert '<a href="#rule-R5">there</a>' in body
    assert '<a href="https://example.org/">the web</a>' in body
    assert "a file" in body
    assert "rules.toml" not in body


def test_none_and_many_of_a_thing_are_told_in_the_plural() -> None:
    assert [noun("reports", count) for count in (0, 1, 2)] == ["reports", "report", "reports"]


@pytest.mark.parametrize("before", [True, False])
def test_what_was_set_aside_before_is_no_new_report(before: bool) -> None:
    aside = flood.aside("evacuated_cross", "joined", "R6r", "Says it again.")
    now = NOW["fields"].model_copy(update={"set_aside": (aside,)})
    old = now if before else NOW["fields"]
    others = tuple(estimate for key, estimate in NOW.items() if key != "fields")
    made = flood.edition(estimates=(now, *others), previous=(old, *others))
    assert [change.kinds for change in made.changes] == ([] if before else [("repeated",)])


@pytest.mark.parametrize(("question", "told"), [("fields", True), ("dead", False)])
def test_that_nobody_named_agrees_is_told_where_nothing_is_in_dispute(question: str, told: bool) -> None:
    made = edition(one=NOW[question].model_copy(update={"n_unknown": 1, "n_reports": 9}))
    (judgement,) = [one for one in made.judgements if one.question_id == question]
    assert ("nobody named" in plain(judgement.sentence)) == told
