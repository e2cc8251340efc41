"""What a live run says of the Batch jobs over its cache."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..plurals import counted

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor
    from ..provider_batch import Holding

__all__ = ["JobsBeside", "heed_jobs"]


@dataclass
class JobsBeside:
    """Jobs beside a live run.

    Args:
        holding: what keeps it from asking what they will answer; None where there are none.
        mine: whether some were submitted for the run's output.
    """

    holding: Holding | None = None
    mine: bool = False

    def tell(self, answers: int) -> None:
        """Say, at the end of a run, what they had to do with it.

        Args:
            answers: that the run bought.
        """
        if self.mine and answers:
            print(
                f"  bought live, at full price: {answers} of these answers; llm-extract batch submit: at half",
                file=sys.stderr,
            )
        if self.holding is not None and self.holding.held:
            held = counted(len(self.holding.held), "request")
            print(f"  not asked live: {held} in Batch jobs: llm-extract batch collect", file=sys.stderr)


def heed_jobs(extractor: Extractor[Any], sink: Any, max_cost: float | None, *, elsewhere: bool = False) -> JobsBeside:
    """Keep a run from asking live what open jobs over its cache hold: it would be paid twice.

    Args:
        extractor: of the run.
        sink: its output: a path, or a stream.
        max_cost: its budget.
        elsewhere: whether other processes ask for it, which know nothing of jobs.

    Raises:
        ConfigError: a budget is set, which open jobs for the same output might exceed; or other processes would ask.
        RunError: the notes on jobs cannot be read.
    """
    cache, stack = extractor.settings.cache, extractor.stack
    if stack.in_flight is None or not isinstance(cache, Path) or not (cache / "batches").is_dir():
        return JobsBeside()
    from ..provider_batch import hold_back

    holding, jobs = hold_back(cache, stack.base_url, sink if isinstance(sink, Path) else None)
    if max_cost is not None and any(job.waits for job in jobs):
        raise ConfigError(
            "Batch jobs for this output are open, and what they will cost is not known, so --max-cost cannot be kept",
            hint="Collect them first: llm-extract batch collect",
        )
    if elsewhere and holding.waiting:
        raise ConfigError(
            "open Batch jobs hold requests over this cache, which only --engine local leaves alone",
            hint="Collect them first: llm-extract batch collect",
        )
    stack.listeners.hold = holding
    return JobsBeside(holding, bool(jobs))
