"""Schemas of others: nothing is fetched, no pattern takes for ever, no name becomes a statement."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.schemas.loading import load_schema
from llm_extract.schemas.matching import fits
from llm_extract.schemas.regexes import matches
from llm_extract.schemas.strict import compile_schema
from llm_extract.sinks import export_records

EXPLODING = "^(a+)+$"
LETTERS = "a" * 5000 + "!"  # Python's engine would not end on forty of them


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """A server; what it is asked for is in the list, its address at the front."""
    found: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"type": "string"}')

        def log_message(self, *words: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answering)
    found.append(f"http://127.0.0.1:{server.server_port}/schema.json")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def schema_file(folder: Path, schema: Any) -> Any:
    (folder / "a.json").write_text(json.dumps(schema), encoding="utf-8")
    return load_schema("a.json", folder)


@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef"])
def test_references_are_not_fetched(tmp_path: Path, asked: list[str], keyword: str) -> None:
    """Neither over the network nor from the disk, neither when compiling nor when validating."""
    (tmp_path / "secret.json").write_text('{"type": "string"}')
    for address in (asked[0], (tmp_path / "secret.json").as_uri(), "secret.json"):
        schema = schema_file(tmp_path, {"type": "object", "properties": {"a": {keyword: address}}, "$schema": asked[0]})
        data, faults = schema.validate({"a": 1})
        assert data is None
        assert "refers to what is not in it" in faults[0][1]
        with pytest.raises(ConfigError):
            compile_schema(schema)
    assert len(asked) == 1


def test_patterns_take_time_that_grows_with_the_text(tmp_path: Path) -> None:
    """A pattern that keeps Python's engine busy for ever is decided at once: in answers, in names, in examples."""
    assert not matches(EXPLODING, LETTERS)
    assert not fits({"type": "string", "pattern": EXPLODING}, LETTERS, {})
    schema = {
        "type": "object", "properties": {"a": {"type": "string", "pattern": EXPLODING}}, "required": ["a"],
        "additionalProperties": False,
    }  # fmt: skip
    wire = compile_schema(schema_file(tmp_path, schema))
    assert wire.decode({"a": "aaa"}).data == {"a": "aaa"}
    assert wire.decode({"a": LETTERS}).data is None
    named = schema_file(tmp_path, {"type": "object", "patternProperties": {EXPLODING: {"type": "null"}}})
    assert named.validate({LETTERS: 1})[1] == []
    assert named.validate({"aaa": 1})[1]


def test_patterns_that_only_python_knows(tmp_path: Path) -> None:
    """Looking around is kept where it is harmless, and refused before the run where it could take for ever."""
    assert matches(r"^(?!x)[a-z]+$", "abc")
    assert not matches(r"^(?!x)[a-z]+$", "xbc")
    for pattern in (r"^(?=a)(a+)+$", r"^(a|aa)+(?!b)(x*)*$", "("):
        with pytest.raises(ConfigError):
            schema_file(tmp_path, {"type": "object", "properties": {"a": {"type": "string", "pattern": pattern}}})


def test_names_in_a_schema_are_no_sql(tmp_path: Path, make_record: Callable[..., dict[str, Any]]) -> None:
    """Properties name columns and tables; quotes in them end nothing."""
    evil = 'x"); DROP TABLE records; --'
    schema = {
        "type": "object",
        "properties": {
            evil: {"type": "array", "items": {"type": "object", "properties": {evil: {"type": "string"}}}},
            f"{evil}2": {"type": "string"},
        },
    }
    path = tmp_path / "a.sqlite"
    record = make_record({evil: [{evil: "'; DROP TABLE records; --"}], f"{evil}2": "y"}, key="'); DROP TABLE records;")
    for _ in range(2):  # anew, and as an update
        export_records([record], path, schema)
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    keys = connection.execute("SELECT document_key FROM records").fetchall()
    connection.close()
    assert "records" in tables
    assert any("DROP" in name for name in tables)
    assert keys == [("'); DROP TABLE records;",)]
