"""Attribution inside one sentence: who says, by which words, on which side of them the content stands.

Here belong the search for cues and the patterns without a verb: prefixes ("according to S"), labels ("SMITH:
…"), nouns ("S's claim that …") and headlines ("…: report"). The patterns around a verb are in `reporting.py`,
the record in `attributed.py`, where the words for S begin and end in `phrases.py`, how a source governs other
sentences in `discourse.py`, and which words its content covers in `contents.py`.
"""

from __future__ import annotations

from pipeline.briefs.gazetteer import containment
from pipeline.extraction.attribution.attributed import Attribution, covering
from pipeline.extraction.attribution.memory import Memory
from pipeline.extraction.attribution.parties import read_party
from pipeline.extraction.attribution.phrases import is_title, phrase_after
from pipeline.extraction.attribution.reporting import find_verbal
from pipeline.extraction.attribution.saying import Cue
from pipeline.extraction.attribution.speakers import owner_before
from pipeline.extraction.language.lexicon import Phrases, VerbForm, lexicon, longest
from pipeline.extraction.language.sentences import LEAD, Sentence
from pipeline.extraction.language.tokens import DASHES, QUOTES, lower_at

_HEADLINE_SOURCE = 7  # tokens at the end of a headline
_SUBJECT = 7  # tokens of a name with its title
_LABEL = 5  # tokens before the colon of a speaker's label

Verbs = Phrases[tuple[str, VerbForm]]


def find_attributions(
    sentence: Sentence, text: str, memory: Memory, verbs: Verbs | None = None
) -> list[Attribution]:
    """Return the attributions of one sentence in the order of their cues; `memory` learns the parties.

    `verbs` are the verbs that are cues, by default those that assert.
    """
    memory.learn_acronyms(sentence.tokens, text)
    if sentence.kind != "title":
        memory.learn_names(sentence.tokens, text)
    _learn_subject(sentence, text, memory)
    words, tokens = lexicon(), sentence.tokens
    verbs = words.report_verbs if verbs is None else verbs
    label = _labelled(sentence, text, memory)
    found: list[Attribution] = [label] if label is not None else []
    at = label.last if label is not None else 0
    while at < len(tokens):
        attribution = None
        size = longest(words.prefixes, sentence.lowers, at)
        if size:
            attribution = _prefixed(sentence, text, at, size, memory)
        elif tokens[at].is_word:
            size = longest(verbs, sentence.lowers, at)
            if size:
                cue = Cue(*verbs[sentence.lowers[at : at + size]], at, at + size)
                attribution = find_verbal(sentence, text, cue, memory, found[-1] if found else None)
            if attribution is None and sentence.lowers[at] in words.attribution["cue_nouns"]:
                attribution = _owned(sentence, text, at, memory)
        if attribution is not None:
            found.append(attribution)
        at += max(size, 1)
    headline = _headline(sentence, text, memory) if sentence.kind == "title" and not found else None
    return [headline] if headline else found


def _learn_subject(sentence: Sentence, text: str, memory: Memory) -> None:
    """Let `memory` know whom the sentence begins with: "Anna Smith confirmed …", "The Institute met …"."""
    tokens, attribution = sentence.tokens, lexicon().attribution
    first = end = 1 if sentence.lowers[0] == "the" else 0
    while end < min(len(tokens) - 1, _SUBJECT) and (
        tokens[end].is_capitalised or tokens[end].lower in attribution["titles"]
    ):
        end += 1
    if end - first < 2:
        return
    titled = tokens[end].text == "," and is_title(tokens, end + 1)
    runs_on = tokens[end].text == "(" or (tokens[end].text.islower() and sentence.kind != "title")
    party = read_party(tokens[:end], text, tokens[end + 1 : end + _SUBJECT] if titled else ())
    if party is None or not (titled or runs_on):
        return
    if party.kind == "person" or not attribution["organisations"].isdisjoint(party.name.lower().split()):
        memory.mention(party)


