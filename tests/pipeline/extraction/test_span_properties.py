"""What holds for the quantities of any text: they stand where they say, and read alone they are the same."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extraction import quantity_spans
from pipeline.extraction.quantities.spans import QuantitySpan

NUMBERS = """About 40|more than 1.2 million|5-to-7|between $2bn and $3bn|half a million|tens of thousands|1/4|
one in five|CNY6.53bn|12%|three quarters|80-to-90|just under 300|no fewer than six|nearly 57%|a dozen|1,204|
20 to 30 km|Over hundred|2½|£4.5m|two hundred and fifty|at least 9|up to €10|15-year|3.5 percentage points"""


def sound(text: str) -> list[QuantitySpan]:
    """Return the spans of a text, with what holds for those of any text asserted."""
    spans = quantity_spans(text)
    for span in spans:
        assert text[span.start : span.end] == span.text
        assert span.value_low is not None or span.value_high is not None
    assert all(one.end <= other.start for one, other in pairwise(spans))
    return spans


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    sound(text)


PIECES = [" ".join(number.split()) for number in NUMBERS.split("|")] + [
    *("men", "tons", "of the", "in", "May", "a", "-", "from", "to", "and", "or", ",", "(", ")", "per", "day"),
    *("$", "%", "km", "/", "one", "Route", "no", "2019", "3", "between", "up", "fell", "“", "half"),
]


@example("1,204 Over hundred day")
@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_any_run_of_quantities_is_sound(text: str) -> None:
    for span in sound(text):
        again = quantity_spans(span.text)
        assert len(again) == 1, (span, again)
        ends = {span.value_low, span.value_high} - {None}
        assert {again[0].value_low, again[0].value_high} - {None} == ends
