"""Ctrl-C, SIGTERM and a closed terminal: the first asks the run to stop, the second stops the process."""

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

    hang_up = getattr(signal, "SIGHUP", None)  # not on Windows

    def handle(number: int, frame: FrameType | None) -> None:
        if switch.pressed:
            if number == hang_up:
                return  # a closing terminal tells the shell and the run, and the shell tells the run again
            # Lines and answers are with the system already, so nothing is lost by leaving without ceremony.
            _say(b"stopped at once\n")
            os._exit(_INTERRUPTED)
        switch.press()  # before anything is said: the second signal may follow at once
        _say(b"\nstopping: waiting for answers that are on their way; once more stops at once\n")

    signals = [signal.SIGINT, signal.SIGTERM]
    if hang_up is not None and signal.getsignal(hang_up) is not signal.SIG_IGN:  # as nohup has it
        signals.append(hang_up)
    before = {number: signal.signal(number, handle) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        sys.stderr.flush()


def _say(words: bytes) -> None:
    """Tell stderr; where that is a terminal that was closed, whatever is still to be said goes nowhere."""
    try:
        os.write(2, words)
    except OSError:
        with contextlib.suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
