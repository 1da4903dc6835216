"""Briefs: what is asked, in which words, and how a brief.yaml is read.

Here belong the questions and the tables of words that questions and claims share. Answers belong in
`pipeline.reconciliation`.
"""

from pipeline.briefs.model import Brief, Grade, Organisation, Question, Source
from pipeline.briefs.parsing import BriefError, Problem, parse_brief
from pipeline.briefs.schema import brief_schema
from pipeline.briefs.vocabulary import Vocabulary
from pipeline.briefs.writing import write_brief

__all__ = [
    "Brief",
    "BriefError",
    "Grade",
    "Organisation",
    "Problem",
    "Question",
    "Source",
    "Vocabulary",
    "brief_schema",
    "parse_brief",
    "write_brief",
]
