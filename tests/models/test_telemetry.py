"""Spans and metrics by the GenAI conventions, seen through the SDK's own exporters."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from llm_extract import ConfigError, Extractor, RefusedError, RejectedError, read_documents
from llm_extract.batch import run_batch
from llm_extract.models.telemetry import CONTENT_VARIABLE, export_telemetry
from llm_extract.shipped import shipped

WORDS = "Zyxwvut"
Open = Callable[..., Extractor[Any]]
Spans = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def exporter() -> InMemorySpanExporter:
    """A process has one provider, for good: every test of this file shares it."""
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trace.set_tracer_provider(provider)
    return kept


@pytest.fixture(scope="module")
def reader() -> InMemoryMetricReader:
    """What was counted."""
    kept = InMemoryMetricReader()
    metrics.set_meter_provider(MeterProvider([kept]))
    return kept


@pytest.fixture
def spans(exporter: InMemorySpanExporter) -> Spans:
    """The spans of this test, by the beginning of their name."""
    exporter.clear()
    return lambda start="": [one for one in exporter.get_finished_spans() if one.name.startswith(start)]


@pytest.fixture
def open_extractor(company_prompts: Path, loopback: Callable[..., Any], reader: InMemoryMetricReader) -> Open:
    """An extractor of company names that is traced and asks a server on loopback."""

    def start(script: tuple[str, ...] = (), quote: str = WORDS, **options: Any) -> Extractor[Any]:
        server = loopback(lambda body: json.dumps({"name": {"quote": quote, "value": WORDS}}), script=list(script))
        given = {"prompts": company_prompts, "model": "m", "base_url": server.url, "cache": None, "trace": True}
        return Extractor("company", **{**given, **options})

    return start


def test_a_document_has_a_span_with_its_request_and_attempt_inside(spans: Spans, open_extractor: Open) -> None:
    """Names, kinds and attributes are those of the conventions."""
    with open_extractor(parameters={"temperature": 0, "max_output_tokens": 99, "seed": 7}) as extractor:
        record = extractor.extract(f"{WORDS} sells.")
    (document,), (chat,), (attempt,) = spans("extract"), spans("chat"), spans("attempt")
    assert (document.name, chat.name) == ("extract company@v1", "chat m")
    assert (chat.parent.span_id, attempt.parent.span_id) == (document.context.span_id, chat.context.span_id)
    assert (document.kind, chat.kind) == (SpanKind.INTERNAL, SpanKind.CLIENT)
    assert document.attributes["llm_extract.document.key"] == record.document.key
    assert document.attributes["llm_extract.record.status"] == "ok"
    asked = dict(chat.attributes)
    assert asked.pop("gen_ai.usage.input_tokens") == record.usage.prompt_tokens
    assert asked.pop("gen_ai.usage.output_tokens") == record.usage.completion_tokens
    assert asked.pop("server.port") > 0
    assert asked.pop("gen_ai.response.id").startswith("chatcmpl-")
    assert asked == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "m",
        "gen_ai.request.temperature": 0,
        "gen_ai.request.max_tokens": 99,
        "gen_ai.request.seed": 7,
        "gen_ai.output.type": "json",
        "gen_ai.response.model": "m",
        "gen_ai.response.finish_reasons": ("stop",),
        "server.address": "127.0.0.1",
        "llm_extract.request.fingerprint": record.attempts[0].fingerprint,
    }


def test_each_time_a_request_is_sent_has_a_span(spans: Spans, open_extractor: Open) -> None:
    """One request that failed once: one span of it, two attempts, the first with the type of the error."""
    with open_extractor(script=("500",)) as extractor:
        extractor.extract(f"{WORDS} sells.")
    first, second = spans("attempt")
    assert [one.attributes["http.request.resend_count"] for one in (first, second)] == [0, 1]
    assert first.attributes["error.type"] == "ServerError"
    assert (first.status.status_code, second.status.status_code) == (StatusCode.ERROR, StatusCode.UNSET)
    (chat,) = spans("chat")
    assert chat.status.status_code is StatusCode.UNSET


def test_a_re_ask_is_a_request_of_the_same_document(spans: Spans, open_extractor: Open) -> None:
    """Two requests, one parent."""
    with open_extractor(quote="nowhere") as extractor:
        extractor.extract(f"{WORDS} sells.")
    first, second = spans("chat")
    assert first.parent.span_id == second.parent.span_id == spans("extract")[0].context.span_id
    assert spans("extract")[0].attributes["llm_extract.record.answers"] == 2


def test_no_content_is_captured_unless_the_variable_asks(
    spans: Spans, open_extractor: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Off by default, for errors too; on by the conventions' variable, in their form."""

    class Quoting:
        async def complete(self, request: Any) -> Any:
            raise RejectedError(f"cannot take {request.body}", hint=f"Leave out {WORDS}.")

        async def aclose(self) -> None: ...

    with open_extractor(script=("500",)) as extractor:
        extractor.extract(f"{WORDS} sells.")
    with open_extractor(client=Quoting()) as extractor, pytest.raises(RejectedError):
        extractor.extract(f"{WORDS} sells.")
    assert len(spans("chat")) == 2
    assert WORDS not in "".join(one.to_json() for one in spans())
    monkeypatch.setenv(CONTENT_VARIABLE, "SPAN_ONLY")
    with open_extractor() as extractor:
        extractor.extract(f"{WORDS} sells.")
    attributes = spans("chat")[-1].attributes
    system, user = json.loads(attributes["gen_ai.input.messages"])
    assert system["role"] == "system"
    assert user["parts"] == [{"type": "text", "content": f"{WORDS} sells."}]
    (answer,) = json.loads(attributes["gen_ai.output.messages"])
    assert (answer["role"], answer["finish_reason"]) == ("assistant", "stop")
    assert WORDS in answer["parts"][0]["content"]


