"""Attribution inside one sentence: who says, by which words, on which side of them the content stands.

Here belong the patterns: a source and its verb ("S said that …", "…, said S"), prefixes ("according to S"),
passives ("reported by S", "cited by S") and headlines ("…: report"). Where the words for S begin and end is
found in `phrases.py`; how a source governs other sentences in `discourse.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.extraction.lexicon import lexicon, longest
from pipeline.extraction.memory import Memory
from pipeline.extraction.parties import Party, read_party
from pipeline.extraction.phrases import is_title, names_nobody, phrase_after, subject_before
from pipeline.extraction.quantities import find_quantities
from pipeline.extraction.sentences import Sentence
from pipeline.extraction.tokens import QUOTES, Token, lower_at
from pipeline.records import Span

Side = Literal["right", "left", "both", "before"]
_OBJECT = 14  # tokens in which the object of a weak verb begins
_AGENT_GAP = 9  # tokens
_CLOSING = 6  # tokens after a verb that closes its sentence
_HEADLINE_SOURCE = 7  # tokens at the end of a headline


@dataclass(frozen=True)
class Attribution:
    """`party` asserts the content on the given `side` of the cue ("before": what the text said earlier).

    The cue stands at token `at`, its words end before `last`, `span` covers the words that make the link.
    `relays` is true when the party passed on what another says, `deeper` when it stands behind the other
    sources of the sentence, `through` is a relay named inside the source, `said_text` the words for when it
    was said.
    """

    party: Party
    at: int
    last: int
    side: Side
    span: Span
    relays: bool = False
    deeper: bool = False
    said_text: str | None = None
    through: Party | None = None


def find_attributions(sentence: Sentence, text: str, memory: Memory) -> list[Attribution]:
    """Return the attributions of one sentence in the order of their cues; `memory` learns the parties."""
    memory.learn_acronyms(sentence.tokens, text)
    words, tokens = lexicon(), sentence.tokens
    found: list[Attribution] = []
    at = 0
    while at < len(tokens):
        attribution = None
        size = longest(words.prefixes, sentence.lowers, at)
        if size:
            attribution = _prefixed(sentence, text, at, size, memory)
        elif tokens[at].is_word:
            size = longest(words.report_verbs, sentence.lowers, at)
            if size and not _is_name(sentence, at):
                attribution = _verbal(sentence, text, at, size, memory)
        if attribution is not None:
            found.append(attribution)
        at += max(size, 1)
    headline = _headline(sentence, text, memory) if sentence.kind == "title" and not found else None
    return [headline] if headline else found


def _prefixed(sentence: Sentence, text: str, at: int, size: int, memory: Memory) -> Attribution | None:
    """ "according to S", "citing S": the noun phrase after the cue is the source."""
    tokens = sentence.tokens
    party, last = phrase_after(tokens, text, at + size)
    if party is None:
        return None
    cue = " ".join(sentence.lowers[at : at + size])
    deeper = cue in lexicon().attribution["relaying"] or cue.startswith("according")
    span = Span(start=tokens[at].start, end=tokens[last - 1].end)
    return Attribution(memory.resolve(party), at, last, "both", span, deeper=deeper)


def _is_name(sentence: Sentence, at: int) -> bool:
    """True for a capitalised word inside a sentence: the "States" of a name and not the verb."""
    capital = sentence.tokens[at].is_capitalised
    return capital and at > 0 and sentence.kind != "title"


def _verbal(sentence: Sentence, text: str, at: int, size: int, memory: Memory) -> Attribution | None:
    """ "S said …", "…, said S" and passives: the verb over `tokens[at:at+size]` is the cue."""
    tokens = sentence.tokens
    verb, form = lexicon().report_verbs[sentence.lowers[at : at + size]]
    if form == "base" and not _acts_as_verb(tokens, at):
        return None
    if form == "third" and names_nobody(tokens, at):
        return None
    after = at + size
    agent = _agent(tokens, after) if form in ("participle", "past") else None
    if agent is not None:
        if verb in lexicon().attribution["not_passive"]:
            return None
        return _passive(sentence, text, at, agent, memory)
    if lower_at(tokens, at - 1) in ("which", "who"):
        _learn_relative(tokens, text, at, after, verb, memory)
    said = _said_text(sentence, text, at, after)
    subject = subject_before(tokens, text, at)
    if subject is not None:
        memory.learn_briefing(tokens, verb, after, subject.party)
    if subject is not None and _governs(tokens, verb, subject.first, after):
        party = memory.resolve(subject.party)
        span = Span(start=tokens[subject.first].start, end=tokens[after - 1].end)
        side = _side(tokens, subject.first, after)
        relays = _points_back(tokens, after)
        return Attribution(
            party, at, after, side, span, relays=relays, said_text=said, through=subject.through
        )
    if verb not in lexicon().attribution["addressing"] and _inverts(tokens, at, after):
        inverted, last = phrase_after(tokens, text, after)
        if inverted is not None:
            span = Span(start=tokens[at].start, end=tokens[last - 1].end)
            return Attribution(memory.resolve(inverted), at, last, "left", span, said_text=said)
    return None


def _side(tokens: Sequence[Token], first: int, after: int) -> Side:
    """Return on which side of "S said" the content stands: a quotation or a comma before S has it there."""
    if _closes_quotation(tokens, first) or _ends_sentence(tokens, after):
        return "left"
    opens = any(
        token.lower == "that" or token.text in QUOTES or token.text == ":"
        for token in tokens[after : after + 4]
    )
    return "both" if lower_at(tokens, first - 1) == "," and not opens else "right"


def _acts_as_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell a verb in its base form from the noun of the same spelling by the word before it."""
    if at == 0:
        return False
    attribution, previous = lexicon().attribution, tokens[at - 1]
    if previous.lower in attribution["base_before"] or previous.lower in attribution["adverbs"]:
        return True
    plural = previous.lower.endswith("s") and previous.lower not in lexicon().nouns["stops"]
    return previous.is_word and plural and not previous.is_possessive


