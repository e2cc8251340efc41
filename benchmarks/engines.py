"""What a run on Ray Data costs and how near it comes to the ideal, against one loopback server on this machine.

    python benchmarks/engines.py                      # 20,000 articles, 64 in flight at 200 ms and 256 at 2 s
    python benchmarks/engines.py --articles 2000 --engine local

Needs the extra ``ray``. The ideal is articles × latency / in flight, from the first request to the last answer by the
server's own log. Records of two engines are equal if their digests are. CPU is what each part used in that time: the
driver, the actors, Ray's own processes, and the server.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from batch import HERE, ROOT, write_corpus

TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def serve(latency: float, log: Path, rpm: float | None) -> Iterator[tuple[str, int]]:
    """The loopback server in a process of its own; gives its URL and its process."""
    command = [sys.executable, ROOT / "tests" / "loopback.py", "--latency", str(latency), "--log", log]
    command += ["--script", f"{HERE / 'batch_answers.py'}:answer", *(["--rpm", str(rpm)] if rpm else [])]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip(), server.pid
    finally:
        server.kill()
        server.wait()


class Parts:
    """Samples the CPU time of a process, of all that it starts, and of the server, once a second."""

    def __init__(self, driver: int, server: int) -> None:
        self._driver, self._server = driver, server
        self._samples: list[tuple[float, dict[int, tuple[str, float]]]] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def _sample(self) -> None:
        while not self._done.wait(1.0):
            self._samples.append((time.time(), self._look()))

    def _look(self) -> dict[int, tuple[str, float]]:
        seen: dict[int, tuple[int, str, float]] = {}
        for place in Path("/proc").glob("[0-9]*"):
            try:
                fields = (place / "stat").read_text().rpartition(")")[2].split()
                words = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            session = int(fields[3])  # of the driver; Ray's processes may have lost their parents
            seen[int(place.name)] = (
                self._driver if session == self._driver else int(fields[1]),
                words,
                (int(fields[11]) + int(fields[12])) / TICKS,
            )
        return {
            process: (self._part(process, words), cpu)
            for process, (_, words, cpu) in seen.items()
            if process == self._server or self._is_ours(process, seen)
        }

    def _is_ours(self, process: int, seen: dict[int, tuple[int, str, float]]) -> bool:
        while process in seen and process != self._driver:
            process = seen[process][0]
        return process == self._driver

    def _part(self, process: int, words: str) -> str:
        if process in (self._driver, self._server):
            return "driver" if process == self._driver else "server"
        return "actors" if "MapWorker" in words else "ray"

    def between(self, first: float, last: float) -> dict[str, float]:
        """CPU seconds by part."""
        self._done.set()
        self._thread.join()
        start = max((one for one in self._samples if one[0] <= first), default=self._samples[0], key=lambda one: one[0])
        # the last before it ended: what has exited is no longer there to be asked
        end = max((one for one in self._samples if one[0] <= last), default=self._samples[-1], key=lambda one: one[0])
        used: Counter[str] = Counter()
        for process, (part, cpu) in end[1].items():
            used[part] += cpu - start[1].get(process, (part, 0.0))[1]  # type: ignore[assignment]
        return dict(used)


def measure(options: argparse.Namespace, folder: Path, in_flight: int, latency: float) -> dict[str, Any]:
    """One run, by the command."""
    folder.mkdir()
    log = folder / "server.jsonl"
    corpus = write_corpus(folder, options.articles)
    with serve(latency, log, None) as (url, server):
        command = [
            sys.executable, "-m", "llm_extract.cli", "run", corpus.name, "-t", "company",
            "--prompts", folder / "prompts", "-m", "m", "--base-url", url,
            "--cache", folder / "cache", "-o", folder / "records.jsonl", "-q",
            "--concurrency", str(in_flight), *(["--rpm", str(options.rpm)] if options.rpm else []),
        ]  # fmt: skip
        if options.engine == "ray":
            command += ["--engine", "ray", "--actors", str(options.actors)]
        began = time.time()
        environment = {**os.environ, "OPENAI_API_KEY": "none"}
        process = subprocess.Popen(command, env=environment, cwd=folder, start_new_session=True)
        parts = Parts(process.pid, server)
        code = process.wait()
        wall = time.time() - began
        with log.open() as lines:
            times = [(one["received"], one["answered"]) for one in map(json.loads, lines)]
        first, last = min(one[0] for one in times), max(one[1] for one in times)
        cpu = parts.between(first, last)
    written = (folder / "records.jsonl").read_bytes()
    return {
        "in_flight": in_flight, "latency": latency, "code": code, "requests": len(times), 
        "records": written.count(b"\n"), "digest": hashlib.sha256(written).hexdigest()[:12],
        "seconds": last - first, "wall": wall, "share": options.articles * latency / in_flight / (last - first),
        "rpm": 60 * (len(times) - 1) / (max(one[0] for one in times) - first), "cpu": cpu,
    }  # fmt: skip


def describe(options: argparse.Namespace, used: dict[str, Any]) -> str:
    """A row of the table."""
    cpu = ", ".join(f"{part} {1000 * used['cpu'].get(part, 0) / options.articles:.2f}" for part in PARTS)
    rate = options.articles / used["seconds"]
    return (
        f"| {options.engine} | {used['in_flight']} at {used['latency']:g} s | {rate:.0f} |"
        f" {used['share']:.1%} | {cpu} | {used['wall'] - used['seconds']:.1f} s | {used['requests']} requests,"
        f" {used['records']} records {used['digest']}, exit code {used['code']} |"
    )


PARTS = ("driver", "actors", "ray", "server")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--actors", type=int, default=2)
    parser.add_argument("--engine", choices=["ray", "local"], default="ray")
    parser.add_argument("--points", nargs="+", default=["64@0.2", "256@2"], help="in flight @ seconds of latency")
    parser.add_argument("--rpm", type=float, help="a limit for all actors together")
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    print("| engine | in flight | articles/s | of ideal | CPU ms/article | start and end | |")
    print("|---|---|---|---|---|---|---|")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for number, point in enumerate(options.points):
            in_flight, _, latency = point.partition("@")
            rows.append(measure(options, Path(folder) / str(number), int(in_flight), float(latency)))
            print(describe(options, rows[-1]), flush=True)
            if options.rpm:
                print(f"requests a minute: {rows[-1]['rpm']:.0f} of {options.rpm:.0f}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
