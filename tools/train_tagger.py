"""Train the part-of-speech tagger and write its weights.

usage: python tools/train_tagger.py FOLDER

FOLDER holds train.conllu, dev.conllu and test.conllu of a Universal Dependencies treebank (the English Web
Treebank: https://github.com/UniversalDependencies/UD_English-EWT). The same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.extraction import tagging
from pipeline.extraction.language.tagging import START, TAGS
from pipeline.extraction.language.tokens import tokenize

WEIGHTS = Path(tagging.__file__).parent / "weights" / "tagger.txt.gz"
ROUNDS = 8
SEED = 1
HEADLINES = 0.15  # of the sentences are learnt a second time as a headline
KEPT = 1.0  # averaged weights smaller than this are left out
SCALE = 4  # weights are written as whole numbers of 1 / SCALE
ZERO = 1 << 9  # the number written for no weight; the sum of all features stays under 1 << 16

Example = tuple[list[str], list[str]]


class Part(NamedTuple):
    """A treebank word with its place in the sentence."""

    start: int
    end: int
    tag: str


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    train = list(examples(folder / "train.conllu"))
    choose = random.Random(SEED)
    train += [as_headline(example, choose) for example in train if choose.random() < HEADLINES]
    write(learn(train, choose))
    for name in ("dev", "test"):
        held_out = list(examples(folder / f"{name}.conllu"))
        print(f"{name}: {accuracy(held_out):.2%} of the words")
        for form in (str.upper, title):
            print(f"{name}, {form.__name__} case: {accuracy([recased(e, form) for e in held_out]):.2%}")


def examples(path: Path) -> Iterator[Example]:
    """Yield each sentence of a treebank as the words of our tokenizer with their tags."""
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((line[len("# text = ") :] for line in lines if line.startswith("# text = ")), "")
        parts = list(placed(text, [line.split("\t") for line in lines if line[:1].isdigit()]))
        words, tags, first = [], [], 0
        for token in tokenize(text, 0, len(text)):
            while first < len(parts) and parts[first].end <= token.start:
                first += 1
            last = first
            while last < len(parts) and parts[last].start < token.end:
                last += 1
            if last > first:
                words.append(token.text)
                tags.append(joined(token.text, [part.tag for part in parts[first:last]]))
        if words:
            yield words, tags


def placed(text: str, rows: list[list[str]]) -> Iterator[Part]:
    """Yield the words of a sentence with their offsets; those of a contraction share its span."""
    at = through = start = end = 0
    for row in rows:
        number, form, tag = row[0], row[1], row[3]
        if "." in number:
            continue
        if "-" in number or int(number) > through:
            start = text.index(form, at)
            at = end = start + len(form)
        if "-" in number:
            through = int(number.partition("-")[2])
        else:
            yield Part(start, end, tag)


def joined(word: str, tags: list[str]) -> str:
    """Return the tag of one of our words that the treebank cuts into several: a contraction and a possessive
    are their first part; a compound is its last, an adjective where that is no noun."""
    fixed = tagging.fixed_tag(word)
    if fixed is not None:
        return fixed
    whole = [tag for tag in tags if tag not in ("PUNCT", "SYM")] or tags
    if "-" not in word or len(whole) == 1:
        return whole[0]
    return "ADJ" if whole[-1] in ("VERB", "ADJ") else whole[-1]


def title(word: str) -> str:
    """Return a word as a headline with capitals writes it."""
    return word if len(word) <= 3 else word[:1].upper() + word[1:]


def recased(example: Example, form: Callable[[str], str]) -> Example:
    words, tags = example
    return [form(word) for word in words], tags


def as_headline(example: Example, choose: random.Random) -> Example:
    return recased(example, choose.choice((str.upper, title)))


def learn(train: list[Example], choose: random.Random) -> dict[str, list[float]]:
    """Return the averaged weights of the perceptron by feature, one for each of TAGS."""
    weights: dict[str, list[int]] = {}
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(TAGS))
    stamps: dict[str, list[int]] = defaultdict(lambda: [0] * len(TAGS))
    step = 0

    def change(feature: str, at: int, by: int) -> None:
        row = weights.setdefault(feature, [0] * len(TAGS))
        totals[feature][at] += (step - stamps[feature][at]) * row[at]
        stamps[feature][at] = step
        row[at] += by

    prepared = [(words, [TAGS.index(tag) for tag in tags], fixed_features(words)) for words, tags in train]
    for turn in range(ROUNDS):
        choose.shuffle(prepared)
        wrong = 0
        for words, tags, fixed in prepared:
            before2 = before = START
            ahead = [*words[1:], ""]
            for word, following, right, features in zip(words, ahead, tags, fixed, strict=True):
                guess = right
                if features:
                    step += 1
                    seen = features + tagging.tied_features(word, before)
                    seen += tagging.ahead_features(following, before, word[-2:].lower())
                    seen += tagging.tag_features(before2, before)
                    rows = [weights[feature] for feature in seen if feature in weights]
                    scores = list(map(sum, zip(*rows, strict=True))) or [0] * len(TAGS)
                    guess = scores.index(max(scores))
                    if guess != right:
                        wrong += 1
                        for feature in seen:
                            change(feature, right, 1)
                            change(feature, guess, -1)
                before2, before = before, guess
        print(f"round {turn + 1}: {wrong} wrong", flush=True)
    for feature in weights:
        for at in range(len(TAGS)):
            change(feature, at, 0)
        totals[feature] = [total / step for total in totals[feature]]
    return totals


def fixed_features(words: list[str]) -> list[list[str]]:
    """Return the features of each word that no tag changes, none for tokens that are no words."""
    cased = tagging.case_tells(words)
    padded = ["", "", *words, "", ""]
    found: list[list[str]] = []
    for at, word in enumerate(words):
        if tagging.fixed_tag(word) is not None:
            found.append([])
            continue
        features = tagging.own_features(word, cased)
        for place, step in (("l1", 1), ("l2", 0), ("r1", 3), ("r2", 4)):
            features += tagging.beside_features(place, padded[at + step])
        found.append([sys.intern(feature) for feature in features])
    return found


def write(weights: dict[str, list[float]]) -> None:
    """Write the features worth keeping, one a line, in the same bytes for the same weights: a number of four
    hexadecimal digits for each tag, ZERO for no weight."""
    lines = []
    for feature in sorted(weights):
        row = [round(weight * SCALE) if abs(weight) >= KEPT else 0 for weight in weights[feature]]
        if any(row):
            lines.append(feature + "\t" + "".join(f"{max(weight + ZERO, 0):04x}" for weight in row))
    WEIGHTS.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0))
    print(f"{len(lines)} features, {WEIGHTS.stat().st_size} bytes")


def accuracy(held_out: list[Example]) -> float:
    """Return the share of the words (marks and numbers aside) that get the right tag."""
    right = total = 0
    for words, tags in held_out:
        for word, found, gold in zip(words, tagging.tag(words), tags, strict=True):
            if tagging.fixed_tag(word) is None:
                right, total = right + (found == gold), total + 1
    return right / total


if __name__ == "__main__":
    main(sys.argv[1:])
