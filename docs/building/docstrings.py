"""Docstrings as the site shows them: ``Example:`` is a section of examples, as ``Examples:`` is."""

from __future__ import annotations

import re
from typing import Any

import griffe

__all__ = ["Examples"]

_TITLE = re.compile(r"^(\s*)Example:$", re.MULTILINE)


class Examples(griffe.Extension):
    """Renames the section, so that its lines are set as code and not as quotations."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring of whatever was loaded."""
        if obj.docstring is not None:
            obj.docstring.value = _TITLE.sub(r"\1Examples:", obj.docstring.value)
