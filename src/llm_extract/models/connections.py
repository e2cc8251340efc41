"""The connections to an endpoint, opened as the openai SDK would: same address, authentication and default headers.

The SDK says where and as whom to ask, once; the requests themselves go through an aiohttp session, because the SDK's
request layers cost three times the CPU, even its low-level ``post`` with bytes and the bare HTTP response.
"""

from __future__ import annotations

import asyncio
import os
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

from ..errors import ConfigError

if TYPE_CHECKING:
    import ssl

    from aiohttp import ClientSession
    from multidict import CIMultiDict
    from yarl import URL

__all__ = ["Line", "connect", "load_libraries"]

_CONNECTIONS = 4096  # the gate in paced.py decides how many are used
_CONNECTING = 30.0  # seconds for a connection, TLS included
_KEPT_ALIVE = 4.0  # seconds that an idle connection is kept: many servers (uvicorn, Node) close theirs after five


@dataclass(frozen=True, slots=True)
class Line:
    """The connections of one event loop to one address.

    Args:
        loop: the only one in which they can be used.
        session: sends requests with the endpoint's headers.
        url: of chat completions.
        proxy: that the environment names, or None.
        secrets: what of the URLs must never be shown.
        process: whose connections they are; a fork of it must neither use nor close them.
    """

    loop: asyncio.AbstractEventLoop
    session: ClientSession
    url: URL
    proxy: URL | None
    secrets: tuple[str | None, ...]
    process: int


def load_libraries() -> None:
    """Import what ``connect`` needs, from any thread."""
    for name in ("aiohttp", "httpx2", "openai"):
        import_module(name)


def connect(base_url: str, api_key: str, headers: Mapping[str, str], timeout: float) -> Line:
    """Make ready to send to an endpoint from the running event loop; connections are made as they are needed.

    Args:
        base_url: the endpoint up to and without ``/chat/completions``; a user and password in it go before the key.
        api_key: a bearer token, or empty.
        headers: further ones for every request.
        timeout: seconds that a request may take; a connection must be made in less.

    Raises:
        ConfigError: the environment names a proxy that cannot be used.
    """
    import aiohttp
    import httpx2
    from yarl import URL

    context = httpx2.create_ssl_context()  # what the SDK trusts, SSL_CERT_FILE and SSL_CERT_DIR included
    address, sent = _read_sdk(base_url, api_key, headers, context)
    secrets: list[str | None] = []
    url = URL(address, encoded=True)
    if url.user or url.password:  # as the SDK does: what the URL says goes before the key
        sent["Authorization"] = f"Basic {_basic(url)}"
        secrets.append(_basic(url))
        url = url.with_user(None)
    proxy = _find_proxy(url)
    if proxy is not None and proxy.password:
        secrets += [proxy.password, proxy.raw_password, _basic(proxy)]
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=_CONNECTIONS, keepalive_timeout=_KEPT_ALIVE, ssl=context),
        headers=sent,
        cookie_jar=aiohttp.DummyCookieJar(),
        # Beside this one there is only the limit around the whole request.
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=min(_CONNECTING, 0.9 * timeout)),
        # Its trust_env would read .netrc and the proxies again for each request, in a thread.
        trust_env=False,
    )
    return Line(asyncio.get_running_loop(), session, url, proxy, tuple(secrets), os.getpid())


def _read_sdk(
    base_url: str, api_key: str, further: Mapping[str, str], context: ssl.SSLContext
) -> tuple[str, CIMultiDict[str]]:
    """Where the SDK would send a chat completion, and the headers that it would send."""
    import httpx2
    from multidict import CIMultiDict
    from openai import AsyncOpenAI

    client = AsyncOpenAI(
        base_url=base_url,
        api_key=api_key or "none",
        default_headers=further,
        http_client=httpx2.AsyncClient(verify=context, trust_env=False),  # never used
    )
    base = client.base_url
    address = base.copy_with(raw_path=base.raw_path + b"chat/completions")
    headers: CIMultiDict[str] = CIMultiDict()
    for name, value in [*client.auth_headers.items(), *client.default_headers.items()]:
        if isinstance(value, str):  # the others are the SDK's mark for a header left out
            headers[name] = value
    return str(address), headers


def _find_proxy(url: URL) -> URL | None:
    """The proxy that the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY) or the system names for a URL."""
    from yarl import URL

    proxies = getproxies()
    address = proxies.get(url.scheme) or proxies.get("all")
    host = url.host or ""
    if not address or proxy_bypass(host) or proxy_bypass(f"{host}:{url.port}"):
        return None
    proxy = URL(address if "://" in address else f"http://{address}")
    if proxy.scheme not in ("http", "https"):
        raise ConfigError(f"a {proxy.scheme} proxy is set, which cannot be used", hint="Set an HTTP proxy or unset it")
    return proxy


def _basic(url: URL) -> str:
    """User and password of a URL as HTTP basic authentication has them."""
    return b64encode(f"{url.user or ''}:{url.password or ''}".encode()).decode()
