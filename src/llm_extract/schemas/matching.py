"""Whether a wire value fits a strict schema: used to tell the branches of an ``anyOf`` apart."""

from __future__ import annotations

from typing import Any

from .regexes import matches

__all__ = ["Selector", "branch_of", "fits", "has_type", "is_equal", "resemblance", "target"]

Raw = dict[str, Any]
_CLASSES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
}


class Selector:
    """Finds the branch of an ``anyOf`` that a wire value belongs to.

    Args:
        branches: the branches' strict schemas, each with the ``$defs`` it refers to.
    """

    def __init__(self, branches: list[Raw]) -> None:
        self._branches = branches
        samples: tuple[Any, ...] = ("", 0, 0.5, True, {}, [])
        self._by_class = {type(sample): self._of_type(sample) for sample in samples}

    def _of_type(self, sample: Any) -> list[int]:
        return [number for number, branch in enumerate(self._branches) if _may_be(branch, sample, branch)]

    def pick(self, value: Any) -> int:
        """The number of the branch: the first that fits, else the one that looks most like the value."""
        numbers = self._by_class.get(value.__class__) or range(len(self._branches))
        if len(numbers) == 1:
            return numbers[0]
        for number in numbers:
            if fits(self._branches[number], value, self._branches[number]):
                return number
        scores = {number: resemblance(self._branches[number], value, self._branches[number]) for number in numbers}
        return max(scores, key=scores.__getitem__)


def _may_be(schema: Raw, sample: Any, root: Raw) -> bool:
    """Whether a schema takes values of the sample's type."""
    schema = target(schema, root)
    if "anyOf" in schema:
        return any(_may_be(branch, sample, root) for branch in schema["anyOf"])
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else types
    return any(has_type(name, sample) for name in names)


def has_type(name: str, value: Any) -> bool:
    """Whether a value has one of JSON schema's types; 3.0 is an integer."""
    if name in ("integer", "number"):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return name == "number" or isinstance(value, int) or value.is_integer()
    return isinstance(value, _CLASSES[name])


def fits(schema: Raw, value: Any, root: Raw) -> bool:
    """Whether a value fits a strict schema.

    Args:
        schema: the strict schema, or a part of it.
        value: a JSON value.
        root: the whole schema, which holds ``$defs``.

    Example:
        >>> fits({"type": ["string", "null"]}, None, {})
        True
    """
    schema = target(schema, root)
    if "anyOf" in schema:
        return any(fits(branch, value, root) for branch in schema["anyOf"])
    types = schema.get("type")
    if types is not None and not any(has_type(name, value) for name in ([types] if isinstance(types, str) else types)):
        return False
    if not _is_chosen(schema, value):
        return False
    if isinstance(value, dict):
        return _fits_object(schema, value, root)
    if isinstance(value, list):
        count = len(value)
        if count < schema.get("minItems", 0) or count > schema.get("maxItems", count):
            return False
        return all(fits(schema["items"], item, root) for item in value)
    if isinstance(value, str):
        return "pattern" not in schema or matches(schema["pattern"], value)
    return isinstance(value, bool) or value is None or _in_bounds(schema, value)


_MOST_STEPS = 100  # from one $ref to the next


def target(schema: Raw, root: Raw) -> Raw:
    """Follow ``$ref``.

    Args:
        schema: that may be a reference.
        root: the schema that its definitions stand in.

    Raises:
        KeyError: there is no such definition, or it leads back to itself.
    """
    for _ in range(_MOST_STEPS):
        if "$ref" not in schema:
            return schema
        name = schema["$ref"]
        schema = root if name == "#" else root["$defs"][name.rsplit("/", 1)[-1]]
    raise KeyError(f"{name} leads back to itself")


def _is_chosen(schema: Raw, value: Any) -> bool:
    if "const" in schema:
        return is_equal(schema["const"], value)
    return "enum" not in schema or any(is_equal(choice, value) for choice in schema["enum"])


def is_equal(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same: true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _fits_object(schema: Raw, value: Raw, root: Raw) -> bool:
    properties = schema.get("properties", {})
    if len(value) != len(properties):
        return False
    return all(name in value and fits(inner, value[name], root) for name, inner in properties.items())


def _in_bounds(schema: Raw, value: float) -> bool:
    return (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
        and ("exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"])
        and ("exclusiveMaximum" not in schema or value < schema["exclusiveMaximum"])
    )


def branch_of(schema: Raw, value: Any, root: Raw) -> Raw:
    """The branch that a value belongs to, with no ``$ref`` or ``anyOf`` at its top: the first that fits, or fits best.

    Args:
        schema: a strict one.
        value: as it came.
        root: the schema that its definitions stand in.
    """
    schema = target(schema, root)
    while "anyOf" in schema:
        branches: list[Raw] = schema["anyOf"]
        best = next((branch for branch in branches if fits(branch, value, root)), None)
        if best is None:
            best = max(branches, key=lambda branch: resemblance(branch, value, root))
        schema = target(best, root)
    return schema


def resemblance(schema: Raw, value: Any, root: Raw) -> int:
    """How much a value looks like a schema: 0 for another type, more for known keys, most for known constants.

    Args:
        schema: a strict one.
        value: as it came.
        root: the schema that its definitions stand in.
    """
    schema = target(schema, root)
    if "anyOf" in schema:
        return max(resemblance(branch, value, root) for branch in schema["anyOf"])
    types = schema.get("type")
    names = [types] if isinstance(types, str) else types or []
    if not any(has_type(name, value) for name in names):
        return 0
    if not _is_chosen(schema, value):
        return 1
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        score = 2
        for name, inner in properties.items():
            if name in value:
                constant = "const" in inner and inner["const"] == value[name]
                score += 100 if constant else 2 if fits(inner, value[name], root) else 1
        return score
    return 3 if fits(schema, value, root) else 2
