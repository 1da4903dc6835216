"""What is on a page and is no text of its report: what is hidden from readers, and what readers wrote."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.cleaning import clean, read
from pipeline.cleaning.tags import hidden_elements, tags
from pipeline.extraction import extract

LEAD = (
    "At least 61 people drowned when the ferry Orla sank off Tarnwick, the port office said on Monday. "
    "Divers were still searching the wreck in the evening."
)


def numbers(text: str, name: str) -> list[float | None]:
    document = read(text.encode(), name=name, source="own", received_on=date(2026, 5, 20))
    return [claim.low for claim in extract(document, clean(document))]


def page(*parts: str) -> str:
    return f"<html><body><h1>Ferry sinks off Tarnwick</h1><p>{LEAD}</p>{''.join(parts)}</body></html>"


@pytest.mark.parametrize(
    "tag",
    [
        "<div hidden>",
        '<div class="x" hidden="">',
        '<div aria-hidden="true">',
        '<div style="color: red; display: none">',
        "<div style='visibility:hidden'>",
        '<div style="font-size:0">',
        '<div id="comments">',
        '<div class="post comment-list">',
        '<div itemprop="comment">',
    ],
)
def test_what_is_hidden_or_of_readers_is_not_read_and_what_follows_is(tag: str) -> None:
    unread = f"{tag}<div><p>Some 900 people drowned, a draft of the morning said.</p></div></div>"
    after = "<p>Another 12 people were wounded, the port office said.</p>"
    assert numbers(page(unread, after), "page.html") == [61, 12]


@pytest.mark.parametrize(
    "tag",
    ['<div class="comments-closed">', '<div data-hidden="false">', '<div aria-hidden="false">', "<section>"],
)
def test_what_only_looks_hidden_is_read(tag: str) -> None:
    shown = (
        f"{tag}<p>Another 12 people were wounded, the port office said.</p></{tag[1:].split()[0].strip('>')}>"
    )
    assert numbers(page(shown), "page.html") == [61, 12]


def test_a_page_that_waits_for_a_script_is_read() -> None:
    waiting = page().replace("<body>", '<body style="visibility:hidden"><main hidden>')
    assert numbers(waiting.replace("</body>", "</main></body>"), "page.html") == [61]


def test_a_hidden_paragraph_ends_where_the_next_begins_and_one_never_closed_hides_nothing() -> None:
    told = "<p>Another 12 people were wounded, the port office said.</p>"
    assert numbers(page("<p hidden>Some 900 people drowned.", told), "page.html") == [61, 12]
    assert numbers(page("<div hidden>", told), "page.html") == [61, 12]


def test_comments_of_a_plain_text_are_left_out_though_they_are_longer_than_the_report() -> None:
    report = f"Ferry sinks off Tarnwick\n\n3 March 2025\n\n{LEAD}\n\n"
    comments = "".join(
        f"reader{n} says:\n\nI heard that {400 + n} people drowned, and the office hides it from us.\n\n"
        for n in range(6)
    )
    assert numbers(f"{report}Comments (6)\n\n{comments}", "report.txt") == [61]
    more = "".join(
        f"The office named {n} people who are missing since the evening of Monday.\n\n" for n in (21, 22)
    )
    assert numbers(f"{report}6 Comments\n\n{more}", "report.txt") == [61, 21, 22]


def test_work_grows_with_the_page() -> None:
    nested = "<div hidden>" * 20_000 + "Some 900 people drowned." + "</div>" * 20_000
    found = list(tags(nested, 0))
    assert len(hidden_elements(found, nested)) == 20_000
    assert numbers(page(nested), "page.html") == [61]
