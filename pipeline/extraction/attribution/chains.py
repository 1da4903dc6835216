"""Chains: the links from the publisher to the origin of a figure, and the words that make each of them.

Here belong the records of a chain and how a party becomes a link. Which parties stand behind a figure is
decided in `discourse.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.attribution.attributed import Attribution
from pipeline.extraction.attribution.parties import Party
from pipeline.extraction.language.lexicon import lexicon
from pipeline.records import Link


@dataclass(frozen=True)
class Source:
    """The chain behind a figure: `links` from the relay next to the publisher to the origin (empty: the
    publisher itself), when the origin said it, and the rule that found it."""

    links: tuple[Link, ...]
    said_text: str | None
    rule: str


def is_speaker(attribution: Attribution) -> bool:
    """True for a named party that asserts in its own right (an outlet only passes on)."""
    return attribution.party.kind in ("person", "organisation") and not is_outlet(attribution.party)


def is_outlet(party: Party) -> bool:
    """True for a newspaper, an agency or a broadcaster by its name."""
    return any(word in lexicon().attribution["outlets"] for word in party.name.lower().split())


def link_to(party: Party, attribution: Attribution | None = None) -> Link:
    return Link(
        party=party.name,
        kind=party.kind,
        organisation=party.organisation,
        evidence=attribution.span if attribution is not None else party.span,
    )


def without_repeats(links: Sequence[Link]) -> list[Link]:
    """Drop a link that names the same party as one after it."""
    kept: list[Link] = []
    for position, link in enumerate(links):
        if all(link.party != later.party for later in links[position + 1 :]):
            kept.append(link)
    return kept
