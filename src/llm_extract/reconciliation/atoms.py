"""The atoms that are compared, mentions that say exactly the same, and which pairs of them are worth comparing."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .amounts import Amount
from .declarations import EventKind
from .mentions import Mention
from .periods import Period

__all__ = ["Atom", "atoms_of", "candidates"]

_FEW = 40  # so many atoms are compared all with all; beyond that only those that share a sign
_MANY = 300  # beyond that only those that share two signs
_DATES = "date"


@dataclass(eq=False, slots=True)
class Atom:
    """Mentions whose signs say the same."""

    key: str
    signs: tuple[Any, ...]
    taken: tuple[set[Amount], ...]
    stage: str
    words: tuple[tuple[str, ...], ...] = ()
    mentions: list[Mention] = field(default_factory=list)

    articles: set[str] = field(default_factory=set)


def atoms_of(kind: EventKind, mentions: Sequence[Mention]) -> list[Atom]:
    """Put mentions that say the same together; those without a sign that could tell stay by themselves.

    Args:
        kind: of event.
        mentions: of that kind, in all articles.
    """
    atoms: dict[str, Atom] = {}
    for mention in mentions:
        key = repr((mention.signs, mention.stage, mention.same if kind.within else ""))
        telling = any(
            sign is not None for name, sign in zip(kind.signs, mention.signs, strict=True) if name in kind.enough
        )
        if kind.signs and not telling:
            key = f"{key} {mention.order!r}"
        atom = atoms.get(key)
        if atom is None:
            words = mention.same if kind.within and mention.same else ()
            atom = atoms[key] = Atom(key, mention.signs, tuple(set() for _ in mention.taken), mention.stage, words)
        for known, found in zip(atom.taken, mention.taken, strict=True):
            known.update(found)
        atom.mentions.append(mention)
        atom.articles.add(mention.article.key)
    return sorted(atoms.values(), key=lambda atom: atom.key)


def candidates(kind: EventKind, atoms: Sequence[Atom]) -> Iterator[tuple[Atom, Atom]]:
    """The pairs worth comparing: all of a few; of many those that share a sign; of very many those that share two, or
    the only one that one of them has.

    Args:
        kind: of event.
        atoms: to be compared.
    """
    if len(atoms) <= _FEW:
        yield from itertools.combinations(atoms, 2)
        return
    buckets = [_buckets(kind, atom) for atom in atoms]
    if len(atoms) <= _MANY:
        pairs = _sharing(buckets)
    else:
        pairs = _sharing([list(itertools.combinations(keys, 2)) for keys in buckets]) | _fitting(atoms, buckets)
    for one, other in sorted(pairs):
        yield atoms[one], atoms[other]


def _sharing(buckets: Sequence[Sequence[Any]]) -> set[tuple[int, int]]:
    shared: dict[Any, list[int]] = {}
    for index, keys in enumerate(buckets):
        for key in dict.fromkeys(keys):
            shared.setdefault(key, []).append(index)
    return {pair for members in shared.values() for pair in itertools.combinations(members, 2)}


def _fitting(atoms: Sequence[Atom], buckets: Sequence[Sequence[Any]]) -> set[tuple[int, int]]:
    shared: dict[Any, list[int]] = {}
    for index, keys in enumerate(buckets):
        for key in keys:
            shared.setdefault(key, []).append(index)
    lone = [index for index, atom in enumerate(atoms) if sum(sign is not None for sign in atom.signs) == 1]
    return {
        (min(one, other), max(one, other))
        for one in lone
        for key in buckets[one]
        if key[0] != _DATES
        for other in shared[key]
        if one != other
    }


def _buckets(kind: EventKind, atom: Atom) -> list[tuple[Any, Any]]:
    """(sign, bucket) keys that atoms with an agreeing sign share, beside the words of what they are about."""
    keys: list[tuple[Any, Any]] = [("word", word) for words in atom.words for word in dict.fromkeys(words)]
    for name, sign in zip(kind.signs, atom.signs, strict=True):
        if isinstance(sign, Amount):
            for number in (sign.number, *(number for number, _ in sign.equivalents)):
                step = math.floor(math.log10(number) * 20) if number > 0 else 0
                keys += [(name, step), (name, step + 1)]
        elif isinstance(sign, Period):
            year = sign.date.year
            keys += [(_DATES, year), (_DATES, "any" if year is None else year + 1)]
        elif sign is not None and sign not in kind.repeated.get(name, ()):
            keys.append((name, sign))
    return keys
