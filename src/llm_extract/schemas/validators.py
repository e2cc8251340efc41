"""JSON schemas of others, held against data without fetching anything and without patterns that never end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..errors import ConfigError
from ..extras import needing
from ..pointers import join_pointer
from .formats import CHECKS
from .regexes import matches

__all__ = ["make_validator"]

_NO_SCHEMAS = frozenset({"enum", "const", "default", "examples", "example"})


def make_validator(schema: dict[str, Any], name: str) -> Any:
    """A validator of the package jsonschema for a schema of others.

    Args:
        schema: the JSON schema.
        name: what messages call it.

    Returns:
        The validator; its ``iter_errors`` finds what does not fit.

    Raises:
        ConfigError: jsonschema is not installed, or this is no JSON schema.
    """
    with needing(f"the JSON schema {name}", "jsonschema"):
        import jsonschema
    cls: Any = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    formats: Any = jsonschema.FormatChecker(formats=())
    formats.checkers = {kind: (_on_text(check), ()) for kind, check in CHECKS.items()}
    try:
        cls.check_schema(schema, format_checker=formats)
    except jsonschema.SchemaError as error:
        where = "/".join(str(part) for part in error.absolute_path)
        raise ConfigError(
            f"{name} is no valid JSON schema: {error.message} (at /{where})", hint="Correct the schema."
        ) from error
    except RecursionError:
        raise ConfigError(f"the JSON schema {name} is nested too deeply to be read", hint="Flatten it.") from None
    from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

    _check_patterns(schema)
    keywords = {"pattern": _check_pattern, "patternProperties": _check_named}
    safe: Any = jsonschema.validators.extend(cls, keywords)  # type: ignore[no-untyped-call]
    # With a registry of its own it fetches nothing: by default a $ref to another address is asked for over the network.
    return safe(schema, format_checker=formats, registry=REGISTRY)


def _on_text(check: Callable[[str], bool]) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, str) or check(value)


def _check_patterns(schema: dict[str, Any]) -> None:
    """Refuse now, and not in the middle of a run, patterns that are none or could take for ever."""
    queue: list[tuple[str, Any]] = [("", schema)]
    while queue:
        path, part = queue.pop()
        if isinstance(part, dict):
            named = part.get("patternProperties")
            for pattern in (part.get("pattern"), *(named if isinstance(named, dict) else ())):
                if isinstance(pattern, str):
                    _check_one(pattern, path)
            queue.extend((path + join_pointer([key]), inner) for key, inner in part.items() if key not in _NO_SCHEMAS)
        elif isinstance(part, list):
            queue.extend((f"{path}/{number}", inner) for number, inner in enumerate(part))


def _check_one(pattern: str, path: str) -> None:
    try:
        matches(pattern, "")
    except ConfigError as error:
        raise ConfigError(f"{path or '/'}: {error.message}", hint=error.hint) from None


def _check_pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[Any]:
    """The keyword, by an engine that is never slow."""
    import jsonschema

    if isinstance(instance, str) and not matches(pattern, instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


def _check_named(validator: Any, patterns: Mapping[str, Any], instance: Any, schema: Any) -> Iterator[Any]:
    """The same for members whose names match patterns."""
    for pattern, inner in patterns.items() if isinstance(instance, dict) else ():
        for name, value in instance.items():
            if matches(pattern, name):
                yield from validator.descend(value, inner, path=name, schema_path=pattern)
