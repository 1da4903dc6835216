"""The verbs of a sentence, and which of them a figure stands with."""

import pytest

from pipeline.extraction.events.clauses import clause_of, verb_groups
from pipeline.extraction.language.tagging import tag_tokens
from pipeline.extraction.language.tokens import Token, tokenize

# sentence with one "40", the verb it stands with, whether it is its subject
CASES = [
    ("The army will send 40 tanks.", "will send", False),
    ("The army plans to send 40 tanks.", "to send", False),
    ("Some 40 tanks will be sent.", "will be sent", True),
    ("The minister said 40 tanks would be sent.", "would be sent", True),
    ("The minister denied that 40 tanks were lost.", "were lost", True),
    ("The storm felled trees and 40 houses were damaged.", "were damaged", True),
    ("The army will send ships and 40 tanks.", "will send", False),
    ("About 40 tanks, most of them old, will be sent.", "will be sent", True),
    ("The 40 tanks that arrived in May will be sent.", "will be sent", True),
    ("The firm has not yet paid 40 workers.", "has not yet paid", False),
    ("40 tanks at most.", None, True),
]


@pytest.mark.parametrize(("text", "verb", "subject"), CASES)
def test_a_figure_stands_with_a_verb(text: str, verb: str | None, subject: bool) -> None:
    tokens = tokenize(text, 0, len(text))
    groups = verb_groups(tokens, tag_tokens(tokens))
    at = next(position for position, token in enumerate(tokens) if token.text == "40")
    clause = clause_of(tokens, groups, (at, at + 1), at + 2)
    found = None if clause.group is None else _words(tokens[clause.group.first : clause.group.last])
    assert (found, clause.subject) == (verb, subject)


def test_a_known_verb_is_one_even_where_it_looks_like_a_noun() -> None:
    tokens = tokenize("The directorate expects another 40 men.", 0, 39)
    tags = ("DET", "NOUN", "NOUN", "DET", "NUM", "NOUN", "PUNCT")
    assert [tokens[group.head].text for group in verb_groups(tokens, tags)] == ["expects"]


def test_a_relative_clause_about_the_figure_is_told_apart() -> None:
    tokens = tokenize("The 40 tanks that the state ordered have arrived.", 0, 49)
    groups = verb_groups(tokens, tag_tokens(tokens))
    clause = clause_of(tokens, groups, (1, 2), 3)
    assert clause.inner is not None
    assert tokens[clause.inner.head].text == "ordered"


def _words(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)
