"""The shape of a schema: for each place in a record its field name and how values there are compared.

Read once from a JSON schema. Beside the ``x-`` keys of :mod:`llm_extract.schemas.annotations` it knows

- ``x-identity``: on a class, the fields that tell two list items apart (``["company", "investment_type"]``; dotted
  names reach into nested objects). Without it all scalar fields do.
- ``x-compare``: on a field, the name of the comparator to use instead of the kind's own.
- ``x-tolerance``: on a field, the relative difference that numbers, money and quantities may have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as stored
from functools import cached_property
from typing import Any

from ..errors import ConfigError
from .comparators import COMPARATORS, Comparator, likeness
from .differing import APART
from .unfolding import BRANCHES, unfold

__all__ = ["COMPOSITES", "Shape"]

COMPOSITES = {"money": ("amount", "currency"), "quantity": ("number", "unit")}
"""Kinds whose value is an object that is compared as one, and the keys that make the value."""

_BRANCHES = frozenset({"object", "list", "map"})


@dataclass(frozen=True, eq=False)
class Shape:
    """One place of a schema.

    Args:
        kind: ``object``, ``list`` or ``map``; or how a value is compared: ``text``, ``name``, ``date``, ``money``,
            ``quantity``, ``verbatim``, ``number``, ``boolean``, ``enum``, ``any``.
        field: the field name: the path without indices, ``rounds[].money_raised``; empty at the top.
        nullable: null is allowed here.
        cited: the value is backed by a quote (``x-cited``).
        choices: the values of an enum.
        tolerance: relative difference allowed between numbers.
        comparator: used instead of the kind's own.

    Example:
        >>> schema = {"type": "object", "properties": {"rounds": {"type": "array", "items": {
        ...     "type": "object", "properties": {"company": {"type": "string", "x-kind": "name"}}}}}}
        >>> shape = Shape.from_schema(schema)
        >>> [(leaf.field, leaf.kind) for leaf in shape.leaves()]
        [('rounds[].company', 'name')]
    """

    kind: str
    field: str = ""
    nullable: bool = False
    cited: bool = False
    choices: tuple[Any, ...] = ()
    tolerance: float = 0.0
    comparator: Comparator | None = None
    _node: Mapping[str, Any] = stored(default_factory=dict, repr=False)
    _root: Mapping[str, Any] = stored(default_factory=dict, repr=False)
    _overrides: Mapping[str, Comparator | str] = stored(default_factory=dict, repr=False)

    @classmethod
    def from_schema(
        cls,
        schema: Mapping[str, Any],
        *,
        root: Mapping[str, Any] | None = None,
        overrides: Mapping[str, Comparator | str] | None = None,
    ) -> Shape:
        """Read a shape from a JSON schema, such as ``MySchema.model_json_schema()``.

        Args:
            schema: the JSON schema; ``$ref`` within it are followed, recursion is allowed. Take pydantic's default
                mode: in ``mode="serialization"`` a Decimal is a plain string and is compared as text.
            root: the whole schema, where this is a part of one.
            overrides: comparators by field name (``rounds[].about``) or by kind (``kind:text``): a callable of two
                values giving a bool or 0..1, or the name of a built-in one (``exact``, ``casefold``, ``words``, …).

        Raises:
            ConfigError: an override names no comparator, or no field of the schema.
        """
        overrides = dict(overrides or {})
        shape = _build(schema, schema if root is None else root, "", overrides)
        _check_overrides(shape, overrides)
        return shape

    @cached_property
    def is_leaf(self) -> bool:
        """Whether a value here is compared as one (money and quantities are)."""
        return self.kind not in _BRANCHES

    @property
    def is_collection(self) -> bool:
        """Whether a value here is a list or a map, whose items are united one by one."""
        return self.kind in ("list", "map")

    @cached_property
    def collections(self) -> tuple[str, ...]:
        """The keys of an object under which lists and maps stand."""
        return tuple(key for key, child in self.properties.items() if child.is_collection)

    @property
    def most(self) -> int | None:
        """How many items a list, or how many entries a map may have; None where the schema sets no limit."""
        limit = self._node.get({"list": "maxItems", "map": "maxProperties"}.get(self.kind, ""))
        return int(limit) if isinstance(limit, int | float) else None

    @property
    def has_no_copies(self) -> bool:
        """Whether all items of a list must differ (``uniqueItems``)."""
        return self.kind == "list" and bool(self._node.get("uniqueItems"))

    def at(self, tokens: Iterable[str | int]) -> Shape | None:
        """The shape at a place of a value, by the tokens of its pointer; None where the schema has no such key."""
        shape: Shape | None = self
        for token in tokens:
            shape = None if shape is None else shape.items if shape.kind == "list" else shape.child(str(token))
        return shape

    @cached_property
    def properties(self) -> dict[str, Shape]:
        """The shapes of an object's keys; of money and quantities those beside the value itself (``equivalents``)."""
        if self.kind in ("list", "map", "any"):
            return {}
        value_keys = COMPOSITES.get(self.kind, ())
        return {
            key: _build(node, self._root, f"{self.field}.{key}" if self.field else key, self._overrides)
            for key, node in (self._node.get("properties") or {}).items()
            if key not in value_keys
        }

    @cached_property
    def branches(self) -> tuple[Shape, ...]:
        """Of a union of objects the shape of each."""
        nodes = self._node.get(BRANCHES, ()) if self.kind == "object" else ()
        return tuple(_build(node, self._root, self.field, self._overrides) for node in nodes)

    def branches_of(self, value: Any) -> frozenset[int]:
        """The numbers of those branches that have a place for all that an object says."""
        return frozenset(number for number, branch in enumerate(self.branches) if branch.has_room_for(value))

    def has_room_for(self, value: Any) -> bool:
        """Whether all keys of an object are keys here, and its marks (``const``, ``enum``) are those of this shape."""
        known = self.properties
        return isinstance(value, Mapping) and all(
            key in known and (not known[key].choices or said is None or said in known[key].choices)
            for key, said in value.items()
        )

    @cached_property
    def items(self) -> Shape:
        """The shape of a list's items or of a map's values."""
        if self.kind == "list":
            return _build(self._node.get("items") or {}, self._root, f"{self.field}[]", self._overrides)
        values = _map_values(self._node)
        node = values[0] if len(values) == 1 else {"anyOf": values}
        return _build(node, self._root, f"{self.field}.*" if self.field else "*", self._overrides)

    def child(self, key: str) -> Shape | None:
        """The shape under a key, or None where the schema has no such key."""
        return self.items if self.kind == "map" else self.properties.get(key)

    @cached_property
    def identity(self) -> tuple[tuple[tuple[str, ...], Shape], ...]:
        """(keys, shape) of the fields that tell two items of this shape apart."""
        if self.kind != "object":
            return (((), self),)
        declared: Sequence[str] = self._node.get("x-identity") or ()
        if declared:
            return tuple((tuple(name.split(".")), self._descend(name)) for name in declared)
        return tuple(self._scalars(())) or tuple(((key,), shape) for key, shape in self.properties.items())

    @property
    def declares_identity(self) -> bool:
        """Whether the schema itself says which fields tell its items apart."""
        return bool(self._node.get("x-identity"))

    def _descend(self, name: str) -> Shape:
        shape: Shape | None = self
        for key in name.split("."):
            shape = shape.child(key) if shape else None
        if shape is None:
            raise ConfigError(
                f"x-identity of '{self.field or 'the schema'}' names '{name}', which is no field of it",
                hint=f"Its fields are: {', '.join(self.properties)}",
            )
        return shape

    def _scalars(self, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Shape]]:
        for key, shape in self.properties.items():
            if shape.is_leaf:
                yield (*above, key), shape
            elif shape.kind == "object" and len(above) < 4:  # a recursive schema has no end
                yield from shape._scalars((*above, key))

    def leaves(self, depth: int = 12) -> Iterator[Shape]:
        """Every leaf below, in the schema's order; a recursive schema is followed ``depth`` levels."""
        if self.is_leaf:
            yield self
        if depth:
            below = [self.items] if self.kind in ("list", "map") else list(self.properties.values())
            for shape in below:
                yield from shape.leaves(depth - 1)

    def likeness(self, one: Any, other: Any) -> float:
        """How alike two values of this leaf are, 0 to 1; 1 means the same."""
        if self.comparator is None:
            return likeness(self.kind, one, other, tolerance=self.tolerance)
        if one is None or other is None:
            return float(one is other)
        return float(self.comparator(one, other))

    def same(self, one: Any, other: Any) -> bool:
        """Whether two values of this leaf are the same."""
        if one is None or other is None:
            return one is other
        return not self.differ(one, other) and self.likeness(one, other) >= 1.0

    def differ(self, one: Any, other: Any) -> bool:
        """Whether a quick look tells that two values of this leaf are not the same: 0.99 alike at most."""
        look = self._look
        return look is not None and look(one, other)

    @cached_property
    def _look(self) -> Callable[[Any, Any], bool] | None:
        return APART.get(self.kind) if self.comparator is None and not self.tolerance else None


