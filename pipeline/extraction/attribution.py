"""Attribution inside one sentence: who says, by which words, on which side of them the content stands.

Here belong the patterns: a source and its verb ("S said that …", "…, said S"), prefixes ("according to S"), passives
("reported by S", "cited by S") and headlines ("…: report"). How a source governs other sentences is `discourse.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.extraction.lexicon import lexicon, longest, phrase
from pipeline.extraction.parties import Memory, Party, read_party
from pipeline.extraction.quantities import find_quantities
from pipeline.extraction.sentences import Sentence
from pipeline.extraction.times import find_times
from pipeline.extraction.tokens import Token
from pipeline.records import Span

_ADVERBS = frozenset(
    "also later earlier previously then has have had recently further separately initially first now once "
    "repeatedly again reportedly did".split()
)
_QUOTES = frozenset('"“”«»')
_BREAKS = frozenset('"“”«»;:()–—')
_SUBJECT_STOPS = frozenset(
    "that which who whom when while but because although if as after before since where than".split()
)
_NP_STOPS = frozenset(
    "who which that when while after before since as but where whose and is are was were has have had on".split()
)
_ANAPHORS = frozenset(["this", "it", "that", "these", "which"])
Side = Literal["right", "left", "both", "before"]


@dataclass(frozen=True)
class Attribution:
    """`party` asserts the content on the given `side` of the cue ("before": what the text said earlier).

    `at` is the token of the cue, `span` the words that make the link, `relays` true when the party passed on what
    another says, `said_text` the words for when it was said.
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
    _learn_acronyms(sentence.tokens, text, memory)
    tokens, lowers = sentence.tokens, sentence.lowers
    found: list[Attribution] = []
    at = 0
    while at < len(tokens):
        attribution, size = _at(sentence, text, at, lowers, memory)
        if attribution is not None:
            found.append(attribution)
        at += max(size, 1)
    headline = _headline(sentence, text, memory) if sentence.kind == "title" and not found else None
    return [*found, headline] if headline else found


def _at(
    sentence: Sentence, text: str, at: int, lowers: tuple[str, ...], memory: Memory
) -> tuple[Attribution | None, int]:
    words = lexicon()
    for prefix in words.attribution["prefixes"]:
        cue = phrase(prefix)
        if lowers[at : at + len(cue)] == cue:
            return _prefixed(sentence, text, at, len(cue), memory), len(cue)
    size = longest(words.report_verbs, lowers, at)
    if size and sentence.tokens[at].is_word:
        return _verbal(sentence, text, at, size, memory), size
    return None, 1


def _prefixed(sentence: Sentence, text: str, at: int, size: int, memory: Memory) -> Attribution | None:
    """ "according to S", "citing S": the noun phrase after the cue is the source."""
    tokens = sentence.tokens
    party, last = _phrase_after(tokens, text, at + size)
    if party is None:
        return None
    cue = " ".join(sentence.lowers[at : at + size])
    relaying = cue in lexicon().attribution["relaying"]
    span = Span(start=tokens[at].start, end=tokens[last - 1].end)
    return Attribution(
        memory.resolve(party),
        at,
        last,
        "both",
        span,
        deeper=relaying or cue.startswith("according"),
        said_text=None,
    )


def _phrase_after(tokens: Sequence[Token], text: str, first: int) -> tuple[Party | None, int]:
    """Read the source after a cue: up to a comma, a bracket, a quotation mark or a relative clause; then its title."""
    last = first
    while last < len(tokens) and not _ends_source(tokens, last, first):
        last += 1
    apposition: Sequence[Token] = ()
    if last < len(tokens) and tokens[last].text == "," and _is_title(tokens, last + 1):
        end = last + 1
        while end < len(tokens) and tokens[end].text not in ",.;" and tokens[end].text not in _QUOTES:
            end += 1
        apposition = tokens[last + 1 : end]
    return read_party(tokens[first:last], text, apposition), max(last, first + 1)


def _ends_source(tokens: Sequence[Token], at: int, first: int) -> bool:
    token = tokens[at]
    if token.text in _BREAKS or token.text in ",.!?":
        return True
    if token.lower in _NP_STOPS and at > first:
        return not (
            token.lower == "and"
            and at + 1 < len(tokens)
            and tokens[at + 1].is_capitalised
            and tokens[at - 1].is_capitalised
        )
    if (
        at > first
        and token.lower in ("in", "to")
        and not (at + 1 < len(tokens) and tokens[at + 1].lower == "the" and token.lower == "in")
    ):
        return True
    return (
        at > first and (token.lower,) in lexicon().report_verbs and token.is_word and not token.is_capitalised
    )


def _is_source_head(token: Token) -> bool:
    attribution = lexicon().attribution
    return token.lower in attribution["organisations"] or token.lower in attribution["anonymous"]


