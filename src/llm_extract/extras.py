"""Libraries that only some features need, and that need not be installed: what is said where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .errors import ConfigError, ExtractError

__all__ = ["install_command", "needing", "not_installed"]


def install_command(package: str) -> str:
    """The command that installs a package, as the shells of all systems read it.

    Example:
        >>> print(install_command("llm-extract[html]"))
        pip install "llm-extract[html]"
    """
    return f"pip install {package}" if package.replace("-", "").isalnum() else f'pip install "{package}"'


def not_installed(
    feature: str, library: str, extra: str = "", *, otherwise: str = "", kind: type[ExtractError] = ConfigError
) -> ExtractError:
    """The error for a library that is not there.

    Args:
        feature: what needs it.
        library: its name.
        extra: the extra of this package that brings it; "" where none does.
        otherwise: what else helps.
        kind: of the error.

    Example:
        >>> print(not_installed("Parquet", "pyarrow", "parquet"))
        Parquet needs pyarrow, which is not installed. Run: pip install "llm-extract[parquet]".
    """
    command = install_command(f"llm-extract[{extra}]" if extra else library)
    return kind(
        f"{feature} needs {library}, which is not installed",
        hint=f"Run: {command}{f', or {otherwise}' if otherwise else ''}.",
    )


@contextmanager
def needing(
    feature: str, library: str, extra: str = "", *, otherwise: str = "", kind: type[ExtractError] = ConfigError
) -> Iterator[None]:
    """Turn the failure of an import in the block into that error; the arguments are those of ``not_installed``."""
    try:
        yield
    except ImportError as error:
        raise not_installed(feature, library, extra, otherwise=otherwise, kind=kind) from error
