"""Reading a YAML file strictly into a model, with errors that say where and what to write instead.

Here belongs the one way in which the files of a brief are read and their mistakes worded. What a file may say
is laid down by its model, and which words it may use by `parsing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.briefs import mistakes
from pipeline.briefs.parts import PlacedError, UnknownWordError

M = TypeVar("M", bound=BaseModel)
Path = Sequence[int | str]

_MAX_CHARACTERS = 1_000_000
_MAX_DEPTH = 20
_MAX_VALUES = 30_000  # keys among them: many times what any brief holds, and a second of work
_MAX_PROBLEMS = 20
# Mistakes that are worded: those that are told are the first of them in the file.
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Problem:
    """One mistake in a file of a brief; line and column count from one."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"


class BriefError(ValueError):
    """A file of a brief that cannot be used; `problems` are its mistakes, in the order of the file, and
    `file` its name."""

    def __init__(self, problems: Sequence[Problem], file: str = "brief.yaml") -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        self.file = file
        super().__init__("\n".join(map(str, self.problems[:_MAX_PROBLEMS])))


class _Loader(yaml.SafeLoader):
    """The safe loader, by which "on" and "no" are words: of YAML 1.2 only true and false are truth values.
    What is refused is refused as it is read, before anything grows out of it."""

    depth = nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(event.start_mark, "aliases (*name) are not allowed: write the value out")
        if getattr(event, "anchor", None):
            raise _RefusedError(event.start_mark, mistakes.ANCHOR)
        if getattr(event, "tag", None):
            raise _RefusedError(event.start_mark, mistakes.TAG)
        self.nodes += 1
        if self.nodes > _MAX_VALUES:
            raise _RefusedError(event.start_mark, mistakes.MANY)
        self.depth += 1
        if self.depth > _MAX_DEPTH + isinstance(event, yaml.ScalarEvent):
            raise _RefusedError(event.start_mark, mistakes.DEEP)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _RefusedError(Exception):
    """What a file of a brief may not hold, and where it stands."""

    def __init__(self, mark: Any, message: str) -> None:
        super().__init__(message)
        self.problem = _problem(mark, message)


_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


class Reader:
    """The text of one file of a brief, to be read into a model.

    Every mistake is a BriefError, with one line for each.
    """

    def __init__(self, text: str, file: str, keys: str) -> None:
        """Take the text of a `file` of mappings with such `keys`; BriefError if it is no sound YAML."""
        self.file = file
        self._keys: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}
        if len(text) > _MAX_CHARACTERS:
            self.refuse([Problem(1, 1, f"the file is far too long for a {file}")])
        self.root, self.values = self._load(text, keys)

    def _load(self, text: str, keys: str) -> tuple[yaml.MappingNode, dict[str, Any]]:
        """Return the text as a tree of nodes with places, and as plain values."""
        faults: list[Problem] = []
        try:
            loader = _Loader(text)
            root = loader.get_single_node()
            if isinstance(root, yaml.MappingNode):
                faults = [*_repeated_keys(root), *_impossible_days(root)]
                if not faults:
                    return root, loader.construct_document(root)
        except _RefusedError as refused:
            faults = [refused.problem]
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            faults = [_from_yaml(error)]
        raise BriefError(faults or [Problem(1, 1, f"a {self.file} holds {keys}")], self.file)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Raise BriefError if there are problems, with the first of them if there are very many."""
        if first := list(islice(problems, _MOST_LOOKED_AT)):
            raise BriefError(first, self.file)

    def read(self, model: type[M], reserved: Sequence[str] = (), **given: object) -> M:
        """Return the file as a model. What is `given` does not come from the file, and a `reserved` key is
        none that it may have."""
        try:
            return model.model_validate({**self.values, **given})
        except ValidationError as error:
            details = error.errors()
        # A misspelt key makes its right spelling missing, too, and a bad item its list too short: that is one
        # mistake, told once.
        unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
        inner = {detail["loc"][:size] for detail in details for size in range(len(detail["loc"]))}
        told = unknown or [detail for detail in details if detail["loc"] not in inner]
        self.refuse(self._from_pydantic(model, reserved, detail) for detail in told)
        raise AssertionError("a model refused a file without a mistake")  # pragma: no cover

    def at(self, path: Path, message: str, *, key: bool = False) -> Problem:
        """Return the problem at a path of keys and positions; `key` points at the key, not its value."""
        node: yaml.Node = self.root
        mark = node.start_mark
        for index, step in enumerate(path):
            if isinstance(node, yaml.MappingNode):
                if isinstance(step, int):
                    continue  # a single value that stands for a list
                found = self._keys_of(node).get(step)
                if found is None:
                    break
                mark = found[0].start_mark if key and index == len(path) - 1 else found[1].start_mark
                node = found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
        return _problem(mark, message)

    def _keys_of(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Return the keys of a mapping with their values, by name."""
        if id(node) not in self._keys:
            self._keys[id(node)] = {key.value: (key, value) for key, value in node.value}
        return self._keys[id(node)]

    def _from_pydantic(self, model: type[BaseModel], reserved: Sequence[str], detail: Any) -> Problem:
        path, kind = detail["loc"], detail["type"]
        name = next((step for step in reversed(path) if isinstance(step, str)), self.file)
        if kind == "extra_forbidden":
            known = [key for key in _keys_at(model, path) if key not in reserved or len(path) > 1]
            return self.at(path, f"unknown key {name!r}{mistakes.hint(str(name), known)}", key=True)
        if kind == "missing":
            return self.at(path[:-1], f"the key {name!r} is missing here")
        given = detail["input"]
        if kind == "literal_error":
            words = [word.strip(" '") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
            return self.at(path, f"{name}: unknown word {given!r}{mistakes.hint(str(given), words)}")
        error = detail.get("ctx", {}).get("error")
        if isinstance(error, UnknownWordError):
            position = 0 if isinstance(given, str) else given.index(error.word)
            return self.at((*path, position), f"{error}{mistakes.hint(error.word, error.known)}")
        if isinstance(error, PlacedError):
            return self.at((*path, *error.path), str(error))
        if error is not None and not kind.startswith("date"):
            return self.at(path, str(error))
        if name == "schedule" and kind == "string_type":
            return self.at(path, mistakes.SCHEDULE)
        return self.at(path, mistakes.of_value(str(name), kind, given, detail.get("ctx", {})))


def _from_yaml(error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error).splitlines()[0]
    return _problem(mark, mistakes.of_yaml(said)) if mark else Problem(1, 1, mistakes.of_yaml(said))


def _problem(mark: Any, message: str) -> Problem:
    return Problem(mark.line + 1, mark.column + 1, message)


def _repeated_keys(node: yaml.Node) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                yield _problem(key.start_mark, "a key must be a plain word")
            elif key.value in seen:
                yield _problem(key.start_mark, f"the key {key.value!r} stands here twice")
            else:
                seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)


def _impossible_days(node: yaml.Node) -> Iterator[Problem]:
    for inner in _scalars(node):
        if inner.tag == "tag:yaml.org,2002:timestamp":
            try:
                _Loader("").construct_yaml_timestamp(inner)
            except ValueError:
                yield _problem(
                    inner.start_mark, f"{inner.value}: there is no such day: write it as 2025-08-13"
                )


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.CollectionNode):
        for part in node.value:
            for inner in part if isinstance(part, tuple) else (part,):
                yield from _scalars(inner)


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that a model allows where `path` ends."""
    for step in path[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
