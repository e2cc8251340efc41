"""Finding out what an endpoint obeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from llm_extract.errors import ConfigError, RefusedError
from llm_extract.models.endpoints import find_profile
from llm_extract.models.probing import Probe, probe_settings
from llm_extract.settings import Settings

FITTING = '{"shade": "teal", "count": 3}'
PROSE = "Mild, with some rain."


def _form(body: dict[str, Any]) -> str:
    form = (body.get("response_format") or {}).get("type")
    return {"json_schema": "strict", "json_object": "json"}.get(form, "tools" if body.get("tools") else "text")


@pytest.fixture
def ask(loopback: Callable[..., Any]) -> Callable[..., Probe]:
    """Probes a server that answers each way with a text, or as its script says."""

    def start(answers: dict[str, str], **options: Any) -> Probe:
        server = loopback(lambda body: answers.get(_form(body), PROSE), **options)
        return probe_settings(Settings(model="m", base_url=server.url), api_key="sk-test-0123456789")

    return start


def test_the_answer_counts_not_the_status(ask: Callable[..., Probe]) -> None:
    """A server that takes a schema and writes prose does not obey it."""
    found = ask({"strict": PROSE, "tools": PROSE, "json": FITTING, "text": f"```json\n{FITTING}\n```"})
    assert [finding.verdict for finding in found.findings] == ["ignored", "ignored", "obeyed", "obeyed"]
    assert (found.best, found.findings[0].detail) == ("json", PROSE)
    assert found.advice == "Set LLM_EXTRACT_STRUCTURED=json: strict, which is used by itself, was ignored."


@pytest.mark.parametrize(
    "answer",
    ['{"shade": "blue", "count": 3}', '{"shade": "teal"}', '{"shade": "teal", "count": true}', "[]", "", "[" * 9000],
)
def test_what_does_not_fit_is_not_obeyed(ask: Callable[..., Probe], answer: str) -> None:
    """Every field, its type and its choices count."""
    found = ask(dict.fromkeys(("strict", "tools", "json", "text"), answer))
    assert found.best is None
    assert found.advice.startswith("No way")


def test_the_tokens_are_told(ask: Callable[..., Probe]) -> None:
    """The sum over the requests, as the server counted them."""
    found = ask(dict.fromkeys(("strict", "tools", "json", "text"), FITTING))
    assert found.advice == ""
    assert found.usage.completion_tokens == sum(finding.usage.completion_tokens or 0 for finding in found.findings) > 0


def test_a_way_that_binds_more_is_proposed(ask: Callable[..., Probe]) -> None:
    """Where the table is careful and the model can do more, the setting is named."""
    found = ask(dict.fromkeys(("strict", "tools", "json", "text"), FITTING))
    careful = replace(found.address, endpoint=find_profile("anthropic"))
    assert "STRUCTURED=strict binds answers more than tools" in Probe(careful, found.findings).advice


def test_refused_and_failed_ways_are_told_apart(ask: Callable[..., Probe]) -> None:
    """A request that is not taken, and one that got no answer, do not end the probe."""
    found = ask({"tools": PROSE, "json": FITTING, "text": FITTING}, script=["400", "500"])
    assert [finding.verdict for finding in found.findings] == ["refused", "failed", "obeyed", "obeyed"]


def test_a_bad_key_ends_the_probe(ask: Callable[..., Probe]) -> None:
    """What holds for all requests is raised."""
    with pytest.raises(RefusedError):
        ask({}, script=["401"])


def test_a_probe_needs_a_model_and_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are missed before anything is sent."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ConfigError, match="no model named"):
        probe_settings(Settings(), api_key="k")
    with pytest.raises(ConfigError, match="no API key"):
        probe_settings(Settings(model="m"))
