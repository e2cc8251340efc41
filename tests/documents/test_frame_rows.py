"""Rows of data frames as documents, whatever the cells hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pandas
import polars
import pyarrow
import pytest

from llm_extract.documents import Document, UnreadableDocument, read_frame
from llm_extract.errors import ConfigError

TEXT = "Acme raised $5 million."
MISSING = [None, float("nan"), pandas.NA, pandas.NaT, "", "  \n", 3.5, b"bytes", ["a list"]]


@pytest.mark.parametrize("missing", MISSING, ids=repr)
def test_what_is_no_text_stands_in_its_place(missing: Any) -> None:
    """A cell without a text is one unreadable item in its row's place, and the others are read."""
    frame = pandas.DataFrame({"body": [TEXT, missing, TEXT]})
    first, second, third = read_frame(frame, "body")
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert isinstance(second, UnreadableDocument)
    assert second.key == "1"
    assert "'body'" in second.error.message


@pytest.mark.parametrize(
    ("index", "keys"),
    [
        (None, ["0", "1"]),
        (["a", "a"], ["a", "a~2"]),
        (pandas.to_datetime(["2018-04-09T00:00", "2018-04-10T08:30"]), ["2018-04-09", "2018-04-10T08:30:00"]),
        (pandas.MultiIndex.from_tuples([("x", 1), ("x", 2)]), ["x/1", "x/2"]),
        ([1.0, float("nan")], ["1", "1~2"]),
    ],
    ids=["numbers", "repeated", "dates", "levels", "missing"],
)
def test_keys_come_from_the_index(index: Any, keys: list[str]) -> None:
    """Without an id the label of a row is its key, made unique; a row without a label has its number."""
    frame = pandas.DataFrame({"text": [TEXT, TEXT]}, index=index)
    assert [item.key for item in read_frame(frame)] == keys


def test_a_named_id_is_the_key_also_where_the_text_is_missing() -> None:
    """Whole numbers that a missing neighbour made floats are whole again."""
    frame = pandas.DataFrame({"text": [TEXT, None, TEXT], "number": [7, 8, None]})
    assert [item.key for item in read_frame(frame, id="number")] == ["7", "8", "2"]


def test_the_column_of_the_text_may_be_that_of_the_key() -> None:
    """A frame of one column, asked for under both names, has its texts all the same."""
    (found,) = read_frame(pandas.DataFrame({"body": ["Acme sells."]}), "body", id="body")
    assert isinstance(found, Document)
    assert (found.key, found.text) == ("Acme sells.", "Acme sells.")


def test_dates_titles_and_metadata() -> None:
    """Timestamps are dates; what is not used is metadata, as JSON can hold it, or only what was named."""
    frame = pandas.DataFrame(
        {
            "text": [TEXT],
            "when": pandas.to_datetime(["2018-04-09"]),
            "title": ["News"],
            "price": [Decimal("1.50")],
            "day": [date(2020, 1, 2)],
            "vector": [pandas.array([1, 2]).to_numpy()],
            "gone": [float("nan")],
        }
    )
    (found,) = read_frame(frame, published_on="when")
    assert isinstance(found, Document)
    assert (found.published_on, found.title, found.encoding) == ("2018-04-09", "News", "str")
    assert found.metadata == {"price": "1.50", "day": "2020-01-02", "vector": [1, 2], "gone": None}
    (found,) = read_frame(frame, published_on="when", metadata=["price"])
    assert isinstance(found, Document)
    assert (found.title, found.metadata) == ("News", {"price": "1.50"})


def test_all_libraries_give_the_same_documents() -> None:
    """pandas, polars and Arrow differ in nothing."""
    rows = {"text": [TEXT, None], "n": [1, 2], "date": ["2018-04-09", None]}
    frames = [pandas.DataFrame(rows), polars.DataFrame(rows), pyarrow.table(rows)]
    read = [[(item.key, getattr(item, "metadata", None)) for item in read_frame(frame)] for frame in frames]
    assert read[0] == read[1] == read[2] == [("0", {"n": 1}), ("1", None)]


def test_a_column_alone_is_enough() -> None:
    """A Series of texts needs no name."""
    assert [item.key for item in read_frame(pandas.Series([TEXT], index=["z"]))] == ["z"]
    assert [item.key for item in read_frame(polars.Series("body", [TEXT]))] == ["0"]


def test_a_wrong_column_is_said_at_once() -> None:
    """Before any row is read, with the name that may have been meant."""
    with pytest.raises(ConfigError, match="no column 'bdy'") as caught:
        read_frame(pandas.DataFrame({"body": [TEXT]}), "bdy")
    assert "'body'" in caught.value.hint
    with pytest.raises(TypeError, match="not list"):
        read_frame([TEXT])


@pytest.mark.parametrize(
    "column",
    [
        pandas.Series([TEXT, None], dtype="category"),
        pandas.Series([TEXT, None], dtype="string"),
        pandas.Series([TEXT, None], dtype=pandas.ArrowDtype(pyarrow.string())),
        pandas.Series([TEXT, None], dtype=object),
        polars.Series([TEXT, None], dtype=polars.Categorical),
        pyarrow.table({"text": pyarrow.array([TEXT, None]).dictionary_encode()}),
    ],
    ids=["category", "string", "arrow", "object", "polars", "dictionary"],
)
def test_text_of_any_type_of_column(column: Any) -> None:
    """However a library keeps text, it is text, and what is missing is missing."""
    assert [type(item) for item in read_frame(column)] == [Document, UnreadableDocument]


def test_cells_of_any_kind_are_metadata() -> None:
    """What JSON cannot hold is put into words; what never ends costs its row alone."""
    endless: list[Any] = []
    endless.append(endless)
    frame = pandas.DataFrame(
        {"text": [TEXT, TEXT], "much": [2**80, 1], "span": pandas.to_timedelta([1, 2], "s"), "deep": [[1], endless]}
    )
    first, second = read_frame(frame)
    assert isinstance(first, Document)
    assert first.metadata == {"much": 2**80, "span": "0 days 00:00:01", "deep": [1]}
    assert isinstance(second, UnreadableDocument)
    assert "nested too deeply" in second.error.message
