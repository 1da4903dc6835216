"""The record of one attribution: who says, by which words, and on which side of them the content stands.

Here belongs the record alone. It is made in `attribution.py` and `reporting.py`, and read in `discourse.py`
and `contents.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.attribution.parties import Party
from pipeline.extraction.attribution.sides import Side
from pipeline.extraction.language.tokens import Token
from pipeline.records import Span


@dataclass(frozen=True)
class Attribution:
    """`party` asserts the content on the given `side` of the cue ("before": what the text said earlier,
    "paragraph": the rest of its paragraph).

    `source` and `cue` are the words that name the party and those that make it the source. They begin at
    token `first` and end before token `last`; the cue stands at token `at`. `asserts` is false where the
    words tell of a wish or an opinion, or where the source is only taken for one. `opines` is true where the
    party is said to think so, `named` for whom another party cites. `relays` is true when the party passed on
    what another says, `deeper` when it stands behind the other sources of the sentence, `through` is a relay
    named inside the source, `said_text` the words for when it was said.
    """

    party: Party
    source: Span
    cue: Span
    first: int
    at: int
    last: int
    side: Side
    asserts: bool = True
    opines: bool = False
    named: bool = False
    relays: bool = False
    deeper: bool = False
    said_text: str | None = None
    through: Party | None = None

    @property
    def span(self) -> Span:
        """The words that make the link: source, cue and what stands between."""
        return Span(start=min(self.source.start, self.cue.start), end=max(self.source.end, self.cue.end))


def covering(tokens: Sequence[Token], first: int, last: int) -> Span:
    """Return the span of `tokens[first:last]` without a comma at either end."""
    while last - first > 1 and tokens[last - 1].text == ",":
        last -= 1
    while last - first > 1 and tokens[first].text == ",":
        first += 1
    return Span(start=tokens[first].start, end=tokens[last - 1].end)
