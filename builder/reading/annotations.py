"""What a field of a model expects, read from its type: nested models, words, an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from builder.model.base import FileModel
from builder.model.scalars import PartialDate

_EXAMPLES: Mapping[type, str] = {
    bool: "true | false",
    date: "2019-03-14",
    PartialDate: "2019-03-14",
    int: "12",
    float: "51.0279",
    dict: "{…}",
    tuple: "[…]",
}


def types_in(annotation: Any) -> Iterator[type]:  # Any: an annotation is a type or a typing construct
    """All types inside an annotation, from the outside in."""
    origin = get_origin(annotation)
    if isinstance(origin, type):
        yield origin
    elif isinstance(annotation, type):
        yield annotation
    for argument in get_args(annotation):
        yield from types_in(argument)


@cache
def fields_of(model: type[FileModel]) -> Mapping[str, FieldInfo]:
    """The fields of a model by name."""
    return dict(model.model_fields)


@cache
def nested_model(model: type[FileModel], name: str) -> type[FileModel] | None:
    """The model of the values below a key, if they have one."""
    found = (one for one in types_in(fields_of(model)[name].annotation) if issubclass(one, FileModel))
    return next(found, None)


@cache
def words_of(model: type[FileModel], name: str) -> tuple[str, ...]:
    """The words that may stand below a key, if it has a list of words."""
    for one in types_in(fields_of(model)[name].annotation):
        if issubclass(one, StrEnum):
            return tuple(word.value for word in one)
    return ()


@cache
def is_localised(model: type[FileModel], name: str) -> bool:
    """Whether the key holds a text in several languages, the city's own among them."""
    return name != "names" and dict in types_in(fields_of(model)[name].annotation)


@cache
def example_of(model: type[FileModel], name: str) -> str:
    """What is expected for a key, in no language: `given_on: 2019-03-14`."""
    words = words_of(model, name)
    if words:
        return f"{name}: {' | '.join(words)}"
    for one in types_in(fields_of(model)[name].annotation):
        if one in _EXAMPLES:
            return f"{name}: {_EXAMPLES[one]}"
        if issubclass(one, FileModel):
            return f"{name}: {{…}}"
    return f"{name}: …"
