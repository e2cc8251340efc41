"""What a schema is: a pydantic class or a JSON schema, with one face for both.

It names itself, gives its JSON schema, validates bare data and turns data back into bare JSON values.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.errors import PydanticSchemaGenerationError, PydanticUserError
from pydantic_core import to_json

from ..errors import ConfigError
from .culprits import check_aliases, find_culprit, find_secret
from .generating import Generator
from .validators import make_validator

__all__ = ["ClassSchema", "Fault", "FileSchema", "Schema", "as_schema"]

Fault = tuple[tuple[str | int, ...], str]
"""Where bare data does not fit (keys and indexes from the root) and why."""


class Schema(Protocol):
    """A shape of data, whoever wrote it down."""

    @property
    def name(self) -> str:
        """A short name for messages and endpoints."""
        ...

    @property
    def from_class(self) -> bool:
        """Whether a Python class stands behind it, with defaults and sets."""
        ...

    def json_schema(self) -> dict[str, Any]:
        """The JSON schema of what goes in, with the ``x-`` keys of the marks."""
        ...

    def validate(self, bare: Any) -> tuple[Any, list[Fault]]:
        """Check bare data.

        Args:
            bare: JSON values.

        Returns:
            The data (an instance of the user's class, or the same JSON values) and no faults, or None and the faults.
        """
        ...

    def dump(self, data: Any) -> Any:
        """Turn validated data into JSON values: decimals as plain strings, dates in ISO form, sets sorted."""
        ...


@dataclass(frozen=True, eq=False)
class ClassSchema:
    """A pydantic model class.

    Args:
        cls: the class; validation gives its instances.

    Example:
        >>> class Sum(BaseModel):
        ...     amount: Decimal
        >>> schema = ClassSchema(Sum)
        >>> data, faults = schema.validate({"amount": "6E+8"})
        >>> schema.dump(data)
        {'amount': '600000000'}
        >>> schema.validate({})[1]
        [(('amount',), 'Field required')]
    """

    cls: type[BaseModel]
    _adapter: TypeAdapter[Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        try:
            object.__setattr__(self, "_adapter", TypeAdapter(self.cls))
        except (PydanticSchemaGenerationError, PydanticUserError) as error:
            raise ConfigError(
                f"schema {self.cls.__name__} is not complete: {error}", hint="Define every type it refers to."
            ) from error

        core = self.cls.__pydantic_core_schema__
        check_aliases(core, self.cls.__name__)
        if (place := find_secret(core)) is not None:
            raise ConfigError(
                f"schema {self.cls.__name__}: {place or '/'} hides its value: records would hold asterisks instead",
                hint="Make it a str, or write it out in a field_serializer.",
            )

    @property
    def name(self) -> str:
        """The class's name."""
        return self.cls.__name__

    @property
    def from_class(self) -> bool:
        """True."""
        return True

    @cached_property
    def _has_sets(self) -> bool:
        return '"uniqueItems": true' in json.dumps(self.json_schema())

    def json_schema(self) -> dict[str, Any]:
        """The class's JSON schema in validation mode; Decimals carry ``x-decimal``."""
        try:
            return self._adapter.json_schema(schema_generator=Generator, mode="validation")
        except PydanticUserError as error:
            place = find_culprit(self.cls, Generator)
            raise ConfigError(
                f"schema {self.name}: {place or '/'} has no JSON schema: {error.message}",
                hint="Annotate the field with pydantic.WithJsonSchema, or give it a type that JSON can hold.",
            ) from error

    def validate(self, bare: Any) -> tuple[Any, list[Fault]]:
        """Let the class check bare data; see ``Schema.validate``.

        Raises:
            MemoryError: it says nothing of the data.
        """
        try:
            return self._adapter.validate_python(bare), []
        except ValidationError as error:
            return self._validate_strictly(bare, error)
        except RecursionError:
            return None, [((), "nested too deeply")]
        except MemoryError:
            raise
        except Exception as error:  # a validator of the user's that stumbled over this value
            return None, [((), f"the schema's own validation failed: {type(error).__name__}: {error}")]

    def _validate_strictly(self, bare: Any, error: ValidationError) -> tuple[Any, list[Fault]]:
        """A class in pydantic's strict mode takes dates and decimals as text from JSON only."""
        try:
            return self._adapter.validate_json(to_json(bare, inf_nan_mode="constants")), []
        except ValidationError as other:
            error = other if other.error_count() < error.error_count() else error
        except MemoryError:
            raise
        except Exception:  # what JSON cannot hold: the first finding stands
            pass
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return None, [(_place(item["loc"], bare, item["type"] == "missing"), item["msg"]) for item in found]

    def dump(self, data: Any) -> Any:
        """Turn an instance into JSON values; see ``Schema.dump``."""
        adapter = self._adapter
        bare = adapter.dump_python(data, mode="json", by_alias=True, exclude_computed_fields=True, round_trip=True)
        text = to_json(bare, inf_nan_mode="constants")
        if b"Infinity" in text or b"NaN" in text:
            json.dumps(bare, allow_nan=False)  # raises, unless a text says so
        if self._has_sets or b"E+" in text or b"E-" in text:  # a Decimal may have been written with an exponent
            python = adapter.dump_python(data, by_alias=True, exclude_computed_fields=True, round_trip=True)
            return _plain(bare, python)
        return bare


@dataclass(frozen=True, eq=False)
class FileSchema:
    """A JSON schema, as a dict; validated by the jsonschema package.

    Args:
        schema: the JSON schema, draft 4 to 2020-12.
        name: a short name for it.
    """

    schema: Mapping[str, Any]
    name: str = "schema"

    @property
    def from_class(self) -> bool:
        """False."""
        return False

    @cached_property
    def _validator(self) -> Any:
        return make_validator(dict(self.schema), self.name)

    def check(self) -> None:
        """Raise a ConfigError where this is no valid JSON schema."""
        _ = self._validator

    def json_schema(self) -> dict[str, Any]:
        """The schema itself."""
        return dict(self.schema)

    def validate(self, bare: Any) -> tuple[Any, list[Fault]]:
        """Check bare data against the schema; see ``Schema.validate``."""
        from referencing.exceptions import Unresolvable

        try:
            errors = sorted(self._validator.iter_errors(bare), key=lambda error: [str(x) for x in error.path])
        except RecursionError:
            return None, [((), "nested too deeply")]
        except Unresolvable as error:
            return None, [((), f"the schema refers to what is not in it: {error}")]
        faults: list[Fault] = [(tuple(error.absolute_path), error.message) for error in errors]
        return (None, faults) if faults else (bare, [])

    def dump(self, data: Any) -> Any:
        """The data, which is JSON already."""
        return data


def as_schema(schema: Schema | type[BaseModel]) -> Schema:
    """Take a class for the schema it stands for.

    Args:
        schema: a schema, which is returned as it is, or a pydantic class.

    Raises:
        ConfigError: it is neither.
    """
    if isinstance(schema, type):
        if not issubclass(schema, BaseModel):
            raise ConfigError(f"{schema.__name__} is not a pydantic model", hint="Derive it from pydantic.BaseModel.")
        return ClassSchema(schema)
    if not isinstance(schema, ClassSchema | FileSchema):
        hint = "A pydantic class is. A JSON schema, or a class by its name, is named in the prompt file: 'schema: …'."
        raise ConfigError(f"{type(schema).__name__} is no schema: {schema!r:.80}", hint=hint)
    return schema


def _place(loc: tuple[str | int, ...], bare: Any, missing: bool) -> tuple[str | int, ...]:
    """Keep of pydantic's location what points into the data; it also names union branches and validators."""
    path: list[str | int] = []
    for position, token in enumerate(loc):
        is_key = isinstance(bare, dict) and token in bare
        if is_key or (isinstance(bare, list) and isinstance(token, int) and token < len(bare)):
            path.append(token)
            bare = bare[token]
        elif isinstance(bare, dict) and missing and position == len(loc) - 1:
            path.append(token)
    return tuple(path)


def _plain(bare: Any, python: Any) -> Any:
    """Walk JSON values beside the Python values they came from; decimals lose exponents, sets are sorted."""
    if isinstance(python, Decimal) and isinstance(bare, str):
        return format(python, "f") if python.is_finite() and abs(python.adjusted()) < 1000 else bare
    if isinstance(python, dict) and isinstance(bare, dict) and len(python) == len(bare):
        pairs = zip(bare.items(), python.values(), strict=True)
        return {key: _plain(value, inner) for (key, value), inner in pairs}
    if isinstance(python, list | tuple) and isinstance(bare, list) and len(python) == len(bare):
        return [_plain(value, inner) for value, inner in zip(bare, python, strict=True)]
    if isinstance(python, set | frozenset) and isinstance(bare, list) and len(python) == len(bare):
        plain = [_plain(value, inner) for value, inner in zip(bare, python, strict=True)]
        return sorted(plain, key=lambda item: json.dumps(item, sort_keys=True, ensure_ascii=False))
    return bare
