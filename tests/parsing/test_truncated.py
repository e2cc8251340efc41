"""What is kept of an answer that was cut."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.errors import AnswerInvalid
from llm_extract.parsing import parse_content, parse_truncated

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)


def _is_part(part: Any, whole: Any) -> bool:
    """Whether a value holds only whole members, and lists that begin as the whole's do."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(name in whole and _is_part(part[name], whole[name]) for name in part)
    if isinstance(part, list):
        return isinstance(whole, list) and part == whole[: len(part)]
    return type(part) is type(whole) and part == whole


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.dictionaries(st.text(max_size=5), VALUES, min_size=1, max_size=4), st.data(), st.sampled_from([None, 1]))
def test_nothing_is_kept_that_the_whole_answer_did_not_say(value: Any, data: st.DataObject, indent: int | None) -> None:
    """Wherever an answer is cut, what is read of it is part of it, item for item."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    for read in (parse_truncated, parse_content):
        try:
            parsed = read(cut)
        except AnswerInvalid:
            continue
        assert _is_part(parsed.value, value)
        assert not parsed.whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [{"b": 1}, {"b": 2}, {"b"', {"a": [{"b": 1}, {"b": 2}]}),
        ('{"a": [{"b": 1}, {"b": 2, "c": [3, 4', {"a": [{"b": 1}]}),
        ('{"a": ["x", "y", "hal', {"a": ["x", "y"]}),
        ('{"a": [1, 2, 3', {"a": [1, 2]}),
        ('{"a": [1, 2 ', {"a": [1, 2]}),
        ('{"a": "x", "b": [{"c": 1', {"a": "x"}),
        ('{"a": "x", "b": {"quote": "words"', {"a": "x"}),
        ('{"a": {"b": "x", "c": [{"d": 1}, {"d', {"a": {"b": "x", "c": [{"d": 1}]}}),
        ('{"a": {"c": [1], "b": "hal', None),
        ('{"a": "x", "b": tr', {"a": "x"}),
        ('{"a": "x", "b": -', {"a": "x"}),
        ('{"a": "x", "b": 1.5e', {"a": "x"}),
        ('{"a": "x", "b": Na', {"a": "x"}),
        ('{"a": "x", "b": 1.5e+2', {"a": "x"}),
        ('[{"a": 1}, {"a": 2}, ', [{"a": 1}, {"a": 2}]),
        ('{"a": [null, {"b": 1', {"a": [None]}),
        ('```json\n{"a": ["x", "hal', {"a": ["x"]}),
        ('```json\n{"a": ["x",\n```', {"a": ["x"]}),
        ('<think>b</think>{"a": ["x", "hal', {"a": ["x"]}),
        ('{"a": [["x", "y"], ["z"', {"a": [["x", "y"]]}),
        ("{'a': ['x', 'hal", {"a": ["x"]}),
        ('{"a": "hal', None),
        ('{"a": [{"b": "c"', None),
        ("{", None),
        ("Let me see", None),
        ("<think>still {", None),
        ('{"a": 1} or rather {"a": [2, ', None),
        ('{"a": [1, 2]', {"a": [1, 2]}),
        ('{"a": "x", // a comm', {"a": "x"}),
        ('{"a": [1, 2] // a comm', {"a": [1, 2]}),
        ('{"a": "x", /* a comm', {"a": "x"}),
        ('{"a": ["x", /* a comm', {"a": ["x"]}),
    ],
)
def test_whole_items_are_kept_and_the_cut_one_is_dropped(text: str, value: Any) -> None:
    """Lists keep their whole items, the outermost object its whole members, nothing is kept by half."""
    if value is None:
        with pytest.raises(AnswerInvalid):
            parse_truncated(text)
        return
    parsed = parse_truncated(text)
    assert parsed.value == value
    assert not parsed.whole
    assert parsed.recovered


def test_an_answer_that_is_complete_after_all_is_read_whole() -> None:
    """The output limit can fall right behind the last bracket."""
    assert parse_truncated('```json\n{"a": [1,]}').whole
    assert parse_truncated('{"a": 1}').recovered == ""
