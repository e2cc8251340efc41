"""Spans and metrics by OpenTelemetry's GenAI conventions; no other module imports opentelemetry, which is an extra.

Source: the semantic conventions for generative AI, status "development", with the metrics ``gen_ai.client.token.usage``
and ``gen_ai.client.operation.duration``. Content is left out unless the conventions' variable asks for it.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

from ..errors import ConfigError
from ..messages import Request, Response

__all__ = ["CONTENT_VARIABLE", "Telemetry", "export_telemetry"]

CONTENT_VARIABLE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"
_CONTENT_WORDS = frozenset({"true", "1", "span_only", "span_and_event"})
_PROVIDERS = {
    "OpenAI": "openai",
    "Azure OpenAI": "azure.ai.openai",
    "Anthropic": "anthropic",
    "Gemini": "gcp.gemini",
    "Mistral": "mistral_ai",
    "DeepSeek": "deepseek",
    "Groq": "groq",
}
_PARAMETERS = {
    "max_tokens": "gen_ai.request.max_tokens",
    "max_completion_tokens": "gen_ai.request.max_tokens",
    "temperature": "gen_ai.request.temperature",
    "top_p": "gen_ai.request.top_p",
    "seed": "gen_ai.request.seed",
    "frequency_penalty": "gen_ai.request.frequency_penalty",
    "presence_penalty": "gen_ai.request.presence_penalty",
}
_SECONDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
_TOKENS = tuple(4**power for power in range(14))
_SCOPE = "llm_extract"
_UNSENT = "spans and metrics cannot be sent: %s. Name a collector in OTEL_EXPORTER_OTLP_ENDPOINT, or switch tracing off"
_log = logging.getLogger(__name__)
_ATTEMPTS: ContextVar[list[int] | None] = ContextVar("attempts", default=None)


class Telemetry:
    """Makes spans and counts, with the providers that the process has configured; without any it costs next to nothing.

    Args:
        endpoint: the endpoint's name in ``models.endpoints``.
        base_url: its address.
        environment: says whether content is captured.

    Raises:
        ConfigError: opentelemetry is not installed.
    """

    def __init__(self, endpoint: str, base_url: str, environment: Mapping[str, str] | None = None) -> None:
        with _needed():
            from opentelemetry import metrics, trace
        words = (os.environ if environment is None else environment).get(CONTENT_VARIABLE, "")
        self._content = words.strip().lower() in _CONTENT_WORDS
        self._trace = trace
        self._tracer = trace.get_tracer(_SCOPE)
        meter = metrics.get_meter(_SCOPE)
        self._duration = meter.create_histogram(
            "gen_ai.client.operation.duration", "s", "GenAI operation duration.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )  # fmt: skip
        self._tokens = meter.create_histogram(
            "gen_ai.client.token.usage", "{token}", "Number of input and output tokens used.",
            explicit_bucket_boundaries_advisory=_TOKENS,
        )  # fmt: skip
        address = urlsplit(base_url)
        self._where: dict[str, Any] = {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": _PROVIDERS.get(endpoint, "openai"),
        }
        if address.hostname:
            self._where["server.address"] = address.hostname
            self._where["server.port"] = address.port or (443 if address.scheme == "https" else 80)

    @contextlib.contextmanager
    def document(self, key: str, task: str) -> Iterator[Callable[[str, int], None]]:
        """A span around all that is asked for one document.

        Args:
            key: the document's.
            task: ``name@vN``.

        Yields:
            A function to be told the record's status and how many answers it rests on.
        """
        attributes = {"llm_extract.document.key": key, "llm_extract.task": task}
        with self._span(f"extract {task}", self._trace.SpanKind.INTERNAL, attributes) as span:

            def tell(status: str, answers: int) -> None:
                span.set_attribute("llm_extract.record.status", status)
                span.set_attribute("llm_extract.record.answers", answers)

            yield tell

    @contextlib.contextmanager
    def chat(self, request: Request) -> Iterator[Callable[[Response], None]]:
        """The span of one request, repeats after passing failures included, and its metrics.

        Yields:
            A function to be told the answer.
        """
        body = request.body
        asked = {**self._where, "gen_ai.request.model": str(body.get("model"))}
        begun, answers = time.perf_counter(), list[Response]()
        before = _ATTEMPTS.set([0])
        try:
            with self._span(f"chat {body.get('model')}", self._trace.SpanKind.CLIENT, asked) as span:
                span.set_attributes(_asked(request, self._content))
                yield answers.append
                if answers:
                    span.set_attributes(_answered(answers[0], self._content))
        except BaseException as error:
            asked["error.type"] = type(error).__name__
            raise
        finally:
            _ATTEMPTS.reset(before)
            if answers and answers[0].model:
                asked["gen_ai.response.model"] = str(answers[0].model)
            self._duration.record(time.perf_counter() - begun, asked)
            for answer in answers:
                self._count(answer, asked)

    def _count(self, answer: Response, attributes: Mapping[str, Any]) -> None:
        usage = answer.usage
        for kind, count in (("input", usage.prompt_tokens), ("output", usage.completion_tokens)):
            if count is not None:
                self._tokens.record(count, {**attributes, "gen_ai.token.type": kind})

    @contextlib.contextmanager
    def attempt(self, request: Request) -> Iterator[None]:
        """A span around one time that a request is sent, inside that of the request."""
        counter = _ATTEMPTS.get()
        number = 0
        if counter is not None:
            number, counter[0] = counter[0], counter[0] + 1
        attributes = {"llm_extract.request.fingerprint": request.fingerprint, "http.request.resend_count": number}
        with self._span("attempt", self._trace.SpanKind.INTERNAL, attributes):
            yield

    @contextlib.contextmanager
    def _span(self, name: str, kind: Any, attributes: Mapping[str, Any]) -> Iterator[Any]:
        """A span that names the type of an error that ends it, never its words, which may quote content."""
        with self._tracer.start_as_current_span(
            name, kind=kind, attributes=attributes, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except BaseException as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(self._trace.StatusCode.ERROR)
                raise


def _asked(request: Request, content: bool) -> dict[str, Any]:
    body = request.body
    found: dict[str, Any] = {
        name: body[parameter] for parameter, name in _PARAMETERS.items() if isinstance(body.get(parameter), int | float)
    }
    if body.get("n") not in (None, 1):
        found["gen_ai.request.choice.count"] = body["n"]
    if body.get("stop"):
        found["gen_ai.request.stop_sequences"] = [body["stop"]] if isinstance(body["stop"], str) else list(body["stop"])
    found["gen_ai.output.type"] = "json" if body.get("response_format") else "text"
    found["llm_extract.request.fingerprint"] = request.fingerprint
    if content:
        messages = [_message(one["role"], str(one.get("content") or "")) for one in body.get("messages") or ()]
        found["gen_ai.input.messages"] = json.dumps(messages, ensure_ascii=False)
    return found


def _answered(response: Response, content: bool) -> dict[str, Any]:
    usage = response.usage
    found = {
        "gen_ai.response.id": response.body.get("id"),
        "gen_ai.response.model": response.model,
        "gen_ai.response.finish_reasons": None if response.finish_reason is None else [response.finish_reason],
        "gen_ai.usage.input_tokens": usage.prompt_tokens,
        "gen_ai.usage.output_tokens": usage.completion_tokens,
        "gen_ai.usage.cache_read.input_tokens": usage.cached_tokens,
    }
    if content:
        message = {**_message("assistant", response.content), "finish_reason": response.finish_reason or "stop"}
        found["gen_ai.output.messages"] = json.dumps([message], ensure_ascii=False)
    return {name: value for name, value in found.items() if value is not None}


def _message(role: str, text: str) -> dict[str, Any]:
    return {"role": role, "parts": [{"type": "text", "content": text}]}


@contextlib.contextmanager
def _needed() -> Iterator[None]:
    try:
        yield
    except ImportError:
        raise ConfigError(
            "tracing needs opentelemetry, which is not installed", hint='Install it: pip install "llm-extract[otel]"'
        ) from None


@contextlib.contextmanager
def export_telemetry() -> Iterator[None]:
    """While the block lasts, spans and metrics are sent by OTLP over HTTP to where the ``OTEL_`` variables say.

    Where the process has a provider already, as under ``opentelemetry-instrument``, that one is left alone.

    Raises:
        ConfigError: the SDK or the exporter is not installed.
    """
    with _needed():
        from opentelemetry import metrics, trace
    if not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        yield
        return
    spans, counts = _open_exporters()
    trace.set_tracer_provider(spans)
    metrics.set_meter_provider(counts)
    with _told_once():
        try:
            yield
        finally:
            spans.shutdown()
            counts.shutdown()


@contextlib.contextmanager
def _told_once() -> Iterator[None]:
    """While the block lasts, what the SDK logs of its attempts and failures is one warning of this package."""
    logger, handler = logging.getLogger("opentelemetry"), _Failures(logging.WARNING)
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = True
        logger.removeHandler(handler)


class _Failures(logging.Handler):
    """Tells the first thing that was given up; what is tried again is kept, for it is the cause if it is given up."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self._cause, self._told = "", False

    def emit(self, record: logging.LogRecord) -> None:
        """Take what the SDK says."""
        said = str(record.exc_info[1]) if record.exc_info else record.getMessage()
        if said.startswith("Transient error"):
            self._cause = said
        elif not self._told:
            self._told = True
            _log.warning(_UNSENT, _shorten(said if ": " in said else self._cause or said))


def _shorten(said: str) -> str:
    """What the system says, where an error of several libraries around one another holds that.

    Example:
        >>> _shorten("Transient error Pool(port=9): (Caused by New('Failed: [Errno 111] Connection refused')) met")
        'Connection refused'
    """
    found = re.search(r"\[(?:Errno|WinError) -?\d+\] ([^\"')\]]+)", said)
    return found[1] if found else " ".join(said.split())[:200].rstrip(".")


def _open_exporters() -> tuple[Any, Any]:
    with _needed():
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    resource = Resource.create({"service.name": os.environ.get("OTEL_SERVICE_NAME") or "llm-extract"})
    spans = TracerProvider(resource=resource)
    spans.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return spans, MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())], resource=resource)
