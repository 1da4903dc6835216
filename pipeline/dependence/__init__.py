"""Dependence: which documents, and which passages of documents, are copies of earlier ones.

A document is reduced to a sketch once (`sketches.py`); sketches that meet (`candidates.py`) are compared word
for word (`alignment.py`); a copy of a copy leads to its root (`roots.py`). Nothing here knows of claims,
numbers that are counted, or questions.
"""

from pipeline.dependence.copies import copies_among, find_copies
from pipeline.dependence.roots import rooted
from pipeline.dependence.sketches import sketch

__all__ = ["copies_among", "find_copies", "rooted", "sketch"]
