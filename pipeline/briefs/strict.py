"""Reading a YAML file strictly into a model, with errors that say where and what to write instead.

Here belongs the one way in which the files of a brief are read and their mistakes worded. What a file may say
is laid down by its model, and which words it may use by `parsing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.briefs import mistakes
from pipeline.briefs.parts import PlacedError, UnknownWordError

M = TypeVar("M", bound=BaseModel)
Path = Sequence[int | str]

_MAX_CHARACTERS = 1_000_000
_MAX_DEPTH = 20
_MAX_PROBLEMS = 20


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
    """The safe loader, by which "on" and "no" are words: of YAML 1.2 only true and false are truth values."""


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
        self.root = self._compose(text, keys)
        self.refuse([*_repeated_keys(self.root), *_impossible_days(self.root)])
        try:
            self.values: dict[str, Any] = yaml.load(text, Loader=_Loader)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise BriefError([_from_yaml(error)], file) from None

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Raise BriefError if there are problems."""
        if problems:
            raise BriefError(problems, self.file)

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
        problems = [self._from_pydantic(model, reserved, detail) for detail in told]
        raise BriefError(problems, self.file) from None

    def at(self, path: Path, message: str, *, key: bool = False) -> Problem:
        """Return the problem at a path of keys and positions; `key` points at the key, not its value."""
        node, mark = self.root, self.root.start_mark
        for index, step in enumerate(path):
            if isinstance(node, yaml.MappingNode):
                if isinstance(step, int):
                    continue  # a single value that stands for a list
                found = next(((name, value) for name, value in node.value if name.value == step), None)
                if found is None:
                    break
                mark = found[0].start_mark if key and index == len(path) - 1 else found[1].start_mark
                node = found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
        return _problem(mark, message)

    def _compose(self, text: str, keys: str) -> yaml.MappingNode:
        if len(text) > _MAX_CHARACTERS:
            raise BriefError([Problem(1, 1, f"the file is far too long for a {self.file}")], self.file)
        depth = 0
        try:
            for event in yaml.parse(text, Loader=_Loader):
                if isinstance(event, yaml.AliasEvent):
                    message = "aliases (*name) are not allowed: write the value out"
                    raise BriefError([_problem(event.start_mark, message)], self.file)
                if getattr(event, "anchor", None):
                    raise BriefError([_problem(event.start_mark, mistakes.ANCHOR)], self.file)
                if getattr(event, "tag", None):
                    raise BriefError([_problem(event.start_mark, mistakes.TAG)], self.file)
                depth += isinstance(event, yaml.CollectionStartEvent)
                depth -= isinstance(event, yaml.CollectionEndEvent)
                if depth > _MAX_DEPTH:
                    message = f"nested too deeply for a {self.file}"
                    raise BriefError([_problem(event.start_mark, message)], self.file)
            root = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            raise BriefError([_from_yaml(error)], self.file) from None
        if not isinstance(root, yaml.MappingNode):
            raise BriefError([Problem(1, 1, f"a {self.file} holds {keys}")], self.file)
        return root

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
                yaml.load(inner.value, Loader=_Loader)
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
