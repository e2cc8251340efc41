"""The Files and Batches API of an OpenAI-compatible endpoint, over the connections of the live model."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, RunError, ServerError, unwritable
from ..plain_data import parse_json
from .retrying import retry

if TYPE_CHECKING:
    from .live import LiveModel

__all__ = ["BatchApi"]

Answer = dict[str, Any]
_CHAT = "/v1/chat/completions"
_PAGE = 100
_SLOWEST = 50_000  # bytes a second, slower than which an upload counts as hanging
_ABSENT = (404, 405, 501)


class BatchApi:
    """Uploads, jobs and results; every call but ``create`` is repeated where it failed for a passing reason.

    Args:
        live: whose endpoint, key and connections are used.
        attempts: at one call.
        timeout: seconds for a small call.

    Example:
        api = BatchApi(LiveModel(url, key))
    """

    def __init__(self, live: LiveModel, *, attempts: int = 6, timeout: float = 120.0) -> None:
        self._live, self._timeout = live, timeout
        self.attempts = attempts

    async def upload(self, path: Path, name: str) -> str:
        """Send a file of requests, read from disk piece by piece.

        Args:
            path: JSON lines.
            name: that the endpoint lists it under.

        Returns:
            The file's id.

        Raises:
            ConfigError: the endpoint has no such API.
            ModelError: it did not take the file.
            RunError: the file cannot be read.
        """
        from aiohttp import FormData

        size = path.stat().st_size

        async def attempt() -> str:
            try:
                stream = path.open("rb")
            except OSError as error:
                raise RunError(f"{path}: cannot be read ({error.strerror or error})") from error
            with stream:
                form = FormData({"purpose": "batch"})
                form.add_field("file", stream, filename=name, content_type="application/jsonl")
                body = form()
                # the headers of all requests say JSON, and go before the form's own
                kind = {"Content-Type": body.headers["Content-Type"]}
                seconds = self._timeout + size / _SLOWEST
                return _id(await self._ask("POST", "files", data=body, headers=kind, seconds=seconds))

        return await retry(attempt, self.attempts)

    async def create(self, file_id: str, metadata: Mapping[str, str]) -> Answer:
        """Make a job of an uploaded file. It is tried once: after an unclear failure the job may exist.

        Raises:
            ConfigError: the endpoint has no such API.
            TransientError: nobody knows whether there is a job now; ``jobs`` shows it.
            ModelError: there is none.
        """
        body = {
            "input_file_id": file_id, "endpoint": _CHAT, "completion_window": "24h", "metadata": dict(metadata),
        }  # fmt: skip
        made = await self._ask("POST", "batches", data=json.dumps(body).encode(), seconds=self._timeout)
        _id(made)
        return made

    async def find(self, batch_id: str) -> Answer | None:
        """A job as it stands; None where the endpoint knows none, under this key at least.

        Raises:
            ModelError: it cannot be told.
        """
        path = f"batches/{batch_id}"

        async def attempt() -> Answer | None:
            status, headers, raw = await self._live.call("GET", path, seconds=self._timeout)
            return None if status == 404 else self._read(path, status, headers, raw)

        return await retry(attempt, self.attempts)

    async def cancel(self, batch_id: str) -> Answer:
        """Ask for a job to be ended; what it has finished by then is kept and charged.

        Raises:
            ModelError: it cannot be cancelled, for instance because it has ended.
        """
        return await self._repeat("POST", f"batches/{batch_id}/cancel", data=b"{}")

    async def jobs(self) -> AsyncIterator[Answer]:
        """All jobs, the newest first, as far as they are asked for."""
        async for one in self._list("batches", {}):
            yield one

    async def files(self) -> AsyncIterator[Answer]:
        """All files that were uploaded for jobs."""
        async for one in self._list("files", {"purpose": "batch"}):
            yield one

    async def _list(self, path: str, query: Mapping[str, str]) -> AsyncIterator[Answer]:
        after: str | None = None
        while True:
            asked = {**query, "limit": str(_PAGE), **({} if after is None else {"after": after})}
            page = await self._repeat("GET", path, query=asked)
            found = [one for one in page.get("data") or () if isinstance(one, dict) and one.get("id")]
            for one in found:
                yield one
            if not page.get("has_more") or not found or found[-1]["id"] == after:
                return
            after = found[-1]["id"]

    async def delete(self, file_id: str) -> None:
        """Delete a file; it is well where there is none.

        Raises:
            ModelError: it cannot be deleted.
        """

        async def attempt() -> None:
            status, headers, raw = await self._live.call("DELETE", f"files/{file_id}", seconds=self._timeout)
            if status not in (200, 204, 404):
                raise self._live.failure(status, headers, raw)

        await retry(attempt, self.attempts)

    async def download(self, file_id: str, path: Path) -> bool:
        """Fetch a file of results, piece by piece; what is at the path is whole or not there.

        Returns:
            False where the endpoint has it no more.

        Raises:
            ModelError: it cannot be fetched.
            RunError: it cannot be written.
        """
        part = path.with_name(f"{path.name}.part")

        async def attempt() -> bool:
            try:
                with part.open("wb") as stream:

                    def write(piece: bytes) -> None:
                        try:
                            stream.write(piece)
                        except OSError as error:
                            raise unwritable(part, error) from error

                    status, headers, raw = await self._live.call("GET", f"files/{file_id}/content", into=write)
            except OSError as error:
                raise unwritable(part, error) from error
            if status == 404:
                return False
            if status != 200:
                raise self._live.failure(status, headers, raw)
            return True

        there = await retry(attempt, self.attempts)
        try:
            part.replace(path) if there else part.unlink()
        except OSError as error:
            raise unwritable(path, error) from error
        return there

    async def _repeat(self, method: str, path: str, **more: Any) -> Answer:
        return await retry(lambda: self._ask(method, path, seconds=self._timeout, **more), self.attempts)

    async def _ask(self, method: str, path: str, **more: Any) -> Answer:
        status, headers, raw = await self._live.call(method, path, **more)
        if status in _ABSENT and "/" not in path:
            raise ConfigError(
                f"{self._live.address} has no Batch API (HTTP {status} at /{path})",
                hint="Ask it live with llm-extract run, or name an endpoint that has one with --base-url.",
            )
        return self._read(path, status, headers, raw)

    def _read(self, path: str, status: int, headers: Mapping[str, str], raw: bytes) -> Answer:
        if status not in (200, 201):
            raise self._live.failure(status, headers, raw)
        try:
            answer = parse_json(raw)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise ServerError(f"{self._live.address} answered with something else than a JSON object at /{path}")
        return answer

    async def aclose(self) -> None:
        """Close the connections."""
        await self._live.aclose()


def _id(answer: Mapping[str, Any]) -> str:
    found = answer.get("id")
    if not isinstance(found, str) or not found:
        raise ServerError("the endpoint gave no id to what it was sent")
    return found
