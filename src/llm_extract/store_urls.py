"""Where stored answers are kept: a folder, or a URL whose password is never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

__all__ = ["KINDS", "StoreURL", "read_place"]

KINDS = "a folder, segments:FOLDER, segments+s3://BUCKET/FOLDER, redis://HOST:PORT/DB or postgresql://HOST/DATABASE"
"""What a cache can be, for messages and help."""

_SCHEME = re.compile(r"(segments(?:\+[a-z0-9]+)?|rediss?|postgres(?:ql)?):", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_USER = re.compile(r"(?<=://)([^:/@?#]*):(.*)(?=@)")
_SECRET = re.compile(r"([?&;][^=&;]*(?:pass|secret|token|key|sig)[^=&;]*=)([^&;#\s]+)", re.IGNORECASE)
_LEAST_SECRET = 4  # shorter ones are parts of ordinary words
_OURS = frozenset({"lease", "durable", "sync", "roll", "spool"})


@dataclass(frozen=True, slots=True, repr=False)
class StoreURL:
    """A cache that is no folder of one machine.

    Args:
        secret: the whole URL. Only what connects reads it; ``str`` and ``repr`` leave passwords out.

    Example:
        >>> url = StoreURL("redis://me:hunter2@cache.example:6379/0?lease=20")
        >>> url
        StoreURL('redis://me:***@cache.example:6379/0?lease=20')
        >>> url.kind, url.options, url.connects_to == "redis://me:hunter2@cache.example:6379/0"
        ('redis', {'lease': '20'}, True)
    """

    secret: str

    def __str__(self) -> str:
        return self.mask(self.secret)

    def __repr__(self) -> str:
        return f"StoreURL({str(self)!r})"

    @property
    def kind(self) -> str:
        """``segments``, ``redis`` or ``postgresql``."""
        scheme = self.secret.partition(":")[0].lower()
        return "redis" if scheme == "rediss" else "postgresql" if scheme == "postgres" else scheme.partition("+")[0]

    @property
    def options(self) -> dict[str, str]:
        """What the URL says behind ``?`` to this package."""
        return {name: unquote(value) for name, value in self._query() if name in _OURS}

    @property
    def connects_to(self) -> str:
        """The URL without those, as clients of Redis and PostgreSQL take it; of segments the folder, or its own URL."""
        base = self.secret.partition("?")[0]
        rest = "&".join(f"{name}={value}" for name, value in self._query() if name not in _OURS)
        if self.kind == "segments":
            base = base.partition(":")[2] if "+" not in base.partition(":")[0] else base.partition("+")[2]
        return f"{base}?{rest}" if rest else base

    def __rtruediv__(self, folder: Path) -> StoreURL:
        """``folder / url``, as with a path: only the relative folder of segments changes."""
        if "+" in self.secret.partition(":")[0] or self.kind != "segments":
            return self
        return StoreURL(f"segments:{folder / self.secret.partition(':')[2]}")

    def mask(self, text: str) -> str:
        """A text without this URL's password, wherever it stands, and without what looks like one in a URL."""
        for word in sorted(self._passwords(), key=len, reverse=True):
            text = text.replace(word, "***") if len(word) >= _LEAST_SECRET else text
        return _SECRET.sub(r"\1***", _USER.sub(r"\1:***", text))

    def _passwords(self) -> set[str]:
        """As they stand in the URL, and as a client may quote them."""
        user = _USER.search(self.secret)
        found = {user[2]} if user else set()
        found |= {value for _, value in _SECRET.findall(self.secret)}
        return found | {unquote(word) for word in found}

    def _query(self) -> list[tuple[str, str]]:
        pieces = [piece.partition("=") for piece in self.secret.partition("?")[2].split("&") if piece]
        return [(name, value) for name, _, value in pieces]


def read_place(text: str, beside: Path | None = None) -> Path | StoreURL:
    """A folder, or a URL where the text is one.

    Args:
        text: as it was given.
        beside: what a relative folder is relative to; by default the current one.

    Raises:
        ValueError: a URL of no known kind.

    Example:
        >>> read_place("segments:/shared/answers"), read_place("C:/answers") == Path("C:/answers")
        (StoreURL('segments:/shared/answers'), True)
    """
    if not _SCHEME.match(text):
        if _ANY_SCHEME.match(text):
            raise ValueError(f"it can be {KINDS}")
        return Path(text) if beside is None else beside / text
    url = StoreURL(text)
    if url.kind != "segments" and "://" not in text:
        raise ValueError(f"it can be {KINDS}")
    if not url.connects_to:
        raise ValueError("it names no folder")
    return url if beside is None else beside / url
