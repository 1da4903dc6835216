"""Hostile and damaged documents: nothing raises, spans cover everything, time grows with length alone."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sweeps import ALL

PROSE = "LISBON, March 4 (Example) - About 300 people left the harbour “today”, the mayor said.\r\n"
PAGE = f"<html><body><p>{PROSE}</p><a href='x'>Home</a> &amp; more</body></html>"


def mutants(seed: int):
    """Yield damaged variants of a text and of a page."""
    dice = random.Random(seed)
    for text in (PROSE * 3, PAGE * 2):
        content = text.encode()
        at = dice.randrange(len(content))
        yield content[:at]
        yield content[at:]
        yield content * 2
        yield text.encode("utf-16")
        yield text.encode("cp1252")
        yield text.encode().decode("cp1252", "replace").encode()
        yield content[:at] + dice.randbytes(20) + content[at:]
        yield bytes(byte ^ (1 if dice.random() < 0.02 else 0) for byte in content)


@pytest.mark.parametrize("seed", range(20))
def test_damaged_documents_are_described(cleaned, seed):
    for content in mutants(seed):
        page = cleaned(content)
        assert page.tiles()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.sampled_from("ab Z1.,:;!?\"'“”()[]<>/&#-–•*|\n\r\t\x0b\u2028\u200b\xa0éЖ北%©"), max_size=200
    )
)
def test_any_text_is_covered(cleaned, text):
    page = cleaned(text)
    assert page.tiles()


SHAPES = {
    "one line": "word ",
    "short lines": "ab\n",
    "prose": "The mayor said that 12 people were there on Monday.\n",
    "tags": "<p><a ",
    "closed tags": "<div>x</div>",
    "quotes": '<a b=">',
    "comments": "<p><!--",
    "references": "<p>&amp;",
    "brackets": "([",
    "dates": "on March 10 ",
    "captions": "Photo: a (b/C) ",
    "front matter": "---\ndate: \n",
    "accents": "éà ",
    "wrapped": "a line of text that was wrapped at some width and goes on to the\n",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_time_grows_with_length_alone(cleaned, shape):
    def seconds(length: int) -> float:
        content = ("<html>" if "<" in shape else "") + shape * (length // len(shape))
        start = time.process_time()
        assert cleaned(content).tiles()
        return time.process_time() - start

    size = 20_000 if ALL else 8_000
    seconds(1_000)
    short, long = min(seconds(size) for _ in range(3)), seconds(10 * size)
    assert long < 30 * short + 0.1  # ten times the text; a quadratic step takes a hundred times as long