def _prefixed(sentence: Sentence, text: str, at: int, size: int, memory: Memory) -> Attribution | None:
    """ "according to S", "citing S": the noun phrase after the cue is the source."""
    tokens = sentence.tokens
    party, last = phrase_after(tokens, text, at + size)
    if party is None or lower_at(tokens, at - 1) in ("without", "not"):
        return None
    cue = " ".join(sentence.lowers[at : at + size])
    commas = tokens[last].text == "," if last < len(tokens) else False
    deeper = cue in lexicon().attribution["relaying"] or cue.startswith("according")
    return Attribution(
        party=memory.resolve(party),
        source=covering(tokens, at + size, last),
        cue=covering(tokens, at, at + size),
        first=at,
        at=at,
        last=last,
        side="right" if at == 0 else "both" if commas else "left",
        deeper=deeper,
        named=cue in lexicon().attribution["naming"],
    )


def _labelled(sentence: Sentence, text: str, memory: Memory) -> Attribution | None:
    """ "SMITH: …" of an interview, or the credit "— Anna Smith" below a quotation."""
    tokens = sentence.tokens
    first = 1 if len(tokens) > 1 and tokens[0].text in QUOTES | DASHES else 0
    last = first
    while last < min(len(tokens), first + _LABEL) and (tokens[last].is_word or tokens[last].text == "."):
        last += 1
    credit = last == len(tokens) > 2 and tokens[0].text in "―—–"
    names = [token for token in tokens[first:last] if token.is_word]
    known = len(names) > 0 and (all(t.text.isupper() for t in names) or memory.knows(names[-1].lower))
    spoken = last < len(tokens) and tokens[last].text == ":" and known and len(names[-1].text) > 1
    if last == first or not (spoken or credit) or (spoken and _is_dateline(sentence, first, last, memory)):
        return None
    party = read_party(tokens[first:last], text)
    if party is None or (credit and not all(token.is_capitalised for token in names)):
        return None
    return Attribution(
        party=memory.resolve(party),
        source=covering(tokens, first, last),
        cue=covering(tokens, last, last + 1) if spoken else covering(tokens, 0, 1),
        first=0,
        at=last if spoken else 0,
        last=last + 1 if spoken else last,
        side="paragraph" if spoken else "before",
    )


def _is_dateline(sentence: Sentence, first: int, last: int, memory: Memory) -> bool:
    """True for the place that a report opens with: "VELMAR: Forty miners …"."""
    if sentence.index >= LEAD or memory.knows(sentence.lowers[last - 1]):
        return False
    return bool(containment(" ".join(sentence.lowers[first:last])))


def _owned(sentence: Sentence, text: str, at: int, memory: Memory) -> Attribution | None:
    """ "S's claim that …": the owner of a noun for something said is the source."""
    tokens = sentence.tokens
    opens = lower_at(tokens, at + 1) in lexicon().attribution["clause_openers"]
    if at + 1 >= len(tokens) or not (opens or tokens[at + 1].text in QUOTES):
        return None
    owner = owner_before(tokens, text, at)
    if owner is None:
        return None
    return Attribution(
        party=memory.resolve(owner.party),
        source=covering(tokens, owner.first, owner.last),
        cue=covering(tokens, at, at + 1),
        first=owner.first,
        at=at,
        last=at + 1,
        side="right",
    )


def _headline(sentence: Sentence, text: str, memory: Memory) -> Attribution | None:
    """ "S: …", "…: report", "… - GUR": the source of a headline stands before its colon or behind its last
    mark."""
    tokens = sentence.tokens
    colon = next((at for at in range(1, min(len(tokens), _HEADLINE_SOURCE)) if tokens[at].text == ":"), None)
    if colon is not None:
        party = read_party(tokens[:colon], text)
        if party is not None and party.kind != "unknown":
            return Attribution(
                party=memory.resolve(party),
                source=covering(tokens, 0, colon),
                cue=covering(tokens, colon, colon + 1),
                first=0,
                at=colon,
                last=colon + 1,
                side="right",
            )
    for at in range(len(tokens) - 2, max(0, len(tokens) - _HEADLINE_SOURCE), -1):
        hyphen = tokens[at].text == "-" and tokens[at].start > tokens[at - 1].end
        if hyphen or tokens[at].text in ":–—":
            party = read_party(tokens[at + 1 :], text)
            if party is None:
                return None
            return Attribution(
                party=memory.resolve(party),
                source=covering(tokens, at + 1, len(tokens)),
                cue=covering(tokens, at, at + 1),
                first=at,
                at=at,
                last=len(tokens),
                side="left",
            )
    return None
