"""Where the folders are that come with the package: prompts, seeds, recordings."""

from __future__ import annotations

from pathlib import Path

__all__ = ["shipped"]


def shipped(kind: str) -> Path:
    """A shipped folder: inside the installed package, or at the top of a checkout.

    Args:
        kind: ``prompts``, ``seeds`` or ``fixtures``.

    Example:
        >>> len(list(shipped("seeds").glob("*.txt")))
        5
    """
    here = Path(__file__).resolve().parent
    packaged = here / "_shipped" / kind
    return packaged if packaged.is_dir() else here.parents[1] / kind
