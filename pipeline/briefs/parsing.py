"""From the text of a brief.yaml to a `Brief`, and of the rulings.yaml beside it, with errors that say where.

Here belong the two files. How a file is read strictly is for `strict`, which words can be meant for
`spelling`.
"""

from __future__ import annotations

from pipeline.briefs.model import Brief
from pipeline.briefs.rulings import Rulings
from pipeline.briefs.spelling import wrong_rulings, wrong_words
from pipeline.briefs.strict import Reader

RULINGS_FILE = "rulings.yaml"
# Keys that a brief.yaml does not set, and who does.
_RESERVED = {
    "id": "leave this key out: a brief is named by its folder",
    "rulings": f"leave this key out: rulings stand in a {RULINGS_FILE} beside this file",
}


def parse_brief(text: str, brief_id: str) -> Brief:
    """Return the brief that the text of a brief.yaml describes; `brief_id` is the name of its folder.

    Raises BriefError with one line for each mistake.
    """
    reader = Reader(text, "brief.yaml", "keys such as 'title:' and 'questions:'")
    taken = [key for key in _RESERVED if key in reader.values]
    reader.refuse([reader.at((key,), _RESERVED[key], key=True) for key in taken])
    brief = reader.read(Brief, tuple(_RESERVED), id=brief_id)
    reader.refuse(reader.at(path, message) for path, message in wrong_words(brief))
    return brief


def with_rulings(brief: Brief, text: str) -> Brief:
    """Return a brief with the rulings that the text of the rulings.yaml beside it holds.

    Raises BriefError with one line for each mistake. What a ruling names need not be there: what it leads to
    is told by `pipeline.reconciliation`.
    """
    reader = Reader(text, RULINGS_FILE, "the key 'rulings:' with a list under it")
    ruled = brief.model_copy(update={"rulings": reader.read(Rulings).rulings})
    reader.refuse(reader.at(path, message) for path, message in wrong_rulings(ruled))
    return ruled
