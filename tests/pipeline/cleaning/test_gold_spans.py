"""Every figure that people annotated in the shared reports lies in a kept span, at its own offsets."""

import json
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[4] / "shared"
GOLD = {
    "seeds": (SHARED / "gold" / "seeds.jsonl", SHARED / "seeds", ""),
    "news": (SHARED / "data" / "news_dev" / "gold.jsonl", SHARED / "data" / "news_dev" / "docs", ".txt"),
}


@pytest.mark.parametrize("name", GOLD)
def test_annotated_figures_are_kept(cleaned, name):
    gold, folder, suffix = GOLD[name]
    if not gold.exists():
        pytest.skip("the shared reports are not here")
    pages = {}
    for line in gold.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        path = folder / (claim["doc"] + suffix)
        if path not in pages:
            pages[path] = cleaned(path.read_bytes())
        page = pages[path]
        assert page.reading[claim["start"] : claim["end"]] == claim["figure"], claim["quote"]
        assert any(s.kept and s.start <= claim["start"] and claim["end"] <= s.end for s in page.text.spans)
