"""Read any JSON schema, draft 4 to 2020-12, into nodes.

What the strict subset cannot say about a value (``not``, lengths, lookaheads in patterns, dependencies) becomes a hint
in words, and validation enforces it; what would leave a value without a place on the wire is refused.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..errors import ConfigError
from ..references import References
from .conditions import is_shapeless, without_condition
from .merging import ANNOTATIONS, Raw, in_words, merge, types_of
from .nodes import CitedNode, Definition, Impossible, JsonText, Leaf, Node, Nullable, Ref, leads_to_itself
from .scalars import NUMBER_WORDS, bounds_of, constrain_string, marks_of, note_of, read_choice, read_decimal
from .shapes import read_array, read_object
from .uniting import unite

__all__ = ["Reader"]

_MARKS = ("x-cited", "x-kind", "x-forms")
_OBJECT = {"properties", "required", "additionalProperties", "patternProperties", "minProperties", "maxProperties",
           "propertyNames", "dependencies", "dependentRequired", "dependentSchemas",
           "unevaluatedProperties"}  # fmt: skip
_ARRAY = {"items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains", "minContains",
          "maxContains", "unevaluatedItems"}  # fmt: skip
_STRING = {"minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType"}
_BY_TYPE = {"object": _OBJECT, "array": _ARRAY, "string": _STRING, "number": NUMBER_WORDS, "integer": NUMBER_WORDS}
_HINTED = {
    "object": ("minProperties", "maxProperties", "propertyNames", "dependentRequired", "dependencies",
               "dependentSchemas"),
    "array": ("uniqueItems", "contains", "minContains", "maxContains"),
    "string": ("minLength", "maxLength", "contentEncoding", "contentMediaType"),
}  # fmt: skip
_MAX_NODES = 30_000


class Reader:
    """Reads one schema file or class.

    Args:
        root: the whole JSON schema.
        from_class: pydantic's output: keys that are not declared do not belong to the data, sets are sets.
    """

    def __init__(self, root: Raw, *, from_class: bool) -> None:
        self.from_class = from_class
        self.definitions: dict[str, Definition] = {}
        self._references = References(root)
        self.root = self._references.root
        self._names: set[str] = set()
        self._reading: list[Definition] = []
        self._count = 0
        self._siblings_count = from_class or not re.search(r"draft-0[3-7]", str(root.get("$schema", "")))

    def read(self, schema: Any, path: str) -> Node:
        """Read one schema.

        Args:
            schema: a JSON schema or boolean.
            path: where it stands, as a JSON pointer into the data with ``*`` for any item.

        Raises:
            ConfigError: it cannot be expressed.
            Impossible: no value fits it.
        """
        try:
            return self._read(schema, path)
        except Impossible as impossible:
            impossible.path = path if impossible.path is None else impossible.path
            raise

    def _read(self, schema: Any, path: str) -> Node:
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
            return read_decimal(schema)
        if "enum" in schema or "const" in schema:
            return read_choice(schema)
        return self._read_types(schema, path)

    def _read_reference(self, schema: Raw, reference: str, path: str) -> Node:
        target = self._references.find(reference, path or "/")
        dropped = {"$ref", "$dynamicRef", "$recursiveRef"}
        siblings = {key: value for key, value in schema.items() if key not in dropped | ANNOTATIONS}
        if not self._siblings_count:
            siblings = {key: value for key, value in siblings.items() if key in _MARKS}
        if siblings or not isinstance(target, dict) or self._inline(target):
            beside = {key: value for key, value in schema.items() if key in siblings or key in ANNOTATIONS}
            return self.read({"allOf": [beside, target]}, path)
        definition = self._define(reference, reference, target, path)
        definition.uses += 1
        return Ref(target=definition, note=note_of(schema))

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
        if leads_to_itself(definition):
            raise _circle(path)
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
        return Ref(target=definition, note=note_of(notes))

    def _resolved(self, schema: Any, path: str, depth: int) -> Any:
        """A schema without ``$ref`` and ``allOf`` at its top, meaning the same."""
        if not isinstance(schema, dict):
            return schema
        if depth > 50:
            raise _circle(path)
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
        return without_condition(schema) if isinstance(schema, dict) and "if" in schema else schema

    def _read_if(self, schema: Raw, path: str) -> Node:
        return self.read(without_condition(schema), path)

    def _read_any(self, schema: Raw, key: str, path: str) -> Node:
        base = {name: value for name, value in schema.items() if name != key}
        branches = schema[key]
        if all(isinstance(branch, dict) and is_shapeless(branch) for branch in branches) and (
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
        return unite(nodes, note_of(base), tuple(base.get("x-hints", ())) if not rules else ())

    # -- values --------------------------------------------------------------------------------------------------

    def _read_types(self, schema: Raw, path: str) -> Node:
        types = types_of(schema)
        if types is None:
            types = [name for name, words in _BY_TYPE.items() if words & set(schema) and name != "integer"]
            if not types:
                hints = [in_words(key, schema[key]) for key in ("not",) if key in schema]
                return JsonText(note=note_of(schema), hints=(*hints, *schema.get("x-hints", ())))
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
        return unite(nodes, note_of(schema))

    def _read_type(self, schema: Raw, name: str, path: str) -> Node:
        hints = [in_words(key, schema[key]) for key in ("not", *_HINTED.get(name, ())) if schema.get(key)]
        common: dict[str, Any] = {
            "note": note_of(schema),
            "hints": (*hints, *schema.get("x-hints", ())),
            **marks_of(schema),
        }
        if name == "object":
            return read_object(self, schema, path, common)
        if name == "array":
            return read_array(self, schema, path, common)
        if name not in ("string", "number", "integer", "boolean", "null"):
            raise ConfigError(f"{path or '/'}: no JSON type {name!r}", hint="Use string, number, integer, boolean…")
        leaf = Leaf(type=name, **common)
        if name == "string":
            constrain_string(leaf, schema)
            leaf.temporal = bool(schema.get("x-temporal"))
        elif name in ("number", "integer"):
            leaf.keywords = bounds_of(schema)
        return leaf


def _circle(path: str) -> ConfigError:
    return ConfigError(f"{path or '/'}: a $ref leads to itself", hint="Break the circle.")
