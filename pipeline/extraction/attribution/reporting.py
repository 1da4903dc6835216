"""Reporting verbs: "S said that …", "…, said S", "X said …, adding that …", "reported by S".

Here belongs who the source of a verb is. Whether a word is such a verb is decided in
`saying.py`, where its content stands in `sides.py`, where the words for S begin and end in `phrases.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.attribution.attributed import Attribution, covering
from pipeline.extraction.attribution.memory import Memory
from pipeline.extraction.attribution.phrases import Subject, is_described, is_title, phrase_after
from pipeline.extraction.attribution.saying import Cue, governs, is_cue, is_name, opens_content
from pipeline.extraction.attribution.sides import points_back, said_text, side_of
from pipeline.extraction.attribution.speakers import sentence_subject, subject_before, verb_start
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.language.tokens import DASHES, QUOTES, Token, lower_at

_QUOTED = 25  # tokens from "quoted" to "as saying"
_AGENT_GAP = 9  # tokens
_BEFORE_INVERTED = QUOTES | DASHES | {","}
_PROGRESSIVE = frozenset({"is", "are", "was", "were", "be", "been", "am", "also", "now", "not"})


def find_verbal(
    sentence: Sentence, text: str, cue: Cue, memory: Memory, before: Attribution | None
) -> Attribution | None:
    """Return the attribution by a verb, None where it is none.

    `before` is the attribution before it in the sentence: "X said …, adding that …" has one source.
    """
    tokens, at = sentence.tokens, cue.at
    if is_name(sentence, at):
        return None
    by = _agent(tokens, cue.after) if cue.form in ("participle", "past") else None
    if by is not None:
        asserted = sentence.lowers[at : cue.after] in lexicon().report_verbs
        active = cue.verb in lexicon().attribution["not_passive"] or not asserted
        return None if active else _passive(sentence, text, at, by, memory)
    if not is_cue(sentence, cue):
        return None
    if lower_at(tokens, at - 1) in ("which", "who"):
        _learn_relative(sentence, text, cue, memory)
    subject = subject_before(sentence, text, at)
    beside = subject is not None and not subject.party.assumed and tokens[at - 1].text != ","
    if cue.form == "ing" and lower_at(tokens, at - 1) not in _PROGRESSIVE and not beside:
        return _participle(sentence, text, cue, memory, before)
    strong = cue.verb not in lexicon().attribution["weak"]
    inverts = (strong or tokens[at - 1].text in QUOTES) and _inverts(sentence, cue)
    if inverts and (subject is None or subject.party.assumed or _is_clause(tokens, subject, at)):
        inverted = _inverted(sentence, text, cue, memory)
        if inverted is not None and (subject is None or not inverted.party.assumed):
            return inverted
    if subject is None:
        return None
    memory.learn_briefing(tokens, cue.verb, cue.after, subject.party)
    found = _active(sentence, text, cue, subject, memory)
    return _inverted(sentence, text, cue, memory) if found is None and inverts else found


def _active(sentence: Sentence, text: str, cue: Cue, subject: Subject, memory: Memory) -> Attribution | None:
    """ "S said …": the noun phrase before the verb is the source."""
    tokens, attribution = sentence.tokens, lexicon().attribution
    asked = lower_at(tokens, subject.first - 1) in attribution["asked"]  # "what S said"
    weak = cue.verb in attribution["weak"]
    vague = weak and cue.form == "ing" and not opens_content(tokens, cue.after)
    if asked or vague or not governs(tokens, cue, subject.first):
        return None
    asserted = sentence.lowers[cue.at : cue.after] in lexicon().report_verbs
    party = memory.resolve(subject.party)
    if party.name.lower() in attribution["pronouns"]:
        opening = sentence_subject(sentence, text, subject.first)  # "Northway will cut jobs, it said"
        party = party if opening is None else memory.resolve(opening.party)
    return Attribution(
        party=party,
        source=covering(tokens, subject.first, subject.last),
        cue=covering(tokens, verb_start(tokens, cue.at), cue.after),
        first=subject.first,
        at=cue.at,
        last=cue.after,
        side=side_of(tokens, subject.first, cue.after),
        asserts=asserted and not (weak and subject.party.assumed),
        opines=cue.verb in attribution["opining"],
        relays=points_back(tokens, cue.after),
        said_text=said_text(sentence, text, cue.at, cue.after),
        through=subject.through,
    )


def _inverted(sentence: Sentence, text: str, cue: Cue, memory: Memory) -> Attribution | None:
    """ "…, said S": the noun phrase after the verb is the source."""
    tokens = sentence.tokens
    party, last = phrase_after(tokens, text, cue.after)
    if party is None:
        return None
    return Attribution(
        party=memory.resolve(party),
        source=covering(tokens, cue.after, last),
        cue=covering(tokens, cue.at, cue.after),
        first=cue.at,
        at=cue.at,
        last=last,
        side="left",
        said_text=said_text(sentence, text, cue.at, cue.after),
    )


def _participle(
    sentence: Sentence, text: str, cue: Cue, memory: Memory, before: Attribution | None
) -> Attribution | None:
    """ "S said …, adding that …", "S left, saying …": whoever spoke before it in the sentence is the source,
    else the subject of the sentence."""
    tokens, at, after = sentence.tokens, cue.at, cue.after
    if lower_at(tokens, at - 1) == "as":
        return _relayed(sentence, text, at, after, memory)
    clause = lower_at(tokens, after) in lexicon().attribution["clause_openers"]
    if not (clause or opens_content(tokens, after)):
        return None
    if before is not None and before.asserts:
        party, source = before.party, before.source
    else:
        subject = sentence_subject(sentence, text, at)
        if subject is None:
            return None
        party, source = memory.resolve(subject.party), covering(tokens, subject.first, subject.last)
    return Attribution(
        party=party,
        source=source,
        cue=covering(tokens, at, after),
        first=at,
        at=at,
        last=after,
        side="right",
        asserts=not party.assumed,
        said_text=before.said_text if before is not None else None,
    )


def _relayed(sentence: Sentence, text: str, at: int, after: int, memory: Memory) -> Attribution | None:
    """ "R quoted S as saying …", "S was quoted by R as saying …": S is the source, and R passes it on."""
    tokens, quoting = sentence.tokens, lexicon().attribution["quoting"]
    verb = next((k for k in range(at - 2, max(0, at - _QUOTED), -1) if sentence.lowers[k] in quoting), None)
    if verb is None:
        return None
    before = subject_before(sentence, text, verb)
    first = verb_start(tokens, verb) if before is None else before.first
    by = 1 if lower_at(tokens, verb + 1) == "by" else 0
    behind, last = phrase_after(tokens, text, verb + 1 + by) if verb + 1 + by < at - 1 else (None, verb + 1)
    if not lexicon().grammar["be"].isdisjoint(sentence.lowers[verb_start(tokens, verb) : verb]):
        source, party = covering(tokens, first, verb), None if before is None else before.party
        relay = behind
    else:
        source, party = covering(tokens, verb + 1, min(last, at - 1)), behind
        relay = None if before is None else before.party
    if party is None:
        return None
    return Attribution(
        party=memory.resolve(party),
        source=source,
        cue=covering(tokens, at - 1, after),
        first=first,
        at=at,
        last=after,
        side=side_of(tokens, first, after),
        through=None if relay is None else memory.resolve(relay),
    )


def _agent(tokens: Sequence[Token], after: int) -> int | None:
    """Return the "by" of a passive right after its verb, or after where and to whom it was said ("reported in
    an interview with R by S")."""
    if lower_at(tokens, after) not in lexicon().attribution["agent_gap"]:
        means = lower_at(tokens, after + 1) in lexicon().attribution["means"]  # "said by phone"
        return after if lower_at(tokens, after) == "by" and not means else None
    for position in range(after, min(len(tokens), after + _AGENT_GAP)):
        if tokens[position].lower == "by":
            return position
        if tokens[position].text in QUOTES or tokens[position].text in ",.;:":
            return None
    return None


def _learn_relative(sentence: Sentence, text: str, cue: Cue, memory: Memory) -> None:
    """Learn from "S (FN), which briefed lawmakers …": the noun phrase before the comma is the subject."""
    tokens = sentence.tokens
    end = cue.at - 1
    while end > 0 and (tokens[end - 1].text in ",)(" or lower_at(tokens, end - 2) == "("):
        end -= 1
    subject = subject_before(sentence, text, end) if end > 0 else None
    if subject is not None:
        memory.learn_briefing(tokens, cue.verb, cue.after, memory.resolve(subject.party))


def _passive(sentence: Sentence, text: str, at: int, by: int, memory: Memory) -> Attribution | None:
    """ "This was reported by S", "figures cited by S": S asserts, or passes on, what stands before."""
    tokens = sentence.tokens
    party, last = phrase_after(tokens, text, by + 1)
    attribution = lexicon().attribution
    if (
        party is None
        or party.assumed
        or any(low in attribution["unknown"] - {"it"} for low in sentence.lowers[max(0, at - 2) : at])
    ):
        return None  # "assessments cited by S" is one source phrase; its verb follows
    anaphoric = any(low in attribution["anaphors"] for low in sentence.lowers[: min(at, 3)])
    content = lower_at(tokens, last) == "that"  # "it was reported by S that …"
    return Attribution(
        party=memory.resolve(party),
        source=covering(tokens, by + 1, last),
        cue=covering(tokens, at, by + 1),
        first=at,
        at=at,
        last=last,
        side="right" if content else "before" if anaphoric else "both",
        said_text=said_text(sentence, text, at, last),
    )


def _inverts(sentence: Sentence, cue: Cue) -> bool:
    """True for "…, said S": a comma or quotation mark before the verb and a name or title after it."""
    tokens, at, after = sentence.tokens, cue.at, cue.after
    if cue.form not in ("past", "third") or cue.verb in lexicon().attribution["addressing"]:
        return False
    if at == 0 or after >= len(tokens) or tokens[at - 1].text not in _BEFORE_INVERTED:
        return False
    if tokens[after].is_capitalised or tokens[after].lower in lexicon().grammar["articles"]:
        return True
    quoted = tokens[at - 1].text in QUOTES and tokens[after].kind != "mark"
    return quoted or is_title(tokens, after) or is_described(tokens, after)


def _is_clause(tokens: Sequence[Token], subject: Subject, at: int) -> bool:
    """True where the words before the verb end in their first comma: nothing is set beside a name there."""
    return tokens[at - 1].text == "," and all(token.text != "," for token in tokens[subject.first : at - 1])
