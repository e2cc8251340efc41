"""Requests are known by their content, and responses are read whatever the endpoint leaves out."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.messages import Constant, Request, Response, Usage, canonical_json

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(JSON)
def test_canonical_json_survives_a_round_trip(value: object) -> None:
    """Canonical JSON holds the value it was made of, and encoding it again gives the same bytes."""
    once = canonical_json(value)
    assert json.loads(once) == value
    assert canonical_json(json.loads(once)) == once


def test_canonical_json_refuses_what_json_cannot_hold() -> None:
    """NaN would give a hash that no other program can compute, so it is an error."""
    with pytest.raises(ValueError, match="Out of range"):
        canonical_json({"temperature": float("nan")})


def test_fingerprint_is_the_documented_hash() -> None:
    """The fingerprint is sha256 of canonical JSON of kind, body and ordinal, so that other tools can compute it."""
    request = Request({"model": "m", "messages": [{"role": "user", "content": "é"}]}, ordinal=2)
    written = '{"body":{"messages":[{"content":"é","role":"user"}],"model":"m"},"kind":"chat.completions","ordinal":2}'
    assert request.fingerprint == hashlib.sha256(written.encode()).hexdigest()


def test_every_part_of_a_request_changes_its_fingerprint() -> None:
    """Another model, message, parameter, ordinal or kind is another request."""
    base = {"model": "m", "messages": [{"role": "user", "content": "a"}], "temperature": 0}
    requests = [
        Request(base),
        Request({**base, "model": "n"}),
        Request({**base, "messages": [{"role": "user", "content": "b"}]}),
        Request({**base, "temperature": 1}),
        Request(base, ordinal=1),
        Request(base, kind="other"),
    ]
    assert len({request.fingerprint for request in requests}) == len(requests)


@pytest.mark.parametrize(
    "body",
    [{}, {"choices": []}, {"choices": [None]}, {"choices": [{}]}, {"choices": [{"message": None}], "usage": None}],
    ids=["nothing", "no choices", "null choice", "empty choice", "null message"],
)
def test_a_response_without_its_parts_reads_as_empty(body: dict[str, object]) -> None:
    """Missing parts read as nothing, never as an exception."""
    response = Response(body)
    assert (response.content, response.refusal, response.finish_reason, response.usage) == ("", None, None, Usage())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ([{"type": "text", "text": '{"a": '}, {"type": "text", "text": '"it\'s"}'}], '{"a": "it\'s"}'),
        ([{"type": "thinking", "thinking": [{"type": "text", "text": "{}?"}]}, {"type": "text", "text": "{}"}], "{}"),
        ([{"type": "thinking", "thinking": "so"}], ""),
        (["{", "}"], "{}"),
        ({"a": "it's \xa0"}, '{"a": "it\'s \xa0"}'),
        ([{"a": None}, 5], '[{"a": null}, 5]'),
        ([{"type": "deal"}], '[{"type": "deal"}]'),
        (0.5, "0.5"),
        ([], ""),
    ],
)
def test_content_in_parts_or_as_json_is_text(content: Any, text: str) -> None:
    """Some endpoints give what they thought and what they answer as parts; what was thought is no answer."""
    assert Response({"choices": [{"message": {"content": content}}]}).content == text
    call = {"function": {"name": "x", "arguments": content}}
    assert Response({"choices": [{"message": {"content": "", "tool_calls": [call]}}]}).content == text


def test_the_arguments_of_a_single_tool_call_are_the_content() -> None:
    """Endpoints that answer by a tool call give their JSON as its arguments."""
    call = {"function": {"name": "answer", "arguments": '{"a": 1}'}}
    assert Response({"choices": [{"message": {"content": None, "tool_calls": [call]}}]}).content == '{"a": 1}'
    assert Response({"choices": [{"message": {"content": None, "tool_calls": [call, call]}}]}).content == ""


@pytest.mark.parametrize(
    ("usage", "written"),
    [
        ({"prompt_tokens": 10120, "completion_tokens": 1499, "total_tokens": 14428}, 4308),
        ({"prompt_tokens": 21, "total_tokens": 81}, 60),
        ({"prompt_tokens": 21, "completion_tokens": 5, "total_tokens": 26}, 5),
        ({"prompt_tokens": 21, "completion_tokens": 5, "total_tokens": 0}, 5),
        ({"prompt_tokens": 21, "completion_tokens": 5, "total_tokens": "many"}, 5),
        ({"completion_tokens": 5, "total_tokens": 100}, 5),
        ({"prompt_tokens": 21, "total_tokens": 21}, None),
        ({"prompt_tokens": 21.0, "completion_tokens": 5.0}, 5),
        ({"prompt_tokens": 21, "completion_tokens": 5.5}, None),
        ({"prompt_tokens": 21, "completion_tokens": float("inf")}, None),
    ],
)
def test_tokens_written_are_counted_with_thoughts(usage: dict[str, object], written: int | None) -> None:
    """Some endpoints count what a model thought in the total alone, and charge for it; some write counts as floats."""
    assert Usage.from_body(usage).completion_tokens == written


def test_usage_adds_up_and_keeps_unknown_apart_from_zero() -> None:
    """A sum of unknown counts stays unknown; a known count plus an unknown one is the known one."""
    known = Usage.from_body(
        {"prompt_tokens": 10, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 4}}
    )
    assert known + known == Usage(20, 4, 8)
    assert Usage() + Usage() == Usage(None, None, None)
    assert Usage() + known == known


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), JSON, min_size=1, max_size=4),
    st.integers(0, 3),
    st.data(),
)
def test_a_constant_part_changes_no_fingerprint(body: dict[str, object], ordinal: int, data: st.DataObject) -> None:
    """The fingerprint is that of the canonical JSON of kind, body and ordinal, whichever parts are marked constant."""
    marked = {
        name: Constant(value) if isinstance(value, dict) and data.draw(st.booleans()) else value
        for name, value in {**body, "z": {"b": body}}.items()
    }
    whole = {"kind": "chat.completions", "body": marked, "ordinal": ordinal}
    plain = {**whole, "body": json.loads(json.dumps(marked))}
    expected = hashlib.sha256(canonical_json(plain)).hexdigest()
    assert Request(marked, ordinal).fingerprint == Request(plain["body"], ordinal).fingerprint == expected
    written = canonical_json(plain["body"])
    assert (Request(marked).chars, Request(marked).size) == (len(written.decode()), len(written))
