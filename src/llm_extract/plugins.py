"""What other packages add: readers, writers and providers, found by entry points and loaded when asked for by name.

A package says in its pyproject.toml what it offers, under the name that it answers to::

    [project.entry-points."llm_extract.readers"]
    eml = "my_package:read_mail"

Nothing is looked up while the built-in formats and endpoints suffice, and nothing is imported that was not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from .errors import ConfigError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["GROUPS", "Reader", "Writer", "find_plugin", "plugin_names"]

GROUPS = {"readers": "llm_extract.readers", "writers": "llm_extract.writers", "providers": "llm_extract.providers"}
"""The groups of entry points: readers and writers by file extension without its dot, providers by name."""


class Reader(Protocol):
    """Reads a file of one kind: a function in the group ``llm_extract.readers``."""

    def __call__(self, stream: BinaryIO, source: str) -> Iterable[Mapping[str, Any]]:
        """Read the articles of one file, lazily.

        Args:
            stream: the file, unpacked where it was packed with gzip.
            source: its path as given, for messages.

        Yields:
            A mapping for each article, treated like the row of a table: ``text``, and if known ``id``, ``title``,
            ``date``; all else is metadata.

        Raises:
            DocumentError: the file, or the next article, cannot be read. Any other exception counts as that, too.
        """
        ...


class Writer(Protocol):
    """Writes records in one format: a function in the group ``llm_extract.writers``."""

    def __call__(self, records: Iterable[Mapping[str, Any]], path: Path, schema: Mapping[str, Any]) -> int:
        """Write records, read once and lazily.

        Args:
            records: the lines of a records file as JSON values.
            path: a file that is not there yet, with the output's name; put in its place when the function returns.
            schema: JSON schema of the records' data.

        Returns:
            How many records were written.
        """
        ...


@cache
def _offered(kind: str) -> dict[str, EntryPoint]:
    """The first offer of each name, by name, in the order in which Python finds packages."""
    from importlib.metadata import entry_points  # slow to import, and seldom needed

    found: dict[str, EntryPoint] = {}
    for one in entry_points(group=GROUPS[kind]):
        found.setdefault(one.name.lower().removeprefix("."), one)
    return found


def plugin_names(kind: str) -> tuple[str, ...]:
    """The names that installed packages offer, sorted; none of them is imported.

    Args:
        kind: ``readers``, ``writers`` or ``providers``.

    Returns:
        Names of providers, or extensions without their dot.

    Example:
        >>> "nobody-has-this" in plugin_names("readers")
        False
    """
    return tuple(sorted(_offered(kind)))


def find_plugin(kind: str, name: str) -> Callable[..., Any] | None:
    """Import what a package offers under a name.

    Args:
        kind: ``readers``, ``writers`` or ``providers``.
        name: a provider's name, or an extension with or without its dot, in upper or lower case.

    Returns:
        What the entry point names; None where nobody offers it.

    Raises:
        ConfigError: it cannot be imported, or cannot be called.

    Example:
        >>> find_plugin("readers", ".nobody-has-this") is None
        True
    """
    entry = _offered(kind).get(name.lower().removeprefix("."))
    if entry is None:
        return None
    owner = entry.dist.name if entry.dist is not None else "an installed package"
    try:
        found = entry.load()
    except (Exception, SystemExit) as error:
        raise ConfigError(
            f"the {kind[:-1]} {entry.name!r} of {owner} cannot be loaded: {type(error).__name__}: {error}",
            hint=f"Update or uninstall {owner}.",
        ) from error
    if not callable(found):
        raise ConfigError(
            f"the {kind[:-1]} {entry.name!r} of {owner} is no function: {entry.value}", hint=f"Report it to {owner}."
        )
    return found  # type: ignore[no-any-return]
