"""The reader: a small trained model that says of each figure what happened, how it runs in time, and by
which words.

Here belongs running the model. What it learnt from is told in `docs/reader.md`, and what follows from a
reading in `completing.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.extraction.reading.pieces import Vocabulary
from pipeline.extraction.reading.windows import NOTHING, Window, windows
from pipeline.extraction.reading.witness import ROLES, Witness, witness
from pipeline.records import Claim

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession

MODEL = Path(__file__).parents[1] / "weights" / "reader.onnx"
WORDS = MODEL.with_name("reader_words.txt")
MOST_WINDOWS = 60  # of a document: some 15,000 words
_AT_ONCE = 64  # figures of a window that are read together
_BUCKETS = 48  # of distances between a figure and a piece, on both sides, by logarithm
_FARTHEST = 513.0


class Choice(NamedTuple):
    """What a model chose, and how likely that is right."""

    label: str
    likely: float


class Words(NamedTuple):
    """The code points of the words that say a thing, None where none do, and how likely that is right."""

    span: tuple[int, int] | None
    likely: float


@dataclass(frozen=True)
class Reading:
    """What is read of a figure: choices by name (event, status, temporality …) and words by role."""

    choices: Mapping[str, Choice]
    words: Mapping[str, Words]


@cache
def reader() -> Reader:
    """Return the reader, loaded at the first call."""
    return Reader(MODEL, WORDS)


@cache
def reader_version() -> str:
    """Return what tells this model from others: the first characters of the SHA-256 of its file."""
    return hashlib.sha256(MODEL.read_bytes()).hexdigest()[:12]


class Reader:
    """A model with the word pieces that it knows. It runs on one thread, so that it reads alike everywhere as
    far as processors do."""

    def __init__(self, model: Path, words: Path) -> None:
        from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.log_severity_level = 3
        self._session: InferenceSession = InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._vocabulary = Vocabulary(words)
        told = self._session.get_modelmeta().custom_metadata_map
        self._labels: dict[str, list[str]] = json.loads(told["labels"])
        self._said: dict[str, dict[str, int]] = json.loads(told["said"])

    def readings(self, text: str, claims: Sequence[Claim]) -> Iterator[tuple[int, Reading]]:
        """Yield what is read of the figures of `claims`, each by its place among them; those beyond the first
        windows of a long document are not read."""
        figures = [claim.figure.start for claim in claims]
        for window in islice(windows(self._vocabulary.pieces(text), figures), MOST_WINDOWS):
            yield from self._read(window, text, claims)

    def _read(self, window: Window, text: str, claims: Sequence[Claim]) -> Iterator[tuple[int, Reading]]:
        held = []
        for place in window.figures:
            claim = claims[place]
            pieces = window.pieces_of(claim.figure.start, claim.figure.end)
            if pieces is not None:
                held.append((place, pieces, witness(claim, window, text)))
        for first in range(0, len(held), _AT_ONCE):
            part = held[first : first + _AT_ONCE]
            outputs = self._session.run(None, self._inputs(window, part))
            names = [output.name for output in self._session.get_outputs()]
            found = dict(zip(names, outputs, strict=True))
            for row, (place, _, _) in enumerate(part):
                yield place, self._reading(window, {name: value[row] for name, value in found.items()})

    def _inputs(
        self, window: Window, held: Sequence[tuple[int, tuple[int, int], Witness]]
    ) -> dict[str, np.ndarray[Any, Any]]:
        """Return what the model is asked of the figures of one window."""
        import numpy as np

        length = len(window.pieces)
        first = np.array([pieces[0] for _, pieces, _ in held], np.int64)
        last = np.array([pieces[1] for _, pieces, _ in held], np.int64)
        pointed, unsaid = testimony([said for _, _, said in held], length)
        told = {
            f"told.{name}": np.array([of.get(said.labels.get(name, ""), 0) for _, _, said in held], np.int64)
            for name, of in self._said.items()
        }
        return {
            "pieces": np.array([window.pieces], np.int64),
            "first": first,
            "last": last,
            "distance": distances(length, first, last),
            "pointed": pointed,
            "unsaid": unsaid,
            **told,
        }

    def _reading(self, window: Window, scores: Mapping[str, np.ndarray[Any, Any]]) -> Reading:
        choices = {}
        for name, labels in self._labels.items():
            likely = _softmax(scores[name])
            best = int(likely.argmax())
            choices[name] = Choice(labels[best], float(likely[best]))
        words = {
            role: _words(window, *(_softmax(scores["pointers"][2 * at + end]) for end in (0, 1)))
            for at, role in enumerate(ROLES)
        }
        return Reading(choices, words)


def testimony(told: Sequence[Witness], length: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return where the rules point among the `length` pieces of a window (figures × ends × pieces), and where
    they say that no words tell a thing (figures × ends); each role has two ends, its first and last piece."""
    import numpy as np

    ends = 2 * len(ROLES)
    pointed = np.zeros((len(told), ends, length), np.float32)
    unsaid = np.zeros((len(told), ends), np.float32)
    for row, said in enumerate(told):
        for role, places in said.words.items():
            for end, place in enumerate(places):
                index = 2 * ROLES.index(role) + end
                if place == NOTHING:
                    unsaid[row, index] = 1
                else:
                    pointed[row, index, place] = 1
    return pointed, unsaid


def distances(length: int, first: np.ndarray[Any, Any], last: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the bucket of the distance of each of `length` pieces from each figure, by logarithm: those
    before it, then those after it."""
    import numpy as np

    places = np.arange(length)[None, :]
    before = np.maximum(first[:, None] - places, 0)
    after = np.maximum(places - last[:, None], 0)
    bucket = np.rint(np.log1p(np.maximum(before, after)) / np.log(_FARTHEST) * (_BUCKETS - 1)).astype(
        np.int64
    )
    return np.where(after > 0, bucket + _BUCKETS, bucket)


def _softmax(scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def _words(window: Window, starts: np.ndarray[Any, Any], ends: np.ndarray[Any, Any]) -> Words:
    """Return the words that lie from the likeliest first piece to the likeliest last one."""
    first, last = int(starts.argmax()), int(ends.argmax())
    inside = range(1, len(window.offsets) - 1)
    if first not in inside or last not in inside or last < first:
        return Words(None, float(starts[NOTHING]))
    return Words((window.offsets[first][0], window.offsets[last][1]), float(starts[first] * ends[last]))
