"""Records for exports: a schema of every kind of field, and records that fit it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract import Extractor, read_documents
from llm_extract.records import RECORD_FORMAT
from llm_extract.shipped import shipped

Record = dict[str, Any]

_NULL: list[dict[str, Any]] = [{"type": "null"}]
_TEXT = {"type": "string"}
_DECIMAL = {"type": "string", "x-decimal": True}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "headline": {"anyOf": [{**_TEXT, "x-cited": True}, *_NULL]},
        "approved": {"anyOf": [{"type": "boolean"}, *_NULL]},
        "parts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "name": {**_TEXT, "x-cited": True},
                    "day": {"anyOf": [{**_TEXT, "x-kind": "date"}, *_NULL]},
                    "count": {"anyOf": [{"type": "integer"}, *_NULL]},
                    "ratio": {"type": "number"},
                    "price": {
                        "anyOf": [
                            {
                                "type": "object",
                                "x-cited": True,
                                "properties": {"amount": _DECIMAL, "unit": _TEXT},
                            },
                            *_NULL,
                        ]
                    },
                    "makers": {
                        "type": "array",
                        "items": {"type": "object", "x-cited": True, "properties": {"name": _TEXT, "role": _TEXT}},
                    },
                },
            },
        },
        "tags": {"type": "array", "items": _TEXT},
    },
}

_CELL = re.compile(r'("(?:[^"]|"")*"|[^,\r\n"]*)(,|\r\n)')


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """Values of every kind, an object, a list in a list, and a list of plain values."""
    return SCHEMA


@pytest.fixture(scope="session")
def make_record() -> Callable[..., Record]:
    """Makes a record as JSON values: ``make_record(data, key="a.txt", status="ok")``."""

    def make(data: Any, *, key: str = "a.txt", evidence: tuple[Record, ...] = (), **fields: Any) -> Record:
        usage = {"prompt_tokens": 7, "completion_tokens": 3, "cached_tokens": None}
        document = {
            "key": key, "id": "0" * 64, "source": f"in/{key}", "title": "A title", "published_on": "2018-04-09",
            "encoding": "utf-8", "chars": 11, "metadata": {"a": 1},
        }  # fmt: skip
        return {
            "record_format": RECORD_FORMAT,
            "document": document,
            "task": {"name": "parts", "version": 2, "prompt_sha256": "p", "schema_sha256": "s"},
            "model": "m",
            "parameters": {"temperature": 0},
            "status": "ok",
            "data": data,
            "evidence": list(evidence),
            "notes": [{"code": "lost", "path": "/parts/0", "message": "An item.", "details": {"n": 1}}],
            "attempts": [{"fingerprint": "f" * 64, "outcome": "parsed", "usage": usage}],
            "usage": usage,
            "review": None,
            "error": None,
            **fields,
        }

    return make


@pytest.fixture(scope="session")
def read_cells() -> Callable[[Path], list[dict[str, str | None]]]:
    """Reads a CSV cell by cell: null where a cell is empty without quotes; the csv module must read the same."""

    def read(path: Path) -> list[dict[str, str | None]]:
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        text = raw.decode("utf-8-sig")
        table: list[list[str | None]] = [[]]
        end = 0
        for match in _CELL.finditer(text):
            assert match.start() == end, "the cells follow each other without a gap"
            end = match.end()
            cell = match[1]
            table[-1].append((cell[1:-1].replace('""', '"') if cell.startswith('"') else cell) if cell else None)
            if match[2] == "\r\n":
                table.append([])
        assert end == len(text)
        assert table.pop() == []
        with path.open(encoding="utf-8-sig", newline="") as stream:
            assert [[cell or "" for cell in row] for row in table] == list(csv.reader(stream))
        header, *rows = table
        return [dict(zip([str(name) for name in header], row, strict=True)) for row in rows]

    return read


@pytest.fixture(scope="session")
def articles() -> list[Record]:
    """The records of the five shipped articles."""
    with Extractor("funding_news", replay=shipped("fixtures")) as extractor:
        found = extractor.extract_many(read_documents([str(shipped("seeds"))]))
        return [json.loads(record.to_json()) for record in found]
