"""CSV: every value comes back, every record has a row, and columns stand where they are documented."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.schemas.funding import FundingNews
from llm_extract.sinks import export_records, restore_text

_FUNDING = FundingNews.model_json_schema()
_text = st.text(max_size=12) | st.sampled_from(["=1+1", "'=x", "a\r\nb", "\n", "🚀 ½", "a,b;c", '"', "null", "\x00"])
_decimal = st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda one: f"{one:f}") | st.just("9" * 60)
_data = st.fixed_dictionaries(
    {
        "headline": st.none() | _text,
        "approved": st.none() | st.booleans(),
        "parts": st.lists(
            st.fixed_dictionaries(
                {
                    "name": _text,
                    "day": st.none() | st.sampled_from(["2018-04-09", "2018-04", "2018", "XXXX-07"]),
                    "count": st.none() | st.integers(),
                    "ratio": st.floats(allow_nan=False, allow_infinity=False),
                    "price": st.none() | st.fixed_dictionaries({"amount": _decimal, "unit": _text}),
                    "makers": st.lists(st.fixed_dictionaries({"name": _text, "role": _text}), max_size=2),
                }
            ),
            max_size=3,
        ),
        "tags": st.lists(_text, max_size=3),
    }
)
Cells = Callable[[Path], list[dict[str, str | None]]]


def _restored(cell: str | None) -> str | None:
    return None if cell is None else restore_text(cell)


def _json(cell: str | None) -> Any:
    return None if cell is None else json.loads(restore_text(cell))


def _part(row: dict[str, str | None]) -> dict[str, Any]:
    amount = row["price_amount"]
    return {
        "name": _restored(row["name"]),
        "day": _restored(row["day"]),
        "count": None if row["count"] is None else int(row["count"]),
        "ratio": float(str(row["ratio"])),
        "price": None if amount is None else {"amount": amount, "unit": _restored(row["price_unit"])},
        "makers": _json(row["makers"]),
    }


@given(data=_data)
@settings(derandomize=True, deadline=None, max_examples=150)
def test_every_value_comes_back(data: Any, schema: Any, make_record: Any, read_cells: Cells) -> None:
    """Text of any kind, null beside empty text, decimals and integers of any size, floats, partial dates."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        export_records([make_record(data)], path, schema)
        rows = read_cells(path)
    parts = [_part(row) for row in rows if row["item_path"] is not None]
    approved = {None: None, "true": True, "false": False}[rows[0]["approved"]]
    assert {
        "headline": _restored(rows[0]["headline"]), "approved": approved, "parts": parts,
        "tags": _json(rows[0]["tags"]),
    } == data  # fmt: skip


def test_the_five_articles_survive(articles: list[Any], tmp_path: Path, read_cells: Cells) -> None:
    """Every round of the five articles, with its nulls, sums, dates and lists, is read back from the file."""
    export_records(articles, tmp_path / "x.csv", _FUNDING)
    rows = read_cells(tmp_path / "x.csv")
    wanted = [(record, item) for record in articles for item in record["data"]["rounds"]]
    assert len(rows) == len(wanted)
    for row, (record, item) in zip(rows, wanted, strict=True):
        assert row["document_key"] == record["document"]["key"]
        assert row["document_published_on"] == record["document"]["published_on"]
        for name in ("company", "context", "investment_type", "status", "announced_on"):
            assert row[name] == item[name]
        money = item["money_raised"] or {"amount": None, "currency": None, "equivalents": None}
        assert (row["money_raised_amount"], row["money_raised_currency"]) == (money["amount"], money["currency"])
        assert _json(row["money_raised_equivalents"]) == money["equivalents"]
        assert (_json(row["investors"]), _json(row["valuations"])) == (item["investors"], item["valuations"])
        for name in ("partnerships", "quotes", "figures"):
            assert _json(row[name]) == record["data"][name]


def test_every_record_has_a_row(make_record: Any, schema: Any, tmp_path: Path, read_cells: Cells) -> None:
    """One without items, and one without data, which says why."""
    error = {"type": "ServerError", "message": "no answer", "hint": ""}
    empty = make_record({"headline": None, "approved": None, "parts": [], "tags": []}, key="b", status="empty")
    failed = make_record(None, key="c", status="failed", error=error)
    assert export_records([empty, failed], tmp_path / "x.csv", schema) == 2
    rows = read_cells(tmp_path / "x.csv")
    assert [(row["document_key"], row["record_status"], row["record_error"], row["name"]) for row in rows] == [
        ("b", "empty", None, None),
        ("c", "failed", "ServerError: no answer", None),
    ]


def test_inner_lists_repeat_what_is_around_them(articles: list[Any], tmp_path: Path, read_cells: Cells) -> None:
    """A row per investor has the round's columns; a round without investors keeps a row."""
    export_records(articles, tmp_path / "x.csv", _FUNDING, rows="investors")
    rows = read_cells(tmp_path / "x.csv")
    rounds = [item for record in articles for item in record["data"]["rounds"]]
    assert len(rows) == sum(max(1, len(item["investors"])) for item in rounds)
    second = [row for row in rows if str(row["document_key"]).startswith("001")]
    assert [(row["name"], row["rounds_announced_on"], row["item_path"]) for row in second[:3]] == [
        ("Alibaba", "2018-04-09", "/rounds/0/investors/0"),
        ("Suning.com", "2018-04-09", "/rounds/0/investors/1"),
        ("Temasek", "2018-04-09", "/rounds/0/investors/2"),
    ]
    assert "rounds_investors" not in rows[0]


def test_evidence_stands_behind_what_it_backs(make_record: Any, schema: Any, tmp_path: Path, read_cells: Cells) -> None:
    """Quote and support of values, of objects behind their last value, and of items."""
    part = {
        "name": "Bolt", "day": None, "count": 1, "ratio": 1.0, "price": {"amount": "5", "unit": "USD"},
        "makers": [{"name": "Acme", "role": "-"}],
    }  # fmt: skip
    words = {"/headline": "=News", "/parts/0/name": "a bolt", "/parts/0/price": "$5", "/parts/0/makers/0": "by Acme"}
    evidence = tuple(
        {"path": path, "quote": quote, "spans": [], "alignment": "missing", "support": "unsupported", "reason": ""}
        for path, quote in words.items()
    )
    record = make_record({"headline": "News", "approved": True, "parts": [part], "tags": []}, evidence=evidence)
    export_records([record], tmp_path / "x.csv", schema, rows="makers", evidence=True)
    (row,) = read_cells(tmp_path / "x.csv")
    assert list(row)[4:-4] == [
        "name", "role", "item_quote", "item_support",
        "parts_name", "parts_name_quote", "parts_name_support", "parts_day", "parts_count", "parts_ratio",
        "parts_price_amount", "parts_price_unit", "parts_price_quote", "parts_price_support",
        "headline", "headline_quote", "headline_support", "approved", "tags",
    ]  # fmt: skip
    assert (row["item_quote"], row["parts_name_quote"], row["parts_price_quote"]) == ("by Acme", "a bolt", "$5")
    assert (row["headline_quote"], row["headline_support"], row["role"]) == ("'=News", "unsupported", "'-")
    assert Decimal(str(row["parts_price_amount"])) == 5
