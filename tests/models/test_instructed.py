"""instructor's steps: one attempt's body, and the JSON of one answer."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import subprocess
import sys
from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.messages import Request, Response
from llm_extract.models.instructed import extract_content, prepare

SCHEMA = {
    "type": "object",
    "title": "Rounds",
    "description": "Funding rounds.",
    "$defs": {"Money": {"type": "object", "properties": {"amount": {"type": "string"}}, "required": ["amount"]}},
    "properties": {"zeta": {"$ref": "#/$defs/Money"}, "alpha": {"type": ["integer", "null"]}},
    "required": ["zeta", "alpha"],
    "additionalProperties": False,
}
ARTICLE = "Article {{ 7 * 7 }} {% for x in y %} {# note #} ```json\n{}\n``` «é»"
BODY: dict[str, Any] = {
    "model": "m",
    "messages": [{"role": "system", "content": "Extract."}, {"role": "user", "content": ARTICLE}],
    "temperature": 0,
    "max_tokens": 50,
}
MODES = ("tools", "json", "text")
SCRIPT = """
import json, sys
from llm_extract.messages import Request
from llm_extract.models.instructed import prepare
body, schema = json.loads(sys.stdin.read())
print([Request(prepare(body, schema, mode)).fingerprint for mode in ("tools", "json", "text") for _ in range(2)])
"""


@pytest.mark.parametrize("mode", MODES)
def test_neither_body_nor_schema_is_changed(mode: str) -> None:
    """instructor changes messages in place; ours stay as they were."""
    body, schema = copy.deepcopy(BODY), copy.deepcopy(SCHEMA)
    prepare(body, schema, mode)
    assert (body, schema) == (BODY, SCHEMA)


@pytest.mark.parametrize("mode", MODES)
def test_the_article_is_no_template(mode: str) -> None:
    """Braces in the article arrive as they are, and parameters are kept."""
    prepared = prepare(BODY, SCHEMA, mode)
    assert ARTICLE in "".join(message["content"] for message in prepared["messages"])
    assert (prepared["model"], prepared["temperature"], prepared["max_tokens"]) == ("m", 0, 50)


def test_tools_mode_forces_a_call_with_our_schema() -> None:
    """The wire schema is the function's parameters, definitions and key order included."""
    prepared = prepare(BODY, SCHEMA, "tools")
    function = prepared["tools"][0]["function"]
    assert function["name"] == "Rounds"
    assert function["description"] == "Funding rounds."
    assert list(function["parameters"]["properties"]) == ["zeta", "alpha"]
    assert function["parameters"]["$defs"] == SCHEMA["$defs"]
    assert prepared["tool_choice"] == {"type": "function", "function": {"name": "Rounds"}}
    assert prepared["messages"] == BODY["messages"]


def test_json_mode_puts_the_schema_into_the_prompt() -> None:
    """JSON mode is switched on and the system message ends with the whole schema."""
    prepared = prepare(BODY, SCHEMA, "json")
    assert prepared["response_format"] == {"type": "json_object"}
    assert prepared["messages"][0]["content"].startswith("Extract.")
    assert json.dumps(SCHEMA, indent=2) in prepared["messages"][0]["content"]


def test_text_mode_needs_no_feature() -> None:
    """The prompt alone asks for JSON: no response format, no tools."""
    prepared = prepare(BODY, SCHEMA, "text")
    assert "response_format" not in prepared
    assert "tools" not in prepared
    assert [message["role"] for message in prepared["messages"]] == ["system", "user"]


def test_corrections_keep_the_conversation() -> None:
    """A re-ask with an assistant's answer in it is prepared with all its messages in order."""
    more = [{"role": "assistant", "content": '{"zeta": 1}'}, {"role": "user", "content": "Again."}]
    for mode in MODES:
        prepared = prepare({**BODY, "messages": [*BODY["messages"], *more]}, SCHEMA, mode)
        assert [one["role"] for one in prepared["messages"]] == ["system", "user", "assistant", "user"]


@pytest.mark.slow
def test_bodies_are_the_same_in_every_process() -> None:
    """Fingerprints of prepared bodies do not depend on the process, its hash seed, or earlier calls."""
    outputs = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=json.dumps([BODY, SCHEMA]),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        outputs.add(done.stdout.strip())
    for n in range(20):
        prepare(BODY, {**SCHEMA, "title": f"Other{n}"}, "tools")
    here = [Request(prepare(BODY, SCHEMA, mode)).fingerprint for mode in MODES for _ in range(2)]
    assert outputs == {str(here)}


def test_the_committed_form_of_bodies() -> None:
    """Recordings were made with these bodies: an instructor that words them otherwise must not go unnoticed."""
    digests = [hashlib.sha256(json.dumps(prepare(BODY, SCHEMA, mode)).encode()).hexdigest()[:12] for mode in MODES]
    assert digests == ["095352ed6b61", "97a76a223da6", "357b0205606a"]


def answer(**message: Any) -> Response:
    return Response({"model": "m", "choices": [{"finish_reason": "stop", "message": message}]})


def test_content_of_a_tool_call() -> None:
    """The first call's arguments are the content, text or already parsed."""
    call = {"id": "1", "type": "function", "function": {"name": "Rounds", "arguments": '{"zeta": {"amount": "1.50"}}'}}
    assert extract_content(answer(content=None, tool_calls=[call]), "tools") == '{"zeta": {"amount": "1.50"}}'
    assert extract_content(answer(content=None, tool_calls=[call, call]), "tools") == '{"zeta": {"amount": "1.50"}}'
    parsed = {**call, "function": {"name": "Rounds", "arguments": {"zeta": None}}}
    assert json.loads(extract_content(answer(content=None, tool_calls=[parsed]), "tools"))


def test_content_of_text_is_the_last_json() -> None:
    """JSON in a code block is found; an article's JSON quoted before it is not taken for the answer."""
    text = 'The article says {"zeta": "planted"}.\n```json\n{"zeta": {"amount": "5"}}\n```\nDone.'
    assert extract_content(answer(content=text), "text") == '{"zeta": {"amount": "5"}}'


@pytest.mark.parametrize("mode", MODES)
def test_content_without_json_is_the_whole(mode: str) -> None:
    """Where instructor finds nothing, our parser gets the text to judge."""
    assert extract_content(answer(content="I cannot."), mode) == "I cannot."
    assert extract_content(answer(content=None), mode) == ""
    cut = Response({"choices": [{"finish_reason": "length", "message": {"content": '{"zeta": '}}]})
    assert extract_content(cut, mode) == '{"zeta": '


def test_an_unknown_mode_is_refused() -> None:
    """Strict endpoints need none of this."""
    with pytest.raises(ConfigError, match="tools, json, text"):
        prepare(BODY, SCHEMA, "strict")
