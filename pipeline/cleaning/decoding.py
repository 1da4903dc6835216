"""From bytes to characters: which encoding they are in, and the repair of mojibake.

Here belongs everything about encodings. Nothing else about the text is changed: quotes, line ends and normal
forms stay as they are, since offsets into the text lead back to the original.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import pairwise

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?([A-Za-z0-9_.:-]{2,30})""")
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")

# Encodings of one byte a character that old pages use, the most usual first: the order decides between
# equals.
_SINGLE_BYTE = (
    "cp1252",
    "cp1251",
    "koi8-r",
    "koi8-u",
    "cp1250",
    "iso8859-2",
    "cp1254",
    "cp1253",
    "cp1255",
    "cp1256",
)
# Below this share of odd words a single-byte reading is believed; above it the library is asked for wider
# encodings.
_BELIEVED = 0.1
_SAMPLE = 20_000
_NO_LETTERS = frozenset(("Cc", "Cn", "Sm", "Sk", "So", "No"))


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of `content` and the name of its encoding, with ", repaired" where mojibake was undone.

    Order: byte order mark, UTF-8 (also with a few damaged bytes, which become U+FFFD), the encoding that the
    content declares for itself, then the most plausible one. Never raises.
    """
    text, encoding = _decode(content)
    repaired = repair(text)
    return repaired, encoding if repaired == text else f"{encoding}, repaired"


def repair(text: str) -> str:
    """Return `text` with mojibake undone, line by line, where ftfy is sure that a line is bad; all else is
    as it was."""
    if text.isascii():
        return text
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text
    lines = text.splitlines(keepends=True)
    return "".join(fix_encoding(line) if not line.isascii() and is_bad(line) else line for line in lines)


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            # The mark stays in the text (as the codecs with a fixed byte order leave it), like that of UTF-8.
            order = "le" if mark[:1] == b"\xff" else "be"
            return content.decode(f"{encoding}-{order}", errors="replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(content):
        return content.decode("utf-8", errors="replace"), "utf-8"
    encoding = _declared(content) or _plausible(content)
    return content.decode(encoding, errors="replace"), encoding


def _is_damaged_utf8(content: bytes) -> bool:
    """Say whether this is UTF-8 that was cut or has a few bad bytes: well-formed characters far outnumber
    the bad."""
    text = content.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    wide = sum(1 for char in text if char > "\x7f") - bad
    return wide > 10 * bad or (bad == 1 and text.endswith("\ufffd") and len(text) > 100)


def _declared(content: bytes) -> str | None:
    """Return the encoding that a page declares in its first bytes, if Python knows it and it fits."""
    match = _DECLARED.search(content[:4096])
    try:
        encoding = codecs.lookup(match[1].decode("ascii")).name if match else None
        if encoding in (None, "utf-8"):
            return None
        content.decode(encoding)
    except (LookupError, UnicodeError):
        return None
    return encoding


def _plausible(content: bytes) -> str:
    """Return the encoding whose reading looks most like words.

    Short and nearly ASCII texts give statistics little to go by, so the usual single-byte encodings are
    judged by the shape of the words they yield; where none fits, charset-normalizer is asked.
    """
    sample = _telling(content)
    readings = []
    for encoding in _SINGLE_BYTE:
        try:
            readings.append((oddity(sample.decode(encoding)), encoding))
        except UnicodeDecodeError:
            continue
    best = min(readings, key=lambda reading: reading[0], default=(1.0, "latin-1"))
    if best[0] <= _BELIEVED:
        return best[1]
    from charset_normalizer import from_bytes

    match = from_bytes(content[:_SAMPLE]).best()
    return match.encoding if match else best[1]


def _telling(content: bytes) -> bytes:
    """Return the part of the content that tells encodings apart: the lines with bytes above ASCII, up to a
    limit."""
    lines, size = [], 0
    for line in content.splitlines():
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(line)
            if size > _SAMPLE:
                break
    return b"\n".join(lines)[:_SAMPLE]


def oddity(text: str) -> float:
    """Return how unlike words the non-ASCII words of a text are, from 0 (all plausible) to 1.

    A word is odd if it mixes scripts, turns to capitals after a small letter, is all capitals, or is Latin
    with hardly a plain letter; so is a sign that stands for no letter and no punctuation.
    """
    words = _WORD.findall(text)
    signs = sum(1 for char in text if char > "\x7f" and unicodedata.category(char) in _NO_LETTERS)
    odd = sum(1 for word in words if _is_odd(word))
    return (odd + signs) / max(1, len(words) + signs)


def _is_odd(word: str) -> bool:
    scripts = {unicodedata.name(char, "?").split(" ", 1)[0] for char in word}
    swapped = any(left.islower() and right.isupper() for left, right in pairwise(word))
    accents = sum(char > "\x7f" for char in word)
    latin = scripts == {"LATIN"} and len(word) > 2 and 2 * accents > len(word)
    return len(scripts) > 1 or swapped or latin or (len(word) > 2 and word.isupper())
