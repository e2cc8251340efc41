"""Loads tests/docs/pages.py under a name of its own, for the tests beside it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_HERE = Path(__file__).resolve()
_BUILDING = _HERE.parents[2] / "docs" / "building"


def _load(name: str, path: Path) -> None:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)


_load("pages", _HERE.with_name("pages.py"))
for _name in ("public_names", "drawing", "command_help", "settings_table", "made_pages"):
    _load(_name, _BUILDING / f"{_name}.py")
