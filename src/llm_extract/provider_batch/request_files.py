"""Writing requests into files that an endpoint takes: at most so many in one, and at most so many bytes."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from ..errors import explained
from .jobs import Job, JobFolder, new_job

if TYPE_CHECKING:
    from ..costs import Meter
    from ..costs.entries import OpenCall
    from ..messages import Request

__all__ = ["Limits", "RequestFiles"]

_URL = "/v1/chat/completions"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold.

    Args:
        requests: at most so many.
        size: bytes.
    """

    requests: int = 50_000
    size: int = 200_000_000


class RequestFiles:
    """Writes requests one by one and begins another file where one is full; nothing is held in memory.

    Args:
        folder: where they are written.
        model: that all ask.
        output: that they are for, from ``output_name``.
        meter: knows what a request can cost.
        limits: of one file.
        left: US dollars that all of them may cost; None sets no limit.
    """

    def __init__(
        self,
        folder: JobFolder,
        model: str,
        output: str,
        meter: Meter,
        *,
        limits: Limits | None = None,
        left: Decimal | None = None,
    ) -> None:
        self._folder, self._model, self._output, self._meter = folder, model, output, meter
        self._limits, self._left = limits or Limits(), left
        self._run = uuid.uuid4().hex[:12]
        self._written: list[Job] = []
        self._open: _Open | None = None
        self._files = ExitStack()
        self.too_dear = self.unsendable = 0
        self.unpriced = False

    def write(self, needed: Iterable[tuple[str, Request]]) -> list[Job]:
        """Write them all.

        Args:
            needed: each with the key of the article that it is for.

        Returns:
            A job for each file, not noted yet. ``too_dear`` says how many requests the budget left out, ``unsendable``
            how many are too large for a file, or cannot be written as JSON.

        Raises:
            RunError: the disk is full or fails.
        """
        with explained("written", self._folder.path), self._files:
            for article, request in needed:
                self._add(article, request)
            self._finish()
        return self._written

    def _add(self, article: str, request: Request) -> None:
        line = _encode(request)
        if line is None or len(line) > self._limits.size:
            self.unsendable += 1
            return
        call = self._meter.plan_batched(self._run, request, article)
        if not self._affordable(call):
            self.too_dear += 1
            return
        at = self._open
        if at is None or at.requests >= self._limits.requests or at.size + len(line) > self._limits.size:
            self._finish()
            at = self._open = self._begin()
        at.add(line, call)

    def _affordable(self, call: OpenCall) -> bool:
        self.unpriced = self.unpriced or call.at_most is None
        if self._left is None:
            return True
        if call.at_most is None or call.at_most > self._left:
            return False
        self._left -= call.at_most
        return True

    def _begin(self) -> _Open:
        job = new_job(
            name=f"{self._run}-{len(self._written) + 1}", base_url=self._folder.base_url, model=self._model,
            output=self._output, requests=0, size=0,
        )  # fmt: skip
        requests = self._files.enter_context(self._folder.requests(job).open("wb"))
        calls = self._files.enter_context(self._folder.calls(job).open("wb"))
        return _Open(job, requests, calls)

    def _finish(self) -> None:
        if self._open is not None:
            self._written.append(self._open.finish())
            self._open = None


class _Open:
    """A file that is being written."""

    def __init__(self, job: Job, requests: BinaryIO, calls: BinaryIO) -> None:
        self._job, self._files = job, (requests, calls)
        self._at_most: Decimal | None = Decimal(0)
        self.requests = self.size = 0

    def add(self, line: bytes, call: OpenCall) -> None:
        requests, calls = self._files
        requests.write(line)
        calls.write(call.to_line())
        self._at_most = None if self._at_most is None or call.at_most is None else self._at_most + call.at_most
        self.requests += 1
        self.size += len(line)

    def finish(self) -> Job:
        for file in self._files:
            file.flush()
            os.fsync(file.fileno())
            file.close()
        return replace(self._job, requests=self.requests, size=self.size, at_most=self._at_most)


def _encode(request: Request) -> bytes | None:
    line = {"custom_id": request.fingerprint, "method": "POST", "url": _URL, "body": request.body}
    try:
        return (json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n").encode()
    except (TypeError, ValueError):  # half a surrogate pair, for instance: a run says so in the article's record
        return None
