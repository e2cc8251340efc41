"""Asking before something is lost."""

from __future__ import annotations

import sys

import typer

from ..errors import ConfigError

__all__ = ["confirm"]


def confirm(question: str, verb: str) -> bool:
    """Whether a person types y.

    Args:
        question: what is asked on stderr.
        verb: what would be done, for the hint of the error.

    Raises:
        ConfigError: there is nobody to ask.
    """
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        if sys.stdin is not None and sys.stdin.isatty():
            raise
        raise ConfigError("nobody is there to confirm", hint=f"Say --yes to {verb} without being asked.") from None
