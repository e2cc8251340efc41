"""The strict compiler: any JSON schema or pydantic class into what strict endpoints accept, its meaning unchanged.

The subset is the one OpenAI documents for structured outputs. In short:

- optional fields may be null on the wire and are absent again after decoding, unless null is one of their own values:
  then null stays null. Defaults are not sent: where a field is absent, the class fills them in.
- free keys (``dict[str, T]``) are arrays of key and value. Keys of any value beside declared ones (``extra="allow"``,
  and JSON schema files that do not say ``additionalProperties: false``) are one field: the text of a JSON object,
  or null.
- fixed tuples are objects ``item_1``…; sets are arrays; decimals are plain decimal strings; anything goes as JSON text.
- a file's schema without ``type`` is read as the type that its keywords speak about, and as JSON text where none does.
- what the subset cannot say (lengths, ``not``, lookaheads, conditions) stands in the description, and validation
  enforces it after decoding: the user's schema has the last word.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ..errors import ConfigError
from .inhabited import unfillable_place
from .limits import check_limits
from .nodes import CitedNode, Field, Impossible, Node, Obj, Ref, accepts_null, resolve
from .pinning import check_pinned
from .reading import Reader
from .sources import FileSchema, Schema, as_schema
from .uniting import settle_unions
from .wire import WireSchema
from .writing import write_schema

__all__ = ["compile_schema"]


def compile_schema(schema: Schema | type[BaseModel], *, pinned: dict[str, Any] | None = None) -> WireSchema:
    """Compile a schema into what is sent, and its codec.

    Args:
        schema: a pydantic class, or a loaded schema.
        pinned: a strict schema compiled earlier, sent as it stands in place of a fresh one.

    Returns:
        The wire schema; the same for the same input, always.

    Raises:
        ConfigError: it cannot be expressed, exceeds the limits, or does not match what is pinned.

    Example:
        >>> class Person(BaseModel):
        ...     name: str
        ...     age: int | None = None
        >>> wire = compile_schema(Person)
        >>> wire.schema["properties"]
        {'name': {'type': 'string'}, 'age': {'type': ['integer', 'null']}}
        >>> wire.decode({"name": "Ada", "age": None}).data
        Person(name='Ada', age=None)
    """
    source = as_schema(schema)
    reader, root = _read(source)
    settle_unions([root, *(shape.node for shape in reader.definitions.values() if shape.node is not None)])
    top = _top(root)
    boxed = not isinstance(top, Obj) and not (isinstance(top, CitedNode) and not top.verbatim)
    whole = Obj(fields=[Field(name="value", node=root, required=True)]) if boxed else top
    fresh = write_schema(whole)
    check_limits(fresh, source.name)
    if pinned is not None:
        check_pinned(pinned, fresh, source.name)
    return WireSchema(source, root if boxed else top, pinned if pinned is not None else fresh, boxed=boxed)


def _read(source: Schema) -> tuple[Reader, Node]:
    if isinstance(source, FileSchema):
        source.check()
    try:
        reader = Reader(source.json_schema(), from_class=source.from_class)
        root = reader.read(reader.root, "")
        place = unfillable_place(root, reader.definitions.values())
    except Impossible as impossible:
        place = impossible.path or ""
    except RecursionError:
        raise ConfigError(f"schema {source.name} is nested too deeply to be read", hint="Flatten it.") from None
    if place is not None:
        raise ConfigError(
            f"schema {source.name}: {place or '/'}: no value fits what is required there",
            hint="Correct the limits or the types; let a shape inside itself be optional, null or in a list.",
        )
    if not source.from_class and accepts_null(root):
        raise ConfigError(
            f"schema {source.name}: null as a whole could not be told from no answer",
            hint="Let the whole be an object whose fields may be null.",
        )
    return reader, root


def _top(root: Node) -> Node:
    top = resolve(root)
    if top is root or not isinstance(root, Ref) or not isinstance(top, Obj):
        return top
    if not root.target.recursive and root.target.uses > 0:
        root.target.uses -= 1  # written at the top, not by reference
    return top
