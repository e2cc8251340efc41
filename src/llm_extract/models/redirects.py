"""Redirects: followed within an endpoint and nowhere else, for what is sent holds the article and a key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from aiohttp import ClientResponse
    from yarl import URL

__all__ = ["describe_target", "find_target"]

_SAME_REQUEST = (307, 308)  # after the others a GET would be sent, without the article


def find_target(answer: ClientResponse) -> URL | None:
    """Where the endpoint wants the same request to be sent instead.

    Args:
        answer: what it said.

    Returns:
        None where it does not want that, or names another server.
    """
    if answer.status not in _SAME_REQUEST:
        return None
    from yarl import URL

    try:
        target = answer.url.join(URL(answer.headers.get("Location", "")))
        return target if target.origin() == answer.url.origin() else None
    except ValueError:
        return None


def describe_target(headers: Mapping[str, str]) -> str | None:
    """The address that a redirect names, without a password and without parameters, which may be a key.

    Args:
        headers: response headers, looked up in lower case.

    Returns:
        None where none is named.

    Example:
        >>> describe_target({"location": "https://me:secret@api.example.com/v1?token=t"})
        'https://api.example.com/v1'
    """
    location = headers.get("location")
    if location is None:
        return None
    try:
        parts = urlsplit(location)
    except ValueError:
        return "an address that is none"
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
