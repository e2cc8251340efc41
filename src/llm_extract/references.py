"""The schemas that ``$ref`` means within one JSON schema."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from .errors import ConfigError
from .pointers import value_at

__all__ = ["References"]

_DATA = frozenset({"enum", "const", "default", "examples"})


class References:
    """Finds the schema that a ``$ref`` means: a pointer into the file, an ``$anchor``, an ``$id`` or ``id``.

    Args:
        root: the whole schema.
    """

    def __init__(self, root: dict[str, Any]) -> None:
        self._id = "id" if re.search(r"draft-0[34]", str(root.get("$schema", ""))) else "$id"
        self._by_uri: dict[str, Any] = {}
        self._base = self._base_of(root, "")
        self.root: dict[str, Any] = self._spelled_out(root, self._base)
        """The whole schema; a reference inside a part with an ``$id`` of its own names that part."""
        self._index(self.root, self._base)
        self._by_uri.setdefault("", self.root)

    def _own_id(self, schema: dict[str, Any]) -> str | None:
        own = schema.get(self._id)
        return own if isinstance(own, str) else None

    def _base_of(self, schema: dict[str, Any], base: str) -> str:
        own = self._own_id(schema)
        return base if own is None or own.startswith("#") else urldefrag(urljoin(base, own)).url

    def _spelled_out(self, schema: Any, base: str) -> Any:
        if isinstance(schema, list):
            return [self._spelled_out(item, base) for item in schema]
        if not isinstance(schema, dict):
            return schema
        base = self._base_of(schema, base)
        copy = {key: value if key in _DATA else self._spelled_out(value, base) for key, value in schema.items()}
        reference = schema.get("$ref")
        if isinstance(reference, str) and base != self._base:
            copy["$ref"] = base + reference if reference.startswith("#") else urljoin(base, reference)
        return copy

    def _index(self, schema: Any, base: str) -> None:
        if isinstance(schema, list):
            for item in schema:
                self._index(item, base)
        if not isinstance(schema, dict):
            return
        own, base = self._own_id(schema), self._base_of(schema, base)
        if own is not None:
            self._by_uri.setdefault(base + own if own.startswith("#") else base, schema)
            self._by_uri.setdefault(own, schema)
        for key in ("$anchor", "$dynamicAnchor"):
            if isinstance(schema.get(key), str):
                self._by_uri.setdefault(f"{base}#{schema[key]}", schema)
                self._by_uri.setdefault(f"#{schema[key]}", schema)
        for key, value in schema.items():
            if key not in _DATA:
                self._index(value, base)

    def find(self, reference: str, path: str) -> Any:
        """Return the schema that a reference means.

        Args:
            reference: the value of ``$ref``.
            path: where it stands, for the message.

        Raises:
            ConfigError: it is not in this file.
        """
        if reference in self._by_uri:
            return self._by_uri[reference]
        absolute = urljoin(self._base, reference)
        uri, fragment = urldefrag(absolute if not reference.startswith("#") else self._base + reference)
        document = self._by_uri.get(uri, self.root if reference.startswith("#") else None)
        if document is not None and (not fragment or fragment.startswith("/")):
            found = value_at(document, unquote(fragment))
            if found is not None:
                return found
        if f"{uri}#{fragment}" in self._by_uri:
            return self._by_uri[f"{uri}#{fragment}"]
        raise ConfigError(
            f"{path}: $ref {reference!r} is not in this schema",
            hint="Copy what it refers to into $defs of the same file.",
        )
