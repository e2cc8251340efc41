"""What the plugin does around a whole session: what workers know is put together, and what nobody played is told."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ..plurals import counted
from .state import DESELECTED, FRESH, WATCH, mode_of, watch_of

if TYPE_CHECKING:
    from ..recording_care.plays import Plays

__all__ = [
    "pytest_configure_node", "pytest_deselected", "pytest_sessionfinish", "pytest_sessionstart",
    "pytest_terminal_summary", "pytest_testnodedown", "pytest_unconfigure",
]  # fmt: skip

_KEY = "llm_extract"  # of what workers are given and give back
_LOST = pytest.StashKey[bool]()
_UNPLAYED = pytest.StashKey[list[Path]]()
_SELECTING = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "stepwise", "collectonly")
_SHOWN = 10


def pytest_sessionstart(session: pytest.Session) -> None:
    """Make the folder for answers that are asked anew, one for all workers."""
    config = session.config
    if mode_of(config) == "none":
        return
    given = getattr(config, "workerinput", {}).get(_KEY)
    config.stash[FRESH] = given or tempfile.mkdtemp(prefix="llm_extract-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it."""
    folder = config.stash.get(FRESH, None)
    if folder is not None and not hasattr(config, "workerinput"):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist of the folder."""
    node.workerinput[_KEY] = node.config.stash.get(FRESH, None)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: Any) -> None:
    """Add what a worker knows; one that died knows nothing."""
    output = getattr(node, "workeroutput", None) or {}
    if error or _KEY not in output:
        node.config.stash[_LOST] = True
    if output.get(_KEY):
        watch_of(node.config).plays.add(output[_KEY])


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count what is left out."""
    if items:
        config = items[0].config
        config.stash[DESELECTED] = config.stash.get(DESELECTED, 0) + len(items)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand over what a worker knows; or keep in pytest's cache what was played, and what was not in a full run."""
    config = session.config
    watch = config.stash.get(WATCH, None)
    if hasattr(config, "workeroutput"):
        if watch is not None:
            watch.plays.deselected = config.stash.get(DESELECTED, 0)
        config.workeroutput[_KEY] = watch.plays.to_dict() if watch is not None else None
        return
    if watch is None or not watch.plays.folders:
        return
    watch.plays.deselected += config.stash.get(DESELECTED, 0)
    full = _is_full(session, int(exitstatus), watch.plays)
    unplayed = watch.plays.unplayed() if full else []
    config.stash[_UNPLAYED] = unplayed
    _keep(config, watch.plays, unplayed if full else None)


def _keep(config: pytest.Config, plays: Plays, unplayed: list[Path] | None) -> None:
    from ..recording_care.plays import PLACE, LastRun

    cache = getattr(config, "cache", None)  # there is none under -p no:cacheprovider
    if cache is not None:
        before = LastRun.from_dict(cache.get(PLACE, None))
        cache.set(PLACE, before.after(plays, unplayed=unplayed).to_dict())


def _is_full(session: pytest.Session, exitstatus: int, plays: Plays) -> bool:
    """Whether every test of the project was run, to its end."""
    config = session.config
    if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or session.shouldstop or session.shouldfail:
        return False
    if plays.deselected or config.stash.get(_LOST, False):
        return False
    if any(config.getoption(name, None) for name in _SELECTING):
        return False
    return _covers_all(config)


def _covers_all(config: pytest.Config) -> bool:
    """Whether the paths that were named, if any, hold all of the project's tests."""
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        return True
    root, start = config.rootpath, config.invocation_params.dir
    if any("::" in argument for argument in config.args):
        return False
    named = [(start / argument).resolve() for argument in config.args]
    wanted = [place for pattern in config.getini("testpaths") for place in root.glob(pattern)] or [root]
    return all(any(place.resolve().is_relative_to(one) for one in named) for place in wanted)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was written, and what nobody played."""
    watch = config.stash.get(WATCH, None)
    if watch is None:
        return
    plays, unplayed = watch.plays, config.stash.get(_UNPLAYED, [])
    lines = []
    if plays.written:
        written = sorted(map(Path, plays.written))
        lines += [f"written: {counted(len(written), 'recording')}", *_listed(written, config)]
    if plays.dropped:
        lines.append(f"not written: {counted(plays.dropped, 'answer')}, because not all tests that asked for it passed")
    if unplayed:
        folders = sorted({str(folder) for folder in plays.folders if any(_in(one, folder) for one in unplayed)})
        shown = " ".join(_shown(Path(folder), config) for folder in folders)
        lines += [f"never played: {counted(len(unplayed), 'recording')}", *_listed(unplayed, config)]
        lines += ["To delete what is not needed any more:", f"  llm-extract fixtures prune {shown}"]
    if lines:
        terminalreporter.section("llm_extract recordings")
        for line in lines:
            terminalreporter.line(line)


def _listed(paths: Any, config: pytest.Config) -> list[str]:
    lines = [f"  {_shown(path, config)}" for path in paths]
    return lines if len(lines) <= _SHOWN else [*lines[:_SHOWN], f"  and {len(lines) - _SHOWN} more"]


def _shown(path: Path, config: pytest.Config) -> str:
    start = config.invocation_params.dir
    return str(path.relative_to(start) if path.is_relative_to(start) else path)


def _in(path: Path, folder: str) -> bool:
    return path.is_relative_to(folder)
