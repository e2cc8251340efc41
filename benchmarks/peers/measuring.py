"""Shared by the contenders, each in an environment of its own: arguments, articles, and what was used."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from itertools import islice
from pathlib import Path

PROMPT = "Name the company."


def read_arguments() -> argparse.Namespace:
    """What the benchmark hands to each contender."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url")
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--count", type=int)
    parser.add_argument("--concurrency", type=int)
    parser.add_argument("--folder", type=Path)
    return parser.parse_args()


def read_articles(options: argparse.Namespace) -> list[str]:
    """The texts of the first articles."""
    with options.articles.open() as lines:
        return [json.loads(line)["text"] for line in islice(lines, options.count)]


class Clock:
    """Measures from its making, when all is imported, to ``stop``."""

    def __init__(self) -> None:
        self._start_cpu = time.process_time()
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def stop(self, done: int) -> None:
        """Print what was used as JSON, and leave."""
        used = {
            "done": done,
            "cpu": time.process_time() - self._cpu,
            "wall": time.perf_counter() - self._wall,
            "start_cpu": self._start_cpu,
            "memory": _memory(),
        }
        print(json.dumps(used), flush=True)
        sys.stdout.flush()
        os._exit(0)


def _memory() -> int:
    """Bytes of the process's own memory, at the end, without mapped files."""
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
