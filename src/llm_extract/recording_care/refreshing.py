"""Writing recordings anew: in the current format, or with new answers to the same requests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import ConfigError, ExtractError, RefusedError
from ..messages import Request
from ..models.base import Model
from ..models.recording import describe_answer, write_recording
from ..models.recordings import FORMAT, Recording, decode_lines, load_recording
from ..models.secrets import keys_in_environment
from ..plain_data import parse_json
from ..plurals import counted

__all__ = ["Refreshed", "refresh_recordings"]

_AT_ONCE = 8


@dataclass
class Refreshed:
    """What became of recordings.

    Args:
        rewritten: files that are in the current format now, with the answers that they had.
        asked: files with new answers.
        failed: files that could not be refreshed, and why.
    """

    rewritten: list[Path] = field(default_factory=list)
    asked: list[Path] = field(default_factory=list)
    failed: dict[Path, str] = field(default_factory=dict)


def refresh_recordings(
    paths: Sequence[Path], *, again: bool = False, open_live: Callable[[], Model] | None = None
) -> Refreshed:
    """Refresh recordings, each whole or not at all.

    Args:
        paths: the files.
        again: ask for every answer anew, but for those that say of themselves that they are made up; without it only
            for answers that were edited.
        open_live: opens what is asked; called only where something must be asked.

    Returns:
        What became of them.

    Raises:
        ConfigError: something must be asked, and nothing can be; what needs no asking was rewritten before.
        RefusedError: the endpoint refuses us.
    """
    result = Refreshed()
    to_ask: list[tuple[Path, Request, str]] = []
    for path in paths:
        try:
            recording = load_recording(path)
        except ConfigError as error:
            request = _request_of(path)
            if request is None:
                result.failed[path] = str(error)
            else:
                to_ask.append((path, request, ""))
            continue
        if again and not recording.is_synthetic:
            to_ask.append((path, recording.request, str(recording.recorded.get("note") or "")))
        elif recording.format != FORMAT:
            _write(path, recording, result, result.rewritten)
    if to_ask:
        if open_live is None:
            raise ConfigError(f"{counted(len(to_ask), 'answer')} must be asked for", hint="Name an endpoint.")
        asyncio.run(_ask_all(open_live(), to_ask, result))
    return result


def _write(path: Path, recording: Recording, result: Refreshed, done: list[Path]) -> None:
    try:
        write_recording(path, recording, keys_in_environment(), is_own=True)
        done.append(path)
    except ExtractError as error:
        result.failed[path] = str(error)


async def _ask_all(live: Model, to_ask: Sequence[tuple[Path, Request, str]], result: Refreshed) -> None:
    room = asyncio.Semaphore(_AT_ONCE)

    async def ask(path: Path, request: Request, note: str) -> None:
        async with room:
            try:
                response = await live.complete(request)
            except RefusedError:
                raise
            except ExtractError as error:
                result.failed[path] = str(error)
                return
        recorded = describe_answer(response, note=note)
        _write(path, Recording(request, response, recorded), result, result.asked)

    try:
        async with asyncio.TaskGroup() as group:
            for one in to_ask:
                group.create_task(ask(*one))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    finally:
        await live.aclose()


def _request_of(path: Path) -> Request | None:
    """The request of a recording whose answer alone was edited; None where the request itself cannot be trusted."""
    try:
        content = parse_json(path.read_bytes())
        asked = content["request"]
        request = Request(dict(decode_lines(asked["body"])), ordinal=asked["ordinal"], kind=asked["kind"])
        return request if request.fingerprint == content["fingerprint"] else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
