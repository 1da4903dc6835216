"""Who stands behind each figure: attribution as a pass over the whole document.

Here belong quotations that run over sentences, speakers carried on, anaphora ("This was reported by …"),
relays and the chain from publisher to origin. The patterns inside a sentence are in `attribution.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from pipeline.extraction.attribution.attributed import Attribution
from pipeline.extraction.attribution.attribution import find_attributions
from pipeline.extraction.attribution.chains import Source, is_outlet, is_speaker, link_to, without_repeats
from pipeline.extraction.attribution.memory import Memory
from pipeline.extraction.attribution.parties import Party
from pipeline.extraction.attribution.quotations import find_quotations, touched
from pipeline.extraction.attribution.speakers import subject_before
from pipeline.extraction.attribution.title_body import main_body
from pipeline.extraction.attribution.withholding import withholding
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import LEAD, Sentence
from pipeline.extraction.places.toponyms import country_at
from pipeline.records import Link

_REACH = 30  # sentences that a speaker carries, at most


class Discourse:
    """The attributions of one document, sentence by sentence, and the questions that can be asked of them."""

    def __init__(self, sentences: Sequence[Sentence], text: str) -> None:
        self.sentences, self.text = sentences, text
        body = main_body(sentences[:LEAD])
        about = Party(body, "organisation", sentences[0].span) if body is not None else None
        self.memory = Memory(body=about)
        self.found: list[list[Attribution]] = []
        self.withheld: set[str] = set()
        for sentence in sentences:
            found = find_attributions(sentence, text, self.memory)
            self.found.append([attribution for attribution in found if attribution.asserts])
            self.withheld.update(withholding(sentence, text, self.memory))
        self.quotations = find_quotations(sentences)
        self.touching = touched(self.quotations)

    def source(self, index: int, figure: tuple[int, int]) -> Source:
        """Return the source of the figure over tokens `figure` of sentence `index`."""
        own = self._own(index, figure)
        if own is not None:
            return own
        for rule, attribution in (
            ("attribution.quotation", self._from_quotation(index, figure)),
            ("attribution.anaphor", self._from_next(index)),
            ("attribution.carried", self._carried(index)),
        ):
            if attribution is not None:
                source = self._chain([attribution], rule, index)
                dated = rule == "attribution.carried" and self.sentences[index].times
                return replace(source, said_text=None) if dated else source
        intends = self._intending(index, figure)
        if intends is not None:
            return Source((link_to(intends),), None, "attribution.intent")
        return Source((), None, "attribution.publisher")

    def source_tokens(self, sentence: Sentence) -> frozenset[int]:
        """Return the token positions of the sources that a sentence names, without clauses about them."""
        found: set[int] = set()
        for attribution in self.found[sentence.index]:
            if attribution.party.kind != "unknown":
                span = attribution.source
                inside = [k for k, t in enumerate(sentence.tokens) if span.start <= t.start < span.end]
                relative = (k for k in inside if sentence.lowers[k] in ("who", "which", "whose"))
                found.update(range(inside[0], next(relative, inside[-1] + 1)))
        return frozenset(found)

    def sole_party(self) -> Link | None:
        """Return the one party the document reports from, None if there are several or none."""
        parties: dict[str, Party] = {}
        for attributions in self.found:
            for attribution in attributions:
                party = attribution.party
                if party.kind == "unknown" or party.name.lower() in lexicon().attribution["pronouns"]:
                    continue
                parties.setdefault((party.organisation or party.name).lower(), party)
        names = {party.name for party in parties.values()}
        if len(names) != 1 or names & self.withheld:
            return None
        party = next(iter(parties.values()))
        return link_to(party)

    def _own(self, index: int, figure: tuple[int, int]) -> Source | None:
        """Choose among the attributions of the figure's own sentence: the nearest to its left asserts, others
        relay."""
        attributions = [a for a in self.found[index] if _reaches(a, figure)]
        if not attributions:
            return None
        spoken = [
            a for a in attributions if not (a.opines and attributions[-1].at > a.at) and not a.party.assumed
        ]
        attributions = spoken or attributions
        deeper = [a for a in attributions if a.deeper]
        left = [a for a in attributions if a.at < figure[0]]
        right = [a for a in attributions if a.at >= figure[1]]
        order = [*right, *left] if left else list(reversed(right))
        if deeper and not (
            left
            and left[-1].party.kind != "unknown"
            and deeper[-1] not in left
            and len(left) > 0
            and is_speaker(left[-1])
        ):
            order = [a for a in order if a is not deeper[-1]] + [deeper[-1]]
        named = [a for a in order if a.party.kind != "unknown"]  # "“a report shows 40,” Brisk said"
        return self._chain(named or order, "attribution.sentence", index)

    def _from_quotation(self, index: int, figure: tuple[int, int]) -> Attribution | None:
        """Return the speaker of the quotation that the figure stands in: named beside it in the paragraph, or
        before."""
        start = self.sentences[index].tokens[figure[0]].start
        quotation = next((q for q in self.touching.get(index, ()) if q.start <= start < q.end), None)
        if quotation is None:
            return None
        for member in _around(index, (quotation.first, quotation.last)):
            if 0 <= member < len(self.found) and self._same_paragraph(member, index):
                outside = [a for a in self.found[member] if a.side != "before"]
                if outside:
                    return outside[-1]
        for member in range(index - 1, max(-1, index - _REACH), -1):
            if self.found[member]:
                return self.found[member][-1]
        return None

    def _from_next(self, index: int) -> Attribution | None:
        """Return the source of "This was reported by S" when it follows the sentence."""
        for member in (index + 1, index + 2):
            if member < len(self.found) and (
                member == index + 1 or self.sentences[index].kind in ("title", "standfirst")
            ):
                for attribution in self.found[member]:
                    if attribution.side == "before":
                        return attribution
        return None

    def _carried(self, index: int) -> Attribution | None:
        """Return the speaker carried on from an earlier sentence of the same paragraph."""
        for member in range(index - 1, max(-1, index - _REACH), -1):
            if not self._same_paragraph(member, index):
                return None
            asserting = [a for a in self.found[member] if a.side != "before" and not a.relays]
            if asserting:
                return asserting[-1]
        return None

    def _intending(self, index: int, figure: tuple[int, int]) -> Party | None:
        """Return the organisation that promises, plans or asks for the figure: nobody else is named for
        it."""
        sentence = self.sentences[index]
        verbs = lexicon().intent_verbs
        for at in range(figure[0] - 1, 0, -1):
            if (sentence.lowers[at],) not in verbs or verbs[(sentence.lowers[at],)][1] in ("base", "ing"):
                continue
            subject = subject_before(sentence, self.text, at)
            if subject is not None and subject.party.kind == "organisation":
                country = country_at(sentence.tokens, subject.first) is not None
                return None if country else self.memory.resolve(subject.party)
        return None

    def _same_paragraph(self, one: int, other: int) -> bool:
        return self.sentences[one].paragraph == self.sentences[other].paragraph

    def _chain(self, attributions: Sequence[Attribution], rule: str, index: int) -> Source:
        """Return the chain over `attributions`, outermost first; relays named about the passage come
        before."""
        links = [link_to(a.party, a) for a in self._relays(index)]
        for attribution in attributions:
            if attribution.through is not None:
                links.append(link_to(attribution.through, attribution))
            links.append(link_to(attribution.party, attribution))
        origin = attributions[-1]
        if origin.party.kind == "anonymous":
            links[-1:-1] = [link_to(outlet.party, outlet) for outlet in self._told]
        briefing = self._briefing(origin.party)
        if briefing is not None:
            links.append(link_to(briefing))
        *relays, root = without_repeats(links)
        relays = [link.model_copy(update={"withheld": link.party in self.withheld}) for link in relays]
        return Source((*relays, root), origin.said_text, rule)

    @cached_property
    def _told(self) -> list[Attribution]:
        """Return the one outlet the document cites, if it is the only one: whom the unnamed spoke to."""
        cited = [a for found in self.found for a in found if a.deeper and is_outlet(a.party)]
        return cited[:1] if len({a.party.name for a in cited}) == 1 else []

    def _briefing(self, party: Party) -> Party | None:
        """Return the body that briefed people of the party's title: they relay it."""
        for title, body in self.memory.briefed.items():
            if party.kind in ("person", "anonymous") and title in {
                word.rstrip("s") for word in (party.title or "").split()
            }:
                return body
        return None

    def _relays(self, index: int) -> list[Attribution]:
        """Return relays that the next sentence names for this passage: "S reports this, referring to R"."""
        if index + 1 >= len(self.found):
            return []
        following = self.found[index + 1]
        if not any(a.relays for a in following):
            return []
        return [a for a in following if not a.relays]


def _around(index: int, group: tuple[int, int]) -> list[int]:
    """Return the sentences of a quotation and beside it in the order in which its speaker is looked for."""
    first, last = max(group[0], index - _REACH), min(group[1], index + _REACH)
    return [*range(index, last + 1), *range(index, first - 1, -1), last + 1, first - 1]


def _reaches(attribution: Attribution, figure: tuple[int, int]) -> bool:
    """True when the figure stands on the side of the cue where its content is, or outside the source's own
    words."""
    if attribution.side == "before" or attribution.relays:
        return False
    if attribution.side in ("right", "paragraph"):
        return figure[0] >= attribution.last
    if attribution.side == "left":
        return figure[1] <= attribution.at or figure[0] >= attribution.last
    return True
