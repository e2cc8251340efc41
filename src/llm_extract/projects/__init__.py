"""A project that works at once: prompt, schema, articles, recorded answers, a test, and the settings for them."""

from __future__ import annotations

from .making import Project, make_project
from .templates import EXAMPLES

__all__ = ["EXAMPLES", "Project", "make_project"]
