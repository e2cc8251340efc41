"""Endpoints and models that other packages add: ``-m NAME/MODEL`` asks the provider NAME for MODEL."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from ..errors import ConfigError, ExtractError
from ..plugins import find_plugin, plugin_names
from .base import Model
from .capabilities import Endpoint

__all__ = ["Provider", "find_provider", "is_provider"]


class Provider(Protocol):
    """Knows where a model is: a function in the group ``llm_extract.providers``."""

    def __call__(self, model: str) -> Endpoint | Model:
        """Find a model.

        Args:
            model: what follows the provider's name and the slash.

        Returns:
            An Endpoint with its ``base_url``, which is asked over HTTP; or a Model, which answers itself. A model may
            have an attribute ``endpoint`` that says how it takes requests; without one it is held to be
            OpenAI-compatible in full. It is asked through cache, pace, repeats and budget like any other: let it raise
            the errors of ``llm_extract.errors``.
        """
        ...


def is_provider(name: str) -> bool:
    """Whether an installed package offers a provider of this name; it is not imported."""
    return name.lower() in plugin_names("providers")


def find_provider(name: str, model: str) -> tuple[Endpoint, Model | None]:
    """Ask a provider for a model.

    Args:
        name: the provider's.
        model: the model's name there.

    Returns:
        What the endpoint can do, with its address, and the model where it answers itself.

    Raises:
        ConfigError: the provider cannot be loaded, or gives neither.
    """
    provide = find_plugin("providers", name)
    if provide is None:
        raise ConfigError(f"no installed package offers a provider {name!r}", hint="Install one, or give --base-url.")
    try:
        found = provide(model)
    except ExtractError:
        raise
    except Exception as error:
        raise ConfigError(
            f"the provider {name!r} failed for {model!r}: {type(error).__name__}: {error}",
            hint="Check the model's name, or report it to the package that offers it.",
        ) from error
    if isinstance(found, Endpoint):
        if not found.base_url:
            raise ConfigError(f"the provider {name!r} gives no base URL", hint="Report it to its package.")
        return found, None
    if not (hasattr(found, "complete") and hasattr(found, "aclose")):
        raise ConfigError(
            f"the provider {name!r} gives a {type(found).__name__}, which is no Endpoint and no Model",
            hint="Report it to its package.",
        )
    known = getattr(found, "endpoint", None)
    row = known if isinstance(known, Endpoint) else Endpoint(name, needs_key=False)
    return replace(row, base_url=f"provider:{name}", needs_key=False), found
