"""What the first pages of a briefing hold: its head, key judgements, the figure table, and what does not fit.

Here belongs which records these sections are made of, in which order. What changed since the edition before
belongs to `changes.py`, each question in full to `questions.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.cleaning import foreign
from pipeline.lineage.expected.changes import Changes
from pipeline.lineage.expected.drawings import voices
from pipeline.lineage.expected.tokens import (
    Basis,
    PageToken,
    Tokens,
    day,
    element,
    filled,
    fold,
    interval,
    joined,
    labelled,
    place,
    table,
    tag,
    tell,
    words,
)
from pipeline.lineage.literals import style_source
from pipeline.lineage.shown import cut, shown
from pipeline.records import Estimate, Interval, SetAside

_POLICY = "default-src 'none'; style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'"
_DISPUTED = ("conflicting", "non_monotone")
_MOST_JUDGEMENTS = 6
_OF_A_DISPUTE = 3  # further reports that a dispute is worth, where judgements are ranked
# The cells of the figure table, in their order: what each is called, and its class.
_CELLS = (
    ("value", "Value"),
    *(("bound", name) for name in ("Low", "Best", "High")),
    *(("", name) for name in ("As of", "Origins, reports", "Verdict")),
)


def head(basis: Basis, changes: Changes) -> Iterator[PageToken]:
    """Yield the head of the page: what it may load, its title, day and period, and its sections."""
    ledger = basis.ledger
    policy = {"http_equiv": "Content-Security-Policy", "content": _POLICY.format(style_source())}
    yield from element("meta", **policy)
    yield from element("title", shown(ledger.brief.title), data_words="brief/title")
    yield from basis.said("brief/title")
    if ledger.brief.description:
        yield from basis.said("brief/description")
    yield from tell("As of", day(ledger.as_of.isoformat()))
    ends = ((one.published_from, one.published_until) for one in ledger.whole.days)
    dated = [end for both in ends for end in both if end]
    if dated:
        first, last = ledger.brief.period_start or min(dated), max(dated)
        period = Interval(start=first, end=max(first, last), precision="day", basis="stated")
        yield from tell("Period covered", interval(period))
    if ledger.next_issue:
        yield from tell("Next issue", day(ledger.next_issue.isoformat()))
    yield from tell("Built from", joined(_counts(basis)))
    for anchor, title in _sections(basis, changes).items():
        yield from element("a", title, href=f"#{anchor}")


def _counts(basis: Basis) -> Iterator[Tokens]:
    for role in ("questions", "documents", "claims", "unreadable"):
        figure = basis.ledger.figure_by_id.get(f"edition.{role}")
        if figure:
            noun = table()["nouns"][role][figure.text != "1"]
            yield tuple(tell(basis.figure(figure.figure_id), f" {noun}"))


def _sections(basis: Basis, changes: Changes) -> dict[str, str]:
    """Return the sections that the page has, by the place where each begins, with their titles."""
    ledger = basis.ledger
    there = {
        "judgements": bool(_leading(basis)),
        "changes": bool(changes),
        "conflicts": any(estimate.verdict in _DISPUTED for estimate in ledger.estimates),
        "not-merged": bool(_alike(basis)),
        "gaps": any(places for _, places in _gaps(basis)),
        "rulings": bool(ledger.effects),
    }
    titles = {
        "judgements": "Key judgements",
        "changes": "What changed",
        "figures": "Figures",
        "conflicts": "Conflicts",
        "not-merged": "Not merged",
        "gaps": "Gaps",
        "rulings": "Rulings",
        "questions": "Questions",
        "sources": "Sources",
        "method": "Method",
    }
    return {anchor: title for anchor, title in titles.items() if there.get(anchor, True)}


def _leading(basis: Basis) -> list[Estimate]:
    answered = [one for one in basis.ledger.estimates if basis.of(one, "value")]

    def weight(one: Estimate) -> int:
        return one.n_reports + (_OF_A_DISPUTE if one.verdict in _DISPUTED else 0)

    return sorted(answered, key=weight, reverse=True)[:_MOST_JUDGEMENTS]


def judgements(basis: Basis) -> Iterator[PageToken]:
    """Yield what leads the briefing: a sentence for each question most reported on, with its verdict."""
    for estimate in _leading(basis):
        yield from element(
            "li",
            filled(table()["judgements"][estimate.verdict], _slots(basis, estimate)),
            _additions(basis, estimate),
            labelled("confidence", "confidence", estimate.confidence),
            labelled("verdict", "verdicts", estimate.verdict),
        )


def _slots(basis: Basis, estimate: Estimate) -> dict[str, tuple[PageToken, ...]]:
    known = [index for index, one in enumerate(estimate.statements) if one.known]
    names = (basis.origin(estimate, "statements", index) for index in known)
    return {
        "title": tuple(basis.question(estimate.question_id)),
        "value": basis.of(estimate, "value"),
        "names": tuple(joined(names, last=" and ")),
        "origins": basis.counted(estimate, "origins", estimate.n_origins),
        "reports": basis.counted(estimate, "reports", estimate.n_reports),
        "statements": tuple(basis.statements(estimate)),
    }


def _additions(basis: Basis, estimate: Estimate) -> Iterator[PageToken]:
    ours = table()["judgements"]["additions"]
    plans = [link.question_id for link in estimate.links if link.relation == "fulfils"]
    if estimate.derived:
        yield from words(ours["derived"])
    if plans:
        yield from filled(ours["fulfils"], {"related": tuple(basis.question(plans[0]))})
    if estimate.n_unknown and estimate.n_origins and estimate.verdict not in _DISPUTED:
        yield from words(ours["also_unknown"])


def figure_table(basis: Basis, changes: Changes) -> Iterator[PageToken]:
    """Yield the figure table: a row a question, in the order of the brief."""
    for _, name in (("", "Question"), *_CELLS):
        yield from words(name)
    for estimate in basis.ledger.estimates:
        title = element(
            "th", tell(basis.question(estimate.question_id), _tags(basis, estimate, changes)), scope="row"
        )
        cells = (
            element("td", cell, **({"class_": kind} if kind else {}), data_label=name)
            for (kind, name), cell in zip(_CELLS, _cells(basis, estimate), strict=True)
        )
        yield from element("tr", title, *cells, id=place("row", estimate.question_id))


def _tags(basis: Basis, estimate: Estimate, changes: Changes) -> Iterator[PageToken]:
    yield from statuses(basis, estimate)
    yield from news(estimate, changes)
    if estimate.derived:
        yield from tag("derived", "sum", "sum of parts")
    if estimate.rulings:
        yield from tag("ruled", "yes", "ruled on")


def statuses(basis: Basis, estimate: Estimate) -> Iterator[PageToken]:
    """Yield how far what the claims behind a value tell has come, each status once."""
    held = [key for key in (*estimate.claim_ids, *estimate.part_ids) if key in basis.ledger.read_by_id]
    for status in dict.fromkeys(basis.ledger.read_by_id[key].status for key in held):
        yield from labelled("status", "statuses", status)


def news(estimate: Estimate, changes: Changes) -> Iterator[PageToken]:
    """Yield what became of an answer since the edition before, if it is news."""
    told = changes.get(estimate.question_id)
    if told and told.kinds[0] != "repeated":
        yield from labelled("change", "change_kinds", told.kinds[0])


def value(basis: Basis, estimate: Estimate) -> Tokens:
    """Return the answer to a question, or why there is none."""
    if estimate.verdict == "conflicting" and not basis.of(estimate, "best"):
        return element("span", "in dispute", class_="none")
    return basis.of(estimate, "value") or words("no value")


def as_of(basis: Basis, estimate: Estimate) -> Tokens:
    """Return the time of a value; nothing for a value that no claim carries."""
    held = any(key in basis.ledger.read_by_id for key in (*estimate.claim_ids, *estimate.part_ids))
    return tuple(interval(estimate.holds_on)) if held else ()


def reports(basis: Basis, estimate: Estimate) -> Iterator[PageToken]:
    """Yield how many origins and reports stand behind a value."""
    number = basis.of(estimate, "reports")
    if not number:
        yield from element("span", "no reports", class_="none")
        return
    origins = basis.of(estimate, "origins")
    noun = "origin" if estimate.n_origins == 1 else "origins"
    yield from tell(origins, f"{noun}, ") if origins else words("no known origin, ")
    yield from tell(number, table()["nouns"]["reports"][estimate.n_reports != 1])
    if unknown := basis.of(estimate, "unknown"):
        yield from element("span", ", ", unknown, "unattributed", class_="also")


def _cells(basis: Basis, estimate: Estimate) -> Iterator[Tokens]:
    low, best, high = (basis.of(estimate, role) for role in ("low", "best", "high"))
    none = tuple(words("—"))
    yield value(basis, estimate)
    yield low or none
    yield best or none
    yield high or (tuple(words("open")) if low else none)
    yield as_of(basis, estimate) or none
    yield reports(basis, estimate)
    yield tell(
        labelled("verdict", "verdicts", estimate.verdict),
        labelled("confidence", "confidence", estimate.confidence),
    )


def conflicts(basis: Basis) -> Iterator[PageToken]:
    """Yield the questions on which the reports do not agree, with all that is said on them."""
    for estimate in basis.ledger.estimates:
        if estimate.verdict in _DISPUTED:
            yield from element(
                "article",
                basis.question(estimate.question_id),
                labelled("verdict", "verdicts", estimate.verdict),
                words(table()["verdicts"][estimate.verdict][1]),
                voices(basis, estimate, "conflict"),
                class_="dispute",
            )


def _alike(basis: Basis) -> dict[tuple[bool, str], list[tuple[Estimate, SetAside]]]:
    """Return the claims that look like an answer and are none, each with the questions that it looks like an
    answer to, apart by whether such an answer has the same digits."""
    found: dict[tuple[bool, str], list[tuple[Estimate, SetAside]]] = {}
    for estimate in basis.ledger.estimates:
        ends = {estimate.low, estimate.best, estimate.high} - {None}
        for aside in estimate.set_aside:
            claim = basis.ledger.read_by_id.get(aside.claim_id)
            if claim and aside.relation == "not_merged":
                same = bool(ends & {claim.low, claim.high})
                found.setdefault((same, claim.claim_id), []).append((estimate, aside))
    return found


def not_merged(basis: Basis) -> Iterator[PageToken]:
    """Yield what looks like an answer and is another quantity, first what has the digits of the answer."""
    found = _alike(basis)
    for same in (True, False):
        items = [(key, told) for (digits, key), told in found.items() if digits is same]
        inside = tuple(token for key, told in items for token in _look_alike(basis, key, told))
        if same or not items:
            yield from inside
        else:
            first = not any(digits for digits, _ in found)
            head = (
                "Figures near a question, with other digits"
                if first
                else "Further figures near a question, with other digits"
            )
            kind = {"class_": "all", "open": ""} if first else {"class_": "others"}
            yield from fold(head, inside, **kind)


def _look_alike(basis: Basis, key: str, told: list[tuple[Estimate, SetAside]]) -> Iterator[PageToken]:
    claim = basis.ledger.read_by_id[key]
    differences = (
        element(
            "li",
            tell("is not", basis.question(estimate.question_id)),
            basis.marked(aside.reason, estimate),
            basis.rule(aside.rule),
        )
        for estimate, aside in told
    )
    head = tell(basis.figure(key), basis.what(claim), basis.document(claim.document_id))
    yield from element("li", head, *differences)


def _gaps(basis: Basis) -> Iterator[tuple[str, list[Tokens]]]:
    """Yield the kinds of gaps, each with the questions or documents where something is missing."""
    ledger = basis.ledger
    missing = {
        "no_evidence": lambda e: e.verdict == "no_evidence",
        "not_comparable": lambda e: e.verdict == "not_comparable",
        "unattributed": lambda e: e.n_unknown > 0,
        "single_origin": lambda e: e.n_origins == 1 and bool(e.claim_ids),
        "no_ceiling": lambda e: e.low is not None and e.high is None,
        "no_floor": lambda e: e.low is None and e.high is not None,
    }
    for kind, lacks in missing.items():
        yield kind, [tuple(basis.question(e.question_id)) for e in ledger.estimates if lacks(e)]
    telling = [text for text in ledger.cleaned if text.document_id in ledger.claims_by_document]
    undated = [text.document_id for text in telling if text.published_on is None and text.error is None]
    unreadable = [document.document_id for document in ledger.documents if document.error is not None]
    unreadable += [one.document_id for one in ledger.whole.listed if one.error is not None]
    other = [text.document_id for text in ledger.cleaned if foreign(text)]
    for kind, keys in (("undated", undated), ("unreadable", unreadable), ("foreign", other)):
        places: list[Tokens] = [tuple(basis.document(key)) for key in keys]
        if sum(getattr(received, kind) for received in ledger.whole.days) > len(keys):
            places.append(tuple(tell(basis.figure(f"edition.{kind}"), "in all")))
        yield kind, places


def gaps(basis: Basis) -> Iterator[PageToken]:
    """Yield what the reports do not say: each kind of gap, why it matters, and where it is."""
    for kind, places in _gaps(basis):
        if places:
            yield from words(*table()["gaps"][kind])
            for one in places:
                yield from element("li", one)


def published(basis: Basis, document_id: str) -> Tokens:
    """Return the day on which a document was published, as it was found."""
    text = basis.ledger.cleaned_by_id.get(document_id)
    if text is None or text.published_on is None:
        return tuple(words(table()["dates"]["undated"]))
    return tuple(day(cut(text.published_on, text.published_precision)))
