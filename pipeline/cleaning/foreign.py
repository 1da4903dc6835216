"""What is written in a language that the later stages do not read: set aside, and the language is the reason.

Here belongs the decision for each span. How a language is told stands in `language.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pipeline.cleaning.language import language, main_script
from pipeline.records import CleanedText, TextSpan

READ, LETTERS = "en", "latin"  # the language that claims are read from, and its script
_REASON = "written in "


def set_aside(spans: Iterable[TextSpan], text: str, spoken: str | None) -> Iterator[TextSpan]:
    """Yield the spans of a document, those in another language or script dropped.

    A span whose own language is not certain has that of its document, `spoken`.
    """
    for span in spans:
        reason = _foreign(text[span.start : span.end], spoken) if span.kept else None
        yield span.model_copy(update={"kept": False, "reason": reason}) if reason else span


def foreign(cleaned: CleanedText) -> str | None:
    """Return the reason for which a whole document was set aside, None where any of it was kept."""
    if cleaned.kept():
        return None
    return next((span.reason for span in cleaned.spans if span.reason.startswith(_REASON)), None)


def _foreign(words: str, spoken: str | None) -> str | None:
    """Return in what else than English the words of a span are written."""
    letters = main_script(words)
    code = language(words) or (None if letters == LETTERS and spoken == READ else spoken)
    if code is not None and code != READ:
        return _REASON + _names().get(code, code)
    return f"{_REASON}{letters} letters" if letters not in (None, LETTERS) else None


@cache
def _names() -> dict[str, str]:
    """Return the English names of languages by their ISO 639 codes."""
    path = Path(__file__).with_name("language_names.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))["names"]
