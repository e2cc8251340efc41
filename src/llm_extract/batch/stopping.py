"""A switch that asks a run to stop, from a signal handler or from another thread."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["StopSwitch"]


class StopSwitch:
    """Asks a run to stop: what is in flight is finished, nothing more is sent, and what is done is kept.

    Example:
        >>> switch = StopSwitch()
        >>> switch.press()
        >>> switch.pressed
        True
    """

    def __init__(self) -> None:
        self.pressed = False
        self._listener: Callable[[], None] | None = None

    def press(self) -> None:
        """Ask the run to stop; safe in signal handlers and other threads."""
        self.pressed = True
        if self._listener is not None:
            self._listener()

    def listen(self, listener: Callable[[], None] | None) -> None:
        """What a run wants to be called by ``press``; called at once where it was pressed already.

        Args:
            listener: is called; None ends it.
        """
        self._listener = listener
        if listener is not None and self.pressed:
            listener()
