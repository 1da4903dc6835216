"""Who stands behind a number: organisations under all their names, persons, relays and nobody."""

from __future__ import annotations

import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, nobody, person, piled

from pipeline.briefs import Organisation, Source, Vocabulary
from pipeline.reconciliation import reconcile
from pipeline.reconciliation.parties import Parties, Party
from pipeline.records import Claim, Link

TEXT = document("text", "2025-09-07")
OTHER = document("other", "2025-09-08", publisher="Halden Institute")


def origin(
    *links: Link, beside: list[Claim] | None = None, brief_fields: dict[str, object] | None = None
) -> Party:
    told = claim(TEXT, 100, *links)
    brief = ask().model_copy(update=brief_fields or {})
    pile = [told, *(beside or [])]
    return Parties(pile, [TEXT, OTHER], brief, Vocabulary()).origin(told)


@pytest.mark.parametrize(
    "name",
    [
        "GUR",
        "the Main Intelligence Directorate of Ukraine’s Defence Ministry",
        "deputy head of the GUR",
        "Ukrainian military intelligence",
        "Ukraine’s military intelligence agency HUR",
    ],
)
def test_an_organisation_is_one_under_all_its_names(name: str) -> None:
    assert origin(body(name)).name == "HUR"


def test_a_person_speaks_for_the_organisation_that_any_document_names() -> None:
    introduced = claim(OTHER, 5, person("Anna Marlow", "Harbour Police"))
    assert origin(person("Anna Marlow"), beside=[introduced]).name == "Harbour Police"
    assert origin(person("Marlow"), beside=[introduced]).name == "Harbour Police"
    assert origin(person("Peter Quill")).name == "Peter Quill"


def test_a_shared_surname_names_nobody_in_particular() -> None:
    two = [
        claim(OTHER, 5, person("Anna Marlow", "Police")),
        claim(OTHER, 6, person("Jon Marlow", "Army"), at=100),
    ]
    assert origin(person("Marlow"), beside=two).name == "Marlow"


def test_the_registry_of_the_brief_knows_who_relays_whom() -> None:
    registry = (Organisation(name="Coast Guard", people=("Ada Byrne",), grade="B"),)
    found = origin(person("Byrne"), brief_fields={"organisations": registry})
    assert (found.name, found.grade, found.known) == ("Coast Guard", "B", True)


def test_an_acronym_and_its_full_name_are_one_organisation() -> None:
    beside = [claim(OTHER, 5, body("Lake Safety Board"))]
    assert origin(body("LSB"), beside=beside).name == origin(body("the Lake Safety Board"), beside=[]).name


def test_a_nameless_official_of_a_body_is_that_body_and_any_other_is_unknown() -> None:
    assert origin(Link(party="a Ukrainian military intelligence official", kind="anonymous")).name == "HUR"
    assert not origin(Link(party="a senior official", kind="anonymous")).known


def test_a_report_means_the_only_body_of_its_document_that_it_can_mean() -> None:
    told = [claim(TEXT, 5, NIS, at=100)]
    assert origin(nobody("intelligence report"), beside=told).name == "NIS"
    assert not origin(nobody("intelligence")).known
    assert not origin(nobody("intelligence report")).known
    assert not origin(nobody("weather report"), beside=told).known
    two = [*told, claim(TEXT, 6, body("Baltic Intelligence Office"), at=200)]
    assert not origin(nobody("intelligence report"), beside=two).known


def test_an_outlet_speaks_for_itself_only_when_the_brief_lists_it() -> None:
    told = claim(OTHER, 100)
    unlisted = Parties([told], [OTHER], ask(), Vocabulary())
    assert not unlisted.origin(told).known
    listed = ask().model_copy(update={"organisations": (Organisation(name="Halden Institute"),)})
    assert Parties([told], [OTHER], listed, Vocabulary()).origin(told).name == "Halden Institute"
    by_source = ask().model_copy(
        update={
            "organisations": (Organisation(name="Mill"),),
            "sources": (Source(documents="oth*", publisher="Mill"),),
        }
    )
    assert Parties([told], [OTHER], by_source, Vocabulary()).origin(told).name == "Mill"


def test_an_implied_origin_counts_and_is_named_as_such() -> None:
    told = claim(TEXT, 100, implied_origin=person("Vadym Skibitsky", "HUR"))
    found = Parties([told], [TEXT], ask(), Vocabulary()).origin(told)
    assert (found.name, "R11i" in found.rules) == ("HUR", True)


def test_a_relay_that_withheld_the_number_is_not_its_origin() -> None:
    found = origin(Link(party="NIS", kind="organisation", withheld=True))
    assert (found.known, "R11f" in found.rules) == (False, True)


def joined(*claims: Claim) -> tuple[int, int, int]:
    found = reconcile(piled(list(claims), [TEXT, OTHER]), ask(), AS_OF)[0]
    return found.n_origins, found.n_unknown, found.n_reports


def test_an_unattributed_number_joins_its_attributed_twin() -> None:
    assert joined(claim(TEXT, 600, NIS), claim(OTHER, 600, bound="approx")) == (1, 0, 2)


def test_other_unattributed_numbers_are_one_unknown_per_value() -> None:
    again = claim(OTHER, 600, nobody("reports"), length=95)
    assert joined(claim(TEXT, 600), again, claim(OTHER, 610, at=200)) == (0, 2, 3)


def test_a_person_of_no_organisation_relays_the_one_that_says_the_same() -> None:
    assert joined(claim(TEXT, 600, NIS), claim(TEXT, 600, person("Mia Lund"), at=200)) == (1, 0, 1)
    assert joined(claim(TEXT, 600, NIS), claim(OTHER, 600, person("Mia Lund"))) == (2, 0, 2)


def test_an_outlet_that_another_cites_is_no_origin() -> None:
    assert not origin(body("the Halden Institute")).known
    assert joined(claim(TEXT, 600, NIS), claim(OTHER, 600, body("Halden Institute"), length=95)) == (1, 0, 2)


def test_the_same_bytes_retrieved_twice_are_one_document() -> None:
    again = TEXT.model_copy(update={"name": "again", "received_on": TEXT.received_on.replace(day=5)})
    told = claim(TEXT, 600, NIS)
    copy = told.model_copy(update={"document_name": "again"})
    once = reconcile(piled([told], [TEXT]), ask(), AS_OF)
    later = AS_OF.replace(day=9)
    alone, twice = piled([told], [TEXT]), piled([copy, told], [again, TEXT])
    assert reconcile(twice, ask(), later) == reconcile(alone, ask(), later)
    assert reconcile(piled([told, copy], [TEXT, again]), ask(), AS_OF) == once


def test_a_bare_kind_of_body_means_the_one_its_document_names() -> None:
    named = claim(TEXT, 5, NIS, at=100)
    assert origin(body("the agency"), beside=[named]).name == "NIS"
    assert (
        origin(body("the service"), beside=[named, claim(TEXT, 6, body("Harbour Police"), at=200)]).name
        == "NIS"
    )
    assert not origin(body("the board"), beside=[named, claim(TEXT, 6, body("Harbour Police"), at=200)]).known
    assert not origin(body("the agency")).known
