"""Read the containers of a JSON schema: objects, maps, lists and tuples."""

from __future__ import annotations

import re
from typing import Any, Protocol

from .merging import Raw
from .nodes import Field, Fixed, Impossible, JsonText, Leaf, Map, Node, Obj, Sequence
from .uniting import unite

__all__ = ["read_array", "read_object"]


class SchemaReader(Protocol):
    """What reads the parts of a container."""

    from_class: bool

    def read(self, schema: Any, path: str) -> Node:
        """Read one schema."""
        ...


def read_object(reader: SchemaReader, schema: Raw, path: str, common: dict[str, Any]) -> Node:
    """An object with fields, or a map where it has none of its own.

    Args:
        reader: reads what is inside.
        schema: of the object.
        path: JSON pointer to it, for errors.
        common: what any node is given.
    """
    required = schema.get("required")
    required = [name for name in required if isinstance(name, str)] if isinstance(required, list) else []
    properties = schema.get("properties") or {}
    extra, patterns = _read_extra(reader, schema, path)
    fields = []
    for name in [*properties, *(name for name in dict.fromkeys(required) if name not in properties)]:
        needed = name in required
        try:
            if name in properties:
                node = reader.read(properties[name], f"{path}/{name}")
            else:
                node = reader.read(_undeclared(schema, name), f"{path}/{name}")
        except Impossible:
            if needed:
                raise
            continue
        fields.append(Field(name=name, node=node, required=needed))
    hints = (*common["hints"], *patterns)
    if not fields and extra is not None and not (isinstance(extra, JsonText) and schema.get("properties")):
        return Map(value=extra, **{**common, "hints": hints})
    name, number = "additional_properties", 2
    while any(field.name == name for field in fields):
        name, number = f"additional_properties_{number}", number + 1
    return Obj(fields=fields, extra=extra, extra_name=name, **{**common, "hints": hints})


def _undeclared(schema: Raw, name: str) -> Any:
    matching = [rule for pattern, rule in (schema.get("patternProperties") or {}).items() if _found(pattern, name)]
    if matching:
        return {"allOf": matching}
    return schema.get("additionalProperties", True)


def _read_extra(reader: SchemaReader, schema: Raw, path: str) -> tuple[Node | None, list[str]]:
    patterns = schema.get("patternProperties") or {}
    rest = schema.get("additionalProperties", schema.get("unevaluatedProperties"))
    if rest is None:
        rest = _is_open(reader, schema)
    nodes = []
    for rule in [*patterns.values(), rest]:
        try:
            nodes.append(reader.read(rule, f"{path}/*"))
        except Impossible:
            continue
    hints = [f"keys match {' or '.join(patterns)}"] if patterns and rest is False else []
    return (unite(nodes, "") if nodes else None), hints


def _is_open(reader: SchemaReader, schema: Raw) -> bool:
    """Whether keys that are not declared belong to the data, where the schema does not say."""
    return not reader.from_class or not (schema.get("properties") or schema.get("patternProperties"))


def read_array(reader: SchemaReader, schema: Raw, path: str, common: dict[str, Any]) -> Node:
    """A list, or a tuple where places have schemas of their own.

    Args:
        reader: reads what is inside.
        schema: of the array.
        path: JSON pointer to it, for errors.
        common: what any node is given.
    """
    places = schema.get("prefixItems")
    rest: Any = schema.get("items", schema.get("unevaluatedItems", True))
    if isinstance(schema.get("items"), list):
        places, rest = schema["items"], schema.get("additionalItems", True)
    if isinstance(places, list) and places:
        return _read_fixed(reader, schema, places, rest, path, common)
    keywords = {key: schema[key] for key in ("minItems", "maxItems") if isinstance(schema.get(key), int)}
    unordered = reader.from_class and bool(schema.get("uniqueItems"))
    try:
        item = reader.read(rest, f"{path}/*")
    except Impossible:
        if keywords.get("minItems", 0) > 0:
            raise
        item, keywords = Leaf(type="null"), {"maxItems": 0}
    return Sequence(item=item, keywords=keywords, unordered=unordered, **common)


def _read_fixed(
    reader: SchemaReader, schema: Raw, places: list[Any], rest: Any, path: str, common: dict[str, Any]
) -> Node:
    minimum = schema.get("minItems") or 0
    maximum = schema.get("maxItems")
    items: list[Node] = []
    for index, place in enumerate(places[:maximum]):
        try:
            items.append(reader.read(place, f"{path}/{index}"))
        except Impossible:
            if minimum > index:
                raise
            maximum, rest = index, False
            break
    tail: Node | None = None
    if maximum is None or maximum > len(items):
        try:
            tail = reader.read(rest, f"{path}/*")
        except Impossible:
            maximum = len(items)
    whole = tail is None and minimum >= len(items) > 0
    return Fixed(items=items, rest=tail, minimum=minimum, maximum=maximum, as_object=whole, **common)


def _found(pattern: str, name: str) -> bool:
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False
