"""Parts of speech: which word of a sentence is a noun, a verb, an adjective.

Here belong the tagger and the features it looks at; what a tag means for a figure is decided by the modules
that ask. Its weights are made by `tools/train_tagger.py` from the Universal Dependencies English Web Treebank
and stand in `weights/` with their licence.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from struct import Struct

from pipeline.extraction.language.tokens import Token

TAGS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
START = len(TAGS)  # stands for the tag before the first word
_PLACES = {name: place for place, name in enumerate(TAGS)}
_SCORES = Struct(f">{len(TAGS)}H")
_SIGNS = frozenset("$€£¥%°+=<>#&*~")
_SMALL = 4  # letters of the words that stay small in a headline with capitals
_FEW = 4  # words from which on the capitals of a sentence can be judged
_CACHED = 1 << 15  # words


def tag(words: Sequence[str]) -> tuple[str, ...]:
    """Return the universal part of speech (one of TAGS) of each word of one sentence.

    `words` are tokens as `tokens.py` cuts them, in their own case. A greedy averaged perceptron, left to
    right (Collins 2002, "Discriminative Training Methods for Hidden Markov Models"): 94 in 100 tokens of web
    text are right. Linear in the number of words.
    """
    cased = case_tells(words)
    ahead = [*words[1:], "", ""]
    before, before2, word1, word2 = START, START, "", ""
    found = []
    for at, word in enumerate(words):
        best = _fixed(word)
        if best is None:
            total = (
                _own(word, cased)
                + _tied(word, before)
                + _tags(before2, before)
                + _beside("l1", word1)
                + _beside("l2", word2)
                + _beside("r1", ahead[at])
                + _beside("r2", ahead[at + 1])
                + _ahead(ahead[at], before, word[-2:].lower())
            )
            scores = _SCORES.unpack(total.to_bytes(_SCORES.size, "big"))
            best = scores.index(max(scores))
        found.append(TAGS[best])
        before2, before, word2, word1 = before, best, word1, word
    return tuple(found)


def tag_tokens(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the universal part of speech of each token of one sentence; see `tag`."""
    return tag([token.text for token in tokens])


def case_tells(words: Sequence[str]) -> bool:
    """True unless the sentence is a headline in capitals, or one With a Capital on Each Word."""
    letters = [word for word in words if word[:1].isalpha()]
    return len(letters) < _FEW or any(len(word) > _SMALL and word[0].islower() for word in letters)


def fixed_tag(word: str) -> str | None:
    """Return the tag of a token that is no word, told from its first character; None for a word."""
    if word[:1].isalpha():
        return None
    if word[:1].isdigit():
        return "NUM"
    return "SYM" if word in _SIGNS else "PUNCT"


def own_features(word: str, cased: bool) -> list[str]:
    """Return what a word shows by itself: its letters, endings and, where case tells, its capitals."""
    low = _low(word)
    shape = _shape(word) if cased else "?"
    endings = [f"s{size} {low[-size:]}" for size in (1, 2, 3, 4)]
    capitals = [f"c {shape}", f"cs {shape} {low[-2:]}", f"cw {shape} {low}"]
    return [f"w {low}", *endings, f"p3 {low[:3]}", *capitals]


def tied_features(word: str, before: int) -> list[str]:
    """Return what a word shows together with the tag before it."""
    low = _low(word)
    return [f"tw {before} {low}", f"ts {before} {low[-3:]}"]


def tag_features(before2: int, before: int) -> list[str]:
    """Return what the two tags before a word show."""
    return [f"t1 {before}", f"t2 {before2}", f"t12 {before2} {before}"]


def ahead_features(following: str, before: int, ending: str) -> list[str]:
    """Return what the next word shows together with the tag before and with the ending between."""
    low = "0" if following[:1].isdigit() else _low(following)
    return [f"tr {before} {low}", f"er {ending} {low}"]


def beside_features(place: str, word: str) -> list[str]:
    """Return what a neighbour shows; `place` is l1, l2 (left) or r1, r2 (right)."""
    low = "0" if word[:1].isdigit() else _low(word)
    if place in ("l2", "r2"):
        return [f"{place} {low}"]
    owner = word.lower().endswith(("'s", "’s"))
    return [f"{place} {low}", f"{place}s {low[-3:]}", f"{place}o {owner}"]


def _low(word: str) -> str:
    low = word.lower().replace("’", "'")
    return low.removesuffix("'s") or low


def _shape(word: str) -> str:
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    if word[0].isupper():
        return "Aa"
    return "aa" if word.islower() else "aA"


@cache
def _weights() -> dict[str, str]:
    """Return the weights by feature, four hexadecimal digits for each of TAGS; read at the first call."""
    packed = files("pipeline.extraction").joinpath("weights", "tagger.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").split("\n")
    return dict(line.split("\t") for line in lines)


def _weigh(features: Sequence[str]) -> int:
    """Return the sum of the weights of `features`: one number with 16 bits for each of TAGS, so that all are
    added at once. Each feature is written as much too high for every tag, which leaves their order."""
    weights = _weights()
    return sum(int(weights[feature], 16) for feature in features if feature in weights)


@lru_cache(maxsize=_CACHED)
def _fixed(word: str) -> int | None:
    name = fixed_tag(word)
    return _PLACES[name] if name is not None else None


@lru_cache(maxsize=_CACHED)
def _own(word: str, cased: bool) -> int:
    return _weigh(own_features(word, cased))


@lru_cache(maxsize=_CACHED)
def _tied(word: str, before: int) -> int:
    return _weigh(tied_features(word, before))


@lru_cache(maxsize=_CACHED)
def _ahead(following: str, before: int, ending: str) -> int:
    return _weigh(ahead_features(following, before, ending))


@lru_cache(maxsize=_CACHED)
def _beside(place: str, word: str) -> int:
    return _weigh(beside_features(place, word))


@cache
def _tags(before2: int, before: int) -> int:
    return _weigh(tag_features(before2, before))
