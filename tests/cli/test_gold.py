"""``llm-extract gold``: what it drafts it finds good, and articles are found by every name that eval takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def records(folder: Path, company: object, loopback: Callable[..., object], say: Say) -> Path:
    """Records of three articles and of one that cannot be read."""
    (folder / "articles" / "Empty.txt").write_text("")
    server = loopback(company.answer)  # type: ignore[attr-defined]
    command = ("run", "articles", "-t", "company", "-m", "m", "--base-url", server.url, "-o", "records.jsonl", "-q")  # type: ignore[attr-defined]
    assert say(*command)[0] == 1
    return folder / "records.jsonl"


def test_a_draft_is_good_and_leaves_out_what_nobody_can_label(say: Say, records: Path) -> None:
    """An article without words has no line, and that is said."""
    code, _, err = say("gold", "from", "records.jsonl", "-o", "gold.jsonl")
    assert (code, err) == (0, "left out: 1 article that could not be read: Empty.txt\n")
    lines = [json.loads(line) for line in Path("gold.jsonl").read_text().splitlines()]
    assert [line["document"] for line in lines] == ["Acme.txt", "Bolt.txt", "Corax.txt"]
    assert say("gold", "check", "gold.jsonl", "--records", "records.jsonl") == (0, "", "gold.jsonl: good\n")


@pytest.mark.parametrize("name", ["key", "id", "source"])
def test_quotes_are_looked_up_by_every_name(say: Say, records: Path, name: str) -> None:
    """A line may name its article as eval takes it; a quote that is not in that very article is told."""
    (record,) = [
        one for one in map(json.loads, records.read_text().splitlines()) if one["document"]["key"] == "Bolt.txt"
    ]
    line = {"document": record["document"][name], "data": record["data"], "quotes": {"/name": ["Bolt"]}}
    Path("gold.jsonl").write_text(json.dumps(line) + "\n")
    assert say("gold", "check", "gold.jsonl", "--records", "records.jsonl")[0] == 0
    line["quotes"] = {"/name": ["Acme"]}
    Path("gold.jsonl").write_text(json.dumps(line) + "\n")
    code, out, _ = say("gold", "check", "gold.jsonl", "--records", "records.jsonl")
    assert code == 1
    assert "Acme" in out


@pytest.mark.parametrize("verb", [("from", "records.jsonl"), ("merge", "one.jsonl", "two.jsonl", "-t", "company")])
def test_no_draft_and_no_merge_replaces_gold(say: Say, records: Path, verb: tuple[str, ...]) -> None:
    """What a reader has corrected, after a merge too, is not written over by the same command again."""
    for name in ("one.jsonl", "two.jsonl"):
        assert say("gold", "from", "records.jsonl", "-o", name)[0] == 0
    assert say("gold", *verb, "-o", "gold.jsonl")[0] == 0
    Path("gold.jsonl").write_text("by hand\n")
    code, _, err = say("gold", *verb, "-o", "gold.jsonl")
    assert (code, Path("gold.jsonl").read_text()) == (2, "by hand\n")
    assert "may hold a reader's work" in err
