"""Exports by extension: what is refused beforehand, and files that are never half written."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ConfigError, RunError
from llm_extract.record_lines import find_record_fault
from llm_extract.sinks import check_export, export_records


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("x.xlsx", {}, "'.xlsx' names no format"),
        ("x", {}, "no extension names the format"),
        ("nowhere/x.csv", {}, "folder that does not exist"),
        ("x.sqlite", {"rows": "parts"}, "--rows is for CSV"),
        ("x.jsonl", {"evidence": True}, "--evidence is for CSV"),
        ("x.csv", {"rows": "pieces"}, "there is no list"),
    ],
)
def test_what_cannot_be_written_is_known_beforehand(
    tmp_path: Path, schema: Any, name: str, options: Any, said: str
) -> None:
    """A long run must not end with a wrong extension."""
    with pytest.raises(ConfigError, match=said):
        check_export(tmp_path / name, schema, **options)


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl", "x.parquet"])
def test_an_export_that_fails_leaves_the_earlier_file(tmp_path: Path, schema: Any, make_record: Any, name: str) -> None:
    """The new one takes its place only when it is complete."""
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    path = tmp_path / name
    path.write_text("earlier", encoding="utf-8")

    def records() -> Iterator[Any]:
        yield make_record(None)
        raise RunError("the records end in the middle")

    with pytest.raises(RunError, match="in the middle"):
        export_records(records(), path, schema)
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [(name, "earlier")]


def test_json_lines_are_the_records_lines(tmp_path: Path, schema: Any, make_record: Any) -> None:
    """As a run writes them: sorted keys, characters as they are."""
    record = make_record({"headline": "é", "approved": None, "parts": [], "tags": []})
    export_records([record], tmp_path / "x.jsonl", schema)
    line = (tmp_path / "x.jsonl").read_text(encoding="utf-8")
    assert line == json.dumps(record, sort_keys=True, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", ["x.csv", "x.sqlite"])
def test_half_a_character_is_an_error_with_a_remedy(tmp_path: Path, schema: Any, make_record: Any, name: str) -> None:
    """A lone surrogate is in no encoding."""
    record = make_record({"headline": "\ud800", "approved": None, "parts": [], "tags": []})
    with pytest.raises(RunError, match="half of a character"):
        export_records([record], tmp_path / name, schema)
    assert list(tmp_path.iterdir()) == []


def test_nothing_heavy_is_imported(tmp_path: Path) -> None:
    """Exporting CSV and SQLite loads neither pyarrow nor what only a live run needs."""
    code = (
        "import sys\nfrom llm_extract.sinks import export_records\n"
        "schema = {'type': 'object', 'properties': {'a': {'type': 'string'}}}\n"
        f"export_records([], {str(tmp_path / 'x.csv')!r}, schema)\n"
        f"export_records([], {str(tmp_path / 'x.sqlite')!r}, schema)\n"
        "print(sorted({'pyarrow', 'openai', 'instructor', 'aiohttp', 'numpy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl", "x.sqlite", "x.parquet"])
def test_a_note_needs_no_details(tmp_path: Path, schema: Any, make_record: Any, name: str) -> None:
    """What the form of records leaves free is written as nothing."""
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install llm-extract[parquet]")
    record = make_record(None, notes=[{"code": "lost", "path": "", "message": "An item."}])
    assert not find_record_fault(record)
    assert export_records([record], tmp_path / name, schema) == 1