def _agent(tokens: Sequence[Token], after: int) -> int | None:
    """Return the "by" of a passive right after its verb, or after where and to whom it was said ("reported in
    an interview with R by S")."""
    if lower_at(tokens, after) not in lexicon().attribution["agent_gap"]:
        return after if lower_at(tokens, after) == "by" else None
    for position in range(after, min(len(tokens), after + _AGENT_GAP)):
        if tokens[position].lower == "by":
            return position
        if tokens[position].text in QUOTES or tokens[position].text in ",.;:":
            return None
    return None


def _learn_relative(
    tokens: Sequence[Token], text: str, at: int, after: int, verb: str, memory: Memory
) -> None:
    """Learn from "S (FN), which briefed lawmakers …": the noun phrase before the comma is the subject."""
    end = at - 1
    while end > 0 and (tokens[end - 1].text in ",)(" or lower_at(tokens, end - 2) == "("):
        end -= 1
    subject = subject_before(tokens, text, end) if end > 0 else None
    if subject is not None:
        memory.learn_briefing(tokens, verb, after, memory.resolve(subject.party))


def _passive(sentence: Sentence, text: str, at: int, by: int, memory: Memory) -> Attribution | None:
    """ "This was reported by S", "figures cited by S": S asserts, or passes on, what stands before."""
    tokens = sentence.tokens
    party, last = phrase_after(tokens, text, by + 1)
    attribution = lexicon().attribution
    if party is None or any(low in attribution["unknown"] for low in sentence.lowers[max(0, at - 2) : at]):
        return None  # "assessments cited by S" is one source phrase; its verb follows
    anaphoric = any(low in attribution["anaphors"] for low in sentence.lowers[: min(at, 3)])
    span = Span(start=tokens[at].start, end=tokens[last - 1].end)
    said = _said_text(sentence, text, at, last)
    return Attribution(
        memory.resolve(party), at, last, "before" if anaphoric else "both", span, said_text=said
    )


def _governs(tokens: Sequence[Token], verb: str, first: int, after: int) -> bool:
    """A weak verb attributes only where "that", a colon or a quotation follows, where a quantity is its
    object, or where it closes a sentence behind a comma ("…, it reported on Thursday")."""
    if verb not in lexicon().attribution["weak"]:
        return True
    window = tokens[after : after + _OBJECT]
    if any(token.lower == "that" or token.text in QUOTES or token.text == ":" for token in window[:4]):
        return True
    if _ends_sentence(tokens, after) or window[0].lower in ("this", "it"):
        return True
    closes = lower_at(tokens, first - 1) == "," and len(tokens) - after <= _CLOSING
    return closes or bool(find_quantities(window))


def _points_back(tokens: Sequence[Token], after: int) -> bool:
    """True for "S reports this": the content stands before."""
    return lower_at(tokens, after) in ("this", "it") and _ends_sentence(tokens, after + 1)


def _ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in ".,!?" or tokens[at].text in QUOTES


def _closes_quotation(tokens: Sequence[Token], first: int) -> bool:
    """True when a quotation that ends the reported words stands right before the source."""
    return first >= 2 and any(token.text in QUOTES for token in tokens[max(0, first - 3) : first])


def _inverts(tokens: Sequence[Token], at: int, after: int) -> bool:
    """True for "…, said S": a comma or quotation mark before the verb and a name or title after it."""
    if at == 0 or after >= len(tokens) or tokens[at - 1].text not in ',"”’-–—':
        return False
    if tokens[after].is_capitalised or tokens[after].lower in lexicon().grammar["articles"]:
        return True
    return tokens[at - 1].text != "," and is_title(tokens, after)


def _said_text(sentence: Sentence, text: str, at: int, after: int) -> str | None:
    """Return the words for when it was said: the time before the verb in its own clause, or right after
    it."""
    for mention in reversed(sentence.times):
        close = after <= mention.first <= after + 3 and "that" not in sentence.lowers[after : mention.first]
        clear = not any(token.text in QUOTES for token in sentence.tokens[mention.last : at])
        if close or (mention.last <= at and clear):
            return mention.text(sentence.tokens, text)
    return None


def _headline(sentence: Sentence, text: str, memory: Memory) -> Attribution | None:
    """ "S: …", "…: report", "… - GUR": the source of a headline stands before its colon or behind its last
    mark."""
    tokens = sentence.tokens
    colon = next((at for at in range(1, min(len(tokens), _HEADLINE_SOURCE)) if tokens[at].text == ":"), None)
    if colon is not None:
        party = read_party(tokens[:colon], text)
        if party is not None and party.kind != "unknown":
            span = Span(start=tokens[0].start, end=tokens[colon].end)
            return Attribution(memory.resolve(party), colon, colon + 1, "right", span)
    for at in range(len(tokens) - 2, max(0, len(tokens) - _HEADLINE_SOURCE), -1):
        hyphen = tokens[at].text == "-" and tokens[at].start > tokens[at - 1].end
        if hyphen or tokens[at].text in ":–—":
            party = read_party(tokens[at + 1 :], text)
            if party is None:
                return None
            span = Span(start=tokens[at].start, end=tokens[-1].end)
            return Attribution(memory.resolve(party), at, len(tokens), "left", span)
    return None
