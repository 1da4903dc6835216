"""What a figure counts: the noun phrase after it, or what stands for it."""

from collections.abc import Callable

import pytest

from pipeline.extraction.language.tagging import tag_tokens
from pipeline.extraction.language.tokens import tokenize
from pipeline.extraction.quantities.counted import Counted, counted_phrase, measure_word
from pipeline.extraction.quantities.quantities import find_quantities
from pipeline.records import Claim

CASES = [
    (
        "About 300 North Korean construction troops arrived in Velmar.",
        "About 300",
        "North Korean construction troops",
    ),
    ("The plant sent 40 tonnes of wheat to Velmar.", "40", "tonnes of wheat"),
    ("Some 40 non-combat staff left.", "Some 40", "non-combat staff"),
    ("At least 12 people killed by the storm were found.", "At least 12", "people"),
    ("A 600-strong force stood by in Velmar.", "600", "force"),
    ("About 30 of the 60 engineers have arrived.", "About 30", "engineers"),
    ("A third of the houses burned.", "A third", "houses"),
    ("Thousands were wounded in Velmar.", "Thousands", "Thousands"),
    ("The company made an offer of 4.5 per cent to the staff.", "4.5 per cent", "offer"),
    ("Turnout was 64 per cent.", "64 per cent", "Turnout"),
    ("In May, revenue fell to $2.3 billion.", "$2.3 billion", "revenue"),
    ("The state gave $15 million in emergency aid.", "$15 million", "emergency aid"),
    ("The strike has cost the firm £16m since May.", "£16m", "£16m"),
    ("A quarter of the total cost was paid.", "A quarter", "total cost"),
    ("It bought dozens of ballot counting machines.", "dozens", "ballot counting machines"),
    ("Some 14 northern and central valleys were cut off.", "Some 14", "northern and central valleys"),
    (
        "The tax hits 8 million low- and middle-income pensioners.",
        "8 million",
        "low- and middle-income pensioners",
    ),
    ("Half of the island shares a cable with Velmar.", "Half", "island"),
    ("Some 40 gas pipelines and 600 oil workers were at risk.", "Some 40", "gas pipelines"),
    ("At least one clerk wasn't hurt.", "At least one", "clerk"),
    ("About 40 suspected cases of cholera were found.", "About 40", "suspected cases of cholera"),
    ("The number of US troops is to rise to 9,000.", "9,000", "US troops"),
    ("There were 300 fewer cases than in May.", "300", "cases"),
    ("Nine of the detained were freed.", "Nine", "detained"),
    ("The mine sold 600 trucks last year, up 9 % year on year.", "600", "trucks"),
    ("The dam killed 600 last spring.", "600", "people"),
    ("The deal lifted its profit margin by 4 % in the six month period.", "4 %", "profit margin"),
    ("It equals 20 decently sized gas-fired power plants.", "20", "decently sized gas-fired power plants"),
    ("Two of my parents' friends and a third of a village left.", "a third", "village"),
    ("Dozens of shooting victims were treated.", "Dozens", "shooting victims"),
    ("Two well-known cable news hosts were fired.", "Two", "well-known cable news hosts"),
    ("Some 40 plain-clothes police guards were hurt.", "Some 40", "plain-clothes police guards"),
    ("About 60 coal- and gas-fired power plants closed.", "About 60", "coal- and gas-fired power plants"),
    ("Port shares rose 3 % from 14 euros.", "14 euros", "Port shares"),
    ("The yard cut its yearly sales target to $9 million.", "$9 million", "yearly sales target"),
    ("The repairs will cost about $6 million.", "about $6 million", "repairs"),
    ("It now sells at $40 in Velmar.", "$40", "$40"),
    ("Rebels hold half the province.", "half", "province"),
    ("The toll is to rise with two more trapped inside.", "two more", "people"),
    ("The army lost 14 Leopard 2 tanks.", "14", "Leopard 2 tanks"),
    ("The line grounded 30 Boeing 737 Max 8 jets.", "30", "Boeing 737 Max 8 jets"),
    ("The inquiry put the toll at 50.", "50", "toll"),
    ("Ministers launched an appeal for $40 million.", "$40 million", "appeal"),
    ("Turnout has been projected at 64.5 percent.", "64.5 percent", "Turnout"),
    ("The offer is worth $30 million.", "$30 million", "offer"),
    ("The price of coal has risen by 50 yuan.", "50 yuan", "price"),
    ("The town's population is 138,000.", "138,000", "town's population"),
    ("The state freed 900 prisoners, of whom 27 are women.", "27", "women"),
    ("About 40 of the plant's 60 engineers left.", "About 40", "engineers"),
    ("Ten miners died in the blasts, 6 in Velmar.", "6", "miners"),
    ("The yard sold 900 trucks, up 59 % since May.", "59 %", "trucks"),
    ("At least 19 people were confirmed dead and 29 are missing.", "29", "people"),
    ("They put the dam at risk, leaving thousands without power.", "thousands", "thousands"),
    ("It launched 40 missiles and raised $9 million.", "$9 million", "$9 million"),
]


@pytest.mark.parametrize(("text", "figure", "counted"), CASES)
def test_counted(claim: Callable[[str, str], Claim], text: str, figure: str, counted: str) -> None:
    assert claim(text, figure).counted == counted


def test_a_pronoun_stands_for_what_the_figure_before_counted(claim: Callable[[str, str], Claim]) -> None:
    text = "Port shares rose 3 % on Friday. They fell 9 % in the year."
    assert claim(text, "9 %").counted == "Port shares"


def test_a_bare_number_counts_what_the_figure_before_it_did(claim: Callable[[str, str], Claim]) -> None:
    text = "Some 6,000 sappers were promised. So far over 1,000 have arrived."
    assert claim(text, "over 1,000").counted == "sappers"


MEASURES = [
    ("He wrote a 12 page report.", "page"),
    ("It has an 8.5 kW heater.", "kW"),
    ("Some 600 oil workers left.", None),
    ("About 20 aid lorries came.", None),
    ("At least one mine worker died.", None),
]


@pytest.mark.parametrize(("text", "word"), MEASURES)
def test_a_singular_after_a_number_is_measured(text: str, word: str | None) -> None:
    tokens = tokenize(text, 0, len(text))
    (quantity,) = find_quantities(tokens)
    counted = counted_phrase(tokens, tag_tokens(tokens), quantity, len(tokens))
    assert measure_word(tokens, quantity, counted) == word


def test_a_word_tied_to_a_number_is_measured() -> None:
    tokens = tokenize("6-cylinder engines", 0, 18)
    (quantity,) = find_quantities(tokenize("6 engines", 0, 9))
    assert measure_word(tokens, quantity, Counted(2, 4, "engines")) == "cylinder"
