"""Briefline's ground floor: what happens to a document, as plain functions over plain records.

The steps of the flow can be imported from here. Each room is loaded when one of its steps is first used, so
that reading a document costs nothing of reconciling or rendering; rooms import each other, never this module.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # from the modules themselves: some bear the name of their function, which confuses mypy
    from pipeline.briefing.compose import compose
    from pipeline.briefing.render import render
    from pipeline.briefs import parse_brief
    from pipeline.cleaning import clean, read
    from pipeline.extraction import extract
    from pipeline.lineage.check import check
    from pipeline.pile import Pile
    from pipeline.reconciliation.comparison import compare
    from pipeline.reconciliation.history import history
    from pipeline.reconciliation.proposing import propose
    from pipeline.reconciliation.reconcile import reconcile

__all__ = [
    "Pile",
    "check",
    "clean",
    "compare",
    "compose",
    "extract",
    "history",
    "parse_brief",
    "propose",
    "read",
    "reconcile",
    "render",
]

_ROOM_OF = {
    "read": "pipeline.cleaning",
    "clean": "pipeline.cleaning",
    "extract": "pipeline.extraction",
    "parse_brief": "pipeline.briefs",
    "Pile": "pipeline.pile",
    "reconcile": "pipeline.reconciliation",
    "propose": "pipeline.reconciliation",
    "compare": "pipeline.reconciliation",
    "history": "pipeline.reconciliation",
    "compose": "pipeline.briefing",
    "render": "pipeline.briefing",
    "check": "pipeline.lineage",
}


def __getattr__(name: str) -> Any:
    """Load the room that holds the step `name`; AttributeError if there is no such step."""
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOM_OF[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
