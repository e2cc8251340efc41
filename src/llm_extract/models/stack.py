"""Putting the model stack together: ``Record(Cached(Paced(Live)))``, or ``Replay`` alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..messages import Request, Response
from ..settings import DEFAULT_BASE_URL, Settings
from ..store_urls import StoreURL
from .addresses import Address, find_address, model_name
from .base import Model
from .endpoints import Endpoint, find_endpoint, recorded_endpoint
from .in_flight import InFlight, Listeners
from .local_servers import keyless_hint

if TYPE_CHECKING:
    from .batch_api import BatchApi
    from .cached import CachedModel
    from .recording import Place
    from .telemetry import Telemetry

__all__ = ["Stack", "open_batch_api", "open_stack", "stack_like"]

_NOT_PARAMETERS = {"model", "messages", "response_format", "tools", "tool_choice"}


@dataclass(frozen=True)
class Stack:
    """A model stack and what the renderer must know of it.

    Args:
        model: answers requests.
        name: the model's name in requests.
        endpoint: what the endpoint can do.
        parameters: body parameters that recordings were made with; empty outside of replay.
        label: tells the recorder where a request's recording belongs.
        cached: the part of the stack that stores answers; None where nothing is stored.
        in_flight: the part that sends; None under replay.
        listeners: what the stack tells a run.
        adaptive: whether the stack itself decides how many requests are under way.
        base_url: the endpoint's address, for prices.
        telemetry: makes spans; None where tracing is off.
    """

    model: Model
    name: str
    endpoint: Endpoint
    parameters: Mapping[str, Any] = field(default_factory=dict)
    label: Callable[[Request, Place], None] | None = None
    cached: CachedModel | None = None
    in_flight: InFlight | None = None
    listeners: Listeners = field(default_factory=Listeners)
    adaptive: bool = False
    base_url: str = DEFAULT_BASE_URL
    telemetry: Telemetry | None = None


def open_stack(
    settings: Settings,
    *,
    task: str = "",
    version: int = 0,
    api_key: str | None = None,
    client: Model | Stack | None = None,
) -> Stack:
    """Build the stack that the settings describe.

    Args:
        settings: model, endpoint, cache, replay, record, pace.
        task: the task's name, for its recordings.
        version: its number.
        api_key: by default from the endpoint's environment variable.
        client: answers instead of a live endpoint; a whole stack is taken as it is.

    Returns:
        The stack; nothing is connected yet.

    Raises:
        ConfigError: no model named, no key and nothing else to answer, or nothing recorded.
    """
    if isinstance(client, Stack):
        return client
    if settings.replay is not None:
        return _replayed(settings, settings.replay, task, version)
    address = find_address(settings)
    base_url, endpoint = address.base_url, address.endpoint
    settings = replace(settings, concurrency=settings.concurrency or endpoint.concurrency)
    key = api_key if api_key is not None else os.environ.get(endpoint.key_variable, "")
    if client is None and endpoint.needs_key and not key and not _has_answers(settings.cache):
        raise ConfigError(f"no API key for {base_url}", hint=keyless_hint(address))
    if not (address.model or "").strip() and client is None:
        raise ConfigError("no model named", hint="Name one with --model, LLM_EXTRACT_MODEL or [tool.llm-extract].")
    listeners = Listeners()
    telemetry = _telemetry(settings, endpoint, base_url)
    sending = client if client is not None else _live(settings, address, key)
    sender = _sender(sending, listeners, telemetry)
    model = _watched(sender if client is not None else _paced(settings, sender, listeners, sending), telemetry)
    model, cached = _remembering(model, settings, base_url, listeners)
    label = None
    if settings.record is not None:
        from .recording import RecordingModel

        model = RecordingModel(model, settings.record, secrets=[key])
        label = model.label
    name, adaptive = address.model or "client", client is None and settings.concurrency is None
    return Stack(model, name, endpoint, {}, label, cached, sender, listeners, adaptive, base_url, telemetry)


def open_batch_api(settings: Settings) -> BatchApi:
    """The Batch API of the endpoint that the settings name.

    Args:
        settings: endpoint, time limit, attempts; the key comes from the endpoint's environment variable.

    Raises:
        ConfigError: there is no key.
    """
    from .batch_api import BatchApi
    from .live import LiveModel

    address = find_address(settings)
    base_url, endpoint = address.base_url, address.endpoint
    key = os.environ.get(endpoint.key_variable, "")
    if endpoint.needs_key and not key:
        raise ConfigError(f"no API key for {base_url}", hint=f"Set {endpoint.key_variable}.")
    live = LiveModel(base_url, key, timeout=settings.timeout)
    return BatchApi(live, attempts=settings.attempts, timeout=settings.timeout)


def _telemetry(settings: Settings, endpoint: Endpoint, base_url: str) -> Telemetry | None:
    if not settings.trace:
        return None
    from .telemetry import Telemetry

    return Telemetry(endpoint.name, base_url)


def _sender(sending: Model, listeners: Listeners, telemetry: Telemetry | None) -> InFlight:
    if telemetry is None:
        return InFlight(sending, listeners)
    from .traced import TracedAttempts

    return InFlight(TracedAttempts(sending, telemetry), listeners)


def _watched(model: Model, telemetry: Telemetry | None) -> Model:
    if telemetry is None:
        return model
    from .traced import Traced

    return Traced(model, telemetry)


def _live(settings: Settings, address: Address, key: str) -> Model:
    from .live import LiveModel

    if address.client is not None:
        return address.client
    if address.endpoint.needs_key and not key:
        return _Keyless(address)
    return LiveModel(address.base_url, key, timeout=settings.timeout)


def _paced(settings: Settings, sender: InFlight, listeners: Listeners, sending: Model) -> Model:
    from .paced import PacedModel

    return PacedModel(
        sender,
        attempts=settings.attempts,
        patience=settings.patience,
        concurrency=settings.concurrency,
        rpm=settings.rpm,
        tpm=settings.tpm,
        listeners=listeners,
        prepare=getattr(sending, "prepare", None),
    )


def _remembering(
    model: Model, settings: Settings, base_url: str, listeners: Listeners
) -> tuple[Model, CachedModel | None]:
    """A model that asks nothing twice: for good where there is a cache, else while the same is being asked."""
    if settings.cache is None:
        from .flights import SharingModel

        return SharingModel(model), None
    from .cached import CachedModel
    from .stores.opening import open_store

    cached = CachedModel(
        model, open_store(settings.cache), base_url, on_arrival=listeners.arrive, on_answer=listeners.answer
    )
    return cached, cached


def _has_answers(cache: Path | StoreURL | None) -> bool:
    return cache is not None and (not isinstance(cache, Path) or cache.is_dir())


class _Keyless:
    """Stands where the live model would: a run whose answers are all stored needs no key."""

    def __init__(self, address: Address) -> None:
        self._address = address

    async def complete(self, request: Request) -> Response:
        raise ConfigError(f"no API key for {self._address.base_url}", hint=keyless_hint(self._address))

    async def aclose(self) -> None:
        """Nothing to release."""


def _replayed(settings: Settings, directory: Path, task: str, version: int) -> Stack:
    """Under replay, model, parameters and capabilities are the recordings' own, unless set explicitly."""
    from .replay import ReplayModel

    remedy = _remedy(settings, directory)
    replay = ReplayModel(directory, remedy=remedy)
    if replay.is_empty:  # else each article would have a failed record
        raise ConfigError(f"no recordings in {directory}", hint=remedy)
    folder = directory / task / f"v{version}"
    first = next(ReplayModel(folder).requests(), None) if folder.is_dir() else None
    return stack_like(first.body if first is not None else {}, replay, settings)


def stack_like(body: Mapping[str, Any], model: Model, settings: Settings) -> Stack:
    """A stack whose requests have the model's name, parameters and form of a recorded one.

    Args:
        body: of the recorded request; empty where there is none.
        model: what answers.
        settings: what they set wins.
    """
    endpoint = recorded_endpoint(body) if body else find_endpoint(settings.base_url or DEFAULT_BASE_URL)
    if settings.structured is not None:
        endpoint = endpoint.with_structured(settings.structured)
    parameters = {
        "max_output_tokens" if name == endpoint.output_limit else name: value
        for name, value in body.items()
        if name not in _NOT_PARAMETERS
    }
    name = model_name(settings) or str(body.get("model", "unknown"))
    base_url = settings.base_url or DEFAULT_BASE_URL
    telemetry = _telemetry(settings, endpoint, base_url)
    return Stack(model, name, endpoint, parameters, base_url=base_url, telemetry=telemetry)


def _remedy(settings: Settings, directory: Path) -> str:
    return (
        f"Record it: llm-extract run PATHS --task {settings.task} --record {directory} --model MODEL [--base-url URL];"
        " or ask without recordings: --replay none"
    )
