"""Models into plain values that JSON can hold, and back without judging them again.

Only for what was judged before and kept in the cache: see `builder.cache` for why it can be trusted to be that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeVar

from builder.model.base import FileModel
from builder.model.scalars import PartialDate
from builder.reading.annotations import fields_of, types_in

ModelT = TypeVar("ModelT", bound=FileModel)
MOST_SHARED = 3
"""Longer lists hardly come twice."""
Convert = Callable[[Any], Any]  # Any: what JSON gives, and what a model holds


def plain_model(model: FileModel) -> dict[str, Any]:  # Any: JSON
    """The keys that were given, with plain values."""
    return {name: plain_value(getattr(model, name)) for name in sorted(model.model_fields_set)}


def plain_value(value: Any) -> Any:  # Any: a field of a model, and JSON
    """The value of a field as JSON holds it."""
    if isinstance(value, FileModel):
        return plain_model(value)
    if isinstance(value, tuple):
        return [plain_value(each) for each in value]
    if isinstance(value, date | PartialDate):
        return str(value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(type(value))


def filled_model(model: type[ModelT], plain: Mapping[str, Any]) -> ModelT:  # Any: JSON
    """The model that the plain values were made of."""
    values, converters = dict(defaults_of(model)), converters_of(model)
    for name, value in plain.items():
        convert = converters.get(name)
        values[name] = value if convert is None or value is None else convert(value)
    made = model.__new__(model)
    for name, value in (
        ("__dict__", values),
        ("__pydantic_fields_set__", _shared_keys(tuple(plain))),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(made, name, value)  # as `model_construct` does, which looks at every field anew
    return made


@cache
def defaults_of(model: type[FileModel]) -> dict[str, Any]:  # Any: defaults of fields
    """The values of the keys that need not be given."""
    fields = fields_of(model)
    return {
        name: field.get_default(call_default_factory=True) for name, field in fields.items() if not field.is_required()
    }


@cache
def converters_of(model: type[FileModel]) -> dict[str, Convert]:
    """How the value of each key is made; a key that is not here holds what JSON holds."""
    return {name: convert for name in fields_of(model) if (convert := converter_of(model, name)) is not None}


def converter_of(model: type[FileModel], name: str) -> Convert | None:
    """How the value of one key is made from what JSON holds."""
    types = tuple(types_in(fields_of(model)[name].annotation))
    convert: Convert | None = None
    for one in types:
        if issubclass(one, FileModel):
            convert = _filler_of(one)
        elif issubclass(one, StrEnum):
            convert = one
        elif issubclass(one, PartialDate):
            convert = PartialDate.parse
        elif one is date:
            convert = date.fromisoformat
    if tuple not in types:
        return convert
    return _tuple_of if convert is None else _each(convert)


def _filler_of(model: type[FileModel]) -> Convert:
    def fill(plain: Mapping[str, Any]) -> FileModel:  # Any: JSON
        values = tuple(plain.values())
        if any(isinstance(value, list | dict) for value in values):
            return filled_model(model, plain)
        return _shared_model(model, tuple(plain), values)

    return fill


@lru_cache(maxsize=4_096)
def _shared_model(model: type[FileModel], keys: tuple[str, ...], values: tuple[Any, ...]) -> FileModel:  # Any: JSON
    """One model for all that say the same: thousands of stories have one and the same consent."""
    return filled_model(model, dict(zip(keys, values, strict=True)))


@lru_cache(maxsize=4_096)
def _shared_keys(keys: tuple[str, ...]) -> set[str]:
    return set(keys)


@lru_cache(maxsize=4_096)
def shared_lines(lines: tuple[tuple[str, int], ...]) -> dict[str, int]:
    """One mapping for all files that are laid out alike; nobody changes it."""
    return {sys.intern(key): line for key, line in lines}


def _each(convert: Convert) -> Convert:
    return lambda values: tuple(map(convert, values))


def _tuple_of(values: Sequence[Any]) -> tuple[Any, ...]:  # Any: JSON
    return (
        _shared_words(*values)
        if len(values) <= MOST_SHARED and all(type(each) is str for each in values)
        else tuple(values)
    )


@lru_cache(maxsize=4_096)
def _shared_words(*words: str) -> tuple[str, ...]:
    """One tuple for all that name the same places or themes."""
    return words
