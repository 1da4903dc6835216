from __future__ import annotations

import re

import flood
import pytest

from pipeline.briefing import compose, render
from pipeline.lineage import check
from pipeline.pile import Pile


def faults(edition, html: str) -> list[str]:
    return [f"{fault.kind}: {fault.message}" for fault in check(edition, html)]


def with_body(html: str, added: str) -> str:
    """Return the page with something added at its end, as a template might."""
    return html.replace("</main>", f"<p>{added}</p></main>")


def test_the_page_as_rendered_has_no_fault(edition, html) -> None:
    assert check(edition, html) == []


@pytest.mark.parametrize("figure", ["rescued.low", "evacuated.value", "edition.documents", "dead.origins"])
def test_a_changed_digit_in_a_rendered_figure_is_a_fault(edition, html, figure) -> None:
    pattern = rf'(data-figure="{re.escape(figure)}">[^<]*?)(\d)'
    broken = re.sub(pattern, lambda m: m[1] + str((int(m[2]) + 1) % 10), html, count=1)
    assert broken != html
    (fault,) = check(edition, broken)
    assert fault.kind == "figure"
    assert fault.line > 0
    assert figure in str(fault)


def test_every_single_digit_a_reader_sees_is_guarded(edition, html) -> None:
    start = html.index("<body>")
    seen = [m.start(1) for m in re.finditer(r"(?<=>)[^<>]*?(\d)", html[start:])]
    assert len(seen) > 200
    for at in (start + offset for offset in seen[::19]):
        broken = f"{html[:at]}{(int(html[at]) + 1) % 10}{html[at + 1 :]}"
        assert check(edition, broken), html[at - 60 : at + 20]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "It put the dead at <mark>12</mark>.</blockquote>",
            "It put the dead at <mark>13</mark>.</blockquote>",
        ),
        ("Since the weekend <mark>", "Since this weekend <mark>"),
        ("Menu | Weather | Sport\n", "Menu | Weather | Spor\n"),
        ("the interior ministry said.", "the interior  ministry said."),
    ],
)
def test_a_quotation_that_differs_by_a_character_is_a_fault(edition, html, before, after) -> None:
    assert before in html
    assert any("quotation differs" in fault for fault in faults(edition, html.replace(before, after, 1)))


@pytest.mark.parametrize(
    "added",
    [
        "600",
        "at least six hundred",
        "One of them",
        "two-thirds",
        "dozens",
        "٣٠٠",
        "三百",
        "½",
        "6<b></b>00",
        "hun<em>dred</em>",
        '<span class="words">600</span>',
        '<code class="id">600</code>',
        '<code class="id">600 dead</code>',
        '<time datetime="2026-05-14">600</time>',
        '<time datetime="0600">0600</time>',
        '<time datetime="2025">2025</time>',
        '<time datetime="600">600</time>',
        "<time>600</time>",
        "<q>600</q>",
        "<blockquote>600 dead</blockquote>",
        '<a class="figure" href="#figures" data-figure="rescued.low">601</a>',
        '<a class="figure" href="#figures" data-figure="none.such">600</a>',
        '<a class="figure" href="https://example.org/" data-figure="rescued.low">600</a>',
        '<a class="figure" href="#nowhere" data-figure="rescued.low">600</a>',
        '<span data-words="question/dead/title">600 killed by the flood</span>',
        '<span data-words="claim/none/place">Halvor</span>',
        '<span data-words="brief/questions/0">Halvor</span>',
        '<span title="600 dead">dead</span>',
        '<svg role="img" aria-label="600 dead"></svg>',
        '<svg role="img"><title>600 dead</title></svg>',
        '<svg role="img"><desc>thousands</desc></svg>',
        '<span class="x" style="color:red">red</span>',
        "<script>document.write('600')</script>",
        '<a href="javascript:alert()">x</a>',
        '<a href="data:text/html,x">x</a>',
        "<img>",
        "<!-- 600 -->",
        '<span id="figures">twice the same id</span>',
        "<p>never closed",
        "<ol start=600><li>x</li></ol>",
    ],
)
def test_what_a_template_must_not_add_is_a_fault(edition, html, added) -> None:
    assert check(edition, with_body(html, added)), added


BOUND = [
    "no number, someone alone and the first of many",
    '<time datetime="2026-05-14">14 May 2026</time>',
    '<a class="figure" href="#ev-rescued" data-figure="rescued.low">600</a>',
    '<span data-words="question/soldiers-arrived/title">Soldiers at work since 16 May</span>',
    '<code class="id">SHA-256</code>',
    '<a href="https://example.org/">on the web</a>',
]


@pytest.mark.parametrize("added", BOUND)
def test_what_is_bound_is_no_fault_on_a_page_of_other_templates(edition, html, added) -> None:
    assert check(edition, with_body(html, added), whole=False) == []


@pytest.mark.parametrize("added", BOUND)
def test_what_no_record_asks_for_is_a_fault(edition, html, added) -> None:
    (fault,) = check(edition, with_body(html, added))
    assert fault.kind == "reading"
    assert "by its records it has 'nothing'" in fault.message


