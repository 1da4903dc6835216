"""What the page of the flood must hold by its records: everything, in order, once, and nothing else."""

from __future__ import annotations

import re
from datetime import date

import flood
import pytest

from benchmarks.editions import drawn_editions, gathered
from benchmarks.trial import PAGE, pages_on_trial
from pipeline.briefing import compose, render
from pipeline.lineage import check
from pipeline.reconciliation import propose, reconcile, rules


def changed(html: str, pattern: str, new: str) -> str:
    """Return the page with the one place that a pattern finds first put otherwise."""
    assert re.search(pattern, html, re.DOTALL), pattern
    return re.sub(pattern, new, html, count=1, flags=re.DOTALL)


def swapped(html: str, first: str, second: str) -> str:
    """Return the page with the elements that two patterns find changed over."""
    one, other = (re.search(pattern, html, re.DOTALL) for pattern in (first, second))
    assert one
    assert other
    assert one.end() <= other.start()
    return html[: one.start()] + other[0] + html[one.end() : other.start()] + one[0] + html[other.end() :]


DAY = date(2026, 4, 2)
CLAIM = flood.CLAIMS["dead_mayor"].claim_id
OTHER = flood.CLAIMS["camps"].claim_id
CARD = r'<article class="card in_force"[^>]*>.*?</article>'
ROW, ITEM = r'<tr id="row-{}">.*?</tr>', r"<li>(?:(?!<li>).)*?{}.*?</li>"

