"""Which blocks of a page are the document's own prose, and why the others are not.

Here belongs what the place of a block among the others decides: lists of other documents, menus, titles,
headings and repeated lines. What a block is by itself is told in `marking`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.cleaning import chrome, masthead
from pipeline.cleaning.blocks import Block, tokens
from pipeline.cleaning.marking import mark
from pipeline.cleaning.page import Item, Page

# A row of this many short lines without sentences or numbers is a menu.
_MENU_RUN, _MENU_WORDS = 4, 5
# A line between paragraphs is a heading of its own document if this share of its words is in the paragraphs.
_HEADING_SHARE = 0.8
# The same share for a title, whose words the prose often varies.
_TITLE_SHARE = 0.5
# A title stands before this many paragraphs at most.
_TITLE_BEFORE = 2
# A headline above the first paragraph with so many words is a title even if the prose does not take it up.
_TITLE_WORDS = 6
_TITLE_MOST = 25  # words of a title above a date
# A line of capitalised words above the first paragraph, no longer than this, may be the publisher's name.
_NAME_WORDS = 3
_NAME_LINK = 3  # letters of the longest word in small letters within a name: "of", "and", "the"
# Words that were read before "next story" can mean the end of the document.
_ENOUGH_PROSE = 40
_LOOKED_AT = 20  # blocks under a heading of comments
# A line between paragraphs with more words than this, all in capitals, is no heading.
_CAPITALS = 7
_WORD = re.compile(r"[^\W_]{4,}|\d+")


def lay_out(blocks: list[Block]) -> Page:
    """Return the page with every block decided, in the order of the text."""
    page = Page([Item(block.start, block) for block in blocks])
    mark(page.items)
    _zones(page.items)
    _settle(page)
    return page


def _zones(items: list[Item]) -> None:
    """Drop what stands under the heading of a list of other documents, as far as that list goes."""
    prose = [item.block.words if item.kept is None and item.block.is_prose else 0 for item in items]
    total, before, open_reason, ended = sum(prose), 0, "", ""
    for place, (item, words) in enumerate(zip(items, prose, strict=True)):
        zone = item.rule.zone if item.rule else None
        if ended or (open_reason and not words):
            item.head = None
        if ended:
            if item.kept is not False:
                item.drop(ended)
        elif zone and (_ends(zone, before, total) or (before and _are_comments(items, place))):
            ended = f"after “{item.block.plain[:60]}”"
        elif zone in ("list", "end"):
            open_reason = f"in the list “{item.block.plain[:60]}”"
        elif words:
            open_reason = ""
        elif open_reason and item.kept is not False:
            item.drop(open_reason)
        before += words


def _ends(zone: chrome.Zone, before: int, total: int) -> bool:
    """Whether the heading of a zone ends the document: most of its prose is past, or another story
    follows."""
    if zone == "next":
        return before >= _ENOUGH_PROSE
    return zone == "end" and 2 * before >= total > 0


def _are_comments(items: list[Item], heading: int) -> bool:
    """Whether readers' comments follow their heading, which may be a mere counter: most paragraphs under it
    have a short line above them, as the names of readers are. They may be longer than the document."""
    rule = items[heading].rule
    if rule is None or rule.zone != "comments":
        return False
    under = items[heading + 1 : heading + 1 + _LOOKED_AT]
    above = [one for one, item in pairwise(under) if item.block.is_prose]
    return bool(above) and 2 * sum(one.block.words <= _NAME_WORDS for one in above) > len(above)


def _settle(page: Page) -> None:
    """Decide the blocks that are still open, by their place among the paragraphs."""
    items = page.items
    paragraphs = [index for index, item in enumerate(items) if item.kept is None and item.block.is_prose]
    stems = _stems(" ".join(items[index].block.text for index in paragraphs))
    _take_letterhead(page, paragraphs[0] if paragraphs else 0)
    _menus(items)
    page.title = _title(items, paragraphs, stems)
    if page.title:
        page.title.keep("title", "title")
        _take_outlet(page, page.title)
    first = paragraphs[0] if paragraphs else len(items)
    last = paragraphs[-1] if paragraphs else -1
    listing = False
    for index, item in enumerate(items):
        if item.kept is None:
            _settle_one(page, index, first, last, stems, listing)
        if item.kept:
            _drop_repeated(page, item)
        if item.kept:
            listing = item.block.text.endswith(":") or (listing and item.kind == "bullet")


def _settle_one(page: Page, index: int, first: int, last: int, stems: set[str], listing: bool) -> None:
    item = page.items[index]
    block = item.block
    if block.is_prose:
        return _keep_prose(page, item)
    if block.bullet and block.words >= 3:
        return item.keep("bullet", "list item")
    if listing:
        return item.keep("bullet", "item of the list before it")
    if last < 0:
        kept = block.words >= 4
        return item.keep("prose", "line of a document without paragraphs") if kept else item.drop("label")
    if index > last:
        return item.drop("after the last paragraph")
    if index < first:
        return _settle_head(page, index, stems)
    if block.ends_sentence or block.words <= _MENU_WORDS:
        return item.keep("prose", "sentence" if block.ends_sentence else "heading")
    return (
        item.keep("prose", "heading") if _is_own(block, stems) else item.drop("headline of another document")
    )


def _is_own(block: Block, stems: set[str]) -> bool:
    """Whether a line between paragraphs is a heading of its document: the prose says what it says, numbers
    included, and it does not shout as headlines of other documents do."""
    if block.text.isupper() and block.words > _CAPITALS:
        return False
    numbers = {word for word in _WORD.findall(block.text) if word.isdigit()}
    return numbers <= stems and _share(block.text, stems) >= _HEADING_SHARE


def _keep_prose(page: Page, item: Item) -> None:
    if item.block.bullet:
        return item.keep("bullet", "list item")
    before_title = page.title is not None and item.start < page.title.start
    return item.keep("standfirst" if before_title else "prose", "paragraph")


def _settle_head(page: Page, index: int, stems: set[str]) -> None:
    """Decide a line between the top of the page and the first paragraph."""
    item = page.items[index]
    title = page.title
    if title and item.start > title.start and item.block.words >= 6:
        previous = next(
            other for other in reversed(page.items[:index]) if other.kept or other.kind == "chrome"
        )
        if previous is title or _share(item.block.text, stems) >= _TITLE_SHARE:
            return item.keep("standfirst", "standfirst")
    return item.drop("before the first paragraph")


def _menus(items: list[Item]) -> None:
    """Drop rows of short lines without sentences or numbers; known chrome among them counts, but is
    decided."""
    run: list[Item] = []
    for item in [*items, None]:
        if item is not None and _is_entry(item):
            run.append(item)
            continue
        entries = [entry for entry in run if entry.kept is None]
        if len(run) >= _MENU_RUN and len(entries) > 1:
            for entry in entries:
                entry.drop("menu")
        run = []


def _is_entry(item: Item) -> bool:
    block = item.block
    if item.kept or block.words > _MENU_WORDS or block.ends_sentence:
        return False
    return item.kept is False or not any(char.isdigit() for char in block.text)


def _title(items: list[Item], paragraphs: list[int], stems: set[str]) -> Item | None:
    """Return the item that is the title: a headline above the date at the top, else the first headline near
    the top whose words the prose takes up, else the first that is long enough to be one. A question is a
    title only at the top."""
    if not paragraphs:
        opening = next((item for item in items if item.kept is None), None)
        return opening if opening and opening.block.is_headline else None
    if _heads_a_date(items[:2]):
        return items[0]
    body = [index for index in paragraphs if not items[index].block.bullet]
    until = body[_TITLE_BEFORE - 1] if len(body) >= _TITLE_BEFORE else paragraphs[-1]
    candidates = []
    for index, item in enumerate(items[: until + 1]):
        if (
            item.kept is None
            and item.block.is_headline
            and (not item.block.is_prose or index == paragraphs[0])
        ):
            candidates.append(item)
    above = [item for item in candidates if item.start < items[paragraphs[0]].start]
    candidates = [item for item in candidates if item is candidates[0] or not item.block.text.endswith("?")]
    fitting = [item for item in candidates if _share(item.block.text, stems) >= _TITLE_SHARE]
    long = [item for item in above if item.block.words >= _TITLE_WORDS]
    return min(fitting[:1] or long[:1], key=lambda item: item.start, default=None)


def _heads_a_date(top: list[Item]) -> bool:
    """Whether the first line is a headline and the second a date: it has a word in small letters that is long
    enough to be none of a name."""
    if len(top) < 2 or top[0].kept is not None or top[1].head is None or top[1].kept is not False:
        return False
    words = _WORD.findall(top[0].block.text)
    short = not top[0].block.is_prose and 1 < top[0].block.words <= _TITLE_MOST
    return short and any(word.islower() and len(word) > _NAME_LINK for word in words)


def _take_letterhead(page: Page, first: int) -> None:
    """Take names above the first paragraph for the publisher: an outlet's, or that of a body above a
    headline."""
    head = [item for item in page.items[:first] if item.kept is None]
    headlines = [item.start for item in head if item.block.is_headline]
    for item in head:
        name = masthead.name_line(item.block.plain)
        if not name:
            continue
        above_headline = bool(headlines) and headlines[-1] > item.start
        if masthead.is_outlet(name) and item.block.words <= _MENU_WORDS:
            page.masthead = page.masthead or name
            item.drop("name of the publisher")
        elif masthead.is_body(name) and above_headline:
            page.masthead = page.masthead or name
            item.drop("letterhead")
        elif item.block.words <= _NAME_WORDS:
            page.name = page.name or name


def _take_outlet(page: Page, title: Item) -> None:
    """Take the publisher's name off the end of the title."""
    found = masthead.title_outlet(title.block.text)
    if found:
        page.outlet = found.outlet
        title.suffix = ("chrome", "name of the publisher behind the title")
        title.cut(0, found.end)


def _drop_repeated(page: Page, item: Item) -> None:
    """Drop a line whose words were kept before, as one line or as several that it sets in bold."""
    block = item.block
    parts = [part for part in block.text.split("**") if part.strip()] if block.text.startswith("**") else []
    if block.key in page.seen or (parts and all(" ".join(tokens(part)) in page.seen for part in parts)):
        item.drop("repeated line")
    elif block.words >= 4:
        page.seen.add(block.key)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(text.casefold())}


def _share(text: str, stems: set[str]) -> float:
    """Return the share of a line's longer words and numbers that occur in the prose, by their first
    letters."""
    words = [word[:5] for word in _WORD.findall(text.casefold())]
    return sum(word in stems for word in words) / len(words) if words else 0.0