@pytest.mark.parametrize(
    "css",
    [
        "p::after{content:'600'}",
        "li{counter-increment:n}li::before{content:counter(n)}",
        "a::after{content:attr(href)}",
    ],
)
def test_a_style_sheet_cannot_print_numbers(edition, html, css) -> None:
    assert any(
        "content of its own" in fault for fault in faults(edition, html.replace("</style>", css + "</style>"))
    )


def test_numbered_lists_need_a_style_sheet_that_hides_their_numbers(edition, html) -> None:
    assert any(
        "numbered lists" in fault
        for fault in faults(edition, html.replace("list-style: none", "list-style: decimal"))
    )


def changed(question: str, **update):
    """Return the estimates of the flood with one of them changed behind the page's back."""
    return tuple(e.model_copy(update=update) if e.question_id == question else e for e in flood.ESTIMATES)


@pytest.mark.parametrize(
    ("question", "update", "message"),
    [
        ("rescued", {"low": 700.0}, "no claim states its low 700"),
        ("evacuated", {"best": 3950.0}, "no claim states its best 3950"),
        ("soldiers-arrived", {"best": 901.0}, "no claim states its best 901"),
        ("rescued", {"claim_ids": ("cdeadbeef00",)}, "no such claim: cdeadbeef00"),
        ("rescued", {"claim_ids": ()}, "has no path to a document"),
    ],
)
def test_an_estimate_that_its_claims_do_not_carry_is_a_fault(question, update, message) -> None:
    edition = flood.edition(estimates=changed(question, **update))
    page = render(edition)["briefing.html"].decode()
    assert any(message in fault for fault in faults(edition, page))


@pytest.mark.parametrize(
    ("update", "message"),
    [
        ({"low": 601.0}, "reads as '600'"),
        ({"bound": "more_than"}, "reads as at_least, the estimate is more_than"),
        ({"n_reports": 3}, "reads as '2'"),
    ],
)
def test_a_figure_whose_estimate_says_otherwise_is_a_fault(edition, html, update, message) -> None:
    estimates = changed("rescued", **update)
    tampered = edition.model_copy(update={"estimates": estimates})
    tampered.__dict__.pop("estimate_by_question", None)
    assert any(message in fault for fault in faults(tampered, html))


@pytest.mark.parametrize(
    ("update", "message"),
    [
        ({"figure_text": "600"}, "does not say '600'"),
        ({"low": 41.0}, "'At least 40' does not say 41.0, None, at_least"),
        ({"bound": "exact"}, "'At least 40' does not say 40.0, None, exact"),
        ({"figure": flood.CLAIMS["dead_mayor"].figure.model_copy(update={"end": 10**6})}, "lies outside"),
        ({"document_id": "0" * 64}, "is not part of the edition"),
    ],
)
def test_a_claim_that_its_document_does_not_say_is_a_fault(edition, html, update, message) -> None:
    claims = tuple(
        claim.model_copy(update=update) if claim.claim_id == flood.CLAIMS["dead_mayor"].claim_id else claim
        for claim in edition.claims
    )
    tampered = edition.model_copy(update={"claims": claims})
    for name in ("claim_by_id", "claims_by_document"):
        tampered.__dict__.pop(name, None)
    assert any(message in fault for fault in faults(tampered, html))


def without_its_page(edition, page: str, claim_id: str) -> str:
    """Return the page without the numbers that a claim is printed as or carries."""
    carried = [figure.figure_id for figure in edition.figures if claim_id in figure.claim_ids]
    for key in carried:
        page = re.sub(rf'<(\w+)[^<>]* data-figure="{re.escape(key)}"[^<>]*>[^<]*</\1>', "", page)
    return page


def test_a_claim_or_estimate_that_is_not_printed_refuses_no_page(edition, html) -> None:
    bad = flood.CLAIMS["dead_mayor"]
    claims = tuple(
        claim.model_copy(update={"low": 41.0}) if claim.claim_id == bad.claim_id else claim
        for claim in edition.claims
    )
    estimates = tuple(
        one.model_copy(update={"low": 3.0}) if one.question_id == "dead" else one for one in edition.estimates
    )
    tampered = edition.model_copy(update={"claims": claims, "estimates": estimates})
    for name in ("claim_by_id", "claims_by_document", "estimate_by_question", "read_by_id"):
        tampered.__dict__.pop(name, None)
    assert any("does not say 41.0" in fault for fault in faults(tampered, html))
    assert any("no claim states its low 3.0" in fault for fault in faults(tampered, html))
    silent = without_its_page(edition, html, bad.claim_id)
    assert not [fault for fault in faults(tampered, silent) if fault.startswith("lineage")]


def test_a_reason_with_a_bare_number_stops_the_edition() -> None:
    estimates = changed("houses", rationale=("About 600 of them.",))
    arguments = (
        flood.BRIEF,
        estimates,
        Pile(flood.DOCUMENTS, flood.CLEANED, tuple(flood.CLAIMS.values()), ()),
        flood.AS_OF,
    )
    with pytest.raises(TypeError, match="About 600"):
        render(compose(*arguments))


def test_a_fault_tells_where_it_stands(edition, html) -> None:
    (fault,) = check(edition, with_body(html, "six hundred"), whole=False)
    assert str(fault).startswith(f"line {fault.line}: a number that no figure binds: six, hundred in ")
