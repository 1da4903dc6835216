"""The blocks of a text: its paragraphs, headings, list items and menu entries, with their places.

Here belongs the cutting of a text into lines, the joining of lines that were wrapped at a fixed width, and
what can be said of a block by looking at it alone. Deciding what is kept does not: see `chrome` and `layout`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

# Line ends, also those that only Unicode and old printers know.
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’.-][^\W\d_]+)*|©")
_BULLET = re.compile(r"[-–—*•·▪●◦‣►■]+[ \t\xa0]+(?=\S)|\d{1,2}[.)][ \t\xa0]+(?=\S)")
_SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]*]*$""")
_INNER_END = re.compile(r"""[.!?]["'”’»)]? ?["'“‘«(]?[A-ZА-ЯЁІЇЄ]""")
_BLANK = " \t\xa0\ufeff\u200b"

# A line that is followed by one that begins in lower case was broken; so many of them show a text of fixed
# width.
_BROKEN_LINES = 3
_NARROWEST, _WIDEST = 40, 120


@dataclass(frozen=True)
class Block:
    """One paragraph or other block: `start` to `end` are its lines, `text` their characters without blank
    edges.

    `first` is the offset of the first character of `text`; a wrapped paragraph has line ends inside.
    """

    start: int
    end: int
    first: int
    text: str

    @cached_property
    def plain(self) -> str:
        """The text on one line, with single blanks and without the padding of character references."""
        return " ".join(self.text.replace("\u200b", "").split())

    @cached_property
    def tokens(self) -> list[str]:
        """The block's words and numbers in lower case."""
        return tokens(self.text)

    @property
    def words(self) -> int:
        """How many words the block has."""
        return len(self.tokens)

    @property
    def key(self) -> str:
        """The block's words alone: equal for two lines that say the same."""
        return " ".join(self.tokens)

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the last character that counts ends a sentence."""
        return bool(_SENTENCE_END.search(self.text[-8:]))

    @cached_property
    def is_prose(self) -> bool:
        """Whether the block reads like a paragraph: a sentence of some length, or several of them."""
        closed = self.ends_sentence and not self.text.endswith(("?", "...", "…"))
        if closed or self.text[-1:] in ":;," or self.text[:1] in '"“«':
            return self.words >= 6
        return self.words >= 18 or (self.words >= 12 and bool(_INNER_END.search(self.text)))

    @cached_property
    def is_headline(self) -> bool:
        """Whether the block could be a headline: some words, no full stop."""
        return (
            4 <= self.words <= 30
            and not self.bullet
            and (not self.ends_sentence or self.text[-1] in "?!'’”\"")
        )

    @cached_property
    def bullet(self) -> int:
        """How many characters of `text` are the mark of a list item; 0 if it is none."""
        match = _BULLET.match(self.text)
        return match.end() if match else 0


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case, with plain apostrophes."""
    return _TOKEN.findall(text.casefold().replace("\u200b", "").replace("’", "'"))


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text in order. Blank lines belong to none; every other character belongs to
    one."""
    lines = [_line(match) for match in _LINE.finditer(text)]
    lines = [line for line in lines if line.text]
    width = _wrap_width(lines, text)
    return _join(lines, text, width) if width else lines


def _line(match: re.Match[str]) -> Block:
    raw = match[0]
    text = raw.strip(_BLANK)
    lead = len(raw) - len(raw.lstrip(_BLANK))
    return Block(match.start(), match.end(), match.start() + lead, text)


def _adjacent(left: Block, right: Block, text: str) -> bool:
    """Whether no blank line stands between two lines."""
    gap = text[left.end : right.start]
    return len(gap) <= 2 and gap in ("\n", "\r", "\r\n")


def _wrap_width(lines: list[Block], text: str) -> int | None:
    """Return the width at which a text of fixed width was wrapped, None if it was not."""
    broken = [
        len(line.text)
        for line, following in pairwise(lines)
        if _NARROWEST <= len(line.text) <= _WIDEST
        and following.text[0].islower()
        and not line.ends_sentence
        and _adjacent(line, following, text)
    ]
    return max(broken) if len(broken) >= _BROKEN_LINES else None


def _join(lines: list[Block], text: str, width: int) -> list[Block]:
    """Join each line with the next one where the next word would not have fitted into the width."""
    joined: list[list[Block]] = []
    for line in lines:
        last = joined[-1][-1] if joined else None
        word = "".join(line.text.split(None, 1)[:1])  # a line of odd separators alone has none
        if (
            last is not None
            and not line.bullet
            and _adjacent(last, line, text)
            and len(last.text) <= width < len(last.text) + 1 + len(word)
        ):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [
        Block(
            part[0].start,
            part[-1].end,
            part[0].first,
            text[part[0].first : part[-1].first + len(part[-1].text)],
        )
        for part in joined
    ]
