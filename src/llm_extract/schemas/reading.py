"""Read any JSON schema, draft 4 to 2020-12, into nodes.

What the strict subset cannot say about a value (``not``, lengths, lookaheads in patterns, dependencies) becomes a hint
in words, and validation enforces it; what would leave a value without a place on the wire is refused.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..errors import ConfigError
from .merging import ANNOTATIONS, Raw, in_words, merge, types_of
from .nodes import (
    Choice,
    CitedNode,
    DecimalText,
    Definition,
    Field,
    Fixed,
    JsonText,
    Leaf,
    Map,
    Node,
    Nullable,
    Obj,
    Ref,
    Sequence,
    Union,
    bare_types,
    json_type,
)
from .pointers import References

__all__ = ["FORMATS", "Impossible", "Reader"]

FORMATS = frozenset({"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"})
"""The string formats that strict schemas know."""

_MARKS = ("x-cited", "x-kind", "x-forms")
_OBJECT = {"properties", "required", "additionalProperties", "patternProperties", "minProperties", "maxProperties",
           "propertyNames", "dependencies", "dependentRequired", "dependentSchemas", "unevaluatedProperties"}  # fmt: skip
_ARRAY = {"items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains", "minContains",
          "maxContains", "unevaluatedItems"}  # fmt: skip
_STRING = {"minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType"}
_NUMBER = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
_BY_TYPE = {"object": _OBJECT, "array": _ARRAY, "string": _STRING, "number": _NUMBER, "integer": _NUMBER}
_SHAPELESS = {"required", "not", "minProperties", "maxProperties", "dependencies", "dependentRequired", "type",
              "if", "then", "else", "propertyNames", "contains", "uniqueItems"} | ANNOTATIONS  # fmt: skip
_HINTED = {
    "object": ("minProperties", "maxProperties", "propertyNames", "dependentRequired", "dependencies",
               "dependentSchemas"),
    "array": ("uniqueItems", "contains", "minContains", "maxContains"),
    "string": ("minLength", "maxLength", "contentEncoding", "contentMediaType"),
}  # fmt: skip
_MAX_NODES = 30_000
_UNPORTABLE = re.compile(r"\(\?(?!:)|\\[1-9bBAZzpPkGR]|\[\[:|[*+?}]\+|\\c")


class Impossible(Exception):  # noqa: N818 - a finding, not an error
    """No value fits this schema."""


class Reader:
    """Reads one schema file or class.

    Args:
        root: the whole JSON schema.
        from_class: pydantic's output: keys that are not declared do not belong to the data, sets are sets.
    """

    def __init__(self, root: Raw, *, from_class: bool) -> None:
        self.root = root
        self.from_class = from_class
        self.definitions: dict[str, Definition] = {}
        self._references = References(root)
        self._names: set[str] = set()
        self._reading: list[Definition] = []
        self._count = 0
        draft = str(root.get("$schema", ""))
        self._siblings_count = from_class or not re.search(r"draft-0[3-7]", draft)
        self._old_drafts = bool(re.search(r"draft-0[3-7]", draft))

    def read(self, schema: Any, path: str) -> Node:
        """Read one schema.

        Args:
            schema: a JSON schema or boolean.
            path: where it stands, as a JSON pointer into the data with ``*`` for any item.

        Raises:
            ConfigError: it cannot be expressed.
            Impossible: no value fits it.
        """
        self._count += 1
        if self._count > _MAX_NODES:
            raise ConfigError(
                f"{path or '/'}: the schema's conditions multiply beyond {_MAX_NODES:,} parts",
                hint="Split the schema, or describe the alternatives instead of nesting anyOf and allOf.",
            )
        if schema is False:
            raise Impossible
        if schema is True or schema is None:
            return JsonText()
        if not isinstance(schema, dict):
            raise ConfigError(f"{path or '/'}: {schema!r} is no JSON schema", hint="Correct the schema.")
        if schema.get("x-cited"):
            return self._read_cited(schema, path)
        return self._read_plain(schema, path)

    def _read_cited(self, schema: Raw, path: str) -> Node:
        bare = {key: value for key, value in schema.items() if key != "x-cited"}
        verbatim = bare.get("x-kind") == "verbatim"
        inner = self.read(bare, path)
        note, hints = inner.note, inner.hints
        if not isinstance(inner, Nullable):
            return self._cite(inner, note, hints, verbatim)
        core = inner.inner
        return Nullable(inner=self._cite(core, "", (), verbatim), note=note, hints=hints)

    @staticmethod
    def _cite(inner: Node, note: str, hints: tuple[str, ...], verbatim: bool) -> CitedNode:
        if not verbatim and not isinstance(inner, Ref):
            inner.note = ""  # the wrapper says it
        if not verbatim:
            return CitedNode(inner=inner, note=note)
        return CitedNode(inner=inner, note=note, hints=hints, verbatim=True)

    # -- references and combinations -----------------------------------------------------------------------------

    def _read_plain(self, schema: Raw, path: str) -> Node:
        reference = schema.get("$ref") or schema.get("$dynamicRef") or schema.get("$recursiveRef")
        if isinstance(reference, str):
            return self._read_reference(schema, reference, path)
        if isinstance(schema.get("allOf"), list):
            return self._read_all(schema, path)
        if "if" in schema:
            return self._read_if(schema, path)
        for key in ("anyOf", "oneOf"):
            if isinstance(schema.get(key), list):
                return self._read_any(schema, key, path)
        if schema.get("x-decimal"):
            return self._read_decimal(schema)
        if "enum" in schema or "const" in schema:
            return self._read_choice(schema, path)
        return self._read_types(schema, path)

    def _read_reference(self, schema: Raw, reference: str, path: str) -> Node:
        target = self._references.find(reference, path or "/")
        dropped = {"$ref", "$dynamicRef", "$recursiveRef"}
        siblings = {key: value for key, value in schema.items() if key not in dropped | ANNOTATIONS}
        if not self._siblings_count:
            siblings = {key: value for key, value in siblings.items() if key in _MARKS}
        if siblings or not isinstance(target, dict) or self._inline(target):
            return self.read({"allOf": [{k: v for k, v in schema.items() if k not in dropped}, target]}, path)
        definition = self._define(reference, reference, target, path)
        definition.uses += 1
        return Ref(target=definition, note=_note(schema))

    @staticmethod
    def _inline(target: Raw) -> bool:
        """Scalars with a handful of words are written where they stand; shapes are defined once."""
        if {"$ref", "allOf", "anyOf", "oneOf", "properties", "patternProperties", "items", "if"} & set(target):
            return False
        return "object" not in (types_of(target) or []) and len(target.get("enum", ())) <= 5

    def _define(self, key: str, name: str, schema: Any, path: str) -> Definition:
        found = self.definitions.get(key)
        if found is not None:
            if found in self._reading:
                found.recursive = True
            return found
        definition = Definition(self._free_name(name, schema))
        self.definitions[key] = definition
        self._reading.append(definition)
        try:
            definition.node = self.read(schema, path)
        except Impossible:
            del self.definitions[key]
            raise
        finally:
            self._reading.pop()
        return definition

    def _free_name(self, wanted: str, schema: Any) -> str:
        name = wanted.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        if name in ("", "items"):
            name = str(schema.get("title") or "root")
        name = re.sub(r"[^A-Za-z0-9_-]+", "_", name).strip("_")[:64] or "shape"
        number, free = 2, name
        while free in self._names:
            free, number = f"{name}_{number}", number + 1
        self._names.add(free)
        return free

    def _read_all(self, schema: Raw, path: str) -> Node:
        merged: Any = {key: value for key, value in schema.items() if key != "allOf"}
        for part in schema["allOf"]:
            merged = merge(merged, self._resolved(part, path, 0))
        if not isinstance(merged, dict):
            return self.read(merged, path)
        if not ("properties" in merged or "items" in merged):
            return self.read(merged, path)
        # A merged shape may contain itself: read each once.
        notes = {key: value for key, value in merged.items() if key in ("title", "description", "default")}
        shape = {key: value for key, value in merged.items() if key not in notes}
        key = json.dumps(shape, sort_keys=True)
        if shape.get("x-cited"):
            return self.read(merged, path)
        name = str(notes.get("title") or path.rsplit("/", 1)[-1].strip("*") or "shape")
        definition = self._define(key, name, shape, path)
        definition.uses += 1
        return Ref(target=definition, note=_note(notes))

    def _resolved(self, schema: Any, path: str, depth: int) -> Any:
        """A schema without ``$ref`` and ``allOf`` at its top, meaning the same."""
        if not isinstance(schema, dict):
            return schema
        if depth > 50:
            raise ConfigError(f"{path or '/'}: a $ref leads to itself", hint="Break the circle.")
        reference = schema.get("$ref")
        if isinstance(reference, str):
            target = self._resolved(self._references.find(reference, path or "/"), path, depth + 1)
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            if not self._siblings_count:
                rest = {key: value for key, value in rest.items() if key in _MARKS or key in ANNOTATIONS}
            schema = merge(rest, target)
        if isinstance(schema, dict) and isinstance(schema.get("allOf"), list):
            merged: Any = {key: value for key, value in schema.items() if key != "allOf"}
            for part in schema["allOf"]:
                merged = merge(merged, self._resolved(part, path, depth + 1))
            schema = merged
        return _without_condition(schema) if isinstance(schema, dict) and "if" in schema else schema

    def _read_if(self, schema: Raw, path: str) -> Node:
        return self.read(_without_condition(schema), path)

    def _read_any(self, schema: Raw, key: str, path: str) -> Node:
        base = {name: value for name, value in schema.items() if name != key}
        branches = schema[key]
        if all(isinstance(branch, dict) and set(branch) <= _SHAPELESS for branch in branches) and (
            set(base) - ANNOTATIONS - {"type"} and "type" not in set().union(*branches)
        ):
            hints = [*base.get("x-hints", []), in_words(key, branches)]
            return self.read({**base, "x-hints": hints}, path)
        rules = {name: value for name, value in base.items() if name not in ANNOTATIONS or name == "x-hints"}
        marks = {name: rules.pop(name) for name in ("x-kind", "x-forms") if name in rules}
        nodes = []
        for branch in branches:
            whole = {**branch, **marks} if marks and isinstance(branch, dict) else branch
            try:
                nodes.append(self.read({"allOf": [whole, rules]} if rules else whole, path))
            except Impossible:
                continue
        return self._unite(nodes, _note(base), tuple(base.get("x-hints", ())) if not rules else ())

    def _unite(self, nodes: list[Node], note: str, hints: tuple[str, ...] = ()) -> Node:
        """One node for several branches: nulls and nested unions are lifted out."""
        flat: list[Node] = []
        null = False
        for node in nodes:
            null, parts = _flatten(node, null)
            flat.extend(parts)
        kept = _distinct(flat)
        if not kept:
            if not null:
                raise Impossible
            return Leaf(type="null", note=note, hints=hints)
        if any(isinstance(node, JsonText) for node in kept):
            kept = [JsonText()] if not any(isinstance(node, CitedNode) for node in kept) else kept
        if len(kept) == 1:
            only = kept[0]
            if not null:
                only.note = " ".join(filter(None, [note, only.note])) if note != only.note else note
                only.hints += hints
                return only
        else:
            only = Union(branches=_unmistakable(kept))
        if null:
            return Nullable(inner=only, note=note, hints=hints)
        only.note, only.hints = note, hints
        return only

    # -- values --------------------------------------------------------------------------------------------------

    def _read_decimal(self, schema: Raw) -> Node:
        keys = sorted(_NUMBER & set(schema)) + [key for key in ("x-max-digits", "x-decimal-places") if key in schema]
        hints = [in_words(key.removeprefix("x-"), schema[key]) for key in keys]
        return DecimalText(note=_note(schema), hints=(*hints, *schema.get("x-hints", ())), **_marks(schema))

    def _read_choice(self, schema: Raw, path: str) -> Node:
        values = schema["enum"] if "enum" in schema else [schema["const"]]
        if "enum" in schema and "const" in schema:
            values = [value for value in values if value == schema["const"]]
        types = types_of(schema)
        if types is not None:
            values = [value for value in values if _is_type(value, types)]
        scalars = [value for value in values if value is not None]
        if not values:
            raise Impossible
        note, hints = _note(schema), tuple(schema.get("x-hints", ()))
        if not scalars:
            return Leaf(type="null", note=note, hints=hints)
        as_text = any(isinstance(value, list | dict) for value in scalars)
        choice = Choice(values=scalars, const="enum" not in schema, as_text=as_text, **_marks(schema))
        if len(scalars) < len(values):
            return Nullable(inner=choice, note=note, hints=hints)
        choice.note, choice.hints = note, hints
        return choice

    def _read_types(self, schema: Raw, path: str) -> Node:
        types = types_of(schema)
        if types is None:
            types = [name for name, words in _BY_TYPE.items() if words & set(schema) and name != "integer"]
            if not types:
                hints = [in_words(key, schema[key]) for key in ("not",) if key in schema]
                return JsonText(note=_note(schema), hints=(*hints, *schema.get("x-hints", ())))
        if len(types) == 1:
            return self._read_type(schema, types[0], path)
        if "number" in types and "integer" in types:
            types = [name for name in types if name != "integer"]
        nodes = []
        for name in types:
            try:
                nodes.append(self._read_type({k: v for k, v in schema.items() if k != "description"}, name, path))
            except Impossible:
                continue
        return self._unite(nodes, _note(schema))

    def _read_type(self, schema: Raw, name: str, path: str) -> Node:
        hints = [in_words(key, schema[key]) for key in ("not", *_HINTED.get(name, ())) if schema.get(key)]
        common: dict[str, Any] = {
            "note": _note(schema),
            "hints": (*hints, *schema.get("x-hints", ())),
            **_marks(schema),
        }
        if name == "object":
            return self._read_object(schema, path, common)
        if name == "array":
            return self._read_array(schema, path, common)
        if name not in ("string", "number", "integer", "boolean", "null"):
            raise ConfigError(f"{path or '/'}: no JSON type {name!r}", hint="Use string, number, integer, boolean…")
        leaf = Leaf(type=name, **common)
        if name == "string":
            _constrain_string(leaf, schema)
        elif name in ("number", "integer"):
            leaf.keywords = _bounds(schema)
        return leaf

    def _read_object(self, schema: Raw, path: str, common: dict[str, Any]) -> Node:
        required = schema.get("required")
        required = [name for name in required if isinstance(name, str)] if isinstance(required, list) else []
        properties = schema.get("properties") or {}
        extra, patterns = self._read_extra(schema, path)
        fields = []
        for name in [*properties, *(name for name in dict.fromkeys(required) if name not in properties)]:
            needed = name in required
            try:
                if name in properties:
                    node = self.read(properties[name], f"{path}/{name}")
                else:
                    node = self.read(self._undeclared(schema, name), f"{path}/{name}")
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

    @staticmethod
    def _undeclared(schema: Raw, name: str) -> Any:
        matching = [rule for pattern, rule in (schema.get("patternProperties") or {}).items() if _found(pattern, name)]
        if matching:
            return {"allOf": matching}
        return schema.get("additionalProperties", True)

    def _read_extra(self, schema: Raw, path: str) -> tuple[Node | None, list[str]]:
        patterns = schema.get("patternProperties") or {}
        rest = schema.get("additionalProperties", schema.get("unevaluatedProperties"))
        if rest is None:
            rest = self._is_open(schema)
        nodes = []
        for rule in [*patterns.values(), rest]:
            try:
                nodes.append(self.read(rule, f"{path}/*"))
            except Impossible:
                continue
        hints = [f"keys match {' or '.join(patterns)}"] if patterns and rest is False else []
        return (self._unite(nodes, "") if nodes else None), hints

    def _is_open(self, schema: Raw) -> bool:
        """Whether keys that are not declared belong to the data, where the schema does not say."""
        return not self.from_class or not (schema.get("properties") or schema.get("patternProperties"))

    def _read_array(self, schema: Raw, path: str, common: dict[str, Any]) -> Node:
        places = schema.get("prefixItems")
        rest: Any = schema.get("items", schema.get("unevaluatedItems", True))
        if isinstance(schema.get("items"), list):
            places, rest = schema["items"], schema.get("additionalItems", True)
        if isinstance(places, list) and places:
            return self._read_fixed(schema, places, rest, path, common)
        keywords = {key: schema[key] for key in ("minItems", "maxItems") if isinstance(schema.get(key), int)}
        unordered = self.from_class and bool(schema.get("uniqueItems"))
        try:
            item = self.read(rest, f"{path}/*")
        except Impossible:
            if keywords.get("minItems", 0) > 0:
                raise
            item, keywords = Leaf(type="null"), {"maxItems": 0}
        return Sequence(item=item, keywords=keywords, unordered=unordered, **common)

    def _read_fixed(self, schema: Raw, places: list[Any], rest: Any, path: str, common: dict[str, Any]) -> Node:
        minimum = schema.get("minItems") or 0
        maximum = schema.get("maxItems")
        items: list[Node] = []
        for index, place in enumerate(places[:maximum]):
            try:
                items.append(self.read(place, f"{path}/{index}"))
            except Impossible:
                if minimum > index:
                    raise
                maximum, rest = index, False
                break
        tail: Node | None = None
        if maximum is None or maximum > len(items):
            try:
                tail = self.read(rest, f"{path}/*")
            except Impossible:
                maximum = len(items)
        whole = tail is None and minimum >= len(items) > 0
        return Fixed(items=items, rest=tail, minimum=minimum, maximum=maximum, as_object=whole, **common)


def _note(schema: Raw) -> str:
    """The description, without the examples of a docstring, which show Python rather than data."""
    note = schema.get("description")
    if not isinstance(note, str):
        return ""
    return re.split(r"\n\s*(?:Examples?:\s*\n|>>> )", note, maxsplit=1)[0].strip()


def _marks(schema: Raw) -> dict[str, Any]:
    return {"kind": schema.get("x-kind"), "forms": schema.get("x-forms")}


def _found(pattern: str, name: str) -> bool:
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False


def _is_type(value: Any, types: list[str]) -> bool:
    name = json_type(value)
    if name == "number" and "number" not in types:
        return "integer" in types and value == int(value)
    return name in types


def _without_condition(schema: Raw) -> Raw:
    """``if`` as an anyOf: the condition with ``then``, or ``else``; shapeless parts stay words."""
    rest = {key: value for key, value in schema.items() if key not in ("if", "then", "else")}
    then, other = schema.get("then", True), schema.get("else", True)
    if all(not isinstance(part, dict) or set(part) <= _SHAPELESS for part in (then, other)):
        words = {key: schema[key] for key in ("if", "then", "else") if key in schema}
        return {**rest, "x-hints": [*rest.get("x-hints", []), in_words("condition", words)]}
    return {"allOf": [rest, {"anyOf": [{"allOf": [schema["if"], then]}, other]}]}


def _constrain_string(leaf: Leaf, schema: Raw) -> None:
    pattern, form = schema.get("pattern"), schema.get("format")
    hints = []
    if isinstance(pattern, str):
        if is_portable(pattern):
            leaf.keywords["pattern"] = pattern
        else:
            hints.append(f"pattern: {pattern}")
    if isinstance(form, str):
        if form in FORMATS:
            leaf.keywords["format"] = form
        else:
            hints.append(f"format: {form}")
    leaf.hints = (*hints, *leaf.hints)


def is_portable(pattern: str) -> bool:
    """Whether a pattern is plain enough for constrained decoding: no lookaround, backreference or boundary."""
    if _UNPORTABLE.search(pattern):
        return False
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _bounds(schema: Raw) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"):
        value = schema.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            kept[key] = int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
    # Draft 4 says by a boolean that the bound beside it is exclusive.
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if schema.get(exclusive) is True and bound in kept:
            kept[exclusive] = kept.pop(bound)
    return kept


def _flatten(node: Node, null: bool) -> tuple[bool, list[Node]]:
    if isinstance(node, Nullable):
        return True, _flatten(node.inner, null)[1]
    if isinstance(node, Leaf) and node.type == "null":
        return True, []
    if isinstance(node, Union):
        return null, list(node.branches)
    if isinstance(node, Ref) and isinstance(node.target.node, Nullable):
        return True, _flatten(node.target.node.inner, null)[1]
    return null, [node]


def _distinct(nodes: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Ref) and any(isinstance(x, Ref) and x.target is node.target for x in kept):
            continue
        if isinstance(node, Leaf) and not node.keywords and any(
            isinstance(x, Leaf) and x.type == node.type and not x.keywords and x.note == node.note and x.hints == node.hints
            for x in kept
        ):  # fmt: skip
            continue
        kept.append(node)
    return kept


def _unmistakable(branches: list[Node]) -> list[Node]:
    """Change how branches are written where one could be taken for another."""
    arrays = sum("array" in bare_types(node) for node in branches if not _is_open_ref(node))
    for node in branches:
        if isinstance(node, Fixed):
            node.as_object = False
        if isinstance(node, Map) and arrays:
            node.boxed = True
    return branches


def _is_open_ref(node: Node) -> bool:
    return isinstance(node, Ref) and node.target.node is None
