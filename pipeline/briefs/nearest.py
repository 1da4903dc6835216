"""The listed word that a misspelt one is nearest to, among thousands, without comparing it with each.

Here belongs the search alone. Which words are listed, and what is made of a near one, is told in `spelling`.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable


class Nearest:
    """Words to find near ones among: those whose likeness (difflib's ratio) to a word is `least` or more.

    Likeness falls with each letter that only one of two words has, and each such letter takes at most two
    pairs of neighbouring letters away. So only words with enough pairs in common are compared.
    """

    def __init__(self, words: Iterable[str], least: float) -> None:
        """Index the words."""
        self._least = least
        self._pairs = {word: _pairs(word) for word in words}
        self._with_pair: dict[str, list[str]] = defaultdict(list)
        for word, pairs in self._pairs.items():
            for pair in pairs:
                self._with_pair[pair].append(word)

    def of(self, word: str) -> str | None:
        """Return the listed word that is likest to `word`, None if none is like enough."""
        own = _pairs(word)
        shared = Counter(other for pair in own for other in self._with_pair.get(pair, ()))
        near = [other for other, found in shared.items() if found >= self._needed(word, own, other)]
        return next(iter(difflib.get_close_matches(word, near, n=1, cutoff=self._least)), None)

    def _needed(self, word: str, own: set[str], other: str) -> int:
        """Return how many pairs two words that are like enough have in common at least."""
        lone = int((1 - self._least) * (len(word) + len(other)) + 1e-9)
        return len(own if len(word) > len(other) else self._pairs[other]) - 2 * lone


def _pairs(word: str) -> set[str]:
    """Return the pairs of neighbouring letters of a word."""
    return {word[at : at + 2] for at in range(len(word) - 1)}
