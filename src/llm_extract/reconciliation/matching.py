"""Whether two mentions tell of one event.

Each sign of a pair agrees, contradicts or says nothing. What follows from that is one table, ``decide``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from .amounts import Amount, agree
from .atoms import Atom
from .declarations import EventKind
from .periods import Period, gap
from .wording import ALIKE, resemblance

__all__ = ["Decision", "decide"]

_YEARS = 731  # days
_RUMOURED = Decimal("1.5")  # a rumour's sum and the final one differ by no more than this factor
_UNSURE = frozenset({"rumour", "denied"})


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


def decide(kind: EventKind, one: Atom, other: Atom) -> Decision:
    """What two atoms of a block are to each other.

    Two agreeing signs and none against: the same. Signs declared as firm: the same even against a further one. One
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
        return Decision("apart" if _years_apart(one, other) else "chain", 0, agreed, against)
    if not against and (len(agreed) > 1 or _is_firm(kind, one, other, agreed)):
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
    if _is_firm(kind, one, other, agreed):
        return Decision("same", len(agreed), agreed, against)
    if not agreed:
        return Decision("apart", 0, agreed, against)
    if _may_come_true(kind, one, other, agreed, against):
        return Decision("fits", 0, agreed, against)
    if _raises_the_question(kind, one, other, agreed):
        return Decision("separate", 0, agreed, against)
    further = bool(kind.stage.get("part")) and kind.signs[0] in agreed and _is_label(kind, one, other)
    return Decision("chain" if further and not _years_apart(one, other) else "apart", 0, agreed, against)


def _is_firm(kind: EventKind, one: Atom, other: Atom, agreed: tuple[str, ...]) -> bool:
    return any(signs <= set(agreed) and _precise(kind, signs, one, other) for signs in kind.firm)


def _raises_the_question(kind: EventKind, one: Atom, other: Atom, agreed: tuple[str, ...]) -> bool:
    """Whether a reader would ask if the two are one, for all that contradicts.

    The time and another sign agree, or the very day where a day is enough.
    """
    for name in agreed:
        left, right = (atom.signs[kind.signs.index(name)] for atom in (one, other))
        if not isinstance(left, Period) or not isinstance(right, Period) or not (left.precise and right.precise):
            continue
        on_the_day = left.date == right.date and left.date.day is not None and not (left.derived and right.derived)
        if len(agreed) > 1 or (on_the_day and name in kind.enough):
            return True
    return False


def _years_apart(one: Atom, other: Atom) -> bool:
    """Whether any two of their dates are: closings of one round follow within two years."""
    dates = zip(one.signs, other.signs, strict=True)
    return any(
        isinstance(left, Period) and isinstance(right, Period) and gap(left, right) > _YEARS for left, right in dates
    )


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


def _precise(kind: EventKind, signs: frozenset[str], one: Atom, other: Atom) -> bool:
    """Dates that are to outweigh a contradiction must be known to the month."""
    for name in signs:
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
