"""Waiting for a server that restarts: a paid answer is not thrown away because its store is gone for a moment."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from ...errors import RunError
from ...store_urls import StoreURL

__all__ = ["OPENING_SECONDS", "PATIENCE_SECONDS", "wait_for_server"]

PATIENCE_SECONDS = 60.0
OPENING_SECONDS = 5.0  # before anything was asked, nothing is lost
_gone: set[str] = set()  # servers whose outage was told, by one of the many threads that wait for them
_telling = threading.Lock()
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


def wait_for_server(
    call: Callable[[], _T],
    passing: Callable[[Exception], bool],
    server: StoreURL,
    seconds: float = PATIENCE_SECONDS,
) -> _T:
    """Call until the server answers.

    Args:
        call: what to do; done again as a whole, so twice must be as good as once.
        passing: whether an error may be gone with the next try.
        server: for messages.
        seconds: how long to try.

    Returns:
        What the call returns.

    Raises:
        RunError: it did not come back in time.
    """
    deadline = time.monotonic() + seconds
    pauses, waited = _pauses(), False
    while True:
        try:
            result = call()
            if waited:
                _gone.discard(str(server))
            return result
        except Exception as error:
            if not passing(error):
                raise
            if time.monotonic() >= deadline:
                _gone.discard(str(server))
                said = " ".join(server.mask(str(error)).split())
                raise RunError(
                    f"{server} does not answer ({said})",
                    hint="Start it, or correct its address; then run the same command again.",
                ) from None  # the cause may quote the URL with its password
            pause = next(pauses)
            if not waited and pause >= 1:
                _tell(str(server), seconds)
                waited = True
            time.sleep(pause)


def _tell(server: str, seconds: float) -> None:
    with _telling:
        if server not in _gone:
            _gone.add(server)
            _log.warning("%s does not answer: trying again for %.0f s", server, seconds)


def _pauses() -> Iterator[float]:
    pause = 0.02
    while True:
        yield pause
        pause = min(pause * 2, 2.0)
