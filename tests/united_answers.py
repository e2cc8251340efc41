"""Answers of several passes, and what the record says of their contradictions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llm_extract import Record, Request


def by_pass(*answers: Any) -> Callable[[Request], Any]:
    """Replies to each pass with its answer."""
    return lambda request: answers[request.ordinal]


def disagreements(record: Record[Any]) -> list[tuple[str, list[tuple[Any, int, list[list[int]]]]]]:
    """Where answers contradict each other: the path, and of each value how often it was said and where."""
    return [
        (note.path, [(value["value"], value["count"], value["spans"]) for value in note.details["values"]])
        for note in record.notes
        if note.code == "disagreement"
    ]
