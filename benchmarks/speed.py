"""How fast extraction is: sentences a second of one core, one sentence a call, and that of a peer beside it.

Here belongs the timing. A peer is measured in the same run, over the same sentences, in its own Python: name
it by `--peer`, see `peers.py`. Figures of a busy machine are worthless; ratios of one run are not.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.scoring import Dataset
from pipeline.cleaning import clean, read, reading_text
from pipeline.extraction import extract
from pipeline.extraction.language.sentences import split

_SECONDS = 3.0  # how long each speed is measured
_DAY = date(2025, 11, 22)


def calls_per_second(function: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Return how many calls of `function` one core does in a second, over all items in turn; the first round
    is not timed."""
    for item in items:
        function(item)
    calls, start = 0, time.process_time()
    while (spent := time.process_time() - start) < _SECONDS:
        for item in items:
            function(item)
        calls += len(items)
    return calls / spent


def sentences_per_second(dataset: Dataset) -> float:
    """Return how many sentences of whole documents extraction reads in a second, all fields of all claims."""
    pages = [
        read(path.read_bytes(), name=path.name, source="gold", received_on=_DAY) for path in dataset.documents
    ]
    work = [(page, clean(page)) for page in pages if not page.error]
    count = sum(len(split(reading_text(page, cleaned), cleaned.kept())) for page, cleaned in work)
    return calls_per_second(lambda pair: extract(*pair), work) * count / (len(work) or 1)


def peer_per_second(python: Path, name: str, sentences: Iterable[str]) -> float:
    """Return how many of the sentences a peer reads in a second, in the Python that has it installed."""
    script = Path(__file__).with_name("peers.py")
    done = subprocess.run(
        [python, script, name], input=json.dumps(list(sentences)), capture_output=True, text=True, check=True
    )
    return float(done.stdout.strip().splitlines()[-1])
