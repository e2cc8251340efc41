"""The model of a test: it plays recordings, asks for what it may, and holds new answers until they may be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..errors import ConfigError, ExtractError, ReplayMiss, RunError
from ..messages import Request, Response
from ..models.base import Model
from ..models.nearest import explain_difference
from ..models.recording import Place, describe_answer, write_recording
from ..models.recordings import Recording, load_recording
from ..models.replay import ReplayModel
from ..models.secrets import find_secret

__all__ = ["Mode", "Tape"]

Mode = Literal["none", "missing", "rewrite"]
_WIDTH = 78  # of a message, for terminals of 80 columns


@dataclass(frozen=True, slots=True)
class _Held:
    """An answer that is not written yet."""

    path: Path
    request: Request
    response: Response


class Tape:
    """Plays, asks and holds.

    Args:
        folder: of the recordings; it need not exist.
        task: the task's name, for new recordings.
        version: its number.
        mode: ``none`` asks for nothing, ``missing`` for what is not recorded, ``rewrite`` for everything.
        open_live: opens what is asked; called once, at the first request that needs it.
        secrets: texts that must never be written, such as the API key.
        shown: the folder as messages name it.

    Example:
        >>> import asyncio
        >>> tape = Tape(Path("no/such/folder"), "funding_news", 1)
        >>> asyncio.run(tape.complete(Request({"model": "m", "messages": []})))
        Traceback (most recent call last):
        llm_extract.errors.ReplayMiss: no recording answers this request of funding_news@v1
        There are none in no/such/folder
    """

    def __init__(
        self,
        folder: Path,
        task: str,
        version: int,
        *,
        mode: Mode = "none",
        open_live: Callable[[], Model] | None = None,
        secrets: Sequence[str] = (),
        shown: str = "",
    ) -> None:
        self.folder = folder
        self._shown = shown or str(folder)
        self.played: set[Path] = set()
        self.failures: list[ExtractError] = []
        self._task, self._version, self._mode = task, version, mode
        self._open_live = open_live
        self._secrets = secrets
        self._replay = ReplayModel(folder) if folder.is_dir() else None
        self._live: Model | None = None
        self._places: dict[str, Place] = {}
        self._held: dict[str, _Held] = {}

    def label(self, request: Request, place: Place) -> None:
        """Say what document a request is for."""
        self._places[request.fingerprint] = place

    async def complete(self, request: Request) -> Response:
        """Play the recording of a request, or ask and hold the answer; errors are kept in ``failures`` too.

        Raises:
            ReplayMiss: nothing is recorded and nothing may be asked.
            ConfigError: the recording is damaged or edited, or the request holds a secret.
            RunError: the answer holds a secret.
            ModelError: no answer came.
        """
        try:
            return await self._answer(request)
        except ExtractError as error:
            self.failures.append(error)
            raise

    async def _answer(self, request: Request) -> Response:
        held = self._held.get(request.fingerprint)
        if held is not None:
            return held.response
        found = None if self._replay is None else self._replay.locate(request)
        if found is not None and self._mode != "rewrite":
            path, recording = found
            self.played.add(path)
            return recording.response
        if self._mode == "none" or self._open_live is None:
            raise self._miss(request)
        place = self.folder / self._place(request).path(request.fingerprint)
        return await self._ask(request, found[0] if found else place)

    async def _ask(self, request: Request, path: Path) -> Response:
        """Secrets are looked for before anything is sent, and before the test goes on with an answer."""
        assert self._open_live is not None
        if (secret := find_secret(request.body, self._secrets)) is not None:
            raise ConfigError(f"the request for {path.name} holds {secret}", hint="Recordings are shared: remove it")
        if self._live is None:
            self._live = self._open_live()
        response = await self._live.complete(request)
        if (secret := find_secret(response.body, self._secrets)) is not None:
            hint = "Recordings are shared: change the article or the prompt."
            raise RunError(f"the answer for {path.name} holds {secret} and is not recorded", hint=hint)
        self._held[request.fingerprint] = _Held(path, request, response)
        return response

    @property
    def held(self) -> int:
        """How many answers are not written yet."""
        return len(self._held)

    def write(self) -> list[Path]:
        """Write what is held.

        Returns:
            The files.

        Raises:
            RunError: a file cannot be written; what was written before stays.
        """
        paths = []
        for fingerprint, one in list(self._held.items()):
            recorded = describe_answer(one.response)
            write_recording(one.path, Recording(one.request, one.response, recorded), self._secrets)
            self.played.add(one.path)
            paths.append(one.path)
            del self._held[fingerprint]
        return paths

    def _place(self, request: Request) -> Place:
        return self._places.get(request.fingerprint) or Place(self._task, self._version, "request")

    def _miss(self, request: Request) -> ReplayMiss:
        place = self._places.get(request.fingerprint)
        what = f"the request for {place.stem!r} by" if place else "this request of"
        lines = [f"no recording answers {what} {self._task}@v{self._version}"]
        nearest = None if self._replay is None else self._replay.nearest(request)
        if nearest is None:
            return ReplayMiss("\n".join([*lines, f"There are none in {self._shown}"]))
        difference = explain_difference(load_recording(nearest).request, request, width=_WIDTH)
        lines += [
            f"in {self._shown}. The nearest is",
            f"  {nearest.relative_to(self.folder)}",
            difference,
            "(- recorded, + asked for)",
        ]
        return ReplayMiss("\n".join(lines))

    async def aclose(self) -> None:
        """Close what was asked."""
        live, self._live = self._live, None
        if live is not None:
            await live.aclose()
