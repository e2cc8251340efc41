"""Ctrl-C and SIGTERM: the first asks the run to stop, the second stops the process."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..batch import StopSwitch

__all__ = ["heed_interrupts"]

_INTERRUPTED = 130


@contextlib.contextmanager
def heed_interrupts(switch: StopSwitch) -> Iterator[None]:
    """Press the switch at the first signal, end the process at the second.

    Args:
        switch: stops the run.
    """
    if threading.current_thread() is not threading.main_thread():  # only there signals can be handled
        yield
        return

    def handle(number: int, frame: FrameType | None) -> None:
        if switch.pressed:
            # Lines and answers are with the system already, so nothing is lost by leaving without ceremony.
            os.write(2, b"stopped at once\n")
            os._exit(_INTERRUPTED)
        switch.press()  # before anything is said: the second signal may follow at once
        os.write(2, b"\nstopping: waiting for answers that are on their way; once more stops at once\n")

    signals = [signal.SIGINT, signal.SIGTERM]
    before = {number: signal.signal(number, handle) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        sys.stderr.flush()
