"""Where a run's records go: a file that later runs continue, or a stream."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TextIO

from ..documents import DocumentWriter, documents_path
from ..errors import RunError
from ..whole_files import append, replacing
from .earlier import EarlierLines
from .folder import RunFolder, explained, find_lines, mend
from .target import TargetFile

if TYPE_CHECKING:
    from ..documents import Document
    from .lines import Origin

__all__ = ["FileOutput", "Output", "StreamOutput"]


class Output(Protocol):
    """Takes records in the order of the inputs, and may know earlier ones."""

    apart: int
    """Lines of earlier runs whose articles are no longer among the inputs; known when it is finished."""

    @property
    def folder(self) -> RunFolder | None:
        """The state of the output's runs; None for a stream."""
        ...

    def earlier(self, key: str) -> tuple[bytes, dict[str, Any]] | None:
        """The line that an earlier run wrote about the article with this key."""
        ...

    def note(self, document: Document) -> None:
        """Save the text that offsets will refer to."""
        ...

    def write(self, lines: list[bytes]) -> None:
        """Take the next lines.

        Raises:
            RunError: they cannot be written.
        """
        ...

    def set_aside(self, line: bytes) -> None:
        """Keep a line whose turn has not come, in case the run does not get there."""
        ...

    def finish(self) -> None:
        """All inputs have their line."""
        ...

    def close(self) -> None:
        """Release files, finished or not."""
        ...


class StreamOutput:
    """A stream such as stdout: nothing is resumed, and no texts are saved.

    Args:
        stream: takes text.
    """

    def __init__(self, stream: TextIO) -> None:
        self.folder = None
        self.apart = 0
        self._stream = stream

    def earlier(self, key: str) -> None:
        """Nothing is known of earlier runs."""

    def note(self, document: Document) -> None:
        """Texts are not saved beside a stream."""

    def write(self, lines: list[bytes]) -> None:
        """Take the next lines."""
        try:
            self._stream.write(b"".join(lines).decode())
            self._stream.flush()
        except BrokenPipeError:
            raise  # the reader has gone, which is not a failure of the disk
        except OSError as error:
            raise RunError(
                f"the output stream cannot be written ({error.strerror or error})", hint="Write to a file with -o FILE."
            ) from error

    def set_aside(self, line: bytes) -> None:
        """Nothing is kept."""

    def finish(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """The stream belongs to the caller."""


class FileOutput:
    """An output file that the same command continues.

    Beside it lie ``<output>.documents.jsonl`` with the texts and the folder ``<output>.run`` with the state. Lines are
    added to the file in place; where an earlier line must change, the output is written anew in that folder and takes
    the place of the file when it is complete.

    Args:
        path: the output.
        origin: what this run's records have in common.
        overwrite: begin anew where the output was made otherwise.
        keep_ahead: set finished lines aside until their turn comes, because no cache holds their answers.

    Raises:
        ConfigError: the path cannot be an output.
        RunError: the output was made otherwise, is no output, is being written, or cannot be written.
    """

    def __init__(self, path: Path, origin: Origin, *, overwrite: bool = False, keep_ahead: bool = False) -> None:
        self.folder = RunFolder(path)
        self._files = ExitStack()
        try:
            self._open(path, origin, overwrite)
        except BaseException:
            self.close()
            raise
        self.apart = 0
        self._ahead: BinaryIO | None = None
        self._keep_ahead = keep_ahead

    def _open(self, path: Path, origin: Origin, overwrite: bool) -> None:
        folder = self.folder
        for file in find_lines(path):
            mend(file)
        if complaint := _find_difference(folder, origin):
            if not overwrite:
                raise RunError(
                    f"{path} {complaint}",
                    hint="Give another output with -o, or begin it anew with --overwrite.",
                )
            _begin_anew(folder)
        lines = find_lines(path)
        folder.describe(origin.description)
        self._earlier = self._files.enter_context(closing(EarlierLines(lines)))
        self._target = self._files.enter_context(closing(TargetFile(lines[0], folder.next_partial)))
        self._documents = self._files.enter_context(DocumentWriter(documents_path(path)))

    def earlier(self, key: str) -> tuple[bytes, dict[str, Any]] | None:
        """The line that an earlier run wrote about the article with this key."""
        return self._earlier.find(key)

    def note(self, document: Document) -> None:
        """Save the text that offsets will refer to."""
        self._documents.write(document)

    def write(self, lines: list[bytes]) -> None:
        """Take the next lines.

        Raises:
            RunError: they cannot be written.
        """
        self._target.write(lines)

    def set_aside(self, line: bytes) -> None:
        """Keep a line whose turn has not come.

        Raises:
            RunError: it cannot be written.
        """
        if not self._keep_ahead:
            return
        with explained("written", self.folder.ahead):
            if self._ahead is None:
                self._ahead = self._files.enter_context(self.folder.ahead.open("ab", buffering=0))
            append(self._ahead, line)

    def finish(self) -> None:
        """All inputs have their line: put the output in place and keep apart what it no longer holds.

        Raises:
            RunError: the disk is full or fails.
        """
        folder = self.folder
        self._keep_dropped()
        self._target.finish()
        self._files.close()
        partials = folder.partials
        folder.forget(folder.ahead, *partials[:-1])
        if partials:
            with explained("put in place", folder.output):
                partials[-1].replace(folder.output)

    def _keep_dropped(self) -> None:
        """Lines about articles that are no longer among the inputs were paid for: they are kept apart."""
        left = self._earlier.left()
        first = next(left, None)
        if first is None:
            self._earlier.close()  # Windows deletes and replaces no open files
            self.folder.forget(self.folder.dropped)
            return
        dropped = self.folder.dropped
        with explained("written", dropped), replacing(dropped) as fresh:
            with fresh.open("wb") as stream:
                for line in chain((first,), left):
                    stream.write(line)
                    self.apart += 1
                stream.flush()
                os.fsync(stream.fileno())
            self._earlier.close()

    def close(self) -> None:
        """Release files and the lock, finished or not."""
        self._files.close()
        self.folder.close()


def _find_difference(folder: RunFolder, origin: Origin) -> str:
    """Why this output cannot be continued by this run, as the end of a sentence; empty where it can."""
    known = folder.description
    lines = EarlierLines([folder.output, *folder.partials])
    try:
        if not lines:
            return ""
        if known and (differences := origin.differences(known)):
            return f"was made otherwise: {'; '.join(differences)}"
        for path, raw in lines.first():
            if raw is None and path == folder.output and not known:
                return "is not an output of llm-extract"
            if raw is not None and (differences := origin.differences(raw)):
                return f"was made otherwise: {'; '.join(differences)}"
    finally:
        lines.close()
    return ""


def _begin_anew(folder: RunFolder) -> None:
    folder.forget(folder.ahead, folder.dropped, folder.attempts, *folder.partials)
    with explained("written", folder.output):
        folder.output.write_bytes(b"")
