"""What a reader sees of a stretch of text: characters without width are not there, and blanks are all alike.

Here belongs the comparison of words by what is seen of them, and the list of what has no width. Which parts
of a document are seen at all is decided in `markup` and `layout`.
"""

from __future__ import annotations

NO_WIDTH = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Characters that take no room: the soft hyphen, joiners, marks of direction that reorder nothing."""

_NOTHING = str.maketrans(dict.fromkeys(NO_WIDTH))


def without_width(text: str) -> str:
    """Return `text` less the characters that have no width."""
    return text if text.isascii() else text.translate(_NOTHING)


def seen(text: str) -> str:
    """Return the words of a stretch of text that was made for reading, as a reader sees them: without what
    has no width, with one space where any blanks or line ends stand."""
    return " ".join(without_width(text).split())
