"""What a proposed brief adds to the general tables: the places that only these documents name.

Here belongs finding them, their other names and what is around them. A place whose surroundings the
documents do not tell is added without, so that its relation to others stays unknown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.briefs import Vocabulary
from pipeline.briefs.tables import words
from pipeline.briefs.tree import Entry, fold
from pipeline.reconciliation.evidence import Evidence
from pipeline.records import CleanedText

# Words by which a document means the place that it is about, and never a country.
_KINDS = ("state", "province", "region", "district", "oblast", "area", "city", "town", "village")
# Of the countries that the documents of a place name, this share must be one for the place to lie in it.
_MOST = 0.6


class Names:
    """How the documents write each place: the entries to add, and the name under which a place is asked."""

    def __init__(
        self, evidence: Sequence[Evidence], documents: Iterable[CleanedText], vocabulary: Vocabulary
    ) -> None:
        self._vocabulary = vocabulary
        self._lands = _lands(evidence, documents, vocabulary)
        written: dict[str, Counter[str]] = defaultdict(Counter)
        homes: dict[str, set[str]] = defaultdict(set)
        for item in evidence:
            core = self._lacking(item)
            if core:
                written[core][_bare(item.claim.place or "")] += 1
                homes[core].add(item.claim.document_id)
        self._written = {core: _by_use(forms) for core, forms in written.items()}
        self._homes = homes
        self._meant = self._kinds_meant(evidence)

    def entries(self) -> dict[str, Entry]:
        """Return the places to add, by the name that the documents use most."""
        found = {}
        for core, (name, *others) in sorted(self._written.items()):
            kinds = sorted(kind for kind, meant in self._meant.items() if meant == core)
            found[name] = Entry(also=(*others, *kinds), within=self._around(core))
        return found

    def kinds(self, name: str) -> list[str]:
        """Return the words such as "state" by which the documents mean a place that is to be added."""
        cores = [core for core, forms in self._written.items() if forms[0] == name]
        return sorted(kind for kind, core in self._meant.items() if core in cores)

    def _lacking(self, item: Evidence) -> str | None:
        """Return the key of a place that the tables lack: a name, without the words for an area."""
        written = item.claim.place
        if not written or not any(char.isupper() for char in written) or not item.key.place:
            return None
        (path, *more) = item.key.place
        if more or self._vocabulary.places.charted(path) or path[0].startswith("border of "):
            return None
        parts = fold(written).removeprefix("the ").split()
        if words("near") & set(parts) or {"and", "or"} & set(parts):
            return None
        core = " ".join(part for part in parts if part not in words("area")) if len(path) == 1 else path[0]
        return core or None

    def _around(self, core: str) -> str | None:
        """Return what a place lies in: what its own name says, else the country of the documents."""
        inner = next(iter(self._vocabulary.place(self._written[core][0])))
        if len(inner) > 1:
            return inner[1]
        lands = Counter(land for home in sorted(self._homes[core]) for land in self._lands[home])
        if not lands:
            return None
        land, count = max(lands.items(), key=lambda pair: (pair[1], pair[0]))
        return land if count >= _MOST * lands.total() else None

    def _kinds_meant(self, evidence: Iterable[Evidence]) -> Mapping[str, str]:
        """Return which place "the state" means: the one that every document with these words names most."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        saying: dict[str, set[str]] = defaultdict(set)
        for item in evidence:
            home, plain = item.claim.document_id, fold(item.claim.place or "").removeprefix("the ")
            if plain in _KINDS:
                saying[plain].add(home)
            elif core := self._lacking(item):
                told[home][core] += 1
            elif item.key.place and not item.key.from_dateline:
                told[home][""] += 1
        meant = {}
        for kind, homes in sorted(saying.items()):
            named = {max(told[home], key=lambda core: (told[home][core], core), default="") for home in homes}
            if len(named) == 1 and (core := named.pop()):
                meant[kind] = core
        return meant


def _lands(
    evidence: Iterable[Evidence], documents: Iterable[CleanedText], vocabulary: Vocabulary
) -> Mapping[str, Counter[str]]:
    """Return the countries that each document speaks of, by its places, its actors and where it was
    written."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    countries = set(vocabulary.people.values())
    for item in evidence:
        around = [path[-1] for path in item.key.place or ()]
        found[item.claim.document_id].update(
            land for land in (*around, *(item.key.actor or ())) if land in countries
        )
    for text in documents:
        written = (text.dateline or "").partition(",")[0]
        found[text.document_id].update(
            path[-1] for path in vocabulary.place(written) if path[-1] in countries
        )
    return found


def _by_use(forms: Counter[str]) -> tuple[str, ...]:
    """Return the different spellings of a name, the most frequent first."""
    ordered = sorted(forms, key=lambda form: (-forms[form], form.isupper(), form))
    return tuple({fold(form): form for form in reversed(ordered)}[fold(form)] for form in _once(ordered))


def _once(forms: Iterable[str]) -> list[str]:
    seen: dict[str, str] = {}
    for form in forms:
        seen.setdefault(fold(form), form)
    return list(seen.values())


def _bare(name: str) -> str:
    parts = name.split()
    return " ".join(parts[1:] if parts and parts[0].lower() == "the" else parts)
