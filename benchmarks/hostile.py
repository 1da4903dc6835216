"""Documents made to stop an edition: `python -m benchmarks.hostile --sentences 100000 --documents 2000`.

Here belong the generators (their words stand in `hostile.toml`), the way from bytes to a checked page in
batches, and the count of editions lost, which is to be none. The same seed makes the same worlds.
"""

from __future__ import annotations

import argparse
import random
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pipeline.briefing import compose, render
from pipeline.briefs import Brief, parse_brief
from pipeline.cleaning import clean, read
from pipeline.extraction import extraction
from pipeline.lineage import check
from pipeline.pile import Pile
from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText, Document, Quarantined

T = TypeVar("T")
DAY = date(2025, 5, 6)
_PER_DOCUMENT = 20  # sentences
_PER_EDITION = 50  # documents


@dataclass
class Tally:
    """What became of worlds: how many editions were made and which were lost, and why."""

    editions: int = 0
    documents: int = 0
    unreadable: int = 0
    claims: int = 0
    quarantined: defaultdict[str, list[Quarantined]] = field(default_factory=lambda: defaultdict(list))
    lost: list[str] = field(default_factory=list)


@cache
def words() -> dict[str, Any]:
    """Return the lists of `hostile.toml`."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def brief() -> Brief:
    """Return the brief that asks the hostile worlds."""
    return parse_brief(words()["brief"], "hostile")


def sentence(draw: random.Random) -> str:
    """Return a sentence that asserts something odd, in an odd way."""
    lists = words()
    figure = [draw.choice(lists["before"]), draw.choice(lists["numbers"]), draw.choice(lists["after"])]
    text = " ".join(filter(None, figure))
    if draw.random() < 0.5:
        text = _sown(text, draw.choices(lists["markup"] + lists["odd"], k=draw.randrange(1, 4)), draw)
    rest = (draw.choice(lists[name]) for name in ("nouns", "happened", "places", "times"))
    told = " ".join(filter(None, (text, *rest)))
    if draw.random() < 0.5:
        told = told[:1].upper() + told[1:]
    return str(draw.choice(lists["voices"]).format(told))


def _sown(text: str, sown: Iterable[str], draw: random.Random) -> str:
    for mark in sown:
        at = draw.randrange(len(text) + 1)
        text = text[:at] + mark + text[at:]
    return text


def packed(count: int, draw: random.Random) -> Iterator[bytes]:
    """Yield documents, plain and HTML, with `count` sentences in all."""
    for first in range(0, count, _PER_DOCUMENT):
        told = [sentence(draw) for _ in range(min(_PER_DOCUMENT, count - first))]
        day = DAY - timedelta(days=draw.randrange(60))
        head = f"{draw.choice(('Velmar News', 'Reuters', 'The Orchard'))}\n\n{day:%-d %B %Y}\n\n"
        if draw.random() < 0.5:
            body = "".join(f"<p>{one}</p>\n" for one in told)
            yield _bytes(f"<html><body><h1>Report {first}</h1><p>{day:%-d %B %Y}</p>{body}</body></html>")
        else:
            yield _bytes(head + draw.choice(("\n\n", " ", "\n")).join(told) + "\n")


def hostile(count: int, draw: random.Random) -> Iterator[bytes]:
    """Yield documents that are hardly documents, each of a kind of its own in turn."""
    kinds = list(_KINDS)
    for at in range(count):
        told = "\n\n".join(sentence(draw) for _ in range(6))
        yield kinds[at % len(kinds)](f"Velmar News\n\n5 May 2025\n\n{told}\n", draw)


def _broken(text: str, draw: random.Random) -> bytes:
    return _bytes("<html><p>" + _sown(text, draw.choices(words()["markup"], k=80), draw) + "<div <p")


def _paid(text: str, draw: random.Random) -> bytes:
    return _bytes(_sown(text, draw.choices(words()["payloads"], k=25), draw))


def _paid_at_the_head(text: str, draw: random.Random) -> bytes:
    one, two = draw.choices(words()["payloads"], k=2)
    return _bytes(f"<html><title>{one}</title><h1>{two} 5 boats</h1><p>By {one}</p><p>{text}</p><p>x</p>")


def _odd(text: str, draw: random.Random) -> bytes:
    return _bytes(_sown(text, draw.choices(words()["odd"], k=150), draw))


def _miscoded(text: str, draw: random.Random) -> bytes:
    coding = draw.choice(("utf-16", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp037", "utf-7", "shift_jis"))
    return text.encode(coding, "replace")


def _misread(text: str, draw: random.Random) -> bytes:
    return _bytes(_bytes(text).decode(draw.choice(("cp1252", "latin-1", "koi8-r")), "replace"))


def _binary(text: str, draw: random.Random) -> bytes:
    head = draw.choice((b"%PDF-1.7 ", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"", b"\x00" * 9, _bytes(text)))
    return head + draw.randbytes(3000)


def _struck(text: str, draw: random.Random) -> bytes:
    content = bytearray(_bytes(text))
    for _ in range(draw.randrange(1, 90)):
        content[draw.randrange(len(content))] = draw.randrange(256)
    return bytes(content)


def _huge(text: str, draw: random.Random) -> bytes:
    number = "9" * draw.choice((17, 18, 19, 25, 400, 5000))
    scale = " trillion" * draw.choice((0, 1, 5, 40))
    return _bytes(f"{text}\n\n{number}{scale} people were killed in Velmar.\n\nOne{scale} people marched.\n")


def _empty(text: str, draw: random.Random) -> bytes:
    return draw.choice((b"", b" \n", b"\xef\xbb\xbf", b"<html></html>", b"<p>", b"---\na: 5\n---\n", b"5"))


def _deep(text: str, draw: random.Random) -> bytes:
    opened, closed = draw.choice(
        (("<div>", "</div>"), ("<b>", ""), ("(", ")"), ("“", "”"), ("[", "]"), ("<!--", ""), ("&amp;", ";"))
    )
    depth = draw.choice((50, 3000))
    return _bytes(f"{opened * depth}{text}{closed * depth}")


def _repeated(text: str, draw: random.Random) -> bytes:
    units = (
        "5, 6, 7 and ",
        "half of ",
        "he said that ",
        "<b>5</b> ",
        "5 men were killed. ",
        "&#53;",
        "up to ",
    )
    return _bytes(text + draw.choice(units) * draw.choice((100, 1000)))


def _ordered(text: str, draw: random.Random) -> bytes:
    found = text.split()
    draw.shuffle(found)
    return _bytes(" ".join(found))


def _joined(text: str, draw: random.Random) -> bytes:
    return _bytes(text.replace(" ", draw.choice(("", "-", "\u00a0", "_", ",", "\u00ad", "<b> </b>"))))


_KINDS: tuple[Callable[[str, random.Random], bytes], ...] = (
    _broken, _paid, _paid_at_the_head, _odd, _miscoded, _misread, _binary, _struck, _huge, _empty, _deep,
    _repeated, _ordered, _joined,
)  # fmt: skip


def take(contents: Iterable[bytes], tally: Tally) -> None:
    """Take documents to a checked page and note what became of them: an edition with the first half of them
    on a day, and one with all on the next."""
    documents: list[Document] = []
    for at, content in enumerate(contents):
        day = DAY + timedelta(days=at % 2)
        documents.append(read(content, name=f"d{at}.txt", source="hostile", received_on=day))
    tally.documents += len(documents)
    tally.unreadable += sum(document.error is not None for document in documents)
    cleaned: list[CleanedText] = []
    claims: list[Claim] = []
    quarantined: list[Quarantined] = []
    tally.editions += 2
    try:
        for document in documents:
            cleaned.append(clean(document))
            made = extraction(document, cleaned[-1])
            claims += made.claims
            quarantined += made.quarantined
        pile = Pile.of(documents, cleaned, claims, quarantined)
        asked, before = brief(), None
        for day in (DAY, DAY + timedelta(days=1)):
            estimates = reconcile(pile, asked, day)
            edition = compose(asked, estimates, pile, day, previous=before)
            before = estimates
            if faults := check(edition, render(edition)["briefing.html"].decode()):
                tally.lost.append(f"{day}: {len(faults)} faults: {faults[0]}")
    except Exception as problem:
        at = problem.__traceback__
        while at and at.tb_next:
            at = at.tb_next
        where = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else ""
        tally.lost.append(f"{type(problem).__name__} at {where}: {str(problem)[:300]}")
    tally.claims += len(claims)
    for one in quarantined:
        tally.quarantined[one.reason].append(one)


def taken(documents: Iterable[bytes], per_edition: int = _PER_EDITION) -> Tally:
    """Return what became of documents, so many in an edition."""
    tally = Tally()
    for contents in batches(documents, per_edition):
        take(contents, tally)
    return tally


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of a size, the last may be shorter."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def report(name: str, tally: Tally, seconds: float) -> None:
    """Print what became of documents."""
    print(
        f"{name}: {tally.documents:,} documents ({tally.unreadable:,} unreadable), {tally.claims:,} claims, "
        f"{tally.editions:,} editions, {len(tally.lost):,} lost; {seconds:,.0f} CPU s"
    )
    for reason, rows in sorted(tally.quarantined.items()):
        told = ", ".join(repr(row.figure_text) for row in rows[:8] if row.figure_text)
        print(f"  set aside {len(rows):,}: {reason} {told}")
    for fault, count in Counter(tally.lost).most_common(20):
        print(f"  lost {count}: {fault}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    for name, made in (
        ("sentences", packed(given.sentences, random.Random(given.seed))),
        ("documents", hostile(given.documents, random.Random(given.seed))),
    ):
        start = time.process_time()
        tally = taken(made)
        report(name, tally, time.process_time() - start)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


if __name__ == "__main__":
    main()
