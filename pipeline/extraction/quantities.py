"""Quantities: amounts with their modifiers and ranges, and what only looks like one.

Here belong bounds before and after a number, ranges, additions, and the exclusions (dates, designators, ages). What is
counted and what happened to it is read by `counted.py` and `events.py`. `parse_figure` reads a figure text alone and
gives the same values: nothing outside the figure decides its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.amounts import Amount, literal, read_amount
from pipeline.extraction.lexicon import lexicon, longest, phrase
from pipeline.extraction.tokens import Token, tokenize
from pipeline.records import Bound

_DASHES = frozenset("-–—−")


@dataclass(frozen=True)
class Quantity:
    """A quantity over `tokens[first:last]` (the figure); its number ends at `core_end` where the noun may begin."""

    first: int
    last: int
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None
    additional: bool
    digits: bool
    rules: tuple[str, ...]


def find_quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """Return the quantities of one sentence, left to right."""
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        if not _may_start(tokens[at]):
            at += 1
            continue
        skip = _excluded(tokens, at)
        if skip:
            at += skip
            continue
        quantity = _quantity(tokens, at, found[-1].last if found else 0)
        if quantity is None:
            at += 1
        elif _is_measure_of_time_or_space(tokens, quantity) or _points_back(tokens, quantity):
            at = quantity.last
        else:
            found.append(quantity)
            at = quantity.last
    return found


def parse_figure(figure_text: str) -> tuple[float | None, float | None, Bound] | None:
    """Return low, high and bound of a figure text by itself, None if it holds no quantity."""
    tokens = tokenize(figure_text, 0, len(figure_text))
    for at in range(len(tokens)):
        if _may_start(tokens[at]):
            quantity = _quantity(tokens, at, 0)
            if quantity is not None:
                return quantity.low, quantity.high, quantity.bound
    return None


def _may_start(token: Token) -> bool:
    """True for a token that an amount can start with: the cheap test that spares most of a text."""
    words = lexicon().numbers
    if token.kind == "number" or token.text in words["currencies"]:
        return True
    if not token.is_word:
        return False
    low = token.lower
    return (
        low.split("-")[0] in words["units"]
        or low in words["vague"]
        or low in ("a", "an", "half", "several", "few", "us")
        or low.startswith("half-")
    )


def _quantity(tokens: Sequence[Token], at: int, floor: int) -> Quantity | None:
    amount = read_amount(tokens, at)
    if amount is None:
        return None
    upper, end = _range(tokens, at, amount)
    first, before, additional = _before(tokens, at, floor, is_range=upper is not None)
    last, after, more = _after(tokens, end)
    bound, rules = before or after, [amount.rule]
    if before or after:
        rules.append(f"bound.{bound}")
    if additional or more:
        rules.append("additional")
    unit = amount.unit or (upper.unit if upper else None)
    if upper is not None:
        rules.append("range")
        low, high = _range_values(amount, upper)
        if low > high:
            return None
        return Quantity(
            first, last, low, high, "range", unit, additional or more, amount.digits, tuple(rules)
        )
    low_value, high_value, settled = _interval(amount, bound)
    return Quantity(
        first, last, low_value, high_value, settled, unit, additional or more, amount.digits, tuple(rules)
    )


def _interval(amount: Amount, bound: Bound | None) -> tuple[float | None, float | None, Bound]:
    """Return low, high and bound of an amount under a modifier."""
    if amount.vague:
        return amount.value, None, "vague"
    if bound in ("at_least", "more_than"):
        return amount.value, None, bound
    if bound in ("up_to", "at_most", "less_than"):
        return None, amount.value, bound
    return amount.value, amount.value, bound or "exact"


def _range(tokens: Sequence[Token], at: int, amount: Amount) -> tuple[Amount | None, int]:
    """Return the upper amount of a range that starts with `amount`, and where the figure ends."""
    end = amount.end
    if end + 1 >= len(tokens) or amount.vague:
        return None, end
    link = tokens[end]
    between = any(token.lower == "between" for token in tokens[max(0, at - 3) : at])
    if not (
        link.lower == "to"
        or (link.lower == "and" and between)
        or (link.text in _DASHES and _is_glued_or_spaced(tokens, end))
    ):
        return None, end
    upper = read_amount(tokens, end + 1)
    if upper is None or upper.vague or (link.lower == "to" and not _comparable(amount, upper)):
        return None, end
    low, high = _range_values(amount, upper)
    return (upper, upper.end) if low < high else (None, end)


def _comparable(lower: Amount, upper: Amount) -> bool:
    """A "from … to …" is a range only where the ends are of one kind and of similar size."""
    low, high = _range_values(lower, upper)
    return lower.digits == upper.digits and low < high and (low == 0 or high / low <= 100)


def _range_values(lower: Amount, upper: Amount) -> tuple[float, float]:
    """Return both ends; "3 to 4 million" takes its scale from the upper end."""
    if upper.scaled and not lower.scaled and lower.value < 1000:
        bare = upper.value
        for scale in sorted(set(lexicon().numbers["scales"].values()), reverse=True):
            if bare >= scale and lower.value * scale <= bare:
                return lower.value * scale, upper.value
    return lower.value, upper.value


def _is_glued_or_spaced(tokens: Sequence[Token], at: int) -> bool:
    """True when a dash stands evenly between two numbers ("50-100", "50 – 100")."""
    left = tokens[at].start - tokens[at - 1].end
    right = tokens[at + 1].start - tokens[at].end
    return left == right and left <= 1


def _before(tokens: Sequence[Token], at: int, floor: int, is_range: bool) -> tuple[int, Bound | None, bool]:
    """Walk left over modifiers: return where the figure begins, its bound, and whether it is an addition."""
    table = _phrases("before")
    additions = _additions("before")
    first, bound, additional = at, None, False
    while first > floor:
        step = _phrase_ending(tokens, first, floor, {**table, **additions})
        if step == 1 and first - 1 > floor and _belongs_to_verb(tokens, first - 1):
            break
        if step == 0 and is_range and tokens[first - 1].lower in ("between", "from"):
            return first - 1, bound, additional
        if step == 0:
            break
        words = tuple(token.lower for token in tokens[first - step : first])
        if words in table:
            bound = bound if bound not in (None, "exact") else table[words]
        else:
            additional = True
        first -= step
    return first, bound, additional


def _belongs_to_verb(tokens: Sequence[Token], at: int) -> bool:
    """True for the "about" of "talking about thousands"."""
    return tokens[at].lower == "about" and tokens[at - 1].lower in lexicon().bounds["verbal"]["verbs"]


def _after(tokens: Sequence[Token], end: int) -> tuple[int, Bound | None, bool]:
    """Walk right over modifiers: return where the figure ends, its bound, and whether it is an addition."""
    table = _phrases("after")
    additions = _additions("after")
    bound, additional = None, False
    while end < len(tokens):
        skip = (
            1 if tokens[end].text == "-" and end + 1 < len(tokens) and tokens[end + 1].lower == "odd" else 0
        )
        lowers = tuple(token.lower for token in tokens[end + skip : end + skip + 4])
        size = longest(table, lowers, 0)
        if size and bound is None:
            bound, end = table[lowers[:size]], end + skip + size
        elif longest(additions, lowers, 0) and lowers[1:2] != ("than",) and not additional:
            additional, end = True, end + 1
        else:
            break
    return end, bound, additional


def _phrases(side: str) -> dict[tuple[str, ...], Bound]:
    return _phrase_tables()[side]


def _additions(side: str) -> dict[tuple[str, ...], Bound]:
    return _phrase_tables()["additional_" + side]


def _phrase_tables() -> dict[str, dict[tuple[str, ...], Bound]]:
    if not _TABLES:
        bounds = lexicon().bounds
        for side in ("before", "after"):
            _TABLES[side] = {phrase(text): bound for bound, texts in bounds[side].items() for text in texts}
            _TABLES["additional_" + side] = {phrase(text): "exact" for text in bounds["additional"][side]}
    return _TABLES


_TABLES: dict[str, dict[tuple[str, ...], Bound]] = {}


def _phrase_ending(tokens: Sequence[Token], end: int, floor: int, table: dict[tuple[str, ...], Bound]) -> int:
    """Return how many tokens of the longest phrase of `table` end right before `tokens[end]`."""
    for size in range(min(5, end - floor), 0, -1):
        if tuple(token.lower for token in tokens[end - size : end]) in table:
            return size
    return 0


def _excluded(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens to skip when the number at `at` is a date, a clock time, a designator or an age."""
    token = tokens[at]
    chain = _chain(tokens, at)
    if chain:
        return chain
    if token.kind != "number":
        return 1 if token.lower == "one" and not _counts_one(tokens, at) else 0
    previous, following = _neighbour(tokens, at - 1), _neighbour(tokens, at + 1)
    for test in (_is_ordinal_or_unit, _is_date, _is_year, _is_designated, _is_age):
        if test(tokens, at, previous, following):
            return 1
    return 0


