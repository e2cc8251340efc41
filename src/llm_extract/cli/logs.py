"""Where the command's log goes: warnings to stderr, or what ``--log-level`` and ``--log-file`` say."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from ..errors import ConfigError
from ..events import JsonFormatter, TextFormatter
from ..models.secrets import keys_in_environment
from ..settings import Settings

__all__ = ["export_spans", "open_log", "warn_on_stderr"]

_LOGGER = logging.getLogger("llm_extract")
_LEVELS = ("debug", "info", "warning", "error")
_FORMATS = {"text": TextFormatter, "json": JsonFormatter}


class _Warnings(logging.StreamHandler[TextIO]):
    """Plain words on stderr, without tracebacks' words of articles; silent where the log itself goes there."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(TextFormatter(keys_in_environment()))

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether nothing else writes to stderr."""
        return not any(type(one) is logging.StreamHandler for one in _LOGGER.handlers)


@contextlib.contextmanager
def warn_on_stderr() -> Iterator[None]:
    """While the block lasts, warnings of the package go to stderr as plain words."""
    handler = _Warnings()
    handler.setLevel(logging.WARNING)
    with _attached(handler, logging.NOTSET):
        yield


@contextlib.contextmanager
def open_log(level: str | None, form: str, file: Path | None) -> Iterator[None]:
    """While the block lasts, events of the package are written.

    Args:
        level: the least that is written; None for ``info`` where a file or a form is named, else for nothing.
        form: ``text`` or ``json``.
        file: appended to; None for stderr.

    Raises:
        ConfigError: a word is not known, or the file cannot be written.
    """
    for option, word, known in (("--log-level", level or "info", _LEVELS), ("--log-format", form, tuple(_FORMATS))):
        if word not in known:
            raise ConfigError(f"{option} {word}", hint=f"Use one of {', '.join(known)}.")
    if level is None and file is None and form == "text":
        yield
        return
    try:
        handler = logging.StreamHandler() if file is None else logging.FileHandler(file, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"--log-file {file}: {error.strerror or error}", hint="Name another file.") from None
    handler.setFormatter(_FORMATS[form](keys_in_environment()))
    with contextlib.closing(handler), _attached(handler, getattr(logging, (level or "info").upper())):
        yield


def export_spans(settings: Settings) -> contextlib.AbstractContextManager[None]:
    """While the block lasts, spans and metrics are sent, where the settings ask for a trace.

    Raises:
        ConfigError: what sends them is not installed.
    """
    if not settings.trace:
        return contextlib.nullcontext()
    from ..models.telemetry import export_telemetry

    return export_telemetry()


@contextlib.contextmanager
def _attached(handler: logging.Handler, level: int) -> Iterator[None]:
    before = _LOGGER.level
    _LOGGER.addHandler(handler)
    if level != logging.NOTSET:
        _LOGGER.setLevel(level)
    try:
        yield
    finally:
        _LOGGER.removeHandler(handler)
        _LOGGER.setLevel(before)
