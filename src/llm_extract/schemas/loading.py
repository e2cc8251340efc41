"""Schemas by reference: a pydantic class, or a JSON schema in a file.

Both become a ``Schema``, which names itself, gives its JSON schema, validates bare data and turns data back into
bare JSON values.
"""

from __future__ import annotations

import difflib
import hashlib
import importlib
import importlib.util
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.errors import PydanticSchemaGenerationError, PydanticUserError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import to_json

from ..errors import ConfigError

__all__ = ["ClassSchema", "Fault", "FileSchema", "Schema", "as_schema", "load_schema"]

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


class _Generator(GenerateJsonSchema):
    """pydantic's own, except that a Decimal says that it is one."""

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:
        bounds = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
        result: JsonSchemaValue = {"type": "string", "x-decimal": True}
        for ours, theirs in {**bounds, "multiple_of": "multipleOf"}.items():
            if schema.get(ours) is not None:
                result[theirs] = float(schema[ours])
        for key in ("max_digits", "decimal_places"):
            if schema.get(key) is not None:
                result[f"x-{key.replace('_', '-')}"] = schema[key]
        return result


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
            return self._adapter.json_schema(schema_generator=_Generator, mode="validation")
        except PydanticUserError as error:
            raise ConfigError(
                f"schema {self.name} has no JSON schema: {error}",
                hint="Annotate the field with pydantic.WithJsonSchema, or give it a type that JSON can hold.",
            ) from error

    def validate(self, bare: Any) -> tuple[Any, list[Fault]]:
        """Let the class check bare data; see ``Schema.validate``."""
        try:
            return self._adapter.validate_python(bare), []
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)
        except RecursionError:
            return None, [((), "nested too deeply")]
        return None, [(_place(item["loc"], bare), item["msg"]) for item in first]

    def dump(self, data: Any) -> Any:
        """Turn an instance into JSON values; see ``Schema.dump``."""
        adapter = self._adapter
        bare = adapter.dump_python(data, mode="json", by_alias=True, exclude_computed_fields=True)
        if self._has_sets or _has_exponent(bare):
            python = adapter.dump_python(data, mode="python", by_alias=True, exclude_computed_fields=True)
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
    _validators: list[Any] = field(default_factory=list, init=False, repr=False)

    @property
    def from_class(self) -> bool:
        """False."""
        return False

    def json_schema(self) -> dict[str, Any]:
        """The schema itself."""
        return dict(self.schema)

    def validate(self, bare: Any) -> tuple[Any, list[Fault]]:
        """Check bare data against the schema; see ``Schema.validate``."""
        if not self._validators:
            self._validators.append(_validator(self.schema, self.name))
        try:
            errors = sorted(self._validators[0].iter_errors(bare), key=lambda error: [str(x) for x in error.path])
        except RecursionError:
            return None, [((), "nested too deeply")]
        faults: list[Fault] = [(tuple(error.absolute_path), error.message) for error in errors]
        return (None, faults) if faults else (bare, [])

    def dump(self, data: Any) -> Any:
        """The data, which is JSON already."""
        return data


def as_schema(schema: Schema | type[BaseModel]) -> Schema:
    """Take a class for the schema it stands for."""
    if isinstance(schema, type):
        if not issubclass(schema, BaseModel):
            raise ConfigError(f"{schema.__name__} is not a pydantic model", hint="Derive it from pydantic.BaseModel.")
        return ClassSchema(schema)
    return schema


def load_schema(reference: str, base: Path | None = None) -> Schema:
    """Find a schema by its reference.

    Args:
        reference: ``package.module:Class``, ``path/file.py:Class`` or ``path/file.json``.
        base: the folder that relative paths start from; the current one where None.

    Returns:
        The schema.

    Raises:
        ConfigError: there is no such file, module or class, or it is no schema.

    Example:
        >>> load_schema("llm_extract.schemas.funding:FundingNews").name
        'FundingNews'
    """
    if reference.endswith(".json"):
        return _load_file(_find(reference, base))
    where, colon, name = reference.rpartition(":")
    if not colon or not where or not name:
        raise ConfigError(
            f"schema reference {reference!r} names no class",
            hint="Write package.module:Class, path/file.py:Class or path/schema.json.",
        )
    if where.endswith(".py"):
        return ClassSchema(_pick(_import_file(_find(where, base)), name, where))
    return ClassSchema(_pick(_import_module(where), name, where))


def _find(path: str, base: Path | None) -> Path:
    found = (base or Path()) / path
    if found.is_file():
        return found
    near = difflib.get_close_matches(found.name, _names_beside(found), n=1)
    hint = f"Did you mean {near[0]}?" if near else "Check the path; relative paths start from the prompt's folder."
    raise ConfigError(f"no schema file {path}", hint=hint)


def _names_beside(path: Path) -> list[str]:
    folder = path.parent
    return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []


