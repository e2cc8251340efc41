"""Parquet: typed, nested, and every value comes back."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.schemas.funding import FundingNews
from llm_extract.sinks import export_records, parquet_file


@pytest.fixture
def read_table() -> Any:
    """Reads a file with pyarrow."""
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed: pip install llm-extract[parquet]"
    )
    return parquet.read_table


def _part(**fields: Any) -> dict[str, Any]:
    part = {
        "name": "x",
        "day": "2018-04",
        "count": 1,
        "ratio": 0.5,
        "price": {"amount": "4.50", "unit": ""},
        "makers": [],
    }
    return {**part, **fields}


def _data(*parts: Any, **fields: Any) -> dict[str, Any]:
    return {"headline": None, "approved": True, "parts": list(parts), "tags": ["🚀", ""], **fields}


def _plain(value: Any) -> Any:
    """Decimals as the shortest plain digits, so that 4.50 and 4.500000000 are one."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def test_the_five_articles_survive(articles: list[Any], tmp_path: Path, read_table: Any) -> None:
    """Data, evidence, notes, attempts and the record around them."""
    path = tmp_path / "x.parquet"
    export_records(articles, path, FundingNews.model_json_schema())
    rows = read_table(path).to_pylist()
    assert len(rows) == 5
    for row, record in zip(rows, articles, strict=True):
        assert _plain(row["data"]) == record["data"]
        assert row["evidence"] == record["evidence"]
        assert row["attempts"] == record["attempts"]
        assert {**row["document"], "metadata": json.loads(row["document"]["metadata"])} == record["document"]
        assert [{**note, "details": json.loads(note["details"])} for note in row["notes"]] == record["notes"]
        assert json.loads(row["parameters"]) == record["parameters"]
        assert row["task"] == {"examples_sha256": None, **record["task"]}
        for name in ("record_format", "model", "status", "usage", "review", "error"):
            assert row[name] == record[name]


def test_nulls_and_empty_lists_are_told_apart(make_record: Any, schema: Any, tmp_path: Path, read_table: Any) -> None:
    """No data, no items, and null values are three things."""
    records = [make_record(None), make_record(_data()), make_record(_data(_part(price=None, count=None, day=None)))]
    export_records(records, tmp_path / "x.parquet", schema)
    assert [_plain(row["data"]) for row in read_table(tmp_path / "x.parquet").to_pylist()] == [
        record["data"] for record in records
    ]


def test_types_are_those_of_the_schema(make_record: Any, schema: Any, tmp_path: Path, read_table: Any) -> None:
    """Decimals with 38 digits, 9 of them behind the point; integers of 64 bits; doubles; booleans; text."""
    export_records([make_record(_data(_part()))], tmp_path / "x.parquet", schema)
    data = read_table(tmp_path / "x.parquet").schema.field("data").type
    part = data.field("parts").type.value_type
    types = [str(part.field(name).type) for name in ("name", "day", "count", "ratio")]
    assert types == ["string", "string", "int64", "double"]
    assert str(part.field("price").type.field("amount").type) == "decimal128(38, 9)"
    assert str(data.field("approved").type) == "bool"


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("9" * 29, True), ("-" + "9" * 29 + "." + "9" * 9, True), ("0" * 40 + "1", True), ("0.1234567890000", True),
        ("1." + "0" * 60, True), ("1" + "0" * 28 + ".5" + "0" * 20, True),
        ("9" * 30, False), ("0.1234567891", False), ("1E+3", False),
    ],
)  # fmt: skip
def test_a_decimal_that_does_not_fit_makes_its_field_text(
    make_record: Any, schema: Any, tmp_path: Path, read_table: Any, value: str, fits: bool
) -> None:
    """No digit is lost, and the other value of that field is text as it was."""
    data = _data(_part(), _part(price={"amount": value, "unit": "USD"}))
    export_records([make_record(data)], tmp_path / "x.parquet", schema)
    (row,) = read_table(tmp_path / "x.parquet").to_pylist()
    found = [part["price"]["amount"] for part in row["data"]["parts"]]
    assert found == ([Decimal("4.5"), Decimal(value)] if fits else ["4.50", value])


def test_examples_are_part_of_the_task(make_record: Any, schema: Any, tmp_path: Path, read_table: Any) -> None:
    """Their hash stands beside those of prompt and schema; null where a version has none."""
    with_examples = {"name": "parts", "version": 2, "prompt_sha256": "p", "schema_sha256": "s", "examples_sha256": "e"}
    records = [make_record(None), make_record(None, key="b.txt", task=with_examples)]
    export_records(records, tmp_path / "x.parquet", schema)
    tasks = [row["task"] for row in read_table(tmp_path / "x.parquet").to_pylist()]
    assert tasks == [{**with_examples, "examples_sha256": None}, with_examples]


def test_a_huge_integer_makes_its_field_text(make_record: Any, schema: Any, tmp_path: Path, read_table: Any) -> None:
    """Beyond 64 bits nothing else holds it."""
    export_records([make_record(_data(_part(), _part(count=2**63)))], tmp_path / "x.parquet", schema)
    (row,) = read_table(tmp_path / "x.parquet").to_pylist()
    assert [part["count"] for part in row["data"]["parts"]] == ["1", str(2**63)]


def test_without_pyarrow_the_remedy_is_named(
    monkeypatch: pytest.MonkeyPatch, make_record: Any, schema: Any, tmp_path: Path
) -> None:
    """Before anything is written."""

    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(parquet_file, "import_module", missing)
    with pytest.raises(ConfigError, match=r"llm-extract\[parquet\]"):
        export_records([make_record(None)], tmp_path / "x.parquet", schema)
    assert list(tmp_path.iterdir()) == []
