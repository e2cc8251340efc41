"""``<output>.ledger.jsonl``: one line for each answer that was bought and stored, whatever happened in between.

Before a request is sent, a line in the journal of open calls says so, and another when its answer comes; when that is
stored, the ledger gets its line, and the journal closes the call. A run that was killed leaves calls open: at the next
start, those whose own answers are stored get their line, the others are entered as lost, for the endpoint may have
charged for them.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ..errors import RunError, explained, unwritable
from ..output_names import ledger_path
from ..plain_data import parse_json
from ..whole_files import append, find_torn_end, replacing
from .entries import Entry, OpenCall, encode_line
from .fields import check_fields

__all__ = ["Ledger", "ledger_path", "read_ledger"]

_ANEW = 50_000  # calls, after which the journal is written anew
_log = logging.getLogger(__name__)


def read_ledger(path: Path) -> Iterator[Entry]:
    """The entries of a ledger; none where there is no file.

    Args:
        path: the ledger, see ``ledger_path``.

    Yields:
        The entries, in the order in which they were bought.

    Raises:
        RunError: it is no ledger.

    Example:
        >>> list(read_ledger(Path("no-such-file.ledger.jsonl")))
        []
    """
    if not path.exists():
        return
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.endswith(b"\n"):
                return  # being written, or torn; its call is still open in the journal
            yield _entry(path, number, line)


def _entry(path: Path, number: int, line: bytes) -> Entry:
    try:
        return Entry.from_line(line)
    except ValueError:
        raise RunError(
            f"{path}, line {number} is no entry of a ledger of this version", hint="Move the file away, and run again."
        ) from None


class Ledger:
    """Writes the ledger and the journal of open calls.

    That a call is closed is noted with the next one that begins: until then the ledger's line says so. The journal is
    written anew from time to time, with the calls that are open, so that it does not grow with the run.

    Args:
        path: the ledger; None keeps no files.
        journal: the journal of open calls.
        left_behind: journals of other processes, which have ended; reconciling empties them too.

    Raises:
        RunError: a file cannot be read or written.
    """

    def __init__(
        self, path: Path | None = None, journal: Path | None = None, *, left_behind: Iterable[Path] = ()
    ) -> None:
        self._path, self._journal = path, journal
        self._before = [one for one in (*left_behind, journal) if one is not None]
        self._files: dict[Path, BinaryIO] = {}
        self._open: dict[str, OpenCall] = {}
        self._arrived: dict[str, str] = {}
        self._done: list[bytes] = []
        self._noted = 0
        for file in self._before if path is None else (path, *self._before):
            _cut_torn_line(file)

    def entries(self) -> Iterator[Entry]:
        """What was entered so far."""
        return iter(()) if self._path is None else read_ledger(self._path)

    def reconcile(self, settle: Callable[[list[OpenCall]], Iterable[Entry]]) -> None:
        """Enter the calls that a killed run left open.

        Args:
            settle: gives the entry of each.
        """
        left = {name: call for journal in self._before for name, call in _left_open(journal).items()}
        if left:
            for entry in self.entries():
                left.pop(entry.call, None)  # killed between the ledger's line and the journal's
        if left:
            for entry in settle(list(left.values())):
                self._append(self._path, entry.to_line())
        for journal in self._before:
            self._close(journal)
            journal.unlink(missing_ok=True)

    def begin(self, call: OpenCall) -> None:
        """A request is about to be sent.

        Raises:
            RunError: the disk is full or fails; then it must not be sent.
        """
        self._note(call.to_line())
        self._open[call.call] = call
        self._noted += 1
        if self._noted >= _ANEW:
            self._write_anew()

    def arrived(self, call: str, answer: str) -> None:
        """The answer of a call came, and is about to be stored.

        Args:
            call: its name.
            answer: the digest, by which the stored answer is known as this call's and not another run's.

        Raises:
            RunError: the disk is full or fails.
        """
        self._note(encode_line({"arrived": call, "answer": answer}))
        self._arrived[call] = answer

    def close_call(self, call: str, entry: Entry | None) -> None:
        """A call ended: enter it, or, where it cost nothing, only close it.

        Raises:
            RunError: the disk is full or fails.
        """
        done = encode_line({"done": call})
        if entry is not None:
            self._append(self._path, entry.to_line())
            self._done.append(done)
        else:
            self._note(done)
        self._open.pop(call, None)
        self._arrived.pop(call, None)

    def _note(self, line: bytes) -> None:
        self._append(self._journal, b"".join((*self._done, line)))
        self._done.clear()

    def _write_anew(self) -> None:
        if self._journal is None:
            return
        with explained("written", self._journal), replacing(self._journal) as fresh:
            calls = (replace(call, answer=self._arrived.get(name)) for name, call in self._open.items())
            fresh.write_bytes(b"".join(call.to_line() for call in calls))
            self._close(self._journal)
        self._noted = 0

    def _append(self, path: Path | None, line: bytes) -> None:
        if path is None:
            return
        try:
            if path not in self._files:
                self._files[path] = path.open("ab", buffering=0)
            append(self._files[path], line)
        except OSError as error:
            raise unwritable(path, error) from error

    def _close(self, path: Path) -> None:
        file = self._files.pop(path, None)
        if file is not None:
            file.close()

    def close(self) -> None:
        """Close the files; the journal goes, unless calls are still open in it."""
        if self._done and self._open:
            with contextlib.suppress(RunError):  # the ledger's lines say the same
                self._note(b"")
        for path in list(self._files):
            self._close(path)
        if self._journal is not None and not self._open:
            self._journal.unlink(missing_ok=True)


def _left_open(journal: Path) -> dict[str, OpenCall]:
    """The calls that a journal does not close."""
    left: dict[str, OpenCall] = {}
    if not journal.exists():
        return left
    with journal.open("rb") as lines:
        for line in lines:
            try:
                raw = parse_json(line, sound=True)
                if "done" in raw:
                    left.pop(raw["done"], None)
                elif "arrived" in raw:
                    check_fields(raw)
                    left[raw["arrived"]] = replace(left[raw["arrived"]], answer=raw["answer"])
                else:
                    call = OpenCall.from_raw(raw)
                    left[call.call] = call
            except (ValueError, TypeError, KeyError, AttributeError):
                _log.warning("%s: a line that cannot be read is passed over", journal)
    return left


def _cut_torn_line(path: Path) -> None:
    if not path.exists():
        return
    with explained("repaired", path, hint="Unlock the file, then run again."), path.open("r+b") as stream:
        stream.truncate(find_torn_end(stream))
