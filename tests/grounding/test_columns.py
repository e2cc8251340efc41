"""Values of the next column: the headings of tables in Markdown and HTML say whose they are."""

from __future__ import annotations

import time

import pytest

from llm_extract.grounding.columns import find_other_column, is_in_table

MARKDOWN = """Two boats were tested.

| | Tern 9 | Tern 11 |
|:---|---:|---:|
| Length | 9.1 m | 11.0 m |
| Beam | 3.0 m | 3.0 m |

The Tern 9 is the lighter one."""
PRICES = "Cabin | Low season | from | to\n--- | --- | --- | ---\nBirch | yes | 70 | 95\nAlder | no | 80 |"
HTML = (
    "<table border=1><tr><th>Crop</th><th>2021</th><th>2022</th></tr>\n"
    "<tr><td>Rye</td><td>310&nbsp;t</td><td>280&nbsp;t</td></tr></table>"
)


def _find(text: str, quote: str, cell: str, field: str, *names: str) -> tuple[str, str] | None:
    start = text.index(quote)
    return find_other_column(text, (start, start + len(quote)), lambda words: cell in words, field.split("_"), names)


@pytest.mark.parametrize("quote", ["11.0 m", "| Length | 9.1 m | 11.0 m |", "9.1 m | 11.0 m"])
def test_a_cell_of_the_other_column_is_seen(quote: str) -> None:
    """Whether the cell or its row is quoted, the record's own name says which column it is about."""
    assert _find(MARKDOWN, quote, "11.0", "length_m", "Tern 9") == ("Tern 11", "Tern 9")


def test_a_cell_of_the_right_column_is_let_pass() -> None:
    """So are values that both columns have, rows of no table, and records that no heading speaks of."""
    assert _find(MARKDOWN, "9.1 m | 11.0 m", "9.1", "length_m", "Tern 9") is None
    assert _find(MARKDOWN, "| Beam | 3.0 m | 3.0 m |", "3.0", "beam_m", "Tern 9") is None
    assert _find(MARKDOWN, "11.0 m", "11.0", "length_m", "Heron 4") is None
    assert _find(MARKDOWN, "Tern 9 is", "Tern 9", "name", "Tern 9") is None
    assert _find(MARKDOWN, "Length", "Length", "measure", "Tern 9") is None


def test_only_the_cells_that_are_quoted_count() -> None:
    """The same figure in a cell that nobody quotes does not clear the one that is quoted."""
    table = "| | Tern 9 | Tern 11 |\n|---|---|---|\n| Length | 9.1 m | 11.0 m |\n| Beam | 3.0 m | 3.0 m wide |"
    assert _find(table, "3.0 m wide", "3.0", "beam_m", "Tern 9") == ("Tern 11", "Tern 9")


def test_rows_without_the_bars_at_their_ends() -> None:
    """The headings may have bars around them and the rows only between their cells."""
    table = "| Cabin | from | to |\n|---|---|---|\nBirch | 70 | 95\nAlder | 80 | 99"
    assert _find(table, "Alder | 80 | 99", "99", "price_from") == ("to", "from")
    assert _find(table, "Alder | 80 | 99", "80", "price_from") is None


@pytest.mark.parametrize("table", [MARKDOWN, HTML, HTML.upper()])
def test_a_table_at_the_end_of_a_long_article(table: str) -> None:
    """However much stands before a table, its cells are found; its tags may be in capitals."""
    text = "The yard was busy all year.\n" * 1_500 + table
    quote, cell, field, name, headings = (
        ("9.1 m | 11.0 m", "11.0", "length_m", "Tern 9", ("Tern 11", "Tern 9"))
        if table == MARKDOWN
        else (table[table.index("310") : table.rindex("<")], "280", "harvest", "2021", ("2022", "2021"))
    )
    assert _find(text, quote, cell, field, name) == headings


def test_the_name_of_the_field_may_be_a_heading() -> None:
    """A price "from" is not the one under "to"; an empty cell is no other value."""
    assert _find(PRICES, "Birch | yes | 70 | 95", "95", "price_from") == ("to", "from")
    assert _find(PRICES, "Birch | yes | 70 | 95", "70", "price_from") is None
    assert _find(PRICES, "Alder | no | 80", "80", "price_to") is None


def test_rows_of_html() -> None:
    """The year that a record is about is a heading, too; what is no row of the table has none."""
    assert _find(HTML, "280&nbsp;t", "280", "harvest", "2021") == ("2022", "2021")
    assert _find(HTML, "<td>310&nbsp;t</td><td>280", "310", "harvest", "2021") is None
    assert _find(HTML, "2022", "2022", "year", "2021") is None
    assert not is_in_table("Acme | Bolt", 0)


@pytest.mark.parametrize("text", ["<td>5</td>", "<tr><td>5", "<table><tr>5", "|5|", "|5|\n", "---|---\n5|6|", "5 <tr"])
def test_broken_tables_say_nothing(text: str) -> None:
    """Rows without a table, tables without a head and tags without an end are no tables."""
    assert _find(text, "5", "5", "a", "b") is None


def test_a_whole_book_in_one_line_costs_no_more() -> None:
    """Only so much of a line is looked at as a row may have."""

    def seconds(length: int) -> float:
        text = "| a 5 " * length
        begin = time.process_time()
        for place in range(0, len(text) - 10, len(text) // 300):
            if is_in_table(text, place):
                find_other_column(text, (place, place + 2), lambda cell: "5" in cell, ["a"], ["b"])
        return time.process_time() - begin

    seconds(100)
    assert seconds(200_000) < 20 * seconds(5_000)
