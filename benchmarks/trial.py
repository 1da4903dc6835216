"""Editions on trial: `python -m benchmarks.trial` changes finished editions and counts what is caught.

Here belong the changes, each by a seeded draw, and the table of what the checker of pages (`check`, without
any hash) and `verify` catch. How editions are made belongs to `editions`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Change = Callable[[str, random.Random], str | None]  # a page, changed; None where it has nothing to change

_FREE = (
    "nobody", "quarter", "a third", "tenfold", "a score", "several", "nil", "a majority", "%", "600", "six",
    "two-thirds", "dozens", "a hundred", "most of them", "IV", "½", "٣٠٠", "none", "all", "a few", "twice",
)  # fmt: skip
_LABELS = (
    "corroborated", "compatible bounds", "single origin", "unknown origin", "conflicting", "falling total",
    "not comparable", "no evidence", "high confidence", "moderate confidence", "low confidence", "observed",
    "planned", "expected", "possible", "denied", "superseded", "shown apart", "sets the estimate",
    "not merged", "a part of it", "stale", "revised", "confirmed", "new", "unattributed", "in dispute", "no value", "open",
    "none stated", "about", "at least", "over", "up to", "party", "usually reliable", "undated", "is not",
)  # fmt: skip
_HIDING = (
    "td.value{visibility:hidden}", "tr:nth-child(2){display:none}", "@import url(https://x.example/a.css);",
    ".verdict{font-size:0}", ".figure{color:transparent}", ".card{display:none}",
    "body{background:url(https://x.example/a.png)}", "a::after{content:'00'}", ".said{position:absolute}",
    "h1{text-indent:-999px}", "tbody{display:flex;flex-direction:column-reverse}", "td{opacity:0}",
    ".voices{transform:scaleX(-1)}", "li::after{content:' (denied)'}",
)  # fmt: skip


def _at(page: str, pattern: str, draw: random.Random) -> re.Match[str] | None:
    """Return one place of the page's body that a pattern finds."""
    start = page.index("<body>")
    found = list(re.compile(pattern, re.DOTALL).finditer(page, start))
    return draw.choice(found) if found else None


def _with(page: str, match: re.Match[str], new: str, group: int | str = 0) -> str:
    return page[: match.start(group)] + new + page[match.end(group) :]


def _digit(page: str, draw: random.Random) -> str | None:
    match = _at(page, r"(?<=>)[^<>]*?(\d)[^<>]*(?=<)", draw)
    return match and _with(page, match, str((int(match[1]) + draw.randrange(1, 10)) % 10), 1)


def _rule(page: str, draw: random.Random) -> str | None:
    match = _at(page, r'<code class="id">([RA]\d+[a-z]?)</code>', draw)
    others = sorted(
        set(re.findall(r'<code class="id">([RA]\d+[a-z]?)</code>', page)) - {match[1] if match else ""}
    )
    return _with(page, match, draw.choice(others), 1) if match and others else None


def _binding(page: str, draw: random.Random) -> str | None:
    match = _at(page, r' (?:data-[a-z]+|datetime|class|id|role|dir|scope|aria-[a-z]+)="[^"]*"', draw)
    return match and _with(page, match, "")


def _figure(page: str, draw: random.Random) -> str | None:
    match = _at(page, r'data-figure="([^"]*)"', draw)
    others = sorted(set(re.findall(r'data-figure="([^"]*)"', page)) - {match[1] if match else ""})
    return _with(page, match, draw.choice(others), 1) if match and others else None


def _link(page: str, draw: random.Random) -> str | None:
    match = _at(page, r'href="([^"]*)"', draw)
    places = sorted({f"#{key}" for key in re.findall(r' id="([^"]*)"', page)} - {match[1] if match else ""})
    return match and _with(page, match, draw.choice([*places, "https://example.org/", "method.html"]), 1)


def _label(page: str, draw: random.Random) -> str | None:
    match = _at(page, rf"(?<=[>\s])({'|'.join(_LABELS)})(?=[\s<,.])", draw)
    return match and _with(page, match, draw.choice([label for label in _LABELS if label != match[1]]), 1)


def _class(page: str, draw: random.Random) -> str | None:
    match = _at(page, r'class="([^"]*)"', draw)
    others = sorted(set(re.findall(r'class="([^"]*)"', page)) - {match[1] if match else ""})
    return match and _with(page, match, draw.choice(others), 1)


def _drawing(page: str, draw: random.Random) -> str | None:
    match = _at(page, r'(?<= )(?:x|y|x1|x2|y1|y2|cx|cy|r|d|width|height)="([^"]*?)(\d+)([^"]*)"', draw)
    return match and _with(page, match, str(int(match[2]) + draw.choice((-7, -3, 1, 2, 9, 20))), 2)


