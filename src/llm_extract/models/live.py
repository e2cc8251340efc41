"""The model behind an OpenAI-compatible endpoint: one HTTP request per call, no retries.

The SDK's typed layer costs 2 ms of CPU per call and hides the raw answer. Its low-level ``post`` with the body as bytes
and the HTTP response as the result costs a fraction of that and keeps its authentication, base URL and errors.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from ..errors import ConfigError, ModelError, RejectedError, TimedOutError
from ..messages import Request, Response
from .failures import classify_body, classify_status, timed_out
from .limits import LimitsListener, read_rate_limits

if TYPE_CHECKING:
    from openai import AsyncOpenAI

__all__ = ["LiveModel"]

_CONNECTIONS = 4096  # the gate in paced.py decides how many are used
_SECRET_LENGTH = 8  # shorter ones are placeholders, and their letters are in every word


class LiveModel:
    """Sends each request once and sorts every failure into the error tree.

    The openai SDK and its HTTP libraries are imported at the first request, not before.

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
        self._secrets = [
            secret
            for secret in (api_key, parts.password, *self._headers.values())
            if secret and len(secret) >= _SECRET_LENGTH
        ]
        self.on_limits = on_limits
        self._client: AsyncOpenAI | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def __repr__(self) -> str:
        return f"LiveModel({self._shown_url!r})"

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
            body = json.loads(raw)
        except ValueError:
            body = None
        failure = classify_body(body, headers, raw)
        if failure is not None:
            raise self._redact(failure)
        return Response(body)

    async def _post(self, content: bytes) -> tuple[int, Mapping[str, str], bytes]:
        import httpx2
        import openai

        client = self._connected()
        failure: ModelError
        try:
            async with asyncio.timeout(self._timeout):
                answer = await client.post("/chat/completions", content=content, cast_to=httpx2.Response)
            return answer.status_code, answer.headers, answer.content
        except openai.APIStatusError as error:
            return error.status_code, error.response.headers, error.response.content
        except (TimeoutError, openai.APITimeoutError) as error:
            failure = self._broken(error)
        except openai.OpenAIError as error:
            failure = self._broken(error)
        # Raised out here, so that nothing of the SDK, which holds the key, hangs on the error as its context.
        raise failure

    def _broken(self, error: BaseException) -> ModelError:
        cause: BaseException = error.__cause__ or error
        if isinstance(error, TimeoutError) or isinstance(cause, TimeoutError):
            return timed_out(self._timeout)
        said = " ".join(str(cause).split()) or type(cause).__name__
        return self._redact(
            TimedOutError(
                f"the connection to {self._shown_url} broke: {said[:300]}",
                hint="Check that the endpoint runs and that --base-url is its address; the same command goes on",
            )
        )

    def _redact(self, error: ModelError) -> ModelError:
        for secret in self._secrets:
            error.message = error.message.replace(secret, "…")
        error.args = (error.message,)
        return error

    def _connected(self) -> AsyncOpenAI:
        """The client of the running event loop: its connections cannot be used from another."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client, self._loop = self._connect(), loop
        return self._client

    def _connect(self) -> AsyncOpenAI:
        import httpx2
        from openai import AsyncOpenAI, DefaultAioHttpClient

        limits = httpx2.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS)
        headers: dict[str, Any] = {"Content-Type": "application/json", **self._headers}
        return AsyncOpenAI(
            base_url=self._base_url,
            api_key=self._api_key or "none",
            max_retries=0,
            timeout=self._timeout,
            default_headers=headers,
            http_client=DefaultAioHttpClient(limits=limits, timeout=self._timeout),
        )

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        if self._client is not None and self._loop is asyncio.get_running_loop():
            await self._client.close()
        self._client = self._loop = None


def _encode(request: Request) -> bytes:
    try:
        return json.dumps(request.body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except (TypeError, ValueError) as error:  # UnicodeEncodeError is a ValueError
        raise RejectedError(f"the request cannot be written as JSON: {error}", hint="Check the parameters") from error
