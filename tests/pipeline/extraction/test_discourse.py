"""Who says so, across sentences."""

from collections.abc import Callable

from pipeline.records import Claim

BODY = "\n\nThe war went on through the night, and nobody in the town knew how or when it would end.\n" * 3
Extract = Callable[[str], list[Claim]]


def origins(found: list[Claim]) -> list[str]:
    return [item.origin for item in found]


def test_a_speaker_is_carried_on_within_a_paragraph(claims: Extract) -> None:
    text = "The Red Institute said the war goes on. Some 40 soldiers have died. Another 20 are missing."
    assert origins(claims(text)) == ["Red Institute", "Red Institute"]


def test_a_new_paragraph_ends_the_speaker(claims: Extract) -> None:
    text = (
        "The Red Institute said that the war goes on and on.\n\nSome 40 soldiers have died in the war so far."
    )
    assert origins(claims(text)) == ["publisher"]


def test_a_pronoun_stands_for_the_last_person(claims: Extract) -> None:
    text = "Anna Brisk, mayor of Velmar, said the dam broke. Some 40 people had drowned, she added."
    assert origins(claims(text)) == ["Anna Brisk"]


def test_a_surname_stands_for_the_full_name(claims: Extract) -> None:
    text = "The mayor, Anna Brisk, said it was bad. Then it grew worse. Some 40 people had died, Brisk said."
    assert origins(claims(text)) == ["Anna Brisk"]


def test_an_acronym_stands_for_the_name_it_was_given_to(claims: Extract) -> None:
    text = "The Red Institute of Peace (RIP) said the war goes on.\n\nThe RIP said 40 soldiers had died."
    assert origins(claims(text)) == ["Red Institute of Peace"]


def test_a_quotation_belongs_to_its_speaker(claims: Extract) -> None:
    text = '"It was dark. We found 40 bodies. Then we left," Anna Brisk said.'
    assert origins(claims(text)) == ["Anna Brisk"]


def test_this_was_reported_by_points_back(claims: Extract) -> None:
    text = "Some 40 soldiers have died. This was reported by the Red Institute."
    assert origins(claims(text)) == ["Red Institute"]


def test_lawmakers_pass_on_who_briefed_them(claims: Extract) -> None:
    text = "The Red Institute briefed lawmakers on the war.\n\nThe lawmakers said 40 soldiers had died."
    assert origins(claims(text)) == ["Red Institute"]


def test_a_headline_names_its_source_on_either_side(claims: Extract) -> None:
    assert origins(claims("Red Institute: 40 soldiers dead in war" + BODY)) == ["Red Institute"]


def test_a_label_speaks_for_its_paragraph(claims: Extract) -> None:
    text = (
        "Anna Brisk, mayor of Velmar, on the flood\n\nQ: How bad is it?\n\n"
        "Brisk: It is bad. Some 40 people have died.\n\nQ: And the dam?\n\nBrisk: It cost 20 million euros."
    )
    assert origins(claims(text)) == ["Anna Brisk", "Anna Brisk"]


def test_a_pronoun_means_the_person_whom_the_text_is_about(claims: Extract) -> None:
    text = "A clerk said it was dark.\n\nMayor Anna Brisk came at noon. Some 40 people had died, she said."
    assert origins(claims(text)) == ["Anna Brisk"]


def test_a_title_means_the_person_who_has_it(claims: Extract) -> None:
    text = "Colonel Anna Brisk said it was dark. The colonel said 40 soldiers had died."
    assert origins(claims(text)) == ["Anna Brisk"]


def test_a_body_named_in_full_is_no_other_body(claims: Extract) -> None:
    text = "The National Rain Office said it was wet. The National Storm Centre said 40 people had died."
    assert origins(claims(text)) == ["National Storm Centre"]


def test_the_statement_speaks_for_whom_it_is_from(claims: Extract) -> None:
    text = "The Red Institute met in May.\n\nSome 40 people had died, the statement said."
    assert origins(claims(text)) == ["Red Institute"]


def test_quoted_words_elsewhere_in_a_sentence_give_no_speaker(claims: Extract) -> None:
    text = (
        '"We are ready," Anna Brisk said.\n\n'
        'The town, with 40 soldiers in the streets, calls the talk "hysteria" and waits.'
    )
    assert origins(claims(text)) == ["publisher"]


def test_a_quotation_runs_on_until_its_mark_closes(claims: Extract) -> None:
    text = (
        'The major said that it was a hard night, "but we held the bridge.\n\n'
        'We lost 40 soldiers in the river.\n\nThen the rain came down on us".'
    )
    assert origins(claims(text)) == ["major"]


def test_a_bare_surname_is_the_person_named_in_full_before(claims: Extract) -> None:
    text = (
        "A clerk spoke first.\n\nThe town was led by Oren Tal for years.\n\nTal said it was dark. "
        "Some 40 people had died, he said."
    )
    assert origins(claims(text)) == ["Oren Tal"]


def test_a_dateline_in_capitals_does_not_speak(claims: Extract) -> None:
    text = "NAIROBI: Some 40 goats drowned in the night, the river board said."
    assert origins(claims(text)) == ["river board"]


def test_an_unnamed_report_gives_way_to_the_person_who_quotes_it(claims: Extract) -> None:
    text = "“The interim report shows 40 wrecks,” harbour master Anna Brisk said."
    assert origins(claims(text)) == ["Anna Brisk"]


def test_who_reports_for_work_says_nothing(claims: Extract) -> None:
    text = "Halden Ferries said that nearly 40 drivers reported for duty at noon and 12 stayed away."
    assert origins(claims(text)) == ["Halden Ferries", "Halden Ferries"]


def test_two_bodies_of_one_nation_are_two(claims: Extract) -> None:
    text = "The U.S. command said it was calm.\n\nThe U.S. military said 40 boats had sunk."
    assert origins(claims(text)) == ["U.S. military"]


def test_a_relay_that_gave_no_number_is_marked(claims: Extract) -> None:
    text = (
        "The Velmar army did not give a number of the dead. Some 40 soldiers had died, the Velmar army said,"
        " citing the Red Institute."
    )
    (found,) = claims(text)
    assert [(link.party, link.withheld) for link in found.chain[1:]] == [
        ("Velmar army", True),
        ("Red Institute", False),
    ]


def test_who_declines_to_say_how_many_stands_behind_no_number_of_the_document(claims: Extract) -> None:
    silent = "The Red Institute said the dam had failed."
    figures = "\n\nBy nightfall 40 people had drowned in the valley."
    assert claims(silent + figures)[0].implied_origin is not None
    assert claims(silent + " It declined to say how many people drowned." + figures)[0].implied_origin is None
    assert claims(silent + " It did not disclose who pays." + figures)[0].implied_origin is not None
