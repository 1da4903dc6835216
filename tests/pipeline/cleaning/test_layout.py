"""Flattened pages: the document's own prose is kept, each other span is dropped with its reason."""

import pytest

FIRST = "About 300 people left the harbour of Porto on Monday, the mayor said."
SECOND = "The mayor added that forty of the people were hurt and that the harbour stays closed."
PAGE = f"""Menu
Home
World
Harbour life
Things to do
The Harbour
Skip to content

About 300 people leave the harbour of Porto

By Ana Reis
4 March 2025, 09:30
3 min read
Share Tweet Email Print
The boats in the harbour of Porto / Photo source: City of Porto
Photo: About 300 people leave the harbour of Porto. Source: Example Images
{FIRST}
Advertisement
{SECOND}
Why a lighthouse keeper in Norway bought seven clocks at an auction
"We counted 300 people twice," he said.
Read also: Forty goats walk into a library
{FIRST}
Similar articles
The mayor of Lisbon visited 20 schools in a week and liked them all very much.
12.5%
Подпишитесь на рассылку
We use cookies to improve this page. Cookie Policy
Load next story
"""


@pytest.fixture
def page(cleaned):
    return cleaned(PAGE)


def test_the_prose_is_kept_and_nothing_else(page):
    assert page.kept == [
        "About 300 people leave the harbour of Porto",
        "The boats in the harbour of Porto",
        FIRST,
        SECOND,
        '"We counted 300 people twice," he said.',
    ]
    assert page.tiles()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Things to do", "menu"),
        ("Skip to content", "navigation"),
        ("By Ana Reis", "byline"),
        ("4 March 2025", "date"),
        ("3 min read", "counter"),
        ("Share Tweet", "share links"),
        ("City of Porto", "photo credit"),
        ("Advertisement", "advertisement"),
        ("Why a lighthouse", "headline of another document"),
        ("Read also", "pointer to another document"),
        ("Similar articles", "list of other documents"),
        ("The mayor of Lisbon", "after “Similar articles”"),
        ("12.5%", "number or sign without words"),
        ("Подпишитесь", "in another script than the document"),
        ("We use cookies", "cookie notice"),
        ("Load next", "call to load the next story"),
    ],
)
def test_each_dropped_span_has_its_reason(page, words, reason):
    kept, _, why = page.why(words)
    assert (kept, why) == (False, reason)


def test_kinds_of_what_is_kept(page):
    assert page.why("About 300 people leave")[1] == "title"
    assert page.why("The boats")[1] == "caption"
    assert page.why("The mayor added")[1] == "prose"
    assert page.text.title == "About 300 people leave the harbour of Porto"
    assert page.text.byline == "Ana Reis"
    assert (page.text.published_on.isoformat(), page.text.published_basis) == ("2025-03-04", "stated")
    assert page.text.language == "en"


def test_a_repeated_line_stays_once(page):
    assert PAGE.count(FIRST) == 2
    assert page.kept.count(FIRST) == 1
    last = page.document.text.rindex(FIRST)
    span = next(span for span in page.text.spans if span.start == last)
    assert (span.kept, span.reason) == (False, "repeated line")


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry uses cookies of sugar to feed 300 people in the harbour.",
        "Share prices of the harbour fell by 12 percent after the news.",
        "Subscribers to the water service in Porto fell to 300 in March.",
        "Copyright law does not stop 300 people from leaving, the mayor said.",
        "Home to 300 people, the harbour is closed.",
        "News of the 300 people spread in the city of Porto.",
        "Related deaths rose to 40, the ministry of health said on Monday.",
        "Reporting by the ministry shows that 300 people were hurt.",
        "Read out in the council, the list names 300 people.",
        "More than 300 people are missing after the flood in Porto.",
        "Menu prices rose by 30 percent in the harbour.",
        "Source code of 300 programs was lost, the ministry said.",
        "Advertisement spending rose to 300 million, the ministry said.",
    ],
)
def test_prose_that_begins_like_chrome_is_kept(cleaned, sentence):
    page = cleaned(f"{FIRST}\n{sentence}\n{SECOND}\n")
    assert sentence in page.kept


def test_a_prefix_and_a_dateline_are_cut_off_the_prose(cleaned):
    page = cleaned(f" date 2025-03-04 HARBOUR - Example) {FIRST}\n")
    assert page.kept == [FIRST]
    assert page.why("date 2025")[1] == "dateline"
    assert (page.text.published_basis, page.text.publisher) == ("prefix", "Example")
    assert page.reading.index(FIRST) == page.document.text.index(FIRST)
    page = cleaned(f"Three hundred leave the harbour of Porto\nLisbon • Example\n{FIRST}\n")
    assert (page.text.publisher, page.text.dateline) == ("Example", "Lisbon • Example")
    page = cleaned(f"{FIRST}\nLISBON, 4 March 2025 (Example) - {SECOND}\n")
    assert (page.text.published_on.isoformat(), page.text.published_basis) == ("2025-03-04", "stated")
    assert page.kept == [FIRST, SECOND]


