"""Tables in plain text."""

from __future__ import annotations

from llm_extract.text_columns import align_columns


def test_columns_are_as_wide_as_their_longest_cells() -> None:
    """Two spaces lie between columns, none behind the last cell that says something; no rows make no lines."""
    assert align_columns([("a", "b", "c"), ("long", "", "x"), ("d", "", "")]) == ["a     b  c", "long     x", "d"]
    assert align_columns([]) == []
