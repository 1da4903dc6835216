"""How many copies are found among many documents, and how fast: `python -m benchmarks.copies`.

Here belong a generator of documents with known copies, and the timing. The words are made up and drawn with
the frequencies of Zipf; a twentieth of the documents are edited copies of others, a twentieth hold a passage
of sixty words of another. `--plain` times, in the same run, the loop that one writes first: rensa's index and
an exact check of what it returns. The time of the process's cores is told beside that of the clock: on a busy
machine only the former says much.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from rensa import RMinHash, RMinHashLSH

from pipeline.dependence import copies_among, find_copies, sketch
from pipeline.records import CleanedText, Copy, Document, TextSpan

WORDS = 400
LIFT = 60
_FIRST = date(2026, 1, 1)


@dataclass
class Corpus:
    """Documents with what was copied: `copies` from copy to (home, Jaccard similarity), `lifts` from copy to
    home, by their ids."""

    documents: list[Document] = field(default_factory=list)
    cleaned: list[CleanedText] = field(default_factory=list)
    copies: dict[str, tuple[str, float]] = field(default_factory=dict)
    lifts: dict[str, str] = field(default_factory=dict)

    def add(self, words: Sequence[str], day: int) -> str:
        """Add a document of these words, published so many days after the first, and return its id."""
        marked = (
            f"{word}." if place % 17 == 16 else word.capitalize() if place % 17 == 0 else word
            for place, word in enumerate(words)
        )
        text, on = " ".join(marked), _FIRST + timedelta(days=day)
        key = hashlib.sha256(text.encode()).hexdigest()
        about = {"document_id": key, "name": f"{key[:12]}.txt", "source": "made up", "received_on": on}
        span = TextSpan(start=0, end=len(text), kept=True, kind="prose", reason="made up")
        self.documents.append(
            Document(**about, size_bytes=len(text), encoding="utf-8", text=text)  # type: ignore[arg-type]
        )
        self.cleaned.append(
            CleanedText(
                **about,  # type: ignore[arg-type]
                title=None,
                byline=None,
                dateline=None,
                publisher=None,
                published_on=on,
                published_basis="stated",
                published_precision="day",
                latest_mention=None,
                language="en",
                spans=(span,),
            )
        )
        return key


def corpus(size: int, seed: int = 0) -> Corpus:
    """Return so many documents: nine tenths of their own, the rest copies and lifts, on the day after."""
    draw = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(draw.choices(letters, k=draw.randint(2, 11))) for _ in range(60_000)]
    vocabulary[40:60_000:37] = [str(draw.randint(2, 99_999)) for _ in vocabulary[40:60_000:37]]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    made = Corpus()

    def fresh(count: int) -> list[str]:
        return draw.choices(vocabulary, cum_weights=weights, k=count)

    kept: list[tuple[str, list[str]]] = []
    edited = size // 20
    for _ in range(size - 2 * edited):
        words = fresh(WORDS)
        key = made.add(words, 0)
        if len(kept) < 2 * edited:
            kept.append((key, words))
    for home, words in kept[:edited]:
        rate = draw.uniform(0.01, 0.11)
        copy = [fresh(1)[0] if draw.random() < rate else word for word in words]
        made.copies[made.add(copy, 1)] = (home, jaccard(shingles(words), shingles(copy)))
    for home, words in kept[edited:]:
        start, at = draw.randrange(WORDS - LIFT), draw.randrange(WORDS - LIFT)
        own = fresh(WORDS - LIFT)
        made.lifts[made.add([*own[:at], *words[start : start + LIFT], *own[at:]], 1)] = home
    return made


def shingles(words: Sequence[str]) -> set[str]:
    """Return the runs of three words."""
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def jaccard(one: set[str], other: set[str]) -> float:
    """Return the share of what two sets have in common."""
    return len(one & other) / (len(one | other) or 1)


def plain(documents: Sequence[Document]) -> int:
    """Return how many pairs with a Jaccard similarity of a half rensa finds with 32 bands of 4."""
    index, found = RMinHashLSH(0.5, 128, 32), 0
    word = re.compile(r"\w+")
    for at, document in enumerate(documents):
        own = shingles(word.findall(document.text.lower()))
        signature = RMinHash(128, 7)
        signature.update(list(own))
        for other in index.query(signature):
            found += jaccard(own, shingles(word.findall(documents[other].text.lower()))) >= 0.5
        index.insert(at, signature)
    return found


def timed(what: str, work: Callable[[], object], count: int) -> object:
    """Do some work on so many documents and print how long it took; return its result."""
    clock, cores = time.perf_counter(), time.process_time()
    result = work()
    clock, cores = time.perf_counter() - clock, time.process_time() - cores
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    speed = f"{clock:.1f} s ({cores:.1f} s of cores), {count / clock:,.0f}/s"
    print(f"{what}: {speed}; {memory:.2f} GB at most so far", flush=True)
    return result


def score(made: Corpus, found: Sequence[Copy]) -> None:
    """Print recall of copies and lifts, and precision of lifts."""
    whole = {(copy.document_id, copy.home_id) for copy in found if copy.kind == "document"}
    alike = {(copy, home) for copy, (home, similarity) in made.copies.items() if similarity >= 0.5}
    near = {copy for copy, home in made.copies.items()}
    passages = {(copy.document_id, copy.home_id) for copy in found if copy.kind == "passage"}
    lifted = {pair for pair in passages if pair[0] not in near}
    true = set(made.lifts.items())
    false = whole - {(copy, home) for copy, (home, _) in made.copies.items()}
    print(f"near-duplicates, Jaccard >= 0.5: recall {share(alike & whole, alike)}, {len(false)} false")
    found_of, right = share(true & lifted, true), share(true & lifted, lifted)
    print(f"lifts of {LIFT} words: recall {found_of}, precision {right}", flush=True)


def share(part: set[tuple[str, str]], of: set[tuple[str, str]]) -> str:
    """Return a share as text, with its numbers."""
    return f"{len(part) / (len(of) or 1):.4f} ({len(part):,} of {len(of):,})"


def next_day(made: Corpus, day: int = 1_000) -> None:
    """Print what a day of documents costs beside all others."""
    news = corpus(day, seed=1)
    before = sketch(made.documents, made.cleaned)
    texts = {one.document_id: (one, text) for one, text in zip(made.documents, made.cleaned, strict=True)}
    texts |= {one.document_id: (one, text) for one, text in zip(news.documents, news.cleaned, strict=True)}

    def work() -> list[Copy]:
        new = sketch(news.documents, news.cleaned)
        return copies_among(new, before, lambda ids: [texts[key] for key in ids])

    timed(f"a day of {day:,} more, beside {before.height:,} sketches", work, day)


def hostile(size: int) -> Iterator[tuple[str, Corpus]]:
    """Yield what could make the work grow: one word over and over, one text over and over, and nothing."""
    once = Corpus()
    once.add(["a"] * (size * 100), 0)
    once.add(["a"] * (size * 50) + ["end"], 1)
    yield f"one word {size * 100:,} times", once
    same = Corpus()
    draw = random.Random(2)
    words = [f"w{draw.randrange(900)}" for _ in range(WORDS)]
    for number in range(size // 2):
        same.add([*words, str(number)], number % 300)
    yield f"{size // 2:,} texts that differ in one number", same
    equal = Corpus()
    for number in range(size // 2):
        equal.add([*words, in_marks(number, ".!")], 0)
    yield f"{size // 2:,} texts that differ in full stops", equal
    empty = Corpus()
    for number in range(size // 2):
        empty.add([in_marks(number, " \n")], 0)
    yield f"{size // 2:,} documents of nothing", empty


def in_marks(number: int, marks: str) -> str:
    """Write a number in two marks instead of binary digits."""
    return f"{number:b}".translate(str.maketrans("01", marks))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--plain", action="store_true", help="time the plain loop, too")
    parser.add_argument("--hostile", action="store_true", help="time hostile documents, too")
    asked = parser.parse_args()
    made = corpus(asked.documents)
    count = len(made.documents)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{count:,} documents of {WORDS} words; {memory:.2f} GB with all of them in memory")
    found = timed("copies and lifts, end to end", lambda: find_copies(made.documents, made.cleaned), count)
    score(made, found)  # type: ignore[arg-type]
    if asked.plain:
        timed("plain loop, copies alone", lambda: plain(made.documents), count)
    next_day(made)
    for what, texts in hostile(asked.documents) if asked.hostile else ():
        copies = timed(
            what, lambda texts=texts: find_copies(texts.documents, texts.cleaned), len(texts.documents)
        )
        print(f"  {len({copy.document_id for copy in copies})} documents are copies")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
