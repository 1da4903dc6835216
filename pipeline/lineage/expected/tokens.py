"""The tokens of a page: elements with their attributes, and words; and how records are told in them.

Here belong the small parts that every section is made of: a figure with its link, somebody's words, a day, a
tag, marked text. Which of them a section holds is decided in the module of that section.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from string import Formatter
from typing import Any, NamedTuple

from pipeline import marks
from pipeline.lineage.ledger import Ledger
from pipeline.lineage.literals import sentences_text
from pipeline.lineage.numbers import numbers_in
from pipeline.lineage.shown import day_text, ends, shown
from pipeline.reconciliation import rules
from pipeline.records import Claim, Estimate, Interval

EMPTY = frozenset({"path", "rect", "line", "circle", "meta", "br"})  # elements that hold nothing
NOBODY = ("publisher", "unknown")  # origins that are no names


class PageToken(NamedTuple):
    """A start tag with its attributes in order of name, an end tag, or a run of words. `line` is where it
    stands on a page (zero for what is expected), and `raw` the start tag as it is written there."""

    kind: str  # "start", "end" or "words"
    value: str
    line: int = 0
    raw: str = ""


Tokens = Iterable[PageToken]


def start_tag(name: str, attributes: Mapping[str, str]) -> str:
    """Return a start tag in the one spelling in which tags are compared."""
    return f"<{name}{''.join(f' {key}={value!r}' for key, value in sorted(attributes.items()))}>"


def element(name: str, *inside: str | Tokens, **attributes: str) -> Iterator[PageToken]:
    """Yield an element. An underscore in the name of an attribute is a hyphen, one at its end is left off."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    yield PageToken("start", start_tag(name, named))
    for part in inside:
        if isinstance(part, str):
            yield PageToken("words", part)
        else:
            yield from part
    if name not in EMPTY:
        yield PageToken("end", f"</{name}>")


def words(*texts: str) -> Iterator[PageToken]:
    """Yield words that stand free on the page, each as a run of its own."""
    yield from (PageToken("words", text) for text in texts if text)


def tell(*parts: str | Tokens) -> Iterator[PageToken]:
    """Yield tokens one after the other; a text is a run of words."""
    for part in parts:
        yield from words(part) if isinstance(part, str) else part


def joined(items: Iterable[Tokens], between: str = ", ", last: str | None = None) -> Iterator[PageToken]:
    """Yield items with words between them; `last` stands before the last one."""
    held = list(items)
    for index, item in enumerate(held):
        if index:
            yield from words(last if last is not None and index == len(held) - 1 else between)
        yield from item


def place(kind: str, name: str) -> str:
    """Return the id of a place on the page."""
    return kind + "-" + re.sub(r"[^\w.-]", "_", name)


@cache
def table() -> Mapping[str, Any]:
    """Return the table of sentences and labels."""
    return tomllib.loads(sentences_text())


def label(kind: str, value: str) -> str:
    """Return how a value of a record reads, such as a verdict."""
    entry = table()[kind].get(value, value.replace("_", " "))
    return entry if isinstance(entry, str) else str(entry[0])


def tag(kind: str, value: str, text: str) -> Iterator[PageToken]:
    """Yield a tag: a value of a record as a label, which its colour tells too."""
    return element("span", text, class_=f"tag {kind} {kind}-{value}")


def labelled(kind: str, tables: str, value: str) -> Iterator[PageToken]:
    """Yield the tag of a value with its label from a table."""
    return tag(kind, value, label(tables, value))


def fold(summary: str | Tokens, *inside: Tokens, **attributes: str) -> Iterator[PageToken]:
    """Yield what is folded away under a summary."""
    return element("details", element("summary", summary), *inside, **attributes)


def filled(sentence: str, slots: Mapping[str, Sequence[PageToken]]) -> Iterator[PageToken]:
    """Yield a sentence of the table with its slots filled."""
    for text, slot, _, _ in Formatter().parse(sentence):
        yield from words(text)
        if slot is not None:
            yield from slots[slot]


