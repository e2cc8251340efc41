"""The life of a prompt version: made as a draft, released and pinned, checked, compared, and named by aliases."""

from __future__ import annotations

from .aliases import set_alias
from .checking import Finding, check_prompts
from .differences import VersionDiff, diff_versions
from .drafts import cites_nothing, new_version
from .fields import schema_differences
from .publishing import Release, release_version
from .rendered import open_renderer

__all__ = [
    "Finding",
    "Release",
    "VersionDiff",
    "check_prompts",
    "cites_nothing",
    "diff_versions",
    "new_version",
    "open_renderer",
    "release_version",
    "schema_differences",
    "set_alias",
]
