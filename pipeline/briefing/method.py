"""The method page of an edition: `docs/method.md` as HTML, so that the rules lie beside the numbers.

Here belongs reading the Markdown that our own page uses: headings, paragraphs, lists, tables, emphasis, code
and links. It is no reader of anybody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from markupsafe import Markup, escape

# Beside this module in an installed package, in docs/ in a checkout.
_PLACES = (Path(__file__).with_name("method.md"), Path(__file__).parents[2] / "docs" / "method.md")
_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)]+)\)")
_HEADING = re.compile(r"(#{1,4}) (.*)")
_ITEM = re.compile(r"(?:[-*]|\d+\.) ")
_RULE = re.compile(r"[RA]\d+[a-z]?(?:\.[a-z_]+)?")


@cache
def method_text() -> str:
    """Return the text of the method page; FileNotFoundError if the page lies at neither of its places."""
    return next((place for place in _PLACES if place.is_file()), _PLACES[-1]).read_text("utf-8")


def method_body(text: str) -> Markup:
    """Return a page in Markdown as HTML. The row of a rule has the id `rule-<id>`, for links to it."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return Markup("\n").join(part for block in blocks for part in _block(block.split("\n")))


def _block(lines: Sequence[str]) -> Iterator[Markup]:
    if heading := _HEADING.fullmatch(lines[0]):
        level = len(heading[1])
        yield Markup("<h{}>{}</h{}>").format(level, _inline(heading[2]), level)
        if lines[1:]:
            yield from _block(lines[1:])
    elif lines[0].startswith("|"):
        yield _table(lines)
    elif _ITEM.match(lines[0]):
        yield _list(lines)
    else:
        yield Markup("<p>{}</p>").format(_inline(" ".join(lines)))


def _table(lines: Sequence[str]) -> Markup:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(_inline(cell)) for cell in rows[0])
    body = Markup("\n").join(_row(row) for row in rows[2:])
    return Markup(
        '<div class="scroll"><table><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>'
    ).format(head, body)


def _row(cells: Sequence[str]) -> Markup:
    named = Markup(' id="rule-{}"').format(cells[0]) if _RULE.fullmatch(cells[0]) else ""
    inside = Markup("").join(Markup("<td>{}</td>").format(_inline(cell)) for cell in cells)
    return Markup("<tr{}>{}</tr>").format(named, inside)


def _list(lines: Sequence[str]) -> Markup:
    """Return a list; a line that begins no item goes on with the one before."""
    numbered = lines[0][0].isdigit()
    count = 0
    numbers = [count := count + bool(_ITEM.match(line)) for line in lines]
    items = [
        " ".join(
            _ITEM.sub("", line.strip(), count=1) if _ITEM.match(line) else line.strip() for _, line in group
        )
        for _, group in groupby(zip(numbers, lines, strict=True), key=lambda pair: pair[0])
    ]
    inside = Markup("\n").join(Markup("<li>{}</li>").format(_inline(item)) for item in items)
    return Markup("<{}>{}</{}>").format("ol" if numbered else "ul", inside, "ol" if numbered else "ul")


def _inline(text: str) -> Markup:
    parts: list[Markup] = []
    end = 0
    for found in _INLINE.finditer(text):
        parts.append(escape(text[end : found.start()]))
        code, strong, soft, label, target = found.groups()
        if code is not None:
            parts.append(Markup("<code>{}</code>").format(code))
        elif strong is not None:
            parts.append(Markup("<strong>{}</strong>").format(_inline(strong)))
        elif soft is not None:
            parts.append(Markup("<em>{}</em>").format(soft))
        elif target.startswith(("https://", "#")):
            parts.append(Markup('<a href="{}">{}</a>').format(target, label))
        else:
            parts.append(escape(label))  # a file of the checkout, which an edition does not hold
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
