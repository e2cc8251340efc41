"""Fuzz all loaders for a while: ``python -m fuzz.run --minutes 60``.

Each target gets its share, in slices, each in a process of its own. What breaks the
contract (an exception outside the package's tree, more than two seconds for 64 KB, far too much memory) is kept in
``out/fuzz/findings``; exit status 1 says that there is something. Slices are noted in ``out/fuzz/slices.jsonl``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

_GROUP = 9
"""Targets for which the package is imported once: the more, the less time is lost, and the later a repair counts."""
HERE = Path(__file__).resolve().parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--slice", type=float, default=20, help="seconds of a target before the next one's turn")
    parser.add_argument("--targets", nargs="*", help="names; all by default")
    parser.add_argument("--folder", type=Path, default=HERE.parent / "out" / "fuzz")
    given = parser.parse_args()
    listed = [sys.executable, "-c", "from fuzz.targets import TARGETS; print(*TARGETS)"]
    names = given.targets or subprocess.check_output(listed, cwd=HERE.parent, text=True).split()
    given.folder.mkdir(parents=True, exist_ok=True)
    until, number = time.monotonic() + given.minutes * 60, 0
    while (left := until - time.monotonic()) > 1:
        group = [names[(number + place) % len(names)] for place in range(min(_GROUP, len(names)))]
        seconds = max(1.0, min(given.slice, left / len(group)))
        command = [sys.executable, "-m", "fuzz.some", *group, "--seconds", str(seconds), "--seed", str(number)]
        done = subprocess.run([*command, "--folder", str(given.folder)], cwd=HERE.parent, stdin=subprocess.DEVNULL)
        if done.returncode:
            return 2
        number += len(group)
    return _summarise(given.folder, names)


def _summarise(folder: Path, names: list[str]) -> int:
    lines = [json.loads(line) for line in (folder / "slices.jsonl").read_text(encoding="utf-8").splitlines()]
    for name in names:
        own = [line for line in lines if line["target"] == name]
        seconds, inputs = sum(line["seconds"] for line in own), sum(line["inputs"] for line in own)
        used = sum(line["cpu"] for line in own)
        found = sorted({one for line in own for one in line["findings"]})
        print(f"{name:20} {seconds:7.0f} s {used:7.0f} s of CPU {inputs:9} inputs  {' '.join(found)}")
    return 1 if any(path.is_file() for path in (folder / "findings").rglob("*")) else 0


if __name__ == "__main__":
    raise SystemExit(main())