def _neighbour(tokens: Sequence[Token], at: int) -> Token | None:
    return tokens[at] if 0 <= at < len(tokens) else None


def _chain(tokens: Sequence[Token], at: int) -> int:
    """Return the length of a glued chain of numbers: a date, a clock time, a telephone number, a score."""
    if tokens[at].kind != "number":
        return 0
    end, marks = at + 1, ""
    while end + 1 < len(tokens) and tokens[end].text in "-–/:.+" and tokens[end + 1].kind == "number":
        if tokens[end].start != tokens[end - 1].end or tokens[end + 1].start != tokens[end].end:
            break
        marks += tokens[end].text
        end += 2
    if not marks:
        return 0
    values = [literal(token.text) for token in tokens[at:end:2]]
    first, second = values[0], values[1]
    years = (
        first is not None
        and second is not None
        and 1900 <= first <= 2099
        and (second < 100 or 1900 <= second <= 2099)
    )
    falling = first is not None and second is not None and first >= second and not _scale_follows(tokens, end)
    plain = "," not in tokens[at].text
    if len(marks) > 1 or marks in ":/" or (marks in "-–" and plain and (years or falling)):
        return end - at
    return 0


def _scale_follows(tokens: Sequence[Token], at: int) -> bool:
    words = lexicon().numbers
    return at < len(tokens) and (tokens[at].lower in words["scales"] or tokens[at].lower in words["suffixes"])


