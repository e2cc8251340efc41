"""What fuzzing once found stays found: each kept input is held to the contract of its target."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "fuzz" / "regressions"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_inputs_that_once_were_too_much(fuzzing: Any, tmp_path: Path, name: str) -> None:
    """Each gives its result or an error of the package, in time."""
    target = fuzzing.targets.TARGETS[name]
    found = {
        path.name: finding.trace
        for path in sorted((FOLDER / name).iterdir())
        if (finding := fuzzing.harness.check(target, path.read_bytes(), tmp_path, seconds=10)) is not None
    }
    assert not found


def test_honest_inputs_are_read(fuzzing: Any, tmp_path: Path) -> None:
    """A target whose honest inputs fail would look into nothing."""
    targets = fuzzing.targets
    findings = {
        name: finding.trace
        for name in targets.TARGETS
        for data in targets.seeds_of(name)
        if (finding := fuzzing.harness.check(targets.TARGETS[name], data, tmp_path, seconds=20)) is not None
    }
    assert not findings


def test_a_finding_is_seen(fuzzing: Any, tmp_path: Path) -> None:
    """Another exception, and an input that takes too long, are findings; an error of the package is none."""
    from llm_extract.errors import ConfigError

    def fail(data: bytes, folder: Path) -> None:
        if data == b"wrong":
            raise KeyError("x")
        if data == b"slow":
            while True:
                pass
        raise ConfigError("no")

    kinds = [fuzzing.harness.check(fail, data, tmp_path, seconds=0.2) for data in (b"wrong", b"slow", b"fine")]
    assert [one and one.kind for one in kinds] == ["KeyError", "Hang", None]
