"""The manifest of an edition: its files by hash, what it is made of, and its place in the chain of editions.

Here belongs what the manifest says. When it is written, and in which place of the chain, is decided by the
store of editions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipeline.briefing.edition import Edition
from pipeline.briefing.render import render
from pipeline.inputs import Inputs, by_day, differences
from pipeline.records import Publication, Retrieval

_NAMED = 20  # documents that a reason names; the lists of both manifests have all


Manifest = Callable[[Publication], bytes]
"""Gives the manifest of an edition for a place in the chain."""


def manifest(
    edition: Edition, files: Mapping[str, bytes], inputs: Inputs, received: Sequence[Retrieval]
) -> Manifest:
    """Return what writes the manifest of an edition once its place in the chain is known."""
    content = {
        **_of_edition(edition),
        "fingerprint": inputs.fingerprint,
        "inputs": inputs.model_dump(),
        "files": _listed(files),
        "received": by_day(received),
    }

    def write(place: Publication) -> bytes:
        chain = {
            "sequence": place.sequence,
            "revision": place.revision,
            "reason": _reason(place.superseded, inputs, received),
            "previous": place.previous,
        }
        return _spelt(content | chain)

    return write


def by_itself(edition: Edition) -> dict[str, bytes]:
    """Return the files of an edition with as much of a manifest as follows from the edition alone."""
    files = render(edition)
    return files | {"manifest.json": _spelt({**_of_edition(edition), "files": _listed(files)})}


def _of_edition(edition: Edition) -> dict[str, Any]:
    return {
        "brief": edition.brief.id,
        "as_of": edition.as_of.isoformat(),
        "software_version": edition.method.software,
        "rules_versions": list(edition.method.rules),
        "extractor_versions": list(edition.method.extractors),
    }


def _listed(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    return [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
    ]


def _spelt(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", errors="backslashreplace")


def _reason(
    superseded: Mapping[str, Any] | None, inputs: Inputs, received: Sequence[Retrieval]
) -> str | None:
    """Return why a revision exists, None for the first edition of a day."""
    if superseded is None:
        return None
    told = differences(superseded.get("inputs", {}), inputs, superseded.get("received", {}), received)
    more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return "; ".join(told[:_NAMED]) + more or "made again with other files"