def test_a_weekday_with_a_date_in_the_first_paragraph_dates_a_document(cleaned):
    page = cleaned("On Tuesday, 4 March 2025, about 300 people left the harbour.\n")
    assert (page.text.published_on.isoformat(), page.text.published_basis) == ("2025-03-04", "in_text")
    page = cleaned("Since 4 March 2025 about 300 people left the harbour of Porto.\n")
    assert (page.text.published_on, page.text.published_basis) == (None, "none")


def test_lists_after_a_colon_are_kept(cleaned):
    page = cleaned(f"{FIRST}\nThe ministry counted these losses in the city:\nboats: 12\ntrucks: about 40\n")
    assert page.kept[-2:] == ["boats: 12", "trucks: about 40"]
    assert page.why("boats")[1] == "bullet"


def test_a_list_heading_in_the_middle_ends_with_the_list(cleaned):
    page = cleaned(f"{FIRST}\nRelated\nForty goats walk into a library\n{SECOND}\n")
    assert page.kept == [FIRST, SECOND]


def test_another_story_after_this_one_is_dropped(cleaned):
    story = " ".join(
        [FIRST, SECOND, "The council meets on Friday to speak of the harbour and of its people."]
    )
    page = cleaned(
        f"{story}\nLoad next story\nThe mayor of Lisbon said that 9,000 goats were seen in the city today.\n"
    )
    assert page.kept == [story]


def test_paragraphs_of_fixed_width_are_one_line(cleaned):
    text = (
        "About 300 people left the harbour of Porto on Monday, the mayor\n"
        "said. He added that forty of the people were hurt and that the\n"
        "harbour stays closed until the council meets again to speak of\n"
        "Lisbon and of the 40 boats.\n"
        "\n"
        "A second paragraph follows here and it is as wide as the first,\n"
        "so that the words go on.\n"
    )
    page = cleaned(text)
    lines = [line.strip() for line in page.reading.splitlines() if line.strip()]
    assert len(page.kept) == len(lines) == 2
    assert lines[0].endswith("again to speak of Lisbon and of the 40 boats.")
    assert page.tiles()


@pytest.mark.parametrize("odd", ["\x1f", "\x85", "\u2028", "\x1c\x1d"])
def test_a_line_of_odd_blanks_in_a_wrapped_text_is_a_line(cleaned, odd):
    line = "About 300 people left the harbour of Porto on Monday and on\n"
    text = line + "the day after, as the mayor of the town said in the hall,\n" * 4 + f"{odd}\n{line}"
    assert cleaned(text).tiles()


def test_short_documents_are_kept(cleaned):
    page = cleaned("300 people leave the harbour of Porto\n")
    assert page.kept == ["300 people leave the harbour of Porto"]
    assert page.text.title == "300 people leave the harbour of Porto"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FIRST, "en"),
        ("Der Bürgermeister sagte, dass die Menschen mit dem Boot nach Porto und in den Hafen kamen.", "de"),
        ("Мер повідомив, що люди з міста пішли до порту і не повернулися, та що порт закрито.", "uk"),
        ("Мэр сообщил, что люди из города ушли в порт и не вернулись, а порт закрыт по его приказу.", "ru"),
        ("시장은 약 삼백 명이 항구를 떠났다고 월요일에 말했다.", "ko"),
        ("Porto 300", None),
    ],
)
def test_the_language_is_named_where_it_is_certain(cleaned, text, language):
    assert cleaned(text).text.language == language


def test_an_unreadable_document_has_no_spans(cleaned):
    page = cleaned(b"%PDF-1.7")
    assert (page.text.spans, page.text.title, page.reading) == ((), None, "")
    assert page.text.error == page.document.error


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Derailment: 44 hurt", True),
        ("Orlan mourns", True),
        ("Liquor kills eight", True),
        ("Tarn and the Hollow", False),
        ("Orlan Weekly News", False),
        ("KTVN", False),
    ],
)
def test_a_headline_above_a_date_is_the_title_whatever_the_prose_says(cleaned, line, title):
    page = cleaned(f"{line}\n\n12 May 2026\n\n{FIRST}\n\n{SECOND}\n").text
    assert any(span.kind == "title" and span.kept for span in page.spans) is title