def _is_title(tokens: Sequence[Token], at: int) -> bool:
    """True when a title begins at `at`: "deputy chief of …", "the ministry's spokesman"."""
    return any(token.lower in lexicon().attribution["titles"] for token in tokens[at : at + 5])


def _verbal(sentence: Sentence, text: str, at: int, size: int, memory: Memory) -> Attribution | None:
    tokens = sentence.tokens
    verb, form = lexicon().report_verbs[sentence.lowers[at : at + size]]
    if form == "base" and not (
        at
        and tokens[at - 1].lower in ("to", "will", "did", "they", "we", *_ADVERBS)
        or _plural_before(tokens, at)
    ):
        return None
    after = at + size
    following = tokens[after].lower if after < len(tokens) else ""
    if following == "by" and form in ("participle", "past"):
        return _passive(sentence, text, at, after, memory)
    said = _said_text(sentence, text, at, after)
    subject = _subject(tokens, text, at)
    if subject is not None and _governs(tokens, verb, after):
        party, first, through = subject
        span = Span(start=tokens[first].start, end=tokens[after - 1].end)
        resolved = memory.resolve(party)
        _learn_briefing(tokens, verb, after, resolved, memory)
        side: Side = "left" if _closes_quotation(tokens, first) or _ends_sentence(tokens, after) else "right"
        return Attribution(
            resolved,
            at,
            after,
            side,
            span,
            relays=_points_back(tokens, after),
            said_text=said,
            through=through,
        )
    if _inverts(tokens, at, after):
        party_after, last = _phrase_after(tokens, text, after)
        if party_after is not None:
            span = Span(start=tokens[at].start, end=tokens[last - 1].end)
            return Attribution(memory.resolve(party_after), at, last, "left", span, said_text=said)
    return None


def _plural_before(tokens: Sequence[Token], at: int) -> bool:
    return (
        at > 0
        and tokens[at - 1].lower.endswith("s")
        and tokens[at - 1].is_word
        and not tokens[at - 1].is_possessive
    )


def _passive(sentence: Sentence, text: str, at: int, by: int, memory: Memory) -> Attribution | None:
    """ "This was reported by S", "figures cited by S": S asserts, or passes on, what stands before."""
    tokens = sentence.tokens
    party, last = _phrase_after(tokens, text, by + 1)
    if party is None:
        return None
    if any(token.lower in lexicon().attribution["unknown"] for token in tokens[max(0, at - 2) : at]):
        return None  # "assessments cited by S" is one source phrase; its verb follows
    anaphoric = any(token.lower in _ANAPHORS for token in tokens[:at][:3])
    span = Span(start=tokens[at].start, end=tokens[last - 1].end)
    said = _said_text(sentence, text, at, last)
    return Attribution(
        memory.resolve(party), at, last, "before" if anaphoric else "both", span, said_text=said
    )


def _governs(tokens: Sequence[Token], verb: str, after: int) -> bool:
    """A weak verb attributes only where "that", a colon or a quotation follows, or a quantity is its object."""
    if verb not in lexicon().attribution["weak"]:
        return True
    window = tokens[after : after + 14]
    if any(token.lower == "that" or token.text in _QUOTES or token.text == ":" for token in window[:4]):
        return True
    return (
        not window
        or _ends_sentence(tokens, after)
        or bool(find_quantities(window))
        or window[0].lower in ("this", "it")
    )


def _points_back(tokens: Sequence[Token], after: int) -> bool:
    """True for "S reports this": the content stands before."""
    return after < len(tokens) and tokens[after].lower in ("this", "it") and _ends_sentence(tokens, after + 1)


def _ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in ".,!?" or tokens[at].text in _QUOTES


def _closes_quotation(tokens: Sequence[Token], first: int) -> bool:
    """True when a quotation or a comma that ends the reported words stands right before the source."""
    if first < 2:
        return False
    before = [token.text for token in tokens[max(0, first - 3) : first]]
    return any(mark in _QUOTES for mark in before)


def _inverts(tokens: Sequence[Token], at: int, after: int) -> bool:
    """True for "…, said S": a comma or quotation mark before the verb and a name or title after it."""
    if at == 0 or after >= len(tokens) or tokens[at - 1].text not in ',"”’-–—':
        return False
    return tokens[after].is_capitalised or tokens[after].lower in ("the", "a", "an")


