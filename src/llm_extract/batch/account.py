"""What a run says of itself: its start and end in the log, and its entry in ``<output>.run.json``."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import RunError
from ..events import INFO, emit, get_logger
from ..manifest import (
    InputDigest,
    describe_file,
    describe_program,
    describe_settings,
    now,
    read_manifest,
    write_manifest,
)

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor
    from .lines import Origin
    from .summary import Summary

__all__ = ["give_account"]

_log = get_logger(__name__)
_ENDED = ("finished", "stopped", "failed")


@contextmanager
def give_account(
    extractor: Extractor[Any], origin: Origin, output: Path | None, summary: Summary
) -> Iterator[InputDigest]:
    """While the block lasts a run goes on: its manifest says ``running``, then how it ended.

    Args:
        extractor: makes the records.
        origin: what they have in common.
        output: where they go; None for a stream, which has no manifest.
        summary: of the run; read at its end.

    Yields:
        What the run's inputs are to be counted with.

    Raises:
        RunError: the manifest cannot be written.
    """
    inputs = InputDigest()
    entry: dict[str, Any] = {"run": uuid.uuid4().hex[:12], "status": "running", "started": now()}
    plan = extractor.plan
    emit(_log, INFO, "run.started", run=entry["run"], task=plan.task.name, model=plan.renderer.model)
    if output is not None:
        entry |= _describe(extractor)
    _write(output, entry, origin)
    status, error = "failed", None
    try:
        yield inputs
        status = "finished" if summary.finished else "stopped"
    except BaseException as caught:
        error = type(caught).__name__
        raise
    finally:
        entry |= {"status": status, "error": error, "ended": now(), "inputs": inputs.to_dict(), **_counts(summary)}
        emit(
            _log, INFO, "run.ended", run=entry["run"], status=status, error=error, seconds=round(summary.seconds, 3),
            records=entry["records"], answers=entry["answers_bought"],
        )  # fmt: skip
        with suppress(RunError) if error is not None else nullcontext():
            _write(output, entry, origin)


def _describe(extractor: Extractor[Any]) -> dict[str, Any]:
    stack, plan, replayed = extractor.stack, extractor.plan, extractor.settings.replay is not None
    return {
        "task": plan.task.to_dict(),
        "prompt": str(extractor.task.path),
        "model": plan.renderer.model,
        "parameters": dict(plan.renderer.parameters),
        "answered_by": "recordings" if replayed else "endpoint",
        "endpoint": None if replayed else {"name": stack.endpoint.name, "base_url": stack.base_url},
        "cache_namespace": None if stack.cached is None else stack.base_url.rstrip("/"),
        "settings": describe_settings(extractor.settings),
        **describe_program(),
    }


def _counts(summary: Summary) -> dict[str, Any]:
    meter = summary.meter
    return {
        "records": dict(sorted(summary.statuses.items())),
        "records_kept": summary.kept,
        "answers_bought": summary.answers,
        "answers_stored": summary.stored,
        "tokens_bought": asdict(summary.bought),
        "tokens_of_records": asdict(summary.usage),
        "ledger_run": None if meter is None else meter.run,
        "cost_usd": None if meter is None or meter.unpriced else format(meter.cost, "f"),
        "answers_without_price": 0 if meter is None else meter.unpriced,
    }


def _write(output: Path | None, entry: dict[str, Any], origin: Origin) -> None:
    """Put the entry at the end of the output's manifest, which begins anew where the output was made otherwise."""
    if output is None:
        return
    manifest = read_manifest(output)
    runs = [one for one in manifest["runs"] if one.get("run") != entry["run"]]
    if runs and manifest.get("origin") != origin.description:
        runs, manifest = [], {**manifest, "earlier_runs": 0}
    for one in runs:
        if one.get("status") not in _ENDED:
            one["status"] = "killed"  # nobody else writes this output now
    ended = entry["status"] in _ENDED
    manifest |= {
        "output": output.name,
        "made_by": "run",
        "origin": origin.description,
        "status": entry["status"],
        "file": describe_file(output) if ended else None,
        "cost_usd": _sum([*runs, entry]),
        "runs": [*runs, entry],
    }
    write_manifest(output, manifest)


def _sum(runs: list[dict[str, Any]]) -> str | None:
    """What the runs cost together; None where one was killed, for then only the ledger knows, or a price is unknown."""
    costs = [one.get("cost_usd") for one in runs]
    unknown = any(one.get("status") in ("killed", "running") or one.get("answers_without_price") for one in runs)
    if unknown or not any(costs):
        return None
    return format(sum((Decimal(cost) for cost in costs if cost), Decimal(0)), "f")
