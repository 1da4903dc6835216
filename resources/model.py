"""A language model that may point at figures, and do nothing else: off unless it is asked for.

Here belong the request to an OpenAI-compatible endpoint and the keeping of its answers. Whether a proposal
holds is decided by the grammar, in `pipeline/extraction/quantities/proposals.py`. Each document is asked
about alone, so that whatever its words make the model answer concerns that document only. A document leaves
the machine only where somebody has named an endpoint.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pydantic import ValidationError

from pipeline.extraction import Proposal, extraction
from pipeline.records import Claim, CleanedText, Document, Quarantined, Record
from resources.endpoint import KEY, MODEL, TASK, URL
from resources.files import replace_file

if TYPE_CHECKING:
    from openai import OpenAI

_PIECE = 12_000  # characters of a document in one request
_PIECES = 50  # requests about one document, at most: what stands behind them is read by the grammar alone


class ModelError(Exception):
    """The model gave no usable answer; the message says why, in one line."""


class Proposer(Protocol):
    """Somebody who may point at figures of a document."""

    def proposals(self, document: Document, cleaned: CleanedText) -> Sequence[Proposal]:
        """Return the figures pointed at. Raises ModelError when none can be had."""


class Nobody:
    """Points at nothing: extraction by the grammar alone."""

    def proposals(self, document: Document, cleaned: CleanedText) -> Sequence[Proposal]:
        """Return no proposals."""
        return ()


class Extracted(NamedTuple):
    """The claims of one document, and its figures that are none; `unanswered` says why nobody pointed at
    figures, where somebody was asked."""

    claims: list[Claim]
    quarantined: list[Quarantined]
    unanswered: str | None = None


def extract_with(document: Document, cleaned: CleanedText, proposer: Proposer) -> Extracted:
    """Return the claims of a document: by the grammar, with the proposals that hold, and by the grammar alone
    where the proposer fails."""
    try:
        proposals = proposer.proposals(document, cleaned)
    except ModelError as problem:
        return Extracted(*extraction(document, cleaned), str(problem))
    return Extracted(*extraction(document, cleaned, proposals))


class _Answer(Record):
    """What a model is to answer with."""

    figures: tuple[Proposal, ...]


@dataclass(frozen=True)
class ModelProposer:
    """Asks the model `model` at the base address `url` (such as http://127.0.0.1:8080/v1).

    With a folder `kept`, each answer is kept there and given again, so that the same document has the same
    claims however often it is read. `seconds` is how long one request may take.
    """

    url: str
    model: str
    key: str = ""
    kept: Path | None = None
    seconds: float = 120.0

    def proposals(self, document: Document, cleaned: CleanedText) -> Sequence[Proposal]:
        """Return the figures that the model points at, in no order. Raises ModelError."""
        pieces = islice(_pieces(document, cleaned), _PIECES)
        return [proposal for piece in pieces for proposal in self._answer(piece)]

    def _answer(self, piece: str) -> Sequence[Proposal]:
        """Return what the model answers about one piece of a document, or answered before."""
        file = self._file(piece)
        text = file.read_text("utf-8") if file is not None and file.exists() else None
        answer = text if text is not None else self._ask(piece)
        try:
            found = _Answer.model_validate_json(answer)
        except ValidationError as problem:
            raise ModelError(f"the model's answer is not of the form asked for ({problem.title})") from None
        if file is not None and text is None:
            replace_file(file, lambda opened: opened.write(answer.encode()))
        return found.figures

    def _file(self, piece: str) -> Path | None:
        """Return where the answer about `piece` is kept: named after all that it depends on."""
        if self.kept is None:
            return None
        asked = json.dumps([self.url, self.model, _task(), piece])
        return self.kept / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"

    def _ask(self, piece: str) -> str:
        client = _client(self.url, self.key, self.seconds)
        from openai import OpenAIError
        from openai.types.chat import ChatCompletion

        # Nothing but what every compatible server takes: sampling and length are the server's own settings.
        request: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": "system", "content": _task()}, {"role": "user", "content": piece}],
            "response_format": {"type": "json_schema", "json_schema": _form()},
        }
        try:
            response = client.chat.completions.create(**request)
        except OpenAIError as problem:
            raise ModelError(_one_line(f"{self.model} at {self.url}: {problem}")) from None
        choices = response.choices if isinstance(response, ChatCompletion) else None
        if not choices or not choices[0].message or not choices[0].message.content:
            raise ModelError(f"{self.model} at {self.url}: no answer in what the server sent")
        return choices[0].message.content


def proposer_from(environment: Mapping[str, str], kept: Path | None = None) -> Proposer:
    """Return the model that the environment names by BRIEFLINE_MODEL_URL and BRIEFLINE_MODEL (with a key, if
    it needs one, in BRIEFLINE_MODEL_KEY); nobody where either is missing."""
    url, model = environment.get(URL), environment.get(MODEL)
    if not url or not model:
        return Nobody()
    return ModelProposer(url, model, environment.get(KEY, ""), kept)


def _pieces(document: Document, cleaned: CleanedText) -> Iterator[str]:
    """Yield a document's own prose in pieces of whole spans; a span longer than a piece is cut."""
    piece = ""
    for span in cleaned.kept():
        for start in range(span.start, span.end, _PIECE):
            words = document.text[start : min(start + _PIECE, span.end)].strip()
            if piece and len(piece) + len(words) > _PIECE:
                yield piece
                piece = ""
            piece += ("\n\n" if piece else "") + words
    if piece:
        yield piece


@cache
def _client(url: str, key: str, seconds: float) -> OpenAI:
    """Return the client of an endpoint; nothing of it comes from the environment of other programs."""
    try:
        from httpx2 import InvalidURL
        from openai import OpenAI
    except ImportError:
        raise ModelError("the client of language models is not installed: `make model` does it") from None
    own: dict[str, Any] = {"api_key": key or "none", "organization": "", "project": ""}
    try:
        return OpenAI(base_url=url, timeout=seconds, max_retries=1, **own)
    except InvalidURL as problem:
        raise ModelError(f"{url}: {problem}") from None


@cache
def _task() -> str:
    """Return what the model is asked to do."""
    return TASK.read_text("utf-8")


def _form() -> dict[str, Any]:
    """Return the form of an answer, as the endpoints ask for it."""
    return {"name": "figures", "schema": _Answer.model_json_schema(), "strict": True}


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
