"""Which recordings the prompt versions there are, and the articles that are named, can still ask for."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from ..documents import Document, read_documents, require_all
from ..errors import ConfigError, ExtractError
from ..extraction.extractor import Extractor
from ..messages import Request
from ..models.endpoints import recorded_endpoint
from ..models.recordings import Recording
from ..models.stack import stack_like
from ..settings import Settings
from ..tasks import find_prompt_folders, list_versions
from .tape import Tape

__all__ = ["Askable", "place_of", "spell_out"]

_ONE = Document("A", key="a", source="a")
_OTHER = Document("Z", key="z", source="z", title="Z", published_on="2024", metadata={"z": "Z"})
_SHOWN = ("model", "messages", "response_format", "tools", "tool_choice")


def spell_out(path: Path) -> Path:
    """One name for a file, however its folder was named; links are not followed, as resolve() would."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def place_of(path: Path) -> tuple[Path, str, str]:
    """The folder that holds the folders of tasks, the task and the version of a recording.

    Its path is spelt out first: seen from inside those folders, it does not say their names.

    Example:
        >>> place_of(Path("/tests/recordings/funding_news/v2/../v1/a-00000000.json"))[1:]
        ('funding_news', 'v1')
    """
    whole = spell_out(path)
    return whole.parents[2], whole.parents[1].name, whole.parents[0].name


class Askable:
    """Tells which recordings somebody can still ask for.

    Args:
        prompts: folder with prompts; by default as for a run.
        articles: inputs; without any, only the prompt versions count.
    """

    def __init__(self, prompts: Path | None = None, articles: Sequence[str] = ()) -> None:
        self._articles = list(articles)
        self._prompts = prompts
        self._plain: dict[tuple[Path, str], list[Request]] = {}

    @cached_property
    def _versions(self) -> dict[tuple[str, str], Path]:
        folders = find_prompt_folders(self._prompts)
        return {(name, f"v{number}"): path for name, number, path in list_versions(folders)}

    def why_not(self, path: Path, recording: Recording) -> str | None:
        """Why nobody can ask for a recording any more, or None where somebody may.

        Args:
            path: its file; its folders name task and version.
            recording: what it holds.
        """
        _, task, version = place_of(path)
        prompt = self._versions.get((task, version))
        if prompt is None:
            return f"there is no prompt version {task}@{version}"
        try:
            differs = self._differs(prompt, recording.request)
        except ExtractError as error:
            return f"{task}@{version} cannot be read: {error.message}"
        if differs is not None:
            return f"{task}@{version} asks otherwise now: {differs} differs"
        return "none of the articles asks for it" if self._articles else None

    def played(self, sound: Mapping[Path, Recording]) -> Collection[Path]:
        """The recordings that the articles ask for, re-asks included, by their whole paths; found by playing them.

        Raises:
            ConfigError: some of the articles are not there; all that was recorded for them would be taken for orphans.
        """
        if not self._articles:
            return ()
        require_all(self._articles)
        bodies: dict[tuple[Path, Path, str], Mapping[str, Any]] = {}
        for path, recording in sound.items():
            root, task, version = place_of(path)
            prompt = self._versions.get((task, version))
            if prompt is not None:
                key = (root, prompt, _look(recording.request))
                bodies.setdefault(key, recording.request.body)
        found: set[Path] = set()
        for (root, prompt, _), body in bodies.items():
            found |= self._play(root, prompt, body)
        return found

    def _play(self, root: Path, prompt: Path, body: Mapping[str, Any]) -> set[Path]:
        tape = Tape(root, prompt.parent.name, int(prompt.stem[1:]))
        settings = Settings(task=str(prompt), cache=None)
        try:
            extractor: Extractor[Any] = Extractor(settings=settings, client=stack_like(body, tape, settings))
        except ConfigError:
            return set()  # why_not says so of each recording
        with extractor:
            for _ in extractor.extract_many(read_documents(self._articles)):
                pass
        return tape.played

    def _differs(self, prompt: Path, asked: Request) -> str | None:
        """The part of a recorded request that the version would ask otherwise, whatever the article."""
        one, other = self._render(prompt, asked)
        first, plain = asked.body.get("messages") or [], one.body["messages"]
        if len(first) == len(plain):  # else it is a re-ask, which has a form of its own
            for name in sorted({*asked.body, *one.body} - {"messages"}):
                if asked.body.get(name) != one.body.get(name):
                    return name
        for number, (was, here, there) in enumerate(zip(first, plain, other.body["messages"], strict=False), start=1):
            if not _fits(was, here, there):
                return f"message {number}"
        return None if len(first) >= len(plain) else "the number of messages"

    def _render(self, prompt: Path, asked: Request) -> list[Request]:
        """Requests for two articles that have nothing in common, in the look of a recorded one."""
        key = (prompt, _look(asked))
        if key not in self._plain:
            settings = Settings(task=str(prompt), cache=None)
            stack = stack_like(asked.body, _Nobody(), settings)
            extractor: Extractor[Any] = Extractor(settings=settings, client=stack)
            with extractor:
                self._plain[key] = [extractor.plan.renderer.render(one) for one in (_ONE, _OTHER)]
        return self._plain[key]


def _fits(was: Any, here: Any, there: Any) -> bool:
    """Whether a message begins and ends as the messages for any two articles both do."""
    if not isinstance(was, Mapping) or not all(isinstance(one.get("content"), str) for one in (was, here, there)):
        return bool(was == here)
    text, one, other = str(was["content"]), str(here["content"]), str(there["content"])
    if one == other:
        return text == one
    return text.startswith(_common(one, other)) and text.endswith(_common(one[::-1], other[::-1])[::-1])


def _common(one: str, other: str) -> str:
    """What two texts begin with."""
    for at, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return one[:at]
    return min(one, other, key=len)


def _look(request: Request) -> str:
    """What requests of one model and its parameters share."""
    shown = {name: value for name, value in request.body.items() if name not in _SHOWN[1:]}
    return Request({**shown, "form": recorded_endpoint(request.body).mode}).fingerprint


class _Nobody:
    """Answers nothing."""

    async def complete(self, request: Request) -> Any:
        raise ConfigError("nothing is asked here")

    async def aclose(self) -> None:
        """Nothing to release."""
