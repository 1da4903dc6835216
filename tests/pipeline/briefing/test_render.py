from __future__ import annotations

import json
import re

import flood
import flood_documents

from pipeline.briefing import render
from pipeline.briefing.printing import style_hash
from pipeline.lineage import check


def test_the_files_of_an_edition(files) -> None:
    assert list(files) == [
        *("briefing.html", "method.html", "figures.json", "changes.json", "series.json", "series.csv"),
        *("received.csv", "origins.json", "lineage.json", "ledger.json"),
    ]


def test_the_same_records_give_the_same_bytes(files) -> None:
    turned = flood.edition(documents=flood.DOCUMENTS[::-1], claims=tuple(flood.CLAIMS.values())[::-1])
    assert render(turned) == files


def test_the_page_needs_nothing_from_outside_and_runs_nothing(html) -> None:
    assert not re.search(r"<script|<img|<link|<iframe|\sstyle=|\son\w+=|url\(|@import", html)
    assert not re.search(r'(?:src|href)="(?!#|method\.html)', html)
    css = html[html.index("<style>") + len("<style>") : html.index("</style>")]
    assert f"style-src '{style_hash(css)}'" in html
    assert "default-src 'none'" in html
    assert "form-action 'none'" in html


def test_the_finished_page_has_no_fault(edition, html) -> None:
    assert check(edition, html) == []


def test_an_empty_edition_renders_and_says_so() -> None:
    empty = flood.edition(estimates=(), claims=(), documents=(), cleaned=())
    page = render(empty)["briefing.html"].decode()
    assert check(empty, page) == []


def test_figures_are_data(files) -> None:
    data = json.loads(files["figures.json"])
    rows = {row["question"]: row for row in data["questions"]}
    assert (rows["evacuated"]["low"], rows["evacuated"]["best"], rows["evacuated"]["value"]) == (
        3900,
        4000,
        "about 4,000",
    )
    assert rows["cattle"]["value"] is None
    assert rows["soldiers-planned"]["not_merged"] == [flood.CLAIMS["tents"].claim_id]
    figures = json.loads(files["lineage.json"])["figures"]
    assert figures["rescued.low"]["claims"] == [flood.CLAIMS["rescued_least"].claim_id]


def test_hostile_text_stays_text() -> None:
    hostile = '"><script>alert(1)</script>{{ 7 * 7 }}<!-- </style>'
    documents = (
        flood_documents.herald.model_copy(update={"name": hostile, "source": hostile}),
        *flood.DOCUMENTS[1:],
    )
    brief = flood.BRIEF.model_copy(update={"title": hostile, "description": hostile})
    edition = flood.edition(documents=documents, brief=brief)
    page = render(edition)["briefing.html"].decode()
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page
    assert check(edition, page) == []
