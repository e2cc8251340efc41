"""What happens, as structured log records under the logger ``llm_extract``.

A record has a name (``event``) and plain fields (``fields``), which every handler may use; as a message it reads
``request.answered document=a.txt seconds=0.8``. No event ever holds a key, a word of an article, a prompt or an answer:
documents go by their key, requests by their fingerprint, failures by their type.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["DEBUG", "INFO", "JsonFormatter", "TextFormatter", "emit", "get_logger", "show_plain"]

DEBUG, INFO = logging.DEBUG, logging.INFO
_ROOT = logging.getLogger("llm_extract")
_ROOT.addHandler(logging.NullHandler())
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@#~+")
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def get_logger(name: str) -> logging.Logger:
    """The logger of a module; nothing is written unless the application says where to."""
    return logging.getLogger(name)


class _Event:
    """A message that is put into words only if a handler writes it."""

    __slots__ = ("fields", "name")

    def __init__(self, name: str, fields: Mapping[str, Any]) -> None:
        self.name, self.fields = name, fields

    def __str__(self) -> str:
        return " ".join([self.name, *(f"{name}={_word(value)}" for name, value in self.fields.items())])


def _word(value: Any) -> str:
    if isinstance(value, str):
        return value if value and _PLAIN.issuperset(value) else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, default=str)


def emit(logger: logging.Logger, level: int, event: str, /, **fields: Any) -> None:
    """Log an event, if anyone listens.

    Args:
        logger: of the module.
        level: ``INFO`` or ``DEBUG``.
        event: its name.
        fields: what is known of it, as JSON values; never content.

    Example:
        >>> logger = get_logger("llm_extract.example")
        >>> emit(logger, DEBUG, "request.sent", document="a.txt", attempt=1)
    """
    if logger.isEnabledFor(level):
        logger.log(level, _Event(event, fields), extra={"event": event, "fields": fields}, stacklevel=2)


class _Formatter(logging.Formatter):
    """What both forms share: times in UTC, tracebacks without the words of the error, no secrets.

    Args:
        secrets: texts that must not be written, such as keys.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = sorted((one for one in secrets if one), key=len, reverse=True)

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text

    @staticmethod
    def _time(record: logging.LogRecord) -> str:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        return f"{stamp}.{int(record.msecs):03d}Z"

    @staticmethod
    def _trace(record: logging.LogRecord) -> str | None:
        """Where an error came from, and its type: its message may quote an article."""
        if not record.exc_info or record.exc_info[0] is None:
            return None
        return "".join([*traceback.format_tb(record.exc_info[2]), record.exc_info[0].__name__])


def show_plain(text: str) -> str:
    r"""Characters that command a terminal, written as escapes; line feeds and tabs stay.

    Args:
        text: whatever was read.

    Returns:
        The same for the eye, with nothing in it that a terminal obeys.

    Example:
        >>> print(show_plain("a\x1b[2Jb\u202ec"))
        a\x1b[2Jb\u202ec
    """
    return _COMMANDS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class TextFormatter(_Formatter):
    """One line for people: time, level, event, fields.

    Example:
        >>> event = _Event("cache.hit", {"document": "a b"})
        >>> record = logging.LogRecord("llm_extract.x", INFO, "x.py", 1, event, (), None)
        >>> record.created, record.msecs = 0.0, 0.0
        >>> TextFormatter().format(record)
        '1970-01-01T00:00:00.000Z INFO cache.hit document="a b"'
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = f"{self._time(record)} {record.levelname} {record.getMessage()}"
        trace = self._trace(record)
        return show_plain(self._clean(line if trace is None else f"{line}\n{trace}"))


class JsonFormatter(_Formatter):
    """One JSON object a line: ``time``, ``level``, ``logger``, ``event`` and its fields, or ``message``.

    Example:
        >>> record = logging.LogRecord("llm_extract.x", INFO, "x.py", 1, "two %s", ("words",), None)
        >>> record.created, record.msecs = 0.0, 0.0
        >>> JsonFormatter().format(record)
        '{"time": "1970-01-01T00:00:00.000Z", "level": "info", "logger": "llm_extract.x", "message": "two words"}'
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {"time": self._time(record), "level": record.levelname.lower(), "logger": record.name}
        event = getattr(record, "event", None)
        line |= {"message": record.getMessage()} if event is None else {"event": event, **record.fields}  # type: ignore[attr-defined]
        if trace := self._trace(record):
            line["traceback"] = trace
        return self._clean(json.dumps(line, ensure_ascii=False, default=str))
