"""A record's data as rows."""

from __future__ import annotations

from llm_extract.report.rows import field_name, list_rows
from llm_extract.report.wording import show_value

DATA = {
    "deals": [
        {
            "buyer": "Acme",
            "price": {"amount": "5000000", "currency": "EUR", "equivalents": [{"amount": "6", "currency": "USD"}]},
            "stage": None,
        }
    ],
    "note": None,
}


def test_a_cited_object_is_one_row_and_what_is_cited_in_it_another() -> None:
    """A sum stands in one row with its currency; its cited equivalent follows, further in."""
    rows = list_rows(DATA, ["/deals/0/price", "/deals/0/price/equivalents/0", "/deals/0/buyer"])
    shown = [(row.label, row.shown, row.depth) for row in rows]
    assert shown == [
        ("deal 1", "Acme · €5 million", 0),
        ("price", "€5 million", 1),
        ("equivalent 1", "$6", 2),
        ("buyer", "Acme", 1),
        ("stage", "none", 1),
        ("note", "none", 0),
    ]


def test_leaves_are_the_scalars_of_the_row_alone() -> None:
    """What a reviewer edits in a row are its own scalars, not those of the rows further in."""
    rows = {row.path: row.leaves for row in list_rows(DATA, ["/deals/0/price", "/deals/0/price/equivalents/0"])}
    assert rows["/deals/0/price"] == (("/deals/0/price/amount", "5000000"), ("/deals/0/price/currency", "EUR"))
    assert rows["/deals/0"] == ()
    assert rows["/note"] == (("/note", None),)


def test_names_with_slashes_and_tildes_are_escaped() -> None:
    """Pointers of odd keys are those that the evidence uses."""
    assert [row.path for row in list_rows({"a/b": {"c~d": "x"}}, ["/a~1b/c~0d"])] == ["/a~1b", "/a~1b/c~0d"]


def test_every_cited_value_has_a_row() -> None:
    """No evidence is without a place in the list, at any depth."""
    cited = ["/deals/0", "/deals/0/price", "/deals/0/price/equivalents/0", "/deals/0/buyer", "/deals/0/stage"]
    assert set(cited) <= {row.path for row in list_rows(DATA, cited)}


def test_no_data_gives_no_rows() -> None:
    """A record without data has nothing to list."""
    assert list_rows(None, []) == []


def test_fields_are_named_without_positions() -> None:
    """The figures by field count all items of a list together."""
    assert field_name("/deals/3/price/equivalents/0") == "deals[].price.equivalents[]"


def test_values_read_as_words() -> None:
    """Quantities have their unit, qualified sums their relation, what is no number stays as it is."""
    assert show_value({"number": "48", "unit": "percent"}) == "48 percent"
    assert (
        show_value({"money": {"amount": "4500000000", "currency": "USD"}, "relation": "about"}) == "about $4.5 billion"
    )
    assert show_value({"amount": "many", "currency": "USD"}) == "many USD"
    assert show_value([True, None]) == "yes, none"


def test_data_that_are_no_object_have_rows() -> None:
    """A list's items are rows or headings; a single value, or one that is cited as a whole, is one row."""
    rows = [(row.path, row.label, row.shown, row.depth) for row in list_rows([{"name": "Acme"}, "Bo"], ["/0/name"])]
    assert rows == [("/0", "item 1", "Acme", 0), ("/0/name", "name", "Acme", 1), ("/1", "item 2", "Bo", 0)]
    assert [(row.path, row.label, row.shown) for row in list_rows("series_c", [])] == [("", "value", "series c")]
    whole = list_rows({"amount": "5", "currency": "USD"}, [""])
    assert [(row.path, row.shown, row.leaves) for row in whole] == [
        ("", "$5", (("/amount", "5"), ("/currency", "USD")))
    ]  # fmt: skip
    assert list_rows(None, []) == []
