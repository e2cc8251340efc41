"""From settings to an address: which endpoint is asked, and by which name it knows the model.

The rule, first that applies:

1. A base URL is set (``--base-url``, ``LLM_EXTRACT_BASE_URL``, ``OPENAI_BASE_URL``, pyproject.toml): it is asked, and
   the model's name is sent as it stands, slashes and all. What the endpoint can do is the row that the setting
   ``endpoint`` names, else found by the URL.
2. The setting ``endpoint`` names a profile: it is asked, and the model's name is sent as it stands.
3. The model's name begins with a profile and a slash (``ollama/qwen3``), or with the name of a provider that an
   installed package offers (``providers.py``): it is asked for what follows the slash.
4. OpenAI is asked. A name whose first part is no profile is sent as it stands.

Where a profile's own tools know an environment variable for its place (``OLLAMA_HOST``, ``AZURE_OPENAI_ENDPOINT``),
that counts before the profile's base URL.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..errors import ConfigError
from ..settings import DEFAULT_BASE_URL, Settings
from .base import Model
from .endpoints import ENDPOINTS, Endpoint, find_endpoint, find_profile
from .providers import find_provider, is_provider

__all__ = ["Address", "find_address", "model_name", "near_profile", "place_of"]

_PROFILES = frozenset(row.profile for row in ENDPOINTS)


@dataclass(frozen=True, slots=True)
class Address:
    """Where requests go.

    Args:
        base_url: up to and without ``/chat/completions``.
        model: its name in requests; None where none is set.
        endpoint: what is known of it.
        client: a model that answers itself, from a provider.
    """

    base_url: str
    model: str | None
    endpoint: Endpoint
    client: Model | None = None


def find_address(settings: Settings, environment: Mapping[str, str] | None = None) -> Address:
    """The address that settings describe, by the rule above.

    Args:
        settings: ``base_url``, ``endpoint``, ``model`` and ``structured`` count.
        environment: where the profiles' own variables are looked up; by default the process's.

    Raises:
        ConfigError: an unknown profile, a profile without a place, or a name that ends at its slash.

    Example:
        >>> found = find_address(Settings(model="ollama/qwen3"), {})
        >>> found.base_url, found.model, found.endpoint.name
        ('http://localhost:11434/v1', 'qwen3', 'Ollama')
        >>> find_address(Settings(model="openrouter/anthropic/claude-sonnet-4.5"), {}).model
        'anthropic/claude-sonnet-4.5'
        >>> find_address(Settings(model="ollama/qwen3", base_url="http://proxy:4000"), {}).model
        'ollama/qwen3'
    """
    environment = os.environ if environment is None else environment
    row = None if settings.endpoint is None else find_profile(settings.endpoint)
    base_url, model, client = settings.base_url, settings.model, None
    if base_url is None and row is None:
        row, model, client = _find(model)
    if base_url is None:
        base_url = DEFAULT_BASE_URL if row is None else place_of(row, environment)
    endpoint = find_endpoint(base_url) if row is None else row
    if settings.structured is not None:
        endpoint = endpoint.with_structured(settings.structured)
    return Address(base_url, model, endpoint, client)


def model_name(settings: Settings) -> str | None:
    """The model's name as requests have it, whatever answers them.

    Example:
        >>> model_name(Settings(model="ollama/qwen3"))
        'qwen3'
    """
    is_whole = settings.base_url is not None or settings.endpoint is not None
    return settings.model if is_whole else _split(settings.model)[1]


def place_of(row: Endpoint, environment: Mapping[str, str]) -> str:
    """The base URL of a profile.

    Args:
        row: the profile.
        environment: may name another place than the row's.

    Raises:
        ConfigError: everybody has their own place there, and none is named.

    Example:
        >>> place_of(find_profile("azure"), {"AZURE_OPENAI_ENDPOINT": "https://mine.openai.azure.com/"})
        'https://mine.openai.azure.com/openai/v1'
    """
    named = environment.get(row.url_variable, "").strip() if row.url_variable else ""
    if named:
        return _completed(named, row)
    if not row.base_url:
        raise ConfigError(
            f"{row.profile} has no address of its own for everybody",
            hint=f"Set {row.url_variable} to the address of your resource, or give --base-url.",
        )
    return row.base_url


def near_profile(model: str | None) -> str | None:
    """The profile that the first part of a model's name may have meant.

    Example:
        >>> near_profile("olama/qwen3")
        'ollama'
        >>> near_profile("Qwen/Qwen3-8B") is near_profile("gpt-5") is None
        True
    """
    first, slash, _ = (model or "").partition("/")
    near = difflib.get_close_matches(first, _PROFILES, n=1, cutoff=0.8) if slash else []
    return near[0] if near and near[0] != first else None


def _find(model: str | None) -> tuple[Endpoint | None, str | None, Model | None]:
    """What the first part of a model's name says, if anything: the endpoint, and the model that answers itself."""
    first, name = _split(model)
    if first is None or name is None:
        return None, model, None
    if first in _PROFILES:
        return find_profile(first), name, None
    endpoint, client = find_provider(first, name)
    return endpoint, name, client


def _split(model: str | None) -> tuple[str | None, str | None]:
    """A model's name as profile or provider, if it begins with one, and the rest."""
    first, slash, name = (model or "").partition("/")
    if not slash or not (first in _PROFILES or is_provider(first)):
        return None, model
    if not name:
        raise ConfigError(f"{model!r} names no model", hint=f"Write {first}/MODEL.")
    return first, name


def _completed(place: str, row: Endpoint) -> str:
    """An address as other tools write it: perhaps without scheme, port or path, perhaps one to listen on."""
    default = urlsplit(row.base_url)
    parts = urlsplit(place if "://" in place else f"{default.scheme or 'https'}://{place}")
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ConfigError(f"{row.url_variable} is {place!r}", hint="It looks like http://localhost:11434") from None
    if host in ("0.0.0.0", "::"):  # where a server listens is not where it is asked
        host = "localhost"
    elif ":" in host:
        host = f"[{host}]"
    if port is None and parts.scheme == "http":
        port = default.port
    path = parts.path.rstrip("/")
    path = path if row.path and path.endswith(row.path) else path + row.path
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{path}"
