"""The model that writes down what another one answers, for replay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ..errors import ConfigError, RunError, explained
from ..messages import Request, Response
from .base import Model
from .recordings import Recording, load_recording, save_recording
from .secrets import find_secret

__all__ = ["Place", "RecordingModel", "describe_answer", "write_recording"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the recording of a request belongs.

    Args:
        task: the task's name.
        version: its number.
        stem: the document's file name without its suffix, or its row id.

    Example:
        >>> Place("funding_news", 1, "000_ab/c").path("0123456789abcdef").as_posix()
        'funding_news/v1/000_ab_c-01234567.json'
    """

    task: str
    version: int
    stem: str

    def path(self, fingerprint: str) -> Path:
        """The file, relative to the recordings' directory, under a name that every file system takes."""
        return Path(_safe(self.task)) / f"v{self.version}" / f"{_safe(self.stem)}-{fingerprint[:8]}.json"


class RecordingModel:
    """Passes requests on and writes each answer to ``<task>/v<N>/<stem>-<fingerprint8>.json``.

    It belongs outside of the cached model, so that answers found there are recorded too.

    Args:
        inner: the model that answers.
        directory: the root of the recordings.
        locate: gives a request's place where none was given by ``label``.
        secrets: texts that must never be written, such as the API key.
        note: kept in the ``recorded`` block.
        today: the date to write down.

    Example:
        recorder = RecordingModel(model, Path("fixtures"), secrets=[key])
        recorder.label(request, Place("funding_news", 1, "000_ab"))
        response = await recorder.complete(request)
    """

    def __init__(
        self,
        inner: Model,
        directory: Path,
        *,
        locate: Callable[[Request], Place] | None = None,
        secrets: Sequence[str] = (),
        note: str = "",
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self._inner = inner
        self._directory = Path(directory)
        self._locate = locate
        self._secrets = [secret for secret in secrets if secret]
        self._note = note
        self._today = today
        self._places: dict[str, Place] = {}

    def label(self, request: Request, place: Place) -> None:
        """Say where the recording of a request belongs; to be called before the request is sent."""
        self._places[request.fingerprint] = place

    async def complete(self, request: Request) -> Response:
        """Ask the inner model and write its answer down.

        Raises:
            ConfigError: the request has no place, or holds a secret; nothing was sent.
            RunError: the answer holds a secret, or the file cannot be written.
            ModelError: the inner model got no answer.
        """
        place = self._places.pop(request.fingerprint, None) or (self._locate(request) if self._locate else None)
        if place is None:
            raise ConfigError("a request without a place cannot be recorded", hint="Call label() before sending it")
        if (secret := find_secret(request.body, self._secrets)) is not None:
            raise ConfigError(f"the request for {place.stem} holds {secret}", hint="Remove it: recordings are shared")
        response = await self._inner.complete(request)
        self.save(place, request, response)
        return response

    def save(self, place: Place, request: Request, response: Response) -> Path:
        """Write one recording.

        Returns:
            Its file.
        """
        path = self._directory / place.path(request.fingerprint)
        recorded = describe_answer(response, self._today(), self._note)
        write_recording(path, Recording(request, response, recorded), self._secrets)
        return path

    async def aclose(self) -> None:
        """Close the inner model."""
        await self._inner.aclose()


def describe_answer(response: Response, day: date | None = None, note: str = "") -> dict[str, Any]:
    """What a recording says of its origin: the day (by default today, UTC), the model as reported, a note.

    Args:
        response: the answer.
        day: when it was given.
        note: anything.
    """
    return {"date": (day or datetime.now(UTC).date()).isoformat(), "model": response.model, "note": note}


def write_recording(path: Path, recording: Recording, secrets: Sequence[str] = (), *, is_own: bool = False) -> None:
    """Write a recording that holds no secret, whole or not at all, and never over another request's.

    Args:
        path: its file.
        recording: what to write.
        secrets: texts that must never be written, such as the API key.
        is_own: the file is known to be this request's, though it may be damaged.

    Raises:
        RunError: it holds a secret, another request has the file, or the file cannot be written.
    """
    content = {"request": recording.request.body, "response": recording.response.body, "recorded": recording.recorded}
    if (secret := find_secret(content, secrets)) is not None:
        raise RunError(f"{path} would hold {secret} and was not written", hint="Recordings are shared: remove it")
    with explained("written", path, hint="Check the directory and the disk"):
        if not is_own:
            _refuse_another(path, recording.request)
        save_recording(path, recording)


def _refuse_another(path: Path, request: Request) -> None:
    """Two requests may share a document and eight digits, once in four billion; neither may replace the other."""
    if path.exists() and load_recording(path).request.fingerprint != request.fingerprint:
        raise RunError(f"{path} holds another request with the same first eight digits", hint="Rename the document")


def _safe(name: str) -> str:
    """A file name of letters, digits, ``_``, ``-`` and ``.`` that no operating system reserves."""
    cleaned = re.sub(r"[^\w.-]", "_", name)[:100].strip(".") or "_"
    return f"{cleaned}_" if re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", cleaned) else cleaned
