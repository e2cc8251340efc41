"""A folder with a task and articles, runs over it, and the judge that reads server, cache and output together."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from llm_extract import Extractor, read_documents
from llm_extract.batch import Summary, run_batch
from llm_extract.messages import Request, Response
from llm_extract.models.disk import DiskStore

DEADLINE = 240.0
_OF_RUN = (
    "concurrency", "limit", "sample", "seed", "retry_failed", "overwrite", "max_attempts", "stop", "observe", "every",
    "summary",
)  # fmt: skip


def wait_for(condition: Callable[[], Any], what: str) -> None:
    """Poll until a condition holds."""
    until = time.monotonic() + DEADLINE
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(f"waited {DEADLINE:g} s in vain for {what}")
        time.sleep(0.005)


class Offline:
    """The task's model in this process, without a server."""

    def __init__(self, company: Any) -> None:
        self._company = company

    async def complete(self, request: Request) -> Response:
        message = {"role": "assistant", "content": self._company.answer(request.body)}
        return Response({"choices": [{"message": message, "finish_reason": "stop"}], "usage": None})

    async def aclose(self) -> None: ...


class Project:
    """A task ``company`` and articles in a folder of their own."""

    def __init__(self, folder: Path, company: Any) -> None:
        self.folder, self.company = folder, company
        self.articles = folder / "articles"
        self.output = folder / "out.jsonl"
        self.cache = folder / "cache"
        self.articles.mkdir()
        company.write_prompts(folder)

    # -- inputs

    def write(self, *names: str) -> None:
        """Write an article for each company name."""
        for name in names:
            (self.articles / f"{name}.txt").write_text(f"{name} sells things.\n")

    def number(self, count: int) -> list[str]:
        """Write so many articles; returns the companies' names."""
        names = [f"Co{place:04}" for place in range(count)]
        self.write(*names)
        return names

    # -- runs in this process

    def extractor(self, url: str, **options: Any) -> Extractor[Any]:
        """An extractor for the task."""
        given = {
            "prompts": self.folder / "prompts", "model": "m", "base_url": url, "cache": self.cache, "attempts": 1,
            **options,
        }  # fmt: skip
        return Extractor("company", **given)

    def run(self, url: str, *, paths: Iterable[Path] | None = None, **options: Any) -> Summary:
        """Run over the articles; options are the extractor's or the run's."""
        of_run = {name: options.pop(name) for name in _OF_RUN if name in options}
        output = options.pop("output", self.output)
        with self.extractor(url, **options) as extractor:
            return run_batch(extractor, read_documents(paths or [self.articles]), output, **of_run)

    # -- runs in a process of their own

    def command(self, url: str, *more: str) -> list[str]:
        """The command line of the same run."""
        cache = () if "--no-cache" in more else ("--cache", str(self.cache))
        return [
            "run", str(self.articles), "--prompts", str(self.folder / "prompts"), "-t", "company", "-m", "m",
            "--base-url", url, *cache, "-o", str(self.output), *more,
        ]  # fmt: skip

    def start(self, url: str, *more: str, before: str = "", attempts: int = 1, **options: Any) -> subprocess.Popen[str]:
        """Start the command; ``before`` is Python that the process runs first, other options are of ``Popen``."""
        code = f"import sys\n{before}\nfrom llm_extract.cli import main\nsys.exit(main(sys.argv[1:]))"
        environment = {**os.environ, "LLM_EXTRACT_ATTEMPTS": str(attempts)}
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment, **options}
        return subprocess.Popen(
            [sys.executable, "-c", code, *self.command(url, *more)], text=True, cwd=self.folder, **options
        )

    def finish(self, process: subprocess.Popen[str]) -> tuple[int, str]:
        """Wait for a command; returns its exit code and what it said on stderr."""
        _, said = process.communicate(timeout=DEADLINE)
        return process.returncode, said

    def call(self, url: str, *more: str, **options: Any) -> tuple[int, str]:
        """Run the command to its end."""
        return self.finish(self.start(url, *more, **options))

    # -- the judge

    def records(self) -> list[dict[str, Any]]:
        """The records in the output."""
        return [json.loads(line) for line in self.output.read_bytes().splitlines()]

    def statuses(self) -> list[str]:
        """Their statuses, in order."""
        return [record["status"] for record in self.records()]

    def keys(self) -> list[str]:
        """The keys of all inputs, in order."""
        return [item.key for item in read_documents([self.articles])]

    def judge(self, server: Any, *, paid_again: int = 0, cached: bool = True) -> None:
        """Hold the five promises against the server's log, the cache and the output.

        Args:
            server: the loopback server of all runs so far.
            paid_again: calls in flight at kills, answers cut on the wire, and time-outs, together.
            cached: whether a cache was used.
        """
        records = self.records()
        assert [record["document"]["key"] for record in records] == self.keys()
        assert server.paid_again() <= paid_again
        if cached:
            stored = self.stored()
            assert all(attempt["fingerprint"] in stored for record in records for attempt in record["attempts"])
        answers = {
            attempt["fingerprint"]: attempt["usage"] for record in records for attempt in record["attempts"]
        }  # the ledger: each stored answer once
        billed = {one.key: one for one in server.log if one.completion_tokens}
        # an answer that was bought and stands in no record was superseded or not come to: none here
        assert len(answers) == len(billed)
        assert sum(usage["prompt_tokens"] for usage in answers.values()) == sum(
            o.prompt_tokens for o in billed.values()
        )
        assert sum(usage["completion_tokens"] for usage in answers.values()) == sum(
            one.completion_tokens for one in billed.values()
        )

    def stored(self) -> set[str]:
        """Fingerprints of the answers in the cache."""
        store = DiskStore(self.cache)
        try:
            return {key.rpartition(" ")[2] for key in store.keys()}  # noqa: SIM118
        finally:
            store.close()

    def stored_digest(self, fingerprint: str) -> str:
        """The digest of a stored answer."""
        store = DiskStore(self.cache)
        try:
            (raw,) = (store.get(key) for key in store.keys() if key.endswith(fingerprint))  # noqa: SIM118
        finally:
            store.close()
        return hashlib.sha256(raw or b"").hexdigest()

    def asked(self, server: Any) -> Counter[str]:
        """How often each company's article was received."""
        return Counter(self.company.label(server.bodies[one.key]) for one in server.log)
