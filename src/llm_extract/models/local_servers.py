"""What to do without a key: among others, use a model server that already runs on this machine."""

from __future__ import annotations

import http.client
import shlex
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..plain_data import parse_json
from .addresses import Address, near_profile
from .endpoints import ENDPOINTS, Endpoint

__all__ = ["LocalServer", "find_local_servers", "keyless_hint"]

_CONNECT_SECONDS = 0.3
_MOST_BYTES = 1_000_000
_OWNERS = {"llamacpp": "llamacpp", "vllm": "vllm", "me": "llama-cpp-python"}  # owned_by in the servers' lists of models


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A model server that answers on this machine.

    Args:
        endpoint: what it is, by its port and by whom its models are owned.
        base_url: where.
        models: their names, as it lists them.
    """

    endpoint: Endpoint
    base_url: str
    models: tuple[str, ...] = ()

    @property
    def option(self) -> str:
        """The option that makes a run use it."""
        model = shlex.quote(self.models[0]) if self.models else "MODEL"
        if self.base_url == self.endpoint.base_url:
            return f"-m {self.endpoint.profile}/{model}"
        return f"--base-url {self.base_url} -m {model}"


def find_local_servers(rows: Iterable[Endpoint] = ENDPOINTS, *, seconds: float = _CONNECT_SECONDS) -> list[LocalServer]:
    """Ask the ports that model servers listen on by default for their lists of models.

    Args:
        rows: the endpoints to look for; those without a port are not.
        seconds: for each to accept a connection, and again to answer; all are asked at once.

    Returns:
        Those that gave a list, in the order of the rows.
    """
    local = [row for row in rows if row.port and row.base_url]
    with ThreadPoolExecutor(max_workers=max(1, len(local))) as pool:
        listed = list(pool.map(lambda row: _list_models(row.base_url, seconds), local))
    return [_describe(row, models) for row, models in zip(local, listed, strict=True) if models is not None]


def keyless_hint(address: Address) -> str:
    """The ways on where an endpoint's key is not set.

    Args:
        address: the endpoint.
    """
    variable = address.endpoint.key_variable
    near = near_profile(address.model)
    meant = f"Did you mean -m {near}/…? " if near else ""
    ways = f"set {variable}; or name a local or other endpoint with --base-url; or answer from recordings with"
    hint = f"{meant}Three ways on: {ways} --replay DIRECTORY"
    for server in find_local_servers():
        names = ", ".join(server.models[:3]) + (", …" if len(server.models) > 3 else "")
        serves = f" with {names}" if names else ""
        hint += f". {server.endpoint.name} answers at {server.base_url}{serves}: use it with {server.option}"
    return hint


def _list_models(base_url: str, seconds: float) -> list[dict[str, Any]] | None:
    parts = urlsplit(base_url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)
    try:
        connection.request("GET", f"{parts.path}/models", headers={"Accept": "application/json"})
        answer = connection.getresponse()
        body = parse_json(answer.read(_MOST_BYTES)) if answer.status == 200 else None
    except (OSError, http.client.HTTPException, ValueError, RecursionError):
        return None
    finally:
        connection.close()
    models = body.get("data") if isinstance(body, dict) else None
    if not isinstance(models, list):
        return None
    return [model for model in models if isinstance(model, dict) and str(model.get("id", "\n")).isprintable()]


def _describe(row: Endpoint, models: list[dict[str, Any]]) -> LocalServer:
    profile = _OWNERS.get(str(models[0].get("owned_by"))) if models else None
    endpoint = next((one for one in ENDPOINTS if one.profile == profile), row)
    return LocalServer(endpoint, row.base_url, tuple(str(model["id"]) for model in models))
