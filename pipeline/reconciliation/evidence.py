"""Evidence: each claim with its key, its origin and its dates, ready to be compared.

Here belongs what can be known of a claim from the whole pile before any question is asked, including which
claims were copied from an earlier document (rule R11a). Nothing is pooled here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.briefs import Brief, Vocabulary
from pipeline.dependence import rooted
from pipeline.pile import Pile
from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import PRECISION, Value
from pipeline.reconciliation.keys import Key, key_of
from pipeline.reconciliation.lifting import Lifting
from pipeline.reconciliation.parties import Parties, Party
from pipeline.records import Claim, CleanedText, Interval


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with what the pile says of it: its key, the party behind it, when it was said and when it
    holds. `home` is the document whose text it stands in: its own, unless that is a near-duplicate. A title
    drops words, so its wording counts after that of the text. `copies` are the same statement in words that
    were copied from here: with its party and its date, whatever they say of them. By rulings
    it may be `revalued`, and it may be `not_of` origins. `value` is what the claim states."""

    claim: Claim
    key: Key
    party: Party
    said: Interval | None
    holds: Interval | None
    home: str
    in_title: bool = False
    copies: tuple[Evidence, ...] = ()
    revalued: bool = False
    not_of: frozenset[str] = frozenset()
    value: Value = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the stated value at hand: it is asked for more often than anything else."""
        object.__setattr__(self, "value", Value(self.claim.low, self.claim.high, self.claim.bound))

    @property
    def own_date(self) -> bool:
        """Whether the text itself says when it was said."""
        return bool(self.claim.said_on or self.claim.said_text)

    @property
    def drifted(self) -> tuple[Evidence, ...]:
        """The copies that give another number or modifier (rule R11h). A title drops words; that is none."""
        return tuple(copy for copy in self.copies if copy.value != self.value and not copy.in_title)

    @property
    def moment(self) -> Interval | None:
        """The time of the value itself: the end of a closed window, else when it was said."""
        return self.holds if self.holds and self.holds.end else self.said

    @property
    def rank(self) -> tuple[object, ...]:
        """An order that depends on nothing but the evidence: nearest to the origin, most precise,
        earliest."""
        claim = self.claim
        return (
            len(claim.chain),
            self.in_title,
            PRECISION[claim.bound],
            dating.last_day(self.said),
            claim.bound,
            self.party.name,
            self.party.rules,
            dating.is_dated(self.holds),
            dating.last_day(self.holds),
            dating.first_day(self.holds),
            claim.document_id,
            claim.figure.start,
            claim.claim_id,
        )


def gather(pile: Pile, brief: Brief, vocabulary: Vocabulary) -> list[Evidence]:
    """Return the evidence of all claims of readable documents, each claim once, in an order of its own.

    A copied claim is no evidence of its own, it is one of the copies of the claim at its home.
    """
    documents = _once(pile.cleaned)
    texts = {text.document_id: text for text in documents if text.error is None}
    copies = rooted(copy for copy in pile.copies if {copy.document_id, copy.home_id} <= texts.keys())
    text_of = {copy.document_id: copy.home_id for copy in copies if copy.kind == "document"}
    published = dating.publication_dates(documents, beside=text_of)
    named = sorted(pile.claims, key=lambda claim: claim.document_name, reverse=True)
    distinct = {claim.claim_id: claim for claim in named if claim.document_id in texts}
    ordered = sorted(distinct.values(), key=lambda c: (c.document_id, c.figure.start, c.figure.end))
    keys = {c.claim_id: key_of(c, vocabulary, texts[c.document_id].dateline) for c in ordered}
    homes = Lifting(ordered, keys, texts, published).homes(copies)
    parties = Parties(
        [claim for claim in ordered if claim.claim_id not in homes], documents, brief, vocabulary
    )

    titles = {key: _titles(text) for key, text in texts.items()}

    def evidence(claim: Claim) -> Evidence:
        when = published.get(claim.document_id)
        return Evidence(
            claim=claim,
            key=keys[claim.claim_id],
            party=parties.origin(claim),
            said=dating.said(claim, when),
            holds=dating.holds(claim, when),
            home=text_of.get(claim.document_id, claim.document_id),
            in_title=any(a <= claim.figure.start < b for a, b in titles[claim.document_id]),
        )

    copied: dict[str, list[Evidence]] = defaultdict(list)
    for claim in ordered:
        if home := homes.get(claim.claim_id):
            copied[home].append(evidence(claim))
    originals = [evidence(claim) for claim in ordered if claim.claim_id not in homes]
    return [_with_copies(item, copied.get(item.claim.claim_id, ()), texts) for item in originals]


def _with_copies(item: Evidence, copied: Sequence[Evidence], texts: Mapping[str, CleanedText]) -> Evidence:
    """Give the copies of a claim its party and its date.

    Of texts of one day none is surely the first: where the home names nobody, a copy of that day that names
    an origin has not lost it.
    """
    if not copied:
        return item
    day = _day(texts[item.claim.document_id])
    of_that_day = [copy for copy in copied if _day(texts[copy.claim.document_id]) == day]
    named = [copy.party for copy in (item, *sorted(of_that_day, key=lambda c: c.rank)) if copy.party.known]
    item = replace(item, party=named[0] if named else item.party)
    same = (replace(item, claim=copy.claim, in_title=copy.in_title) for copy in copied)
    return replace(item, copies=tuple(same))


def _titles(text: CleanedText) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in text.spans if span.kept and span.kind == "title"]


def _day(text: CleanedText) -> date:
    return text.published_on or text.received_on


def _once(documents: Sequence[CleanedText]) -> list[CleanedText]:
    """Return each document once: of several retrievals of the same bytes the first."""
    later_first = sorted(documents, key=lambda text: (text.received_on, text.name), reverse=True)
    return list({text.document_id: text for text in later_first}.values())
