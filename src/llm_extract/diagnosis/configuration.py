"""The settings with their origins, and the endpoint that they lead to; keys are never part of what is found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from ..manifest import plain_settings
from ..models.addresses import find_address
from ..models.local_servers import keyless_hint
from ..models.secrets import keys_in_environment, mask_secrets
from ..settings import Settings, find_origins, read_settings
from .findings import Section

__all__ = ["inspect_endpoint", "inspect_settings", "settings_or_defaults"]

_MODES = {
    "strict": "a JSON schema that the endpoint enforces (strict)",
    "tools": "a forced function call (tools)",
    "json": "JSON mode, with the schema in the prompt (json)",
    "text": "the prompt alone (text)",
}


def settings_or_defaults(given: Mapping[str, Any], environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings, or the defaults where they cannot be read, so that the rest can be looked at."""
    try:
        return read_settings(given, environment=environment, folder=folder)
    except (ConfigError, OSError, ValueError, RecursionError):
        return Settings()


def inspect_settings(section: Section, given: Mapping[str, Any], environment: Mapping[str, str], folder: Path) -> None:
    """Each setting, its value and where it comes from.

    Args:
        section: takes what is found.
        given: settings of the command line.
        environment: variables.
        folder: whose project file is read.
    """
    try:
        origins = find_origins(given, environment=environment, folder=folder)
        settings = read_settings(given, environment=environment, folder=folder)
    except ConfigError as error:
        section.complain(f"{error.message}; what follows is about the defaults", error.hint)
        return
    keys = keys_in_environment(environment)
    for name, value in plain_settings(settings).items():
        section.say(name, mask_secrets(value, keys), origins[name])


def inspect_endpoint(section: Section, settings: Settings, environment: Mapping[str, str]) -> None:
    """Who is asked, how, and whether there is a key for it; nothing is sent to it."""
    if settings.replay is not None:
        section.say("answers come from", f"recordings in {settings.replay}")
        section.say("key", "not needed")
        return
    address = find_address(settings, environment)
    endpoint = address.endpoint
    keys = keys_in_environment(environment)
    section.say("endpoint", endpoint.name)
    section.say("base URL", mask_secrets(address.base_url, keys))
    section.say("model", mask_secrets(address.model, keys))
    section.say("asked for its form by", _MODES[endpoint.mode])
    if endpoint.remark:
        section.say("to know", endpoint.remark)
    has_key = bool(environment.get(endpoint.key_variable))
    section.say("key", "present" if has_key else "absent", endpoint.key_variable)
    if endpoint.needs_key and not has_key:
        section.complain(f"{endpoint.name} needs a key, and {endpoint.key_variable} is not set", keyless_hint(address))
    if not address.model:
        section.warn("no model is named", "Give -m MODEL with each run, or set model in [tool.llm-extract].")
