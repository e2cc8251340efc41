"""Tables: every row of CSV, JSON and JSON lines ends in exactly one item."""

from __future__ import annotations

import json
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from document_items import read, texts, told
from llm_extract.documents import Document, UnreadableDocument, read_documents
from llm_extract.documents.mappings import read_rows


def test_rows_of_json_lines(tmp_path: Path) -> None:
    """Text, id, title and date have their places, the rest is metadata; bad lines are items of their own."""
    lines = [
        {"id": "x", "text": "Acme.", "title": " T ", "date": "2018-04-09T10:00:00Z", "views": 7, "nan": float("nan")},
        {"text": "Beta."},
        {"id": 7, "text": "date 2018-04-10 Gamma.", "date": "soon"},
        {"id": "x", "text": "Delta."},
    ]
    content = "\ufeff" + "\n".join(json.dumps(line) for line in lines) + '\n\n{"id": \n[1]\n{"id": 9}\n{"text": 5}\n'
    items = read(tmp_path / "a.jsonl", content)
    assert [item.key for item in items] == [
        *("a.jsonl#x", "a.jsonl#2", "a.jsonl#7", "a.jsonl#x~2"),
        *("a.jsonl#6", "a.jsonl#7~2", "a.jsonl#9", "a.jsonl#9~2"),
    ]
    first, _, third = items[:3]
    assert isinstance(first, Document)
    assert (first.title, first.published_on, first.encoding) == ("T", "2018-04-09", "utf-8-sig")
    assert first.metadata == {"views": 7, "nan": None}
    assert isinstance(third, Document)
    assert (third.published_on, third.metadata) == ("2018-04-10", {"date": "soon"})
    messages = [told(item) for item in items[4:]]
    for message, place, words in zip(
        messages, (6, 7, 8, 9), ("no valid JSON", "not an object", "no 'text'", "not text"), strict=True
    ):
        assert f"a.jsonl, line {place}: " in message
        assert words in message


def test_columns_can_be_named(tmp_path: Path) -> None:
    """Each column can be named; a row without the named id is told, an unreadable date is kept as metadata."""
    lines = ['{"u": 1, "body": "A", "day": "April 9, 2018", "head": "H"}', '{"body": "B", "day": "soon"}']
    names = {"text_column": "body", "date_column": "day", "title_column": "head"}
    one, two = read(tmp_path / "a.jsonl", "\n".join(lines), id_column="u", **names)
    assert isinstance(one, Document)
    assert (one.key, one.published_on, one.title, one.metadata) == ("a.jsonl#1", "2018-04-09", "H", {})
    assert "no 'u'" in told(two)
    two = read(tmp_path / "a.jsonl", "\n".join(lines), **names)[1]
    assert isinstance(two, Document)
    assert two.metadata == {"day": "soon"}


@pytest.mark.parametrize(("name", "content"), [("a.csv", "body\nWords.\n"), ("a.jsonl", '{"body": "Words."}\n')])
def test_a_column_of_another_name_is_told_with_both_ways_to_name_it(tmp_path: Path, name: str, content: str) -> None:
    """The command's option, and the argument of whoever reads from Python."""
    (item,) = read(tmp_path / name, content)
    assert isinstance(item, UnreadableDocument)
    assert item.error.hint == "Name the column of the text: --text-column, in Python text_column."


@pytest.mark.parametrize("named", [None, "id"])
def test_an_id_may_be_a_float(tmp_path: Path, named: str | None) -> None:
    """Whole numbers become floats where a frame with a missing id is written; they are the same ids."""
    lines = '{"id": 7.0, "text": "A"}\n{"id": 7.5, "text": "B"}\n{"id": 1e20, "text": "C"}\n{"id": 8, "text": "D"}\n'
    items = read(tmp_path / "a.jsonl", lines, id_column=named)
    assert [item.key for item in items] == ["a.jsonl#7", "a.jsonl#7.5", f"a.jsonl#{10**20}", "a.jsonl#8"]
    assert all(item.metadata == {} for item in items)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("null", "its 'id' is empty"),
        ('" "', "its 'id' is empty"),
        ("true", "of type boolean"),
        ("1e999", "of type number"),
    ],
)
def test_what_is_no_id_is_told(tmp_path: Path, value: str, said: str) -> None:
    """Where the column is named, a row whose value there is none says what it is."""
    (item,) = read(tmp_path / "a.jsonl", f'{{"id": {value}, "text": "A"}}\n', id_column="id")
    assert said in told(item)


