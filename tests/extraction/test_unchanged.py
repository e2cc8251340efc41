"""A record is unchanged where the next run would begin with the very request that it came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llm_extract import Document, Extractor, Request, Response
from llm_extract.extraction.unchanged import unchanged

PROMPT = """---
schema: shop.py:Shops
description: Shops.
---
# user
<{{ boundary }}>
{{ document.text }}
</{{ boundary }}>
"""
SCHEMA = "from pydantic import BaseModel\n\n\nclass Shops(BaseModel):\n    names: list[str]\n"
ARTICLE = Document.from_text("Acme has a shop. " * 200, key="a")


class Empty:
    """A model that finds nothing."""

    async def complete(self, request: Request) -> Response:
        return Response({"choices": [{"finish_reason": "stop", "message": {"content": '{"names": []}'}}]})

    async def aclose(self) -> None: ...


def open_version(folder: Path, number: int, prompt: str = PROMPT, **options: Any) -> Extractor[Any]:
    task = folder / "shops"
    task.mkdir(exist_ok=True)
    (task / "shop.py").write_text(SCHEMA, encoding="utf-8")
    (task / f"v{number}.md").write_text(prompt, encoding="utf-8")
    return Extractor(str(task / f"v{number}.md"), client=Empty(), cache=None, **options)


def record_of(extractor: Extractor[Any], **options: Any) -> dict[str, Any]:
    with extractor:
        raw: dict[str, Any] = json.loads(extractor.extract(ARTICLE, **options).to_json())
        return raw


def holds(record: dict[str, Any], extractor: Extractor[Any], document: Document = ARTICLE) -> bool:
    with extractor:
        return unchanged(record, extractor.plan, document)


def test_the_same_version_is_unchanged(tmp_path: Path) -> None:
    """Also where the record is of a later time that the same was asked."""
    assert holds(record_of(open_version(tmp_path, 1)), open_version(tmp_path, 1))
    assert holds(record_of(open_version(tmp_path, 1), ordinal=2), open_version(tmp_path, 1))


def test_a_version_that_sends_the_same_is_unchanged(tmp_path: Path) -> None:
    """A new description is not sent."""
    later = open_version(tmp_path, 2, PROMPT.replace("Shops.\n", "All shops.\n"))
    assert holds(record_of(open_version(tmp_path, 1)), later)


@pytest.mark.parametrize(
    ("prompt", "options"),
    [
        (PROMPT.replace("# user\n", "# user\nRead this.\n"), {}),
        (PROMPT.replace("description", "parameters: {top_p: 1}\ndescription"), {}),
        (PROMPT, {"model": "another"}),
        (PROMPT, {"parameters": {"temperature": 1}}),
    ],
)
def test_whatever_changes_the_request_changes_the_document(
    tmp_path: Path, prompt: str, options: dict[str, Any]
) -> None:
    """Prompt, parameters and model are part of the request."""
    assert not holds(record_of(open_version(tmp_path, 1)), open_version(tmp_path, 2, prompt, **options))


def test_another_text_is_a_change(tmp_path: Path) -> None:
    """The article is part of the request, whatever its key."""
    other = Document.from_text("Bolt has a shop.", key="a")
    assert not holds(record_of(open_version(tmp_path, 1)), open_version(tmp_path, 1), other)


def test_a_record_without_an_answer_is_asked_again(tmp_path: Path) -> None:
    """Nothing was paid for yet."""
    record = {**record_of(open_version(tmp_path, 1)), "attempts": []}
    assert not holds(record, open_version(tmp_path, 1))


def test_every_part_of_a_long_article_counts(tmp_path: Path) -> None:
    """An article read in parts is unchanged only where all of its parts are."""
    record = record_of(open_version(tmp_path, 1, max_chars=1000))
    assert len(record["attempts"]) > 1
    assert holds(record, open_version(tmp_path, 1, max_chars=1000))
    assert not holds(record, open_version(tmp_path, 1))
    assert not holds({**record, "attempts": record["attempts"][:-1]}, open_version(tmp_path, 1, max_chars=1000))
