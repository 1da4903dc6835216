"""How estimates and editions look inside the Dagster UI: tables of figures, numbers to plot, a preview in
Markdown.

Here belongs the choice of what the UI shows. Every number in it is one of the edition's figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg

from assets.tables import listed
from pipeline.briefing.edition import Anchor, Day, Edition, FigureRef, Identifier, Line, Words
from pipeline.lineage import day_text
from pipeline.lineage.shown import ends
from pipeline.reconciliation.effects import REASONS, Effect
from pipeline.records import Estimate, Interval


def estimate_metadata(estimate: Estimate) -> dict[str, Any]:
    """Return one estimate as metadata of its question's asset; the UI plots the numbers over time."""
    numbers = {role: getattr(estimate, role) for role in ("low", "best", "high", "floor2")}
    return {
        **{role: float(value) for role, value in numbers.items() if value is not None},
        "origins": estimate.n_origins,
        "unknown origins": estimate.n_unknown,
        "reports": estimate.n_reports,
        "verdict": estimate.verdict,
        "confidence": estimate.confidence,
        "bound": estimate.bound or "none",
        "unit": estimate.unit or "count",
        "holds on": interval(estimate.holds_on),
        "statements": listed(
            [
                {
                    "origin": s.origin,
                    "known": s.known,
                    "grade": s.grade,
                    "bound": s.bound,
                    "low": s.low,
                    "high": s.high,
                    "said on": interval(s.said_on),
                    "claims": ", ".join(s.claim_ids),
                }
                for s in estimate.statements
            ]
        ),
        "rules": ", ".join(estimate.rules),
        "rulings": ", ".join(ruled.ruling_id for ruled in estimate.rulings) or "none",
    }


def estimates_table(estimates: Sequence[Estimate]) -> dg.MetadataValue:
    """Return all estimates of a day as one table."""
    return listed(
        [
            {
                "question": e.question_id,
                "low": e.low,
                "best": e.best,
                "high": e.high,
                "holds on": interval(e.holds_on),
                "origins": e.n_origins,
                "unknown": e.n_unknown,
                "reports": e.n_reports,
                "verdict": e.verdict,
                "confidence": e.confidence,
                "flags": ", ".join(e.flags),
                "rulings": ", ".join(ruled.ruling_id for ruled in e.rulings),
            }
            for e in estimates
        ]
    )


def rulings_table(told: Sequence[Effect]) -> dg.MetadataValue:
    """Return the rulings in force with who signed them, why, and what came of them, as one table."""
    return listed(
        [
            {
                "ruling": effect.ruling.id,
                "act": effect.ruling.act,
                "on": effect.ruling.on.isoformat(),
                "by": effect.ruling.by,
                "reason": effect.ruling.reason,
                "claims": ", ".join(effect.claim_ids),
                "bears on": ", ".join(effect.question_ids),
                "without effect": REASONS[effect.why] if effect.why else "",
            }
            for effect in told
        ]
    )


def edition_metadata(edition: Edition, links: Mapping[str, str]) -> dict[str, Any]:
    """Return what the UI shows of a published edition; `links` are the addresses of its files by name."""
    dropped = [{"document": d.name, "dropped because": d.error} for d in edition.documents if d.error]
    dropped += [{"document": d.name, "dropped because": d.error} for d in edition.whole.listed if d.error]
    return {
        **{f"download {name}": dg.MetadataValue.url(link) for name, link in links.items()},
        "preview": dg.MetadataValue.md(preview(edition, links)),
        "figures": listed(figure_table(edition)),
        "documents": sum(day.documents for day in edition.whole.days),
        "claims": sum(day.claims for day in edition.whole.days),
        "dropped documents": listed(dropped),
    }


def figure_table(edition: Edition) -> list[dict[str, Any]]:
    """Return the edition's figure table as plain rows, with the origins and documents behind each figure."""
    return [
        {
            "question": edition.question_by_id[estimate.question_id].title,
            "figure": _text(edition, row.value),
            **{role: _text(edition, getattr(row, role)) for role in ("low", "best", "high")},
            "verdict": row.verdict,
            "confidence": row.confidence,
            **{role: _text(edition, getattr(row, role)) for role in ("origins", "unknown", "reports")},
            "holds on": plain(edition, row.holds_on),
            "status": ", ".join(row.statuses),
            "sources": sources(edition, estimate),
        }
        for estimate, row in zip(edition.estimates, edition.rows, strict=True)
    ]


def sources(edition: Edition, estimate: Estimate) -> str:
    """Name the origins of an estimate with the documents that carry them."""
    parts = []
    for statement in estimate.statements:
        names = dict.fromkeys(edition.claim_by_id[claim].document_name for claim in statement.claim_ids)
        parts.append(f"{statement.origin} ({', '.join(names)})")
    return "; ".join(parts)


def preview(edition: Edition, links: Mapping[str, str]) -> str:
    """Return the head of the briefing in Markdown: title, key judgements, and the downloads."""
    lines = [f"## {escaped(edition.brief.title)}", f"As of **{day_text(edition.as_of.isoformat())}**", ""]
    lines += [f"- {escaped(plain(edition, judgement.sentence))}" for judgement in edition.judgements]
    lines += ["", "Download: " + " · ".join(f"[{name}]({link})" for name, link in links.items())]
    return "\n".join(lines)


def plain(edition: Edition, line: Line) -> str:
    """Return a line of the edition as plain text, its figures and quoted words filled in."""
    return "".join(_piece(edition, piece) for piece in line)


def interval(value: Interval | None) -> str:
    """Return an interval as text: a day, or from when to when."""
    if value is None:
        return ""
    start, end = ends(value)
    return str(start) if start == end else f"{start or '…'} – {end or '…'}"


def escaped(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>()#+!|" else char for char in text)


def _text(edition: Edition, figure: FigureRef | None) -> str | None:
    return edition.figure_by_id[figure.figure_id].text if figure else None


def _piece(edition: Edition, piece: object) -> str:
    match piece:
        case FigureRef():
            return edition.figure_by_id[piece.figure_id].text
        case Words():
            return edition.words(piece.path)
        case Day():
            return day_text(piece.iso)
        case Identifier():
            return piece.text
        case Anchor():
            return edition.question_by_id[piece.question_id].title
        case _:
            return str(piece)
