"""Looking up in a diagnosis what was found under a title."""

from __future__ import annotations

from typing import Any

from llm_extract.diagnosis import Diagnosis, Section

__all__ = ["facts_of", "messages_of", "section_of"]


def section_of(found: Diagnosis, title: str) -> Section:
    return next(section for section in found.sections if section.title == title)


def facts_of(found: Diagnosis, title: str) -> dict[str, Any]:
    return {fact.name: fact.value for fact in section_of(found, title).facts}


def messages_of(found: Diagnosis, title: str) -> str:
    problems = section_of(found, title).problems
    assert all(problem.remedy for problem in problems)
    return "\n".join(problem.message for problem in problems)