def _build(
    node: Mapping[str, Any], root: Mapping[str, Any], name: str, overrides: Mapping[str, Comparator | str]
) -> Shape:
    plain, nullable = unfold(node, root)
    kind = _kind(plain)
    chosen = overrides.get(name) or overrides.get(f"kind:{kind}") or plain.get("x-compare")
    choices = tuple(plain["enum"]) if "enum" in plain else (plain["const"],) if "const" in plain else ()
    return Shape(
        kind=kind,
        field=name,
        nullable=nullable,
        cited=bool(plain.get("x-cited")),
        choices=choices,
        tolerance=float(plain.get("x-tolerance") or 0),
        comparator=_comparator(chosen, name) if chosen else None,
        _node=plain,
        _root=root,
        _overrides=overrides,
    )


def _kind(node: Mapping[str, Any]) -> str:
    marked = node.get("x-kind")
    properties = node.get("properties")
    if marked in COMPOSITES and properties is not None:
        return str(marked) if all(key in properties for key in COMPOSITES[marked]) else "object"
    if properties:
        return "object"
    if node.get("type") == "object":
        return "map" if _map_values(node) else "any"
    if node.get("type") == "array":
        return "any" if "prefixItems" in node or isinstance(node.get("items"), list) else "list"
    return str(marked) if marked in COMPARATORS and marked not in COMPOSITES else _plain_kind(node)


