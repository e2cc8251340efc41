"""The model behind an OpenAI-compatible endpoint: one HTTP request per call, no retries."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from ..errors import ConfigError, ExtractError, ModelError, RejectedError, TimedOutError
from ..messages import Request, Response
from ..plain_data import parse_json
from .bodies import read_body
from .connections import Line, connect
from .failures import classify_body, classify_status, no_tunnel, timed_out, unreachable
from .limits import LimitsListener, read_rate_limits
from .lines import Lines, was_closed
from .redirects import find_target

__all__ = ["LiveModel"]

_PIECE = 1 << 20
_MOST_REDIRECTS = 5
_QUIET = 1.0  # seconds without an answer, in which a server may have closed connections
_ROUNDS = 3  # of the event loop, in which it hears of that, over TLS too
_SECRET_LENGTH = 8  # shorter ones are placeholders, and their letters are in every word


class LiveModel:
    """Sends each request once and sorts every failure into the error tree.

    The openai SDK and aiohttp are imported at the first request, not before.

    Args:
        base_url: the endpoint up to and without ``/chat/completions``.
        api_key: sent as a bearer token; never part of an error, a log line or the repr.
        timeout: seconds for one request, from sending to the last byte of the answer.
        headers: further headers, such as ``api-key`` for Azure.
        on_limits: called with the rate limits that the endpoint reports beside an answer; the paced model around this
            one sets it where it is None.

    Raises:
        ConfigError: a base URL without a scheme or host, or a key that cannot be sent in a header.

    Example:
        >>> LiveModel("https://api.openai.com/v1", "sk-secret")
        LiveModel('https://api.openai.com/v1')
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        timeout: float = 120.0,
        headers: Mapping[str, str] | None = None,
        on_limits: LimitsListener | None = None,
    ) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigError(f"{base_url!r} is no base URL", hint="It looks like https://api.openai.com/v1")
        api_key = api_key.strip()
        if not (api_key.isascii() and api_key.isprintable()) or " " in api_key:
            raise ConfigError("the API key holds a character that no key has", hint="Copy it again, without quotes")
        self._base_url = base_url
        self._shown_url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self._api_key = api_key
        self._timeout = timeout
        self._headers = dict(headers or {})
        self._secrets: list[str] = []
        self._keep_secret(api_key, parts.password, unquote(parts.password or ""), *self._headers.values())
        self.on_limits = on_limits
        self._lines = Lines(self._connect)
        self._answered = 0.0

    def __repr__(self) -> str:
        return f"LiveModel({self._shown_url!r})"

    @property
    def address(self) -> str:
        """The base URL, without a password."""
        return self._shown_url

    async def complete(self, request: Request) -> Response:
        """Send one request and wait for its answer.

        Args:
            request: its body is sent as it stands, keys in their given order.

        Returns:
            A completion with at least one choice.

        Raises:
            TransientError: rate limited, a failing server, a time-out or a broken connection.
            RejectedError: the endpoint does not take this request.
            RefusedError: the endpoint does not take any request from us.
        """
        content = _encode(request)
        status, headers, raw = await self._post(content)
        if self.on_limits is not None and (limits := read_rate_limits(headers)) is not None:
            self.on_limits(limits)
        if status != 200:
            raise self._redact(classify_status(status, headers, raw))
        try:
            body = parse_json(raw)
        except ValueError:
            body = None
        failure = classify_body(body, headers, raw)
        if failure is not None:
            raise self._redact(failure)
        return Response(body)

    async def prepare(self) -> None:
        """Import what the first request needs: whoever paces requests waits for that first, or they leave together."""
        await self._lines.prepare()

    async def _post(self, content: bytes) -> tuple[int, Mapping[str, str], bytes]:
        line = await self._lines.find()
        if line.loop.time() - self._answered > _QUIET:
            await self._hear_of_closed()
        url, followed = line.url, 0
        failure: ExtractError
        try:
            async with asyncio.timeout(self._timeout):
                while True:
                    async with line.session.post(url, data=content, proxy=line.proxy, allow_redirects=False) as answer:
                        target = find_target(answer) if followed < _MOST_REDIRECTS else None
                        if target is None:
                            raw = await read_body(answer)
                            self._answered = line.loop.time()
                            return answer.status, answer.headers, raw
                    url, followed = target, followed + 1
        except ExtractError:
            raise
        except Exception as error:  # whatever it is, it may hold the key
            failure = self._broken(error, line)
        # Raised out here, so that nothing of aiohttp, which holds the key, hangs on the error as its context.
        raise failure

    @staticmethod
    async def _hear_of_closed() -> None:
        """Let the event loop find connections that the server has closed, so that none of them is used.

        A request over one of them is never sent again in secret: it may have been processed and paid for, and counts as
        an attempt. Before it is sent, it costs nothing to know.
        """
        for _ in range(_ROUNDS):
            await asyncio.sleep(0)

    async def call(
        self,
        method: str,
        path: str,
        *,
        data: Any = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        into: Callable[[bytes], None] | None = None,
        seconds: float | None = None,
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One exchange at another path of the endpoint, over the same connections and with the same headers.

        Args:
            method: of HTTP.
            path: behind the base URL, such as ``files``.
            data: what aiohttp takes as a body.
            headers: besides those of all requests, or in their place.
            query: parameters of the URL.
            into: is given an answer with status 200 piece by piece; what it raises must be an ``ExtractError``.
            seconds: that all of it may take; by default only silence ends it, after the time limit.

        Returns:
            Status, headers, and the body, which is empty where ``into`` has it. Whatever the status, nothing is raised.

        Raises:
            TimedOutError: the connection broke, or it took too long.
        """
        import aiohttp

        line = await self._lines.find()
        url = (line.url.parent.parent / path).with_query(query or {})
        follows = method == "GET" and not self._headers  # files lie elsewhere at times; the key does not go there
        silence = aiohttp.ClientTimeout(total=None, sock_connect=self._timeout, sock_read=self._timeout)
        failure: ExtractError
        try:
            async with (
                asyncio.timeout(seconds),
                line.session.request(
                    method, url, data=data, headers=headers, proxy=line.proxy, timeout=silence, allow_redirects=follows
                ) as answer,
            ):
                if into is None or answer.status != 200:
                    return answer.status, answer.headers, await read_body(answer)
                async for piece in answer.content.iter_chunked(_PIECE):
                    into(piece)
                return answer.status, answer.headers, b""
        except ExtractError:
            raise
        except Exception as error:
            failure = self._broken(error, line)
        raise failure

    def failure(self, status: int, headers: Mapping[str, str], raw: bytes) -> ModelError:
        """The error for what ``call`` returned, without the key."""
        return self._redact(classify_status(status, headers, raw))

    def _broken(self, error: Exception, line: Line) -> ExtractError:
        import aiohttp

        if line.session.closed:
            return was_closed()
        if isinstance(error, aiohttp.ClientHttpProxyError):
            return self._redact(no_tunnel(self._shown_url, error.status, error.message))
        if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
            return self._redact(unreachable(self._shown_url, error))
        if isinstance(error, TimeoutError):
            return timed_out(self._timeout)
        said = " ".join(str(error).split()) or type(error).__name__
        return self._redact(
            TimedOutError(
                f"the connection to {self._shown_url} broke: {said[:300]}",
                hint="Check that the endpoint runs and that --base-url is its address; the same command goes on",
            )
        )

    def _keep_secret(self, *secrets: str | None) -> None:
        self._secrets += [one for one in secrets if one and len(one) >= _SECRET_LENGTH and one not in self._secrets]

    def _redact(self, error: ModelError) -> ModelError:
        for secret in self._secrets:
            error.message = error.message.replace(secret, "…")
        error.args = (error.message,)
        return error

    def _connect(self) -> Line:
        line = connect(self._base_url, self._api_key, self._headers, self._timeout)
        self._keep_secret(*line.secrets)
        return line

    async def aclose(self) -> None:
        """Close the connections; what is under way over them ends with a ``RunError``."""
        await self._lines.close()


def _encode(request: Request) -> bytes:
    try:
        return _to_json(request.body).encode()
    except (TypeError, ValueError) as error:  # UnicodeEncodeError is a ValueError
        raise RejectedError(f"the request cannot be written as JSON: {error}", hint="Check the parameters") from error


# json.dumps would make an encoder for every call
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
