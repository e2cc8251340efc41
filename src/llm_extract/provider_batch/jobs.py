"""What is known of Batch jobs: one small file for each in the cache's folder, replaced as a whole at every step.

A job's requests are written first, then its intent, then the file is uploaded, then the job is created at the endpoint,
and each step is noted. Whoever is killed in between leaves a job whose next step is found out from the endpoint's list.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..costs.entries import OpenCall
from ..costs.fields import check_fields, read_amount
from ..errors import ConfigError, RunError, explained
from ..models.cached import normalize_namespace
from ..models.key_locks import KeyLocks
from ..plain_data import parse_json
from ..whole_files import replacing

__all__ = ["COLLECTED", "DROPPED", "ENDED", "INTENT", "OPEN", "Job", "JobFolder", "new_job", "output_name"]

JOB_FORMAT = 1
INTENT, OPEN, DROPPED, COLLECTED = "intent", "open", "dropped", "collected"
ENDED = frozenset({"completed", "expired", "cancelled", "failed"})
"""What an endpoint says of a job that does nothing more."""
_KEPT = 7 * 86_400.0  # seconds that a dropped job is remembered
_NAME = re.compile(r"[0-9a-f]{12}-\d{1,5}")
_ID = re.compile(r"(?!.*\.\.)[\w.:=+/~-]{1,500}")  # some endpoints give paths, or base64; it goes into a URL


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file of requests and what became of it.

    Args:
        name: the submission's id, a hyphen, and the number of the file in it; stands in the job's metadata and in the
            name of its file at the endpoint.
        base_url: the endpoint.
        model: all its requests ask the same one.
        output: the output that it was submitted for, from ``output_name``; empty for a stream.
        requests: how many it holds.
        size: bytes of its file.
        created: seconds since 1970.
        state: ``intent``: written, but not known to be at the endpoint; ``open``: it is there; ``dropped``: it never
            got there; ``collected``: its answers are stored.
        at_most: US dollars that its answers can cost; None where that is not known.
        file_id: of its file at the endpoint.
        batch_id: of the job there.
        ended: how it ended there.
        found: of a collected job, how many requests were answered, and so on.
    """

    name: str
    base_url: str
    model: str
    output: str
    requests: int
    size: int
    created: float
    state: str = INTENT
    at_most: Decimal | None = None
    file_id: str | None = None
    batch_id: str | None = None
    ended: str | None = None
    found: dict[str, int] = field(default_factory=dict)

    @property
    def run(self) -> str:
        """The submission that it is part of."""
        return self.name.partition("-")[0]

    @property
    def file_name(self) -> str:
        """The name of its file at the endpoint."""
        return f"llm-extract-{self.name}.jsonl"

    @property
    def waits(self) -> bool:
        """Whether its answers may still come."""
        return self.state in (INTENT, OPEN)


def output_name(folder: Path, output: Path | None) -> str:
    """An output as jobs name it: relative to the cache, so that a project can be moved as a whole.

    Example:
        >>> output_name(Path("project/.cache"), Path("project/records.jsonl"))
        '../records.jsonl'
    """
    if output is None:
        return ""
    try:
        return Path(os.path.relpath(os.path.realpath(output), os.path.realpath(folder))).as_posix()
    except ValueError:  # another drive
        return Path(os.path.realpath(output)).as_posix()


