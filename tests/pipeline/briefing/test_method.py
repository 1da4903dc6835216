"""The method page that lies beside every briefing."""

from __future__ import annotations

import re

from pipeline.briefing.method import method_body, method_text
from pipeline.reconciliation import rules


def test_the_page_holds_every_rule_where_a_link_finds_it(files) -> None:
    page = files["method.html"].decode()
    assert set(re.findall(r'id="rule-([^"]+)"', page)) == set(rules())
    assert "<h2>A worked example</h2>" in page
    assert not re.search(r"<script|\sstyle=|(?:src|href)=\"(?!#|https://|briefing\.html)", page)


def test_the_words_of_the_page_are_those_of_its_source(files) -> None:
    page = re.sub(r"<[^>]+>", "", files["method.html"].decode().partition("<body>")[2])
    for word in set(re.findall(r"[A-Za-z]{4,}", re.sub(r"\]\([^)]*\)", "", method_text()))):
        assert word in page


def test_markdown_of_our_pages_becomes_html() -> None:
    line = "One *two* **three** `<x>` [four](docs/a.md) [five](https://example.org)\nsix"
    text = f"# A\n\n{line}\n\n1. a\n   b\n2. c\n\n- d"
    assert method_body(text).splitlines() == [
        "<h1>A</h1>",
        "<p>One <em>two</em> <strong>three</strong> <code>&lt;x&gt;</code> four "
        '<a href="https://example.org">five</a> six</p>',
        "<ol><li>a b</li>",
        "<li>c</li></ol>",
        "<ul><li>d</li></ul>",
    ]


def test_a_table_becomes_rows_and_those_of_rules_have_ids() -> None:
    html = method_body("| id | rule |\n| --- | --- |\n| R6s | stale & old |\n| word | x |")
    assert '<tr id="rule-R6s"><td>R6s</td><td>stale &amp; old</td></tr>' in html
    assert "<tr><td>word</td>" in html
