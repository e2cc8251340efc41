"""Python, the platform, and the packages that are needed, against the versions that this one was made for."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata

from ..extras import install_command
from .findings import Section

__all__ = ["inspect_packages", "inspect_python"]

_US = "llm-extract"
_REQUIREMENT = re.compile(r"([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;]*?)\s*(?:;\s*(.*))?")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")
_BOUND = re.compile(r"(>=|<=|==|!=|<|>)\s*([\d.]+)")
_NOT_FOR_USERS = {"dev", "test", "docs", "all"}


def inspect_python(section: Section) -> None:
    """Which Python runs this, and on what."""
    section.say("version", platform.python_version())
    section.say("executable", sys.executable)
    section.say("platform", platform.platform())


def inspect_packages(section: Section) -> None:
    """The versions of what is installed; a missing one, and one out of bounds, are problems."""
    section.say(_US, metadata.version(_US))
    extras: dict[str, bool] = {}
    for name, bounds, extra in _requirements(metadata.requires(_US) or ()):
        version = _version(name)
        if extra:
            extras[extra] = extras.get(extra, True) and version is not None
            continue
        section.say(name, version)
        asked = f"{name}{bounds}"
        if version is None:
            section.complain(f"{name} is not installed", f"Run: {install_command(asked)}")
        elif not is_within(version, bounds):
            section.complain(f"{name} {version} is installed, {bounds} is needed", f"Run: {install_command(asked)}")
    for extra, is_whole in sorted(extras.items()):
        install = install_command(f"{_US}[{extra}]")
        section.say(f"extra {extra}", "installed" if is_whole else f"not installed ({install})")


def is_within(version: str, bounds: str) -> bool:
    """Whether a version meets bounds, by its numbers; what is not understood counts as met.

    Args:
        version: e.g. ``3.3.0``.
        bounds: e.g. ``<4,>=3.3``.

    Example:
        >>> is_within("3.3.0", "<4,>=3.3"), is_within("4.0rc1", "<4,>=3.3"), is_within("3.10", ">=3.9")
        (True, False, True)
    """
    number = _number(version)
    for sign, text in _BOUND.findall(bounds):
        bound = _number(text)
        width = max(len(number), len(bound))
        ours, theirs = ((*one, *(0,) * (width - len(one))) for one in (number, bound))
        met = {">=": ours >= theirs, "<=": ours <= theirs, ">": ours > theirs, "<": ours < theirs}
        if not {**met, "==": ours == theirs, "!=": ours != theirs}[sign]:
            return False
    return True


def _number(version: str) -> tuple[int, ...]:
    leading = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in leading[0].split(".")) if leading else ()


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _requirements(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Name, bounds and extra of each requirement that everybody or a user's extra has."""
    for line in lines:
        match = _REQUIREMENT.fullmatch(line.strip())
        if not match:
            continue
        name, bounds, marker = match[1], match[2].strip("() "), match[3] or ""
        extra = _EXTRA.search(marker)
        is_conditional = bool(marker) and (extra is None or extra[0] != marker.strip())
        if not is_conditional and (extra is None or extra[1] not in _NOT_FOR_USERS):
            yield name, bounds, extra[1] if extra else ""
