"""Who gave no number: "the agency did not say how many", "a spokesman declined to give a toll".

Here belongs finding such parties in a sentence. That a relay who gave none is not the origin of a number
(rule R11f of reconciliation) is for whoever reads the chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.extraction.attribution.memory import Memory
from pipeline.extraction.attribution.speakers import subject_before
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence

_REACH = 8  # tokens from the verb to what is not given


def withholding(sentence: Sentence, text: str, memory: Memory) -> Iterator[str]:
    """Yield the names of the parties whom a sentence tells to have given no number, as the chains name them.

    `memory` knows the parties named up to the sentence.
    """
    for at in _refusals(sentence):
        subject = subject_before(sentence, text, at)
        if subject is not None:
            yield memory.resolve(subject.party).name


def _refusals(sentence: Sentence) -> Iterator[int]:
    """Yield where a refusal begins: "did not give … number", "declined to say how many"."""
    words, lowers = lexicon().attribution, sentence.lowers
    for at, word in enumerate(lowers):
        if word in words["refusing"]:
            verb = at + 1 + (lowers[at + 1 : at + 2] == ("to",))
        elif word in words["refusing_auxiliaries"] and lowers[at + 1 : at + 2] == ("not",):
            verb = at + 2
        elif word in words["refusing_contractions"]:
            verb = at + 1
        else:
            continue
        ahead = lowers[verb + 1 : verb + 1 + _REACH]
        if words["giving"].isdisjoint(lowers[verb : verb + 1]):
            continue
        if not words["withheld_numbers"].isdisjoint(ahead) or ("how", "many") in pairwise(ahead):
            yield at
