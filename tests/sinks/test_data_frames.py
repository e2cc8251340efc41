"""Records as data frames: the columns of a CSV, the types of a Parquet file."""

from __future__ import annotations

import csv
import importlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest

from llm_extract import Extractor, read_documents
from llm_extract.errors import ConfigError
from llm_extract.records import Record
from llm_extract.shipped import shipped
from llm_extract.sinks import export_records, records_to_frame

PART = {
    "name": "Bolt",
    "day": "2018-04",
    "count": 3,
    "ratio": 0.5,
    "price": {"amount": "12345678901234567890.5", "unit": "EUR"},
    "makers": [{"name": "Acme", "role": "maker"}],
}
DATA = {"headline": "News", "approved": True, "parts": [PART, {**PART, "count": None, "price": None}], "tags": ["a"]}
Rows = list[dict[str, Any]]


def _rows(frame: Any) -> Rows:
    if isinstance(frame, pandas.DataFrame):
        plain = frame.astype(object).where(frame.notna(), None)
        return [dict(row) for row in plain.to_dict("records")]
    return list(frame.to_dicts() if isinstance(frame, polars.DataFrame) else frame.to_pylist())


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
@pytest.mark.parametrize("table", ["records", "parts", "parts.makers"])
def test_the_columns_are_those_of_a_csv(
    kind: str, table: str, schema: dict[str, Any], make_record: Callable[..., Any], tmp_path: Path
) -> None:
    """Names, order and values are the same, for every table and library."""
    records = [make_record(DATA), make_record(None, key="b.txt", status="failed")]
    path = tmp_path / "x.csv"
    export_records(records, path, schema, rows="documents" if table == "records" else table, evidence=True)
    frame = records_to_frame(records, table, kind=kind, schema=schema, evidence=True)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        expected = list(csv.DictReader(stream))
    rows = _rows(frame)
    assert [list(row) for row in rows] == [list(row) for row in expected]
    assert [[_cell(value) for value in row.values()] for row in rows] == [list(row.values()) for row in expected]


def _cell(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
def test_types(kind: str, schema: dict[str, Any], make_record: Callable[..., Any]) -> None:
    """Decimals are exact Decimals, whole numbers stay whole beside a null, dates without a day stay text."""
    first, second = _rows(records_to_frame([make_record(DATA)], "parts", kind=kind, schema=schema))
    assert first["price_amount"] == Decimal("12345678901234567890.5")
    assert isinstance(first["price_amount"], Decimal)
    assert (first["count"], first["ratio"], first["day"], first["approved"]) == (3, 0.5, "2018-04", True)
    assert not isinstance(first["count"], float)
    assert (second["count"], second["price_amount"], second["price_unit"]) == (None, None, None)


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
def test_a_column_of_which_a_value_does_not_fit_is_text(
    kind: str, schema: dict[str, Any], make_record: Callable[..., Any]
) -> None:
    """As in Parquet: nothing is rounded, and nothing fails."""
    parts = [PART, {**PART, "count": 2**70, "price": {"amount": "1" * 40, "unit": "EUR"}}]
    first, second = _rows(records_to_frame([make_record({**DATA, "parts": parts})], "parts", kind=kind, schema=schema))
    assert (first["count"], second["count"]) == ("3", str(2**70))
    assert second["price_amount"] == "1" * 40


def test_types_are_declared_also_where_all_is_null(schema: dict[str, Any], make_record: Callable[..., Any]) -> None:
    """A frame of failures can be joined to one of successes."""
    records = [make_record(None, status="failed")]
    frame = records_to_frame(records, "parts", kind="arrow", schema=schema)
    assert frame.schema.field("price_amount").type == pyarrow.decimal128(38, 9)
    assert frame.schema.field("count").type == pyarrow.int64()
    assert str(records_to_frame(records, "parts", schema=schema).dtypes["count"]) == "Int64"


@pytest.fixture(scope="module")
def records() -> list[Record[Any]]:
    """The records of the five shipped articles."""
    with Extractor("funding_news", replay=shipped("fixtures")) as extractor:
        return list(extractor.extract_many(read_documents([str(shipped("seeds"))])))


def test_a_pandas_column_keeps_its_index(records: list[Record[Any]]) -> None:
    """A row per record joins the frame that the column came from; items repeat their record's label, names kept."""
    index = pandas.MultiIndex.from_product([["a"], range(5)], names=["folder", "n"])
    column = pandas.Series(records, index=index)
    assert records_to_frame(column).index.equals(index)
    rounds = records_to_frame(column, "rounds")
    assert rounds.index.names == ["folder", "n"]
    counts = {label: len(record.bare["rounds"]) for label, record in column.items()}
    assert {label: len(rounds.loc[[label]]) for label in index} == counts


def test_a_polars_column_gives_polars(records: list[Record[Any]]) -> None:
    """Unless another kind is asked for."""
    column = polars.Series("record", records, dtype=polars.Object)
    assert isinstance(records_to_frame(column, "figures"), polars.DataFrame)
    assert isinstance(records_to_frame(column, kind="arrow"), pyarrow.Table)


def test_failures_alone_need_no_schema() -> None:
    """What is known of them is in the frame."""
    with Extractor("funding_news", replay=shipped("fixtures")) as extractor:
        frame = records_to_frame(extractor.map(pandas.Series([None, " "])))
    assert list(frame["record_status"]) == ["failed", "failed"]
    assert frame["record_error"].str.startswith("DocumentError").all()


def test_what_is_wrong_is_said(
    records: list[Record[Any]], monkeypatch: pytest.MonkeyPatch, make_record: Callable[..., Any]
) -> None:
    """An unknown table, an unknown library, one that is not installed, and a schema that nobody gave."""
    with pytest.raises(ConfigError, match="no list of the schema called 'investor'") as caught:
        records_to_frame(records, "investor")
    assert "--" not in str(caught.value)
    assert caught.value.hint.startswith("Choose one of: records, rounds")
    with pytest.raises(ConfigError, match="'spark'"):
        records_to_frame(records, kind="spark")
    with pytest.raises(ConfigError, match="schema of these records is not known"):
        records_to_frame([make_record(DATA)])

    with pytest.raises(ConfigError, match="record 2 is no record of format 1"):
        records_to_frame([records[0], {"company": "Acme"}])

    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("llm_extract.sinks.data_frames.import_module", missing)
    with pytest.raises(ConfigError) as caught:
        records_to_frame(records)
    assert 'pip install "llm-extract[pandas]"' in caught.value.hint
    assert importlib.import_module("pandas") is pandas
