"""What is a copy, of what, and what is none."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_texts import Pile, made, prose, relations, told
from sweeps import few

from pipeline.dependence import copies_among, find_copies, rooted, sketch
from pipeline.records import Copy


def found(*pile: tuple) -> list[Copy]:
    return find_copies([document for document, _ in pile], [text for _, text in pile])


def edited(words: list[str], every: int, start: int = 3) -> list[str]:
    """Replace every so-manieth word."""
    return [f"other{at}" if at % every == start else word for at, word in enumerate(words)]


def test_a_lightly_edited_copy_is_a_near_duplicate_of_the_earlier() -> None:
    words = prose(1)
    pile = [made(words, "home"), made([*prose(2, 15), *edited(words, 11)[:100]], "copy", day=1)]
    assert relations(found(*pile), pile) == {("copy", "home", "document"), ("copy", "home", "passage")}
    (whole,) = [copy for copy in found(*pile) if copy.kind == "document"]
    assert 0.4 < whole.similarity < 0.9
    assert whole.span.of(pile[1][0].text) == pile[1][0].text


def test_a_synonym_in_every_sentence_hides_nothing() -> None:
    words = prose(1, 400)
    pile = [made(words, "home"), made(edited(words, 9), "copy", day=1)]
    assert ("copy", "home", "document") in relations(found(*pile), pile)


def test_a_lifted_passage_is_found_word_for_word_in_another_text() -> None:
    words, lift = prose(1, 300), prose(2, 60)
    home = made([*prose(3, 200), *lift, *prose(4, 150)], "home")
    taker = made([*words[:140], *lift, *words[140:]], "taker", day=2)
    pile = [home, taker]
    assert told(found(*pile), pile) == {("taker", "home", "passage", " ".join(lift))}
    (copy,) = found(*pile)
    assert copy.home_span.of(home[0].text) == " ".join(lift)
    assert copy.similarity == 1.0


@pytest.mark.parametrize("change", ["name", "number", "punctuation", "dropped", "added"])
def test_an_edit_within_a_passage_does_not_end_it(change: str) -> None:
    lift = prose(2, 50)
    lift[20] = "4,500"
    taken = list(lift)
    if change == "name":
        taken[25:27] = ["Another", "Name", "Altogether"]
    elif change == "number":
        taken[20] = "4,900"
    elif change == "punctuation":
        taken = [f"{word}," if at % 4 == 0 else f"({word})" for at, word in enumerate(taken)]
    elif change == "dropped":
        del taken[22:27]
    else:
        taken[22:22] = ["on", "Friday", "evening"]
    pile = [
        made([*prose(3, 150), *lift, *prose(4, 90)], "home"),
        made([*prose(5, 200), *taken], "taker", day=1),
    ]
    (copy,) = found(*pile)
    assert copy.home_span.of(pile[0][0].text).split()[0] == lift[0]
    assert copy.home_span.of(pile[0][0].text).split()[-1] == lift[-1]


def test_short_wordings_are_written_twice_without_copying() -> None:
    pile = [made([*prose(1), *prose(9, 12), *prose(2)]), made([*prose(3), *prose(9, 12), *prose(4)], day=1)]
    assert found(*pile) == []
    tiny = [made("Nine words that two outlets may well have written.", name) for name in ("a", "b")]
    assert found(*tiny) == []


def test_what_others_are_quoted_as_saying_is_not_copied_from_the_outlet() -> None:
    speech = " ".join(prose(9, 80))
    for opening, closing in ("“”", '""'):
        reports = [
            made(
                f"{' '.join(prose(seed, 60))} {opening}{speech}{closing} {' '.join(prose(seed + 1, 40))}",
                day=seed,
            )
            for seed in (1, 3)
        ]
        assert found(*reports) == []
    around = prose(5, 40)
    lifted = f"{' '.join(around[:20])} “{speech}” {' '.join(around[20:])}"
    pile = [
        made(f"{' '.join(prose(6))} {lifted}", "home"),
        made(f"{' '.join(prose(7))} {lifted}", "taker", day=1),
    ]
    assert told(found(*pile), pile) == {("taker", "home", "passage", lifted)}


def test_a_report_in_the_words_of_the_day_before_with_numbers_of_its_own_is_no_copy() -> None:
    words = prose(1)
    daily = []
    for day in range(4):
        numbers = {at: str(1000 * day + at) for at in range(0, 120, 12)}
        daily.append(made([numbers.get(at, word) for at, word in enumerate(words)], str(day), day=day))
    assert found(*daily) == []


def test_boilerplate_of_many_documents_is_no_lift() -> None:
    notice = prose(9, 40)
    for copies, lifted in ((12, True), (80, False)):
        pile = [made([*prose(seed), *notice], day=seed % 5) for seed in range(copies)]
        assert bool(found(*pile)) is lifted


def test_a_copy_of_a_copy_leads_to_the_root() -> None:
    versions = [prose(1, 300)]
    for _ in range(4):
        versions.append(edited(versions[-1], 9, len(versions)))
    pile = [made(words, str(at), day=at) for at, words in enumerate(versions)]
    whole = {relation for relation in relations(found(*pile), pile) if relation[2] == "document"}
    assert whole == {(str(at), "0", "document") for at in range(1, 5)}


def test_a_passage_lifted_from_a_copy_leads_to_the_root() -> None:
    lift = prose(2, 40)
    pile = [
        made([*prose(3, 200), *lift], "root"),
        made([*prose(4, 200), *lift[:30]], "between", day=1),
        made([*prose(5, 200), *lift[:30]], "last", day=2),
    ]
    assert relations(found(*pile), pile) == {("between", "root", "passage"), ("last", "root", "passage")}


def test_the_home_is_the_earliest_published_else_received() -> None:
    words = prose(1)
    late = made([*words, "late"], "late", day=0, received=9)
    early = made([*words, "early"], "early", day=2, received=2)
    assert ("early", "late", "document") in relations(found(early, late), [early, late])
    document, text = made([*words, "undated"], "undated", received=1)
    undated = (document, text.model_copy(update={"published_on": None}))
    assert ("early", "undated", "document") in relations(found(early, undated), [early, undated])


def test_of_one_day_the_longer_is_the_home() -> None:
    words = prose(1)
    pile = [made(words[:90], "short"), made(words, "long")]
    assert ("short", "long", "document") in relations(found(*pile), pile)


def test_the_same_bytes_are_one_document_and_the_same_words_are_copies() -> None:
    words = prose(1)
    assert found(made(words, "one"), made(words, "one", received=3)) == []
    pile = [made(words, "one"), made("\n\n" + "  ".join(words), "two", day=1)]
    assert relations(found(*pile), pile) == {("two", "one", "document"), ("two", "one", "passage")}


def test_words_outside_latin_letters_keep_their_places() -> None:
    words = [*prose(1, 20), "İstanbul", "naïve", "Київ", "東京", *prose(2, 20)]
    pile = [made([*prose(3), *words], "home"), made([*prose(4), *words], "taker", day=1)]
    assert told(found(*pile), pile) == {("taker", "home", "passage", " ".join(words))}


def test_nothing_is_found_among_unreadable_empty_and_repetitive_documents() -> None:
    assert found() == []
    assert found(made("", "a"), made(" ", "b"), made("again " * 50, "c"), made("", "d")) == []


corpora = st.lists(
    st.lists(st.integers(0, 6), min_size=1, max_size=5), min_size=1, max_size=6
)  # documents as the paragraphs they consist of


def pile_of(corpus: list[list[int]]) -> Pile:
    return [
        made([word for part in parts for word in prose(part, 30)], str(at), day=at % 3)
        for at, parts in enumerate(corpus)
    ]


@few(25)
@given(corpus=corpora, seed=st.integers())
def test_the_order_of_documents_changes_nothing(corpus: list[list[int]], seed: int) -> None:
    pile = pile_of(corpus)
    shuffled = list(pile)
    random.Random(seed).shuffle(shuffled)
    assert found(*shuffled) == found(*pile)


@few(25)
@given(corpus=corpora)
def test_a_home_is_no_copy_of_those_words_and_never_later(corpus: list[list[int]]) -> None:
    pile = pile_of(corpus)
    days = {text.document_id: text.published_on for _, text in pile}
    copies = found(*pile)
    whole = {copy.document_id for copy in copies if copy.kind == "document"}
    for copy in copies:
        assert copy.document_id != copy.home_id
        assert days[copy.home_id] <= days[copy.document_id]
        assert copy.kind == "passage" or copy.home_id not in whole
        assert 0 < copy.similarity <= 1


@few(20)
@given(seeds=st.lists(st.integers(0, 10**6), min_size=2, max_size=8, unique_by=lambda seed: seed))
def test_unrelated_texts_give_nothing(seeds: list[int]) -> None:
    assert found(*(made(prose(seed), str(seed), day=seed % 4) for seed in seeds)) == []


@few(20)
@given(corpus=corpora)
def test_day_by_day_the_same_documents_are_copies_as_at_once(corpus: list[list[int]]) -> None:
    pile = [
        made([word for part in parts for word in prose(part, 30)], str(at), day=at, received=at)
        for at, parts in enumerate(corpus)
    ]
    by_id = {document.document_id: (document, text) for document, text in pile}
    asked: list[str] = []

    def texts(ids: Sequence[str]) -> Pile:
        asked.extend(ids)
        return [by_id[key] for key in ids]

    kept = sketch([], [])
    step: list[Copy] = []
    for document, text in by_id.values():
        new = sketch([document], [text])
        step += copies_among(new, kept, texts)
        kept.extend(new)
    for kind in ("document", "passage"):
        at_once = {copy.document_id for copy in found(*pile) if copy.kind == kind}
        assert {copy.document_id for copy in rooted(step) if copy.kind == kind} == at_once
    assert at_once or not asked
