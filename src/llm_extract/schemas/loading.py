"""Schemas by reference: a pydantic class in a module or a file, or a JSON schema in a file."""

from __future__ import annotations

import difflib
import hashlib
import importlib
import importlib.util
import os
import sys
import threading
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

from ..errors import ConfigError
from ..plain_data import parse_json
from .sources import ClassSchema, FileSchema, Schema, as_schema

__all__ = ["ClassSchema", "FileSchema", "Schema", "as_schema", "load_schema"]


_IMPORTING = threading.RLock()  # a module that another thread has begun to import has no classes yet


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
        schema = parse_json(path.read_text(encoding="utf-8-sig"), sound=True)
    except (ValueError, OSError) as error:
        raise ConfigError(f"{path} is not JSON: {error}", hint="A schema file holds one JSON object.") from error
    if not isinstance(schema, dict):
        raise ConfigError(f"{path} holds no JSON schema", hint="A schema file holds one JSON object.")
    loaded = FileSchema(schema, path.stem)
    loaded.check()
    return loaded


def _import_file(path: Path) -> ModuleType:
    # The name must be one of its own: two files of the same stem are two modules, and pickling finds each again.
    name = f"_llm_extract_schema_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}_{path.stem}"
    with _IMPORTING:
        return sys.modules[name] if name in sys.modules else _execute(path, name)


def _execute(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, os.path.normpath(path.absolute()))
    if spec is None or spec.loader is None:
        raise ConfigError(f"cannot import {path}", hint="Give a Python file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise ConfigError(f"importing {path} failed: {_said(error)}", hint="The file must import by itself.") from error
    return module


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _import_module(where: str) -> ModuleType:
    try:
        return importlib.import_module(where)
    except ModuleNotFoundError as error:
        if error.name and (where == error.name or where.startswith(f"{error.name}.")):
            raise ConfigError(f"no module {where}", hint=_module_hint(where)) from error
        raise ConfigError(f"importing {where} failed: {error}", hint=f"Install {error.name}.") from error
    except (Exception, SystemExit) as error:
        raise ConfigError(
            f"importing {where} failed: {_said(error)}", hint="The module must import by itself."
        ) from error


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
