"""What analysts rule, applied to the evidence: the one place of the flow where rulings enter (A1 to A7).

Here belongs applying the rulings of a brief. Which claim a ruling means and how it reads corrected is for
`corrections`, what it did to a question for `docket`; a ruling that does nothing is found by `effects`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.briefs import Brief, Ruling, Vocabulary
from pipeline.briefs.tree import fold
from pipeline.pile import Pile
from pipeline.reconciliation.corrections import VALUE_FIELDS, Index, corrected, sound
from pipeline.reconciliation.docket import Docket, Done
from pipeline.reconciliation.evidence import Evidence, gather
from pipeline.reconciliation.keys import Key
from pipeline.reconciliation.parties import Party, registry
from pipeline.records import Claim

Meant = Mapping[str, Sequence[str]]


def heard(pile: Pile, brief: Brief, vocabulary: Vocabulary) -> Docket:
    """Return the evidence of all claims with the rulings of the brief applied, all of which are in force.

    The later of two rulings on the same thing counts, of a day the one whose id comes later. A rejected claim
    is neither corrected nor placed. A claim is named without its copies: what was copied from it is ruled
    on with it (rule R11a).
    """
    plain = gather(pile, brief, vocabulary)
    if not brief.rulings:
        return Docket(plain)
    before = {item.claim.claim_id: item for item in plain}
    meant = _meant(brief.rulings, plain)
    docket = Docket([], {key: before[key] for ids in meant.values() for key in ids})
    rejected = _reject(docket, brief.rulings, meant)
    fixed = _correct(docket, brief.rulings, meant, rejected)
    evidence = plain
    if fixed:
        told = fixed | _copies_of(fixed, before)
        claims = [told.get(claim.claim_id, claim) for claim in pile.claims]
        evidence = gather(replace(pile, claims=claims), brief, vocabulary)
    evidence = [item for item in evidence if item.claim.claim_id not in rejected]
    placed = _place(docket, brief, meant, {item.claim.claim_id: item for item in evidence})
    speakers = _Speakers(docket, brief, meant)
    for item in evidence:
        key = item.claim.claim_id
        ruled = speakers.ruled(replace(item, key=placed.get(key, item.key)))
        if key in fixed and _values(fixed[key]) != _values(before[key].claim):
            ruled = replace(ruled, revalued=True)
        docket.evidence.append(ruled)
        if key in docket.before:
            docket.after[key] = ruled
    return docket


def _meant(rulings: Sequence[Ruling], evidence: Sequence[Evidence]) -> dict[str, list[str]]:
    """Return the claims that each ruling means, by ruling id; one that was copied means its home (R11a)."""
    references = {ruling.id: ruling.references for ruling in rulings}
    homes = {told.claim.claim_id: item.claim.claim_id for item in evidence for told in (item, *item.copies)}
    told = (one.claim for item in evidence for one in (item, *item.copies))
    index = Index([one for named in references.values() for one in named], told)
    return {
        key: sorted({homes[claim] for one in named if (claim := index.find(one)[0])})
        for key, named in references.items()
    }


def _reject(docket: Docket, rulings: Iterable[Ruling], meant: Meant) -> set[str]:
    rejected: dict[str, Ruling] = {}
    for ruling in rulings:
        if ruling.reject:
            rejected |= dict.fromkeys(meant[ruling.id], ruling)
    docket.named += [Done(ruling, key) for key, ruling in rejected.items()]
    return set(rejected)


def _correct(docket: Docket, rulings: Iterable[Ruling], meant: Meant, rejected: set[str]) -> dict[str, Claim]:
    """Return the claims that are corrected, each field by the latest ruling on it.

    Values that do not fit each other are left as they were.
    """
    latest: dict[str, dict[str, Ruling]] = defaultdict(dict)
    for ruling in rulings:
        for key in meant[ruling.id] if ruling.correct else ():
            if key not in rejected:
                latest[key] |= dict.fromkeys(ruling.correct.fields if ruling.correct else (), ruling)
    fixed: dict[str, Claim] = {}
    for key, by_field in latest.items():
        claim = docket.before[key].claim
        for ruling in dict.fromkeys(by_field.values()):
            fields = tuple(name for name, by in by_field.items() if by is ruling)
            told = _effective(fixed.get(key, claim), ruling, fields)
            if ruling.correct and told:
                fixed[key] = corrected(fixed.get(key, claim), ruling.correct, told)
                docket.named.append(Done(ruling, key, told))
    return fixed


def _copies_of(fixed: Mapping[str, Claim], before: Mapping[str, Evidence]) -> dict[str, Claim]:
    """Return the copies of corrected claims, with what was corrected at their home."""
    copies: dict[str, Claim] = {}
    for key, claim in fixed.items():
        was = before[key].claim
        changed = {
            name: new for name in Claim.model_fields if (new := getattr(claim, name)) != getattr(was, name)
        }
        copies |= {one.claim.claim_id: one.claim.model_copy(update=changed) for one in before[key].copies}
    return copies


def _effective(claim: Claim, ruling: Ruling, fields: Sequence[str]) -> tuple[str, ...]:
    """Return which of the fields that a ruling corrects it may correct, and does change."""
    if not ruling.correct:
        return ()
    after = corrected(claim, ruling.correct, fields)
    if not sound(after.low, after.high, after.bound):
        fields = [name for name in fields if name not in VALUE_FIELDS]
        after = corrected(claim, ruling.correct, fields)
    changed = [name for name in fields if getattr(after, name) != getattr(claim, name)]
    return tuple(fields) if set(changed) & set(VALUE_FIELDS) else tuple(changed)


def _values(claim: Claim) -> tuple[object, ...]:
    return tuple(getattr(claim, name) for name in VALUE_FIELDS)


def _place(docket: Docket, brief: Brief, meant: Meant, evidence: Mapping[str, Evidence]) -> dict[str, Key]:
    """Return the keys of claims that are merged into questions or split from them, by the latest ruling.

    What is of another unit is not merged: that would print a number that nobody stated.
    """
    units = {question.id: question.unit for question in brief.questions}
    latest: dict[tuple[str, str], Ruling] = {}
    for ruling in brief.rulings:
        for key in meant[ruling.id] if ruling.question in units else ():
            item = evidence.get(key)
            if item and ruling.question and (ruling.split or item.key.unit == units[ruling.question]):
                latest[key, ruling.question] = ruling
    placed: dict[str, Key] = {}
    for (claim, question), ruling in latest.items():
        own = placed.get(claim, evidence[claim].key)
        if ruling.merge:
            placed[claim] = replace(own, merged=own.merged | {question})
        else:
            placed[claim] = replace(own, split=own.split | {question})
        docket.named.append(Done(ruling, claim))
    return placed


class _Speakers:
    """Who speaks, by the rulings on origins: names that are one, grades, and claims that are not theirs."""

    def __init__(self, docket: Docket, brief: Brief, meant: Meant) -> None:
        self._docket = docket
        self._bodies = registry(brief)
        self._one: dict[str, tuple[str, Ruling]] = {}
        self._grades: dict[str, Ruling] = {}
        self._not_of: dict[str, dict[str, Ruling]] = defaultdict(dict)
        for ruling in brief.rulings:
            if ruling.same_origin:
                self._join(ruling, ruling.same_origin)
        for ruling in brief.rulings:
            if ruling.grade and ruling.grade.origin:
                self._grades[self._printed(ruling.grade.origin)] = ruling
            if ruling.different_origin:
                for key in meant[ruling.id]:
                    self._not_of[key][self._printed(ruling.different_origin.origin)] = ruling

    def ruled(self, item: Evidence) -> Evidence:
        """Return evidence with the party and the grade that rulings give it."""
        key, party = item.claim.claim_id, item.party
        if party.known:
            party = self._graded(key, self._named(key, party))
        excluded = self._not_of.get(key, {})
        self._docket.named += [Done(ruling, key) for ruling in dict.fromkeys(excluded.values())]
        if party.known and party.name in excluded:
            party = Party("publisher", False, rules=("R11e",))
        if party is item.party and not excluded:
            return item
        return replace(item, party=party, not_of=frozenset(excluded))

    def _named(self, key: str, party: Party) -> Party:
        if fold(party.name) not in self._one:
            return party
        printed, ruling = self._one[fold(party.name)]
        self._docket.of_origins[key].append(Done(ruling, key))
        if printed == party.name:
            return party
        body = self._bodies.get(fold(printed))
        grade = body.grade if body and body.grade != "F" else party.grade
        return replace(party, name=printed, grade=grade, body=True)

    def _graded(self, key: str, party: Party) -> Party:
        ruling = self._grades.get(party.name)
        if ruling is None or ruling.grade is None or ruling.grade.grade == party.grade:
            return party
        self._docket.of_origins[key].append(Done(ruling, key))
        return replace(party, grade=ruling.grade.grade)

    def _join(self, ruling: Ruling, names: Sequence[str]) -> None:
        """Let all names, and those ruled to be one with them before, be printed as the first."""
        known = {fold(self._registered(name)) for name in names} | {fold(name) for name in names}
        printed_so_far = {self._one[name][0] for name in known if name in self._one}
        known |= {name for name, (printed, _) in self._one.items() if printed in printed_so_far}
        self._one |= dict.fromkeys(known, (names[0], ruling))

    def _printed(self, name: str) -> str:
        """Return the name under which an origin is printed."""
        known = self._registered(name)
        return self._one[fold(known)][0] if fold(known) in self._one else known

    def _registered(self, name: str) -> str:
        body = self._bodies.get(fold(name)) or self._bodies.get(fold(name).removeprefix("the "))
        return body.name if body else name
