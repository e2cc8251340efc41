"""JSON pointers: finding, replacing and dropping what stands at one."""

from __future__ import annotations

import pytest

from llm_extract.pointers import drop_at, field_name, replace_at, value_at


def test_values_are_found_and_replaced_by_pointer() -> None:
    """Escapes and list places work; the original stays; a place that does not exist has no value and takes none."""
    wire = {"a/b": [{"c~": 1}, 2], "d": 3}
    assert value_at(wire, "/a~1b/0/c~0") == 1
    assert value_at(wire, "") is wire
    assert value_at(wire, "/a~1b/7") is value_at(wire, "/d/e") is value_at(wire, "/a~1b/x") is None
    assert replace_at(wire, "/a~1b/0/c~0", 9) == {"a/b": [{"c~": 9}, 2], "d": 3}
    assert replace_at(wire, "/new", 9) == {**wire, "new": 9}
    assert replace_at(wire, "", 9) == 9
    assert wire == {"a/b": [{"c~": 1}, 2], "d": 3}
    with pytest.raises(LookupError):
        replace_at(wire, "/d/e", 9)


@pytest.mark.parametrize("nowhere", ["/a~1b/2", "/a~1b/-1", "/x/y", "/d/e", "/x", ""])
def test_only_what_stands_there_can_go(nowhere: str) -> None:
    """An item and a key go, all else stays as it was; what is nowhere, and the whole, cannot go."""
    wire = {"a/b": [{"c~": 1}, 2], "d": 3}
    assert drop_at(wire, "/a~1b/1") == {"a/b": [{"c~": 1}], "d": 3}
    assert drop_at(wire, "/a~1b/0/c~0") == {"a/b": [{}, 2], "d": 3}
    assert drop_at(wire, "/d") == {"a/b": [{"c~": 1}, 2]}
    assert wire == {"a/b": [{"c~": 1}, 2], "d": 3}
    with pytest.raises(LookupError):
        drop_at(wire, nowhere)


def test_a_pointer_leads_to_a_field() -> None:
    """Its name is the last that is no number, as it is called: items of lists have the name of their list."""
    assert field_name("/rounds/0/amount") == "amount"
    assert field_name("/investors/12") == field_name("/investors") == "investors"
    assert field_name("/a~1b/0") == "a/b"
    assert field_name("/0") == field_name("") == ""
