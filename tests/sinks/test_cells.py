"""Cells: what a spreadsheet could run is guarded, and every text comes back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from llm_extract.sinks import guard_text, restore_text
from llm_extract.sinks.cells import write_cell

_STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\ufeff=", "\x00=", "\u00a0@"]


@pytest.mark.parametrize("start", _STARTS)
def test_what_could_run_gets_an_apostrophe(start: str) -> None:
    """Each start that a spreadsheet takes for a formula, in a text cell."""
    assert guard_text(f"{start}1+1") == f"'{start}1+1"
    assert write_cell("text", f"{start}1") == f'"\'{start}1"'


@pytest.mark.parametrize("text", ["Acme", "'tis", "a=b", "3 - 2", "", " x", "(-5)", "«=»"])
def test_other_text_stays_as_it_is(text: str) -> None:
    """Nothing is added where nothing could run."""
    assert guard_text(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n a"), max_size=6) | st.text())
@example("'=1")
@example("''")
@settings(derandomize=True, deadline=None, max_examples=300)
def test_every_text_comes_back(text: str) -> None:
    """Guarding is undone exactly, also for texts that begin with apostrophes."""
    cell = guard_text(text)
    assert restore_text(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        ("decimal", "-1.50", "-1.50"),
        ("decimal", "123456789012345678901234567890.12", "123456789012345678901234567890.12"),
        ("decimal", "-1+cmd|' /C calc'!A0", "\"'-1+cmd|' /C calc'!A0\""),
        ("integer", 10**30, "1" + "0" * 30),
        ("number", -0.25, "-0.25"),
        ("boolean", True, "true"),
        ("text", None, ""),
        ("text", "", '""'),
        ("text", 'say "x", y', '"say ""x"", y"'),
    ],
)
def test_numbers_are_bare_and_text_is_quoted(kind: str, value: object, cell: str) -> None:
    """Numbers keep every digit and are not guarded; only what is a number counts as one; null is not empty text."""
    assert write_cell(kind, value) == cell  # type: ignore[arg-type]
