"""One key for every way a name is written: legal forms, possessives, web endings, brackets, and aliases given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..values.names import UMLAUTS, core_tokens, name_tokens
from .other_names import bracketed_name, find_other_names

__all__ = ["Aliases"]

_BRACKETS = re.compile(r"\s*[(（]([^()（）]{2,60})[)）]\s*")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOMAINS = frozenset(str.split("com cn io ai net org co de fr uk jp in"))
_DOTTED = re.compile(r"\w\.[A-Za-z]{2,3}\b")


class Aliases:
    """Keys of names.

    Args:
        given: for a name its other names: ``{"SenseTime": ["商汤科技"]}``.

    Example:
        >>> names = Aliases({"SenseTime": ["商汤"]})
        >>> names.key("SenseTime Group Ltd.'s") == names.key("商汤"), names.key("Suning.com") == names.key("Suning")
        (True, True)
    """

    def __init__(self, given: Mapping[str, Iterable[str]] | None = None) -> None:
        self._known: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        self._bracketed: dict[str, set[str]] = {}
        for name, others in (given or {}).items():
            for other in others:
                self._unite(_key(name), _key(other))

    def note(self, name: str, words: str | None = None) -> None:
        """Learn from a name that carries another one in brackets, ``SenseTime (商汤科技)``, and from words around it.

        Also that ``Müller`` may be written ``Mueller``. What stands in the brackets of two names (``(India)``) is no
        name of either.

        Args:
            name: a name.
            words: that hold it, and perhaps another name right behind it.
        """
        for other in find_other_names(name, words) if words else ():
            self._bracketed.setdefault(_key(other), set()).add(_key(name))
        if not name.isascii() and (spelled := name.translate(UMLAUTS)) != name:
            self._unite(_key(name), _key(spelled))
        match = _BRACKETS.search(name) if "(" in name or "（" in name else None
        if match is None:
            return
        outer = f"{name[: match.start()]} {name[match.end() :]}".strip()
        if outer and not match.group(1).isdigit():
            self._unite(_key(name), _key(outer))
            for inner in (bracketed_name(match.group(1)), *find_other_names(outer, name)):
                if inner:
                    self._bracketed.setdefault(_key(inner), set()).add(_key(outer))

    def key(self, name: str) -> str:
        """The key of a name: equal for names that are one. Call after every ``note``."""
        if self._bracketed:
            self._settle()
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = _key(name)
        return self._root(known) if self._parent else known

    def _settle(self) -> None:
        left = sorted(self._bracketed.items())
        while True:  # what unites two of its bearers may make a bracket the name of one
            found = [pair for pair in left if len({self._root(outer) for outer in pair[1]}) == 1]
            if not found:
                break
            for inner, outers in found:
                self._unite(inner, min(outers))
            left = [pair for pair in left if pair not in found]
        self._bracketed.clear()

    def _root(self, key: str) -> str:
        while (above := self._parent.get(key, key)) != key:
            key = above
        return key

    def _unite(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        if first and second and first != second:
            self._parent[second] = first  # the smaller one leads, whatever came first


def _key(name: str) -> str:
    name = _POSSESSIVE.sub("", name)
    tokens = core_tokens(name)
    if len(tokens) > 1 and tokens[-1] in _DOMAINS and _DOTTED.search(name):
        tokens = tokens[:-1]
    return "".join(tokens or name_tokens(name)) or name.casefold().strip()
