"""What must hold for any corpus: `python -m benchmarks.properties --corpora 10000`.

Here belong the properties, as functions that return what is wrong, and the long run over generated corpora.
The suite asks the same functions of fewer corpora.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from benchmarks.corpora import AS_OF, PARTS, Corpus, brief, corpus, moved_to
from benchmarks.made import made_claim, made_document
from pipeline.briefs import Brief
from pipeline.pile import Pile
from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText, Copy, Estimate, Link, Span

Property = Callable[[Corpus, Random], Iterator[str]]
RULES, WEIGHTED = brief(), brief("weighted")


def answers(one: Corpus, asked: Brief = RULES) -> list[Estimate]:
    """Return the estimates of a corpus."""
    return reconcile(Pile((), one.documents, one.claims, one.copies), asked, AS_OF)


def essence(estimate: Estimate) -> tuple[object, ...]:
    """Return what a reader sees of an estimate, without the ids of claims."""
    return (
        *(estimate.low, estimate.best, estimate.high, estimate.floor2, estimate.bound, estimate.derived),
        *(estimate.n_origins, estimate.n_unknown, estimate.n_reports, estimate.verdict, estimate.confidence),
        *(estimate.flags, estimate.holds_on),
    )


def _differ(before: list[Estimate], after: list[Estimate], whole: bool = False) -> Iterator[str]:
    for one, other in zip(before, after, strict=True):
        if whole and one != other:
            fields = [name for name in Estimate.model_fields if getattr(one, name) != getattr(other, name)]
            yield f"{one.question_id} differs in {', '.join(fields)}"
        elif essence(one) != essence(other):
            yield f"{one.question_id}: {essence(one)} became {essence(other)}"


def copied(one: Corpus, times: int, anew: bool) -> Corpus:
    """Return a corpus with every document retrieved again under other names: the same bytes, or (`anew`)
    bytes that differ where no claim stands."""
    documents, claims, copies = list(one.documents), list(one.claims), list[Copy]()
    for number in range(times):
        for text in one.documents:
            name = f"copy{number}-{text.name}"
            identity = hashlib.sha256(name.encode()).hexdigest() if anew else text.document_id
            copy = text.model_copy(update={"name": name, "document_id": identity})
            documents.append(copy)
            if anew:
                copies.append(_copying(copy, text))
            claims += [moved_to(told, copy) for told in one.claims if told.document_id == text.document_id]
    return Corpus(tuple(documents), tuple(claims), tuple(copies))


def _copying(copy: CleanedText, home: CleanedText) -> Copy:
    whole = Span(start=0, end=10_000)
    return Copy(
        document_id=copy.document_id,
        span=whole,
        home_id=home.document_id,
        home_span=whole,
        kind="document",
        similarity=1.0,
    )


def copies_change_nothing(one: Corpus, draw: Random) -> Iterator[str]:
    """Twenty copies of a document, or of all, change no estimate and no count of origins."""
    for anew in (False, True):
        yield from _differ(answers(one), answers(copied(one, draw.choice((1, 2, 20)), anew)))


def order_changes_nothing(one: Corpus, draw: Random) -> Iterator[str]:
    """The order of documents and claims, and saying a claim twice, change nothing at all."""
    documents, claims = list(one.documents), [*one.claims, *one.claims]
    draw.shuffle(documents)
    draw.shuffle(claims)
    for asked in (RULES, WEIGHTED):
        yield from _differ(
            answers(one, asked), answers(Corpus(tuple(documents), tuple(claims)), asked), whole=True
        )


def names_change_nothing(one: Corpus, draw: Random) -> Iterator[str]:
    """Documents under other names give the same estimates."""
    names = [f"renamed{number}" for number in range(len(one.documents))]
    draw.shuffle(names)
    named = {text.document_id: name for text, name in zip(one.documents, names, strict=True)}
    renamed = Corpus(
        tuple(text.model_copy(update={"name": named[text.document_id]}) for text in one.documents),
        tuple(told.model_copy(update={"document_name": named[told.document_id]}) for told in one.claims),
    )
    yield from _differ(answers(one), answers(renamed), whole=True)


def the_newest_statement_stands(one: Corpus, draw: Random) -> Iterator[str]:
    """What an origin states last replaces what it stated before."""
    text = made_document("newest", AS_OF - timedelta(days=1), received=AS_OF)
    speaker = draw.choice(("Alden Survey", "Ministry of Brant", "Colby Relief"))
    link = Link(party=speaker, kind="organisation")
    shape = {"event": "stationed", "temporality": "stock", "actor": "North Korea", "place": "Russia"}
    newest = made_claim(text, (777.0, 777.0), link, counted="soldiers", length=201, **shape)
    listed = {**shape, "event": "deployed", "temporality": "flow"}
    parts = [
        made_claim(text, (700.0, 700.0), link, counted=part, at=500, within=20 * index, length=202, **listed)
        for index, part in enumerate(PARTS)
    ]
    found = answers(Corpus((*one.documents, text), (*one.claims, newest, *parts)))
    for estimate, value in ((found[2], 777.0), (found[3], 1400.0)):
        mine = [statement.low for statement in estimate.statements if statement.origin == speaker]
        if mine != [value]:
            yield f"{estimate.question_id}: {speaker} stands with {mine}, not {value}"


def removal_removes_the_bound(one: Corpus, draw: Random) -> Iterator[str]:
    """A claim that is gone leaves no trace, and every bound is one that a claim left states."""
    removed = draw.choice(one.claims)
    left = Corpus(one.documents, tuple(told for told in one.claims if told is not removed))
    for estimate in answers(left):
        traces = {*estimate.claim_ids, *(aside.claim_id for aside in estimate.set_aside)}
        if removed.claim_id in traces or removed.claim_id in str(estimate.rationale):
            yield f"{estimate.question_id}: the removed claim is still there"
        yield from _beyond(estimate, left.claims)


def estimates_stay_in_range(one: Corpus, draw: Random) -> Iterator[str]:
    """No estimate leaves the range that its claims state; best is a stated point or the sum of its parts."""
    for asked in (RULES, WEIGHTED):
        for estimate in answers(one, asked):
            yield from _beyond(estimate, one.claims)


def _beyond(estimate: Estimate, claims: tuple[Claim, ...]) -> Iterator[str]:
    by_id = {told.claim_id: told for told in claims}
    held = [by_id[key] for key in estimate.claim_ids]
    stated = [(told.low, told.high, told.bound) for told in held if told.claim_id not in estimate.part_ids]
    for statement in estimate.statements:
        parts = [by_id[key] for key in statement.claim_ids if key in estimate.part_ids]
        if len(parts) > 1 and statement.low == sum(told.low or 0 for told in parts):
            stated.append((statement.low, statement.high, statement.bound))
    lows, highs = {low for low, _, _ in stated}, {high for _, high, _ in stated}
    points = {low for low, high, bound in stated if bound in ("exact", "approx") and low == high}
    if estimate.low not in {*lows, None}:
        yield f"{estimate.question_id}: low {estimate.low} is not stated"
    if estimate.high not in {*highs, None}:
        yield f"{estimate.question_id}: high {estimate.high} is not stated"
    if estimate.best not in {*points, None}:
        yield f"{estimate.question_id}: best {estimate.best} is not stated"
    if estimate.best is not None and (
        (estimate.low is not None and estimate.best < estimate.low)
        or (estimate.high is not None and estimate.best > estimate.high)
    ):
        yield f"{estimate.question_id}: best {estimate.best} is outside {estimate.low}–{estimate.high}"


def unrelated_claims_change_nothing(one: Corpus, draw: Random) -> Iterator[str]:
    """A claim of another quantity in a document at hand changes nothing."""
    text = draw.choice(one.documents)
    other = made_claim(
        text,
        (613.0, 613.0),
        at=9000,
        length=301,
        counted="tonnes",
        event="produced",
        actor="Brazil",
        unit="tonne",
    )
    yield from _differ(answers(one), answers(Corpus(one.documents, (*one.claims, other))), whole=True)


def a_past_day_stays_as_it_was(one: Corpus, draw: Random) -> Iterator[str]:
    """An estimate of a past day is that made from what had been received by then."""
    day = AS_OF - timedelta(days=draw.choice((1, 20, 60, 150)))
    documents = tuple(text for text in one.documents if text.received_on <= day)
    known = {text.document_id for text in documents}
    claims = tuple(told for told in one.claims if told.document_id in known)
    now = reconcile(Pile((), one.documents, one.claims, ()), RULES, day)
    yield from _differ(now, reconcile(Pile((), documents, claims, ()), RULES, day), whole=True)


def every_claim_has_one_place(one: Corpus, draw: Random) -> Iterator[str]:
    """A claim stands or is set aside once; origins are counted once; a verdict without statements says so."""
    for estimate in answers(one):
        aside = [entry.claim_id for entry in estimate.set_aside]
        if len(aside) != len(set(aside)) or set(aside) & set(estimate.claim_ids):
            yield f"{estimate.question_id}: a claim has two places"
        if estimate.n_origins > len({item.origin for item in estimate.statements if item.known}):
            yield f"{estimate.question_id}: an origin is counted twice"
        if (estimate.verdict in ("no_evidence", "not_comparable")) == bool(estimate.statements):
            yield f"{estimate.question_id}: {estimate.verdict} with {len(estimate.statements)} statements"


PROPERTIES: tuple[Property, ...] = (
    copies_change_nothing,
    order_changes_nothing,
    names_change_nothing,
    the_newest_statement_stands,
    removal_removes_the_bound,
    estimates_stay_in_range,
    unrelated_claims_change_nothing,
    a_past_day_stays_as_it_was,
    every_claim_has_one_place,
)


def main() -> None:
    """Ask every property of every corpus and print what does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first corpus")
    options = parser.parse_args()
    start, broken, claims = time.monotonic(), Counter[str](), 0
    for seed in range(options.first, options.first + options.corpora):
        one = corpus(Random(seed))
        claims += len(one.claims)
        for holds in PROPERTIES:
            for fault in holds(one, Random(seed)):
                broken[holds.__name__] += 1
                if broken[holds.__name__] <= 5:
                    print(f"corpus {seed}: {holds.__name__}: {fault}", flush=True)
        if (asked := seed + 1 - options.first) % 500 == 0:
            print(f"{asked} corpora asked, {broken.total()} violations", file=sys.stderr, flush=True)
    spent = time.monotonic() - start
    print(f"{options.corpora} corpora, {claims} claims, {len(PROPERTIES)} properties, {spent:.0f} s")
    print("all hold" if not broken else f"violations: {dict(broken)}")


if __name__ == "__main__":
    main()
