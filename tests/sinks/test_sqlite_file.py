"""SQLite: every value comes back, a second export updates, and other people's databases are left alone."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.errors import ConfigError, RunError
from llm_extract.schemas.funding import FundingNews
from llm_extract.sinks import export_records

_FUNDING = FundingNews.model_json_schema()
_text = st.text(max_size=12) | st.sampled_from(["007", "1e5", "2018", "", "🚀\x00", "'"])
_decimal = st.decimals(allow_nan=False, allow_infinity=False, places=2).map(lambda one: f"{one:f}")


def _ask(path: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query, values).fetchall()


@given(
    name=_text,
    count=st.none() | st.integers(),
    ratio=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-5, 5),
    price=st.none() | st.fixed_dictionaries({"amount": _decimal, "unit": _text}),
    approved=st.none() | st.booleans(),
    tags=st.lists(_text, max_size=3),
)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_every_value_comes_back(
    name: str, count: Any, ratio: Any, price: Any, approved: Any, tags: Any, schema: Any, make_record: Any
) -> None:
    """SQLite's own conversions touch nothing: text that looks like a number, huge integers, exact decimals."""
    part = {"name": name, "day": "2018-04", "count": count, "ratio": ratio, "price": price, "makers": []}
    data = {"headline": name, "approved": approved, "parts": [part], "tags": tags}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.sqlite"
        export_records([make_record(data)], path, schema)
        (row,) = _ask(path, "SELECT name, day, count, ratio, price_amount, price_unit FROM parts")
        (top,) = _ask(path, "SELECT headline, approved FROM data")
        values = [value for (value,) in _ask(path, "SELECT value FROM tags ORDER BY item_number")]
        ((whole,),) = _ask(path, "SELECT data FROM records")
    large = count is not None and not -(2**63) <= count < 2**63
    money = (None, None) if price is None else (price["amount"], price["unit"])
    assert row == (name, "2018-04", str(count) if large else count, ratio, *money)
    assert type(row[3]) is type(ratio)
    assert top == (name, approved)
    assert values == tags
    assert json.loads(whole) == data


def test_the_five_articles_survive(articles: list[Any], tmp_path: Path) -> None:
    """Documents, records, every list item, evidence and attempts; references hold."""
    path = tmp_path / "x.sqlite"
    texts = {record["document"]["key"]: "the text" for record in articles}
    assert export_records(articles, path, _FUNDING, text_of=texts.get) == 5
    assert _ask(path, "PRAGMA foreign_key_check") == []
    for record in articles:
        key = record["document"]["key"]
        ((stored,),) = _ask(path, "SELECT data FROM records WHERE document_key = ?", key)
        assert json.loads(stored) == record["data"]
        assert _ask(path, "SELECT published_on, text FROM documents WHERE key = ?", key) == [
            (record["document"]["published_on"], "the text")
        ]
        rounds = _ask(
            path,
            "SELECT company, investment_type, money_raised_amount, announced_on FROM rounds WHERE document_key = ?"
            " ORDER BY item_number",
            key,
        )
        assert rounds == [
            (one["company"], one["investment_type"], (one["money_raised"] or {}).get("amount"), one["announced_on"])
            for one in record["data"]["rounds"]
        ]
        investors = _ask(
            path,
            "SELECT r.item_number, i.name, i.role FROM rounds_investors i JOIN rounds r ON r.document_key ="
            " i.document_key AND r.item_path = i.parent_path WHERE i.document_key = ? ORDER BY r.item_number,"
            " i.item_number",
            key,
        )
        assert investors == [
            (number, one["name"], one["role"])
            for number, item in enumerate(record["data"]["rounds"], 1)
            for one in item["investors"]
        ]
        evidence = _ask(path, "SELECT path, quote, spans, support FROM evidence WHERE document_key = ?"
                        " ORDER BY number", key)  # fmt: skip
        assert [(p, q, json.loads(s), u) for p, q, s, u in evidence] == [
            (one["path"], one["quote"], one["spans"], one["support"]) for one in record["evidence"]
        ]
        attempts = _ask(path, "SELECT fingerprint, outcome FROM attempts WHERE document_key = ?", key)
        assert attempts == [(one["fingerprint"], one["outcome"]) for one in record["attempts"]]


