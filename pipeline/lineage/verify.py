"""Is a published edition what it was? Its files against its manifest, its page and data against its ledger.

Here belongs proving one edition from its bytes, and from what others say that they must be. How editions
follow each other belongs to `chain.py`; where bytes come from, to whoever calls.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from pipeline.inputs import Inputs
from pipeline.lineage.chain import CHAIN, chain_faults, link
from pipeline.lineage.check import Fault, check
from pipeline.lineage.ledger import Ledger
from pipeline.lineage.ledger_file import LedgerError, Read, read_ledger
from pipeline.lineage.literals import look
from pipeline.lineage.page import Page, read_page
from pipeline.records import Document, Span

MANIFEST, LEDGER, PAGE = "manifest.json", "ledger.json", "briefing.html"
Files = Mapping[str, bytes]
# The files that follow from a ledger by this version of Briefline.
Derive = Callable[[Ledger], Files]
# The files of a brief's edition of a day made again from the store, or the reason why they cannot be.
Rederive = Callable[[str, date], Files | str]
# A document read again from its source, None where the source has it no more.
Reread = Callable[[Document], Document | None]
Kind = Literal["manifest", "ledger", "page", "derived", "document", "store", "chain"]


class Finding(NamedTuple):
    """Something wrong with an edition: in which file, on which line of it (zero for the whole), of what kind,
    and in words."""

    file: str
    line: int
    kind: Kind
    message: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.message} [{self.kind}]"


class Proof(NamedTuple):
    """What was asked of an edition, what is wrong with it, and what could not be asked, and why."""

    checked: tuple[str, ...] = ()
    faults: tuple[Finding, ...] = ()
    unchecked: tuple[str, ...] = ()

    def __add__(self, other: Proof) -> Proof:  # type: ignore[override]
        return Proof(
            self.checked + other.checked, self.faults + other.faults, self.unchecked + other.unchecked
        )


def verify(files: Files, derive: Derive) -> Proof:
    """Return what can be proven of an edition by its own files alone.

    Each byte is held against the manifest, the page and every number in it against the ledger, and every file
    against what follows from the ledger.
    """
    proof = Proof(("files against the manifest",), tuple(manifest_faults(files)))
    for name in (LEDGER, PAGE):
        if name not in files:
            if name == PAGE or link("", files.get(MANIFEST, b"")).chained:
                return proof + _failed(name, "manifest", "it is not there, as it is in every edition")
            return proof + Proof(unchecked=("page and data: the edition is of before editions had a ledger",))
    try:
        page = read_page(files[PAGE].decode())
        read = read_ledger(files, page)
    except UnicodeDecodeError:
        return proof + _failed(PAGE, "page", "it is no UTF-8")
    except LedgerError as error:
        return proof + _failed(error.file, "ledger", str(error))
    return proof + _page(read, page) + _derived(files, read, derive) + _documents(read.ledger)


def manifest_faults(files: Files) -> Iterator[Finding]:
    """Yield where the files of an edition are not those that its manifest lists, byte for byte."""
    data = manifest_of(files)
    listed = data.get("files") if data else None
    if data is None or not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        yield Finding(MANIFEST, 0, "manifest", "it is missing, or no manifest")
        return
    yield from _fingerprint_faults(data)
    names = [str(one.get("name")) for one in listed]
    for name in sorted({*files} - {*names, MANIFEST}):
        yield Finding(name, 0, "manifest", "the manifest does not list it")
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Finding(MANIFEST, 0, "manifest", f"it lists {name} twice")
    for one, name in zip(listed, names, strict=True):
        content = files.get(name)
        if content is None:
            yield Finding(name, 0, "manifest", "the manifest lists it, and it is not there")
        elif (len(content), sha256(content)) != (one.get("bytes"), one.get("sha256")):
            yield Finding(
                name, 0, "manifest", "it is not the file that the manifest lists: SHA-256 or size differ"
            )


def _fingerprint_faults(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield whether the fingerprint of an edition is not that of the inputs that its manifest names."""
    if "inputs" in data or "fingerprint" in data:
        try:
            right = Inputs.model_validate(data.get("inputs")).fingerprint == data.get("fingerprint")
        except ValidationError:
            right = False
        if not right:
            yield Finding(MANIFEST, 0, "manifest", "its fingerprint is not that of its inputs")


