"""Contents: which words of a text each of its attributions covers.

Here belong the stretches beside a cue, drawn over the whole of the quotations that they touch, and the filter
that gives source, cue and content of everything a text attributes. Who the source is to a claim is decided in
`discourse.py`, on the same attributions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.attribution.attributed import Attribution
from pipeline.extraction.attribution.attribution import find_attributions
from pipeline.extraction.attribution.memory import Memory
from pipeline.extraction.attribution.quotations import find_quotations, touched
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence, split
from pipeline.extraction.language.tokens import QUOTES, lower_at
from pipeline.records import Record, TextSpan

Stretch = tuple[int, int]
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "X"})
_LEADING_ON = frozenset({"ADP", "SCONJ", "CCONJ", "AUX", "PART"})
_PARTING = QUOTES | frozenset(",;–—-")
_BLOCK = re.compile(r"[^\n]*\S[^\n]*")  # a line with something on it is a paragraph


class AttributionSpans(Record):
    """Who says what, as stretches of the text: code points from the first (included) to the second
    (excluded).

    `source` names who says it, `cue` are the words that attribute it ("said", "according to"), `content` is
    all that is attributed, with its "that" and its quotation marks, in as many stretches as it stands in.
    """

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


def attributions(text: str) -> list[AttributionSpans]:
    """Return every attribution of a plain text, in order; each line of it is a paragraph.

    Source, cue and content are cut as in PolNeAR (Newell, Margolin, Ruths 2018, "An attribution relations
    corpus for political news"). Work is linear in the length of the text.
    """
    spans = [
        TextSpan(start=m.start(), end=m.end(), kept=True, kind="prose", reason="text")
        for m in _BLOCK.finditer(text)
    ]
    sentences = split(text, spans)
    memory, cues = Memory(), lexicon().cue_verbs
    found = [
        [item for item in find_attributions(sentence, text, memory, cues) if _is_sure(sentence, item)]
        for sentence in sentences
    ]
    reach = Reach(sentences, found)
    return [
        AttributionSpans(
            source=((item.source.start, item.source.end),),
            cue=((item.cue.start, item.cue.end),),
            content=content,
        )
        for item, content in reach.outermost()
    ]


def _is_sure(sentence: Sentence, item: Attribution) -> bool:
    """True unless the cue may be a noun after what is only taken for a source, or the words of the source are
    no noun phrase: nothing in them names somebody, or they break off behind a word that leads on."""
    verbal = sentence.tags[item.at] == "VERB" or lower_at(sentence.tokens, item.last) == ":"
    if item.party.assumed and not item.asserts and not verbal:
        return False
    tokens = list(zip(sentence.tokens, sentence.tags, strict=True))
    words = [pair for pair in tokens if item.source.start <= pair[0].start and pair[0].end <= item.source.end]
    if not words:
        return True
    (first, opens), (last, closes) = words[0], words[-1]
    apposed = len(words) > 1 and words[-2][0].text == ","  # "the survey, which"
    if closes in _LEADING_ON or (last.lower in lexicon().grammar["relatives"] and not apposed):
        return False
    if opens == "VERB" and first.lower.endswith("ing"):
        return False
    unnamed = lexicon().attribution["unknown"]  # "many"
    return any(
        tag in _NAMING or token.is_capitalised or token.lower.endswith("s") or token.lower in unnamed
        for token, tag in words
    )


class Reach:
    """How far the attributions of a document reach."""

    def __init__(self, sentences: Sequence[Sentence], found: Sequence[Sequence[Attribution]]) -> None:
        self.sentences, self.found = sentences, found
        self.ends = {sentence.paragraph: sentence.end for sentence in sentences}  # of paragraphs
        self.touching = touched(find_quotations(sentences))

    def outermost(self) -> Iterator[tuple[Attribution, tuple[Stretch, ...]]]:
        """Yield each attribution that is not itself part of what another one says, with what it covers."""
        inside = 0  # where the last content that began in an earlier sentence ends
        for index, items in enumerate(self.found):
            spoken = [item for item in items if not item.named and not self._quoted(index, item)]
            contents = [self._content(index, item) for item in spoken]
            reached = inside
            for position, item in enumerate(spoken):
                reached = max([reached, *(end for _, end in contents[position])])
                if item.cue.start < inside or _is_nested(spoken, contents, position):
                    continue
                resumed = tuple(self._resumed(index)) if position == len(spoken) - 1 else ()
                reached = max([reached, *(end for _, end in resumed)])
                if contents[position]:
                    yield item, (*contents[position], *resumed)
            inside = reached

    def _quoted(self, index: int, item: Attribution) -> bool:
        """True when somebody's quoted words hold the cue, unless it is a label before them."""
        return item.side != "paragraph" and any(
            q.start < item.cue.start and item.cue.end < q.end for q in self.touching.get(index, ())
        )

    def _content(self, index: int, item: Attribution) -> tuple[Stretch, ...]:
        """Return the stretches that an attribution of sentence `index` covers, in order."""
        if item.side == "before":
            return self._whole(index - 1)
        stretches = list(self._beside(self.sentences[index], item, self._limit(index, item)))
        if not stretches:
            return self._whole(index + 1)  # "S said:"
        return tuple(self._drawn(index, stretch) for stretch in stretches)

    def _whole(self, index: int) -> tuple[Stretch, ...]:
        """Return a whole sentence with the quotation that it stands in, nothing outside the text."""
        if not 0 <= index < len(self.sentences):
            return ()
        return (self._drawn(index, (self.sentences[index].start, self.sentences[index].end)),)

    def _resumed(self, index: int) -> Iterator[Stretch]:
        """Yield the quotation that goes on in the sentences after "…", S said."""
        sentence = self.sentences[index]
        if index not in self.touching:
            return
        after = index + 1
        while after < len(self.sentences) and self.sentences[after].paragraph == sentence.paragraph:
            begun = [q for q in self.touching.get(after, ()) if q.start == self.sentences[after].start]
            if (
                not begun
                or begun[0].end < self.sentences[begun[0].last].end
                or any(item.cue.start >= begun[0].end for item in self.found[after])
            ):
                return
            yield begun[0].start, begun[0].end
            after = begun[0].last + 1

    def _limit(self, index: int, item: Attribution) -> int:
        """Return the token before which the content on the right ends: where a clause of another begins."""
        tokens = self.sentences[index].tokens
        subordinate = lower_at(tokens, item.first - 1) in lexicon().attribution["turning"]
        for later in self.found[index]:
            first = self._left(self.sentences[index], later) or later.first
            if first <= item.last:
                continue
            joined = first - 1
            if tokens[joined].lower in lexicon().attribution["turning"]:
                while joined > item.last and tokens[joined - 1].lower in lexicon().attribution["turning"]:
                    joined -= 1
                if tokens[joined - 1].text in _PARTING:
                    return joined
            elif tokens[joined].text in ";–—" or (tokens[joined].text == "," and subordinate):
                return joined
        if item.last < len(tokens) and tokens[item.last].text in QUOTES:
            return len(tokens)
        aside = self._aside(self.sentences[index], item.last)
        if aside is not None:
            return aside
        commas = (at for at in range(item.last + 1, len(tokens) - 1) if tokens[at].text == ",")
        comment = lexicon().attribution["commenting"]
        return next((at for at in commas if tokens[at + 1].lower in comment), len(tokens))

    def _aside(self, sentence: Sentence, first: int) -> int | None:
        """Return where a clause of the text's own begins after the object of a verb that is no clause itself:
        "S condemned the attack | after 40 people had died"."""
        asides = lexicon().attribution["aside"]
        for at in range(first, len(sentence.tokens)):
            low = sentence.lowers[at]
            if low in asides and at > first:
                return at
            infinitive = at and sentence.lowers[at - 1] == "to"
            verb = sentence.tags[at] in ("VERB", "AUX") and not infinitive and not low.endswith("ing")
            if verb or low == "that" or sentence.tokens[at].text in QUOTES:
                return None
        return None

    def _beside(self, sentence: Sentence, item: Attribution, last: int) -> Iterator[Stretch]:
        """Yield the stretches of the sentence left and right of source and cue."""
        tokens = sentence.tokens
        while last > item.last and tokens[last - 1].text in ".!?":
            last -= 1
        if item.side in ("left", "both") and item.first > 0:
            yield from _stretch(sentence, self._left(sentence, item), item.first)
        if item.side == "paragraph":
            end = self.ends[sentence.paragraph]
            if item.cue.end + 1 < end:
                yield item.cue.end + 1, end
        elif item.side in ("right", "both") and item.last < last:
            yield from _stretch(sentence, item.last, last)

    def _left(self, sentence: Sentence, item: Attribution) -> int:
        """Return the token where the content on the left begins: with the sentence, or with the quotation
        beside the cue where somebody else has spoken before it."""
        earlier = [other.cue.end for other in self.found[sentence.index] if other.last <= item.first]
        for quotation in self.touching.get(sentence.index, ()):
            near = sentence.tokens[max(0, item.first - 2)].start <= quotation.end <= item.source.end
            if near and any(end <= quotation.start for end in earlier):
                return next(at for at, t in enumerate(sentence.tokens) if t.start >= quotation.start)
        return 0

    def _drawn(self, index: int, stretch: Stretch) -> Stretch:
        """Return a stretch drawn over the quotations that it touches."""
        start, end = stretch
        for quotation in self.touching.get(index, ()):
            if quotation.start < end and quotation.end > start:
                start, end = min(start, quotation.start), max(end, quotation.end)
        return start, end


def _stretch(sentence: Sentence, first: int, last: int) -> Iterator[Stretch]:
    """Yield the stretch of `tokens[first:last]` without the marks that join it to its cue, if any is left."""
    tokens = sentence.tokens
    while first < last and tokens[first].text in ",:;–—-":
        first += 1
    while first < last and tokens[last - 1].text in ",:;–—-":
        last -= 1
    if first < last:
        yield tokens[first].start, tokens[last - 1].end


def _covers(content: Sequence[Stretch], item: Attribution) -> bool:
    """True when the cue of an attribution stands in the content of another."""
    return any(start <= item.cue.start and item.cue.end <= end for start, end in content)


def _is_nested(items: Sequence[Attribution], contents: Sequence[tuple[Stretch, ...]], position: int) -> bool:
    """True for an attribution inside the content of another of its sentence; where two hold each other
    ("S said X, T said"), the first is inside the second."""
    for other, content in enumerate(contents):
        if other == position or not _covers(content, items[position]):
            continue
        if other > position or not _covers(contents[position], items[other]):
            return True
    return False
