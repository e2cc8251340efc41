"""The public names, and what importing them costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import llm_extract


def test_every_public_name_is_there() -> None:
    """__all__ and the lazy imports agree, and each name can be imported."""
    assert sorted(llm_extract.__all__) == sorted(llm_extract._HOME)
    for name in llm_extract.__all__:
        assert getattr(llm_extract, name) is not None


def test_importing_the_package_imports_nothing_else() -> None:
    """``import llm_extract`` alone loads no library, so that tools may import it at any time."""
    code = "import sys, llm_extract; print(sorted({'pydantic', 'openai', 'asyncio', 'diskcache'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A typing error reads as for any module."""
    with pytest.raises(AttributeError, match="has no attribute 'Extracter'"):
        llm_extract.Extracter  # noqa: B018
