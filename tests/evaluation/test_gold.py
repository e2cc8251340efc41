"""Gold files: read, joined with records, and refused with file, line, cause and remedy."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from llm_extract.comparison import Shape
from llm_extract.errors import ConfigError
from llm_extract.evaluation import Gold, GoldLine, draft_gold, load_gold


def write(path: Path, *lines: Any) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_line_is_read_and_written_back(tmp_path: Path) -> None:
    """What a line holds survives reading and writing; empty lines and a byte order mark do not matter."""
    line = {
        "document": "a",
        "annotator": "x",
        "data": {"n": {"$any": [1, None]}},
        "quotes": {"/n": ["one", ["a", "b"]]},
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(
        "\ufeff" + json.dumps(line) + "\n\n" + json.dumps({"document": "b", "nothing": True}), encoding="utf-8"
    )
    gold = load_gold(path)
    assert [one.to_dict() for one in gold] == [line, {"document": "b", "nothing": True}]
    assert [one.where for one in gold] == [f"{path}:1", f"{path}:3"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r":2: not JSON.*one JSON object on each line"),
        ([1], r":2: not a JSON object"),
        ({"data": {}}, r":2: no 'document'"),
        ({"document": "b"}, r":2: no 'data'.*nothing"),
        ({"document": "b", "data": []}, r":2: 'data' and 'quotes' must be"),
        ({"document": "b", "data": {}, "quote": {}}, r":2: unknown key 'quote'.*Did you mean 'quotes'"),
        ({"document": "b", "data": {}, "zzz": {}}, r":2: unknown key 'zzz'.*Known keys: annotator"),
        ({"document": "b", "data": {}, "quotes": {"/n": "words"}}, r":2: quotes of '/n' are no list"),
        ({"document": "b", "data": {}, "quotes": {"/n": [""]}}, r":2: quotes of '/n' are no list"),
        ({"document": "b", "nothing": "yes"}, r":2: 'nothing' must be true or false"),
        ({"document": "a", "data": {}}, r":2: document 'a' stands already in .*gold.jsonl:1"),
    ],
)
def test_mistakes_name_file_line_cause_and_remedy(tmp_path: Path, line: Any, message: str) -> None:
    """Each mistake in the second line is told with its place."""
    path = write(tmp_path / "gold.jsonl", {"document": "a", "data": {}}, line)
    with pytest.raises(ConfigError, match=message) as caught:
        load_gold(path)
    assert caught.value.hint


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """The error names the path."""
    with pytest.raises(ConfigError, match=r"missing\.jsonl"):
        load_gold(tmp_path / "missing.jsonl")


@pytest.mark.parametrize("name", ["texts/a.v2.txt", "ab12", "/in/texts/a.v2.txt", "a.v2.txt", "a.v2"])
def test_a_document_is_found_by_any_of_its_names(name: str) -> None:
    """Key, id, source, file name and file name without its ending all lead to the gold line."""
    document = {"key": "texts/a.v2.txt", "id": "ab12", "source": "/in/texts/a.v2.txt"}
    assert Gold([GoldLine(name, {})]).match(document) is not None
    assert Gold([GoldLine("a", {})]).match(document) is None


def test_nothing_to_find_means_empty_lists_and_nulls() -> None:
    """Of an empty article lists and what may be null must be empty; flags are judged only where labelled."""
    schema = {
        "properties": {
            "rounds": {"type": "array", "items": {"type": "string"}},
            "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "is_news": {"type": "boolean"},
        }
    }
    shape = Shape.from_schema(schema)
    assert GoldLine("a", {}, nothing=True).expected(shape) == {"rounds": [], "note": None}
    assert GoldLine("a", {"is_news": False}, nothing=True).expected(shape)["is_news"] is False


def test_drafts_carry_what_a_record_can_give() -> None:
    """Unsupported quotes are left out, empty records become nothing, failed ones are left to label by hand."""
    evidence = [
        {"path": "/n", "quote": "good", "support": "supported"},
        {"path": "/m", "quote": "bad", "support": "unsupported"},
        {"path": "/o", "quote": None, "support": "unchecked"},
    ]
    records = [
        {"document": {"key": "a"}, "status": "ok", "data": {"n": 1, "m": 2}, "evidence": evidence},
        {"document": {"key": "b"}, "status": "empty", "data": {"rounds": []}},
        {"document": {"key": "c"}, "status": "failed", "data": None},
    ]
    lines = [line.to_dict() for line in draft_gold(records)]
    assert [line["document"] for line in lines] == ["a", "b", "c"]
    assert lines[0]["quotes"] == {"/n": ["good"]}
    assert lines[1]["nothing"] is True
    assert lines[2]["data"] == {}
    assert all("draft" in line["note"] for line in lines)
    assert len(Gold.from_dicts(lines)) == 3


def test_a_gold_file_is_not_held_in_memory(tmp_path: Path) -> None:
    """Lines are read when asked for, so a file that changes meanwhile is an error and not another document's gold."""
    path = write(tmp_path / "gold.jsonl", {"document": "a", "data": {"n": 1}}, {"document": "b", "data": {"n": 2}})
    gold = load_gold(path)
    second = gold.get("b")
    assert second is not None
    assert second.data == {"n": 2}
    write(path, {"document": "b", "data": {"n": 2}}, {"document": "a", "data": {"n": 1}})
    with pytest.raises(ConfigError, match="changed while it was read"):
        gold.get("b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_gold_may_come_through_a_pipe(tmp_path: Path) -> None:
    """What can be read only once, as from a shell's process substitution, is read once."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=write, args=(pipe, {"document": "a", "data": {"n": 1}}))
    writer.start()
    gold = load_gold(pipe)
    writer.join()
    assert [line.data for line in gold] == [line.data for line in gold] == [{"n": 1}]


@pytest.mark.parametrize(
    "value",
    ['"half a character: \\ud83d"', "[" * 230 + "]" * 230, "NaN", "1e400", "-0.0", str(10**30), '{"a": 1, "a": 2}'],
)
def test_strange_json_is_read_as_python_reads_it(tmp_path: Path, value: str) -> None:
    """Whatever the fast reader says about it."""
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"document": "a", "data": {{"n": {value}}}}}', encoding="utf-8")
    (line,) = load_gold(path)
    assert repr(line.data) == repr({"n": json.loads(value)})


@pytest.mark.parametrize("value", ["[" * 260 + "]" * 260, "1" * 5000, "[1,]", '"\n"', "\ufeff1"])
def test_what_python_refuses_is_refused(tmp_path: Path, value: str) -> None:
    """In the words of its reader."""
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"document": "a", "data": {{"n": {value}}}}}', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"gold\.jsonl:1: not JSON: .*one JSON object on each line"):
        load_gold(path)
