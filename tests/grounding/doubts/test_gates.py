"""The cheap look at a text before patterns are tried on it."""

from __future__ import annotations

from llm_extract.grounding.doubts.gates import holds_any


def test_letters_in_any_case() -> None:
    """One row of letters is enough, in whatever case, and none is none."""
    assert holds_any("UP FROM three", ("von ", "from "))
    assert not holds_any("up to three", ("von ", "from "))
    assert not holds_any("up to three", ())