def manifest_of(files: Files) -> dict[str, Any] | None:
    """Return the manifest of an edition as data, None where it has none that can be read."""
    try:
        data = json.loads(files[MANIFEST])
    except (KeyError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _failed(file: str, kind: Kind, message: str) -> Proof:
    return Proof(faults=(Finding(file, 0, kind, message),))


def _page(read: Read, page: Page) -> Proof:
    """Return what the checker says of a page. One made by other templates is judged by what it binds."""
    note: tuple[str, ...] = ()
    try:
        faults = check(read.ledger, page)
        if is_other := bool(faults) and read.look != look():
            faults = check(read.ledger, page, whole=False)
    except Exception as error:  # records that were tampered with can fail anywhere
        return _failed(LEDGER, "ledger", f"no page follows from it: {type(error).__name__}: {error}")
    if is_other:
        note = ("rows, words and drawings of the page: other templates made it than this version has",)
    found = tuple(Finding(PAGE, fault.line, "page", _in_words(fault)) for fault in faults)
    altered = tuple(Finding(one.file, 0, "document", one.what) for one in read.altered)
    return Proof(("the page against the ledger",), altered + found, note)


def _in_words(fault: Fault) -> str:
    return f"{fault.message} ({fault.kind})"


def _derived(files: Files, read: Read, derive: Derive) -> Proof:
    """Return whether each file is what follows from the ledger, byte for byte."""
    ours = read.look == look()
    try:
        made = derive(read.ledger)
    except Exception as error:  # records that were tampered with can fail anywhere
        return _failed(LEDGER, "ledger", f"no edition follows from it: {type(error).__name__}: {error}")
    found = tuple(compared(files, made, "derived", "what follows from the ledger"))
    if found and not ours:
        names = ", ".join(dict.fromkeys(one.file for one in found))
        return Proof(unchecked=(f"{names}: another version of Briefline made them from the ledger",))
    return Proof(("every file against what follows from the ledger",), found)


def compared(files: Files, made: Files, kind: Kind, meant: str) -> Iterator[Finding]:
    """Yield the files of an edition that are not those `made` again, each with the first line that differs.

    Of the manifest, what tells its place in the chain and the files of the edition is left to others.
    """
    for name in sorted({*files, *made}):
        if name == MANIFEST:
            yield from _manifest_compared(files, made, kind, meant)
        elif name not in made or name not in files:
            yield Finding(name, 0, kind, f"it is {'not ' if name in made else ''}there, unlike in {meant}")
        elif files[name] != made[name]:
            yield Finding(name, _first_line(files[name], made[name]), kind, f"it is not {meant}")


def _manifest_compared(files: Files, made: Files, kind: Kind, meant: str) -> Iterator[Finding]:
    held, wanted = manifest_of(files) or {}, manifest_of(made) or {}
    for key in wanted:
        if key not in (*CHAIN, "files") and held.get(key) != wanted[key]:
            yield Finding(MANIFEST, 0, kind, f"its {key} is not {meant}")


def _first_line(one: bytes, other: bytes) -> int:
    pairs = zip(one.split(b"\n"), other.split(b"\n"), strict=False)
    return next(
        (line for line, (a, b) in enumerate(pairs, 1) if a != b),
        1 + min(one.count(b"\n"), other.count(b"\n")),
    )


def _documents(ledger: Ledger) -> Proof:
    """Return which texts are proven by their ids: encoded again, they are the bytes that were received."""
    readable = [document for document in ledger.documents if document.error is None]
    unproven = [document for document in readable if not _is_proven(document)]
    lost = [one.name for one in unproven if one.document_id not in ledger.passages_by_id]
    in_passages = len(unproven) - len(lost)
    checked = (
        f"texts of {len(readable) - len(unproven)} documents against the SHA-256 of what was received",
    )
    more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
    notes = []
    if in_passages:
        notes.append(f"bytes of {in_passages} documents: the edition carries passages of them")
    if lost:
        notes.append(f"bytes of {', '.join(lost[:3])}{more}: they cannot be made again from the text")
    return Proof(checked, (), tuple(notes))


def _is_proven(document: Document) -> bool:
    try:
        return sha256(document.text.encode(document.encoding or "utf-8")) == document.document_id
    except (LookupError, UnicodeError):
        return False


def against_store(files: Files, rederive: Rederive) -> Proof:
    """Return whether an edition is what the stored documents make of it again, byte for byte."""
    data = manifest_of(files) or {}
    try:
        brief_id, day = str(data["brief"]), date.fromisoformat(str(data["as_of"]))
    except (KeyError, ValueError):
        return _failed(MANIFEST, "manifest", "it names no brief and day")
    made = rederive(brief_id, day)
    if isinstance(made, str):
        return Proof(unchecked=(f"the edition made again from stored documents: {made}",))
    if other := _other_inputs(data, manifest_of(made) or {}):
        return Proof(unchecked=(f"the edition made again: it was made of other {other} than there are now",))
    found = tuple(compared(files, made, "store", "what the stored documents make of it"))
    if found and "inputs" not in data and _look(files) != look():
        names = ", ".join(dict.fromkeys(one.file for one in found))
        return Proof(unchecked=(f"{names}, made again: another version of Briefline made the edition",))
    return Proof(("every file against the edition made again from stored documents",), found)


def _other_inputs(held: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Return in which inputs an edition and what would be made now differ, by what their manifests say."""
    before, after = held.get("inputs"), now.get("inputs")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ""
    return ", ".join(name for name in after if before.get(name) != after[name])


def _look(files: Files) -> str | None:
    """Return by which templates an edition says that it was made, None if it does not say."""
    try:
        return str(json.loads(files[LEDGER])["look"])
    except (KeyError, TypeError, ValueError):
        return None


def against_journal(files: Files, noted: bytes | None) -> Proof:
    """Return whether the manifest of an edition is the one that the house `noted` when it was published."""
    if noted is None:
        return Proof(unchecked=("its manifest against the journal of the store, which does not know it",))
    checked = ("its manifest against the journal of the store",)
    if files.get(MANIFEST) == noted:
        return Proof(checked)
    message = f"it is not what was published: the journal of the store has SHA-256 {sha256(noted)}"
    return Proof(checked, (Finding(MANIFEST, 0, "store", message),))


def against_sources(files: Files, reread: Reread, *, vouched: bool) -> Proof:
    """Return whether each document's text is what its bytes say, read again from where they came from.

    A source may have replaced a document since: of an edition that is `vouched` for, as it was published,
    this is told and is no fault.
    """
    try:
        ledger = read_ledger(files, read_page(files[PAGE].decode())).ledger
    except (KeyError, UnicodeDecodeError, LedgerError):
        return Proof()  # told already
    found, lost, replaced = [], [], []
    for held in ledger.documents:
        again = reread(held)
        if again is None:
            lost.append(held.name)
        elif vouched and held.document_id != again.document_id:
            replaced.append(held.name)
        elif not _is_same(held, again, ledger.passages_by_id.get(held.document_id)):
            message = f"{held.name} is not what its source has under that name and day"
            found.append(Finding(LEDGER, 0, "document", message))
    asked = len(ledger.documents) - len(lost) - len(replaced)
    return Proof(
        (f"{asked} documents against their source",),
        tuple(found),
        (
            *_against_nothing(lost, "has them no more"),
            *_against_nothing(replaced, "has other bytes under their names now"),
        ),
    )


def _against_nothing(names: Sequence[str], why: str) -> tuple[str, ...]:
    """Return that documents could not be compared with their source, if there are any."""
    return (f"{len(names)} documents against their source, which {why}: {names[0]} …",) if names else ()


def _is_same(held: Document, again: Document, passages: Sequence[Span] | None) -> bool:
    """Return whether a document read again is the one that an edition carries, as far as it does."""
    if passages is None:
        passages = (Span(start=0, end=len(held.text)),)
    texts = [[span.of(text) for span in passages] for text in (held.text, again.text)]
    return (held.document_id, len(held.text), texts[0]) == (again.document_id, len(again.text), texts[1])


def in_chain(manifests: Files, folder: str) -> Proof:
    """Return whether the edition in `folder` has its place among the editions of its brief.

    `manifests` are those of all editions that are there, by folder.
    """
    links = {name: link(name, content) for name, content in manifests.items()}
    own = links[folder]
    if not own.chained:
        return Proof(
            unchecked=("its place among editions: it is not chained, as it was made before they were",)
        )
    links = {name: one for name, one in links.items() if one.data.get("brief") == own.data.get("brief")}
    found = tuple(Finding(MANIFEST, 0, "chain", message) for message in chain_faults(links, folder))
    if own.before and len(links) == 1:
        return Proof((), found, ("the edition before it: no other edition of its brief is beside it",))
    return Proof(("its place among the editions of its brief",), found)
