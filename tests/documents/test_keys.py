"""Keys that are unique, in little memory."""

from __future__ import annotations

import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.documents.keys import SeenKeys


@given(st.lists(st.text(st.characters(), max_size=2)))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_it_answers_as_a_set_does(words: list[str]) -> None:
    """Adding says whether a key is new, exactly as a set would."""
    seen, known = SeenKeys(), set[str]()
    for word in words:
        assert seen.add(word) == (word not in known)
        known.add(word)
    assert len(seen) == len(known)


def test_it_grows() -> None:
    """Thousands of keys are all remembered, in at most 24 bytes each."""
    seen = SeenKeys()
    tracemalloc.start()
    try:
        assert all(seen.add(f"row {number}") for number in range(20_000))
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert not any(seen.add(f"row {number}") for number in range(20_000))
    assert held < 24 * 20_000


def test_numbered_keys_skip_those_taken() -> None:
    """A number that an input already has as its own key is not given to another."""
    seen = SeenKeys()
    assert [seen.unique(key) for key in ("a", "a~2", "a", "a")] == ["a", "a~2", "a~3", "a~4"]
