"""Keys that a schema leaves open: one column of JSON, and nothing lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from llm_extract.errors import ConfigError
from llm_extract.sinks import export_records, records_to_frame
from llm_extract.sinks.fields import read_fields

Make = Callable[..., dict[str, Any]]


class Part(BaseModel):
    """Further keys may stand beside its own, even one of the column's name."""

    model_config = ConfigDict(extra="allow")
    name: str
    additional_properties: str | None = None


class Machine(BaseModel):
    model_config = ConfigDict(extra="allow")
    title: str
    parts: list[Part]


SCHEMA = Machine.model_json_schema()
DATA = {
    "title": "t",
    "parts": [{"name": "n", "additional_properties": "own", "more": [1, "=2"]}, {"name": "m"}],
    "a": 1,
}


@pytest.fixture
def records(make_record: Make) -> list[dict[str, Any]]:
    """One with further keys at the top and in an item, one with none, one without data."""
    bare = {"title": "u", "parts": []}
    return [make_record(DATA), make_record(bare, key="b.txt"), make_record(None, key="c.txt", status="failed")]


def test_csv_has_a_column_for_them(tmp_path: Path, records: Any, read_cells: Any) -> None:
    """JSON text, empty where there are none; the name gives way to a field of the same name."""
    export_records(records, tmp_path / "x.csv", SCHEMA)
    rows = read_cells(tmp_path / "x.csv")
    assert [row["additional_properties_2"] for row in rows] == ['{"more": [1, "=2"]}', None, None, None]
    assert [row["additional_properties"] for row in rows] == ["own", None, None, None]
    frame = records_to_frame(records, "records", schema=SCHEMA)
    assert frame["additional_properties"].tolist()[0] == '{"a": 1}'


def test_sqlite_has_a_column_for_them_and_the_whole_data(tmp_path: Path, records: Any) -> None:
    """The column beside the others; ``records.data`` is as it was."""
    export_records(records, tmp_path / "x.sqlite", SCHEMA)
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        assert database.execute("SELECT additional_properties_2 FROM parts ORDER BY item_number").fetchall() == [
            ('{"more": [1, "=2"]}',), (None,),
        ]  # fmt: skip
        (whole,) = database.execute("SELECT data FROM records WHERE document_key = 'a.txt'").fetchone()
    assert json.loads(whole) == DATA


def test_parquet_has_a_field_for_them(tmp_path: Path, records: Any) -> None:
    """JSON text, null where there are none."""
    parquet = pytest.importorskip("pyarrow.parquet")
    export_records(records, tmp_path / "x.parquet", SCHEMA)
    first, second, third = parquet.read_table(tmp_path / "x.parquet").column("data").to_pylist()
    assert (first["additional_properties"], second["additional_properties"], third) == ('{"a": 1}', None, None)
    assert [one["additional_properties_2"] for one in first["parts"]] == ['{"more": [1, "=2"]}', None]


@pytest.mark.parametrize("word", [{"patternProperties": {"^x": {"type": "integer"}}}, {"additionalProperties": {}}])
def test_schemas_of_files_say_it_in_several_ways(word: dict[str, Any]) -> None:
    """Keys by pattern, and keys of any value."""
    fields = read_fields({"type": "object", "properties": {"a": {"type": "integer"}}, **word})
    assert {key: one.kind for key, one in fields.properties.items()} == {
        "a": "integer",
        "additional_properties": "json",
    }


@pytest.mark.parametrize("schema", [{"type": "array", "items": {}}, {"additionalProperties": {"type": "integer"}}])
def test_a_whole_that_is_no_object_with_fields_is_for_json_lines(schema: dict[str, Any]) -> None:
    """A list or a map as a whole has no columns."""
    with pytest.raises(ConfigError, match="no object with fields") as caught:
        read_fields({"type": "object", **schema})
    assert "jsonl" in caught.value.hint
