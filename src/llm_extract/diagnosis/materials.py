"""Prompts and recordings: whether released versions are unchanged, and recordings whole."""

from __future__ import annotations

from ..models.recordings import find_recordings
from ..recording_care.checking import check_recordings
from ..releases import check_prompts
from ..settings import Settings
from ..tasks import find_prompt_folders, list_versions, load_task
from .findings import Problem, Section

__all__ = ["inspect_prompts", "inspect_recordings"]

_MOST = 5  # recordings that are named
_GRAVE = {"damaged", "secret"}  # the other kinds take nothing from a run


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
    """Whether every recording can be read, is as it was recorded, is needed, and holds no key."""
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
    count = sum(1 for _ in find_recordings(folder))
    section.say("recordings", count)
    if not count:
        if settings.replay is not None:
            section.complain(f"{folder} has no recordings", "Record some: llm-extract run PATHS --record DIR -m MODEL")
        return
    findings = check_recordings([folder], prompts=settings.prompts)
    section.say("to mend", len(findings))
    for finding in findings[:_MOST]:
        grave = finding.kind in _GRAVE
        section.problems.append(Problem(f"{finding.path}: {finding.message}", finding.fix, grave))
    if len(findings) > _MOST:
        message = f"and {len(findings) - _MOST} more, of all {len(findings)}"
        grave = any(finding.kind in _GRAVE for finding in findings[_MOST:])
        section.problems.append(Problem(message, f"See all: llm-extract fixtures check {folder}", grave))
