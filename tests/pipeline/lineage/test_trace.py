from __future__ import annotations

import json

import flood
import flood_documents
import pytest

from pipeline.lineage import UnknownFigureError, explain, trace


@pytest.fixture(scope="module")
def lineage(edition) -> dict:
    return json.loads(json.dumps(trace(edition)))


def test_every_figure_leads_to_the_words_that_say_it(edition, lineage) -> None:
    texts = {document.document_id: document.text for document in edition.documents}
    for figure in lineage["figures"].values():
        assert figure["claims"]
        for claim in (lineage["claims"][key] for key in figure["claims"]):
            assert claim["document"] in lineage["documents"]
            for name in ("sentence", "figure"):
                position, quote = claim[name]["selector"]
                text = texts[claim["document"]]
                assert text[position["start"] : position["end"]] == quote["exact"]
                assert text[: position["start"]].endswith(quote["prefix"])
                assert text[position["end"] :].startswith(quote["suffix"])


def test_a_chain_keeps_its_links_with_their_evidence(lineage) -> None:
    claim = lineage["claims"][flood.CLAIMS["dead_before"].claim_id]
    assert [link["party"] for link in claim["chain"]] == ["a clerk", "interior ministry"]
    assert claim["chain"][0]["evidence"]["selector"][1]["exact"].startswith("The interior ministry")


def test_a_document_keeps_its_name_hash_and_dates(lineage) -> None:
    document = lineage["documents"][flood_documents.trade.document_id]
    assert document["sha256"] == flood_documents.trade.document_id
    assert document["publisher"] == "Orlan Trade Wire"
    assert (document["published_on"], document["published_basis"]) == ("2026-05-19", "inferred")


def test_explaining_a_figure_tells_the_path_to_the_sentence(lineage) -> None:
    text = explain(lineage, "rescued.low")
    claim = flood.CLAIMS["rescued_least"]
    assert text.startswith("600   [rescued.low]")
    for part in (
        "Rescued from roofs, in total",
        "low 600, best open, high open; as of 18 May 2026",
        "verdict non_monotone, confidence low",
        claim.claim_id,
        "civil guard → General Staff",
        "The civil guard has now rescued at least 600 people",
        f"characters {claim.figure.start}–{claim.figure.end}",
        "general-staff-18-may.txt",
        flood_documents.army.document_id,
        "A total cannot fall; the newest statement",
        "apart       The older claim of over 2,000 exceeds it.   rule total.falls",
    ):
        assert part in text


def test_explaining_a_claim_and_a_count(lineage) -> None:
    claim = flood.CLAIMS["fields"].claim_id
    assert "40%" in explain(lineage, claim)
    assert explain(lineage, "edition.claims").count("\nclaim ") == len(flood.CLAIMS)


def test_hostile_text_cannot_drive_the_terminal(lineage) -> None:
    text = explain(lineage, "houses.low")
    assert "Thousands of houses are flooded" in text
    assert not {char for char in text if ord(char) < 32} - {"\n"}
    assert "\u202e" not in text


def test_an_unknown_figure_names_the_nearest(lineage) -> None:
    with pytest.raises(
        UnknownFigureError, match=r"no figure 'rescued\.lo' in this edition; nearest: rescued\.low"
    ):
        explain(lineage, "rescued.lo")
    with pytest.raises(UnknownFigureError, match="nearest: "):
        explain(lineage, "@@@@")
