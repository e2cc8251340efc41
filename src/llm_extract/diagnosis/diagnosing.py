"""All looks in a row."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .abilities import inspect_abilities
from .configuration import inspect_endpoint, inspect_settings, settings_or_defaults
from .findings import Diagnosis, examine
from .installation import inspect_packages, inspect_python
from .materials import inspect_prompts, inspect_recordings
from .storage import inspect_cache

__all__ = ["diagnose"]


def diagnose(
    given: Mapping[str, Any] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    probe: bool = False,
) -> Diagnosis:
    """Look at everything that a run with these settings would need. No answer is stored, no record is written.

    Args:
        given: settings as arguments or flags; None counts as not set.
        environment: by default the process's own.
        folder: where pyproject.toml is looked for, and then upwards; by default the current one.
        probe: whether the endpoint is asked what it can do: four short requests, which cost a few hundred tokens.

    Returns:
        What was found. Whatever goes wrong while looking is among its problems.

    Example:
        >>> found = diagnose({"replay": Path("fixtures")}, environment={})
        >>> [section.title for section in found.sections]
        ['python', 'packages', 'settings', 'endpoint', 'cache', 'prompts', 'recordings']
        >>> found.problems
        []
    """
    given = given or {}
    environment = os.environ if environment is None else environment
    folder = folder or _here()
    settings = settings_or_defaults(given, environment, folder)
    probed = [examine("abilities", lambda section: inspect_abilities(section, settings, environment))] if probe else []
    return Diagnosis(
        (
            examine("python", inspect_python),
            examine("packages", inspect_packages),
            examine("settings", lambda section: inspect_settings(section, given, environment, folder)),
            examine("endpoint", lambda section: inspect_endpoint(section, settings, environment)),
            *probed,
            examine("cache", lambda section: inspect_cache(section, settings)),
            examine("prompts", lambda section: inspect_prompts(section, settings)),
            examine("recordings", lambda section: inspect_recordings(section, settings)),
        )
    )


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:  # somebody has deleted it
        return Path()
