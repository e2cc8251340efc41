"""The keyword arguments of an Extractor, as type checkers and editors know them."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from typing import Any, Literal

from typing_extensions import TypedDict

from ..store_urls import StoreURL

__all__ = ["Options"]

_Path = str | PathLike[str] | None


class Options(TypedDict, total=False):
    """Any of ``Settings``, where they are described; paths may be texts."""

    prompts: _Path
    model: str | None
    base_url: str | None
    endpoint: str | None
    cache: _Path | StoreURL | Literal[False]
    replay: _Path
    record: _Path
    parameters: Mapping[str, Any]
    timeout: float
    attempts: int
    patience: float
    concurrency: int | None
    rpm: float | None
    tpm: float | None
    ungrounded: Literal["keep", "drop", "fail"]
    reask: bool
    max_chars: int
    passes: int
    prices: _Path
    structured: Literal["strict", "tools", "json", "text"] | None
    trace: bool
