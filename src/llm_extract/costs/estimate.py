"""How many tokens and dollars requests will take, from what answers took before."""

from __future__ import annotations

from dataclasses import dataclass

from ..messages import Usage
from .prices import Rates

__all__ = ["Experience", "Range", "cost_range"]

_ENOUGH = 5  # answers, before their extremes say anything
_MARGIN = 1.25
_FEWEST_CHARS, _MOST_CHARS, _USUAL_CHARS = 0.25, 12.0, 4.0  # per token: a character has up to four bytes
_WRITTEN_ON_REASK = 1_000  # tokens of the words around what is asked again


@dataclass(slots=True)
class Range:
    """Between what and what a number lies.

    Args:
        low: at least.
        likely: as far as experience goes; None where there is none.
        high: at most; None where nothing limits it.
    """

    low: float = 0.0
    likely: float | None = 0.0
    high: float | None = 0.0

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, _sum(self.likely, other.likely), _sum(self.high, other.high))


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


class Experience:
    """Characters per token, and tokens per answer, as seen so far.

    Example:
        >>> seen = Experience()
        >>> seen.read(400, None, reask=False)[0].likely
        100.0
        >>> for size in (300, 320, 340, 360, 380):
        ...     seen.add(size, Usage(100, 20))
        >>> prompt, answer = seen.read(340, 50, reask=False)
        >>> round(prompt.low), round(prompt.high), round(answer.low), round(answer.high)
        (72, 142, 16, 25)
    """

    def __init__(self) -> None:
        self.count = 0
        self._ratios = (_MOST_CHARS, 0.0)
        self._answers = (float("inf"), 0.0)
        self._chars = self._prompt = self._written = 0

    def add(self, chars: int, usage: Usage) -> None:
        """Learn from one answer.

        Args:
            chars: of its request's body.
            usage: as the endpoint counted; ignored where it did not.
        """
        if not usage.prompt_tokens or usage.completion_tokens is None:
            return
        ratio, written = chars / usage.prompt_tokens, float(usage.completion_tokens)
        self.count += 1
        self._ratios = (min(self._ratios[0], ratio), max(self._ratios[1], ratio))
        self._answers = (min(self._answers[0], written), max(self._answers[1], written))
        self._chars += chars
        self._prompt += usage.prompt_tokens
        self._written += usage.completion_tokens

    def read(self, chars: int, limit: int | None, *, reask: bool) -> tuple[Range, Range]:
        """Tokens that a request will take.

        Args:
            chars: of its body.
            limit: tokens that its answer may have.
            reask: whether it may be followed by a re-ask, which the upper ends then include.

        Returns:
            Tokens read and tokens written.
        """
        prompt, answer = self._prompt_of(chars), self._answer_of(limit)
        if reask and prompt.high is not None:
            more = None if answer.high is None else prompt.high + 2 * answer.high + _WRITTEN_ON_REASK
            prompt.high = _sum(prompt.high, more)
            answer.high = _sum(answer.high, answer.high)
        return prompt, answer

    def _prompt_of(self, chars: int) -> Range:
        if self.count < _ENOUGH:
            usual = self._chars / self._prompt if self._prompt else _USUAL_CHARS
            return Range(chars / _MOST_CHARS, chars / usual, chars / _FEWEST_CHARS)
        least, most = self._ratios
        return Range(chars / (most * _MARGIN), chars * self._prompt / self._chars, chars * _MARGIN / least)

    def _answer_of(self, limit: int | None) -> Range:
        likely = self._written / self.count if self.count else None
        if self.count < _ENOUGH:
            return Range(0.0, likely, None if limit is None else float(limit))
        most = self._answers[1] * _MARGIN
        return Range(self._answers[0] / _MARGIN, likely, most if limit is None else min(most, float(limit)))


def cost_range(prompt: Range, answer: Range, cheapest: Rates, dearest: Rates) -> Range:
    """US dollars for tokens read and written; the lower end has all of the prompt in the provider's cache.

    Args:
        prompt: tokens read.
        answer: tokens written.
        cheapest: rates of the lower end and the middle.
        dearest: rates of the upper end.
    """
    high = None
    if prompt.high is not None and answer.high is not None:
        high = float(dearest.dearest(int(prompt.high) + 1, int(answer.high) + 1))
    likely = None
    if prompt.likely is not None and answer.likely is not None:
        likely = float(cheapest.cost(round(prompt.likely), round(answer.likely)))
    return Range(float(cheapest.cheapest(int(prompt.low), int(answer.low))), likely, high)