class Basis:
    """The ledger of an edition, and what the whole page follows from it: where each claim is told in full."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The question under which each claim is told in full: one that rests on it before one that sets it
        aside, and the earlier before the later."""
        resting = ((key, one) for one in self.ledger.estimates for key in (*one.claim_ids, *one.part_ids))
        aside = ((told.claim_id, one) for one in self.ledger.estimates for told in one.set_aside)
        found: dict[str, str] = {}
        for key, estimate in (*resting, *aside):
            if key in self.ledger.claim_by_id:
                found.setdefault(key, estimate.question_id)
        return found

    @cached_property
    def fired(self) -> tuple[str, ...]:
        """The rules behind the edition, in the order of the method."""
        used = {rule for estimate in self.ledger.estimates for rule in estimate.rules}
        return tuple(rule for rule in rules() if rule in used)

    def evidence(self, estimate: Estimate) -> list[str]:
        """Return the claims that are told under a question: what carries it, its parts, what is set aside."""
        aside = (told.claim_id for told in estimate.set_aside)
        found = dict.fromkeys((*estimate.claim_ids, *estimate.part_ids, *aside))
        return [key for key in found if key in self.ledger.read_by_id]

    def target(self, figure_id: str) -> str:
        """Return the place where a figure is proven: the evidence of its question, the claim, its sentence in
        the document, or the list of documents."""
        figure = self.ledger.figure_by_id[figure_id]
        if figure.kind == "estimate":
            estimate = self.ledger.estimate_by_question[figure.subject_id]
            return place("ev" if self.evidence(estimate) else "q", figure.subject_id)
        if figure.kind == "claim":
            return place("claim" if figure.subject_id in self.homes else "src", figure.subject_id)
        if figure.subject_id in self.ledger.document_by_id:
            return place("doc", self.ledger.short[figure.subject_id])
        if figure.subject_id in self.ledger.estimate_by_question:
            return place("ev", figure.subject_id)  # what is set aside from a question and not shown
        return "sources"

    def figure(self, figure_id: str, target: str | None = None) -> Iterator[PageToken]:
        """Yield a figure with the link to its evidence."""
        text = shown(self.ledger.figure_by_id[figure_id].text)
        to = "#" + (target or self.target(figure_id))
        return element("a", text, class_="figure", href=to, data_figure=figure_id)

    def spoken(self, figure_id: str) -> Iterator[PageToken]:
        """Yield a figure without its link, as the title of a drawing says it."""
        return element("span", shown(self.ledger.figure_by_id[figure_id].text), data_figure=figure_id)

    def of(self, estimate: Estimate, role: str) -> tuple[PageToken, ...]:
        """Return the figure of a role of an estimate; nothing where that value is open or absent."""
        key = f"{estimate.question_id}.{role}"
        return tuple(self.figure(key)) if key in self.ledger.figure_by_id else ()

    def counted(self, estimate: Estimate, role: str, count: int) -> tuple[PageToken, ...]:
        """Return a count of an estimate with its noun; nothing for a count of none."""
        singular, plural = table()["nouns"][role]
        number = self.of(estimate, role)
        return (*number, *words(" " + (singular if count == 1 else plural))) if number else ()

    def said(self, path: str) -> Iterator[PageToken]:
        """Yield words that somebody else wrote."""
        return element("bdi", shown(self.ledger.words(path)), data_words=self.ledger.shortened(path))

    def question(self, key: str) -> Iterator[PageToken]:
        """Yield the title of a question, with the link to its section."""
        path = f"question/{key}/title"
        text, to = shown(self.ledger.words(path)), "#" + place("q", key)
        return element("a", text, class_="question", href=to, data_words=path, dir="auto")

    def document(self, key: str) -> Iterator[PageToken]:
        """Yield the name of a document, with the link to its place in the appendix."""
        path = self.ledger.name_of(key)
        text, to = shown(self.ledger.words(path)), "#" + place("doc", self.ledger.short[key])
        named = self.ledger.shortened(path)
        return element("a", text, class_="source-link", href=to, data_words=named, dir="auto")

    def rule(self, key: str) -> Iterator[PageToken]:
        """Yield the name of a rule, with the link to its text where the page shows it."""
        if key not in self.fired:
            return identifier(key)
        return element("a", identifier(key), class_="rule-link", href="#" + place("rule", key))

    def statements(self, estimate: Estimate) -> Iterator[PageToken]:
        """Yield who says what on a question; of a total that falls, the claims shown apart too."""
        told = []
        for index, statement in enumerate(estimate.statements):
            value = self.figure(self.voice(estimate, statement.claim_ids, statement.low, statement.high))
            told.append(self._stated(statement.known, value, self.origin(estimate, "statements", index)))
        if estimate.verdict == "non_monotone":
            for claim in self.apart(estimate, "apart"):
                known = claim.chain[-1].kind != "unknown" if claim.chain else claim.origin != "unknown"
                value = self.figure(self.ledger.stated(claim.claim_id))
                told.append(self._stated(known, value, self.origin_of(claim)))
        return joined(told, table()["statements"]["joined_by"])

    def _stated(self, known: bool, value: Tokens, names: Tokens) -> Tokens:
        sentence = table()["statements"]["known" if known else "unknown"]
        return filled(sentence, {"value": tuple(value), "names": tuple(names)})

    def apart(self, estimate: Estimate, relation: str) -> list[Claim]:
        """Return the claims that an estimate sets aside in this relation and that no statement carries."""
        carried = {key for statement in estimate.statements for key in statement.claim_ids}
        keys = [told.claim_id for told in estimate.set_aside if told.relation == relation]
        return [
            self.ledger.read_by_id[key]
            for key in keys
            if key in self.ledger.read_by_id and key not in carried
        ]

    def origin(self, estimate: Estimate, kind: str, index: int) -> Iterator[PageToken]:
        """Yield the origin of a statement ("statements" or "series") of an estimate."""
        if not getattr(estimate, kind)[index].known:
            return words(table()["origins"]["unknown"])
        return self.said(f"estimate/{estimate.question_id}/{kind}/{index}/origin")

    def origin_of(self, claim: Claim) -> Iterator[PageToken]:
        """Yield the origin of a claim, as its text names it."""
        if claim.origin in NOBODY:
            return words(table()["origins"][claim.origin])
        return self.said(f"claim/{claim.claim_id}/origin")

    def voice(
        self, estimate: Estimate, claim_ids: Sequence[str], low: float | None, high: float | None
    ) -> str:
        """Return the figure that says what a statement says: that of its first claim with these ends, else of
        the sum of its parts, else of its first claim."""
        held = [self.ledger.read_by_id[key] for key in claim_ids if key in self.ledger.read_by_id]
        exact = [claim.claim_id for claim in held if (claim.low, claim.high) == (low, high)]
        total = f"{estimate.question_id}.value"
        if not exact and estimate.derived and total in self.ledger.figure_by_id:
            return total
        return self.ledger.stated((exact or [held[0].claim_id])[0])

    def chain(self, claim: Claim) -> list[Tokens]:
        """Return the links of a claim's chain, the origin first."""
        at = f"claim/{claim.claim_id}"
        links = [(f"{at}/chain/{index}", link) for index, link in enumerate(claim.chain)]
        if claim.implied_origin:
            links.append((f"{at}/implied_origin", claim.implied_origin))
        ours = table()["origins"]
        told: list[Tokens] = []
        for path, link in links[::-1]:
            name = words(ours["unknown"]) if link.kind == "unknown" else self.said(f"{path}/party")
            body = (
                tell(ours["speaks_for"], self.said(f"{path}/organisation"))
                if link.organisation and link.organisation != link.party
                else ()
            )
            ending = (ours["withheld"] if link.withheld else "") + (
                ours["implied"] if link is claim.implied_origin else ""
            )
            told.append(tuple(tell(name, body, ending)))
        return told

    def what(self, claim: Claim) -> Iterator[PageToken]:
        """Yield what a claim counts, what happened to it, where and when, in the words of its text."""
        named = [name for name in ("counted", "event", "place", "time_text") if getattr(claim, name)]
        return joined((self.said(f"claim/{claim.claim_id}/{name}") for name in named), " · ")

    def marked(self, text: str, estimate: Estimate) -> Iterator[PageToken]:
        """Yield the marked text of an estimate: its marks as figures, days and rulings, and the words of
        records that hold numbers bound to those records."""
        for piece in marks.pieces(text):
            if piece.kind == "text":
                yield from self._text(piece.value, estimate)
            elif piece.kind == "day":
                yield from day(piece.value)
            elif piece.kind == "ruling":
                held = self.said(f"ruling/{piece.value}") if "/" in piece.value else identifier(piece.value)
                yield from held
            else:
                yield from self.figure(piece.value)

    def _text(self, text: str, estimate: Estimate) -> Iterator[PageToken]:
        paths = self._numbered(estimate) if numbers_in(text) else {}
        if not paths:
            yield from words(text)
            return
        longest_first = "|".join(map(re.escape, sorted(paths, key=len, reverse=True)))
        for part in re.split(rf"(?<!\w)({longest_first})(?!\w)", text):
            yield from self.said(paths[part]) if part in paths else words(part)

    def _numbered(self, estimate: Estimate) -> Mapping[str, str]:
        """Return the words of the records of an estimate that hold numbers, with the paths they stand at."""
        ledger, key = self.ledger, estimate.question_id
        paths = [f"question/{question.id}/title" for question in ledger.brief.questions]
        paths += [f"brief/organisations/{index}/name" for index in range(len(ledger.brief.organisations))]
        paths += [
            f"ruling/{ruling.id}/same_origin/0" for ruling in ledger.brief.rulings if ruling.same_origin
        ]
        for claim_id in sorted(self.evidence(estimate)):
            claim = ledger.read_by_id[claim_id]
            named = (
                "place",
                "actor",
                "counted",
                "event",
                "time_text",
                "said_text",
                "origin",
                "document_name",
            )
            paths += [f"claim/{claim_id}/{name}" for name in named if getattr(claim, name)]
            paths += [f"claim/{claim_id}/chain/{index}/party" for index in range(len(claim.chain))]
        paths += [f"estimate/{key}/series/{index}/origin" for index in range(len(estimate.series))]
        return {told: path for path in paths if numbers_in(told := ledger.words(path))}


def day(iso: str) -> Iterator[PageToken]:
    """Yield a day, month or year."""
    return element("time", day_text(iso), datetime=iso)


def interval(held: Interval | None) -> Iterator[PageToken]:
    """Yield when something holds, or that it is undated."""
    ours = table()["dates"]
    first, last = ends(held) if held else (None, None)
    if first and last and first != last:
        yield from tell(day(first), ours["between"], day(last))
    elif first or last:
        yield from words("" if first == last else ours["since" if first else "until"])
        yield from day(first or last or "")
    else:
        yield from words(ours["undated"])
    if held and held.basis == "inferred" and (first or last):
        yield from words(ours["inferred"])


def identifier(text: str) -> Iterator[PageToken]:
    """Yield a name under which a record is known."""
    return element("code", text, class_="id")
