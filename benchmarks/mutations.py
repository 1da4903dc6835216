"""Documents broken in a thousand ways: `python -m benchmarks.mutations`.

Here belong the mutations (cut, doubled, re-encoded, shuffled, random bytes, without spaces, full of figures)
and what is asked: no exception, claims at their spans, and time that grows no faster than size.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from benchmarks.scoring import ROOT
from pipeline.cleaning import clean, read, reading_text
from pipeline.extraction import extract, flaw_of

Mutation = Callable[[bytes, random.Random], bytes]
_DAY = date(2026, 5, 20)
_CODINGS = ("utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp037", "koi8-r", "shift_jis", "utf-7")
_MARKS = "\"“”‘’'«»()[]{}–—-.,:;!?%$€£/\\\u202e\u200b\u0000\u00a0\u2028\ufeff\ud7ff０１２٣४५"


def _cut(content: bytes, draw: random.Random) -> bytes:
    ends = sorted(draw.randrange(len(content) + 1) for _ in range(2))
    return content[ends[0] : ends[1]]


def _doubled(content: bytes, draw: random.Random) -> bytes:
    return content * draw.randrange(2, 6)


def _recoded(content: bytes, draw: random.Random) -> bytes:
    return content.decode("utf-8", "replace").encode(draw.choice(_CODINGS), "replace")


def _misread(content: bytes, draw: random.Random) -> bytes:
    return content.decode(draw.choice(("cp1252", "latin-1", "koi8-r")), "replace").encode("utf-8")


def _struck(content: bytes, draw: random.Random) -> bytes:
    struck = bytearray(content)
    for _ in range(draw.randrange(1, 200)):
        struck[draw.randrange(len(struck))] = draw.randrange(256)
    return bytes(struck)


def _random(content: bytes, draw: random.Random) -> bytes:
    return draw.randbytes(len(content))


def _sown(content: bytes, draw: random.Random) -> bytes:
    text = list(content.decode("utf-8", "replace"))
    for _ in range(draw.randrange(1, 300)):
        text.insert(draw.randrange(len(text)), draw.choice(_MARKS))
    return "".join(text).encode("utf-8", "replace")


def _shuffled(content: bytes, draw: random.Random) -> bytes:
    words = content.split()
    draw.shuffle(words)
    return b" ".join(words)


def _joined(content: bytes, draw: random.Random) -> bytes:
    return content.replace(b"\n", draw.choice((b" ", b"", b"\r", b"\n\n\n")))


def _glued(content: bytes, draw: random.Random) -> bytes:
    return content.replace(b" ", draw.choice((b"", b"-", b"\xc2\xa0", b"_", b",")))


def _counted(content: bytes, draw: random.Random) -> bytes:
    return b" ".join(
        word if draw.random() < 0.5 else b"%d" % draw.randrange(10**6) for word in content.split()
    )


def _cased(content: bytes, draw: random.Random) -> bytes:
    return draw.choice((content.upper, content.lower, content.title))()


MUTATIONS: tuple[Mutation, ...] = (
    _cut,
    _doubled,
    _recoded,
    _misread,
    _struck,
    _random,
    _sown,
    _shuffled,
    _joined,
    _glued,
    _counted,
    _cased,
)


def originals() -> list[bytes]:
    """Return the sample documents of the project."""
    folders = (ROOT / "briefs").glob("*/documents/*/*"), (ROOT / "tests" / "golden").glob("*/*.txt")
    return [path.read_bytes() for folder in folders for path in sorted(folder)]


def mutated(count: int, documents: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield `count` broken documents, each mutated once or several times, with the names of its mutations;
    the same ones every time."""
    draw = random.Random(0)
    for _ in range(count):
        content = draw.choice(documents)
        names = []
        for mutation in draw.sample(MUTATIONS, draw.choice((1, 1, 2, 3))):
            content = mutation(content, draw) if content else content
            names.append(mutation.__name__.lstrip("_"))
        yield "+".join(names), content


def worked(content: bytes) -> int:
    """Take a document through to its claims, check that each stands where it says, and return how many there
    are."""
    document = read(content, name="mutated.txt", source="mutations", received_on=_DAY)
    cleaned = clean(document)
    claims = extract(document, cleaned)
    text = reading_text(document, cleaned)
    for claim in claims:
        assert flaw_of(claim, text) is None, claim.figure_text
    return len(claims)


def main() -> None:
    """Work through a thousand mutated documents and print what became of them."""
    worked(originals()[0])  # what is loaded once is not the fault of the first document
    failed, claims, slowest = [], 0, (0.0, "")
    start = time.process_time()
    size = 0
    for name, content in mutated(1000, originals()):
        began = time.process_time()
        try:
            claims += worked(content)
        except Exception as problem:
            failed.append(f"{name}: {type(problem).__name__}: {problem}")
        spent = time.process_time() - began
        slowest = max(slowest, (1e6 * spent / (len(content) + 1000), name))
        size += len(content)
    spent = time.process_time() - start
    print(f"1000 documents, {size / 1e6:.1f} MB, {claims} claims, {spent:.1f} s, {len(failed)} failed")
    print(f"slowest: {slowest[0]:.0f} ms a kilobyte ({slowest[1]})")
    for line in failed[:20]:
        print(line)


if __name__ == "__main__":
    main()