def _counts_one(tokens: Sequence[Token], at: int) -> bool:
    """ "one" is a number only under a modifier, before a scale, in a share, or before a word for people."""
    words = lexicon().numbers
    if at and tokens[at - 1].lower in ("least", "only", "just", "exactly", "another", "than"):
        return True
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return (
        following in words["scales"]
        or following in words["fractions"]
        or following in lexicon().nouns["people"]
    ) or (following == "in" and at + 2 < len(tokens) and _may_start(tokens[at + 2]))


def _is_ordinal_or_unit(
    tokens: Sequence[Token], at: int, previous: Token | None, following: Token | None
) -> bool:
    """True for 82nd, 4G, 20-year-old, 3-storey: digits glued to letters that are no scale and no sign."""
    if previous is not None and previous.end == tokens[at].start and previous.text in "-.#№@_:" and at > 1:
        if previous.text != "-" or tokens[at - 2].end == previous.start:
            return True
    if following is None or following.start != tokens[at].end:
        return False
    if following.text in _DASHES and at + 2 < len(tokens) and tokens[at + 2].start == following.end:
        compound = tokens[at + 2].lower
        words = lexicon().numbers
        return (
            tokens[at + 2].is_word and compound not in words["scales"] and compound not in ("odd", "strong")
        )
    suffixes = lexicon().numbers["suffixes"]
    return following.kind in ("word", "code") and following.lower not in suffixes


