"""``llm-extract compare``: record files or versions, as tables and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.shipped import shipped

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def records(say: Say) -> Path:
    """The records of the shipped articles, of the first version."""
    options = ("-t", "funding_news@v1", "--replay", str(shipped("fixtures")), "-q", "-o", "one.jsonl")
    assert say("run", str(shipped("seeds")), *options)[0] == 0
    return Path("one.jsonl")


def altered(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """A copy of a records file whose first record was changed."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(lines[0])
    other = path.with_name("other.jsonl")
    other.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return other


def test_a_file_agrees_with_itself(say: Say, records: Path) -> None:
    """Exit code 0, full agreement, no changes."""
    code, out, err = say("compare", str(records), str(records))
    assert (code, err) == (0, "")
    assert out.splitlines()[2].split()[:3] == ["all", "fields", "1.000"]
    assert "Changes" not in out


def test_one_changed_value_is_shown_with_the_quotes_of_both_sides(say: Say, records: Path) -> None:
    """Field, document, values and words are there, in the table and in the JSON."""

    def change(record: dict[str, Any]) -> None:
        record["data"]["rounds"][0]["money_raised"]["amount"] = "620000000"

    other = altered(records, change)
    code, out, _ = say("compare", str(records), str(other), "--json", "found.json")
    assert code == 0
    at = out.splitlines().index("changed  000_a9b7a494150d6b5a.txt  rounds[].money_raised")
    before, after = out.splitlines()[at + 1 : at + 3]
    assert before.startswith('  - {"amount": "600000000", "currency": "USD"}  “')
    assert after.startswith('  + {"amount": "620000000", "currency": "USD"}  “')
    assert "$600 million" in before
    found = json.loads(Path("found.json").read_bytes())
    assert found["fields"]["rounds[].money_raised"]["changed"] == 1
    assert [change["kind"] for change in found["changes"]] == ["changed"]
    code, out, _ = say("compare", str(records), str(other), "--json", "-")
    assert json.loads(out) == found


def test_a_record_without_data_stands_apart(say: Say, records: Path) -> None:
    """Exit code 1: not every document was compared."""

    def change(record: dict[str, Any]) -> None:
        record.update(data=None, status="truncated", evidence=[])

    code, out, _ = say("compare", str(records), str(altered(records, change)))
    assert code == 1
    assert "000_a9b7a494150d6b5a.txt  ok on the first side, truncated on the second" in out


def test_two_versions_are_run_over_the_same_inputs(say: Say, records: Path) -> None:
    """A task is extracted from recordings here; a records file may stand on the other side."""
    inputs = [str(shipped("seeds")), "--replay", str(shipped("fixtures"))]
    for first in ("funding_news@v1", str(records)):
        code, out, err = say("compare", first, "funding_news@v1", *inputs)
        assert (code, err) == (0, "")
        assert out.splitlines()[2].split()[:3] == ["all", "fields", "1.000"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["funding_news@v1", "funding_news@v1"], "funding_news@v1 is a task, and no inputs are given"),
        (["none.jsonl", "funding_news@v1"], "no records file none.jsonl"),
        (["funding_news@v1", "funding_new@v1", "x"], "Did you mean 'funding_news'"),
        (["funding_news@v1", "funding_news@v2", "nowhere"], "nowhere: no such file or folder"),
    ],
)
def test_an_error_names_the_remedy(say: Say, arguments: list[str], message: str) -> None:
    """Exit code 2, nothing on stdout."""
    code, out, err = say("compare", *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_gold_tells_which_side_is_better(say: Say, records: Path) -> None:
    """Both scores, and that one article that differs proves nothing; the same numbers in the JSON."""

    def change(record: dict[str, Any]) -> None:
        record["data"]["rounds"][0]["money_raised"]["amount"] = "620000000"

    gold = str(shipped("fixtures") / "gold" / "funding_news.jsonl")
    code, out, err = say("compare", str(records), str(altered(records, change)), "--gold", gold, "--json", "found.json")
    assert (code, err) == (0, "")
    head, _, overall = out.splitlines()[:3]
    assert head == "Against the gold, 5 articles"
    assert overall.split()[1:] == ["0.984", "0.979", "-0.005", "0", "1", "1.000", "not", "told", "apart"]
    scores = json.loads(Path("found.json").read_bytes())["scores"]
    assert scores["fields"]["rounds[].money_raised"]["worse"] == 1
    assert scores["overall"]["after"] == {"right": 213, "false": 5, "missed": 4, "f1": pytest.approx(426 / 435)}


def test_gold_that_does_not_fit_is_refused_with_its_line(say: Say, records: Path) -> None:
    """Exit code 2, the place and the remedy."""
    Path("gold.jsonl").write_text('{"document": "000_a9b7a494150d6b5a", "data": {"ruonds": []}}\n', encoding="utf-8")
    code, _, err = say("compare", str(records), str(records), "--gold", "gold.jsonl")
    assert code == 2
    assert "gold.jsonl:1" in err
    assert "Did you mean 'rounds'?" in err
