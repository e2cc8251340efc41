"""What a batch run costs: ours, the floor below it, and other tools, against one loopback server on this machine.

    python benchmarks/batch.py                     # about five minutes
    python benchmarks/batch.py --peers             # installs other tools into environments under the cache folder

Every contender is a process of its own and gets the same short articles; the server answers each after 200 ms. CPU is
the process's own, without its start-up; memory is its own at the end, without mapped files.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "llm_extract-benchmarks"
LATENCY = 0.2
PEERS = {
    "baml_gather": ("BAML", ["baml-py", "pydantic"]),
    "openai_sdk": ("openai SDK over aiohttp", ["openai[aiohttp]"]),
    "litellm_gather": ("LiteLLM", ["litellm"]),
    "instructor_gather": ("instructor", ["instructor"]),
    "langextract_run": ("langextract", ["langextract[openai]"]),
}
PROMPT = """---
schema: shapes.py:Company
---
# system
Name the company.

# user
{{ document.text }}
"""
SCHEMA = """
from pydantic import BaseModel
from llm_extract import Cited, Name

class Company(BaseModel):
    name: Cited[Name]
"""


def write_corpus(folder: Path, count: int) -> Path:
    """Short articles, each about a company of its own."""
    (folder / "prompts" / "company").mkdir(parents=True)
    (folder / "prompts" / "company" / "v1.md").write_text(PROMPT)
    (folder / "prompts" / "company" / "shapes.py").write_text(SCHEMA)
    path = folder / "articles.jsonl"
    said = "The round was led by others who have said so before, and will say so again. " * 8
    with path.open("w") as lines:
        for number in range(count):
            lines.write(
                json.dumps({"id": number, "text": f"Company{number} raised $5 million on Monday. {said}"}) + "\n"
            )
    return path


@contextmanager
def serve() -> Iterator[str]:
    """The loopback server in a process of its own; gives its URL."""
    command = [sys.executable, ROOT / "tests" / "loopback.py", "--latency", str(LATENCY)]
    script = f"{HERE / 'batch_answers.py'}:answer"
    server = subprocess.Popen([*command, "--script", script], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.kill()
        server.wait()


def measure(python: Path | str, name: str, url: str, corpus: Path, count: int, concurrency: int) -> dict[str, Any]:
    """Run one contender; what it used, or why it could not run."""
    command = [
        str(python), str(HERE / "peers" / f"{name}.py"), "--url", url, "--articles", str(corpus), "--count", str(count),
        "--concurrency", str(concurrency), "--folder", str(corpus.parent),
    ]  # fmt: skip
    environment = {**os.environ, "OPENAI_API_KEY": "none"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=1800)
    except subprocess.TimeoutExpired:
        return {"failed": "took more than 30 minutes"}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no message"])[-1][:200]}
    used: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return {**used, "count": count, "concurrency": concurrency}


def install(name: str, packages: list[str]) -> Path | None:
    """The Python of an environment with a tool in it; None where it does not install."""
    folder = CACHE / name
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if (folder / "complete").exists():
        return python
    shutil.rmtree(folder, ignore_errors=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", *packages], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{name}: skipped, it does not install ({error})", file=sys.stderr)
        return None
    (folder / "complete").touch()
    return python


def describe(label: str, used: dict[str, Any]) -> str:
    """A row of the table."""
    if "failed" in used:
        return f"| {label} | | | | | failed: {used['failed']} |"
    count, wall = used["count"], used["wall"]
    rate = f"{count / wall:,.0f}"
    ideal = f"{count * LATENCY / used['concurrency'] / wall:.0%}" if used["concurrency"] else ""
    lost = "" if used["done"] == count else f", {count - used['done']} lost"
    return (
        f"| {label} | {used['concurrency'] or ''} | {rate} | {ideal} | {used['cpu'] / count * 1000:.2f} |"
        f" {used['start_cpu']:.2f} s, {used['memory'] / 1e6:.0f} MB{lost} |"
    )


def measure_start() -> dict[str, float]:
    """CPU seconds, the least of five, of the commands that people wait for."""
    program = [sys.executable, "-c", "import sys; from llm_extract.cli import main; sys.exit(main(sys.argv[1:]))"]
    with tempfile.TemporaryDirectory() as folder:
        five = ["run", str(ROOT / "seeds"), "--replay", str(ROOT / "fixtures"), "-q", "-o", f"{folder}/out.jsonl"]
        return {
            "`--help`": _least_cpu([*program, "--help"]),
            "`run --help`": _least_cpu([*program, "run", "--help"]),
            "five articles from recordings": _least_cpu([*program, *five], Path(folder)),
        }


def _least_cpu(command: list[str], folder: Path | None = None) -> float:
    times = []
    for _ in range(5):
        if folder is not None:
            for path in folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
        times.append(used.ru_utime + used.ru_stime)
    return min(times)


def run_all(options: argparse.Namespace, folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Every contender, one after the other, each with an empty folder of its own."""
    rows: list[tuple[str, dict[str, Any]]] = []

    def add(label: str, used: dict[str, Any]) -> None:
        rows.append((label, used))
        print(describe(label, used), flush=True)

    with serve() as url:
        for concurrency in options.concurrency:
            own = folder / f"own-{concurrency}"
            corpus = write_corpus(own, options.articles)
            add("llm_extract, live", measure(sys.executable, "ours", url, corpus, options.articles, concurrency))
            (own / "records.jsonl").unlink()
            stored = measure(sys.executable, "ours", url, corpus, options.articles, concurrency)
            add("llm_extract, stored", {**stored, "concurrency": 0})
            add("floor, live", measure(sys.executable, "floor_live", url, corpus, options.articles, concurrency))
            stored = measure(sys.executable, "floor_cached", url, corpus, options.articles, concurrency)
            add("floor, stored", {**stored, "concurrency": 0})
            shutil.rmtree(own)
            for name, (label, packages) in PEERS.items() if options.peers else ():
                python = install(name, packages)
                if python is not None:
                    own = folder / f"{name}-{concurrency}"
                    corpus = write_corpus(own, options.peer_articles)
                    add(label, measure(python, name, url, corpus, options.peer_articles, concurrency))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--peer-articles", type=int, default=1_000)
    parser.add_argument("--concurrency", type=int, nargs="+", default=[64, 256])
    parser.add_argument("--peers", action="store_true", help="measure other tools too")
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {LATENCY * 1000:.0f} ms latency")
    print("| | in flight | articles/s | of ideal | CPU ms/article | start, memory |\n|---|---|---|---|---|---|")
    began = time.time()
    with tempfile.TemporaryDirectory() as folder:
        rows = run_all(options, Path(folder))
    start = measure_start()
    for label, seconds in start.items():
        print(f"{label}: {seconds:.2f} s CPU")
    if options.json:
        figures = {"rows": [{"label": label, **used} for label, used in rows], "start": start, "began": began}
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
