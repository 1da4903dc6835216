"""A brief for a pile that nobody has asked of yet: what a careful analyst would ask of it.

`proposal` puts it together. Which quantities make one question is decided in `candidates`, which are worth
asking in `ranking`, what the tables lack in `naming`, who speaks in `bodies`.
"""

from pipeline.reconciliation.proposing.proposal import Proposal, proposal, propose

__all__ = ["Proposal", "proposal", "propose"]
