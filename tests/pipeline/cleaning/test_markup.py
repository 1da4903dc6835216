"""HTML: what a reader sees, in a text as long as the original."""

import pytest

from pipeline.cleaning.markup import PAD, is_markup, visible

PAGE = """<!DOCTYPE html>
<html><head><title>Forty hurt in Porto | The Harbour</title>
<meta property="article:published_time" content="2025-03-04T09:30:00Z">
<meta property="og:site_name" content="The Harbour">
<script>var n = "<p>9,000 goats</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li>9,000 goats in the menu of this page.</li></ul></nav>
<h1>Forty hurt in Porto &amp; Lisbon</h1>
<!-- 9,000 goats -->
<p>At least&nbsp;<b>40 people</b> were hurt in
Porto &#8211; and <a href="x">300 others</a>, the mayor said.</p>
<p><a href="/goats">9,000 goats walk into a library</a></p>
<aside>The mayor of Lisbon saw 9,000 goats in the city today.</aside>
<footer>The Harbour counts 9,000 goats each year in the city.</footer>
</body></html>
"""


@pytest.fixture
def page(cleaned):
    return cleaned(PAGE)


def test_the_text_has_the_length_of_the_page(page):
    assert page.tiles()
    assert len(visible(PAGE).text) == len(PAGE)


def test_only_prose_is_read(page):
    lines = [" ".join(line.replace(PAD, "").split()) for line in page.reading.splitlines() if line.strip()]
    assert lines == [
        "Forty hurt in Porto & Lisbon",
        "At least 40 people were hurt in Porto – and 300 others , the mayor said.",
    ]
    assert "goats" not in page.reading


def test_offsets_lead_back_to_the_page(page):
    for words in ("40 people", "300 others", "were hurt in"):
        assert page.reading.index(words) == PAGE.index(words)
    at = PAGE.index("&#8211;")
    assert page.reading[at : at + 7] == "–" + PAD * 6
    assert page.reading[PAGE.index("&nbsp;")] == " "


def test_the_markup_says_who_and_when(page):
    assert page.text.title == "Forty hurt in Porto & Lisbon"
    assert page.text.publisher == "The Harbour"
    assert (page.text.published_on.isoformat(), page.text.published_basis) == ("2025-03-04", "stated")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("<h1>", "markup"),
        ("var n", "page header"),
        ("in the menu", "navigation"),
        ("of Lisbon saw", "beside the document"),
        ("counts 9,000", "page footer"),
        ("walk into", "link to another page"),
    ],
)
def test_each_hidden_span_has_its_reason(page, words, reason):
    assert page.why(words) == (False, "chrome", reason)


def test_time_elements_and_title_elements_count(cleaned):
    page = cleaned(
        "<html><head><title>Forty hurt in Porto | The Harbour</title></head>"
        "<p>Forty people were hurt in Porto.</p>"
        '<time datetime="2025-03-04">Tuesday</time></p></html>'
    )
    assert (page.text.title, page.text.publisher) == ("Forty hurt in Porto", "The Harbour")
    assert page.text.published_on.isoformat() == "2025-03-04"


def test_front_matter_is_hidden_and_read(cleaned):
    page = cleaned(
        "---\ntitle: Forty hurt in Porto\npost_date: 2025-03-04\ngoats: 9,000\n---\nForty people were hurt.\n"
    )
    assert page.text.title == "Forty hurt in Porto"
    assert page.text.published_on.isoformat() == "2025-03-04"
    assert page.reading.strip() == "Forty people were hurt."


@pytest.mark.parametrize(
    "text", ["a < b and c > d", "<b>one</b> tag pair", "1 <2> 3 <4>", "Forty people were hurt."]
)
def test_plain_text_is_no_markup(text):
    assert not is_markup(text)
    assert visible(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "<html><nav>Forty people were hurt in Porto on Monday.",
        '<html><p title="a > b">Forty people were hurt in Porto on Monday.</p>',
        '<html><p><a href="x>Forty</a> people were hurt in Porto on Monday.</p>',
        "<html><p>Forty people were hurt in Porto on Monday.</p><!-- cut",
        "<html><p>Forty people were hurt in Porto on Monday.</p><script>var a = '",
        "<html><p>Forty people were hurt in Porto on Monday.</p><p class=",
    ],
)
def test_broken_markup_loses_no_prose(cleaned, text):
    page = cleaned(text)
    assert page.tiles()
    assert "people were hurt in Porto on Monday." in page.reading
