"""Printing pieces on a page, and the guard that keeps everything else off it.

Here belongs how a figure, a quotation, a date or an identifier becomes HTML. A template that prints a
number any other way does not render.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from importlib import resources

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from pipeline.briefing.edition import Anchor, Day, Edition, FigureRef, Identifier, Passage, SourceLink, Words
from pipeline.lineage import day_text, shown
from pipeline.lineage.figures import MORE

_INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)  # for whoever reads the template; a page needs one blank
_FIGURE = Markup('<a class="figure" href="#{}" data-figure="{}">{}</a>')
_SPOKEN = Markup('<span data-figure="{}">{}</span>')
_WORDS = Markup('<bdi data-words="{}">{}</bdi>')
_ANCHOR = Markup('<a class="question" href="#{}" data-words="question/{}/title" dir="auto">{}</a>')
_SOURCE = Markup('<a class="source-link" href="#{}" data-words="{}" dir="auto">{}</a>')
_DAY = Markup('<time datetime="{}">{}</time>')
_IDENTIFIER = Markup('<code class="id">{}</code>')
_PASSAGE = Markup(
    '<blockquote class="said" dir="auto" data-document="{}" data-start="{}" data-end="{}">'
    "{}<mark>{}</mark>{}</blockquote>"
)


class BareNumberError(TypeError):
    """A template printed something that no figure, quotation, date or identifier binds."""


class Attribute(str):
    """Text for an attribute that no reader is shown: an id, a link's target, a coordinate."""


def anchor(kind: str, name: str) -> Attribute:
    """Return the id of a place on the page, such as the evidence of a question."""
    return Attribute(kind + "-" + re.sub(r"[^\w.-]", "_", name))


class Printer:
    """Prints the pieces of one edition as HTML. `home` holds the claims that are told in full on the page,
    `bare` the questions that have no evidence any more."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.home = {e.claim_id for detail in edition.details for e in detail.evidence if e.at_home}
        self.bare = {detail.question_id for detail in edition.details if not detail.evidence}

    def guard(self, value: object) -> object:
        """Return what a template may print for `value`; raise BareNumberError for a number, or text that
        holds one."""
        if isinstance(value, Markup | Attribute | StrictUndefined):
            return value
        if isinstance(value, str):
            if any(char.isnumeric() for char in value):
                raise BareNumberError(
                    f"a template cannot print the number in {value!r}; print the figure it belongs to"
                )
            return value
        if isinstance(value, tuple):
            return Markup("").join(escape(self.guard(piece)) for piece in value)
        printed = self._piece(value)
        if printed is None:
            raise BareNumberError(f"a template cannot print {value!r}; print the figure it belongs to")
        return printed

    def _piece(self, value: object) -> Markup | None:
        ledger = self.edition
        match value:
            case FigureRef(figure_id=key):
                return _FIGURE.format(self.target(key), key, shown(ledger.figure_by_id[key].text))
            case Words(path=path):
                return _WORDS.format(ledger.shortened(path), shown(ledger.words(path)))
            case Anchor(question_id=key):
                return _ANCHOR.format(anchor("q", key), key, shown(ledger.question_by_id[key].title))
            case SourceLink(document_id=key):
                path = ledger.name_of(key)
                to, said = anchor("doc", ledger.short[key]), shown(ledger.words(path))
                return _SOURCE.format(to, ledger.shortened(path), said)
            case Day(iso=iso):
                return _DAY.format(iso, day_text(iso))
            case Identifier(text=text):
                return _IDENTIFIER.format(text)
            case Passage():
                return self._passage(value)
        return None

    def target(self, figure_id: str) -> str:
        """Return the id of the place that a figure leads to: its evidence, its sentence, or the list of
        documents."""
        figure = self.edition.figure_by_id[figure_id]
        if figure.kind == "estimate":
            return anchor("q" if figure.subject_id in self.bare else "ev", figure.subject_id)
        if figure.kind == "claim":
            claim = figure.subject_id
            return anchor("claim" if claim in self.home else "src", claim)
        if figure.subject_id in self.edition.document_by_id:
            return anchor("doc", self.edition.short[figure.subject_id])
        more = figure.role.startswith(MORE) and figure.subject_id != "edition"
        return anchor("ev", figure.subject_id) if more else "sources"

    def figure_in_document(self, claim_id: str) -> Markup:
        """Return a claim's figure, linked to the very place in its document."""
        text = shown(self.edition.figure_by_id[claim_id].text)
        return _FIGURE.format(anchor("src", claim_id), claim_id, text)

    def told(self, path: str) -> Markup:
        """Return the words at a path alone, for an element that names the path itself."""
        return escape(shown(self.edition.words(path)))

    def figure_text(self, reference: FigureRef) -> Markup:
        """Return the text of a figure alone, for an element that names the figure itself."""
        return escape(shown(self.edition.figure_by_id[reference.figure_id].text))

    def spoken(self, reference: FigureRef) -> Markup:
        """Return a figure without its link, for the title of a drawing."""
        return _SPOKEN.format(reference.figure_id, shown(self.edition.figure_by_id[reference.figure_id].text))

    def _passage(self, passage: Passage) -> Markup:
        text = self.edition.shown_text[passage.document_id]
        return _PASSAGE.format(
            self.edition.short[passage.document_id],
            passage.start,
            passage.end,
            text[passage.start : passage.figure_start],
            text[passage.figure_start : passage.figure_end],
            text[passage.figure_end : passage.end],
        )


class _Compiled(BytecodeCache):
    """Templates as code: they are the same for all editions of a process, and dear to compile."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def environment(printer: Printer, functions: Mapping[str, object]) -> Environment:
    """Return the template environment of one edition: everything is escaped, nothing undefined, no bare
    number."""
    env = Environment(
        loader=FunctionLoader(_load),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printer.guard,
        bytecode_cache=_COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(functions)
    return env


def _load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
    source = template_source(name)
    return None if source is None else (_INDENTED.sub(" ", source), name, lambda: True)


def template_source(name: str) -> str | None:
    """Return the text of a template from the `templates/` folder."""
    path = resources.files("templates").joinpath(name)
    return path.read_text("utf-8") if path.is_file() else None


def style_hash(css: str) -> str:
    """Return the hash source by which a content security policy admits a style sheet."""
    return f"sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}"
