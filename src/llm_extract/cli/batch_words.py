"""What ``llm-extract batch`` prints."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..plurals import counted
from .ages import show_size

if TYPE_CHECKING:
    from ..costs import Meter
    from ..provider_batch import Collection, Job, Needs, Submission

__all__ = [
    "describe_cancelled",
    "describe_collection",
    "describe_due",
    "describe_job",
    "describe_status",
    "describe_submission",
]

Seen = Iterable[tuple["Job", Mapping[str, Any]]]
_OPEN, _COLLECTED = "open", "collected"


def describe_job(job: Job) -> str:
    """A job that is about to be sent."""
    most = "" if job.at_most is None else f", at most {_dollars(job.at_most)}"
    return f"sending job {job.name}: {counted(job.requests, 'request')}, {show_size(job.size)}{most}"


def describe_submission(found: Submission) -> list[str]:
    """What was sent, and what was not."""
    needs = found.needs
    lines = [f"job {job.name} was sent before, and is open" for job in found.resumed]
    lines += [_articles(needs), *_not_sent(needs)]
    if found.unsendable:
        lines.append(f"{counted(found.unsendable, 'request')} cannot be in a file: llm-extract run asks live")
    if not found.jobs:
        done = needs.articles and not needs.lacking
        lines.append("nothing to submit" + (": llm-extract run makes the records" if done else ""))
        return lines
    again = f", {needs.again} of them asking again" if needs.again else ""
    most = "cost unknown" if found.at_most is None else f"at most {_dollars(found.at_most)}"
    lines.append(f"submitted {counted(found.requests, 'request')} in {counted(len(found.jobs), 'job')}{again}; {most}")
    return [*lines, "answers come within 24 hours: llm-extract batch status, then collect"]


def _not_sent(needs: Needs) -> Iterator[str]:
    if needs.held:
        yield f"{counted(needs.held, 'request')} in open jobs: not sent again"
    if needs.refused:
        yield f"{counted(needs.refused, 'request')} rejected before: llm-extract run asks live and says why"
    if needs.broken:
        yield f"{counted(needs.broken, 'article')} cannot be worked on: llm-extract run says why"


def describe_collection(found: Collection, meter: Meter, cache: Path) -> list[str]:
    """What came of jobs."""
    lines = [f"job {job.name} never got to the endpoint: its requests are due" for job in found.lost]
    for job in found.collected:
        parts = [f"{count} {word}" for word, count in job.found.items() if count or word == "answered"]
        lines.append(f"job {job.name} {job.ended}: {', '.join(parts)}")
    lines += [f"job {job.name}: the endpoint no longer has its answers; they count as lost" for job in found.gone]
    lines += [_progress(job, batch) for job, batch in found.open]
    lines += [
        f"job {job.name} is unknown to the endpoint: use the key that it was submitted with" for job in found.unknown
    ]
    if found.collected:
        lines.append(f"stored {counted(found.answers, 'answer')}, {_cost(meter, found.answers)}{_known(found)}")
    if found.strange:
        lines.append(f"  {counted(found.strange, 'line')} came twice or belong to no request: passed over")
    lines += _causes(found)
    for output, count in sorted(found.elsewhere.items()):
        where = f"-o {_shown(cache, output)}" if output else "no -o"
        lines.append(f"{counted(count, 'job')} submitted with {where}: collect with the same")
    if not (found.collected or found.open or found.lost or found.elsewhere or found.unknown):
        lines.append("no open job")
    return lines


def _known(found: Collection) -> str:
    return f"; {found.known} of them were stored already, and are kept" if found.known else ""


def _cost(meter: Meter, answers: int) -> str:
    if meter.unpriced >= answers > 0:
        return "cost unknown"
    return _dollars(meter.cost) + (f" and {meter.unpriced} of unknown cost" if meter.unpriced else "")


def _causes(found: Collection) -> Iterator[str]:
    for cause in sorted(found.causes.values(), key=lambda one: -one.requests):
        article = f"{cause.article}: " if cause.article else ""
        more = f" (and {cause.requests - 1} more)" if cause.requests > 1 and cause.article else ""
        hint = cause.error.hint.rstrip(".") or ("Due again" if cause.passing else "")
        kind = type(cause.error).__name__
        yield f"  {cause.requests} {kind}: {article}{cause.error.message.rstrip('.')}{more}. {hint}."


def describe_due(needs: Needs) -> list[str]:
    """What articles need next."""
    lines = [_articles(needs), *_not_sent(needs)]
    parts = [f"{needs.first} to be asked"] if needs.first else []
    parts += [f"{counted(needs.again, 're-ask')}"] if needs.again else []
    if parts:
        lines.append(f"due: {' and '.join(parts)}")
        lines.append("batch submit sends them as the next batch; run asks live, at full price")
    elif needs.articles and not needs.lacking:
        lines.append("every answer is stored: llm-extract run makes the records without asking")
    return lines


def describe_status(seen: Seen, cache: Path) -> list[str]:
    """Jobs, how far they are, and for which output."""
    seen = list(seen)
    lines = []
    for job, batch in seen:
        if job.state == _OPEN:
            day = time.strftime("%Y-%m-%d %H:%M", time.localtime(job.created))
            where = f", for {_shown(cache, job.output)}" if job.output else ""
            lines += [f"{_progress(job, batch)}{where}", f"    {job.batch_id}, submitted {day}"]
    collected = sum(job.state == _COLLECTED for job, _ in seen)
    if not lines:
        lines.append("no open job")
    return [*lines, f"{counted(collected, 'job')} collected before"] if collected else lines


def describe_cancelled(seen: Seen) -> list[str]:
    """Jobs that were asked to end."""
    lines = [_progress(job, batch) for job, batch in seen]
    return [*lines, "what they have answered is charged: llm-extract batch collect"] if lines else ["no open job"]


def _progress(job: Job, batch: Mapping[str, Any]) -> str:
    counts = batch.get("request_counts") or {}
    done, failed = counts.get("completed") or 0, counts.get("failed") or 0
    bad = f", {failed} failed" if failed else ""
    return f"job {job.name} {batch.get('status', 'unknown')}: {done} of {job.requests} done{bad}"


def _articles(needs: Needs) -> str:
    if not needs.articles:
        return "every article has its record"
    unreadable = f", {needs.unreadable} cannot be read" if needs.unreadable else ""
    return (
        f"{counted(needs.articles, 'article')} without a final record: {needs.complete} have all answers,"
        f" {needs.lacking} do not{unreadable}"
    )


def _shown(cache: Path, output: str) -> str:
    """An output of a job, seen from the current folder."""
    return Path(os.path.relpath(cache / output)).as_posix()


def _dollars(amount: Decimal) -> str:
    return f"${amount:.4f}"
