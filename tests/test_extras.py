"""What is said where a library is missing."""

from __future__ import annotations

import pytest

from llm_extract.errors import ConfigError, DocumentError
from llm_extract.extras import needing


def test_a_missing_library_is_named_with_its_feature_and_its_extra() -> None:
    """The message says what needs what, the remedy installs it; an error of another kind goes through."""
    with pytest.raises(ConfigError) as caught, needing("Parquet", "pyarrow", "parquet"):
        raise ImportError("pyarrow")
    assert caught.value.message == "Parquet needs pyarrow, which is not installed"
    assert caught.value.hint == 'Run: pip install "llm-extract[parquet]".'
    with pytest.raises(DocumentError) as told, needing("HTML", "x", otherwise="save it as .txt", kind=DocumentError):
        raise ModuleNotFoundError("x")
    assert told.value.hint == "Run: pip install x, or save it as .txt."
    with pytest.raises(ValueError, match="broken"), needing("HTML", "x"):
        raise ValueError("broken")
