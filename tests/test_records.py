"""The record's format: what a line holds, how it reads back, and that docs/records.md says the same."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from llm_extract.messages import Usage
from llm_extract.records import (
    Attempt,
    DocumentInfo,
    Evidence,
    EvidenceList,
    Failure,
    Note,
    Record,
    Status,
    TaskInfo,
    to_line,
)

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
EVIDENCE = Evidence("/name", "Acmé", ((3, 5), (9, 11)), "exact", "unsupported", "other words")


def record(**changes: Any) -> Record[Any]:
    """A record with something in every field."""
    given: dict[str, Any] = {
        "document": DocumentInfo("a.txt", "ab" * 32, "in/a.txt", "T", "2018-04", "utf-8", 20, {"x": 1}),
        "task": TaskInfo("company", 1, "p", "s", "e"),
        "model": "m",
        "parameters": {"temperature": 0},
        "status": "partial",
        "data": None,
        "bare": {"name": "Acmé", "amount": "600000000"},
        "evidence": EvidenceList([EVIDENCE]),
        "notes": (Note("lost", "/items/1", "An item was lost.", {"why": "type"}),),
        "attempts": (Attempt("f1", "parsed", Usage(10, 5, None)), Attempt("f2", "parsed", Usage(3, None, 2))),
        "error": Failure("AnswerInvalid", "no", "ask again"),
        "review": {"by": "R", "changes": []},
    }
    return Record(**{**given, **changes})


def _first_column(heading: str) -> list[str]:
    """The code words in the first column of the first table below a heading."""
    table = PAGE.split(heading, 1)[1].lstrip().split("\n\n")
    rows = next(block for block in table if block.startswith("|")).splitlines()[2:]
    return [word for row in rows for word in re.findall(r"`([a-z_]+)`", row.split("|")[1])]


def test_a_line_reads_back_to_the_same_bytes() -> None:
    """from_dict undoes to_json, field by field, and without examples there is no key for them."""
    for one in (record(), record(task=TaskInfo("company", 1, "p", "s"), error=None, review=None, bare=None)):
        line = one.to_json()
        again = Record.from_dict(json.loads(line))
        assert again.to_json() == line
        assert again == one
    assert "examples_sha256" not in line


def test_keys_are_sorted_and_characters_stand_as_they_are() -> None:
    """The bytes of a line follow from its values: sorted keys at every depth, no escapes, no line break."""
    line = record().to_json()
    for found in (json.loads(line), json.loads(line)["document"], json.loads(line)["evidence"][0]):
        assert list(found) == sorted(found)
    assert "Acmé" in line
    assert "\n" not in line


def test_a_line_cannot_hold_what_json_cannot() -> None:
    """NaN and infinity are refused instead of written."""
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="not JSON compliant"):
            to_line({"a": value})


def test_usage_is_the_sum_of_the_attempts() -> None:
    """Tokens add up over attempts; what one answer did not say does not spoil the sum, what none said is null."""
    raw = record().to_dict()
    assert raw["usage"] == {"prompt_tokens": 13, "completion_tokens": 5, "cached_tokens": 2}
    assert raw["attempts"][0]["usage"] == {"prompt_tokens": 10, "completion_tokens": 5, "cached_tokens": None}
    assert set(record(attempts=()).to_dict()["usage"].values()) == {None}


def test_another_format_is_refused() -> None:
    """A record of another format is not read as if it were of this one."""
    for version in (0, 2, None):
        with pytest.raises(ValueError, match="record_format"):
            Record.from_dict({**record().to_dict(), "record_format": version})


def test_only_ok_and_empty_are_ok() -> None:
    """Every other status says that something is missing."""
    assert [status for status in get_args(Status) if record(status=status).ok] == ["ok", "empty"]


def test_evidence_is_found_by_its_path() -> None:
    """By path, by number, and with all that lies inside, where a longer name is not inside; a miss names some."""
    inner = [Evidence(path, None, (), "missing", "unsupported") for path in ("/a", "/a/0", "/ab")]
    found = EvidenceList(inner)
    assert found["/ab"] is found[2] is inner[2]
    assert found.get("/b") is None
    assert [one.path for one in found.under("/a")] == ["/a", "/a/0"]
    assert len(found.under("")) == 3
    assert [one in found for one in ("/a/0", inner[0], "/b")] == [True, True, False]
    with pytest.raises(KeyError, match=r"'b' is no cited value's path; those are '/a', '/a/0', '/ab'"):
        found["b"]


def test_the_page_names_the_keys_of_a_record() -> None:
    """docs/records.md describes every key of a line, and no other."""
    described = _first_column("# Records")
    assert {*described, "record_format"} == set(record().to_dict())


def test_the_page_names_the_statuses() -> None:
    """docs/records.md lists the statuses that there are."""
    assert _first_column("## Status") == list(get_args(Status))


def test_the_page_names_the_kinds_of_evidence() -> None:
    """docs/records.md lists the alignments and the kinds of support that there are."""
    hints = {name: get_args(hint) for name, hint in get_type_hints(Evidence).items()}
    assert tuple(_first_column("## Evidence")) == hints["alignment"]
    assert tuple(_first_column("| `missing` | it is not in the article |\n")) == hints["support"]


def _note_codes() -> Iterator[str]:
    for path in (ROOT / "src" / "llm_extract").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        nodes = ast.walk(ast.parse(source)) if "Note(" in source else ()
        for node in nodes:
            match node:
                case ast.Call(func=ast.Name(id="Note"), args=[ast.Constant(value=str(code)), *_]):
                    yield code


def test_the_page_names_the_notes() -> None:
    """docs/records.md lists every note that the code writes with a fixed code."""
    written = set(_note_codes())
    assert len(written) > 5
    assert written <= set(_first_column("## Notes"))
