"""Spans and metrics of the command, as a collector on loopback gets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

WORDS = "Zyxwvut"


class _Collector(BaseHTTPRequestHandler):
    """Takes what is sent by OTLP over HTTP."""

    received: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        self.received.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *arguments: Any) -> None: ...


@pytest.fixture
def collector() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """An OTLP collector on loopback: its address, and what it received."""
    received: list[tuple[str, bytes]] = []
    handler = type("Handler", (_Collector,), {"received": received})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", received
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def trace_run(
    tmp_path: Path, company_prompts: Path, loopback: Callable[..., Any]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command over one article, with spans sent to an address."""
    (tmp_path / "a.txt").write_text(f"{WORDS} sells.")
    url = loopback(lambda body: json.dumps({"name": {"quote": WORDS, "value": WORDS}})).url
    arguments = ["a.txt", "-t", "company", "-m", "m", "--base-url", url, "-o", "out.jsonl", "--no-cache", "-q"]

    def call(address: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "llm_extract.cli", "run", *arguments, "--prompts", str(company_prompts), "--trace"],
            capture_output=True, text=True, cwd=tmp_path, check=False,
            env={**os.environ, "OTEL_EXPORTER_OTLP_ENDPOINT": address, **variables},
        )  # fmt: skip

    return call


@pytest.mark.parametrize(
    ("address", "cause"), [("http://127.0.0.1:1", "Connection refused"), ("ftp://127.0.0.1:1", "ftp://127.0.0.1:1")]
)
def test_spans_that_cannot_be_sent_are_one_line(
    trace_run: Callable[..., subprocess.CompletedProcess[str]], address: str, cause: str
) -> None:
    """The run is none the worse: what is wrong and what to do, once, instead of the SDK's own lines and tracebacks."""
    done = trace_run(address, OTEL_EXPORTER_OTLP_TIMEOUT="3")  # the SDK waits up to 1.2 s before it tries again
    assert done.returncode == 0
    (said,) = done.stderr.splitlines()
    assert "WARNING spans and metrics cannot be sent: " in said
    assert cause in said
    assert "OTEL_EXPORTER_OTLP_ENDPOINT" in said


def test_the_command_sends_spans_and_metrics(
    collector: tuple[str, list[tuple[str, bytes]]], trace_run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """``--trace`` exports by OTLP to where the standard variable says, without content, before the process ends."""
    done = trace_run(collector[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert {path for path, _ in collector[1]} == {"/v1/traces", "/v1/metrics"}
    sent = b"".join(body for _, body in collector[1])
    for word in (b"chat m", b"extract company@v1", b"a.txt", b"gen_ai.client.token.usage", b"llm-extract"):
        assert word in sent
    assert WORDS.encode() not in sent
