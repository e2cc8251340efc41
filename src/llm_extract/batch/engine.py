"""What a run needs of whoever answers its articles: workers of its own, or a fleet on other processes and machines."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..costs import Entry, PriceTable
from ..messages import Usage

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor
    from .output import Output
    from .source import Source
    from .summary import Summary

__all__ = ["Engine", "Job", "JobPool"]


class JobPool(Protocol):
    """Answers what a source gives, and writes the lines in order."""

    @property
    def complete(self) -> bool:
        """Whether every input has its line in the output."""
        ...

    async def run(self) -> None:
        """Work until all inputs are done or the workers are stopped."""
        ...

    def stop(self, error: BaseException | None = None) -> None:
        """Send nothing more; answers that are on their way still come in."""
        ...


@dataclass(frozen=True)
class Job:
    """All that an engine is given.

    Args:
        extractor: makes the records; a worker elsewhere opens one like it.
        source: what to do.
        output: where lines go.
        summary: what to count in.
        concurrency: articles under way at once, of all workers together; None leaves it to the settings.
        max_attempts: failed attempts at one request over all runs.
        max_cost: US dollars that all runs of the output may cost; None sets no limit.
        prices: what tokens cost.
    """

    extractor: Extractor[Any]
    source: Source
    output: Output
    summary: Summary
    concurrency: int | None
    max_attempts: int
    max_cost: Decimal | None
    prices: PriceTable

    @property
    def run_folder(self) -> Path | None:
        """The folder beside the output that holds the state of its runs; None for a stream."""
        return None if self.output.folder is None else self.output.folder.path

    def new_work_path(self) -> Path:
        """A file for work that is handed out, to be deleted at the end of the run."""
        if self.run_folder is not None:
            return self.run_folder / "work.jsonl"
        descriptor, name = tempfile.mkstemp(prefix="llm_extract-", suffix=".jsonl")
        os.close(descriptor)
        return Path(name)

    def enter(self, entry: Entry) -> None:
        """Count an answer that a worker elsewhere bought, and enter it in the ledger.

        Raises:
            RunError: the ledger cannot be written.
        """
        if self.summary.meter is not None:
            self.summary.meter.enter(entry)
        if entry.kind == "answer":
            usage = Usage(entry.prompt_tokens, entry.completion_tokens, entry.cached_tokens)
            self.summary.answers += 1
            self.summary.bought = self.summary.bought + usage


class Engine(Protocol):
    """Opens workers for a run."""

    def open(self, job: Job) -> JobPool:
        """A pool for one job; nothing is started yet.

        Raises:
            ConfigError: this engine cannot do it.
        """
        ...
