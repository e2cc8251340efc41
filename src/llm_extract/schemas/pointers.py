"""JSON pointers, and the schemas that ``$ref`` means within one file."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from ..errors import ConfigError
from ..pointers import value_at

__all__ = ["References"]


class References:
    """Finds the schema that a ``$ref`` means: a pointer into the file, an ``$anchor``, an ``$id`` or ``id``.

    Args:
        root: the whole schema.
    """

    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root
        self._by_uri: dict[str, Any] = {}
        self._base = self._own_id(root) or ""
        self._index(root, self._base)
        self._by_uri.setdefault("", root)

    @staticmethod
    def _own_id(schema: dict[str, Any]) -> str | None:
        for key in ("$id", "id"):
            if isinstance(schema.get(key), str):
                return str(schema[key])
        return None

    def _index(self, schema: Any, base: str) -> None:
        if isinstance(schema, list):
            for item in schema:
                self._index(item, base)
        if not isinstance(schema, dict):
            return
        own = self._own_id(schema)
        if own is not None:
            base = urljoin(base, own) if not own.startswith("#") else base
            self._by_uri.setdefault(base.rstrip("#"), schema)
            self._by_uri.setdefault(own, schema)
            if own.startswith("#"):
                self._by_uri.setdefault(base.rstrip("#") + own, schema)
        for key in ("$anchor", "$dynamicAnchor"):
            if isinstance(schema.get(key), str):
                self._by_uri.setdefault(f"{base.rstrip('#')}#{schema[key]}", schema)
                self._by_uri.setdefault(f"#{schema[key]}", schema)
        for key, value in schema.items():
            if key not in ("enum", "const", "default", "examples"):
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
        document = self._by_uri.get(uri, self._root if reference.startswith("#") else None)
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
