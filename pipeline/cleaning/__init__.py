"""The cleaning room: from the bytes of a retrieved item to the document's own prose.

`read` decodes, `clean` decides what is prose, `reading_text` is what claims are read from,
`seen` what a reader sees of a stretch of it. Nothing here knows
of claims, numbers or questions.
"""

from pipeline.cleaning.cleaned import clean, reading_text
from pipeline.cleaning.foreign import foreign
from pipeline.cleaning.reading import MAX_BYTES, read
from pipeline.cleaning.seen import NO_WIDTH, seen, without_width

__all__ = ["MAX_BYTES", "NO_WIDTH", "clean", "foreign", "read", "reading_text", "seen", "without_width"]
