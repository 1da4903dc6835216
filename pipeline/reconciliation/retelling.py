"""Evidence that says again what a reading of its own origin says, in narrower or other words (rule R6r).

Here belongs finding such retellings among parts and kin. Repeats in the same words are grouped in `series`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.reconciliation.bounds import Agreeing, Value
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.joining import Voice
from pipeline.reconciliation.reading import Reading


class Split(NamedTuple):
    """Evidence split into what retells a reading, with the voice it retells, and the rest."""

    retold: list[tuple[Evidence, Voice]]
    rest: list[Evidence]


class Told:
    """What the readings of each origin say, for looking up whether a claim says it again."""

    def __init__(self, groups: Mapping[str, Sequence[Reading]], voices: Mapping[str, Voice]) -> None:
        self._voices = voices
        self._numbers = {
            (origin, reading.value.digits) for origin, found in groups.items() for reading in found
        }
        said_in: dict[tuple[str, str], list[Value]] = defaultdict(list)
        self._in_sums: set[str] = set()
        self._parts: set[object] = set()
        for origin, found in groups.items():
            for reading in found:
                for document in {item.home for item in reading.members}:
                    said_in[origin, document].append(reading.value)
                if reading.derived:
                    self._in_sums |= {item.claim.claim_id for item in reading.members}
                    self._parts |= {(origin, item.key.category, item.value.digits) for item in reading.lead}

        self._by_document = {place: Agreeing(values) for place, values in said_in.items()}

    def split(self, evidence: Iterable[Evidence]) -> Split:
        """Split evidence into retellings and the rest.

        The same origin, the same number and nothing that rules the same quantity out make a retelling; a
        vague word in the same document that fits the number is one too.
        """
        return self._split(evidence, self._tells_again)

    def split_parts(self, elements: Iterable[Evidence]) -> Split:
        """Split the elements of a sum that is asked: what is in a sum is dropped, what repeats a part retells
        it."""
        left = (item for item in elements if item.claim.claim_id not in self._in_sums)
        return self._split(left, lambda item, key: (key, item.key.category, item.value.digits) in self._parts)

    def _split(self, evidence: Iterable[Evidence], again: Callable[[Evidence, str], bool]) -> Split:
        split = Split([], [])
        for item in evidence:
            own = self._voices.get(item.claim.claim_id)
            voice = own or Voice(item.party.name, item.party.name, item.party.known, item.party.grade)
            if again(item, voice.key):
                split.retold.append((item, voice))
            else:
                split.rest.append(item)
        return split

    def _tells_again(self, item: Evidence, origin: str) -> bool:
        if item.value.bound != "vague":
            return (origin, item.value.digits) in self._numbers
        said = self._by_document.get((origin, item.home))
        return said is not None and said.any(item.value)
