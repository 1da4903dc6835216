"""From the text of a brief.yaml to a `Brief`, with errors that say where and what to write instead.

Here belongs reading YAML safely and wording its mistakes. What a brief may say is laid down in `model`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.briefs import mistakes
from pipeline.briefs.model import Brief, RepeatedIdError, UnknownWordError
from pipeline.briefs.spelling import wrong_words

_SCHEDULE = "schedule: five fields in quotes are meant, such as '0 6 * * *' for every day at six"
_MAX_CHARACTERS = 1_000_000
_MAX_DEPTH = 20
_MAX_PROBLEMS = 20


@dataclass(frozen=True)
class Problem:
    """One mistake in a brief.yaml; line and column count from one."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"


class BriefError(ValueError):
    """A brief.yaml that cannot be used; `problems` are its mistakes, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        super().__init__("\n".join(map(str, self.problems[:_MAX_PROBLEMS])))


def parse_brief(text: str, brief_id: str) -> Brief:
    """Return the brief that the text of a brief.yaml describes; `brief_id` is the name of its folder.

    Raises BriefError with one line for each mistake.
    """
    root = _compose(text)
    problems = [*_repeated_keys(root), *_impossible_days(root)]
    if problems:
        raise BriefError(problems)
    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BriefError([_from_yaml(error)]) from None
    if "id" in values:
        raise BriefError([_at(root, ("id",), "leave this key out: a brief is named by its folder", key=True)])
    try:
        brief = Brief.model_validate({**values, "id": brief_id})
    except ValidationError as error:
        details = error.errors()
        # A misspelt key makes its right spelling missing, too: that is one mistake, told once.
        unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
        told = unknown or [detail for detail in details if not _follows(detail, details)]
        raise BriefError([_from_pydantic(root, detail) for detail in told]) from None
    problems = [_at(root, path, message) for path, message in wrong_words(brief)]
    if problems:
        raise BriefError(problems)
    return brief


def _compose(text: str) -> yaml.MappingNode:
    if len(text) > _MAX_CHARACTERS:
        raise BriefError([Problem(1, 1, "the file is far too long for a brief.yaml")])
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise BriefError(
                    [_problem(event.start_mark, "aliases (*name) are not allowed: write the value out")]
                )
            if getattr(event, "anchor", None):
                raise BriefError([_problem(event.start_mark, "anchors (&name) are not allowed")])
            if getattr(event, "tag", None):
                raise BriefError(
                    [_problem(event.start_mark, mistakes.of_yaml("could not determine a constructor"))]
                )
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_DEPTH:
                raise BriefError([_problem(event.start_mark, "nested too deeply for a brief.yaml")])
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise BriefError([_from_yaml(error)]) from None
    if not isinstance(root, yaml.MappingNode):
        raise BriefError([Problem(1, 1, "a brief.yaml holds keys such as 'title:' and 'questions:'")])
    return root


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
                yaml.safe_load(inner.value)
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


def _at(root: yaml.Node, path: Sequence[int | str], message: str, *, key: bool = False) -> Problem:
    """Return the problem at a path of keys and positions; `key` points at the key, not its value."""
    node, mark = root, root.start_mark
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((name, value) for name, value in node.value if name.value == step), None)
            if found is None:
                break
            mark = found[0].start_mark if key and step == path[-1] else found[1].start_mark
            node = found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
    return _problem(mark, message)


def _follows(detail: Any, details: Sequence[Any]) -> bool:
    """Return whether a list is only too short because an entry of it has a mistake of its own."""
    place = detail["loc"]
    inside = (other["loc"] for other in details if len(other["loc"]) > len(place))
    return detail["type"] == "too_short" and any(loc[: len(place)] == place for loc in inside)


def _from_pydantic(root: yaml.Node, detail: Any) -> Problem:
    path, kind = detail["loc"], detail["type"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "brief")
    if kind == "extra_forbidden":
        return _at(root, path, f"unknown key {name!r}{mistakes.hint(str(name), _keys_at(path))}", key=True)
    if kind == "missing":
        return _at(root, path[:-1], f"the key {name!r} is missing here")
    given = detail["input"]
    if kind == "literal_error":
        words = [word.strip(" '") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
        return _at(root, path, f"{name}: unknown word {given!r}{mistakes.hint(str(given), words)}")
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, UnknownWordError):
        position = 0 if isinstance(given, str) else given.index(error.word)
        return _at(root, (*path, position), f"{error}{mistakes.hint(error.word, error.known)}")
    if isinstance(error, RepeatedIdError):
        return _at(root, ("questions", error.index, "id"), str(error))
    if error is not None and not kind.startswith("date"):
        return _at(root, path, str(error))
    if name == "schedule" and kind == "string_type":
        return _at(root, path, _SCHEDULE)
    return _at(root, path, mistakes.of_value(str(name), kind, given, detail.get("ctx", {})))


def _keys_at(path: Sequence[int | str]) -> list[str]:
    """Return the keys that the model allows where `path` ends."""
    model: type[BaseModel] = Brief
    for step in path[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            inner = _model_in(model.model_fields[step].annotation)
            model = inner or model
    return [name for name in model.model_fields if name != "id" or model is not Brief]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
