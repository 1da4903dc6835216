from __future__ import annotations

from decimal import Decimal

import flood
import pytest
from jinja2 import UndefinedError

from pipeline.briefing.edition import Anchor, Day, FigureRef, Identifier, Passage, Words
from pipeline.briefing.printing import Attribute, BareNumberError, Printer, anchor, environment


@pytest.fixture(scope="module")
def printer(edition) -> Printer:
    return Printer(edition)


def print_template(printer: Printer, text: str, **values: object) -> str:
    return environment(printer, {}).from_string(text).render(**values)


@pytest.mark.parametrize("value", [600, 6.5, Decimal("600"), "at least 600", "²", "٣", True, None, ["a"], {}])
def test_a_template_cannot_print_a_number_or_an_unknown_thing(printer, value) -> None:
    with pytest.raises(BareNumberError):
        print_template(printer, "{{ value }}", value=value)


def test_a_template_cannot_print_an_undefined_name(printer) -> None:
    with pytest.raises(UndefinedError):
        print_template(printer, "{{ nothing }}")


def test_a_figure_prints_its_text_link_and_mark(printer) -> None:
    assert print_template(printer, "{{ value }}", value=FigureRef(figure_id="rescued.low")) == (
        '<a class="figure" href="#ev-rescued" data-figure="rescued.low">600</a>'
    )


@pytest.mark.parametrize(
    ("piece", "html"),
    [
        (Day(iso="2026-05-14"), '<time datetime="2026-05-14">14 May 2026</time>'),
        (Identifier(text="c5"), '<code class="id">c5</code>'),
        (
            Anchor(question_id="dead"),
            '<a class="question" href="#q-dead" data-words="question/dead/title" dir="auto">'
            "Killed by the flood</a>",
        ),
        (
            Words(path="brief/title"),
            '<bdi data-words="brief/title">The flood in the Orlan valley</bdi>',
        ),
    ],
)
def test_pieces_name_what_binds_them(printer, piece, html) -> None:
    assert print_template(printer, "{{ piece }}", piece=piece) == html


def test_a_passage_is_quoted_with_its_figure_marked(printer) -> None:
    claim = flood.CLAIMS["dead_ministry"]
    span = claim.sentence
    passage = Passage(
        document_id=claim.document_id,
        start=span.start,
        end=span.end,
        figure_start=claim.figure.start,
        figure_end=claim.figure.end,
    )
    assert "It put the dead at <mark>12</mark>.</blockquote>" in print_template(printer, "{{ p }}", p=passage)


def test_what_comes_from_outside_is_escaped_and_cannot_reorder_the_line() -> None:
    hostile = flood.BRIEF.model_copy(update={"title": "<script>x</script> \u202egnp.exe\x07"})
    printed = print_template(Printer(flood.edition(brief=hostile)), "{{ w }}", w=Words(path="brief/title"))
    assert "<script>" not in printed
    assert "\u202e" not in printed
    assert "\x07" not in printed
    assert "&lt;script&gt;x&lt;/script&gt; \N{REPLACEMENT CHARACTER}gnp.exe\N{SYMBOL FOR BELL}" in printed


def test_attributes_may_hold_digits_and_ids_only_safe_characters(printer) -> None:
    assert print_template(printer, '<i id="{{ a }}">', a=Attribute("c5")) == '<i id="c5">'
    assert anchor("src", 'a"b <c>') == "src-a_b__c_"
