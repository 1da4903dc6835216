from __future__ import annotations

from html import unescape

import flood
import flood_documents
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pipeline.briefing.documents import document_view
from pipeline.briefing.printing import Printer
from pipeline.lineage import shown
from pipeline.lineage.page import read_page
from pipeline.records import Span


def quoted(view: str) -> str:
    (stretch,) = [s for s in read_page(str(view)).stretches if s.kind == "quote"]
    return stretch.text


def test_every_document_reads_back_character_for_character(edition) -> None:
    printer = Printer(edition)
    for document in flood.DOCUMENTS[:-1]:
        assert quoted(document_view(printer, document.document_id)) == shown(document.text)


def test_sentences_and_figures_are_marked_and_chrome_is_folded_with_its_reason(edition) -> None:
    view = unescape(document_view(Printer(edition), flood_documents.herald.document_id))
    claim = flood.CLAIMS["dead_ministry"].claim_id
    assert f'<mark class="sentence">It put the dead at <mark class="number" id="src-{claim}">' in view
    assert f'<a href="#claim-{claim}">12</a></mark>.</mark>' in view
    fold = view.index('<details class="dropped">')
    assert "Left out:" in view[fold : view.index("</summary>")]
    assert view.index("Menu | Weather | Sport") > fold
    assert view.count("<details") == 2


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(
    lambda pair: Span(start=pair[0], end=pair[0] + pair[1])
)


@given(st.lists(spans, min_size=1, max_size=6), st.lists(spans, min_size=1, max_size=6))
def test_overlapping_sentences_and_figures_lose_no_character(sentences, figures) -> None:
    lead = flood.CLAIMS["dead_ministry"]
    claims = [
        lead.model_copy(
            update={
                "claim_id": f"c{index}",
                "figure": figure,
                "sentence": Span(start=min(sentence.start, figure.start), end=max(sentence.end, figure.end)),
            }
        )
        for index, (sentence, figure) in enumerate(zip(sentences, figures, strict=False))
    ]
    view = document_view(
        Printer(flood.edition(claims=claims, estimates=())), flood_documents.herald.document_id
    )
    assert quoted(view) == shown(flood_documents.herald.text)
    assert isinstance(view, Markup)
    ids = [name for _, name in read_page(str(view)).ids]
    assert sorted(ids) == sorted(f"src-c{index}" for index in range(len(claims)))
