"""The rows of CSV and TSV: cells as they are written, and what becomes of rows that are broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from document_items import read, texts, told
from llm_extract.documents import Document


def test_csv_keeps_cells_as_written(tmp_path: Path) -> None:
    """Quoted delimiters, doubled quotes and line ends inside cells are kept; missing cells are left out."""
    content = 'id,text,author,\r\n1,"Acme, ""the"" firm\r\nraised",Jo,x\r\n\r\n2,Beta\r\n'
    one, two = read(tmp_path / "a.csv", content)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.key, one.text) == ("a.csv#1", 'Acme, "the" firm\r\nraised')
    assert one.metadata == {"author": "Jo", "column 4": "x"}
    assert (two.key, two.text, two.metadata) == ("a.csv#2", "Beta", {})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_header(tmp_path: Path, delimiter: str) -> None:
    """A CSV file with semicolons, tabs or bars is read by the delimiter under which its header has the text."""
    rows = [["id", "text"], ["1", "A"]]
    (one,) = read(tmp_path / "a.csv", "\n".join(delimiter.join(row) for row in rows))
    assert (one.key, texts([one])) == ("a.csv#1", ["A"])


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;\r"])
def test_a_first_line_that_names_the_delimiter_is_heeded(tmp_path: Path, first: str) -> None:
    """As Excel reads it, and other programs write it for Excel."""
    (one,) = read(tmp_path / "a.csv", f"{first}\nid;text\n7;A\n")
    assert (one.key, texts([one])) == ("a.csv#7", ["A"])
    (item,) = read(tmp_path / "b.csv", "sep=;\nid;body\n7;A\n")
    assert "no column 'text'; its columns are 'id', 'body'" in told(item)


def test_broken_csv_rows_are_told(tmp_path: Path) -> None:
    """A row with too many cells, an empty text or broken quotes is an item of its own; the rest is read."""
    content = 'text,b\nA,1\nB,1,2\n" ",1\n"C"x,1\nD,1\n'
    items = read(tmp_path / "a.csv", content)
    assert [item.key for item in items] == [f"a.csv#{number}" for number in range(1, 6)]
    assert [isinstance(item, Document) for item in items] == [True, False, False, False, True]
    assert "row 2 (line 3): 3 cells, but the header has 2" in told(items[1])
    assert "empty" in told(items[2])
    assert "broken quotes" in told(items[3])


def test_a_quote_that_never_ends_stops_the_table_only_at_the_limit(tmp_path: Path) -> None:
    """An open quote is told, with what was read before it kept; it cannot fill the memory."""
    items = read(tmp_path / "a.csv", 'text\nA\n"open\nB\nC\n')
    assert texts(items)[0] == "A"
    assert "row 2 (lines 3 to 5): a quote is opened and never closed" in told(items[1])
    assert len(items) == 2


def test_a_missing_quote_names_all_lines_that_went_with_it(tmp_path: Path) -> None:
    """The row after it is read into its cell: who counts the records must learn where the other one is."""
    items = read(tmp_path / "a.csv", 'text,b\n"A,1\n"B",2\n"C",3\n')
    assert "row 1 (lines 2 to 3): broken quotes" in told(items[0])
    assert texts(items)[1:] == ["C"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman"])
def test_lines_may_end_with_carriage_returns_alone(tmp_path: Path, encoding: str) -> None:
    """As Excel writes "CSV (Macintosh)"; in a cell they are kept, and a JSON line may end so too."""
    declared = encoding if encoding == "mac-roman" else None
    content = 'id,text\r1,"Café\rA"\r2,Zoë\r'
    items = read(tmp_path / "a.csv", content.encode(encoding), encoding=declared)
    assert [item.key for item in items] == ["a.csv#1", "a.csv#2"]
    assert texts(items) == ["Café\rA", "Zoë"]
    assert texts(read(tmp_path / "a.jsonl", '{"text": "A"}\r{"text": "B"}')) == ["A", "B"]


def test_a_stray_carriage_return_cuts_no_row(tmp_path: Path) -> None:
    """Where lines end otherwise, it is told: a row that was cut there would be half an article."""
    items = read(tmp_path / "a.csv", "text,b\nA\rB,1\nC,2\n")
    assert "row 1 (line 2): a carriage return outside of quotes" in told(items[0])
    assert texts(items)[1:] == ["C"]


@pytest.mark.parametrize(
    ("bad", "options", "said"),
    [
        (b'caf\xe9\nAcme, they said\nlast"', {"encoding": "utf-8"}, "lines 2 to 5): is not utf-8"),
        (b"x" * 300 + b'\nAcme, they said\nlast"', {"max_bytes": 100}, "lines 2 to 5): longer than 100 bytes"),
        (b'x"" ' * 100 + b'\nAcme, they said\nlast"', {"max_bytes": 100}, "lines 2 to 5): longer than 100 bytes"),
        (b'x"" ' * 100 + b'"', {"max_bytes": 100}, "lines 2 to 3): longer than 100 bytes"),
    ],
)
@pytest.mark.parametrize("wide", [False, True])
def test_a_cell_with_a_line_that_cannot_be_read_is_one_broken_row(
    tmp_path: Path, bad: bytes, options: dict[str, Any], said: str, wide: bool
) -> None:
    """What follows in the cell is no row of its own, however many delimiters it has."""
    content = b'id,text\n7,"First\n' + bad + b"\n8,B\n"
    if wide and b"\xe9" not in bad:
        content = content.decode().encode("utf-16")
    items = read(tmp_path / "a.csv", content, **options)
    assert f"row 1 ({said}" in told(items[0])
    assert [item.key for item in items] == ["a.csv#1", "a.csv#8"]


def test_a_bad_line_between_rows_costs_only_itself(tmp_path: Path) -> None:
    """The rows before and after it are read, and so they are where the header or the last line is bad."""
    items = read(tmp_path / "a.csv", b"id,text\n1,A\n2,\xe9\n3,C\n4,\xe9", encoding="utf-8")
    assert [text[:1] for text in texts(items)] == ["A", "!", "C", "!"]
    (item,) = read(tmp_path / "b.csv", b"id,text\xe9\n1,A\n", encoding="utf-8")
    assert "is not utf-8" in told(item)


def test_what_follows_broken_quotes_in_a_cell_is_no_row(tmp_path: Path) -> None:
    """Quotes that nobody doubled, in a cell of several lines: all is one row up to a whole one."""
    rows = ['1,"He said "hello" to', "Acme raised 5 million, they said", 'last",x', "2,Fine,y", '3,"C ""c""",z']
    items = read(tmp_path / "a.csv", "\n".join(["id,text,src", *rows]))
    assert "row 1 (lines 2 to 4): broken quotes" in told(items[0])
    assert texts(items)[1:] == ["Fine", 'C "c"']
    stray = ['1,"5" pipe",x', '2,"Fine', 'text",y', "3,C,z"]
    items = read(tmp_path / "b.csv", "\n".join(["id,text,src", *stray]))
    assert "row 1 (line 2): broken quotes" in told(items[0])
    assert texts(items)[1:] == ["Fine\ntext", "C"]
    (item,) = read(tmp_path / "c.csv", 'id,text,src\n1,"a "b" c\nlast, words')
    assert "row 1 (lines 2 to 3): broken quotes" in told(item)
