"""Keys that are unique, in little memory."""

from __future__ import annotations

import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.documents.keys import KeyTable, SeenKeys


@given(st.lists(st.text(st.characters(), max_size=2)))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_it_answers_as_a_set_does(words: list[str]) -> None:
    """Adding says whether a key is new, exactly as a set would."""
    seen, known = SeenKeys(), set[str]()
    for word in words:
        assert seen.add(word) == (word not in known)
        known.add(word)
    assert len(seen) == len(known)


def _held(count: int) -> int:
    """Bytes that so many keys hold, while they are added."""
    tracemalloc.start()
    try:
        seen = SeenKeys()
        assert all(seen.add(f"row {number}") for number in range(count))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert not any(seen.add(f"row {number}") for number in range(count))
    assert len(seen) == count
    return peak


def test_memory_does_not_grow_with_the_keys() -> None:
    """Thousands of keys are all remembered, and thirty times as many take no more memory."""
    _held(3_000)  # imports what it needs, which is not to be counted
    assert _held(90_000) < 1.1 * _held(3_000)


def test_numbered_keys_skip_those_taken() -> None:
    """A number that an input already has as its own key is not given to another."""
    seen = SeenKeys()
    assert [seen.unique(key) for key in ("a", "a~2", "a", "a")] == ["a", "a~2", "a~3", "a~4"]


@given(st.lists(st.tuples(st.text("abc", max_size=1), st.integers(0, 3))))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_numbers_are_kept_as_in_a_dictionary(entries: list[tuple[str, int]]) -> None:
    """A later number of a key takes the place of an earlier one, in memory and in the file."""
    for many in (0, 2_001):
        table, known = KeyTable(), dict[str, int]()
        for number in range(many):
            table.add(f"row {number}")
        for key, number in entries:
            table.set(key, number)
            known[key] = number
            assert table.get(key) == number
        assert [table.get(key) for key in "abc"] == [known.get(key) for key in "abc"]
        assert len(table) == many + len(known)
