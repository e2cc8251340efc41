"""Measure grounding: are quotes found where they stand, what is never bridged, and what it costs.

    python benchmarks/grounding.py [--langextract] [--sob DIR] [--json FILE] [--articles N]

Texts and quotes are made by the script itself. With ``--langextract`` the same cases go to that library's aligner,
which is installed into an environment of its own in the cache folder (once).
CPU is process time, of this process or of the rival's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import unicodedata
import venv
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from grounding_cases.hostile import hostile_cases
from grounding_cases.planted import Case, planted_cases
from grounding_cases.slow import slow_cases
from grounding_cases.values import measure_values

from llm_extract.grounding.alignment import ArticleText, align

RIVAL = "langextract"
RIVAL_CASES = 400  # per run: the rival needs seconds for each hundred
Quotes = Sequence[tuple[str, str | None]]
Spans = Sequence[tuple[int, int]]


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--langextract", action="store_true", help="measure langextract on the same cases")
    parser.add_argument("--sob", type=Path, metavar="DIR", help="a folder with docs.jsonl and replies.jsonl.gz")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--articles", type=int, default=60, help="articles per language (default 60)")
    given = parser.parse_args()

    align(ArticleText("the first call of all"), [("/a", "the first cal of all")])  # imports are not measured
    cases = planted_cases(given.articles)
    slow = slow_cases()
    figures: dict[str, Any] = {
        "planted": measure_planted(cases),
        "exact": measure_exact(),
        "slow": {name: _cpu(lambda t=text, q=quotes: align(ArticleText(t), q)) for name, text, quotes in slow},
        "hostile": measure_hostile(),
    }
    if given.langextract:
        figures["langextract"] = measure_rival(cases, slow, figures["slow"])
    if given.sob:
        figures["values"] = measure_values(given.sob)
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def measure_planted(cases: Sequence[Case]) -> dict[str, Any]:
    """Right answers by kind of case, and the CPU of all."""
    began = time.process_time()
    answers = [align(ArticleText(case.text), case.quotes)[case.target].spans for case in cases]
    cpu = time.process_time() - began
    return {**score(cases, answers), "cpu_ms_per_case": round(cpu / len(cases) * 1000, 3)}


def score(cases: Sequence[Case], answers: Sequence[Spans]) -> dict[str, Any]:
    """Compare answers with the right ones; punctuation at the edges of a span does not count."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case, spans in zip(cases, answers, strict=True):
        total[case.kind] += 1
        right[case.kind] += _trimmed(case.text, spans) == _trimmed(case.text, case.expected or [])
    answerable = {case.kind for case in cases if case.expected is not None}
    found = sum(right[kind] for kind in answerable)
    asked = sum(total[kind] for kind in answerable)
    changed = [kind for kind in total if kind not in answerable]
    return {
        "offsets_right": round(found / asked, 5),
        "cases_with_one_right_answer": asked,
        "changed_content_aligned": sum(total[kind] - right[kind] for kind in changed),
        "cases_with_changed_content": sum(total[kind] for kind in changed),
        "by_kind": {kind: f"{right[kind]}/{total[kind]}" for kind in total},
    }


def _trimmed(text: str, spans: Spans) -> list[tuple[int, int]]:
    trimmed = []
    for start, end in spans:
        while start < end and not _is_content(text[start]):
            start += 1
        while start < end and not _is_content(text[end - 1]):
            end -= 1
        trimmed.append((start, end))
    return trimmed


def _is_content(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNMS"


def measure_exact() -> dict[str, float]:
    """A typical article: 3,000 characters, 25 verbatim quotes that occur once."""
    sentences = [
        f"Firm number {n} of Oslo raised ${n + 100} million from investor {n * 7} in a round. " for n in range(90)
    ]
    text = "".join(sentences)[:3000]
    quotes = [(f"/rounds/{n}/sum", f"raised ${n + 100} million from investor {n * 7} in") for n in range(25)]
    return {"microseconds": round(min(_cpu(lambda: align(ArticleText(text), quotes), 200) for _ in range(5)) * 1e3, 1)}


def measure_hostile() -> dict[str, float]:
    """CPU in ms of each hostile input, the better of two runs."""
    return {
        name: min(_cpu(lambda t=text, q=quotes: align(ArticleText(t), q)) for _ in range(2))
        for name, text, quotes in hostile_cases()
    }


def _cpu(work: Callable[[], object], times: int = 1) -> float:
    """CPU of one call in ms."""
    began = time.process_time()
    for _ in range(times):
        work()
    return round((time.process_time() - began) / times * 1000, 4)


def measure_rival(
    cases: Sequence[Case], slow: Sequence[tuple[str, str, list[tuple[str, str]]]], ours: dict[str, float]
) -> dict[str, Any]:
    """The same cases through langextract: a sample of the planted ones, and the slow ones."""
    sample = cases[:: max(1, len(cases) // RIVAL_CASES)]
    asked = [{"text": case.text, "quotes": case.quotes} for case in sample]
    asked += [{"text": text, "quotes": quotes} for _, text, quotes in slow]
    script = Path(__file__).parent / "grounding_cases" / "rival.py"
    done = subprocess.run(
        [_rival_python(), str(script)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    reply = json.loads(done.stdout)
    answers = reply["answers"]
    spans = [_rival_spans(case, answer) for case, answer in zip(sample, answers, strict=False)]
    times = {name: round(a["cpu"] * 1000, 1) for (name, _, _), a in zip(slow, answers[len(sample) :], strict=True)}
    return {
        "version": reply["version"],
        "planted": score(sample, spans),
        "cpu_ms_per_case": round(sum(answer["cpu"] for answer in answers[: len(sample)]) / len(sample) * 1000, 3),
        "errors": sum("error" in answer for answer in answers),
        "slow_ms": times,
        "times_our_cpu": {name: round(cpu / ours[name]) for name, cpu in times.items()},
    }


def _rival_spans(case: Case, answer: dict[str, Any]) -> Spans:
    """Its one interval; where several spans are right, one from the first to the last is as good."""
    span = (answer.get("spans") or {case.target: None})[case.target]
    if span is None:
        return []
    expected = case.expected or []
    if len(expected) > 1 and _trimmed(case.text, [span]) == _trimmed(case.text, [(expected[0][0], expected[-1][1])]):
        return expected
    return [tuple(span)]


def _rival_python() -> str:
    """The interpreter of the rival's own environment, made on first use."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or tempfile.gettempdir()) / "llm-extract-benchmarks" / RIVAL
    python = cache / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (cache / "ready").exists():
        print(f"Installing {RIVAL} into an environment of its own ...", file=sys.stderr)
        venv.create(cache, with_pip=True, clear=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", RIVAL], check=True, stdout=sys.stderr)
        (cache / "ready").touch()
    return str(python)


if __name__ == "__main__":
    main()
