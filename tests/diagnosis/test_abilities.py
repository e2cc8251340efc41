"""Asking the endpoint: what it obeys, what it says, and nothing of the key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.diagnosis import Section, diagnose
from llm_extract.shipped import shipped

FITTING = '{"shade": "teal", "count": 3}'
KEY = "sk-this-is-a-key-0123456789abcdefghij"


@pytest.fixture
def ask(loopback: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Section]:
    """Diagnoses an endpoint on loopback that answers each form of request as told."""

    def start(answer: Callable[[dict[str, Any]], Any], **options: Any) -> Section:
        server = loopback(answer, **options)
        environment = {"OPENAI_API_KEY": KEY, "LLM_EXTRACT_BASE_URL": server.url, "LLM_EXTRACT_MODEL": "m"}
        found = diagnose(environment=environment, probe=True)
        assert KEY not in str(found.to_dict())
        return next(section for section in found.sections if section.title == "abilities")

    return start


def _is_strict(body: dict[str, Any]) -> bool:
    return (body.get("response_format") or {}).get("type") == "json_schema"


def test_what_the_endpoint_obeys_is_listed(ask: Callable[..., Section]) -> None:
    """Each way with its verdict, and the tokens that asking took."""
    section = ask(lambda body: FITTING)
    facts = {fact.name: fact.value for fact in section.facts}
    assert list(facts) == ["asked", "strict schema", "tools", "JSON mode", "prompt alone", "tokens"]
    assert facts["strict schema"].startswith("obeyed")
    assert facts["tokens"] > 0
    assert section.problems == []


def test_a_way_that_is_in_use_and_not_obeyed_is_a_problem(ask: Callable[..., Section]) -> None:
    """The remedy is the setting that works."""
    section = ask(lambda body: "Mild." if _is_strict(body) else FITTING)
    (problem,) = section.problems
    assert problem.grave
    assert "LLM_EXTRACT_STRUCTURED=" in problem.remedy


def test_an_endpoint_that_refuses_the_key_is_a_problem(ask: Callable[..., Section]) -> None:
    """What it says is shown, without the parts of the key that it repeats."""
    section = ask(lambda body: FITTING, script=["401"] * 8)
    (problem,) = section.problems
    assert problem.message
    assert problem.remedy


def test_an_endpoint_that_does_not_answer_is_a_problem() -> None:
    """Nobody listens on that port: the report says so and goes on."""
    given = {"base_url": "http://127.0.0.1:9/v1", "model": "m"}
    found = diagnose(given, environment={}, probe=True)
    (problem,) = found.problems
    assert problem.message == "http://127.0.0.1:9/v1 does not answer"
    assert found.sections[-1].title == "recordings"


def test_parts_of_a_key_that_an_endpoint_repeats_are_not_shown(
    monkeypatch: pytest.MonkeyPatch, ask: Callable[..., Section]
) -> None:
    """Providers print keys with their middle starred: even that is left out."""
    from llm_extract.diagnosis import abilities
    from llm_extract.errors import RefusedError

    def refuse(*_: Any, **__: Any) -> Any:
        raise RefusedError("Incorrect API key provided: sk-th**********-see.", hint=f"Check {KEY}.")

    monkeypatch.setattr(abilities, "probe_settings", refuse)
    (problem,) = ask(lambda body: FITTING).problems
    assert (problem.message, problem.remedy) == ("Incorrect API key provided: ***.", "Check ***.")


def test_recordings_are_not_asked() -> None:
    """Under replay there is no endpoint; the warning says how to ask all the same."""
    found = diagnose({"replay": shipped("fixtures")}, environment={}, probe=True)
    assert [problem.message for problem in found.warnings] == ["nothing was asked, as answers come from recordings"]
