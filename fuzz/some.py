"""Fuzz some targets, each for a while in a child process: coverage-guided with atheris, else by mutation alone.

``python -m fuzz.some TARGET... --seconds 30 --folder out/fuzz``; ``fuzz/run.py`` calls it for all targets in turn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

try:
    import atheris
except ImportError:
    atheris = None

if atheris is not None:
    with atheris.instrument_imports(include=["llm_extract"]):
        from fuzz.targets import TARGETS, seeds_of
else:
    from fuzz.targets import TARGETS, seeds_of

from fuzz.harness import LARGEST_INPUT, check, limit_memory
from fuzz.hostile import mutate

Run = Callable[[bytes], None]


class _Log:
    """Counts inputs, and keeps each finding once."""

    def __init__(self, name: str, folder: Path, seconds: float) -> None:
        self.name, self.folder, self.until = name, folder, time.monotonic() + seconds
        self.started = time.monotonic()
        self.count = 0
        self.found: list[str] = []
        self.used = time.process_time()
        self.work = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))

    def run(self, data: bytes) -> None:
        if time.monotonic() > self.until:
            self.close()
        self.count += 1
        finding = check(TARGETS[self.name], data, self.work)
        if finding is None or finding.name in self.found:
            return
        self.found.append(finding.name)
        place = self.folder / "findings" / self.name
        place.mkdir(parents=True, exist_ok=True)
        path = place / finding.name
        if not path.exists() or len(path.read_bytes()) > len(data):
            path.write_bytes(data)
            path.with_name(f"{finding.name}.txt").write_text(f"{finding.place}\n{finding.trace}", encoding="utf-8")

    def close(self) -> None:
        """Note what was done, and end the process at once: libFuzzer has no way to be told."""
        line = {
            "target": self.name, "seconds": round(time.monotonic() - self.started, 1),
            "cpu": round(time.process_time() - self.used, 1), "inputs": self.count, "findings": self.found,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }  # fmt: skip
        _note(self.folder, line)
        shutil.rmtree(self.work, ignore_errors=True)
        os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="+", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--folder", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    for number, name in enumerate(given.targets):
        # importing and instrumenting takes seconds: children inherit it
        child = os.fork()
        if child == 0:
            _fuzz(name, given.folder, given.seconds, given.seed + number)
        _, status = os.waitpid(child, 0)
        if status:
            _note(given.folder, {"target": name, "seconds": 0, "cpu": 0, "inputs": 0, "findings": [f"died {status}"]})


def _fuzz(name: str, folder: Path, seconds: float, seed: int) -> None:
    artifacts = folder / "findings" / name
    artifacts.mkdir(parents=True, exist_ok=True)
    said = os.open(artifacts.parent / f"{name}.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    corpus = folder / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds_of(name):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    log = _Log(name, folder, seconds)
    limit_memory()
    if atheris is None:
        _mutate_only(corpus, log, random.Random(seed))
    else:
        _guided(corpus, log, seed, f"{artifacts}/")


def _note(folder: Path, line: dict[str, Any]) -> None:
    with (folder / "slices.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({**line, "guided": atheris is not None, "at": round(time.time())}) + "\n")


def _mutate_only(corpus: Path, log: _Log, dice: random.Random) -> None:
    inputs = [path.read_bytes() for path in sorted(corpus.iterdir())]
    for data in inputs:
        log.run(data)
    while True:
        log.run(mutate(dice.choice(inputs), dice, LARGEST_INPUT))


def _guided(corpus: Path, log: _Log, seed: int, artifacts: str) -> None:
    dice = random.Random(seed)

    def change(data: bytes, largest: int, number: int) -> bytes:
        if number % 3 == 0:
            changed: bytes = atheris.Mutate(data, largest)
            return changed
        return mutate(data, dice, largest)

    options = [f"-max_len={LARGEST_INPUT}", "-timeout=60", "-rss_limit_mb=3000", f"-seed={seed + 1}", "-len_control=0"]
    # where atheris ends the process itself (out of memory, a crash in C, a minute in one call) it leaves the input
    options.append(f"-artifact_prefix={artifacts}")
    atheris.Setup([sys.argv[0], *options, str(corpus)], log.run, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
