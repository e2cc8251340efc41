"""Hold a gold file against its schema: every mistake with file, line, cause and remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..comparison import Shape
from .gold import Gold
from .problems import Problem, find_problems, misfit

__all__ = ["check_gold", "require_gold"]


def check_gold(
    gold: Gold,
    schema: Mapping[str, Any],
    *,
    text_of: Callable[[str], str | None] | None = None,
) -> list[Problem]:
    """Every mistake in gold, in order of lines.

    Args:
        gold: the gold, as :func:`~.gold.load_gold` reads it.
        schema: the JSON schema its data must fit; only what is labelled is looked at.
        text_of: gives a document's text by the name the gold uses, None where there is none; then quotes are looked up.

    Returns:
        The mistakes; empty where the gold is good.

    Example:
        >>> gold = Gold.from_dicts([{"document": "a", "data": {"nmae": "Ada"}}])
        >>> [str(problem) for problem in check_gold(gold, {"properties": {"name": {"type": "string"}}})]
        ["line 1: a/data/nmae: unknown key 'nmae'. Did you mean 'name'?"]
    """
    shape = Shape.from_schema(schema)
    return [problem for line in gold for problem in find_problems(line, shape, text_of)]


def require_gold(gold: Gold, schema: Mapping[str, Any]) -> Gold:
    """The same gold, where it fits the schema.

    Args:
        gold: the gold, as ``load_gold`` reads it.
        schema: the JSON schema its data must fit.

    Returns:
        The gold as it was given.

    Raises:
        ConfigError: it does not; the message lists the first mistakes.

    Example:
        >>> gold = Gold.from_dicts([{"document": "a", "data": {"name": "Ada"}}])
        >>> require_gold(gold, {"properties": {"name": {"type": "string"}}}) is gold
        True
    """
    problems = check_gold(gold, schema)
    if problems:
        raise misfit(problems, len(problems))
    return gold
