"""What is wrong with recordings: edits, damage, old formats, secrets, duplicates, orphans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import ConfigError
from ..models.recordings import FORMAT, Recording, decode_lines, find_recordings, load_recording
from ..models.secrets import find_secret, keys_in_environment
from ..plain_data import parse_json
from .orphans import Askable, place_of, spell_out
from .plays import LastRun

__all__ = ["Finding", "check_recordings", "find_orphans", "recording_files"]


@dataclass(frozen=True)
class Finding:
    """Something about a recording that should not stay so.

    Args:
        path: the file.
        kind: ``damaged`` (which edits are too), ``old``, ``secret``, ``duplicate`` or ``orphan``.
        message: what is wrong.
        fix: what to do about it.

    Example:
        >>> print(Finding(Path("a-00000000.json"), "old", "its format is 1", "Run: …"))
        a-00000000.json: its format is 1. Run: …
    """

    path: Path
    kind: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}. {self.fix}"


def recording_files(folders: Iterable[Path]) -> list[Path]:
    """The recordings below folders, each once, sorted.

    Raises:
        ConfigError: there is no such folder, or no recording in it: nothing was looked at, so nothing is good.
    """
    found: dict[Path, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(f"no folder {folder}", hint="Name folders with recordings, such as tests/recordings.")
        paths = [path for _, path in find_recordings(folder)]
        if not paths:
            raise ConfigError(
                f"there are no recordings in {folder} (TASK/vN/NAME-FINGERPRINT.json)",
                hint="Name the folder that holds them, or record some: llm-extract run PATHS --record DIR -m MODEL",
            )
        for path in paths:
            found.setdefault(spell_out(path), path)
    return sorted(found.values())


def check_recordings(
    folders: Sequence[Path], *, prompts: Path | None = None, articles: Sequence[str] = ()
) -> list[Finding]:
    """Check all recordings below folders.

    Args:
        folders: with recordings, at any depth.
        prompts: folder with prompts; by default as for a run.
        articles: inputs whose records the recordings are for; those that none of them asks for are orphans.

    Returns:
        What was found, by file.

    Raises:
        ConfigError: there is no such folder, none of its files is a recording, or the articles cannot be found.

    Example:
        >>> check_recordings([Path("fixtures")], articles=["seeds"])
        []
    """
    found: list[Finding] = []
    sound: dict[Path, Recording] = {}
    known = keys_in_environment()
    for path in recording_files(folders):
        try:
            sound[path] = load_recording(path)
        except ConfigError as error:
            found.append(Finding(path, "damaged", error.message.removeprefix(f"{path} "), error.hint))
        found += _secrets(path, known)
    found += [_old(path, recording) for path, recording in sound.items() if recording.format != FORMAT]
    found += _duplicates(sound)
    found += _orphans(sound, Askable(prompts, articles))
    return sorted(found, key=lambda finding: (finding.path, finding.kind))


def find_orphans(
    folders: Sequence[Path], *, prompts: Path | None = None, articles: Sequence[str] = ()
) -> list[Finding]:
    """Only the orphans among what ``check_recordings`` finds.

    Args:
        folders: of recordings.
        prompts: folder of prompt versions.
        articles: files and folders of articles that may ask for them.
    """
    sound: dict[Path, Recording] = {}
    for path in recording_files(folders):
        try:
            sound[path] = load_recording(path)
        except ConfigError:
            continue  # nobody knows what it was
    return _orphans(sound, Askable(prompts, articles))


def _secrets(path: Path, known: Sequence[str]) -> list[Finding]:
    """Damaged files are looked through too: that they cannot be replayed keeps nobody from reading them."""
    try:
        content = parse_json(path.read_bytes())
    except (OSError, ValueError):
        return []
    with suppress(TypeError, RecursionError):  # else it is looked at as it stands
        content = decode_lines(content)
    secret = find_secret(content, known)
    fix = "Delete the file, and take the secret out of service: it may have been shared"
    return [] if secret is None else [Finding(path, "secret", f"it holds {secret}", fix)]


def _old(path: Path, recording: Recording) -> Finding:
    message = f"its format is {recording.format}, without a digest of the answer, so that an edit is not found"
    return Finding(path, "old", message, f"Run: llm-extract fixtures refresh {path.parent}")


def _duplicates(sound: dict[Path, Recording]) -> list[Finding]:
    first: dict[str, Path] = {}
    found = []
    for path, recording in sound.items():
        known = first.setdefault(recording.request.fingerprint, path)
        if known is not path and place_of(known)[0] == place_of(path)[0]:
            found.append(Finding(path, "duplicate", f"it records the same request as {known}", "Delete one of them"))
    return found


def _orphans(sound: dict[Path, Recording], askable: Askable) -> list[Finding]:
    last = {root: LastRun.find(root) for root in {place_of(path)[0] for path in sound}}
    found = []
    asked = askable.played(sound)
    for path, recording in sound.items():
        run, full = last[place_of(path)[0]], str(path.resolve())
        if full in run.unplayed:
            message = f"no test played it in the full run of {run.day}"
        elif full in run.played or spell_out(path) in asked:
            continue
        else:
            message = askable.why_not(path, recording) or ""
        if message:
            fix = "Delete what is not needed: llm-extract fixtures prune"
            found.append(Finding(path, "orphan", message, fix))
    return found
