"""Reconciliation: from claims to estimates, by rules that a reader can look up in `rules.toml`.

The steps follow one another in `reconcile.py`; a verdict is decided in `verdict.py`.
"""

from pipeline.reconciliation.comparison import compare
from pipeline.reconciliation.effects import effects
from pipeline.reconciliation.history import history
from pipeline.reconciliation.proposing import propose
from pipeline.reconciliation.rationale import comparison_sentence
from pipeline.reconciliation.reconcile import reconcile
from pipeline.reconciliation.rules import rules, rules_version

__all__ = [
    "compare",
    "comparison_sentence",
    "effects",
    "history",
    "propose",
    "reconcile",
    "rules",
    "rules_version",
]
