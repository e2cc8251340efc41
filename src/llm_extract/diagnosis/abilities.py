"""What the endpoint can do, found out by asking it; the only look that sends anything, and that costs something."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..errors import ExtractError
from ..models.addresses import find_address
from ..models.probing import Probe, probe_settings
from ..models.secrets import keys_in_environment, mask_secrets
from ..settings import Settings
from .findings import Section

__all__ = ["inspect_abilities"]

_NAMES = {"strict": "strict schema", "tools": "tools", "json": "JSON mode", "text": "prompt alone"}
_PART_OF_KEY = re.compile(r"[\w.-]*\*{2,}[\w*-]*")  # endpoints repeat keys with their middle starred


def inspect_abilities(section: Section, settings: Settings, environment: Mapping[str, str]) -> None:
    """Ask the endpoint once in each way of asking for structure, and say what it obeyed."""
    if settings.replay is not None:
        section.say("asked", False)
        section.warn("nothing was asked, as answers come from recordings", "Say --replay none to ask the endpoint.")
        return
    keys = keys_in_environment(environment)
    try:
        variable = find_address(settings, environment).endpoint.key_variable
        found = probe_settings(settings, api_key=environment.get(variable, ""))
    except ExtractError as error:
        section.complain(_masked(error.message, keys), _masked(error.hint, keys))
        return
    section.say("asked", True)
    for finding in found.findings:
        detail = f": {_masked(finding.detail, keys)}" if finding.detail else ""
        section.say(_NAMES[finding.mode], f"{finding.verdict}{detail}")
    section.say("tokens", (found.usage.prompt_tokens or 0) + (found.usage.completion_tokens or 0))
    _judge(section, found, keys)


def _judge(section: Section, found: Probe, keys: list[str]) -> None:
    verdicts = {finding.mode: finding.verdict for finding in found.findings}
    if set(verdicts.values()) == {"failed"}:
        remedy = "Check that the server runs, the address, and the network between."
        section.complain(f"{_masked(found.address.base_url, keys)} does not answer", remedy)
    elif verdicts.get(found.address.endpoint.mode) == "obeyed":
        if found.advice:
            section.warn("another way of asking binds answers more", found.advice)
    else:
        section.complain("the way of asking that is in use is not obeyed", found.advice)


def _masked(text: str, keys: list[str]) -> str:
    return _PART_OF_KEY.sub("***", str(mask_secrets(text, keys)))
