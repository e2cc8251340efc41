"""Prompts and recordings: whether released versions are unchanged, and recordings whole."""

from __future__ import annotations

from pathlib import Path

from ..errors import ConfigError
from ..models.recordings import find_recordings, load_recording
from ..models.secrets import find_secret
from ..releases import check_prompts
from ..settings import Settings
from ..tasks import find_prompt_folders, list_versions, load_task
from .findings import Section

__all__ = ["inspect_prompts", "inspect_recordings"]

_MOST = 5  # of a kind of problem that are named


def inspect_prompts(section: Section, settings: Settings) -> None:
    """The task of the settings, and whether all released versions are what was released."""
    folders = list({folder.resolve(): folder for folder in find_prompt_folders(settings.prompts)}.values())
    for folder in folders:
        count = sum(1 for _ in list_versions([folder]))
        section.say(f"versions in {folder}", count)
        for finding in check_prompts(folder):
            section.complain(f"{finding.reference}: {finding.message}", finding.fix)
    task = load_task(settings.task, folders, verify=False)  # what was changed was said already
    section.say("task", task.reference, "released" if task.released else "draft")


def inspect_recordings(section: Section, settings: Settings) -> None:
    """Whether every recording can be read, is as it was recorded, and holds no key."""
    folder = settings.replay or settings.record
    if folder is None:
        section.say("folder", None)
        return
    section.say("folder", str(folder))
    if not folder.is_dir():
        if settings.replay is not None:
            section.complain(
                f"there is no folder {folder}", "Correct the setting replay, or leave it out: --replay none"
            )
        return
    problems: list[tuple[str, str]] = []
    count = 0
    for _, path in find_recordings(folder):
        count += 1
        problems += _faults(path)
    section.say("recordings", count)
    section.say("damaged", len(problems))
    for message, remedy in problems[:_MOST]:
        section.complain(message, remedy)
    if len(problems) > _MOST:
        section.complain(f"and {len(problems) - _MOST} more recordings", "Look at them likewise.")
    if settings.replay is not None and not count:
        section.complain(f"{folder} has no recordings", "Record some: llm-extract run PATHS --record DIR -m MODEL")


def _faults(path: Path) -> list[tuple[str, str]]:
    try:
        recording = load_recording(path)
    except ConfigError as error:
        return [(error.message, error.hint)]
    secret = find_secret([recording.request.body, recording.response.body])
    if secret is None:
        return []
    return [(f"{path} holds {secret.kind}", "Revoke it, delete the recording, and record again without it.")]
