"""A folder's files, in the order of their relative paths, without following links out of it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from ..errors import DocumentError
from ..output_names import BESIDE, MANIFEST, STATE
from .document import clean_text
from .found import FoundFile, Lost, Skipped, kind_of, missing_error, slashed

__all__ = ["Walker"]

_JUNCTION = 0xA0000003
"""Windows' reparse tag of a directory junction, a link that ``is_symlink`` does not tell."""


class Walker:
    """One folder's files, depth first, each folder listed once and sorted so that relative paths come in order.

    Args:
        folder: where to begin.
        given: the folder as given, which sources begin with.
        skipped: counts what is left out.
        wanted: for a glob: the pattern that a relative path, or a folder above it, must match.
        deepest: for a glob without ``**``: folders below this many levels need not be listed to find a match.
    """

    def __init__(
        self, folder: str, given: str, skipped: Skipped, *, wanted: re.Pattern[str] | None, deepest: int | None = None
    ) -> None:
        self._folder, self._given, self._skipped = folder, given, skipped
        self._wanted, self._deepest = wanted, deepest
        self._real = os.path.realpath(folder)
        self._root = slashed(Path(folder).absolute().name)

    def walk(self) -> Iterator[FoundFile | Lost]:
        """Every file, sorted by relative path; a stack of listings instead of recursion, so depth costs nothing."""
        stack = [self._list("", self._wanted is None)]
        while stack:
            found = next(stack[-1], None)
            if found is None:
                stack.pop()
            elif isinstance(found, str):
                stack.append(self._list(found, self._matches(found)))
            else:
                yield found

    def _list(self, above: str, inside: bool) -> Iterator[str | FoundFile | Lost]:
        """A folder's files, and as str the relative paths of the folders to enter."""
        names: list[str] = []  # names alone: a million entries as the system gives them would hold 300 MB
        links: set[str] = set()
        outputs: set[str] = set()
        try:
            with os.scandir(os.path.join(self._folder, above)) as entries:  # noqa: PTH118 - as given
                for entry in entries:
                    is_folder = _is_folder(entry)
                    if entry.name.endswith((STATE, MANIFEST)) and _is_of_output(entry, is_folder):
                        outputs.add(_output_of(entry.name + "/" * is_folder))
                    if self._keep(entry, is_folder, f"{above}/{entry.name}" if above else entry.name, inside):
                        # A folder sorts as its name and a slash: that is the order of the paths of what is in it.
                        names.append(entry.name + "/" * is_folder)
                        if entry.is_symlink():
                            links.add(entry.name)
        except OSError as error:
            source = clean_text(self._source(above) if above else self._given)
            yield Lost(source, slashed(above or Path(source).name) + "/", missing_error(source, error))
            return
        if outputs:
            kept = [name for name in names if _output_of(name) not in outputs]
            self._skipped.outputs += len(names) - len(kept)
            names = kept
        names.sort()
        for name in names:
            relative = f"{above}/{name}" if above else name
            yield relative[:-1] if name.endswith("/") else self._file(relative, name in links)

    def _matches(self, relative: str) -> bool:
        """Whether a glob, if there is one, matches a path or a folder above it."""
        if self._wanted is None:
            return True
        while relative:
            if self._wanted.match(relative):
                return True
            relative = relative.rpartition("/")[0]
        return False

    def _keep(self, entry: os.DirEntry[str], is_folder: bool, relative: str, inside: bool) -> bool:
        if entry.name.startswith("."):
            self._skipped.hidden += 1
            return False
        matched = inside or self._matches(relative)
        if is_folder:
            return matched or self._deepest is None or relative.count("/") + 1 < self._deepest
        if _is_junction(entry) or (entry.is_symlink() and _leads_to_folder(entry)):
            self._skipped.links += 1
            return False
        if matched and inside and kind_of(entry.name)[0] is None:
            self._skipped.suffixes[os.path.splitext(entry.name)[1].lower()] += 1  # noqa: PTH122
            return False
        # a pipe that nobody writes to would be waited for, a device never ends: these are read when given by name only
        if matched and _is_special(entry):
            self._skipped.special += 1
            return False
        return matched

    def _file(self, relative: str, is_link: bool) -> FoundFile | Lost:
        source = clean_text(self._source(relative))
        path = os.path.join(self._folder, relative)  # noqa: PTH118 - as given
        if is_link and (broken := _why_broken(path)):
            return Lost(source, slashed(relative), missing_error(source, broken))
        if is_link and not self._is_below(path):
            error = DocumentError(
                f"{source}: a link that leads outside of {self._given}",
                hint="Give the file that it leads to as an input of its own, or copy it into the folder.",
            )
            return Lost(source, slashed(relative), error)
        place = os.path.normcase(os.path.join(self._real, relative))  # noqa: PTH118
        return FoundFile(path, source, slashed(relative), self._root, place)

    def _is_below(self, path: str) -> bool:
        real = os.path.realpath(path)
        return real.startswith(self._real.rstrip(os.sep) + os.sep)

    def _source(self, relative: str) -> str:
        return os.path.join(self._given, relative) if self._given else relative  # noqa: PTH118 - as given


def _is_of_output(entry: os.DirEntry[str], is_folder: bool) -> bool:
    """Whether it lies beside the output of a run or an export, whatever else is called so."""
    return os.path.isfile(os.path.join(entry.path, "run.json")) if is_folder else True  # noqa: PTH113, PTH118


def _output_of(name: str) -> str:
    """The output that a file or folder would be, or lie beside.

    Example:
        >>> [_output_of(name) for name in ("a.jsonl", "a.jsonl.run/", "a.jsonl.documents.jsonl", "news.csv")]
        ['a.jsonl', 'a.jsonl', 'a.jsonl', 'news.csv']
    """
    for ending in BESIDE:
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not _is_junction(entry)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself must not cost its neighbours
        return False


def _is_special(entry: os.DirEntry[str]) -> bool:
    """Whether it is, or leads to, something else than a file; what leads nowhere may have been one."""
    try:
        return not stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return False


def _why_broken(link: str) -> OSError | None:
    """What the system says of a link that leads nowhere."""
    try:
        os.stat(link)  # noqa: PTH116 - as given
    except OSError as error:
        return error
    return None


def _is_junction(entry: os.DirEntry[str]) -> bool:
    if os.name != "nt":
        return False
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION
