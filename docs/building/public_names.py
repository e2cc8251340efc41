"""Which rooms are for programs of others, and their public names: the reference in Python has a page for each."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

__all__ = ["INSIDE", "ROOMS", "find_marks", "find_names", "place_of"]

ROOMS = {
    "llm_extract": "what most programs need; all of it can be imported from the package itself",
    "llm_extract.documents": "articles in",
    "llm_extract.batch": "many articles into one file, resumable",
    "llm_extract.engines": "runs on more than one machine",
    "llm_extract.provider_batch": "half-price jobs",
    "llm_extract.reconciliation": "records in, events out",
    "llm_extract.evaluation": "records and gold in, scores out",
    "llm_extract.sinks": "records in, tables out",
    "llm_extract.report": "the page for the browser, and corrections that come back",
    "llm_extract.costs": "prices, ledger, budget",
    "llm_extract.releases": "the life of a prompt version",
    "llm_extract.revisions": "one version against another",
    "llm_extract.diagnosis": "what doctor finds",
    "llm_extract.models.store": "where answers are kept",
    "llm_extract.plugins": "what other packages add",
}


INSIDE = {
    "Budget",
    "BudgetReached",
    "DocumentWriter",
    "Holding",
    "JobFolder",
    "Ledger",
    "Meter",
    "Needs",
    "Section",
    "Side",
    "check_paths",
    "hold_back",
    "library_of",
    "like_column",
}
"""Names in ``__all__`` that only other rooms need: they are no part of the reference."""


def find_names(room: str) -> dict[str, Any]:
    """The public objects of a room that have a docstring of their own: classes and functions.

    Args:
        room: the dotted name of a module with ``__all__``.

    Returns:
        The objects by name, in the order of ``__all__``.
    """
    module = importlib.import_module(room)
    found = {name: getattr(module, name) for name in module.__all__}
    kinds = {name: one for name, one in found.items() if inspect.isclass(one) or inspect.isfunction(one)}
    return {name: one for name, one in kinds.items() if name not in INSIDE}


def find_marks(room: str) -> dict[str, str]:
    """The public names of a room that stand for a type, such as ``Cited``.

    Args:
        room: the dotted name of a module with ``__all__`` that loads its names when they are used.

    Returns:
        Their places by name.
    """
    module = importlib.import_module(room)
    homes = getattr(module, "_HOME", {})
    return {name: f"{room}.{homes[name]}.{name}" for name in homes if name not in find_names(room)}


def place_of(found: Any) -> str:
    """The dotted name of the module and the object, where it is defined."""
    return f"{found.__module__}.{found.__qualname__}"
