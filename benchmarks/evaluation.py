"""What scoring costs: the whole ``llm-extract eval`` command over many records, in CPU time, wall time and peak memory.

    python benchmarks/evaluation.py                  # 1,000 and 10,000 records, one process and all cores
    python benchmarks/evaluation.py --records 2000   # one size

Records, texts and gold are the five recorded articles again and again, each time with the consonants of its words
exchanged by chance: so no two documents share a text, a name or a quote, and nothing is in a cache by luck. Whole, each
has about 46 labelled values and 37 labelled quotes; 24 other news articles on funding, labelled by somebody else, have
15 values on average. So the same documents are scored once more with only the first item of each list, in records and
gold: 23 values and 16 quotes. CPU time is that of all processes together, the peak that of the largest one. Beside each
figure stands the CPU time of reading the same three files with ``json.loads``, as a yardstick of the machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

SIZES = (1_000, 10_000)
ROOT = Path(__file__).resolve().parents[1]
CONSONANTS = "bcdfghjklmnpqrstvwxz"
FURTHER = re.compile(r"/[1-9]")  # an item after the first
FIXED = re.compile(r"[a-z_]+")  # values of enums
READ = "import json, sys\nfor name in sys.argv[1:]:\n for line in open(name, 'rb'): json.loads(line)"


def main() -> None:
    """Measure each size and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--records", type=int, nargs="*", default=SIZES)
    with tempfile.TemporaryDirectory() as folder:
        for count, whole in product(parser.parse_args().records, (False, True)):
            files = write_corpus(Path(folder), count, whole=whole)
            read, _, _ = cost_of(["-c", READ, *map(str, files)])
            records, gold, _ = map(str, files)
            for processes in sorted({1, os.cpu_count() or 1}):
                command = ["-m", "llm_extract.cli", "eval", records, "--gold", gold, "--processes", str(processes)]
                cpu, wall, peak = cost_of(command)
                print(
                    f"{count:,} records, {'whole' if whole else 'first items'}, processes {processes}: {wall:.1f} s, "
                    f"CPU {cpu:.1f} s ({cpu / count * 1000:.2f} ms each), peak {peak:.0f} MB; "
                    f"json.loads alone {read:.2f} s"
                )


def cost_of(arguments: list[str]) -> tuple[float, float, float]:
    """CPU seconds of all processes, wall seconds, and peak memory in MB of the largest process of a Python command."""
    measured = (
        "import resource, subprocess, sys, time\n"
        "began = time.perf_counter()\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "wall = time.perf_counter() - began\n"
        "use = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(use.ru_utime + use.ru_stime, wall, use.ru_maxrss / 1024)"
    )
    command = [sys.executable, "-c", measured, sys.executable, *arguments]
    cpu, wall, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(cpu), float(wall), float(peak)


def write_corpus(folder: Path, count: int, *, whole: bool = True) -> list[Path]:
    """Records, gold and texts for so many documents, whole or with the first item of each list; returns the files."""
    base = folder / "base.jsonl"
    run = ["run", str(ROOT / "seeds"), "--replay", str(ROOT / "fixtures"), "-o", str(base), "--overwrite", "--quiet"]
    subprocess.run([sys.executable, "-m", "llm_extract.cli", *run], check=True, cwd=ROOT)
    records, texts = _lines(base), {line["key"]: line for line in _lines(Path(f"{base}.documents.jsonl"))}
    golds = _lines(ROOT / "fixtures" / "gold" / "funding_news.jsonl")
    if not whole:
        records, golds = [*map(_cut, records)], [*map(_cut, golds)]
    files = [folder / f"{count}.jsonl", folder / f"{count}.gold.jsonl", folder / f"{count}.jsonl.documents.jsonl"]
    streams = [path.open("w", encoding="utf-8") for path in files]
    for number in range(count):
        record, gold = records[number % len(records)], golds[number % len(golds)]
        lines = _other_words(number, record, gold, texts[record["document"]["key"]])
        for stream, line in zip(streams, lines, strict=True):
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    for stream in streams:
        stream.close()
    return files


def _other_words(number: int, record: Any, gold: Any, text: Any) -> list[Any]:
    shuffled = list(CONSONANTS)
    random.Random(number).shuffle(shuffled)
    table = str.maketrans(CONSONANTS, "".join(shuffled))
    words = text["text"].translate(table)
    named = {"id": hashlib.sha256(words.encode()).hexdigest(), "key": f"d{number}.txt"}
    evidence = [{**row, "quote": row["quote"].translate(table)} for row in record["evidence"]]
    data = _exchange(record["data"], table)
    quotes = {place: _exchange(accepted, table, fixed=False) for place, accepted in gold["quotes"].items()}
    return [
        {**record, "evidence": evidence, "data": data, "document": {**record["document"], **named}},
        {**gold, "data": _exchange(gold["data"], table), "quotes": quotes, "document": f"d{number}"},
        {**text, **named, "text": words},
    ]


def _cut(line: Any) -> Any:
    """A record or a line of gold with the first item of each list, and the quotes for that."""
    cut = {**line, "data": _first_items(line["data"])}
    if "evidence" in line:
        cut["evidence"] = [row for row in line["evidence"] if not FURTHER.search(row["path"])]
    if "quotes" in line:
        cut["quotes"] = {place: words for place, words in line["quotes"].items() if not FURTHER.search(place)}
    return cut


def _first_items(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: below if key == "$any" else _first_items(below) for key, below in value.items()}
    return [_first_items(item) for item in value[:1]] if isinstance(value, list) else value


def _exchange(value: Any, table: dict[int, int], *, fixed: bool = True) -> Any:
    if isinstance(value, dict):
        return {key: _exchange(below, table, fixed=fixed) for key, below in value.items()}
    if isinstance(value, list):
        return [_exchange(below, table, fixed=fixed) for below in value]
    kept = not isinstance(value, str) or (fixed and FIXED.fullmatch(value))
    return value if kept else value.translate(table)


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