class JobFolder:
    """The folder ``batches`` in a cache.

    Args:
        cache: the cache's folder; nothing is created before something is written.
        base_url: the endpoint whose jobs are meant.
    """

    def __init__(self, cache: Path, base_url: str) -> None:
        self.cache, self.path = cache, cache / "batches"
        self.base_url = normalize_namespace(base_url)
        self._locks: KeyLocks | None = None

    # -- one command at a time

    def try_lock(self) -> bool:
        """Keep other commands from changing jobs, without waiting; the death of the process frees it.

        Raises:
            RunError: the folder cannot be written.
        """
        if self._locks is None:
            with explained("written", self.path):
                self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._locks = KeyLocks(self.path / "lock")
        return self._locks.try_lock("jobs")

    def close(self) -> None:
        """Let others at it."""
        if self._locks is not None:
            self._locks.close()
            self._locks = None

    # -- jobs

    def jobs(self) -> list[Job]:
        """The jobs at this endpoint, the oldest first.

        Raises:
            RunError: one cannot be read.
        """
        return [job for job in self.all_jobs() if job.base_url == self.base_url]

    def all_jobs(self) -> list[Job]:
        """The jobs at all endpoints, the oldest first."""
        read = (_read(path) for path in self.path.glob("*.json") if _NAME.fullmatch(path.stem))
        found = [job for job in read if job is not None]
        return sorted(found, key=lambda job: (job.created, int(job.name.partition("-")[2])))

    def write(self, job: Job) -> Job:
        """Note a job; it is with the disk when this returns.

        Raises:
            RunError: it cannot be written.
        """
        path = self._file(job, "json")
        raw = {"job_format": JOB_FORMAT, **asdict(job)}
        raw["at_most"] = None if job.at_most is None else format(job.at_most, "f")
        told = explained("written", path)
        with told, replacing(path) as fresh, fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(json.dumps(raw, sort_keys=True, indent=1) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        return job

    def note(self, job: Job, **changes: Any) -> Job:
        """Note what has changed of a job."""
        return self.write(replace(job, **changes))

    def forget(self, job: Job, *kinds: str) -> None:
        """Delete files of a job: ``requests``, ``calls``, ``output``, ``errors``."""
        for kind in kinds:
            self._file(job, f"{kind}.jsonl").unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete what a killed command left behind, and jobs that came to nothing long ago."""
        jobs = self.all_jobs()
        for job in jobs:
            if job.state == COLLECTED:
                self.forget(job, "requests", "calls")
            if job.state == DROPPED and time.time() - job.created > _KEPT:
                self._file(job, "json").unlink(missing_ok=True)
        known = {job.name for job in jobs if self._file(job, "json").exists()}
        for path in self.path.glob("*.jsonl*"):
            name = path.name.partition(".")[0]
            if _NAME.fullmatch(name) and name not in known:
                path.unlink(missing_ok=True)

    # -- their files

    def requests(self, job: Job) -> Path:
        """What is uploaded."""
        return self._file(job, "requests.jsonl")

    def calls(self, job: Job) -> Path:
        """What the ledger needs to know of each request."""
        return self._file(job, "calls.jsonl")

    def results(self, job: Job, kind: str) -> Path:
        """What the endpoint gave: ``output`` or ``errors``."""
        return self._file(job, f"{kind}.jsonl")

    def read_calls(self, job: Job) -> Iterator[OpenCall]:
        """The requests of a job.

        Raises:
            RunError: they cannot be read.
        """
        path = self.calls(job)
        try:
            with path.open("rb") as stream:
                for line in stream:
                    yield OpenCall.from_raw(parse_json(line, sound=True))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise RunError(f"{path}: cannot be read ({error})", hint="Restore the file from a copy.") from error

    def waiting(self) -> dict[str, str]:
        """The fingerprints of requests that jobs may still answer, with the name of the job.

        The lock need not be held: a job that another command collects meanwhile waits no more.

        Raises:
            RunError: the notes cannot be read.
        """
        found: dict[str, str] = {}
        for job in self.jobs():
            if not job.waits:
                continue
            try:
                found.update({call.fingerprint: job.name for call in self.read_calls(job)})
            except RunError:
                now = _read(self._file(job, "json"))
                if now is not None and now.waits:
                    raise
        return found

    def _file(self, job: Job, ending: str) -> Path:
        return self.path / f"{job.name}.{ending}"


def new_job(**known: Any) -> Job:
    """A job that is about to be submitted."""
    return Job(created=time.time(), **known)


def _read(path: Path) -> Job | None:
    """The note of a job; None where another command has just swept it away."""
    try:
        raw = parse_json(path.read_bytes(), sound=True)
        if raw.pop("job_format") != JOB_FORMAT:
            raise ConfigError(
                f"{path} was written by another version of llm-extract", hint="Use the version that wrote it."
            )
        check_fields(raw)
        raw["at_most"] = read_amount(raw["at_most"])
        job = Job(**raw)
        if job.name != path.stem or not all(_ID.fullmatch(one) for one in (job.file_id, job.batch_id) if one):
            raise ValueError("a name that is none")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        raise RunError(
            f"{path} is no note of a Batch job ({error})", hint="Move it away; its answers stay at the endpoint."
        ) from error
    return job