BROKEN = {
    "a figure leads to the evidence of another": (
        r'href="#ev-rescued" data-figure',
        'href="#ev-dead" data-figure',
    ),
    "a claim leads to another claim": (
        rf'href="#claim-{CLAIM}" data-figure',
        f'href="#claim-{OTHER}" data-figure',
    ),
    "a claim leads to another sentence": (
        rf'href="#src-{CLAIM}" data-figure',
        f'href="#src-{OTHER}" data-figure',
    ),
    "a question leads to another": (r'href="#q-dead" data-words', 'href="#q-cattle" data-words'),
    "a document leads elsewhere": (
        r'class="source-link" href="#doc-[0-9a-f]*"',
        'class="source-link" href="#sources"',
    ),
    "a card leads back to another question": (r'<a href="#q-evacuated">Back', '<a href="#q-dead">Back'),
    "a mark in a text leads to another claim": (rf'<a href="#claim-{CLAIM}">', f'<a href="#claim-{OTHER}">'),
    "another verdict": (r'verdict-conflicting">conflicting', 'verdict-corroborated">corroborated'),
    "the colour of another verdict": (r"verdict verdict-conflicting", "verdict verdict-corroborated"),
    "another confidence": (r'confidence-low">low confidence', 'confidence-high">high confidence'),
    "another status": (r'status-planned">planned', 'status-observed">observed'),
    "another relation": (
        r'relation-superseded">superseded',
        'relation-carried">said more precisely elsewhere',
    ),
    "a meaning of another verdict": (
        r"Stated values exclude each other[^<]*",
        "Several independent origins overlap",
    ),
    "an answer in dispute is told as none": ("in dispute", "no value"),
    "an open end is told as absent": (r"(<td[^>]*>)open</td>", r"\1—</td>"),
    "a row is dropped": (ROW.format("houses"), ""),
    "a judgement is dropped": (ITEM.format("The value adds up parts"), ""),
    "a reason is dropped": (r"<li>A vague word, by the fixed table.</li>", ""),
    "a card is dropped": (rf'<article class="card[^>]*id="claim-{CLAIM}">.*?</article>', ""),
    "a gap is dropped": (r"<h3>No floor</h3>", ""),
    "a document is dropped": (r'<details class="source">(?:(?!<details).)*?</details>', ""),
    "a link of a chain is dropped": (r'(<ol class="chain">)<li>.*?</li>', r"\1"),
    "a voice is dropped": (r'<li class="voice in_force">.*?</li>', ""),
    "a report is dropped": (r'<li class="report in_force[^>]*>.*?</li>', ""),
    "a rule is dropped": (r"Reconciled by rules <code[^>]*>[^<]*</code>", "Reconciled by rules "),
    "a row is told twice": (f"({ROW.format('houses')})", r"\1\1"),
    "a dot is moved": (r'<circle class="dot" cx="[^"]*"', '<circle class="dot" cx="50.00%"'),
    "a dot is told as not observed": (r'<circle class="dot"', '<circle class="open"'),
    "a bar is longer": (
        r'<line class="whisker" x1="([^"]*)" x2="[^"]*"',
        r'<line class="whisker" x1="\1" x2="97.00%"',
    ),
    "an arrow is a stroke": (r'<path class="arrow" d="M-7 -5L0 0L-7 5"/>', '<path class="end" d="M0 -6V6"/>'),
    "an axis is dropped": (r'<line class="axis" x1="3%"[^>]*/>', ""),
    "a trunk goes on": (r'(class="trunk" x1="10" x2="10" y1="0" y2=)"15"', r'\1"100%"'),
    "a seed is dropped": (r'<circle class="seed"[^>]*/>', ""),
    "a statement over time is later": (r'(<g class="moment[^>]*>.*?cx=)"3.00%"', r'\1"40.00%"'),
    "a statement over time has another colour": (r'<g class="moment apart">', '<g class="moment in_force">'),
    "a binding of words is dropped": (r' data-words="question/dead/title"', ""),
    "a quotation begins later": (r'data-start="0" data-end="(\d+)"', r'data-start="1" data-end="\1"'),
    "a quotation ends beyond its document": (
        r'data-start="0" data-end="\d+"',
        'data-start="0" data-end="99999"',
    ),
    "a mark is put on other words": (r"<mark>([^<]*)</mark>( ?)(\w+)", r"\1\2<mark>\3</mark>"),
    "a fold hides a row": (r'(<td class="value")', r"<details><summary>x</summary></details>\1"),
    "a word denies": (r"A vague word, by", "No vague word, by"),
    "a policy lets more in": ("default-src 'none'", "default-src *"),
    "a section loses its place": (r'<section id="gaps">', "<section>"),
    "a description is another": (r"trade paper, paid for by insurers", "trade paper"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_page_that_its_records_do_not_make_is_a_fault(edition, html, what) -> None:
    broken = changed(html, *BROKEN[what])
    assert broken != html
    assert check(edition, broken), what


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ROW.format("evacuated"), ROW.format("dead")),
        (r"<li>\s*<p class=\"sentence\">.*?</li>", r"(?<=</li>)\s*<li>\s*<p class=\"sentence\">.*?</li>"),
        (r'(?<=Low">)<a [^>]*>3,900</a>', r'(?<=Best">)<a [^>]*>4,000</a>'),
        (CARD, rf"(?<=</article>)\s*{CARD}"),
        (r'<section id="gaps">', r'<section id="questions">'),
        (r'<li class="voice in_force">.*?</li>', r'(?<=</li>)\s*<li class="voice in_force">.*?</li>'),
        (
            r'<span class="tag verdict[^>]*>conflicting</span>',
            r'<span class="tag verdict[^>]*>falling total</span>',
        ),
    ],
)
def test_what_is_changed_over_is_a_fault(edition, html, first, second) -> None:
    assert check(edition, swapped(html, first, second))


@pytest.mark.parametrize(
    "number",
    ["nobody", "quarter", "a third", "tenfold", "a score", "several", "nil", "a majority", "%", "most"],
)
def test_a_number_in_words_that_no_record_holds_is_a_fault(edition, html, number) -> None:
    for before in ("A vague word, by", "band the figure; what", "Follow a number to"):
        assert check(edition, html.replace(before, f"{number} {before}", 1))


