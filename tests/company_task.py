"""A model's answers for the task ``company``: the first word of the article is the company's name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PROMPT = """---
schema: shapes.py:Company
---
# system
Name the company.

# user
{{ document.text }}
"""
SCHEMA = """
from pydantic import BaseModel
from llm_extract import Cited, Name

class Company(BaseModel):
    name: Cited[Name]
"""


def write_prompts(folder: Path) -> Path:
    """Write the task into the folder ``prompts`` of another; returns that."""
    task = folder / "prompts" / "company"
    task.mkdir(parents=True)
    (task / "v1.md").write_text(PROMPT)
    (task / "shapes.py").write_text(SCHEMA)
    return task.parent


def article_of(body: dict[str, Any]) -> str:
    """The article in a request's body: the first message of the user."""
    return str(next(message["content"] for message in body["messages"] if message["role"] == "user"))


def label(body: dict[str, Any]) -> str:
    """The article's first word."""
    return article_of(body).split()[0]


def answer(body: dict[str, Any]) -> str:
    """Names the article's first word, quoted, as the whole answer or as the correction that is asked for."""
    name = {"quote": label(body), "value": label(body)}
    if len(body["messages"]) > 2 and "fix_1" in json.dumps(body.get("response_format", "")):
        return json.dumps({"fix_1": name})
    return json.dumps({"name": name})
