"""Themes: what a document as a whole is about."""

from pipeline.extraction.figures.themes import (
    claimant_of,
    exiles_of,
    land_of,
    names_in,
    nation_of,
    sides_of,
    topic_of,
)
from pipeline.extraction.language.sentences import Sentence, split
from pipeline.records import TextSpan


def read(*lines: str) -> tuple[list[Sentence], str]:
    """Return the sentences of lines of prose, and their text."""
    text, spans, start = "\n".join(lines), [], 0
    for line in lines:
        end = start + len(line)
        spans.append(TextSpan(start=start, end=end, kept=True, kind="prose", reason="test"))
        start = end + 1
    return split(text, spans), text


def test_the_topic_is_the_subject_of_the_first_clause() -> None:
    sentences, text = read("Shares rose in May.", "The Oster Bank opened branches in June.")
    assert topic_of(sentences, text, frozenset()) == "Oster Bank"


def test_who_only_speaks_of_others_is_no_topic() -> None:
    sentences, text = read("The Harbour Agency said that Chile sent ships.")
    assert topic_of(sentences, text, frozenset()) is None


def test_the_land_is_named_more_than_once_by_itself_or_its_cities() -> None:
    assert land_of(read("It rained in Kano.", "It was dry in Lagos.", "Chile won.")[0]) == "Nigeria"
    assert land_of(read("Chile won.")[0]) is None


def test_a_claimant_claims_an_attack() -> None:
    assert claimant_of(read("The blasts were claimed by Red Dawn on Monday.")[0]) == "Red Dawn"
    assert claimant_of(read("Red Dawn claimed responsibility.")[0]) == "Red Dawn"
    assert claimant_of(read("Anna Brisk claimed her prize.")[0]) is None


def test_names_have_a_capital_where_no_sentence_begins() -> None:
    names = names_in(
        read("Output fell.", "Then Northway shut mills.", "Vulcan won.", "Vulcan's men sang.")[0]
    )
    assert {"Northway", "Vulcan"} <= names
    assert "Output" not in names


def test_a_nation_named_once_gives_way_to_the_land() -> None:
    sentences, _ = read("Chilean soldiers left.")
    assert nation_of(sentences) == "Chile"
    assert nation_of(sentences, "Peru") == "Peru"


def test_the_topic_is_what_the_document_comes_back_to() -> None:
    rest = ("Oster Steel shut mills.", "Then Oster Steel sold them.", "Rain fell.", "Snow fell.")
    assert topic_of(*read("The Harbour Bank opened branches.", *rest), frozenset()) == "Oster Steel"
    assert topic_of(*read("The Velmar Herald opened branches.", *rest), frozenset()) == "Oster Steel"


def test_two_sides_are_named_above_all_others() -> None:
    war = ("Chile met Peru.", "Peru left Chile.", "Chile hit Peru.")
    assert sides_of(read(*war)[0]) == {"Chile", "Peru"}
    assert sides_of(read(*war, "Nigeria watched.", "Nigeria spoke.")[0]) == frozenset()
    assert sides_of(read("Chile met Peru.")[0]) == frozenset()


def test_exiles_have_the_nation_beside_them() -> None:
    assert exiles_of(read("Peru took in Chilean refugees.")[0]) == "Chile"
    assert exiles_of(read("Peru took in refugees from Chile.")[0]) == "Chile"
    assert exiles_of(read("Refugees came.", "Peru took in refugees from")[0]) is None
