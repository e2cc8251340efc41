"""What every worker of a run is given, made of what the driver has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..batch.lines import Origin
from ..costs import PriceTable
from ..extraction.extractor import Extractor
from ..settings import Settings

__all__ = ["Assignment"]


@dataclass(frozen=True)
class Assignment:
    """What every worker of a run is given.

    Args:
        settings: of the extractor; without limits of requests and tokens, which the fleet keeps.
        folder: the working folder, where prompts and relative paths are looked for.
        expected: what the driver's records have in common; a worker that would make others refuses to work.
        prices: what tokens cost.
        run_folder: where calls and failed attempts are noted, where this worker can reach it.
        max_attempts: failed attempts at one request over all runs.
    """

    settings: Settings
    folder: str
    expected: Mapping[str, Any]
    prices: PriceTable
    run_folder: Path | None = None
    max_attempts: int = 30

    @classmethod
    def of(
        cls, extractor: Extractor[Any], prices: PriceTable, *, concurrency: int | None = None, **more: Any
    ) -> Assignment:
        """What workers are given that make the same records as the driver.

        The version of the prompt is the driver's: a worker that begins later may find a newer one, or an alias moved.

        Args:
            extractor: the driver's.
            prices: what tokens cost.
            concurrency: articles of one worker under way at once.
            more: ``run_folder`` and ``max_attempts``.
        """
        settings, task = extractor.settings, extractor.plan.task
        name = settings.task if settings.task.endswith(".md") else f"{task.name}@v{task.version}"
        return cls(
            replace(settings, task=name, concurrency=concurrency, rpm=None, tpm=None),
            str(Path.cwd()), Origin(extractor.plan).description, prices, **more,
        )  # fmt: skip
