"""Which language model may point at figures, as the environment names it: none unless somebody does.

Here belong the names of the settings alone. Asking the model is for `resources/model.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

URL, MODEL, KEY = "BRIEFLINE_MODEL_URL", "BRIEFLINE_MODEL", "BRIEFLINE_MODEL_KEY"
TASK = Path(__file__).with_name("model_task.txt")


def reads_with(environment: Mapping[str, str]) -> str:
    """Return what tells one model and task from another, nothing where no model is named."""
    url, model = environment.get(URL), environment.get(MODEL)
    return f"{model} at {url} {hashlib.sha256(TASK.read_bytes()).hexdigest()[:12]}" if url and model else ""
