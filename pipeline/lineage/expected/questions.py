"""What the sections of questions and rulings hold: each question in full with its evidence, each ruling.

Here belongs which records they are made of, in which order. Drawings belong to `drawings.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.briefs import Ruling
from pipeline.briefs.when import interval as days_in
from pipeline.lineage.expected.changes import Changes
from pipeline.lineage.expected.drawings import over_time, trees, voices
from pipeline.lineage.expected.front import as_of, news, reports, statuses, value
from pipeline.lineage.expected.tokens import (
    Basis,
    PageToken,
    Tokens,
    day,
    element,
    filled,
    fold,
    identifier,
    interval,
    joined,
    label,
    labelled,
    place,
    table,
    tag,
    tell,
    words,
)
from pipeline.lineage.ledger import position
from pipeline.lineage.shown import shown
from pipeline.reconciliation.corrections import VALUE_FIELDS
from pipeline.reconciliation.docket import TITLES
from pipeline.reconciliation.effects import REASONS, Effect
from pipeline.records import Claim, Estimate, Span

_KEPT = ". The table of estimates keeps each with its reason."
_LONGEST = 500  # characters of a sentence on either side of its figure


def questions(basis: Basis, changes: Changes) -> Iterator[PageToken]:
    """Yield every question in full, in the order of the brief."""
    for estimate in basis.ledger.estimates:
        parts = (
            basis.said(f"question/{estimate.question_id}/title"),
            _answer(basis, estimate, changes),
            _named("Who says what", tuple(voices(basis, estimate, "detail"))),
            _named("Where it comes from", tuple(trees(basis, estimate))),
            over_time(basis, estimate),
            _reasons(basis, estimate),
            _evidence(basis, estimate),
        )
        yield from element("article", *parts, class_="detail", id=place("q", estimate.question_id))


def _named(title: str, inside: tuple[PageToken, ...]) -> Iterator[PageToken]:
    if inside:
        yield from tell(title, inside)


def _answer(basis: Basis, estimate: Estimate, changes: Changes) -> Iterator[PageToken]:
    yield from value(basis, estimate)
    yield from statuses(basis, estimate)
    yield from labelled("verdict", "verdicts", estimate.verdict)
    yield from labelled("confidence", "confidence", estimate.confidence)
    yield from news(estimate, changes)
    if estimate.rulings:
        yield from tag("ruled", "yes", "ruled on")
    if basis.of(estimate, "value"):
        for role in ("low", "best", "high"):
            yield from tell(role.capitalize(), basis.of(estimate, role) or "none stated")
        yield from tell("As of", as_of(basis, estimate) or "undated")
        yield from tell("Origins, reports", reports(basis, estimate))


def _reasons(basis: Basis, estimate: Estimate) -> Iterator[PageToken]:
    titles = {question.id for question in basis.ledger.brief.questions}
    notes = [
        tell(label("links", link.relation), " ", basis.question(link.question_id))
        for link in estimate.links
        if link.question_id in titles
    ]
    notes += [words(note) for flag in estimate.flags if (note := label("flags", flag))]
    told = {
        "Why this value": [basis.marked(reason, estimate) for reason in estimate.rationale],
        "What would change it": [basis.marked(one.sentence, estimate) for one in estimate.outlook],
        "Also note": notes,
    }
    for title, lines in told.items():
        if lines:
            yield from words(title)
            for line in lines:
                yield from element("li", line)


def _evidence(basis: Basis, estimate: Estimate) -> Iterator[PageToken]:
    keys = basis.evidence(estimate)
    if not keys:
        return
    aside = {told.claim_id: told for told in estimate.set_aside}
    relations = {
        key: aside[key].relation if key in aside else "in_force" if key in estimate.claim_ids else "part"
        for key in keys
    }
    carrying = [key for key in keys if relations[key] in ("in_force", "part")]
    others = [key for key in keys if key not in carrying]
    cards = [_card(basis, estimate, key, relations[key]) for key in carrying]
    if others:
        cards.append(words("Set aside"))
        cards += [_card(basis, estimate, key, relations[key]) for key in others]
    if rest := [what for subject, what in basis.ledger.left_out if subject == estimate.question_id]:
        counted = (
            tell(basis.figure(f"{estimate.question_id}.more_{what}"), label("relations", what))
            for what in rest
        )
        cards.append(tell("Set aside and not shown here:", joined(counted), _KEPT))
    by = joined((basis.rule(rule) for rule in estimate.rules), "")
    cards.append(tell("Reconciled by rules", by if estimate.rules else "none named"))
    figure = f"{estimate.question_id}.value"
    if figure in basis.ledger.figure_by_id:
        cards.append(tell("In a terminal:", "briefline explain", identifier(figure)))
    held = element("div", *cards, id=place("ev", estimate.question_id), class_="cards")
    yield from fold("Evidence: the claims behind it", held, class_="evidence")


def _card(basis: Basis, estimate: Estimate, key: str, relation: str) -> Iterator[PageToken]:
    """Yield a claim as evidence: in full under the question where it is at home, else in short."""
    claim = basis.ledger.read_by_id[key]
    labelled_relation = labelled("relation", "relations", relation)
    why = tuple(_why(basis, estimate, key))
    if basis.homes[key] != estimate.question_id:
        inside = tell(basis.figure(key), basis.what(claim), labelled_relation, why)
        return element("article", inside, class_="card brief")
    status = labelled("status", "statuses", claim.status)
    return element(
        "article",
        basis.figure(key, place("src", key)),
        basis.what(claim),
        labelled_relation,
        status,
        _passage(basis, claim),
        why,
        tell("Chain", *(element("li", link) for link in basis.chain(claim))),
        tell("Said", interval(claim.said_on or claim.time)),
        tell("Document", basis.document(claim.document_id)),
        tell("Position", identifier(position(claim))),
        tell("Claim", identifier(claim.claim_id)),
        tell(
            "Read by rules",
            *(map(identifier, basis.ledger.claim_by_id[key].rules) if claim.rules else ("none named",)),
        ),
        element("a", "Read it in the document", href="#" + place("src", key)),
        element("a", "Back to the question", href="#" + place("q", estimate.question_id)),
        class_=f"card {relation}",
        id=place("claim", key),
    )


def _why(basis: Basis, estimate: Estimate, key: str) -> Iterator[PageToken]:
    """Yield why a claim is set aside, by which rule, and what rulings say of it besides."""
    aside = next((told for told in estimate.set_aside if told.claim_id == key), None)
    if aside and aside.reason:
        yield from basis.marked(aside.reason, estimate)
        yield from tell("rule", basis.rule(aside.rule))
    for ruled in estimate.rulings:
        if key in ruled.claim_ids and not (aside and aside.rule == ruled.rule):
            yield from basis.marked(ruled.reason, estimate)


def _passage(basis: Basis, claim: Claim) -> Iterator[PageToken]:
    """Yield the sentence of a claim with its figure marked, cut at a space where it runs on too far."""
    text = basis.ledger.document_by_id[claim.document_id].text
    start, end = claim.sentence.start, claim.sentence.end
    figure = claim.figure
    if figure.start - _LONGEST > start:
        start = text.find(" ", figure.start - _LONGEST, figure.start) + 1 or figure.start - _LONGEST
    if figure.end + _LONGEST < end:
        found = text.rfind(" ", figure.end, figure.end + _LONGEST)
        end = found if found >= 0 else figure.end + _LONGEST
    seen = shown(text)
    before, number, after = (
        Span(start=first, end=last).of(seen)
        for first, last in ((start, figure.start), (figure.start, figure.end), (figure.end, end))
    )
    named = basis.ledger.short[claim.document_id]
    place_in_text = {"data_document": named, "data_start": str(start), "data_end": str(end)}
    marked = element("mark", number)
    return element("blockquote", before, marked, after, class_="said", dir="auto", **place_in_text)


def rulings(basis: Basis) -> Iterator[PageToken]:
    """Yield every ruling in force: what it does, why, who signed it, and what came of it."""
    for effect in basis.ledger.effects:
        ruling = effect.ruling
        at = f"ruling/{ruling.id}"
        why = effect.why or ("no_claim" if effect.missing else None)
        bears = tell("Bears on", joined(map(basis.question, effect.question_ids)))
        yield from element(
            "li",
            filled(table()["rulings"][ruling.act], _slots(basis, effect)),
            tag("ruled", "not", "in part" if effect.question_ids else "without effect") if why else (),
            tell("“", basis.said(f"{at}/reason"), "”"),
            tell(basis.said(f"{at}/by"), ", ", day(ruling.on.isoformat()), identifier(ruling.id)),
            bears if effect.question_ids else (),
            words(f"{REASONS[why].capitalize()}.") if why else (),
        )


def _slots(basis: Basis, effect: Effect) -> dict[str, tuple[PageToken, ...]]:
    ruling, at = effect.ruling, f"ruling/{effect.ruling.id}/{effect.ruling.act}"
    slots = {"claims": tuple(joined(_claims(basis, effect)))}
    if ruling.correct:
        slots["changes"] = tuple(joined(_corrections(basis, effect), last=" and "))
    if ruling.question:
        asked = ruling.question in basis.ledger.question_by_id
        slots["question"] = tuple(basis.question(ruling.question) if asked else basis.said(f"{at}/question"))
    if ruling.same_origin:
        slots["names"] = tuple(
            joined(basis.said(f"{at}/{index}") for index in range(len(ruling.same_origin)))
        )
    if ruling.different_origin:
        slots["origin"] = tuple(basis.said(f"{at}/origin"))
    if ruling.grade:
        slots["origin"] = tuple(basis.said(f"{at}/{'origin' if ruling.grade.origin else 'source'}"))
        slots["grade"] = tuple(words(f"{ruling.grade.grade}, {table()['grades'][ruling.grade.grade]}"))
    return slots


def _claims(basis: Basis, effect: Effect) -> Iterator[Tokens]:
    """Yield the claims that a ruling names: those that are there, then those that it names in vain."""
    for key in effect.claim_ids:
        document = basis.document(basis.ledger.claim_by_id[key].document_id)
        yield tuple(tell(basis.figure(key), " in ", document))
    for index, reference in enumerate(effect.ruling.references):
        if reference in effect.missing:
            at = _reference(effect.ruling, index)
            named = (
                basis.said(f"{at}/claim")
                if reference.claim
                else tell(basis.said(f"{at}/figure"), " in ", basis.said(f"{at}/document"))
            )
            yield tuple(named)


def _reference(ruling: Ruling, index: int) -> str:
    at = f"ruling/{ruling.id}/{ruling.act}"
    if ruling.correct:
        return at
    return f"{at}/{index}" if ruling.reject else f"{at}/claims/{index}"


def _corrections(basis: Basis, effect: Effect) -> Iterator[Tokens]:
    """Yield what a ruling corrects; a value that no estimate reads has no figure."""
    correction = effect.ruling.correct
    if correction is None:
        return
    if any(name in VALUE_FIELDS for name in correction.fields):
        if effect.question_ids and effect.claim_ids:
            yield tuple(tell("the value ", basis.figure(basis.ledger.stated(effect.claim_ids[0]))))
        else:
            yield tuple(words("another value"))
    for name in correction.fields:
        value, title = correction.field(name), TITLES.get(name, name)
        if name == "additional":
            yield tuple(words("an addition" if value else "a total"))
        elif name in ("time", "said_on") and value:
            yield tuple(tell(f"the {title} ", interval(days_in(value))))
        elif name not in VALUE_FIELDS:
            at = f"ruling/{effect.ruling.id}/correct/{name}"
            yield tuple(tell(f"the {title} ", basis.said(at)) if value else words(f"no {title}"))
