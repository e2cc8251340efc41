"""From paths, folders and globs to single files, in one order on every system."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import ConfigError, DocumentError
from .document import clean_text
from .folders import Walker
from .found import STDIN, SUFFIXES, FoundFile, Lost, Skipped, missing_error, slashed
from .globs import is_glob, walk_glob

__all__ = ["check_paths", "find_files", "refuse_missing", "require_all"]


def check_paths(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    """The paths as strings, none missing.

    Args:
        paths: files, folders, globs or ``-``; a single one may stand alone.

    Returns:
        At least one path; nothing is looked up yet.

    Raises:
        ConfigError: there are none, or one is empty.

    Example:
        >>> check_paths("articles")
        ['articles']
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    names = [os.fspath(path) for path in given]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise ConfigError(
            "no input given" if not names else "an input path is empty",
            hint="Give files, folders, globs such as 'articles/*.txt', or - for standard input.",
        )
    return names


def refuse_missing(paths: Iterable[str]) -> None:
    """Refuse inputs of which none is there; where some are, each that is not becomes an input that cannot be read.

    Args:
        paths: as given. Standard input is there, and a glob may match.

    Raises:
        ConfigError: nothing is there; it says so of the first.

    Example:
        >>> refuse_missing(["no-such-folder", "seeds"])
        >>> refuse_missing(["no-such-folder"])
        Traceback (most recent call last):
        llm_extract.errors.ConfigError: no-such-folder: no such file or folder. Check the path.
    """
    lost: DocumentError | None = None
    for path in paths:
        try:
            if path == STDIN or is_glob(path) or os.stat(path):  # noqa: PTH116 - the path as given
                return
        except (OSError, ValueError) as error:
            lost = lost or missing_error(path, error)
    if lost is not None:
        raise ConfigError(lost.message, hint=lost.hint)


def require_all(paths: Iterable[str]) -> None:
    """Refuse inputs of which one is not there, or gives nothing to read: for what must not go on without it.

    Args:
        paths: as given.

    Raises:
        ConfigError: a path is missing, a glob matches nothing, or a folder has no file to read.

    Example:
        >>> require_all(["seeds", "no-such-folder/*.txt"])  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        llm_extract.errors.ConfigError: no file matches no-such-folder/*.txt. Folders are searched for ...
    """
    for path in paths:
        for found in find_files(path, Skipped()):
            if isinstance(found, Lost):
                raise ConfigError(found.error.message, hint=found.error.hint)


def find_files(path: str, skipped: Skipped) -> Iterator[FoundFile | Lost]:
    """The files behind one given path, sorted by relative path (code points, ``/``), found while they are asked for.

    Args:
        path: a file (read whatever its suffix), a folder (known suffixes), a glob, or ``-``.
        skipped: counts what is left out.

    Returns:
        At least one item, unless everything was left out as hidden or of another kind and the glob or folder says so
        in a ``Lost``.
    """
    if path == STDIN:
        yield FoundFile(STDIN, STDIN, "stdin", place=STDIN)
        return
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - keeps the path as given
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and is_glob(path):  # Windows calls such a name invalid, not missing
            yield from _or_nothing(path, walk_glob(path, skipped), "no file matches")
        else:
            yield Lost(path, slashed(Path(path).name) or path, missing_error(path, error))
        return
    if stat.S_ISDIR(mode):
        walker = Walker(path, path, skipped, wanted=None)
        yield from _or_nothing(path, walker.walk(), "no readable file in")
    else:
        absolute = Path(path).absolute()
        place = os.path.join(os.path.realpath(absolute.parent), absolute.name)  # noqa: PTH118
        root = slashed(absolute.parent.name)
        yield FoundFile(path, clean_text(path), slashed(absolute.name), root, os.path.normcase(place))


def _or_nothing(path: str, found: Iterator[FoundFile | Lost], message: str) -> Iterator[FoundFile | Lost]:
    item = None
    for item in found:
        yield item
    if item is None:
        known = " ".join(SUFFIXES)
        hint = f"Folders are searched for {known}, each also as .gz; hidden files and linked folders are left out."
        yield Lost(clean_text(path), slashed(path), DocumentError(f"{message} {path}", hint=hint))
