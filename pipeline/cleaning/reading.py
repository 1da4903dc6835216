"""From the bytes of a retrieved item to a `Document`: what it is, and its text as decoded.

Here belongs the decision whether bytes are readable text. Which encoding they are in is decided in
`decoding`; which parts of the text are the document's own prose in `clean`.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.cleaning.decoding import decode
from pipeline.records import Document, document_id

MAX_BYTES = 20_000_000
"""The largest document that is read, in bytes: far above any report, and small enough to clean in seconds."""

MAX_CONTROL_SHARE = 0.02
"""The share of control characters above which decoded bytes are taken for binary data."""

# The first bytes of files that people drop into a folder of reports by mistake.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document in the old binary format"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"ID3", "an MP3 recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
# What a ZIP archive holds, told from the names of its first entries.
_ARCHIVES = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"epub", "an EPUB book"),
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Control characters, but for blanks, line ends and the escape of terminals.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


def read(content: bytes, *, name: str, source: str, received_on: date) -> Document:
    """Return the document that `content` is; one that cannot be read carries `error` and an empty text.

    Never raises for any bytes. `text` is what `open(path, encoding=..., newline="")` would give, a byte order
    mark included, so that offsets into it are offsets into the file; only mojibake is repaired, line by line.
    """
    error, text, encoding = _unreadable(content), "", None
    if error is None:
        text, encoding = decode(content)
        error = _no_text(text)
    return Document(
        document_id=document_id(content),
        name=name,
        source=source,
        received_on=received_on,
        size_bytes=len(content),
        encoding=None if error else encoding,
        text="" if error else text,
        error=error,
    )


def _unreadable(content: bytes) -> str | None:
    """Return why these bytes are not worth decoding, or None."""
    if not content:
        return "The document is empty. Remove it, or save the report's text in it."
    if len(content) > MAX_BYTES:
        return (
            f"The document has {len(content) / 1e6:.1f} MB; up to {MAX_BYTES / 1e6:.0f} MB are read."
            " Split it into one file a report."
        )
    kind = _kind(content)
    if kind:
        return f"This is {kind}, not text. Save the report as plain text (UTF-8) or HTML."
    if b"\x00" in content and not content.startswith(_WIDE_MARKS):
        return "This is binary data (it holds NUL bytes). Save the report as plain text (UTF-8) or HTML."
    return None


def _kind(content: bytes) -> str | None:
    """Return what kind of file that is not text these bytes are, by their signature, or None."""
    if content.startswith(b"PK\x03\x04"):
        head = content[:4000]
        return next((kind for part, kind in _ARCHIVES if part in head), "a ZIP archive")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "a WebP image"
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), None)


def _no_text(text: str) -> str | None:
    """Return why decoded characters are not readable text, or None."""
    if not text.strip("\ufeff \t\r\n\f\x0b"):
        return "The document holds nothing but blanks. Remove it, or save the report's text in it."
    sample = text[:100_000]
    controls = len(_CONTROL.findall(sample))
    if controls > MAX_CONTROL_SHARE * len(sample):
        return (
            "No encoding makes readable text of these bytes. Check that the file is a report, and save it as"
            " plain text (UTF-8)."
        )
    return None
