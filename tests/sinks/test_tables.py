"""Tables: which lists and columns a schema has, under names that do not change."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel

from llm_extract.errors import ConfigError
from llm_extract.schemas.funding import FundingNews
from llm_extract.sinks.fields import check_fit, read_fields
from llm_extract.sinks.tables import choose_table, make_tables


class Node(BaseModel):
    """Contains itself."""

    name: str
    parts: list[Node]


def test_the_names_of_the_shipped_schema_are_the_documented_ones() -> None:
    """A renamed table or column breaks other people's queries."""
    root = make_tables(read_fields(FundingNews.model_json_schema()))
    names = {table.name: [column.name for column in table.columns] for table in root.walk()}
    assert names == {
        "data": [],
        "rounds": [
            "company", "context", "investment_type", "status", "money_raised_amount", "money_raised_currency",
            "announced_on",
        ],
        "rounds_money_raised_equivalents": ["amount", "currency"],
        "rounds_investors": ["name", "role"],
        "rounds_valuations": ["money_amount", "money_currency", "relation", "timing", "reported_by"],
        "rounds_valuations_money_equivalents": ["amount", "currency"],
        "partnerships": ["company", "partner", "about"],
        "quotes": ["speaker", "speaker_role", "words"],
        "figures": ["measure", "value_number", "value_unit", "year", "said_by"],
    }  # fmt: skip


def test_a_decimal_is_known_by_its_mark() -> None:
    """Without the mark of a compiled schema it may be a number or text, and is kept as it is."""

    class Priced(BaseModel):
        price: Decimal

    plain = read_fields(Priced.model_json_schema())
    marked = read_fields({"type": "object", "properties": {"price": {"type": "string", "x-decimal": True}}})
    assert (plain.properties["price"].kind, marked.properties["price"].kind) == ("number", "decimal")


def test_a_class_that_contains_itself_ends_as_json() -> None:
    """The inner list of nodes is a column, not tables without end."""
    (_, parts) = make_tables(read_fields(Node.model_json_schema())).walk()
    assert [(column.name, column.kind) for column in parts.columns] == [("value", "json")]


def test_names_that_are_taken_get_a_number() -> None:
    """A list called like a table of its own, fields that flatten to one name, and SQLite's own prefix."""
    text = {"type": "string"}
    items = {
        "type": "object",
        "properties": {"a_b": text, "a": {"type": "object", "properties": {"b": text}}, "ITEM_PATH": text},
    }
    lists = {name: {"type": "array", "items": items} for name in ("evidence", "sqlite_x")}
    root = make_tables(read_fields({"type": "object", "properties": lists}))
    assert [table.name for table in root.lists] == ["evidence_2", "list_sqlite_x"]
    assert [column.name for column in root.lists[0].columns] == ["a_b", "a_b_2", "ITEM_PATH_2"]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (None, "rounds"), ("documents", "data"), ("rounds", "rounds"), ("investors", "rounds_investors"),
        ("rounds.investors", "rounds_investors"), ("rounds_investors", "rounds_investors"), ("figures", "figures"),
    ],
)  # fmt: skip
def test_rows_are_chosen_by_name(rows: str | None, name: str) -> None:
    """By its whole name, with dots or underscores, or by its last part; the first list by default."""
    assert choose_table(make_tables(read_fields(FundingNews.model_json_schema())), rows).name == name


@pytest.mark.parametrize(("rows", "said"), [("investor", "is no list"), ("equivalents", "are several lists")])
def test_a_wrong_name_is_answered_with_the_right_ones(rows: str, said: str) -> None:
    """The error lists what can be chosen."""
    with pytest.raises(ConfigError, match=said) as caught:
        choose_table(make_tables(read_fields(FundingNews.model_json_schema())), rows)
    assert "rounds_money_raised_equivalents" in caught.value.hint


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"headline": "x", "subtitle": "y"}, "/subtitle is no field"),
        ({"parts": {}}, "/parts is no list"),
        ({"parts": ["x"]}, "/parts/0 is no object"),
        ([], "the data is no object"),
    ],
)
def test_what_the_schema_does_not_have_is_not_dropped(schema: dict[str, Any], data: Any, said: str) -> None:
    """Records of another schema are an error, not a file with holes."""
    with pytest.raises(ConfigError, match=said):
        check_fit(read_fields(schema), data, where="a.txt")