def _load_file(path: Path) -> FileSchema:
    try:
        schema = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError) as error:
        raise ConfigError(f"{path} is not JSON: {error}", hint="A schema file holds one JSON object.") from error
    if not isinstance(schema, dict):
        raise ConfigError(f"{path} holds no JSON schema", hint="A schema file holds one JSON object.")
    loaded = FileSchema(schema, path.stem)
    loaded._validators.append(_validator(schema, path.name))
    return loaded


def _validator(schema: Mapping[str, Any], name: str) -> Any:
    try:
        import jsonschema
    except ImportError as error:
        raise ConfigError(
            f"the JSON schema {name} needs the package jsonschema, which is not installed",
            hint="Run: pip install jsonschema",
        ) from error
    cls = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    try:
        cls.check_schema(dict(schema))
    except jsonschema.SchemaError as error:
        where = "/".join(str(part) for part in error.absolute_path)
        raise ConfigError(
            f"{name} is no valid JSON schema: {error.message} (at /{where})", hint="Correct the schema."
        ) from error
    return cls(dict(schema), format_checker=jsonschema.FormatChecker())


def _import_file(path: Path) -> ModuleType:
    # The name must be one of its own: two files of the same stem are two modules, and pickling finds each again.
    name = f"_llm_extract_schema_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}_{path.stem}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ConfigError(f"cannot import {path}", hint="Give a Python file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise ConfigError(f"importing {path} failed: {error}", hint="The file must import by itself.") from error
    return module


def _import_module(where: str) -> ModuleType:
    try:
        return importlib.import_module(where)
    except ModuleNotFoundError as error:
        if error.name and (where == error.name or where.startswith(f"{error.name}.")):
            raise ConfigError(f"no module {where}", hint=_module_hint(where)) from error
        raise ConfigError(f"importing {where} failed: {error}", hint=f"Install {error.name}.") from error
    except Exception as error:
        raise ConfigError(f"importing {where} failed: {error}", hint="The module must import by itself.") from error


def _module_hint(where: str) -> str:
    parent, _, last = where.rpartition(".")
    try:
        package = importlib.import_module(parent) if parent else None
    except Exception:  # the parent's own troubles are not what was asked
        package = None
    names = [entry.stem for folder in getattr(package, "__path__", []) for entry in Path(folder).glob("*.py")]
    near = difflib.get_close_matches(last, sorted(names), n=1)
    return f"Did you mean {parent}.{near[0]}?" if near else "Install the package, or give a path: path/file.py:Class."


def _pick(module: ModuleType, name: str, where: str) -> type[BaseModel]:
    found = getattr(module, name, None)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return found
    classes = [
        key
        for key, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, BaseModel) and value is not BaseModel
    ]
    if found is not None:
        raise ConfigError(f"{where}:{name} is not a pydantic model class", hint=_choices(classes))
    near = difflib.get_close_matches(name, classes, n=1)
    hint = f"Did you mean {where}:{near[0]}?" if near else _choices(classes)
    raise ConfigError(f"no class {name} in {where}", hint=hint)


def _choices(classes: list[str]) -> str:
    if not classes:
        return "Define a class derived from pydantic.BaseModel there."
    return f"Classes there: {', '.join(classes[:10])}."


def _place(loc: tuple[str | int, ...], bare: Any) -> tuple[str | int, ...]:
    """Keep of pydantic's location what points into the data; it also names union branches and validators."""
    path: list[str | int] = []
    for position, token in enumerate(loc):
        is_key = isinstance(bare, dict) and token in bare
        if is_key or (isinstance(bare, list) and isinstance(token, int) and token < len(bare)):
            path.append(token)
            bare = bare[token]
        elif isinstance(bare, dict) and position == len(loc) - 1 and token != "[key]":
            path.append(token)
    return tuple(path)


def _has_exponent(bare: Any) -> bool:
    """Whether a Decimal may have been written with an exponent; a text that looks so costs a second look only."""
    text = to_json(bare)
    return b"E+" in text or b"E-" in text


def _plain(bare: Any, python: Any) -> Any:
    """Walk JSON values beside the Python values they came from; decimals lose exponents, sets are sorted."""
    if isinstance(python, Decimal) and isinstance(bare, str):
        return format(python, "f") if python.is_finite() else bare
    if isinstance(python, dict) and isinstance(bare, dict) and len(python) == len(bare):
        pairs = zip(bare.items(), python.values(), strict=True)
        return {key: _plain(value, inner) for (key, value), inner in pairs}
    if isinstance(python, list | tuple) and isinstance(bare, list) and len(python) == len(bare):
        return [_plain(value, inner) for value, inner in zip(bare, python, strict=True)]
    if isinstance(python, set | frozenset) and isinstance(bare, list) and len(python) == len(bare):
        plain = [_plain(value, inner) for value, inner in zip(bare, python, strict=True)]
        return sorted(plain, key=lambda item: json.dumps(item, sort_keys=True, ensure_ascii=False))
    return bare