def _is_date(tokens: Sequence[Token], at: int, previous: Token | None, following: Token | None) -> bool:
    value = literal(tokens[at].text)
    if value is None or "," in tokens[at].text:
        return value is None
    clock = lexicon().exclusions["clock"]
    if following is not None and following.lower.rstrip(".") in clock and value <= 24:
        return True
    if value > 31:
        return False
    if previous is not None and previous.text == "." and at > 1:
        previous = tokens[at - 2]
    if following is not None and following.lower == "of" and at + 2 < len(tokens):
        return _is_month(tokens[at + 2])
    return _is_month(previous) or (_is_month(following) and value >= 1)


def _is_month(token: Token | None) -> bool:
    return (
        token is not None
        and token.is_capitalised
        and token.lower.rstrip(".") in lexicon().exclusions["months"]
    )


def _is_year(tokens: Sequence[Token], at: int, previous: Token | None, following: Token | None) -> bool:
    text = tokens[at].text
    if not (len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2099):
        return False
    if _scale_follows(tokens, at + 1) or (
        previous is not None and previous.text in lexicon().numbers["currencies"]
    ):
        return False
    if previous is not None and (
        _is_month(previous) or previous.lower in lexicon().exclusions["year_before"]
    ):
        return True
    if previous is not None and previous.text == "," and at > 1:
        return True
    return following is None or not following.is_word or not _looks_counted(following)


def _looks_counted(token: Token) -> bool:
    """True for a word that can be what a number counts: a plural, a collective noun or a nationality."""
    low = token.lower
    nouns = lexicon().nouns
    if low in nouns["stops"]:
        return False
    return low in nouns["plurals"] or low in nouns["people"] or low.endswith("s") or token.is_capitalised


def _is_designated(tokens: Sequence[Token], at: int, previous: Token | None, following: Token | None) -> bool:
    """True after a word that numbers things (Article 5, No. 3) or a name (Channel 4, S&P 500)."""
    if previous is None or "," in tokens[at].text or _scale_follows(tokens, at + 1):
        return False
    if previous.text == "." and at > 1 and tokens[at - 2].lower in ("no", "nr", "art", "fig"):
        return True
    if previous.text in "#№":
        return True
    if previous.lower in lexicon().exclusions["designators"]:
        return True
    named = previous.is_capitalised and at > 1 and previous.lower not in lexicon().nouns["stops"]
    headline = all(token.is_capitalised for token in tokens[: at - 1] if token.is_word)
    return named and not headline and not (following is not None and _is_plain_word(following))


def _is_plain_word(token: Token) -> bool:
    return token.is_word or token.text in ("%",)


def _is_age(tokens: Sequence[Token], at: int, previous: Token | None, following: Token | None) -> bool:
    """True for "aged 45", "45 years old" and "Name, 45, …"."""
    value = literal(tokens[at].text)
    if value is None or value > 120:
        return False
    if previous is not None and previous.lower in lexicon().exclusions["ages"]:
        return True
    if following is not None and following.lower.startswith(("year-old", "years-old")):
        return True
    apposed = previous is not None and previous.text == "," and at > 1 and tokens[at - 2].is_capitalised
    return apposed and following is not None and following.text in ",.)"


def _is_measure_of_time_or_space(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """True when the number measures time, distance or the like and counts nothing."""
    if quantity.unit:
        return False
    exclusions = lexicon().exclusions
    following = [token.lower for token in tokens[quantity.last : quantity.last + 2]]
    if not following:
        return False
    if following[0] in exclusions["durations"] or following[0] in exclusions["distances"]:
        return True
    return (
        len(following) == 2
        and following[0]
        in ("consecutive", "straight", "square", "nautical", "more", "full", "long", "working")
        and (following[1] in exclusions["durations"] or following[1] in exclusions["distances"])
    )


def _points_back(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """True for a small number in words under a definite word: "the two sides" points back and counts nothing new."""
    small = quantity.high is not None and quantity.high <= 12 and not quantity.digits
    if not small or quantity.bound != "exact" or quantity.unit or quantity.first == 0:
        return False
    return tokens[quantity.first - 1].lower in lexicon().exclusions["pointers"]
