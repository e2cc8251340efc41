"""Which field of a class cannot be asked for, or cannot be kept."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic.errors import PydanticUserError
from pydantic.json_schema import GenerateJsonSchema

from ..errors import ConfigError

__all__ = ["check_aliases", "find_culprit", "find_secret"]


def find_culprit(cls: type[BaseModel], generator: type[GenerateJsonSchema]) -> str | None:
    """The first field without a JSON schema, as a pointer; None where none is found alone to be the cause.

    Args:
        cls: a class whose JSON schema cannot be made.
        generator: what makes it.
    """
    return _culprit(cls, generator, frozenset())


def _culprit(cls: type[BaseModel], generator: type[GenerateJsonSchema], seen: frozenset[type]) -> str | None:
    for name, field in cls.model_fields.items():
        if _has_schema(field.annotation, generator):
            continue
        for inner in _classes(field.annotation):
            if inner not in seen and not _has_schema(inner, generator):
                return f"/{name}{_culprit(inner, generator, seen | {cls, inner}) or ''}"
        return f"/{name}"
    return None


def _has_schema(annotation: Any, generator: type[GenerateJsonSchema]) -> bool:
    lenient = None if _classes(annotation) == [annotation] else ConfigDict(arbitrary_types_allowed=True)
    try:
        TypeAdapter(annotation, config=lenient).json_schema(schema_generator=generator)
    except PydanticUserError:
        return False
    return True


def _classes(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _classes(part)]


def find_secret(core: Any, path: str = "") -> str | None:
    """The first field that is written as asterisks, as a pointer; None where there is none.

    Args:
        core: pydantic's core schema of a class. What a serializer of the class's own writes is not looked into.
        path: where it stands.
    """
    if isinstance(core, list | tuple):
        return next((found for part in core if (found := find_secret(part, path)) is not None), None)
    if not isinstance(core, dict):
        return None
    function = (core.get("serialization") or {}).get("function")
    if function is not None:
        is_secret = str(function.__module__).startswith("pydantic") and "secret" in function.__qualname__.lower()
        return path if is_secret else None
    for key, inner in core.items():
        is_field = isinstance(inner, dict) and str(inner.get("type", "")).endswith("-field")
        found = find_secret(inner, f"{path}/{key}" if is_field else path) if key != "metadata" else None
        if found is not None:
            return found
    return None


def check_aliases(core: Any, name: str) -> None:
    """Refuse fields that are read under one name and written under another: pointers would not hold.

    Args:
        core: pydantic's core schema of a class.
        name: the class's name, for messages.

    Raises:
        ConfigError: there is such a field, in the class or inside it.
    """
    queue = [(core, True)]
    while queue:
        part, by_alias = queue.pop()
        if isinstance(part, list | tuple):
            queue.extend((inner, by_alias) for inner in part)
        if not isinstance(part, dict):
            continue
        by_alias = (part.get("config") or {}).get("validate_by_alias", by_alias)
        queue.extend((inner, by_alias) for inner in part.values() if isinstance(inner, dict | list | tuple))
        for field_name, entry in (part.get("fields") or {}).items() if part.get("type") == "model-fields" else ():
            reading = entry.get("validation_alias") if by_alias else None
            writing = entry.get("serialization_alias")
            if reading != writing:
                raise ConfigError(
                    f"schema {name}: the field {field_name} is read as {reading or field_name!r} and written as "
                    f"{writing or field_name!r}",
                    hint="Give it one name for both: Field(alias=...).",
                )
