"""Finding what must never be written into a file that is shared: keys, tokens, private keys."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..pointers import join_pointer

__all__ = ["Secret", "find_secret", "keys_in_environment", "mask_secrets"]

_SHORTEST = 8  # shorter keys are placeholders, and their letters are in every word
_PATTERNS = {
    "an API key": re.compile(
        # letters and digits in a row: "sk-hynix-says-that-…" is a page's address
        r"(?<![\w-])(?:sk-(?:[A-Za-z0-9_-]{0,200}[_-])?[A-Za-z0-9]{16,}[A-Za-z0-9_-]*|AIza[A-Za-z0-9_-]{30,}"
        r"|gh[pousr]_[A-Za-z0-9]{30,}|glpat-[\w-]{20,}"
        r"|(?:hf|gsk)_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9-]{20,}|(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9]))"
    ),
    "a bearer token": re.compile(r"[Bb]earer\s+[A-Za-z0-9._~+/-]{20,}"),
    "a private key": re.compile(r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY"),
}
_LOGIN = re.compile(r"(?<=://)[^/@\s?#]+(?=@)")
_NAMES = r"(?:api[-_]?key|key|token|secret|passwd|password|authorization|sig|signature)"
_NAMED_VALUE = re.compile(rf"((?:^|[?&;,\s_-]){_NAMES}=)[^&;\s]+", re.IGNORECASE)
_NAME = re.compile(rf"(?:^|.*[_-]){_NAMES}", re.IGNORECASE)
_MASK = "***"


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret that was found; never the secret itself.

    Args:
        kind: what it is, with its article.
        place: JSON pointer of the text that holds it.
    """

    kind: str
    place: str

    def __str__(self) -> str:
        return f"{self.kind} at {self.place or '/'}"


def find_secret(content: Any, known: Sequence[str] = ()) -> Secret | None:
    """The first secret in a JSON value, keys of objects included.

    Args:
        content: anything that JSON can hold.
        known: values that must not be in it, such as the API key in use; those of fewer than eight characters are
            taken for placeholders.

    Returns:
        Its kind and place, or None.

    Example:
        >>> str(find_secret({"messages": [{"content": "Use sk-0123456789abcdefghij."}]}))
        'an API key at /messages/0/content'
        >>> find_secret({"content": "A risk-averse bearer of good news."})
    """
    known = [secret for secret in known if len(secret) >= _SHORTEST]
    for place, text in _texts(content, ()):
        kind = "the API key in use" if any(secret in text for secret in known) else _kind(text)
        if kind is not None:
            return Secret(kind, join_pointer(place))
    return None


def keys_in_environment(environment: Mapping[str, str] | None = None) -> list[str]:
    """The values of all environment variables whose names say that they hold an API key; none of placeholders.

    Example:
        >>> keys_in_environment({"OPENAI_API_KEY": "abc-1234", "OLLAMA_API_KEY": "none", "HOME": "/"})
        ['abc-1234']
    """
    environment = os.environ if environment is None else environment
    keys = [value for name, value in environment.items() if name.upper().endswith("_API_KEY")]
    return [key for key in keys if len(key) >= _SHORTEST]


def mask_secrets(content: Any, known: Sequence[str] = ()) -> Any:
    """A JSON value in which whatever is, or by its name may be, a secret reads ``***``.

    Args:
        content: anything that JSON can hold: a command line, settings, an address.
        known: values to mask wherever they stand, such as ``keys_in_environment``.

    Example:
        >>> mask_secrets(["--base-url", "https://me:hunter2@host/v1?key=abc&n=1", "--param", "api_key=abc"])
        ['--base-url', 'https://***@host/v1?key=***&n=1', '--param', 'api_key=***']
        >>> mask_secrets({"api_key": "abc", "seed": 7})
        {'api_key': '***', 'seed': 7}
    """
    if isinstance(content, str):
        return _mask(content, [one for one in known if len(one) >= _SHORTEST])
    if isinstance(content, Mapping):
        return {
            _mask(str(name), ()): _MASK if _NAME.fullmatch(str(name)) and value else mask_secrets(value, known)
            for name, value in content.items()
        }
    if isinstance(content, list | tuple):
        return [mask_secrets(one, known) for one in content]
    return content


def _mask(text: str, known: Sequence[str]) -> str:
    for secret in sorted(known, key=len, reverse=True):
        text = text.replace(secret, _MASK)
    for pattern in _PATTERNS.values():
        text = pattern.sub(_MASK, text)
    return _NAMED_VALUE.sub(rf"\1{_MASK}", _LOGIN.sub(_MASK, text))


def _kind(text: str) -> str | None:
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(text)), None)


def _texts(content: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in a JSON value with its place; a key stands at the place of its object."""
    if isinstance(content, str):
        yield place, content
    elif isinstance(content, Mapping):
        for key, item in content.items():
            yield place, str(key)
            yield from _texts(item, (*place, str(key)))
    elif isinstance(content, (list, tuple)):
        for number, item in enumerate(content):
            yield from _texts(item, (*place, number))
