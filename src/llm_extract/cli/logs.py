"""Where the command's log goes: warnings to stderr, or what ``--log-level`` and ``--log-file`` say."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path

from ..errors import ConfigError
from ..events import JsonFormatter, TextFormatter
from ..models.secrets import keys_in_environment

__all__ = ["open_log", "warn_on_stderr"]

_LEVELS = ("debug", "info", "warning", "error")
_FORMATS = {"text": TextFormatter, "json": JsonFormatter}


@contextlib.contextmanager
def warn_on_stderr() -> Iterator[None]:
    """While the block lasts, warnings of the package go to stderr as plain words."""
    handler = logging.StreamHandler()
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


@contextlib.contextmanager
def _attached(handler: logging.Handler, level: int) -> Iterator[None]:
    logger = logging.getLogger("llm_extract")
    before = logger.level
    logger.addHandler(handler)
    if level != logging.NOTSET:
        logger.setLevel(level)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
