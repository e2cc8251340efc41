"""What lies beside an output, by name: its texts, its ledger, how it came to be, and the state of its runs."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["BESIDE", "MANIFEST", "STATE", "documents_path", "ledger_path", "manifest_path", "state_path"]

_DOCUMENTS, _LEDGER, MANIFEST, STATE = ".documents.jsonl", ".ledger.jsonl", ".run.json", ".run"
BESIDE = (f"{STATE}/", MANIFEST, _DOCUMENTS, _LEDGER, ".corrections.json")
"""What their names have behind that of the output, a folder with its slash; the last is what a report gives back."""


def documents_path(output: str | os.PathLike[str]) -> Path:
    """Where the texts of a run with this output are saved.

    Args:
        output: the file of records.

    Returns:
        The path beside it, whether it is there or not; so are the others.

    Example:
        >>> documents_path("out/records.jsonl").name
        'records.jsonl.documents.jsonl'
    """
    return _beside(output, _DOCUMENTS)


def ledger_path(output: str | os.PathLike[str]) -> Path:
    """The ledger of an output: what its runs have bought.

    Args:
        output: the file of records.

    Returns:
        The path beside it, whether it is there or not.

    Example:
        >>> ledger_path("records.jsonl").name
        'records.jsonl.ledger.jsonl'
    """
    return _beside(output, _LEDGER)


def manifest_path(output: str | os.PathLike[str]) -> Path:
    """The manifest of an output: how it came to be.

    Example:
        >>> manifest_path("out/records.jsonl").name
        'records.jsonl.run.json'
    """
    return _beside(output, MANIFEST)


def state_path(output: str | os.PathLike[str]) -> Path:
    """The folder with the state of an output's runs.

    Example:
        >>> state_path("out/records.jsonl").name
        'records.jsonl.run'
    """
    return _beside(output, STATE)


def _beside(output: str | os.PathLike[str], ending: str) -> Path:
    return Path(f"{Path(output)}{ending}")
