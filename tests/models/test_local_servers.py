"""Model servers that already run here."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from llm_extract.models import local_servers
from llm_extract.models.addresses import find_address
from llm_extract.models.endpoints import Endpoint, find_profile
from llm_extract.models.local_servers import LocalServer, find_local_servers, keyless_hint
from llm_extract.settings import Settings

Serve = Callable[[Any], int]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers that answer every GET with a body, or with 404 for None; returns the port."""
    servers: list[HTTPServer] = []

    def start(body: Any) -> int:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(404 if body is None else 200)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode() if self.path == "/v1/models" else b"")

            def log_message(self, *_: object) -> None:
                """Silent."""

        servers.append(HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return servers[-1].server_port

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def _row(profile: str, port: int) -> Endpoint:
    return replace(find_profile(profile), port=port, base_url=f"http://127.0.0.1:{port}/v1")


def _models(*names: Any, owner: str = "library") -> dict[str, Any]:
    return {"object": "list", "data": [{"id": name, "owned_by": owner} for name in names]}


def test_servers_that_list_their_models_are_found(serve: Serve) -> None:
    """One that answers something else is none; nor is a closed port."""
    rows = [_row("ollama", serve(_models("qwen3", "x\x1b[2J"))), _row("vllm", serve(None)), _row("lmstudio", 9)]
    assert find_local_servers(rows, seconds=5) == [LocalServer(rows[0], rows[0].base_url, ("qwen3",))]


def test_the_owner_of_the_models_tells_servers_on_one_port_apart(serve: Serve) -> None:
    """llama-cpp-python's server listens where vLLM's does, and is asked in another way."""
    (found,) = find_local_servers([_row("vllm", serve(_models("a", owner="me")))], seconds=5)
    assert found.endpoint.profile == "llama-cpp-python"


@pytest.mark.parametrize("body", [[], {"data": 1}, {"data": [1, {}]}, "x"])
def test_other_peoples_servers_do_no_harm(serve: Serve, body: Any) -> None:
    """Whatever is listed, nothing is raised, and only names are taken."""
    assert all(server.models == () for server in find_local_servers([_row("vllm", serve(body))], seconds=5))


def test_the_option_uses_the_profile_where_it_leads_there() -> None:
    """A name that a shell would take apart is quoted."""
    ollama = find_profile("ollama")
    assert LocalServer(ollama, ollama.base_url, ("qwen3",)).option == "-m ollama/qwen3"
    assert LocalServer(ollama, "http://127.0.0.1:1/v1", ("a b",)).option == "--base-url http://127.0.0.1:1/v1 -m 'a b'"
    assert LocalServer(ollama, ollama.base_url).option == "-m ollama/MODEL"


def test_the_hint_without_a_key_names_a_running_server(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which key is missing, what else can be done, and the exact option for what runs here."""
    row = _row("ollama", serve(_models("qwen3", "b", "c", "d")))
    monkeypatch.setattr(local_servers, "find_local_servers", lambda: find_local_servers([row], seconds=5))
    hint = keyless_hint(find_address(Settings(model="olama/qwen3"), {}))
    assert hint.startswith("Did you mean -m ollama/…? Three ways on: set OPENAI_API_KEY; or")
    assert f"Ollama answers at {row.base_url} with qwen3, b, c, …: use it with -m ollama/qwen3" in hint
