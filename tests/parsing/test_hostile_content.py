"""Answers that would break a reader: huge numbers, depth, repetition, any text at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.errors import AnswerInvalid
from llm_extract.parsing import parse_content, parse_truncated
from llm_extract.parsing.strings import Unreadable
from llm_extract.parsing.tolerant import TolerantReader


@pytest.mark.parametrize("digits", [4301, 100_000])
@pytest.mark.parametrize("read", [parse_content, parse_truncated])
def test_huge_integers_are_refused(read: Any, digits: int) -> None:
    """A number that Python will not convert is an invalid answer, not a crash."""
    with pytest.raises(AnswerInvalid):
        read('{"a": ' + "1" * digits + "}")


PIECES = [
    "{",
    "[",
    '"',
    "\\",
    "'",
    '{"a":',
    "{a:",
    "[{",
    '{"a" ',
    "```json\n{",
    "[/*",
    '["""',
    "{}",
    '{"a":1}',
    "“",
    "<think>",
    '{\\"',
    "{'a': 's x",
    "<plan>",
    "{&quot;",
    "\u200b",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("read", [parse_content, parse_truncated])
def test_hostile_repetition_ends_in_a_value_or_a_refusal(read: Any, piece: str) -> None:
    """Neither depth nor length breaks it; quadratic reading would not come back from these."""
    try:
        parsed = read(piece * (100_000 if len(piece) == 1 else 10_000))
    except AnswerInvalid:
        return
    assert parsed.recovered


class Watched(str):
    """A text that counts the characters that are looked through or copied."""

    looked = 0

    def rfind(self, *arguments: Any) -> int:
        Watched.looked += len(self[slice(*arguments[1:])])
        return super().rfind(*arguments)

    def __getitem__(self, part: Any) -> str:
        found = super().__getitem__(part)
        Watched.looked += len(found)
        return found


def test_what_stands_before_a_mark_costs_nothing() -> None:
    """Whether a code fence ends at a mark is seen on its own line, however long that is: time is linear in the text."""
    counts = []
    for length in (1_000, 100_000):
        Watched.looked = 0
        with pytest.raises(Unreadable):
            TolerantReader(Watched("\n" + "x" * length + "{```"), length + 1).read()
        counts.append(Watched.looked)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("levels", [10, 150])
def test_sensible_depth_is_read(levels: int) -> None:
    """Nesting that an answer may have is read, valid or not."""
    text = '{"a":' * levels + "1" + "}" * levels
    assert parse_content(text).value == parse_content(text[:-1] + ",}").value


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    st.lists(
        st.sampled_from([*'{}[]",:\\ \n1-', "a", "'", "true", "```", "//", "</think>", "NaN", "\ud800"]), max_size=25
    )
)
def test_any_text_is_read_or_refused(pieces: list[str]) -> None:
    """Whatever the text, the value can be written as JSON in UTF-8, and recovery of what is not JSON is said."""
    text = "".join(pieces)
    for read in (parse_content, parse_truncated):
        try:
            parsed = read(text)
        except AnswerInvalid:
            continue
        json.dumps(parsed.value, allow_nan=False, ensure_ascii=False).encode()
        assert parsed.recovered or parsed.value == json.loads(text)