def _map_values(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The schemas of a map's values: by what its keys look like, and of all other keys."""
    found = [*(node.get("patternProperties") or {}).values(), node.get("additionalProperties")]
    return [value for value in found if isinstance(value, Mapping)]


def _plain_kind(node: Mapping[str, Any]) -> str:
    if "enum" in node or "const" in node:
        return "enum"
    if node.get("x-decimal"):  # a number that JSON holds as text
        return "number"
    kinds = {"string": "text", "integer": "number", "number": "number", "boolean": "boolean"}
    kind = kinds.get(str(node.get("type")), "any")
    if kind != "text" or "format" not in node:
        return kind
    return "date" if node["format"] == "date" else "verbatim"  # an address or a time has no other wording


def _comparator(chosen: Comparator | str, name: str) -> Comparator:
    if callable(chosen):
        return chosen
    if chosen not in COMPARATORS:
        known = ", ".join(sorted(COMPARATORS))
        raise ConfigError(f"'{chosen}' for '{name}' is no comparator", hint=f"Use one of: {known}")
    return COMPARATORS[chosen]


def _check_overrides(shape: Shape, overrides: Mapping[str, Comparator | str]) -> None:
    fields = {leaf.field for leaf in shape.leaves()}
    for name in overrides:
        if name.startswith("kind:") or name in fields:
            continue
        raise ConfigError(f"an override names '{name}', which is no field", hint=f"Fields: {', '.join(sorted(fields))}")