@pytest.mark.parametrize("kind", ["id", "date", "title"])
def test_a_named_column_that_the_header_lacks_is_told_once(tmp_path: Path, kind: str) -> None:
    """Dates that a slip of the hand leaves out would change what "on Monday" means, without a word."""
    content = "id,text,published\n1,A,2018-04-09\n2,B,2018-04-10\n"
    (item,) = read(tmp_path / "a.csv", content, **{f"{kind}_column": "publishd"})
    assert isinstance(item, UnreadableDocument)
    assert "no column 'publishd'; its columns are 'id', 'text', 'published'" in item.error.message
    assert f"--{kind}-column" in item.error.hint
    assert len(read(tmp_path / "a.csv", content, **{f"{kind}_column": "published"})) == 2


def test_a_row_without_text_is_called_by_its_id(tmp_path: Path) -> None:
    """It takes no other row's key, and keeps its own when somebody has filled it; so says the same row at hand."""
    content = "id,text\n2,\n1,A\n3,B\n"
    items = read(tmp_path / "a.csv", content)
    assert [item.key for item in items] == ["a.csv#2", "a.csv#1", "a.csv#3"]
    assert isinstance(items[0], UnreadableDocument)
    rows = [{"id": 2, "text": ""}, {"id": 1, "text": "A"}, {"id": 3, "text": "B"}]
    assert [item.key for item in read_rows(rows, source="a.csv")] == [item.key for item in items]
    assert [item.key for item in read_rows(rows)] == ["2", "1", "3"]


def test_odd_json_is_survived(tmp_path: Path) -> None:
    """Huge integers, infinite floats, lone surrogates, deep nesting and doubled keys cost at most their own row."""
    lines = [
        '{"text": "A", "n": ' + "9" * 5000 + ', "m": 5}',
        '{"text": "B\\ud83d", "f": 1e999, "\\ud800": "\\udfff"}',
        '{"text": "C", "deep": ' + "[" * 200 + "]" * 200 + "}",
        '{"text": "D", "deep": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"text": "no", "text": "E"}',
        '{"text": "F", "id": null, "title": 5, "date": {}}',
        '{"text": "\\u0000 G"}',
    ]
    items = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert [text[:4] for text in texts(items)] == [
        "A",
        "B\ufffd",
        f"! {tmp_path}"[:4],
        f"! {tmp_path}"[:4],
        "E",
        "F",
        "\0 G",
    ]
    assert "nested" in told(items[2])
    assert "nested" in told(items[3])
    first, second = items[:2]
    assert isinstance(first, Document)
    assert first.metadata == {"n": "9" * 5000, "m": 5}
    assert isinstance(second, Document)
    assert second.metadata == {"f": None, "\ufffd": "\ufffd"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", "title,body\nx,y\n", "no column 'text'; its columns are 'title', 'body'"),
        ("a.csv", "title;body;of, and by\nx;y;z\n", "no column 'text'; its columns are 'title', 'body', 'of, and by'"),
        ("a.csv", "text\n", "no rows"),
        ("a.csv", "", "empty"),
        ("a.csv", "text\nA\n", None),
        ("a.tsv", "id\ttext\n1\tA\n", None),
        ("a.jsonl", "\n \n", "no rows"),
        ("a.json", "[]", "no rows"),
        ("a.json", "5", "neither"),
        ("a.json", "{", "no valid JSON"),
        ("a.jsonl", b"\0" * 50, "binary"),
        ("a.csv", b"text\n\0\1\2", "binary"),
        ("a.csv", b"PK\x03\x04 [Content_Types].xml", "an Office file"),
        ("a.csv", b"\x1f\x8b\x08\0\0\0\0\0\0\0", "gzip data"),
    ],
)
def test_a_table_as_a_whole_may_be_bad(tmp_path: Path, name: str, content: str | bytes, words: str | None) -> None:
    """A table without rows, header or sense is one unreadable input."""
    (item,) = read(tmp_path / name, content)
    if words is None:
        assert isinstance(item, Document)
    else:
        assert words in told(item)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_broken_line_of_json_is_told_with_its_column(tmp_path: Path, end: str) -> None:
    """Each line is one value: no other number of a line stands beside the file's."""
    items = read(tmp_path / "a.jsonl", end.join(['{"text": "A"}', '{"text": "B"', '{"text": "C"}', ""]))
    assert texts(items[::2]) == ["A", "C"]
    assert "line 2: no valid JSON: Expecting ',' delimiter at column 13" in told(items[1])


