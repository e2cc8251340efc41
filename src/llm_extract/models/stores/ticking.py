"""Doing something every few seconds, in a thread that does not keep the process alive."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

__all__ = ["Ticker"]

_log = logging.getLogger(__name__)


class Ticker:
    """Calls a function again and again; what it raises is logged, and the next call comes all the same.

    Args:
        seconds: between two calls.
        call: what to call.
        name: of the thread.
    """

    def __init__(self, seconds: float, call: Callable[[], object], name: str) -> None:
        self._seconds, self._call = seconds, call
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._done.wait(self._seconds):
            try:
                self._call()
            except Exception as error:  # whatever it is, the next call may succeed
                _log.warning("%s: %s", self._thread.name, error)

    def stop(self) -> None:
        """Call no more; waits for a call that is under way."""
        self._done.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(10)
