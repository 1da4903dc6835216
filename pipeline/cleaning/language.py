"""The script and the language of a text, by its letters and its small words.

Here belongs a light guess that is right for whole reports; a text too short or too mixed has no language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

_ASCII = re.compile(r"[\x00-\x7f]+")
_NO_ASCII_LETTER = re.compile(r"[^A-Za-z]+")
_WORD = re.compile(r"[^\W\d_]+")
# A script used by one language of the news is evidence enough.
_SCRIPT_LANGUAGES = {
    "hangul": "ko",
    "hiragana": "ja",
    "katakana": "ja",
    "greek": "el",
    "hebrew": "he",
    "thai": "th",
}
_SCRIPT_LANGUAGES |= {"georgian": "ka", "armenian": "hy"}
_SAMPLE = 20_000
# A language is certain from this many of its small words, if they are this share of all words.
_FEWEST, _SHARE = 3, 0.12


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
    """Return the ISO 639-1 code of a text's language, None where that is not certain."""
    text = text[:_SAMPLE]
    letters = main_script(text)
    if letters is None:
        return None
    if letters in _SCRIPT_LANGUAGES:
        return _SCRIPT_LANGUAGES[letters]
    if letters == "cjk":
        return "ja" if scripts(text)["hiragana"] else "zh"
    words = Counter(_WORD.findall(text.casefold()))
    counts = {
        code: sum(words[word] for word in small) for code, small in _small_words().get(letters, {}).items()
    }
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    code, count = ranked[0]
    rival = ranked[1][1] if len(ranked) > 1 else 0
    certain = count >= _FEWEST and count >= _SHARE * words.total() and count > 1.2 * rival
    return code if certain else None


@cache
def _small_words() -> dict[str, dict[str, frozenset[str]]]:
    table = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
    return {name: {code: frozenset(words) for code, words in codes.items()} for name, codes in table.items()}