def test_json_is_an_object_or_an_array(tmp_path: Path) -> None:
    """A JSON object is one document under the file's key; an array holds one for each object."""
    (one,) = read(tmp_path / "a.json", '{"id": "x", "text": "A", "views": 1}')
    assert isinstance(one, Document)
    assert (one.key, one.metadata) == ("a.json", {"id": "x", "views": 1})
    items = read(tmp_path / "b.json", '[{"text": "A"}, 5, {"id": "y", "text": "B"}]')
    assert [item.key for item in items] == ["b.json#1", "b.json#2", "b.json#y"]
    assert "item 2: a JSON int" in told(items[1])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("null", "null, not an object"), ("true", "a JSON boolean"), ("2.5", "a JSON number"), ('"A"', "a JSON string"),
        ("[]", "a JSON array"), ('{"text": 5}', "of type integer, not text"),
        ('{"text": ["A"]}', "of type array, not text"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_called_as_json_calls_it(tmp_path: Path, value: str, words: str) -> None:
    """Not as Python calls its own types: the file is not its author's program."""
    (item,) = read(tmp_path / "a.jsonl", value)
    assert words in told(item)


def test_a_line_beyond_the_limit_costs_only_itself(tmp_path: Path) -> None:
    """An overlong line is told and the next one is read, in one-byte and wide encodings."""
    lines = ['{"text": "A"}', '{"text": "' + "x" * 500 + '"}', '{"text": "B"}']
    for encoding in ("utf-8", "utf-16"):
        items = read(tmp_path / "a.jsonl", "\n".join(lines).encode(encoding), max_bytes=100)
        assert [isinstance(item, Document) for item in items] == [True, False, True]
        assert "line 2: longer than 100 bytes" in told(items[1])


ROW = st.fixed_dictionaries(
    {"text": st.text(max_size=20)},
    optional={"id": st.integers() | st.text(max_size=3), "title": st.text(max_size=5), "date": st.text(max_size=12)},
)


@given(st.lists(ROW | st.integers() | st.none(), min_size=1, max_size=12))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_every_row_ends_in_exactly_one_item(rows: list[Any]) -> None:
    """Good, bad and doubled rows: one item each, in order, each with its own key and its own text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        items = list(read_documents(path))
    assert len(items) == len(rows)
    assert len({item.key for item in items}) == len(items)
    for row, item in zip(rows, items, strict=True):
        good = isinstance(row, dict) and bool(row["text"].strip())
        assert isinstance(item, Document) == good
        if isinstance(item, Document):
            assert item.text == row["text"]


def test_memory_stays_flat(tmp_path: Path) -> None:
    """Reading ten times as many rows needs no more memory than their keys' hashes."""

    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(lines(rows))
        tracemalloc.start()
        try:
            assert sum(1 for _ in read_documents(path)) == rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def lines(rows: int) -> Iterator[str]:
        return (json.dumps({"id": f"r{row}", "text": f"{row} " + "x" * 2000}) + "\n" for row in range(rows))

    assert peak(5_000) - peak(500) < 300_000
