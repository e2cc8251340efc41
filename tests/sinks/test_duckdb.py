"""DuckDB over the outputs, with the queries that the docs show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from llm_extract import Extractor, read_documents
from llm_extract.shipped import shipped
from llm_extract.sinks import export_records

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data_frames.md"
QUERIES = re.findall(r"^```sql\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the records of the recordings in every format."""
    folder = tmp_path_factory.mktemp("outputs")
    with Extractor("funding_news@v1", replay=shipped("fixtures")) as extractor:
        found = extractor.extract_many(read_documents([str(shipped("seeds"))]))
        records = [record.to_dict() for record in found]
        for suffix in ("jsonl", "parquet", "sqlite"):
            export_records(records, folder / f"records.{suffix}", extractor.json_schema)
    return folder


def _ask(query: str, outputs: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    monkeypatch.chdir(outputs)
    with duckdb.connect() as connection:
        try:
            offline = query.replace("INSTALL sqlite;\n", "")  # which would download it
            rows: list[tuple[Any, ...]] = connection.execute(offline).fetchall()
        except (duckdb.IOException, duckdb.HTTPException) as error:
            if "extension" in str(error):
                pytest.skip("DuckDB's extension for SQLite is not on this machine")
            raise
    return rows


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split("\n", 1)[0][:40])
def test_each_query_of_the_page_runs(query: str, outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the docs show is what DuckDB takes."""
    _ask(query, outputs, monkeypatch)


def test_the_queries_answer_what_they_say(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sums from JSON Lines and from Parquet, exact."""
    counted, opened, _, parquet, *_ = QUERIES
    ((status, articles, tokens),) = _ask(counted, outputs, monkeypatch)
    assert (status, articles) == ("ok", 5)
    assert tokens > 1000
    amounts = [amount for _, company, amount in _ask(opened, outputs, monkeypatch) if company == "SenseTime"]
    assert len(amounts) == 7
    assert _ask(parquet, outputs, monkeypatch) == [("SenseTime", max(amounts))]
