"""Files of kinds that other packages read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import BinaryIO

from ..errors import ConfigError, DocumentError
from ..plugins import find_plugin, plugin_names
from .rows import Row

__all__ = ["is_plugged", "plugged_rows"]


@cache
def is_plugged(suffix: str) -> bool:
    """Whether an installed package reads files with this suffix."""
    return len(suffix) > 1 and suffix.removeprefix(".") in plugin_names("readers")


def plugged_rows(suffix: str, stream: BinaryIO, source: str) -> Iterator[Row]:
    """The articles of a file, read by a function of another package.

    Args:
        suffix: of the file.
        stream: the file.
        source: its path as given.

    Yields:
        A row for each article; the last may be the error that ended the reading.

    Raises:
        ConfigError: the function cannot be loaded.
    """
    read = find_plugin("readers", suffix)
    if read is None:
        raise ConfigError(f"no installed package reads {suffix} files", hint="Install one, or convert the files.")
    number = 1
    try:
        for number, values in enumerate(read(stream, source), 1):
            if not isinstance(values, Mapping):
                raise TypeError(f"it gave {type(values).__name__} for an article, not a mapping")
            yield Row(number, f"article {number}", values, "str")
    except DocumentError as error:
        yield Row(number + 1, f"article {number}", error, "str")
    except Exception as error:
        problem = DocumentError(
            f"the reader of {suffix} files failed: {type(error).__name__}: {error}",
            hint="Report it to the package that offers it, or convert the file.",
        )
        yield Row(number + 1, f"article {number}", problem, "str")
