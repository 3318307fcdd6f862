"""Every translatable text and every reference inside an entry, found through the model's annotations."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from playbook.model.base import PointsTo, Translatable
from playbook.model.interface import Plural
from playbook.source import Path

Mark = Translatable | PointsTo
M = typing.TypeVar("M", bound=BaseModel)
_PLURAL = Translatable("line")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text or a reference.

    ``path`` leads to it in the YAML data; ``key`` names it for good: list items that have an id go by that id.
    """

    path: Path
    key: str
    value: Any
    mark: Mark


def leaves(model: BaseModel) -> Iterator[Leaf]:
    """All texts and references of ``model``, in the order of its fields."""
    found: list[Leaf] = []

    def collect(leaf: Leaf) -> Any:
        found.append(leaf)
        return leaf.value

    transform(model, collect)
    yield from found


def transform(model: M, change: Callable[[Leaf], Any]) -> M:
    """A copy of ``model`` in which every leaf has been replaced by ``change(leaf)``."""
    return typing.cast("M", _model(model, (), "", change))


def _model(model: BaseModel, path: Path, key: str, change: Callable[[Leaf], Any]) -> BaseModel:
    updates: dict[str, Any] = {}
    for name, shape in _shapes(type(model)):
        value = getattr(model, name)
        if value is not None:
            child = f"{key}.{name}" if key else name
            updates[name] = _value(value, shape, (*path, name), child, change)
    return model.model_copy(update=updates) if updates else model


def _value(value: Any, shape: _Shape, path: Path, key: str, change: Callable[[Leaf], Any]) -> Any:
    if isinstance(value, Plural):
        return change(Leaf(path, key, value, _PLURAL))
    if isinstance(value, BaseModel):
        return _model(value, path, key, change)
    if isinstance(value, tuple):
        return tuple(_value(item, shape, (*path, n), _item_key(key, n, item), change) for n, item in enumerate(value))
    if isinstance(value, dict):
        return {name: _value(item, shape, (*path, name), f"{key}.{name}", change) for name, item in value.items()}
    return change(Leaf(path, key, value, shape.mark)) if shape.mark and isinstance(value, str) else value


def _item_key(key: str, index: int, item: Any) -> str:
    return f"{key}.{item.id}" if isinstance(item, BaseModel) and hasattr(item, "id") else f"{key}[{index}]"


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the leaves of a field are: the mark of its texts, None where only nested models may hold any."""

    mark: Mark | None


@cache
def _shapes(model: type[BaseModel]) -> tuple[tuple[str, _Shape], ...]:
    """The fields of a model that can hold leaves."""
    found = []
    for name, info in model.model_fields.items():
        mark = next((item for item in info.metadata if isinstance(item, Translatable | PointsTo)), None)
        mark = mark or _mark(info.annotation)
        if mark or _holds_models(info.annotation):
            found.append((name, _Shape(mark)))
    return tuple(found)


def _mark(annotation: Any) -> Mark | None:
    for item in getattr(annotation, "__metadata__", ()):
        if isinstance(item, Translatable | PointsTo):
            return item
    parts = (annotation.__origin__,) if hasattr(annotation, "__metadata__") else typing.get_args(annotation)
    return next((mark for mark in map(_mark, parts) if mark), None)


def _holds_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    parts = (annotation.__origin__,) if hasattr(annotation, "__metadata__") else typing.get_args(annotation)
    return any(map(_holds_models, parts))


def marks_of(model: type[BaseModel]) -> Iterator[tuple[str, Mark]]:
    """The fields of a model that are texts or references, or lists of them, with their marks."""
    for name, shape in _shapes(model):
        if shape.mark is not None:
            yield name, shape.mark
