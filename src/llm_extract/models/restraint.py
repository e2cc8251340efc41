"""What refusals change: how many requests may be under way, and how many go in a minute where nobody has said."""

from __future__ import annotations

from .allowances import Allowances
from .concurrency import Concurrency
from .trial import Trial, Verdict

__all__ = ["Restraint"]


class Restraint:
    """Sends less after refusals, and as much as before where less is of no use.

    Args:
        concurrency: is cut, and restored.
        allowances: of them, the one of requests, where it is guessed.
    """

    def __init__(self, concurrency: Concurrency, allowances: Allowances) -> None:
        self._concurrency, self._allowances = concurrency, allowances
        self.trial = Trial()
        self._before = (concurrency.state, self._rate)

    @property
    def _rate(self) -> float | None:
        guessed = self._allowances.guessed
        return None if guessed is None else guessed.rate

    def refused(self, now: float, pause: float, under_way: int) -> None:
        """The first of a wave was refused.

        Args:
            now: seconds.
            pause: seconds for which nothing is sent.
            under_way: requests that are not answered yet.
        """
        judgement = self.trial.judge(now, pause, under_way)
        concurrency, guessed = self._concurrency, self._allowances.guessed
        if judgement.verdict is Verdict.CUT:
            if judgement.first:
                self._before = (concurrency.state, self._rate)
            concurrency.cut(judgement.share, held=judgement.held)
            if guessed is not None:
                guessed.cut(judgement.accepted, judgement.share, now, pause)
        elif judgement.verdict is Verdict.UNDO:
            state, rate = self._before
            concurrency.restore(state)
            if guessed is not None:
                guessed.set(rate)
        elif judgement.verdict is Verdict.GROW:
            concurrency.hurry()
            if guessed is not None and guessed.rate is not None:
                guessed.set(2.0 * guessed.rate)
