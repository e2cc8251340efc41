"""How long reconciliation takes, and how much memory: made-up records, made-up texts, one core.

    python benchmarks/reconciliation.py                 # 25,000, 50,000 and 100,000 records
    python benchmarks/reconciliation.py --records 1000  # one size
    python benchmarks/reconciliation.py --texts 20000   # near-identical articles alone

Companies are drawn so that a few are told of often (Zipf) and most once or twice; each has one to six rounds, which
articles tell with gaps, rounded sums, coarser dates and errors. One text in five is an edited copy of another. Every
size runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

SIZES = (25_000, 50_000, 100_000)
LABELS = ("seed", "series_a", "series_b", "series_c", "series_d", "series_e")
FUNDS = [f"Fund {letter}{number}" for letter in "ABCDEFGH" for number in range(40)]


def make_records(count: int) -> Iterator[dict[str, Any]]:
    """Records as a run writes them; the same for the same count."""
    chance = random.Random(7)
    companies = max(count // 4, 1)
    for number in range(count):
        company = min(int(chance.paretovariate(0.9)) - 1 + chance.randrange(companies), companies - 1)
        if chance.random() < 0.05:
            company = int(chance.paretovariate(1.2)) % 50  # those of whom everybody writes
        rounds = [_round(chance, company, first=True)]
        if chance.random() < 0.4:
            rounds.append(_round(chance, company, first=False))
        yield _record(number, rounds, chance)


def _round(chance: random.Random, company: int, *, first: bool) -> dict[str, Any]:
    own = random.Random(company * 31 + 5)
    which = chance.randrange(own.randint(1, 6))
    amount = (own.randint(2, 9) * 10 ** own.randint(0, 2)) * (which + 1) * 1_000_000
    year, month, day = 2012 + which * 2 + own.randrange(2), own.randint(1, 12), own.randint(1, 28)
    if chance.random() < 0.03:
        amount *= chance.choice((1000, 2))
    dates = (f"{year}-{month:02d}-{day:02d}", f"{year}-{month:02d}", f"{year}", None)
    investors = [{"name": fund, "role": "participant"} for fund in own.sample(FUNDS, 3)[: chance.randint(0, 3)]]
    return {
        "company": f"Company {company:x}{chance.choice(('', '', ' Inc.', ' Ltd'))}",
        "context": "subject" if first else "background",
        "investment_type": LABELS[which] if chance.random() < 0.8 else None,
        "status": "closed" if chance.random() < 0.9 else "in_talks",
        "money_raised": _money(amount) if chance.random() < 0.9 else None,
        "announced_on": chance.choice(dates),
        "investors": investors,
        "valuations": [
            {
                "money": _money(amount * chance.randint(4, 6)),
                "relation": "about", "timing": "unspecified", "reported_by": None,
            }
        ] if chance.random() < 0.3 else [],
    }  # fmt: skip


def _money(amount: int) -> dict[str, Any]:
    return {"amount": str(amount), "currency": "USD", "equivalents": []}


def _record(number: int, rounds: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    key = f"articles/{number:07d}.txt"
    evidence = []
    for index, told in enumerate(rounds):
        for path in ("company", "investment_type", "status", "money_raised", "announced_on"):
            if told[path] is not None:
                evidence.append(_evidence(f"/rounds/{index}/{path}", told, chance))
        for part in ("investors", "valuations"):
            evidence += [_evidence(f"/rounds/{index}/{part}/{n}", told, chance) for n in range(len(told[part]))]
    return {
        "record_format": 1,
        "document": {
            "key": key, "id": hashlib.sha256(key.encode()).hexdigest(), "source": key, "title": None,
            "published_on": rounds[0]["announced_on"], "encoding": "utf-8", "chars": 3000, "metadata": {},
        },
        "task": {"name": "funding_news", "version": 1, "prompt_sha256": "0", "schema_sha256": "0"},
        "model": "none", "parameters": {}, "status": "ok",
        "data": {"rounds": rounds, "partnerships": [], "quotes": [], "figures": []},
        "evidence": evidence, "notes": [], "attempts": [], "usage": {}, "review": None, "error": None,
    }  # fmt: skip


def _evidence(path: str, told: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    start = chance.randrange(2500)
    quote = (
        f"{told['company']} said that it raised {told['announced_on']} more words for {path.rpartition('/')[2]} here"
    )
    return {
        "path": path, "quote": quote, "spans": [[start, start + len(quote)]], "alignment": "exact",
        "support": "supported", "reason": "",
    }  # fmt: skip


def make_texts(count: int, words: int = 450) -> Iterator[tuple[str, str]]:
    """Articles, one in five an edited copy of an earlier one."""
    chance = random.Random(11)
    vocabulary = [
        f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "st", "l", "mi", "to", "ve")
    ]
    recent: list[list[str]] = []
    for number in range(count):
        if recent and number % 5 == 0:
            text = list(chance.choice(recent))
            for _ in range(8):
                text[chance.randrange(len(text))] = chance.choice(vocabulary)
        else:
            text = chance.choices(vocabulary, k=words)
            recent = [*recent[-49:], text]
        yield f"articles/{number:07d}.txt", " ".join(text)


def measure_records(count: int) -> None:
    """Print one row: records, seconds, records a second, peak memory, events, those with conflicts."""
    from llm_extract.reconciliation import iterate_events
    from llm_extract.schemas.funding import FundingNews

    making = time.process_time()
    for _ in make_records(count):
        pass
    made = time.process_time()
    events = conflicts = several = 0
    for event in iterate_events(make_records(count), FundingNews):
        event.to_json()
        events, several, conflicts = events + 1, several + (event.voices > 1), conflicts + bool(event.conflicts)
    seconds = time.process_time() - made - (made - making)
    _print_row(count, seconds, f"{events:>9,} {several:>9,} {conflicts:>9,}")


def measure_texts(count: int) -> None:
    """Print one row: texts, seconds without making them, texts a second, peak memory, copies found of those made."""
    from llm_extract.reconciliation import find_copies

    making = time.process_time()
    for _ in make_texts(count):
        pass
    made = time.process_time()
    copies = find_copies(make_texts(count))
    seconds = time.process_time() - made - (made - making)
    planted = [key for key in (f"articles/{n:07d}.txt" for n in range(5, count, 5)) if key in copies]
    _print_row(count, seconds, f"{len(planted):,} of {(count - 1) // 5:,}")


def _print_row(count: int, seconds: float, rest: str) -> None:
    print(f"{count:>9,} {seconds:>8.1f} {count / seconds:>10,.0f} {_peak():>9,} {rest}")


def _peak() -> int:
    """Peak memory of this process in MB."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024) if sys.platform == "darwin" else peak // 1024


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int)
    parser.add_argument("--texts", type=int)
    chosen = parser.parse_args()
    if chosen.records:
        measure_records(chosen.records)
    if chosen.texts:
        measure_texts(chosen.texts)
    if chosen.records or chosen.texts:
        return
    print(
        f"{'records':>9} {'CPU s':>8} {'a second':>10} {'MB':>9} {'events':>9} {'several':>9} {'conflicts':>9}",
        flush=True,
    )
    for size in SIZES:
        subprocess.run([sys.executable, __file__, "--records", str(size)], check=True)
    print(f"{'texts':>9} {'CPU s':>8} {'a second':>10} {'MB':>9} {'copies found':>12}", flush=True)
    for size in SIZES:
        subprocess.run([sys.executable, __file__, "--texts", str(size)], check=True)


if __name__ == "__main__":
    main()
