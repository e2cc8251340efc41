"""A new file beside the one that it is to replace, where nobody can have put something else before."""

from __future__ import annotations

from pathlib import Path

__all__ = ["claim_file"]


def claim_file(path: Path) -> Path:
    """Make an empty file of one's own at a path.

    In a folder that others can write to, somebody may have put a link at the name of a file that is about to be
    written, and what it leads to would be overwritten. What stands there is taken away, never followed.

    Args:
        path: where.

    Returns:
        The path.

    Raises:
        OSError: it cannot be made, for instance because another one was put there in the same moment.

    Example:
        >>> import tempfile
        >>> claim_file(Path(tempfile.mkdtemp()) / "records.csv.new").stat().st_size
        0
    """
    path.unlink(missing_ok=True)
    path.open("xb").close()
    return path
