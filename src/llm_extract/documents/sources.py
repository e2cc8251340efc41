"""From paths, folders and globs to single files, in one order on every system."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import ConfigError, DocumentError
from .document import clean_text

__all__ = ["STDIN", "SUFFIXES", "FoundFile", "Lost", "Skipped", "check_paths", "find_files", "kind_of"]

STDIN = "-"
SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
}
"""What is read in folders, by suffix, and how; each may be followed by ``.gz``."""

_MAGIC = re.compile(r"[*?\[]")
_JUNCTION = 0xA0000003
"""Windows' reparse tag of a directory junction, a link that ``is_symlink`` does not tell."""


@dataclass(slots=True)
class Skipped:
    """What folders held that was not read; filled while they are.

    Args:
        suffixes: files of other kinds, by suffix ("" for none).
        hidden: files and folders whose name begins with a dot.
        links: links to folders, which are not followed.
        repeated: files that an earlier path had given already.

    Example:
        >>> str(Skipped(Counter({".png": 2}), hidden=1))
        'skipped 2 .png, 1 hidden'
    """

    suffixes: Counter[str] = field(default_factory=Counter)
    hidden: int = 0
    links: int = 0
    repeated: int = 0

    def __bool__(self) -> bool:
        return bool(self.suffixes or self.hidden or self.links or self.repeated)

    def __str__(self) -> str:
        parts = [f"{count} {suffix or 'without suffix'}" for suffix, count in sorted(self.suffixes.items())]
        named = ((self.hidden, "hidden"), (self.links, "linked folders"), (self.repeated, "given twice"))
        parts += [f"{count} {name}" for count, name in named if count]
        return f"skipped {', '.join(parts)}" if parts else "skipped nothing"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read.

    Args:
        path: where it is; ``-`` is standard input.
        source: its path as given, for people.
        name: its path relative to the input root, with ``/``: the key unless it is taken.
        root: the input root's own name, which goes in front of a name that is taken.
    """

    path: str
    source: str
    name: str
    root: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """A path given, or met in a folder, behind which there is nothing to read."""

    source: str
    name: str
    error: DocumentError


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


def kind_of(name: str) -> tuple[str | None, bool]:
    """How a file is read, by its suffix, and whether it is packed with gzip.

    Example:
        >>> kind_of("a.TXT.gz"), kind_of("b.png")
        (('text', True), (None, False))
    """
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122 - a million names: Path is ten times slower
    packed = suffix == ".gz"
    if packed:
        suffix = os.path.splitext(stem)[1]  # noqa: PTH122
    return SUFFIXES.get(suffix), packed


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
        yield FoundFile(STDIN, STDIN, "stdin")
        return
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - keeps the path as given
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and _MAGIC.search(path):
            yield from _or_nothing(path, _walk_glob(path, skipped), "no file matches")
        else:
            yield Lost(path, _slashed(Path(path).name) or path, missing_error(path, error))
        return
    if stat.S_ISDIR(mode):
        walker = _Walker(path, path, skipped, wanted=None)
        yield from _or_nothing(path, walker.walk(), "no readable file in")
    else:
        absolute = Path(path).absolute()
        yield FoundFile(path, clean_text(path), _slashed(absolute.name), _slashed(absolute.parent.name))


def missing_error(path: str, error: OSError | ValueError) -> DocumentError:
    """Why a path cannot be opened, with names nearby that may have been meant."""
    if not isinstance(error, FileNotFoundError):
        reason = getattr(error, "strerror", None) or str(error)
        return DocumentError(f"{path}: cannot be read ({reason})", hint="Check the path and its permissions.")
    folder, name = Path(path).parent, Path(path).name
    import difflib  # only needed for a mistake
    from itertools import islice

    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in islice(entries, 10_000))
    except (OSError, ValueError):
        return DocumentError(f"{path}: there is no folder {folder}", hint="Check the path.")
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    hint = f"Did you mean {' or '.join(str(folder / other) for other in near)}?" if near else "Check the path."
    return DocumentError(f"{path}: no such file or folder", hint=clean_text(hint))


def _or_nothing(path: str, found: Iterator[FoundFile | Lost], message: str) -> Iterator[FoundFile | Lost]:
    item = None
    for item in found:
        yield item
    if item is None:
        known = " ".join(SUFFIXES)
        hint = f"Folders are searched for {known}, each also as .gz; hidden files and linked folders are left out."
        yield Lost(clean_text(path), _slashed(path), DocumentError(f"{message} {path}", hint=hint))


def _slashed(path: str) -> str:
    return clean_text(path.replace(os.sep, "/") if os.sep != "/" else path)


class _Walker:
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
        self._root = _slashed(Path(folder).absolute().name)

    def walk(self) -> Iterator[FoundFile | Lost]:
        """Every file, sorted by relative path; a stack of listings instead of recursion, so depth costs nothing."""
        stack = [self._list(self._folder, "", self._wanted is None)]
        while stack:
            entry = next(stack[-1], None)
            if entry is None:
                stack.pop()
            elif isinstance(entry, Lost):
                yield entry
            else:
                name, item, inside = entry
                if item.is_dir(follow_symlinks=False):
                    stack.append(self._list(item.path, name, inside))
                else:
                    yield self._file(name, item)

    def _list(self, folder: str, above: str, inside: bool) -> Iterator[tuple[str, os.DirEntry[str], bool] | Lost]:
        """A folder's files to read and folders to enter, with their relative paths."""
        try:
            with os.scandir(folder) as entries:
                # A folder sorts as its name and a slash: that is the order of the paths of what is in it.
                listed = sorted((entry.name + "/" * _is_folder(entry), entry) for entry in entries)
        except OSError as error:
            source = clean_text(self._source(above) if above else self._given)
            yield Lost(source, _slashed(above) + "/", missing_error(source, error))
            return
        for sort_name, entry in listed:
            relative = f"{above}/{entry.name}" if above else entry.name
            matched = inside or (self._wanted is not None and self._wanted.match(relative) is not None)
            if self._keep(sort_name, entry, relative, inside, matched):
                yield relative, entry, matched

    def _keep(self, sort_name: str, entry: os.DirEntry[str], relative: str, inside: bool, matched: bool) -> bool:
        if entry.name.startswith("."):
            self._skipped.hidden += 1
            return False
        if sort_name.endswith("/"):
            return matched or self._deepest is None or relative.count("/") + 1 < self._deepest
        if (entry.is_symlink() and entry.is_dir()) or _is_junction(entry):
            self._skipped.links += 1
            return False
        if not matched:
            return False
        if inside and (kind_of(entry.name)[0] is None or not entry.is_file()):
            self._skipped.suffixes[os.path.splitext(entry.name)[1].lower()] += 1  # noqa: PTH122
            return False
        return True

    def _file(self, relative: str, entry: os.DirEntry[str]) -> FoundFile | Lost:
        source = clean_text(self._source(relative))
        if entry.is_symlink() and not self._is_below(entry.path):
            error = DocumentError(
                f"{source}: a link that leads outside of {self._given}",
                hint="Give the file that it leads to as an input of its own, or copy it into the folder.",
            )
            return Lost(source, _slashed(relative), error)
        return FoundFile(entry.path, source, _slashed(relative), self._root)

    def _is_below(self, path: str) -> bool:
        real = os.path.realpath(path)
        return real.startswith(self._real.rstrip(os.sep) + os.sep)

    def _source(self, relative: str) -> str:
        return os.path.join(self._given, relative) if self._given else relative  # noqa: PTH118 - as given


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not _is_junction(entry)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    if os.name != "nt":
        return False
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def _walk_glob(path: str, skipped: Skipped) -> Iterator[FoundFile | Lost]:
    """Files that a glob matches, and the readable files of folders that it matches, as a shell would hand them over."""
    parts = path.replace("\\", "/").split("/") if os.sep == "\\" else path.split("/")
    fixed = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
    folder = "/".join(parts[:fixed]) or ("/" if fixed else "")
    pattern = [part for part in parts[fixed:] if part not in ("", ".")]
    flags = re.IGNORECASE if os.name == "nt" else 0
    wanted = re.compile("".join(_translate(pattern)) + r"\Z", flags | re.DOTALL)
    deepest = None if "**" in pattern else len(pattern)
    if not os.path.isdir(folder or "."):  # noqa: PTH112
        return iter(())
    return _Walker(folder or ".", folder, skipped, wanted=wanted, deepest=deepest).walk()


def _translate(pattern: list[str]) -> Iterator[str]:
    """A regular expression for each part of a glob; ``**`` stands for any number of folders, none included."""
    for number, part in enumerate(pattern):
        last = number == len(pattern) - 1
        if part == "**":
            yield ".*" if last else "(?:[^/]+/)*"
            continue
        at = 0
        while at < len(part):
            at, piece = _translate_letter(part, at)
            yield piece
        if not last:
            yield "/"


def _translate_letter(part: str, at: int) -> tuple[int, str]:
    letter = part[at]
    if letter == "*":
        return at + 1, "[^/]*"
    if letter == "?":
        return at + 1, "[^/]"
    end = part.find("]", at + 2) if letter == "[" else -1
    if end < 0:
        return at + 1, re.escape(letter)
    inner = part[at + 1 : end]
    negated = inner[:1] in ("!", "^")
    inner = inner[1:] if negated else inner
    escaped = "".join(other if other == "-" else re.escape(other) for other in inner)
    try:
        re.compile(f"[{escaped}]")
    except re.error:
        return at + 1, re.escape(letter)
    return end + 1, f"(?!/)[{'^' if negated else ''}{escaped}]"
