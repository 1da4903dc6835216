"""What a block is by itself: a date, a byline, a picture line, chrome by its wording, or nothing that tells.

Here belongs the look at single blocks, and the taking off of what stands before their prose. What neighbours
make of a block is decided in `layout`.
"""

from __future__ import annotations

import re

from pipeline.cleaning import chrome, masthead
from pipeline.cleaning.blocks import Block
from pipeline.cleaning.captions import caption
from pipeline.cleaning.language import main_script, scripts
from pipeline.cleaning.page import Item

# An address, an empty link, a shortcode or a tag that is all of a line.
_RESIDUE = re.compile(
    r"\[[^\]\s]{0,30}\](?:\(\S*\))?|https?://\S+|www\.\S+|!\[[^\]]{0,200}\]\(\S*\)|<[^>]{0,200}>"
)
# The dateline opens one of this many paragraphs at the top.
_DATELINE_WITHIN = 3


def mark(items: list[Item]) -> None:
    """Decide the blocks that tell by themselves what they are, and take dates and datelines off the
    others."""
    _take_prefix(items)
    own_script = _own_script([item.block for item in items])
    for item in items:
        _mark_one(item, own_script)
    _take_dateline(items)


def _take_prefix(items: list[Item]) -> None:
    """Take a collector's date off the first block."""
    for item in items[:1]:
        found = masthead.date_prefix(item.block.text)
        if found:
            item.head, item.prefix = found, ("dateline", "date put before the text")
            item.cut(found.end, len(item.block.text))
            _take_credit(item)


def _take_dateline(items: list[Item]) -> None:
    """Take the dateline off the first paragraphs: a standfirst may stand before the one that has it."""
    paragraphs = [item for item in items if item.kept is None and item.block.is_prose]
    for item in paragraphs[:_DATELINE_WITHIN]:
        if _take_credit(item):
            return


def _take_credit(item: Item) -> bool:
    found = masthead.dateline(item.block.text)
    if found:
        date = item.head.date if item.head and item.head.date else found.date
        reason = "date and publisher put before the text" if item.head else "dateline"
        item.head, item.prefix = found._replace(date=date), ("dateline", reason)
        item.cut(found.end, len(item.block.text))
    return found is not None


def _mark_one(item: Item, own_script: str | None) -> None:
    block = item.block
    head = masthead.dateline_line(block.plain)
    if head:
        item.head = item.head or head
        return item.drop("dateline" if head.dateline else "date", "dateline")
    if not block.words or not any(char.isalpha() for char in block.text):
        return item.drop("number or sign without words")
    if len(block.text) <= 300 and _RESIDUE.fullmatch(block.plain):
        return item.drop("address or markup")
    if own_script and _is_foreign(block.text, own_script):
        return item.drop("in another script than the document")
    item.rule = chrome.match(block)
    if item.rule:
        return item.drop(item.rule.reason, "byline" if item.rule.reason == "byline" else "chrome")
    if masthead.byline(block.plain) or masthead.is_credits(block.plain):
        return item.drop("byline", "byline")
    picture = caption(block.text)
    if picture:
        _take_caption(item, picture.start, picture.end)
    return None


def _take_caption(item: Item, start: int, end: int) -> None:
    if start == end:
        return item.drop("photo credit")
    if start > 0:
        item.prefix = ("chrome", "photo credit")
    if end < len(item.block.text):
        item.suffix = ("chrome", "photo credit")
    item.cut(start, end)
    item.keep("caption", "caption")
    return None


def _own_script(blocks: list[Block]) -> str | None:
    """Return the script of most of the prose."""
    texts, size = [], 0
    for block in blocks:
        if block.is_prose and size < 100_000:
            texts.append(block.text[:10_000])
            size += len(texts[-1])
    sample = " ".join(texts or [block.text for block in blocks[:500]])
    found = scripts(sample).most_common(1)
    return found[0][0] if found else None


def _is_foreign(text: str, own_script: str) -> bool:
    if text.isascii():
        return own_script != "latin" and bool(re.search("[A-Za-z]{2}", text))
    if own_script == "latin" and 2 * len(text.encode("ascii", "ignore")) > len(text):
        return False
    return main_script(text) != own_script
