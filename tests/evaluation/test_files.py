"""Whole files of records held against gold, by one process or several."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli.records_file import read_record
from llm_extract.errors import ConfigError
from llm_extract.evaluation import (
    Gold,
    Processes,
    evaluate,
    evaluate_file,
    line_parts,
    load_gold,
    suitable_processes,
    to_json,
)

SCHEMA: dict[str, Any] = {
    "properties": {
        "name": {"anyOf": [{"type": "string", "x-kind": "name"}, {"type": "null"}]},
        "tags": {"type": "array", "items": {"properties": {"word": {"type": "string"}, "count": {"type": "integer"}}}},
    }
}
COUNT = 60


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few kilobytes are cut into many parts."""
    monkeypatch.setattr(line_parts, "PART", 700)


def record(number: int) -> dict[str, Any]:
    """One of ten is repeated, one of seven is wrong, one of eleven failed, one of thirteen has no gold."""
    name = f"Name {number}" if number % 7 else "Somebody"
    key = f"d{number}.txt" if number % 13 else f"other{number}.txt"
    data = {"name": name, "tags": [{"word": f"w{tag}", "count": tag} for tag in range(number % 4)]}
    evidence = [{"path": "/name", "quote": name, "spans": [[0, len(name)]], "support": "supported"}]
    status = "ok" if number % 11 else "failed"
    usage = {"prompt_tokens": number, "completion_tokens": 1}
    return {"document": {"key": key}, "status": status, "data": data, "evidence": evidence, "usage": usage}


def gold_line(number: int) -> dict[str, Any]:
    data = {"name": f"Name {number}", "tags": [{"word": f"w{tag}", "count": 1} for tag in range(number % 5)]}
    return {"document": f"d{number}", "data": data, "quotes": {"/name": [f"Name {number}"]}}


def write(path: Path, lines: list[Any]) -> Path:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def texts(document: Any) -> str:
    return f"Name {document.get('key', '')[1:-4]} is a name"


def parse(line: bytes, path: Path, number: int) -> Any:
    """A record as it is, where ``read_record`` asks for all that a run writes; texts it refuses in its words."""
    return read_record(line, path, number) if line.startswith(b'"') else json.loads(line)


def records() -> list[dict[str, Any]]:
    return [record(number) for number in range(COUNT)] + [record(number) for number in range(1, COUNT, 10)]


@pytest.fixture(scope="module", params=[1, 2])
def workers(request: pytest.FixtureRequest) -> Iterator[Processes]:
    """One process, or two."""
    with Processes(request.param) as started:
        yield started


@pytest.mark.parametrize("most", [None, 0, 5, 1000])
def test_the_result_is_that_of_scoring_one_by_one(tmp_path: Path, most: int | None, workers: Processes) -> None:
    """Whatever the number of processes, down to every figure; errors beyond those to list are counted."""
    path = write(tmp_path / "records.jsonl", records())
    lines = [gold_line(number) for number in range(COUNT + 5)]
    whole = evaluate(records(), Gold.from_dicts(lines), SCHEMA, texts=texts, samples=50, seed=3)
    gold = write(tmp_path / "gold.jsonl", lines)
    assert whole.repeated == [f"d{number}.txt" for number in range(1, COUNT, 10)]
    assert (whole.missing[-1], len(whole.unjudged)) == (f"d{COUNT + 4}", 5)
    read = load_gold(gold, schema=SCHEMA, workers=workers)
    result = evaluate_file(
        path, read, SCHEMA, read=parse, texts=texts, samples=50, seed=3, most_findings=most, workers=workers
    )
    assert len(result.findings) == len(whole.findings[:most])
    assert result.unlisted == len(whole.findings) - len(result.findings)
    shown = json.loads(to_json(result)), json.loads(to_json(whole))
    assert shown[0].pop("errors") == shown[1].pop("errors")[:most]
    assert shown[0] == shown[1]


def test_of_several_mistakes_the_first_is_told(tmp_path: Path, workers: Processes) -> None:
    """A record that contradicts an earlier one, and a line that is none: whichever comes first in the file."""
    contrary = {**record(1), "data": {"name": "Nobody", "tags": []}}
    gold = Gold.from_dicts([gold_line(number) for number in range(COUNT)])
    path = write(tmp_path / "records.jsonl", [*records(), contrary, "no record"])
    with pytest.raises(ConfigError, match=r"two different records, 'd1\.txt' and 'd1\.txt'"):
        evaluate_file(path, gold, SCHEMA, read=parse, samples=5, workers=workers)
    write(path, [*records(), "no record", contrary])
    with pytest.raises(ConfigError, match=rf"records\.jsonl, line {len(records()) + 1}: no record"):
        evaluate_file(path, gold, SCHEMA, read=parse, samples=5, workers=workers)


@pytest.mark.parametrize(
    ("last", "message"),
    [
        ({"document": "d7", "data": {}}, r"gold\.jsonl:61: document 'd7' stands already in .*gold\.jsonl:8"),
        ({"document": "x", "data": []}, r"gold\.jsonl:61: 'data' and 'quotes' must be JSON objects"),
        ({"document": "x", "data": {}}, r"(?s)does not fit the schema:\n.*:2: d1/data/name: a number.*… and 54 more"),
    ],
)
def test_gold_is_refused_alike_by_all_processes(
    tmp_path: Path, last: dict[str, Any], message: str, workers: Processes
) -> None:
    """What is no gold is told before what does not fit its schema, of which the first mistakes are listed."""
    lines = [gold_line(number) for number in range(COUNT)]
    for line in lines[1:]:
        line["data"]["name"] = 5
    path = write(tmp_path / "gold.jsonl", [*lines, last])
    with pytest.raises(ConfigError, match=message):
        load_gold(path, schema=SCHEMA, workers=workers)


def test_short_files_are_left_to_one_process(tmp_path: Path) -> None:
    """Starting others would take longer than the work, and a file that is not there is no reason to fail here."""
    assert suitable_processes(write(tmp_path / "records.jsonl", records()), tmp_path / "missing") == 1
