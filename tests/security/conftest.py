"""The fuzz targets, and a record in its whole form."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def fuzzing() -> Any:
    """The modules ``targets`` and ``harness`` of the folder fuzz."""
    sys.path.insert(0, str(ROOT))
    try:
        importlib.import_module("fuzz.targets")
        return importlib.import_module("fuzz")
    finally:
        sys.path.remove(str(ROOT))


@pytest.fixture
def make_record() -> Callable[..., dict[str, Any]]:
    """A record of the form that files have, with some of its blocks exchanged."""

    def make(data: Any = None, key: str = "a.txt", **more: Any) -> dict[str, Any]:
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "cached_tokens": None}
        return {
            "record_format": 1,
            "document": {
                "key": key, "id": "ab" * 32, "source": key, "title": None, "published_on": None, "encoding": "utf-8",
                "chars": 4, "metadata": {},
            },
            "task": {"name": "t", "version": 1, "prompt_sha256": "00", "schema_sha256": "00"},
            "model": "m", "parameters": {}, "status": "ok", "data": data or {}, "evidence": [], "notes": [],
            "attempts": [{"fingerprint": "cd" * 32, "outcome": "parsed", "usage": usage}],
            "usage": usage, "review": None, "error": None, **more,
        }  # fmt: skip

    return make
