"""Briefs: what is asked, in which words, what analysts ruled, and how the files of a brief are read.

Here belong the questions and the tables of words that questions and claims share. Answers belong in
`pipeline.reconciliation`.
"""

from pipeline.briefs.model import Brief, Organisation, Question, Source
from pipeline.briefs.parsing import RULINGS_FILE, parse_brief, with_rulings
from pipeline.briefs.parts import Grade
from pipeline.briefs.rulings import Correction, Reference, Ruling
from pipeline.briefs.schema import brief_schema, rulings_schema
from pipeline.briefs.strict import BriefError, Problem
from pipeline.briefs.vocabulary import Vocabulary
from pipeline.briefs.writing import write_brief

__all__ = [
    "RULINGS_FILE",
    "Brief",
    "BriefError",
    "Correction",
    "Grade",
    "Organisation",
    "Problem",
    "Question",
    "Reference",
    "Ruling",
    "Source",
    "Vocabulary",
    "brief_schema",
    "parse_brief",
    "rulings_schema",
    "with_rulings",
    "write_brief",
]
