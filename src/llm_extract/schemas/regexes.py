"""Patterns of schemas, searched for in time that grows with the text, whatever the pattern.

Python's engine tries every way in which a pattern may match: ``^(a+)+$`` keeps it busy for hours over forty letters,
and the letters are a model's, or an article's. The engine that pydantic brings along does not do that; it knows neither
looking around nor references back. Patterns with these go to Python's, unless a repeat in them stands inside a repeat.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pydantic_core import SchemaError, SchemaValidator, core_schema

from ..errors import ConfigError

__all__ = ["matches"]

_NESTED = re.compile(r"[*+}]\)*\)(?:[*+]|\{\d+,)")
"""A group that ends in a repeat and is repeated itself; seen from afar, so that it may be found where none is."""


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern is found anywhere in a text.

    Args:
        pattern: a regular expression, as JSON Schema has them.
        text: where it is searched for.

    Raises:
        ConfigError: it is no pattern, or one that could take for ever.

    Example:
        >>> matches("^[A-Z]{3}$", "USD"), matches("^(a+)+$", "a" * 1000 + "!")
        (True, False)
    """
    return _matcher(pattern)(text)


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> Callable[[str], bool]:
    try:
        validator = SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex", strict=True))
    except SchemaError:
        return _slow_matcher(pattern)
    return validator.isinstance_python


def _slow_matcher(pattern: str) -> Callable[[str], bool]:
    try:
        compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise ConfigError(f"the pattern {pattern!r} is none: {error}", hint="Correct it in the schema.") from None
    if _NESTED.search(pattern):
        raise ConfigError(
            f"the pattern {pattern!r} could take for ever: it repeats a repeat, and looks around or back",
            hint="Leave out (?=, (?!, (?<= and \\1, or repeat only once.",
        )
    return lambda text: compiled.search(text) is not None
