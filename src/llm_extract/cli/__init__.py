"""The command ``llm-extract``: parse arguments, call one function, print."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator, Sequence

from ..command_line import COMMAND
from ..errors import ConfigError, DocumentError, ExtractError, RefusedError
from ..events import show_plain
from ..garbage import collected_seldom

__all__ = ["main"]

OK, SOME_FAILED, USAGE, STOPPED, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 4, 130
READER_GONE = 141  # as the shell reports a program that SIGPIPE ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: without the program's name; by default the process's own.

    Returns:
        The exit code: 0 all ok or empty; 1 finished, some records are not; 2 usage or configuration; 3 stopped early by
        key, quota or budget; 4 output or internal error; 130 interrupted; 141 the reader of stdout has gone, as in
        ``llm-extract … | head``. No traceback is shown without ``-v``.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if sys.stdout is None or sys.stderr is None:
        from .streams import fill_closed_streams

        fill_closed_streams()
    try:
        code = _run(arguments)
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()  # here, so that a reader who has gone is noticed while something can be done about it
        return code
    except ExtractError as error:
        _say(f"error: {error}")
        _flush_or_let_go()
        if "-v" in arguments or "--verbose" in arguments:
            _show_traceback()
        return _code_of(error)
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return READER_GONE
    except Exception as error:
        _say(_explain(error))
        if isinstance(error, OSError) and error.filename is None:
            _let_go_of_stdout()
        if "-v" in arguments or "--verbose" in arguments:
            _show_traceback()
        return INTERNAL


def _explain(error: Exception) -> str:
    """What the system says of a file or of stdout is the user's to mend; all else is the program's own fault."""
    if isinstance(error, OSError) and error.filename is None and error.errno in (errno.ENOSPC, errno.EBADF):
        return f"error: the output cannot be written ({error.strerror}). Free the disk, or write to another place."
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename)
        return f"error: {name}: {error.strerror}. Check the path, its permissions and the disk."
    return f"internal error: {type(error).__name__}: {error}\nRun it again with -v to see where, and report it."


def _run(arguments: list[str]) -> int:
    import typer

    from .verbs import build, needed

    command = COMMAND.set(tuple(arguments))
    try:
        # what is imported stays: the collector would look through it again and again and find nothing
        with collected_seldom(), _shown(arguments):
            result = build(needed(arguments))(arguments, standalone_mode=False, prog_name="llm-extract")
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        error.show()  # type: ignore[attr-defined]  # every one that typer raises has it
        return USAGE
    except SystemExit as end:
        if isinstance(end.__context__, OSError) and end.__context__.errno == errno.EPIPE:
            raise BrokenPipeError from None  # typer and rich make an exit with code 1 of it
        raise
    finally:
        COMMAND.reset(command)
    return result if isinstance(result, int) else OK


@contextlib.contextmanager
def _shown(arguments: list[str]) -> Iterator[None]:
    """While a verb runs, what it prints on a terminal is plain, and warnings are shown.

    Help has colours of its own and no words of others; it needs neither, nor what makes them.
    """
    if not arguments or arguments[0].startswith("-") or {"-h", "--help"} & set(arguments):
        yield
        return
    from .logs import warn_on_stderr
    from .terminal import guard_terminal

    with guard_terminal(), warn_on_stderr():
        yield


def _flush_or_let_go() -> None:
    try:
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()
    except OSError:
        _let_go_of_stdout()


def _let_go_of_stdout() -> None:
    """What is still to be written goes nowhere, so that the end of the process does not complain of it."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _code_of(error: ExtractError) -> int:
    if isinstance(error, RefusedError):
        return STOPPED
    return USAGE if isinstance(error, ConfigError | DocumentError) else INTERNAL


def _say(message: str) -> None:
    print(show_plain(message), file=sys.stderr)


def _show_traceback() -> None:
    import traceback

    _say(traceback.format_exc().rstrip())