@pytest.mark.parametrize("word", ["", "false", "NO_CONTENT", "EVENT_ONLY"])
def test_other_words_capture_nothing(
    word: str, spans: Spans, open_extractor: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Events are not written, so what asks for them alone asks for nothing here."""
    monkeypatch.setenv(CONTENT_VARIABLE, word)
    with open_extractor() as extractor:
        extractor.extract(f"{WORDS} sells.")
    assert "gen_ai.input.messages" not in spans("chat")[0].attributes


def test_metrics(open_extractor: Open, reader: InMemoryMetricReader) -> None:
    """Durations of requests, failed ones with their error, and tokens by type, with the conventions' buckets."""
    with open_extractor(model="counted") as extractor:
        record = extractor.extract(f"{WORDS} sells.")
    with open_extractor(model="counted", script=("401",)) as extractor, pytest.raises(RefusedError):
        extractor.extract(f"{WORDS} sells.")
    data = reader.get_metrics_data()
    assert data is not None
    found = {one.name: one for one in data.resource_metrics[0].scope_metrics[0].metrics}
    points = {
        name: [one for one in metric.data.data_points if one.attributes["gen_ai.request.model"] == "counted"]
        for name, metric in found.items()
    }
    assert found["gen_ai.client.operation.duration"].unit == "s"
    errors = [one.attributes.get("error.type") for one in points["gen_ai.client.operation.duration"]]
    assert sorted(errors, key=str) == [None, "RefusedError"]
    tokens = {one.attributes["gen_ai.token.type"]: one.sum for one in points["gen_ai.client.token.usage"]}
    assert tokens == {"input": record.usage.prompt_tokens, "output": record.usage.completion_tokens}
    assert points["gen_ai.client.token.usage"][0].explicit_bounds[:4] == (1, 4, 16, 64)


def test_a_batch_has_a_trace_for_each_document_that_is_asked_for(
    spans: Spans, open_extractor: Open, tmp_path: Path
) -> None:
    """Concurrent documents do not get into each other's traces; what is stored is not asked, and has no span."""
    (tmp_path / "in").mkdir()
    for name in "abcd":
        (tmp_path / "in" / f"{name}.txt").write_text(f"{WORDS} of {name} sells.")
    with open_extractor(cache=tmp_path / "cache") as extractor:
        run_batch(extractor, read_documents(tmp_path / "in"), tmp_path / "out.jsonl", concurrency=4)
        assert sorted(one.attributes["llm_extract.document.key"] for one in spans("extract")) == [
            "a.txt", "b.txt", "c.txt", "d.txt",
        ]  # fmt: skip
        assert len({one.context.trace_id for one in spans("chat")}) == 4
        asked = len(spans())
        run_batch(extractor, read_documents(tmp_path / "in"), tmp_path / "other.jsonl")
        assert len(spans()) == asked


def test_a_span_of_the_callers_own_is_the_parent(spans: Spans, open_extractor: Open) -> None:
    """Also through ``map``, on the extractor's own thread."""
    with open_extractor() as extractor, trace.get_tracer("mine").start_as_current_span("mine") as mine:
        extractor.map(pandas.Series([f"{WORDS} sells."]))
    assert spans("extract")[0].parent.span_id == mine.get_span_context().span_id


def test_off_by_default(spans: Spans, open_extractor: Open) -> None:
    """Nothing is imported, made or counted unless it is asked for."""
    with open_extractor(trace=False) as extractor:
        extractor.extract(f"{WORDS} sells.")
        assert extractor.stack.telemetry is None
    assert spans() == []


def test_replayed_answers_are_not_asked_for(spans: Spans) -> None:
    """Their documents have spans, requests have none."""
    with Extractor("funding_news", replay=shipped("fixtures"), trace=True) as extractor:
        extractor.extract(next(iter(read_documents(str(shipped("seeds"))))))
    assert [one.name.split("@")[0] for one in spans()] == ["extract funding_news"]


def test_a_provider_of_the_process_is_left_alone(exporter: InMemorySpanExporter) -> None:
    """As under ``opentelemetry-instrument``: the command adds no exporter of its own."""
    before = trace.get_tracer_provider()
    with export_telemetry():
        assert trace.get_tracer_provider() is before


def test_without_the_extra_it_is_said_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line with the remedy."""
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(ConfigError) as caught:
        Extractor("funding_news", replay=shipped("fixtures"), trace=True)
    assert 'pip install "llm-extract[otel]"' in caught.value.hint
