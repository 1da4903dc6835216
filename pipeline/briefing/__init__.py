"""From estimates to an edition: what a briefing says, the figures it prints, and the files it is made of.

Here belongs the content of a briefing and its rendering. Proving its numbers belongs to `pipeline.lineage`.
"""

from pipeline.briefing.compose import compose, composed
from pipeline.briefing.edition import Edition
from pipeline.briefing.render import render

__all__ = ["Edition", "compose", "composed", "render"]
