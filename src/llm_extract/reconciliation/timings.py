"""Whether two valuations can both be right: before the money, after it, or not said to be either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .amounts import NEAR, Amount, Verdict, bounds, compare_amounts, last_digit

__all__ = ["compare_timed"]

_PRE, _POST = "pre_money", "post_money"
_OPEN = frozenset({None, "unspecified"})


def compare_timed(
    one: Amount, timing: str | None, other: Amount, other_timing: str | None, raised: Sequence[Amount]
) -> Verdict:
    """Whether two sums can both be right, one of which is perhaps before the money and the other after it.

    Args:
        one: a sum.
        timing: ``pre_money``, ``post_money``, or another word for what sets claims apart; open where nothing is said.
        other: another sum.
        other_timing: its timing.
        raised: sums that may lie between the two.

    Example:
        >>> from decimal import Decimal
        >>> pre, post, money = (Amount(Decimal(n), "USD") for n in (900, 1200, 300))
        >>> compare_timed(pre, "pre_money", post, "post_money", [money]).outcome
        'compatible'
        >>> compare_timed(pre, "pre_money", post, "unspecified", [money]).kind
        'pre_post'
    """
    verdict = compare_amounts(one, other)
    if timing == other_timing or {timing, other_timing} <= _OPEN or verdict.kind == "magnitude":
        return verdict
    if one.unit != other.unit:  # at a printed equivalent, or not to be compared
        return verdict
    if timing in _OPEN or other_timing in _OPEN:
        return _open(one, timing, other, other_timing, raised, verdict)
    if {timing, other_timing} != {_PRE, _POST}:
        return verdict if verdict.outcome == "compatible" else Verdict("conflict", "pre_post", _APART)
    pre, post = (one, other) if timing == _PRE else (other, one)
    if verdict.outcome == "same":
        return Verdict("conflict", "pre_post", "The same sum, once before and once after the money.")
    if bounds(post.number, post.relation)[1] <= bounds(pre.number, pre.relation)[0]:
        return Verdict("conflict", "pre_post", "More before the money than after it.")
    fitting = [_fits(pre, post, money) for money in _in_unit(raised, pre.unit)]
    if any(fitting):
        return Verdict("compatible", "pre_post", "They differ by the money raised: one before it, one after.")
    if fitting:
        return Verdict("conflict", "pre_post", "One before and one after the money, but not apart by what was raised.")
    return Verdict("compatible", "pre_post", "One before, one after the money; no sum says how far they are apart.")


_APART = "They are not both before, or both after, the money."


def _open(
    one: Amount, timing: str | None, other: Amount, other_timing: str | None, raised: Sequence[Amount], verdict: Verdict
) -> Verdict:
    """One of the two does not say whether it is before or after the money: it may be either."""
    if verdict.outcome == "same":
        return Verdict("compatible", "precision", "One does not say whether it is before or after the money.")
    if verdict.outcome == "compatible":
        return verdict
    pre, post = (one, other) if timing == _PRE or other_timing == _POST else (other, one)
    if {timing, other_timing} & {_PRE, _POST} and any(_fits(pre, post, m) for m in _in_unit(raised, pre.unit)):
        return Verdict("compatible", "pre_post", "They differ by the money raised, if one is before it and one after.")
    return Verdict("conflict", "pre_post", _APART)


def _in_unit(raised: Sequence[Amount], unit: str) -> Iterator[Amount]:
    for money in raised:
        for number, printed in ((money.number, money.unit), *money.equivalents):
            if printed == unit:
                yield money._replace(number=number)


def _fits(pre: Amount, post: Amount, money: Amount) -> bool:
    """Whether the money may lie between the two, as worded, and rounded as the finer of them is."""
    slack = min(min(last_digit(pre.number), last_digit(post.number)) / 2, abs(post.number) * NEAR)
    low, high = bounds(pre.number, pre.relation)
    post_low, post_high = bounds(post.number, post.relation)
    least, most = bounds(money.number, money.relation)
    return post_low - high - slack <= most and least <= post_high - low + slack and post_high > low
