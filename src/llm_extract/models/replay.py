"""The model that answers from recordings, offline and always the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path

from ..errors import ConfigError, ReplayMiss
from ..messages import Request, Response
from .nearest import explain_difference, find_nearest, sketch
from .recordings import Recording, find_recordings, load_recording

__all__ = ["ReplayModel"]

_COMPARED = 2000  # a miss looks at no more recordings than this for the nearest


class ReplayModel:
    """Answers from all recordings below a directory.

    Only file names are read until a request comes; the file is then checked against the request's whole fingerprint.

    Args:
        directory: searched with its subdirectories for ``*-<fingerprint8>.json``.
        remedy: the hint of a miss: how to record an answer.

    Raises:
        ConfigError: no such directory.
    """

    def __init__(
        self,
        directory: Path,
        *,
        remedy: str = "Record it: run the same command with --record DIRECTORY against a live endpoint",
    ) -> None:
        self._directory = Path(directory)
        self._remedy = remedy
        if not self._directory.is_dir():
            raise ConfigError(f"no directory {self._directory} with recordings", hint=remedy)

    def __repr__(self) -> str:
        return f"ReplayModel({str(self._directory)!r})"

    @cached_property
    def _paths(self) -> dict[str, list[Path]]:
        """Files by the first eight digits of their fingerprints."""
        paths: dict[str, list[Path]] = {}
        for digits, path in find_recordings(self._directory):
            paths.setdefault(digits, []).append(path)
        return paths

    @property
    def is_empty(self) -> bool:
        """Whether the folder holds no recording at all."""
        return not self._paths

    async def complete(self, request: Request) -> Response:
        """Answer from the recording of this very request.

        Raises:
            ReplayMiss: there is none; the message shows what differs from the nearest.
            ConfigError: its file is damaged or edited.
        """
        recording = self.find(request)
        if recording is None:
            raise self._miss(request)
        return recording.response

    def find(self, request: Request) -> Recording | None:
        """The recording of this very request, or None."""
        found = self.locate(request)
        return None if found is None else found[1]

    def locate(self, request: Request) -> tuple[Path, Recording] | None:
        """The recording of this very request with its file, or None.

        Raises:
            ConfigError: its file is damaged, edited or has another one's name.
        """
        for path in self._paths.get(request.fingerprint[:8], ()):
            recording = load_recording(path)
            if recording.request.fingerprint == request.fingerprint:
                return path, recording
            if recording.request.fingerprint[:8] != request.fingerprint[:8]:
                raise ConfigError(f"{path} has the name of another recording", hint="Delete it and record again")
        return None

    def recordings(self) -> Iterator[tuple[Path, Recording]]:
        """All recordings with their files, sorted by path."""
        for path in sorted(path for paths in self._paths.values() for path in paths):
            yield path, load_recording(path)

    def requests(self) -> Iterator[Request]:
        """All recorded requests, sorted by path."""
        return (recording.request for _, recording in self.recordings())

    def models(self) -> tuple[str, ...]:
        """The model names that the recorded requests ask for, sorted; under replay they stand in for the setting."""
        return self._models

    @cached_property
    def _models(self) -> tuple[str, ...]:
        return tuple(sorted({str(request.body.get("model")) for request in self.requests()}))

    def nearest(self, request: Request) -> Path | None:
        """The file whose recorded request is most like one that was not recorded; None where there is no file."""
        return find_nearest(request, self._compared)

    def _miss(self, request: Request) -> ReplayMiss:
        short = request.fingerprint[:8]
        nearest = self.nearest(request)
        if nearest is None:
            return ReplayMiss(f"no recording for request {short}: {self._directory} has none", hint=self._remedy)
        difference = explain_difference(load_recording(nearest).request, request)
        return ReplayMiss(
            f"no recording for request {short} under {self._directory}. The nearest is {nearest.name}:\n{difference}\n"
            "(- recorded, + asked for)",
            hint=self._remedy,
        )

    @cached_property
    def _compared(self) -> list[tuple[Path, frozenset[int]]]:
        return [(path, sketch(recording.request)) for path, recording in islice(self.recordings(), _COMPARED)]

    async def aclose(self) -> None:
        """Nothing to release."""
