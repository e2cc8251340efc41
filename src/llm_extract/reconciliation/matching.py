"""Whether two mentions tell of one event, and the atoms that are compared: mentions that say exactly the same.

Each sign of a pair agrees, contradicts or says nothing. What follows from that is one table, ``decide``.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from .amounts import Amount, agree
from .declarations import EventKind
from .mentions import Mention
from .periods import Period, gap
from .wording import ALIKE, resemblance

__all__ = ["Atom", "Decision", "atoms_of", "candidates", "decide"]

_FEW = 40  # so many atoms are compared all with all; beyond that only those that share a sign
_MANY = 300  # beyond that only those that share two signs
_DATES = "date"
_RUMOURED = Decimal("1.5")  # a rumour's sum and the final one differ by no more than this factor
_UNSURE = frozenset({"rumour", "denied"})


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


class Decision(NamedTuple):
    """What a pair of atoms is.

    Args:
        relation: ``same``; ``fits`` (same if it fits no other event); ``possible`` (linked, never merged); ``chain``
            (another closing of what is otherwise the same); ``separate`` (linked, and what keeps others from being
            merged); ``apart``; ``open`` (nothing is known).
        rank: how firm ``same`` is, higher first.
        agreed: names of the signs that agree.
        against: names of the signs that contradict.
    """

    relation: str
    rank: int = 0
    agreed: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


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


def decide(kind: EventKind, one: Atom, other: Atom) -> Decision:
    """What two atoms of a block are to each other.

    Two agreeing signs and none against: the same. A declared firm pair: the same even against a third sign. One
    agreeing sign of those that are enough: it fits, if it fits no other event. Mentions of one article that do not
    agree in everything stay apart, since the article itself tells them apart.

    Args:
        kind: of event.
        one: an atom.
        other: another one.
    """
    if kind.within is not None:
        close = min((resemblance(left, right) for left, right in zip(one.words, other.words, strict=True)), default=0.0)
        if close < ALIKE:
            return Decision("open")
        if not kind.signs:
            return Decision("apart" if one.articles & other.articles else "same", round(100 * close))
    stands = [_stand(kind, place, one, other) for place in range(len(kind.signs))]
    agreed = tuple(name for name, stand in zip(kind.signs, stands, strict=True) if stand > 0)
    against = tuple(name for name, stand in zip(kind.signs, stands, strict=True) if stand < 0)
    if not kind.signs:
        return Decision("same")
    if not one.articles.isdisjoint(other.articles):
        return _within_article(kind, one, other, agreed, against)
    if against and _is_part(one, other, agreed):
        return Decision("chain", 0, agreed, against)
    if len(agreed) > 1 and not against:
        return Decision("same", 10 * len(agreed), agreed, against)
    if against:
        return _contradicted(kind, one, other, agreed, against)
    if kind.enough.intersection(agreed):
        return Decision("fits", 0, agreed, against)
    return Decision("possible" if agreed and _telling(agreed, one, other, kind) else "open", 0, agreed, against)


def _within_article(
    kind: EventKind, one: Atom, other: Atom, agreed: tuple[str, ...], against: tuple[str, ...]
) -> Decision:
    """An article that mentions two events tells them apart, unless they agree in everything."""
    if against:
        return Decision("apart", 0, agreed, against)
    if len(agreed) > 1:
        return Decision("same", 10 * len(agreed), agreed, against)
    return Decision("separate" if agreed and _telling(agreed, one, other, kind) else "apart", 0, agreed, against)


def _contradicted(
    kind: EventKind, one: Atom, other: Atom, agreed: tuple[str, ...], against: tuple[str, ...]
) -> Decision:
    if any(pair <= set(agreed) and _precise(kind, pair, one, other) for pair in kind.firm):
        return Decision("same", len(agreed), agreed, against)
    if not agreed:
        return Decision("apart", 0, agreed, against)
    if _may_come_true(kind, one, other, agreed, against):
        return Decision("fits", 0, agreed, against)
    first = kind.signs[0] in agreed and _is_label(kind, one, other)
    return Decision("chain" if first else "apart", 0, agreed, against)


def _may_come_true(kind: EventKind, one: Atom, other: Atom, agreed: tuple[str, ...], against: tuple[str, ...]) -> bool:
    """Whether one is a rumour of the other: shortly before it, and of a sum that is not far off."""
    rumours = [atom for atom in (one, other) if atom.stage in _UNSURE]
    if len(rumours) != 1:
        return False
    final = other if rumours[0] is one else one
    for name in against:
        left, right = (atom.signs[kind.signs.index(name)] for atom in (one, other))
        if not isinstance(left, Amount) or not isinstance(right, Amount) or not _near(left, right):
            return False
    for name in agreed:
        early, late = (atom.signs[kind.signs.index(name)] for atom in (rumours[0], final))
        if isinstance(early, Period) and isinstance(late, Period):
            return early.date.year is not None and late.date.year is not None and early.date <= late.date
    return False


def _near(one: Amount, other: Amount) -> bool:
    low, high = sorted((one.number, other.number))
    return one.unit == other.unit and low > 0 and high <= low * _RUMOURED


def _is_label(kind: EventKind, one: Atom, other: Atom) -> bool:
    """Whether the first sign is a label such as "Series C": then other closings under it make a chain."""
    return isinstance(one.signs[0], str) and isinstance(other.signs[0], str)


def _is_part(one: Atom, other: Atom, agreed: tuple[str, ...]) -> bool:
    return "part" in (one.stage, other.stage) and bool(agreed)


def _precise(kind: EventKind, pair: frozenset[str], one: Atom, other: Atom) -> bool:
    """Dates that are to outweigh a contradiction must be known to the month."""
    for name in pair:
        place = kind.signs.index(name)
        dates = [atom.signs[place] for atom in (one, other) if isinstance(atom.signs[place], Period)]
        if not all(found.precise for found in dates):
            return False
    return True


def _telling(agreed: tuple[str, ...], one: Atom, other: Atom, kind: EventKind) -> bool:
    """Whether an agreement is worth a link: two derived dates are not."""
    for name in agreed:
        place = kind.signs.index(name)
        signs = (one.signs[place], other.signs[place])
        if not all(isinstance(sign, Period) and sign.derived for sign in signs):
            return True
    return False


def _stand(kind: EventKind, place: int, one: Atom, other: Atom) -> int:
    left, right = one.signs[place], other.signs[place]
    if left is None or right is None:
        return 0
    name = kind.signs[place]
    if isinstance(left, Amount) and isinstance(right, Amount):
        stand = agree(left, right)
        return 0 if stand < 0 and _mistaken(place, one, other) else stand
    if isinstance(left, Period) and isinstance(right, Period):
        return _dates(kind, one, other, left, right)
    same = kind.shapes[name].same(left, right)
    if same and isinstance(left, str) and left in kind.repeated.get(name, ()):
        return 0
    return 1 if same else -1


def _dates(kind: EventKind, one: Atom, other: Atom, left: Period, right: Period) -> int:
    window = kind.rumour_window if _UNSURE & {one.stage, other.stage} else kind.window
    if left.date.month is None or right.date.month is None:
        window = 0  # of a year alone the next one is another year
    if gap(left, right) <= window:
        return 1
    # an article may report an old event: its own date contradicts nothing by itself
    return 0 if left.derived or right.derived else -1


def _mistaken(place: int, one: Atom, other: Atom) -> bool:
    """Whether one article's amount is what the other gives for the field that is taken for it."""
    return any(
        agree(atom.signs[place], amount) > 0
        for atom, against in ((one, other), (other, one))
        for amount in against.taken[place]
    )
