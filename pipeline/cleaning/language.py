"""The script and the language of a text.

Here belongs when the answer of the library that tells languages is certain. What follows for a document
stands in `foreign.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.cleaning.seen import seen

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ASCII = re.compile(r"[\x00-\x7f]+")
_NO_ASCII_LETTER = re.compile(r"[^A-Za-z]+")
_SAMPLE = 20_000
# Fewer letters tell no language: names and labels look like any. Other scripts than Latin tell more.
_FEWEST, _FEWEST_OTHER = 30, 10
# How likely English is where a text surely is, or is not, English. Between neighbours such as Malay and
# Indonesian the library may waver, and not against English: of 10,000 paragraphs of English news none lies
# below the lower limit, of sentences in 44 other languages all.
_SURELY, _SURELY_NOT = 0.5, 0.0015
_NO_LANGUAGE = "zxx"


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """Return the script of a letter in lower case: "latin", "cyrillic", "hangul", "cjk" ..."""
    return unicodedata.name(char, "?").split(" ", 1)[0].lower()


def scripts(text: str) -> Counter[str]:
    """Return how many letters of each script a text has."""
    found: Counter[str] = Counter()
    found["latin"] = len(_NO_ASCII_LETTER.sub("", text))
    if not text.isascii():
        for char, count in Counter(_ASCII.sub("", text)).items():
            if char.isalpha():
                found[script(char)] += count
    return found


def main_script(text: str) -> str | None:
    """Return the script of most letters of a text, None if it has no letters."""
    found = scripts(text[:_SAMPLE]).most_common(1)
    return found[0][0] if found and found[0][1] else None


def language(text: str) -> str | None:
    """Return the ISO 639 code of a text's language, None where it is not certain whether that is English."""
    words = seen(text[:_SAMPLE])
    found = scripts(words)
    latin = found["latin"]
    if latin < _FEWEST and found.total() - latin < _FEWEST_OTHER:
        return None
    ranked = _identifier().rank(words)
    english = next(float(likely) for code, likely in ranked if code == "en")
    if english > _SURELY:
        return "en"
    best = next(str(code) for code, _ in ranked if code != _NO_LANGUAGE)
    return best if english < _SURELY_NOT and best != "en" else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second: for texts alone

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