def _subject(tokens: Sequence[Token], text: str, at: int) -> tuple[Party, int, Party | None] | None:
    """Return the source left of the verb at `at`, the token it begins at, and a relay named inside it."""
    end = at
    while end > 0 and tokens[end - 1].lower in _ADVERBS:
        end -= 1
    if end == 0:
        return None
    apposition: Sequence[Token] = ()
    if tokens[end - 1].text == ",":
        opening = _comma_before(tokens, end - 1)
        if opening is None:
            return None
        apposition, end = tokens[opening + 1 : end - 1], opening
    first = _subject_start(tokens, end)
    words = tokens[first:end]
    cited = next(
        (
            k
            for k, token in enumerate(words)
            if token.lower == "by"
            and k
            and words[k - 1].lower in ("cited", "quoted", "reported", "published")
        ),
        None,
    )
    through = None
    if cited:
        through = read_party([t for t in words[cited + 1 :] if t.is_capitalised][:4], text)
        words = words[: cited - 1]
    times = find_times(words)
    for mention in reversed(times):
        if mention.last == len(words):
            words = words[: mention.first]
        elif mention.first == 0:
            first, words = first + mention.last, words[mention.last :]
    party = read_party(words, text, apposition)
    return (party, first, through) if party is not None else None


def _comma_before(tokens: Sequence[Token], at: int) -> int | None:
    """Return the comma that opens the apposition which the comma at `at` closes."""
    for position in range(at - 1, max(-1, at - 25), -1):
        if tokens[position].text == ",":
            return (
                position
                if _is_title(tokens[:at], position + 1) or tokens[position + 1].lower in ("who", "which")
                else None
            )
        if tokens[position].text in _BREAKS:
            return None
    return None


def _subject_start(tokens: Sequence[Token], end: int) -> int:
    """Return where the noun phrase that ends at `end` begins: after a boundary, a conjunction or another verb."""
    first = end
    while first > 0:
        token = tokens[first - 1]
        if token.text in _BREAKS or token.text == "," or token.lower in _SUBJECT_STOPS:
            break
        if token.lower in ("and", "or") and not (
            tokens[first].is_capitalised and first > 1 and tokens[first - 2].is_capitalised
        ):
            break
        verb = (
            lexicon().report_verbs.get((token.lower,)) if token.is_word and not token.is_capitalised else None
        )
        names_nobody = first == end and token.lower in lexicon().attribution["unknown"]
        if (
            verb
            and verb[1] != "base"
            and not names_nobody
            and not (token.lower.endswith("ed") and first < end and tokens[first].lower == "by")
        ):
            break
        first -= 1
    return first


def _said_text(sentence: Sentence, text: str, at: int, after: int) -> str | None:
    """Return the words for when it was said: the time before the verb, or right after it."""
    tokens = sentence.tokens
    for mention in reversed(find_times(tokens)):
        close = mention.first <= after + 3 and not any(
            t.lower == "that" for t in tokens[after : mention.first]
        )
        if mention.last <= at or (mention.first >= after and close):
            return mention.text(tokens, text)
    return None


def _learn_acronyms(tokens: Sequence[Token], text: str, memory: Memory) -> None:
    """Remember "Full Name (FN)"."""
    for at in range(1, len(tokens) - 2):
        short = tokens[at + 1]
        if (
            tokens[at].text != "("
            or tokens[at + 2].text != ")"
            or not short.text.isupper()
            or not short.is_word
        ):
            continue
        first = at
        while first > 0 and (
            tokens[first - 1].is_capitalised or tokens[first - 1].lower in ("of", "for", "and", "the")
        ):
            first -= 1
        while first < at and (not tokens[first].is_capitalised or tokens[first].is_possessive):
            first += 1
        possessive = [k for k in range(first, at) if tokens[k].is_possessive]
        first = possessive[-1] + 1 if possessive else first
        if at - first >= 2 and tokens[first].text[0] == short.text[0]:
            memory.acronyms[short.text] = text[tokens[first].start : tokens[at - 1].end]


def _learn_briefing(tokens: Sequence[Token], verb: str, after: int, party: Party, memory: Memory) -> None:
    """Remember "S briefed lawmakers": persons of that title then pass on what S told them."""
    if (
        verb not in {entry.split("/")[0] for entry in lexicon().attribution["briefing"]}
        or party.kind != "organisation"
    ):
        return
    for token in tokens[after : after + 4]:
        singular = token.lower.rstrip("s")
        if token.lower.endswith("s") and singular in lexicon().attribution["titles"]:
            memory.briefed[singular] = party


def _headline(sentence: Sentence, text: str, memory: Memory) -> Attribution | None:
    """ "…: report", "… - GUR": the source of a headline stands behind its last colon or dash."""
    tokens = sentence.tokens
    for at in range(len(tokens) - 2, max(0, len(tokens) - 7), -1):
        if (
            tokens[at].text in ":-–—"
            and tokens[at].text != "-"
            or (tokens[at].text == "-" and tokens[at].start > tokens[at - 1].end)
        ):
            party = read_party(tokens[at + 1 :], text)
            if party is None:
                return None
            span = Span(start=tokens[at].start, end=tokens[-1].end)
            return Attribution(replace(memory.resolve(party)), at, len(tokens), "left", span)
    return None
