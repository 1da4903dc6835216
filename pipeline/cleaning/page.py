"""A document on its way from blocks to decisions.

Here belong the shapes that `marking` and `layout` share; what is decided stands there.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.cleaning import chrome, masthead
from pipeline.cleaning.blocks import Block
from pipeline.records import SpanKind


@dataclass
class Item:
    """A block on its way to a decision. `start` is where its line starts; `block` what is left of it after
    a prefix and before a suffix, both dropped, were taken off. `kept` is None until it is decided."""

    start: int
    block: Block
    kept: bool | None = None
    kind: SpanKind = "prose"
    reason: str = ""
    prefix: tuple[SpanKind, str] = ("chrome", "")
    suffix: tuple[SpanKind, str] = ("chrome", "")
    head: masthead.Prefix | None = None
    rule: chrome.Rule | None = None

    def keep(self, kind: SpanKind, reason: str) -> None:
        """Decide that the block is the document's own."""
        self.kept, self.kind, self.reason = True, kind, reason

    def drop(self, reason: str, kind: SpanKind = "chrome") -> None:
        """Decide that the block is not the document's own."""
        self.kept, self.kind, self.reason = False, kind, reason

    def cut(self, first: int, last: int) -> None:
        """Leave of the block's text only `first` to `last`, counted in that text."""
        text = self.block.text[first:last]
        blank = len(text) - len(text.lstrip())
        self.block = replace(self.block, first=self.block.first + first + blank, text=text.strip())


@dataclass
class Page:
    """The items of a document, with what was found out about all of it: the title, and names that may be
    the publisher's: behind the title (`outlet`), on a line of its own above the text (`masthead`, `name`
    if only its form tells), and the keys of lines that were kept (`seen`)."""

    items: list[Item]
    title: Item | None = None
    outlet: str | None = None
    masthead: str | None = None
    name: str | None = None
    seen: set[str] = field(default_factory=set)
