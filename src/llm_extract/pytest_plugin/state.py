"""What the plugin keeps for a session, and how it reads options, markers and nodes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ..recording_care.opening import Desk
    from ..recording_care.tape import Mode
    from ..recording_care.watching import Test, Watch

__all__ = [
    "DESELECTED", "FIXTURES", "FRESH", "MARKER", "WATCH", "desk_of", "mode_of", "names_of", "node_of", "test_of",
    "watch_of",
]  # fmt: skip

FIXTURES = frozenset({"replay", "open_replay", "class_replay", "module_replay", "module_open_replay"})
MARKER = "llm_recordings"
WATCH = pytest.StashKey["Watch"]()
FRESH = pytest.StashKey[str]()
"""A folder of this run alone, shared by its workers, where anything may be asked."""
DESELECTED = pytest.StashKey[int]()


def mode_of(config: pytest.Config) -> Mode:
    """What may be asked: nothing where CI is set."""
    in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false", "no")
    mode: Mode = "none" if in_ci else config.getoption("--llm-record")
    return mode


def watch_of(config: pytest.Config) -> Watch:
    """The session's watch, made when it is first needed."""
    from ..recording_care.watching import Watch

    return config.stash.setdefault(WATCH, Watch())


def names_of(item: pytest.Item) -> frozenset[str]:
    """Which of the plugin's fixtures a test needs."""
    return FIXTURES.intersection(getattr(item, "fixturenames", ()))


def test_of(item: pytest.Item) -> Test:
    """A test as the watch knows it."""
    from ..recording_care.watching import Test

    return Test(item.nodeid, {node.nodeid for node in item.listchain()}, getattr(item, "fixturenames", ()))


def node_of(item: pytest.Item, fixture: str) -> pytest.Item | pytest.Collector:
    """The node that a fixture of this name belongs to."""
    kinds: dict[str, type[pytest.Collector]] = {"class": pytest.Class, "module": pytest.Module}
    kind = kinds.get(fixture.partition("_")[0])
    parent = None if kind is None else item.getparent(kind)
    return item if parent is None else parent


def desk_of(node: pytest.Item | pytest.Collector, config: pytest.Config) -> tuple[Desk, dict[str, Any]]:
    """Where a test stands, and the settings of its markers; a nearer marker wins."""
    from ..recording_care.opening import Desk

    beside = node.path if node.path.is_dir() else node.path.parent
    folder: Any = None
    settings: dict[str, Any] = {}
    for marker in node.iter_markers(MARKER):
        if folder is None and marker.args:
            folder = marker.args[0]
        settings = {**marker.kwargs, **settings}
    place = Path(os.path.normpath(beside / ("recordings" if folder is None else folder)))
    fresh = config.stash.get(FRESH, None)
    desk = Desk(
        folder=place,
        mode=mode_of(config),
        root=config.rootpath,
        beside=beside,
        fresh=None if fresh is None else Path(fresh),
    )
    return desk, settings
