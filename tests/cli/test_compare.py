"""`briefline compare`: claims named on the command line, side by side."""

from __future__ import annotations

import json

import pytest

MORNING = """Landslide buries hamlet

4 March 2026

At least 30 people were killed when a hillside came down on the hamlet of Orle, the Vendia fire brigade said.
"""
EVENING = """Landslide toll climbs

5 March 2026

The Vendia fire brigade said 52 people were killed in Orle. The Halden Relief Fund put the number of people
killed in Orle at 90. Orle was rebuilt after a landslide wounded 52 people there.
"""


@pytest.fixture
def slides(tmp_path):
    folder = tmp_path / "slides"
    folder.mkdir()
    (folder / "morning.txt").write_text(MORNING, encoding="utf-8")
    (folder / "evening.txt").write_text(EVENING, encoding="utf-8")
    return folder


def test_claims_named_by_document_and_figure_are_compared(briefline, slides):
    result = briefline(
        "compare",
        slides,
        "--claim",
        "morning.txt:At least 30",
        "--claim",
        f"evening.txt@{EVENING.index('52')}",
    )
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["standing"] == "superseded"
    assert "52" in found["sentence"]
    assert found["newest"] == found["claims"][1]["claim_id"]


def test_claims_are_named_by_their_ids_too(briefline, slides):
    lines = [json.loads(line) for line in briefline("claims", slides).stdout.splitlines()]
    ids = {line["figure"]: line["claim_id"] for line in lines}
    result = briefline("compare", slides, "--claim", ids["At least 30"], "--claim", ids["90"])
    assert json.loads(result.stdout)["origins"]


@pytest.mark.parametrize(
    ("named", "says"),
    [
        (["morning.txt:At least 30"], "two claims or more"),
        (["morning.txt:At least 30", "morning.txt:31"], "no claim is called 'morning.txt:31'"),
        (["morning.txt:At least 30", "evening.txt:52"], "more than one claim"),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(briefline, slides, named, says):
    asked = [part for name in named for part in ("--claim", name)]
    result = briefline("compare", slides, *asked)
    assert result.returncode == 1
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["52", "90"])
def test_a_place_names_the_figure_whose_character_stands_there_and_not_the_one_before(
    briefline, slides, name
):
    first = EVENING.index(name)
    inside = briefline(
        "compare", slides, "--claim", "morning.txt:At least 30", "--claim", f"evening.txt@{first + 1}"
    )
    assert json.loads(inside.stdout)["claims"][1]["figure"] == name
    for offset in (first - 1, first + len(name)):
        asked = ("--claim", "morning.txt:At least 30", "--claim", f"evening.txt@{offset}")
        assert "no claim is called" in briefline("compare", slides, *asked).stderr
