"""Editions on trial: `python -m benchmarks.trial` changes finished editions and counts what is caught.

Here belong the changes, each by a seeded draw, and the table of what the checker of pages (`check`, without
any hash) and `verify` catch. How editions are made belongs to `editions`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.editions import drawn_editions, sample_editions
from pipeline.briefing import composed
from pipeline.briefing.manifest import by_itself
from pipeline.lineage import Ledger, Proof, check, verify
from pipeline.lineage.verify import LEDGER, MANIFEST
from pipeline.lineage.verify import PAGE as PAGE_NAME

Files = dict[str, bytes]
Change = Callable[[str, random.Random], str | None]  # a page, changed; None where it has nothing to change
FilesChange = Callable[[Files, random.Random], Files | None]  # the same of a whole edition

_FREE = (
    "nobody", "quarter", "a third", "tenfold", "a score", "several", "nil", "a majority", "%", "600", "six",
    "two-thirds", "dozens", "a hundred", "most of them", "IV", "½", "٣٠٠", "none", "all", "a few", "twice",
)  # fmt: skip
_LABELS = (
    "corroborated", "compatible bounds", "single origin", "unknown origin", "conflicting", "falling total",
    "not comparable", "no evidence", "high confidence", "moderate confidence", "low confidence", "observed",
    "planned", "expected", "possible", "denied", "superseded", "shown apart", "sets the estimate",
    "not merged", "a part of it", "stale", "revised", "confirmed", "new", "unattributed", "in dispute",
    "no value", "open", "none stated", "about", "at least", "over", "up to", "party", "usually reliable",
    "undated", "is not",
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


_VALUE = re.compile(r'(?<=[:\[, ])("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null)(?=[,\]}\n ])')


def _json_value(text: str, draw: random.Random) -> str:
    """Return JSON with one value changed, dropped, or put in the place of another."""
    match = draw.choice(list(_VALUE.finditer(text)))
    new = draw.choice(('"x"', "7", "null", "true", str(draw.randrange(10**6))))
    return text[: match.start()] + (new if new != match[0] else "8") + text[match.end() :]


def _byte(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text))
    return text[:at] + chr(ord(text[at]) ^ 1 if ord(text[at]) < 128 else 63) + text[at + 1 :]


def _cut(text: str, draw: random.Random) -> str:
    return text[: draw.randrange(len(text))]


def _line(text: str, draw: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = draw.randrange(len(lines))
    return "".join([*lines[:at], *lines[at + 1 :]])


DATA = (
    "figures.json",
    "changes.json",
    "series.json",
    "series.csv",
    "origins.json",
    "lineage.json",
    "method.html",
)


def _in_file(name: str, change: Callable[[str, random.Random], str | None]) -> FilesChange:
    def changed(files: Files, draw: random.Random) -> Files | None:
        new = change(files[name].decode(), draw)
        return None if new is None else files | {name: new.encode(errors="surrogatepass")}

    return changed


def _data(files: Files, draw: random.Random) -> Files | None:
    name = draw.choice(DATA)
    changes = [_byte, _line] if name.endswith((".csv", ".html")) else [_json_value, _byte, _line]
    return _in_file(name, draw.choice([*changes, _cut]))(files, draw)


def _text_everywhere(files: Files, draw: random.Random) -> Files | None:
    """Return an edition in which a document says another number, in every file that holds its words."""
    page = files[PAGE_NAME].decode()
    found = [m[1] for m in re.finditer(r'<mark class="number"[^>]*>(?:<a [^>]*>)?([^<]*?\d[^<]*)<', page)]
    if not found:
        return None
    old = draw.choice(found)
    digits = [index for index, char in enumerate(old) if char in "123456789"]
    at = draw.choice(digits) if digits else 0
    new = old[:at] + str(int(old[at]) % 9 + 1) + old[at + 1 :] if digits else "9 " + old
    return {name: content.replace(old.encode(), new.encode()) for name, content in files.items()}


def _removed(files: Files, draw: random.Random) -> Files | None:
    lost = draw.choice([*DATA, PAGE_NAME])
    return {name: content for name, content in files.items() if name != lost}


def _added(files: Files, draw: random.Random) -> Files | None:
    return files | {draw.choice(("notes.txt", "briefing-2.html", "figures (1).json")): b"600"}


def rehashed(files: Files) -> Files:
    """Return an edition whose manifest lists its files as they are now."""
    try:
        data = json.loads(files[MANIFEST])
        listed = [name for name in files if name != MANIFEST]
        data["files"] = [
            {"name": name, "bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
            for name in listed
        ]
    except (KeyError, TypeError, ValueError):
        return files
    return files | {MANIFEST: json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"}


EDITION: dict[str, FilesChange] = {
    "page": lambda files, draw: _in_file(PAGE_NAME, draw.choice(list(PAGE.values())))(files, draw),
    "a byte of the page": _in_file(PAGE_NAME, _byte),
    "data file": _data,
    "ledger": lambda files, draw: _in_file(LEDGER, draw.choice((_json_value, _byte, _cut)))(files, draw),
    "a document's number, in every file": _text_everywhere,
    "manifest": lambda files, draw: _in_file(MANIFEST, draw.choice((_json_value, _byte, _line)))(files, draw),
    "file removed": _removed,
    "file added": _added,
}


class Count(NamedTuple):
    """How many changes of a kind were made, and how many of them were caught."""

    made: int
    caught: int

    def __str__(self) -> str:
        return f"{self.caught}/{self.made}"


def pages_on_trial(pages: Sequence[tuple[Ledger, str]], each: int, seed: int = 0) -> dict[str, Count]:
    """Return, for each kind of change of a page, how many `check` alone catches."""
    draw = random.Random(seed)
    found = {}
    for kind, change in PAGE.items():
        made = caught = 0
        for _ in range(each):
            ledger, page = draw.choice(pages)
            changed = change(page, draw)
            if changed is not None and changed != page:
                made += 1
                caught += bool(check(ledger, changed))
        found[kind] = Count(made, caught)
    return found


def editions_on_trial(
    editions: Sequence[Files], each: int, *, rehash: bool, seed: int = 0
) -> dict[str, Count]:
    """Return, for each kind of change of an edition, how many `verify` catches; with `rehash` the manifest is
    made anew for the changed files."""
    draw = random.Random(seed)
    found = {}
    for kind, change in EDITION.items():
        made = caught = 0
        for _ in range(each):
            files = draw.choice(editions)
            changed = change(files, draw)
            if changed is not None and rehash:
                changed = rehashed(changed)
            if changed is not None and changed != files:
                made += 1
                caught += bool(proof_of(changed).faults)
        found[kind] = Count(made, caught)
    return found


def proof_of(files: Files) -> Proof:
    """Return what an edition proves by itself."""
    return verify(files, lambda ledger: by_itself(composed(ledger)))


def main() -> None:
    """Put editions on trial and print what was caught, what was a false alarm and what it cost."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--each", type=int, default=60, help="changes of each kind")
    parser.add_argument("--editions", type=int, default=60, help="drawn editions besides those of the sample")
    options = parser.parse_args()
    drawn = [
        (edition, by_itself(edition)) for edition in (*sample_editions(), *drawn_editions(options.editions))
    ]
    refused = [edition for edition, files in drawn if check(edition, files[PAGE_NAME].decode())]
    sound = [(edition, files) for edition, files in drawn if edition not in refused]
    start = time.process_time()
    alarms = [proof for _, files in sound if (proof := proof_of(files)).faults]
    spent = (time.process_time() - start) / max(1, len(sound))
    kinds = {f.kind for edition in refused for f in check(edition, by_itself(edition)[PAGE_NAME].decode())}
    print(f"{len(drawn)} editions; {len(refused)} refused before publication ({', '.join(sorted(kinds))})")
    print(f"{len(alarms)} false alarms in {len(sound)}; {spent:.2f} s of processor time an edition")
    pages = [(edition, files[PAGE_NAME].decode()) for edition, files in sound[:8]]
    _print("pages, by check alone", pages_on_trial(pages, options.each))
    editions = [files for _, files in sound[:8]]
    for rehash in (False, True):
        title = f"editions, by verify, manifest {'made anew' if rehash else 'as it was'}"
        _print(title, editions_on_trial(editions, max(1, options.each // 2), rehash=rehash))


def _print(title: str, found: Mapping[str, Count]) -> None:
    print(f"\n{title}")
    for kind, count in found.items():
        print(f"  {kind:40} {count}")
    made, caught = (sum(part) for part in zip(*found.values(), strict=True))
    print(f"  {'all':40} {caught}/{made} = {100 * caught / max(1, made):.1f} %")


if __name__ == "__main__":
    main()
