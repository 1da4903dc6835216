"""Reconciliation: from claims to estimates, by rules that a reader can look up in `rules.toml`.

The steps follow one another in `reconcile.py`; a verdict is decided in `verdict.py`.
"""

from pipeline.reconciliation.history import history
from pipeline.reconciliation.propose import propose
from pipeline.reconciliation.reconcile import reconcile
from pipeline.reconciliation.rules import rules, rules_version

__all__ = ["history", "propose", "reconcile", "rules", "rules_version"]
