"""A brief that is written is read back the same, whatever stands in it, and remarks change nothing."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sweeps import few

from pipeline.briefs import Brief, Organisation, Question, Source, parse_brief, write_brief
from pipeline.briefs.tree import Entry, fold
from pipeline.briefs.vocabulary import events

ROOT = Path(__file__).parents[2]
SAMPLE = parse_brief(
    (ROOT / "briefs" / "north-korea-russia" / "brief.yaml").read_text(encoding="utf-8"), "north-korea-russia"
)

# YAML allows every printable character in quotes; "\x85" and friends are breaks of a line there.
TEXT = st.text(
    st.one_of(
        st.characters(min_codepoint=32, max_codepoint=126),
        st.sampled_from("\n\t\x85\u2028\u2029\ufeffñ—’“北\U0001f600\xa0"),
    ),
    min_size=1,
    max_size=40,
)
WORD = st.sampled_from(
    ["yes", "null", "1e3", "2025-01-01", "~", "- a", "a: b", "#x", "*y", "&z", "'", '"', " "]
)
NAME = st.one_of(TEXT, WORD)
# Words of questions and tables are compared with the listed ones and with each other: these are near none.
TOLD = st.integers(0, 999).map(lambda number: hashlib.sha256(str(number).encode()).hexdigest()[:16])
STATUSES = st.sampled_from(["observed", "planned", "expected", "possible", "denied", "target"])
NAMES = st.lists(NAME, max_size=3).map(tuple)
LISTED = st.lists(st.sampled_from(["troops", "police", "jobs"]), max_size=2).map(tuple)
WORDS = st.lists(TOLD, max_size=3).map(tuple)


def told_apart(bodies: list[Organisation]) -> tuple[Organisation, ...]:
    """Drop the names that several bodies share: a brief refuses them."""
    taken: set[str] = set()
    kept = []
    for body in bodies:
        names = {fold(name) for name in (body.name, *body.aliases, *body.people)} - {""}
        if not names & taken:
            kept.append(body)
            taken |= names
    return tuple(kept)


QUESTION = st.builds(
    Question,
    id=st.integers(0, 10**6).map(lambda number: f"q{number}"),
    title=NAME,
    category=st.lists(TOLD, min_size=1, max_size=3).map(tuple),
    actor=st.none() | TOLD,
    event=st.lists(st.sampled_from(sorted(events())), min_size=1, max_size=3).map(tuple),
    place=WORDS,
    status=STATUSES.map(lambda word: (word,)),
    beside=st.lists(STATUSES, max_size=2).map(tuple),
    temporality=st.none() | st.sampled_from(["stock", "flow", "cumulative"]),
    additional=st.none() | st.booleans(),
    unit=st.none() | NAME,
)
BRIEF = st.builds(
    Brief,
    id=st.just("b"),
    title=NAME,
    description=st.none() | NAME,
    period_start=st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
    schedule=st.none() | st.just("0 6 * * *"),
    horizon_days=st.integers(1, 3650),
    organisations=st.lists(
        st.builds(
            Organisation,
            name=NAME,
            aliases=NAMES,
            people=NAMES,
            grade=st.sampled_from("ABCDEF"),
            party=st.booleans(),
        ),
        max_size=3,
    ).map(told_apart),
    sources=st.lists(
        st.builds(
            Source,
            documents=NAME,
            publisher=st.none() | NAME,
            descriptor=st.none() | NAME,
            grade=st.sampled_from("ABCDEF"),
        ),
        max_size=2,
    ).map(tuple),
    places=st.dictionaries(TOLD, st.builds(Entry, also=NAMES, open=st.booleans()), max_size=2),
    categories=st.dictionaries(
        TOLD,
        st.builds(Entry, within=st.none() | st.just("people"), overlaps=LISTED, apart=LISTED),
        max_size=2,
    ),
    questions=st.lists(QUESTION, min_size=1, max_size=3, unique_by=lambda question: question.id).map(tuple),
)


@given(BRIEF)
@few(60)
def test_what_is_written_is_read_back_the_same(brief: Brief) -> None:
    assert parse_brief(write_brief(brief), "b") == brief


@given(st.text(max_size=300))
@few(30)
def test_no_remark_changes_what_is_read(remark: str) -> None:
    paths = [(), ("title",), ("organisations",), ("organisations", "HUR"), ("places", "Ukrainian border")]
    paths += [("questions",), ("questions", "killed"), ("horizon_days",)]
    assert parse_brief(write_brief(SAMPLE, dict.fromkeys(paths, remark)), SAMPLE.id) == SAMPLE


def test_a_written_brief_reads_like_one_written_by_hand() -> None:
    brief = Brief(
        id="ferry",
        title="The ferry: what is known",
        organisations=(Organisation(name="Coast guard", aliases=("VCG",)),),
        places={"Port Amarel": Entry(within="Vendia"), "Bay": Entry()},
        questions=(
            Question(id="a", title="People killed", category=("people",), event=("killed", "died")),
            Question(
                id="b", title="On board", category=("people",), event=("transported",), additional=False
            ),
        ),
    )
    remarks = {(): "Proposed.", ("questions", "a"): "Two reports.", ("places", "Bay"): "Somewhere."}
    assert write_brief(brief, remarks) == (
        "# Proposed.\n"
        "title: 'The ferry: what is known'\n"
        "\n"
        "organisations:\n"
        "  - name: Coast guard\n"
        "    aliases: VCG\n"
        "\n"
        "places:\n"
        "  Port Amarel:\n"
        "    within: Vendia\n"
        "  # Somewhere.\n"
        "  Bay: {}\n"
        "\n"
        "questions:\n"
        "  # Two reports.\n"
        "  - id: a\n"
        "    title: People killed\n"
        "    category: people\n"
        "    event: [killed, died]\n"
        "\n"
        "  - id: b\n"
        "    title: On board\n"
        "    category: people\n"
        "    event: transported\n"
        "    additional: false\n"
    )