_ITEM = r"<(tr|li|article|p|dd|dt|h4|div)\b[^>]*>(?:(?!<\1\b|</\1>).)*</\1>"
_SVG = r"<(circle|path|line|rect)\b[^>]*/>"


def _dropped(page: str, draw: random.Random) -> str | None:
    match = _at(
        page, draw.choice((_ITEM, _ITEM, _SVG, r"<(time|q|code|blockquote|span|a)\b[^>]*>[^<]*</\1>")), draw
    )
    return match and _with(page, match, "")


def _doubled(page: str, draw: random.Random) -> str | None:
    match = _at(page, _ITEM, draw)
    return match and _with(page, match, re.sub(r' id="[^"]*"', "", match[0]) + match[0])


def _swapped(page: str, draw: random.Random) -> str | None:
    """Return the page with two neighbours changed over: rows, items, cells, cards or facts."""
    pattern = draw.choice(
        (r"<tr\b.*?</tr>", r"<li\b(?:(?!<li\b).)*?</li>", r"<td\b.*?</td>", r"<div><dt>.*?</div>")
    )
    match = _at(page, rf"({pattern})(\s*)({pattern})", draw)
    if match is None or match[1] == match[3]:
        return None
    return _with(page, match, match[3] + match[2] + match[1])


def _quotation(page: str, draw: random.Random) -> str | None:
    match = _at(page, r'<(?:blockquote|div) class="(?:said|text)"[^>]*>[^<]*?([a-z])[a-z]* ', draw)
    return match and _with(page, match, "x" if match[1] != "x" else "y", 1)


def _offset(page: str, draw: random.Random) -> str | None:
    match = _at(page, r'data-(?:start|end)="(\d+)"', draw)
    return match and _with(page, match, str(max(0, int(match[1]) + draw.choice((-9, -2, -1, 1, 2, 9)))), 1)


def _free(page: str, draw: random.Random) -> str | None:
    match = _at(page, r"(?<=[a-z,>])(?= ?(?:[a-z]|</(?:p|li|dd|td|h[1-4]|summary)>))(?<!<)(?![^<>]*>)", draw)
    return match and _with(page, match, f" {draw.choice(_FREE)} ")


def _words(page: str, draw: random.Random) -> str | None:
    match = _at(page, r"(?<=[>\s])[a-z]{3,}(?=[\s<.,:;])(?![^<>]*>)", draw)
    return match and _with(page, match, draw.choice(("not", "never", "reported", "confirmed", "about")))


def _day(page: str, draw: random.Random) -> str | None:
    match = _at(page, r'<time datetime="[^"]*">[^<]*</time>', draw)
    others = sorted(
        set(re.findall(r'<time datetime="[^"]*">[^<]*</time>', page)) - {match[0] if match else ""}
    )
    return _with(page, match, draw.choice(others)) if match and others else None


def _markup(page: str, draw: random.Random) -> str | None:
    match = _at(page, r"(?<=>)\s*(?=<(?:p|li|td|div|section|article)\b)", draw)
    added = (
        "<script>x()</script>", '<img src="x">', "<!-- x -->", '<iframe src="x"></iframe>', '<p hidden>x</p>',
        '<base href="https://x.example/">', '<p style="display:none">', "<details><p>folded</p></details>",
        '<div class="others">kept from paper</div>', '<p title="several">x</p>', "<ol><li>x</li></ol>",
    )  # fmt: skip
    return match and _with(page, match, draw.choice(added))


def _style(page: str, draw: random.Random) -> str | None:
    css = draw.choice(_HIDING)
    at = page.index("<style>") + len("<style>")
    if draw.random() < 0.5:
        at = page.index("</style>")
    if draw.random() < 0.2:
        return page.replace("</head>", f"<style>{css}</style></head>", 1)
    return page[:at] + css + page[at:]


PAGE: dict[str, Change] = {
    "digit of a shown number": _digit,
    "rule named instead of another": _rule,
    "binding attribute dropped": _binding,
    "figure bound to another": _figure,
    "link to another place": _link,
    "word of verdict, bound, status": _label,
    "class of an element": _class,
    "coordinate of a drawing": _drawing,
    "row, item or mark dropped": _dropped,
    "item told twice": _doubled,
    "neighbours changed over": _swapped,
    "quotation altered": _quotation,
    "offset of a quotation": _offset,
    "free number": _free,
    "word of a sentence": _words,
    "day for another": _day,
    "markup added": _markup,
    "style": _style,
}
