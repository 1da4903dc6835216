"""Receipts: beside every file of the store, what it holds, which code wrote it and what it was made from.

Here belongs telling whether a file is what was written, without reading it as a table. What the file holds is
for `resources/store.py`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resources.files import replace_file

if TYPE_CHECKING:
    from upath import UPath

SUFFIX = ".receipt.json"


@dataclass(frozen=True)
class Receipt:
    """What is known of a file: the SHA-256 (hex) of its bytes, the version of the code that wrote it, and the
    fingerprint of what its rows were made from."""

    sha256: str
    code_version: str
    made_from: str


def place(path: Path | UPath) -> Path | UPath:
    """Return where the receipt of a file lies."""
    return path.with_name(path.name + SUFFIX)


def write_receipt(path: Path | UPath, receipt: Receipt) -> None:
    """Put the receipt of the file at `path` beside it, all at once."""
    content = json.dumps(asdict(receipt)).encode()
    beside = place(path)
    if isinstance(beside, Path):
        replace_file(beside, lambda file: file.write(content))
    else:
        beside.write_bytes(content)


def read_receipt(path: Path | UPath) -> Receipt | None:
    """Return the receipt of the file at `path`, None where there is none that can be read."""
    try:
        return Receipt(**json.loads(place(path).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def intact(path: Path | UPath) -> Receipt | None:
    """Return the receipt of the file at `path` if the file is what was written, else None."""
    receipt = read_receipt(path)
    try:
        return receipt if receipt and sha256(path.read_bytes()) == receipt.sha256 else None
    except OSError:
        return None


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
