"""Gates of several processes that keep one endpoint's limits together: what each tells, and is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from .allowances import Allowances
from .leased import LeasedBucket
from .limits import LimitsListener, RateLimits
from .pauses import Pauses

__all__ = ["Sharing"]


class Sharing:
    """The side of a gate that is turned to the others.

    ``on_refused`` is told of each pause after a refusal; ``on_limits`` gets what the endpoint reports of its limits, in
    place of this gate.

    Args:
        pauses: of the gate.
        allowances: of the gate.
        stir: has the gate look again whom it can admit.
    """

    def __init__(self, pauses: Pauses, allowances: Allowances, stir: Callable[[], None]) -> None:
        self._pauses, self._allowances = pauses, allowances
        self.stir = stir
        self.on_refused: Callable[[float], None] | None = None
        self.on_limits: LimitsListener | None = None

    def pause(self, seconds: float) -> None:
        """Admit nothing for a while: another gate was refused."""
        self._pauses.begin(asyncio.get_running_loop().time(), seconds)

    def lend(self, requests: LeasedBucket | None, tokens: LeasedBucket | None) -> None:
        """Take requests, tokens or both from an allowance that is shared, whatever was set or learned before."""
        self._allowances.lend(requests, tokens)
        self.stir()

    def tell_refused(self, pause: float) -> None:
        """This gate was refused, and pauses for so many seconds."""
        if self.on_refused is not None:
            self.on_refused(pause)

    def tell_limits(self, limits: RateLimits) -> bool:
        """The endpoint reported its limits to this gate; whether another keeps them."""
        if self.on_limits is None:
            return False
        self.on_limits(limits)
        return True