def test_a_grown_run_updates_the_database(make_record: Any, schema: Any, tmp_path: Path) -> None:
    """By document key: what changed is replaced with all that hangs on it, the rest stays, saved texts too."""
    path = tmp_path / "x.db"

    def data(*names: str) -> Any:
        makers = [{"name": name, "role": "r"} for name in names]
        part = {"name": "p", "day": None, "count": None, "ratio": 0.5, "price": None, "makers": makers}
        return {"headline": None, "approved": None, "parts": [part], "tags": []}

    export_records([make_record(data("a", "b"), key="1"), make_record(data("c"), key="2")], path, schema,
                   text_of={"1": "one", "2": "two"}.get)  # fmt: skip
    failed = make_record(None, key="3", status="failed")
    export_records([make_record(data("d"), key="1"), failed], path, schema)
    assert _ask(path, "SELECT document_key, name FROM parts_makers ORDER BY 1, 2") == [("1", "d"), ("2", "c")]
    assert _ask(path, "SELECT key, text FROM documents ORDER BY 1") == [("1", "one"), ("2", "two"), ("3", None)]
    assert _ask(path, "SELECT document_key, status, data IS NULL FROM records ORDER BY 1") == [
        ("1", "ok", 0), ("2", "ok", 0), ("3", "failed", 1),
    ]  # fmt: skip
    assert _ask(path, "SELECT COUNT(*) FROM notes") == [(3,)]
    assert _ask(path, "PRAGMA foreign_key_check") == []


def test_an_export_that_fails_changes_nothing(make_record: Any, schema: Any, tmp_path: Path) -> None:
    """Neither a database that was there, nor a new file, is left half written."""
    good, bad = make_record(None, key="1"), make_record({"other": 1}, key="2")
    old, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    export_records([good], old, schema)
    for path in (old, new):
        with pytest.raises(ConfigError, match="2: /other is no field"):
            export_records([make_record(None, key="9"), bad], path, schema)
    assert _ask(old, "SELECT key FROM documents") == [("1",)]
    assert not new.exists()


def test_what_another_process_makes_meanwhile_is_left_alone(
    make_record: Any, schema: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two exports into one new database: the second finds it locked, and does not take the first one's file away."""
    path, connect, others = tmp_path / "x.sqlite", sqlite3.connect, []

    def connect_late(place: Path, **options: Any) -> sqlite3.Connection:
        others.append(connect(place, isolation_level=None))
        others[0].execute("BEGIN IMMEDIATE")
        others[0].execute("CREATE TABLE theirs (x)")
        return connect(place, timeout=0, **options)

    monkeypatch.setattr(sqlite3, "connect", connect_late)
    with pytest.raises(RunError, match="locked"):
        export_records([make_record(None)], path, schema)
    others[0].execute("COMMIT")
    others[0].close()
    monkeypatch.undo()
    assert _ask(path, "SELECT name FROM sqlite_master") == [("theirs",)]


def test_other_databases_and_files_are_left_alone(make_record: Any, schema: Any, tmp_path: Path) -> None:
    """Another program's database, one for another schema, and a file that is no database."""
    other, text, ours = tmp_path / "other.db", tmp_path / "text.db", tmp_path / "ours.db"
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE documents (x)")
    text.write_text("no database at all, but long enough to be looked at", encoding="utf-8")
    export_records([make_record(None)], ours, schema)
    for path, given_schema, said in [
        (other, schema, "is another database"),
        (text, schema, "not a database"),
        (ours, _FUNDING, "was made for another schema"),
    ]:
        before = path.read_bytes()
        with pytest.raises(RunError, match=said):
            export_records([make_record(None)], path, given_schema)
        assert path.read_bytes() == before
