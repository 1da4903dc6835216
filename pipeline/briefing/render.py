"""Rendering an edition: content in, files out, the same bytes for the same content.

Here belongs which files an edition has and how they are named. What stands in them is decided in
`compose.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from pipeline.briefing.changes import changes_data
from pipeline.briefing.chart import bars, over_time
from pipeline.briefing.documents import document_view
from pipeline.briefing.edition import Anchor, Edition, FigureRef, Identifier, SourceLink, Words
from pipeline.briefing.exports import series_data, series_table
from pipeline.briefing.lines import day, interval, label, noun, sentences
from pipeline.briefing.method import method_body, method_text
from pipeline.briefing.printing import Attribute, Printer, anchor, environment, style_hash, template_source
from pipeline.lineage import ledger_bytes, origin_graph, trace
from pipeline.lineage.ledger import position
from pipeline.lineage.received import received_bytes
from pipeline.lineage.shown import ends

PAGE, METHOD, STYLE = "briefing/page.html.j2", "briefing/beside.html.j2", "briefing/style.css"
SHOWN_CHANGES = 6  # of an edition, before the rest is folded: the figure table comes next
MOST_LABELS = 6  # on the chart over time; with more they would stand on each other
SHOWN_REPORTS = 12  # of an origin, before the rest is folded


def render(edition: Edition) -> dict[str, bytes]:
    """Return the files of an edition by name, but for its manifest (`pipeline.briefing.manifest`)."""
    return {
        "briefing.html": render_page(edition).encode("utf-8"),
        "method.html": render_method().encode("utf-8"),
        "figures.json": _json(figures_data(edition)),
        "changes.json": _json(changes_data(edition, edition.changes)),
        "series.json": _json(series_data(edition)),
        "series.csv": series_table(edition).encode("utf-8", errors="backslashreplace"),
        "received.csv": received_bytes(edition.whole.days),
        "origins.json": _json(origin_graph(edition)),
        "lineage.json": _json(trace(edition)),
        "ledger.json": ledger_bytes(edition, shown_texts(edition)),
    }


def shown_texts(edition: Edition) -> list[str]:
    """Return the ids of the documents whose text the page shows, as far as the edition carries it."""
    return [source.document_id for source in edition.sources if source.shown]


def render_page(edition: Edition) -> str:
    """Return the briefing as one self-contained HTML page without a script."""
    printer = Printer(edition)
    css = template_source(STYLE) or ""
    functions = {
        "anchor": anchor,
        "attribute": Attribute,
        "bars": bars,
        "document_view": partial(document_view, printer),
        "grade": lambda letter: sentences()["grades"][letter],
        "identifier": lambda text: Identifier(text=text),
        "day": day,
        "figure": lambda figure_id: FigureRef(figure_id=figure_id),
        "figure_text": printer.figure_text,
        "figure_in_document": printer.figure_in_document,
        "interval": interval,
        "label": label,
        "most_labels": MOST_LABELS,
        "noun": noun,
        "over_time": over_time,
        "position": position,
        "question": lambda question_id: Anchor(question_id=question_id),
        "sentences": sentences(),
        "shown_changes": SHOWN_CHANGES,
        "shown_reports": SHOWN_REPORTS,
        "short": lambda document_id: Attribute(edition.short[document_id]),
        "source_link": lambda document_id: SourceLink(document_id=document_id),
        "spoken": printer.spoken,
        "told": printer.told,
        "zip": zip,
        "words": lambda path: Words(path=path),
    }
    template = environment(printer, functions).get_template(PAGE)
    return template.render(edition=edition, css=css, style_hash=Attribute(style_hash(css)))


@cache
def render_method() -> str:
    """Return the method page, the same in every edition."""
    css = template_source(STYLE) or ""
    page = Template(template_source(METHOD) or "", autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return page.render(body=method_body(method_text()), css=Markup(css), style_hash=style_hash(css))


def figures_data(edition: Edition) -> dict[str, Any]:
    """Return the figure table of an edition as data, by question."""
    return {
        "brief": edition.brief.id,
        "as_of": edition.as_of.isoformat(),
        "questions": [
            {
                "question": estimate.question_id,
                "title": edition.question_by_id[estimate.question_id].title,
                "value": value.text
                if (value := edition.figure_by_id.get(f"{estimate.question_id}.value"))
                else None,
                "low": estimate.low,
                "best": estimate.best,
                "high": estimate.high,
                "floor2": estimate.floor2,
                "bound": estimate.bound,
                "unit": estimate.unit,
                "derived": estimate.derived,
                "statuses": list(row.statuses),
                "holds_on": list(ends(estimate.holds_on)) if estimate.holds_on else None,
                "origins": estimate.n_origins,
                "unknown": estimate.n_unknown,
                "reports": estimate.n_reports,
                "verdict": estimate.verdict,
                "confidence": estimate.confidence,
                "flags": list(estimate.flags),
                "claims": list(estimate.claim_ids),
                "parts": list(estimate.part_ids),
                "not_merged": [a.claim_id for a in estimate.set_aside if a.relation == "not_merged"],
            }
            for estimate, row in zip(edition.estimates, edition.rows, strict=True)
        ],
    }


def _json(data: Mapping[str, Any]) -> bytes:
    """Return data as JSON, a record a line: what is nested deeper would be mostly indentation."""
    fields = ",\n".join(f" {_line(name)}: {_records(value)}" for name, value in data.items())
    return f"{{\n{fields}\n}}\n".encode("utf-8", errors="backslashreplace")


def _records(value: Any) -> str:
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"  {_line(name)}: {_line(one)}" for name, one in value.items()) + "\n }"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_line(one)}" for one in value) + "\n ]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
