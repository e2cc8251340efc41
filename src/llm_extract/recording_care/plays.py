"""Which recordings a test run played, over all its processes, and which of them nobody played."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..models.recordings import find_recordings
from ..plain_data import parse_json

__all__ = ["PLACE", "LastRun", "Plays"]

PLACE = "llm_extract/plays"
"""Where pytest's cache keeps what the last runs played."""


@dataclass
class Plays:
    """What one process of a test run, or all of them together, did with recordings.

    Args:
        folders: the folders of all tests that use recordings.
        unsure: those where a test that uses them did not pass, so that it may not have played all that it plays.
        played: the files that were played or written.
        written: the files that were written.
        dropped: answers that were asked for and not written, since their test did not pass.
        deselected: tests that were left out.

    Example:
        >>> one, two = Plays(folders={"a"}, played={"a/1"}), Plays(folders={"a", "b"}, unsure={"b"})
        >>> one.add(two.to_dict())
        >>> sorted(one.folders), sorted(one.unsure), one.played
        (['a', 'b'], ['b'], {'a/1'})
    """

    folders: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    played: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    dropped: int = 0
    deselected: int = 0

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON, for sending to another process."""
        return {name: sorted(value) if isinstance(value, set) else value for name, value in vars(self).items()}

    def add(self, other: Mapping[str, Any]) -> None:
        """Add what another process sent."""
        for name in ("folders", "unsure", "played", "written"):
            getattr(self, name).update(other[name])
        self.dropped += other["dropped"]
        self.deselected = max(self.deselected, other["deselected"])  # each worker leaves out the same ones

    def unplayed(self) -> list[Path]:
        """The recordings in folders of which all tests passed that nobody played."""
        folders = [Path(folder) for folder in sorted(self.folders - self.unsure)]
        files = {path for folder in folders if folder.is_dir() for _, path in find_recordings(folder)}
        doubtful = [Path(folder) for folder in self.unsure]
        return sorted(
            path
            for path in files
            if str(path) not in self.played and not any(path.is_relative_to(folder) for folder in doubtful)
        )


@dataclass(frozen=True)
class LastRun:
    """What full test runs left about recordings.

    Args:
        played: files that were played when last looked at.
        unplayed: files that no test played in a full run, and none has since.
        day: of the last full run, ISO; empty where there was none.
    """

    played: frozenset[str] = frozenset()
    unplayed: frozenset[str] = frozenset()
    day: str = ""

    @classmethod
    def from_dict(cls, content: Any) -> LastRun:
        """Read what ``to_dict`` gave; anything else counts as nothing."""
        try:
            return cls(frozenset(content["played"]), frozenset(content["unplayed"]), str(content["day"]))
        except (KeyError, TypeError):
            return cls()

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON."""
        return {"played": sorted(self.played), "unplayed": sorted(self.unplayed), "day": self.day}

    def after(self, plays: Plays, *, unplayed: Iterable[Path] | None = None) -> LastRun:
        """What is known after a further run.

        Args:
            plays: what it played.
            unplayed: what nobody played in it, where it was a full run.
        """
        played = frozenset(plays.played)
        if unplayed is None:
            return LastRun(self.played | played, self.unplayed - played, self.day)
        return LastRun(played, frozenset(map(str, unplayed)), datetime.now(UTC).date().isoformat())

    @classmethod
    def find(cls, folder: Path) -> LastRun:
        """What pytest's cache says in the project that a folder belongs to."""
        for place in (folder.resolve(), *folder.resolve().parents):
            path = place / ".pytest_cache" / "v" / PLACE
            if path.is_file():
                try:
                    return cls.from_dict(parse_json(path.read_bytes()))
                except (OSError, ValueError):
                    return cls()
        return cls()