@pytest.mark.parametrize(
    "css",
    [
        "td{visibility:hidden}",
        "@import url(https://x.example/a.css);",
        "body{background:url(https://x.example/a.png)}",
        ".card{display:none}",
    ],
)
def test_the_style_sheet_is_the_one_shipped(edition, html, css) -> None:
    for broken in (
        html.replace("</style>", f"{css}</style>"),
        html.replace("</head>", f"<style>{css}</style></head>"),
    ):
        assert any("is not the one" in fault.message for fault in check(edition, broken))


def test_a_rule_is_named_as_the_record_names_it() -> None:
    edition = flood.edition(estimates=flood.by_the_rules())
    html = render(edition)["briefing.html"].decode()
    other = next(rule for rule in rules() if rule not in ("R6", "R7"))
    assert check(edition, html) == []
    for pattern in (r'<code class="id">R6</code>', r'href="#rule-R6"', r"method.html#rule-R6"):
        assert check(edition, changed(html, pattern, pattern.replace("R6", other)))


def test_what_changed_is_told_as_the_estimates_say() -> None:
    before = tuple(
        estimate.model_copy(update={"bound": "more_than", "verdict": "single_origin"})
        if estimate.question_id == "rescued"
        else estimate
        for estimate in flood.ESTIMATES
        if estimate.question_id != "houses"
    )
    edition = flood.edition(previous=before)
    html = render(edition)["briefing.html"].decode()
    assert check(edition, html) == []
    for pattern, new in (
        (r'change-revised">revised', 'change-superseded">superseded'),
        ("is now", "still"),
        (r'<li><span class="tag change change-conflicting">.*?</li>', ""),
        (r"<h2>What changed since the last edition</h2>", ""),
    ):
        assert check(edition, changed(html, pattern, new)), pattern


def test_a_difference_tells_its_line_and_both_sides(edition, html) -> None:
    (fault,) = check(edition, html.replace("A vague word, by", "No vague word, by"))
    assert fault.kind == "reading"
    assert "Novagueword" in fault.message
    assert "Avagueword" in fault.message
    assert "A vague word, by" in html.split("\n")[fault.line - 1]


def test_two_differences_far_apart_are_both_told(edition, html) -> None:
    broken = html.replace("in dispute", "no value", 1).replace("A vague word, by", "No vague word, by")
    assert len(check(edition, broken)) == 2


def test_every_kind_of_change_is_caught(edition, html) -> None:
    found = pages_on_trial([(edition, html)], 2)
    assert set(found) == set(PAGE)
    assert all(count.made == count.caught for count in found.values()), found
    assert sum(count.made for count in found.values()) > len(PAGE)


def test_an_origin_of_many_reports_has_all_of_them_on_the_page() -> None:
    told = "The Amarel port office said on Monday that {} dockers were hurt in Amarel.\n"
    texts = [
        (f"paper-{day}.txt", f"Paper {day}\n\n{day} March 2026\n\n{told.format(30 + day)}".encode(), DAY)
        for day in range(1, 18)
    ]
    pile = gathered(texts)
    brief = propose(pile)
    edition = compose(brief, reconcile(pile, brief, DAY), pile, DAY)
    html = render(edition)["briefing.html"].decode()
    assert "Further reports of the same origin" in html
    assert [fault for fault in check(edition, html) if fault.kind != "lineage"] == []
    last = re.findall(r'<li class="report [^"]*">.*?</li>', html, re.DOTALL)[-1]
    assert any(fault.kind == "reading" for fault in check(edition, html.replace(last, "")))


def test_editions_of_drawn_documents_raise_no_false_alarm() -> None:
    relays = 0
    for edition in drawn_editions(5):
        page = render(edition)["briefing.html"].decode()
        held = check(edition, page)
        assert [fault for fault in held if fault.kind != "lineage"] == []
        relay = re.search(r'<path class="relay"[^>]*/>', page)
        if relay:
            relays += 1
            assert len(check(edition, page.replace(relay[0], "", 1))) > len(held)
    assert relays
