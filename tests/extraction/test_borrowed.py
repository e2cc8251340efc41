"""What a model took from an example of the prompt instead of from the article is flagged."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

import pytest

from llm_extract import Extractor, Record, Request, Response

SCHEMA = """
from typing import Annotated, Literal

from pydantic import BaseModel

from llm_extract import Cited, Name, SurfaceForms

Size = Annotated[Literal["big", "small"], SurfaceForms({"big": ["big"], "small": ["small"]})]


class Shop(BaseModel):
    name: Cited[Name]
    opened: Cited[int] | None = None
    size: Cited[Size] | None = None


class Shops(BaseModel):
    shops: list[Shop]
"""
PROMPT = """---
schema: shop.py:Shops
---
# system
Read.
# user
<{{ boundary }}>
{{ document.text }}
</{{ boundary }}>
"""
EXAMPLES = [
    {
        "text": "Bolt opened a big shop in 2011.",
        "data": {"shops": [{"name": "Bolt", "opened": 2011, "size": "big"}]},
        "quotes": {"/shops/0/name": "Bolt", "/shops/0/opened": "in 2011", "/shops/0/size": "a big shop"},
    },
    {"text": "Nothing opened.", "data": {"shops": []}},
]
ARTICLE = "Acme has a small shop. It opened in 2019."


class Scripted:
    """A model that gives one answer, and keeps what it was asked."""

    def __init__(self, answer: Any) -> None:
        self._text = json.dumps(answer)
        self.asked: list[Request] = []

    async def complete(self, request: Request) -> Response:
        self.asked.append(request)
        return Response({"choices": [{"finish_reason": "stop", "message": {"content": self._text}}]})

    async def aclose(self) -> None: ...


def prompt_file(folder: Path, *, examples: bool = True) -> Path:
    task = folder / "shops"
    task.mkdir()
    (task / "shop.py").write_text(SCHEMA, encoding="utf-8")
    (task / "v1.md").write_text(PROMPT, encoding="utf-8")
    if examples:
        lines = "".join(json.dumps(example) + "\n" for example in EXAMPLES)
        (task / "v1.examples.jsonl").write_text(lines, encoding="utf-8")
    return task / "v1.md"


def shop(name: tuple[str, str], opened: tuple[str, int] | None = None, size: tuple[str, str] | None = None) -> Any:
    given = {"name": name, "opened": opened, "size": size}
    return {key: pair and {"quote": pair[0], "value": pair[1]} for key, pair in given.items()}


def run(path: Path, *shops: Any, ungrounded: Literal["keep", "drop"] = "keep") -> tuple[Record[Any], Scripted]:
    model = Scripted({"shops": list(shops)})
    with Extractor(str(path), client=model, cache=None, reask=False, ungrounded=ungrounded) as extractor:
        return extractor.extract(ARTICLE), model


ACME = shop(("Acme", "Acme"), ("in 2019", 2019), ("a small shop", "small"))


def test_examples_are_turns_before_the_article(tmp_path: Path) -> None:
    """Each example is asked in the same words as the article, with marks of its own, and answered as it should be."""
    _, model = run(prompt_file(tmp_path), ACME)
    messages = model.asked[0].body["messages"]
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user", "assistant", "user"]
    assert [EXAMPLES[0]["text"] in message["content"] for message in messages] == [False, True, *[False] * 4]
    assert json.loads(messages[2]["content"])["shops"][0]["opened"] == {"quote": "in 2011", "value": 2011}
    assert json.loads(messages[4]["content"]) == {"shops": []}
    marks = {messages[at]["content"].splitlines()[0] for at in (1, 3, 5)}
    assert len(marks) == 3
    assert ARTICLE in messages[5]["content"]


def test_a_record_names_the_examples_it_was_made_with(tmp_path: Path) -> None:
    """Their hash stands beside those of prompt and schema; a version without any has no such key."""
    with_examples, without = tmp_path / "with", tmp_path / "without"
    with_examples.mkdir()
    without.mkdir()
    record, _ = run(prompt_file(with_examples), ACME)
    path = with_examples / "shops" / "v1.examples.jsonl"
    assert record.to_dict()["task"]["examples_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert Record.from_dict(record.to_dict()).to_json() == record.to_json()
    bare, _ = run(prompt_file(without, examples=False), ACME)
    assert "examples_sha256" not in bare.to_dict()["task"]


def test_what_the_article_says_is_never_flagged(tmp_path: Path) -> None:
    """Values with words of the article carry no note."""
    record, _ = run(prompt_file(tmp_path), ACME)
    assert [item.support for item in record.evidence] == ["supported"] * 3
    assert record.notes == ()


@pytest.mark.parametrize(
    ("found", "path"),
    [
        (shop(("Bolt", "Bolt")), "/shops/0/name"),
        (shop(("opened a big\nshop", "Bolt")), "/shops/0/name"),
        (shop(("Acme", "Bolt")), "/shops/0/name"),
        (shop(("Acme", "Acme"), ("in 2019", 2011)), "/shops/0/opened"),
        (shop(("Acme", "Acme"), ("opened in 1999", 2011)), "/shops/0/opened"),
    ],
)
def test_a_quote_or_value_of_an_example_is_flagged(tmp_path: Path, found: Any, path: str) -> None:
    """By its words where they are the example's, by the value where its words do not back it."""
    record, _ = run(prompt_file(tmp_path), found)
    (note,) = record.notes
    assert (note.code, note.path, note.details["example"]) == ("from_example", path, 1)
    assert "example 1" in note.message
    evidence = record.evidence.get(path)
    assert evidence is not None
    assert evidence.support == "unsupported"


@pytest.mark.parametrize(
    "found",
    [
        shop(("Corp", "Corp")),
        shop(("Acme", "Acme"), ("in 2019", 2012)),
        shop(("Acme", "Acme"), None, ("a small shop", "big")),
    ],
)
def test_an_error_that_no_example_explains_is_not_flagged(tmp_path: Path, found: Any) -> None:
    """Invented values, slips, and choices that two texts may share by chance are unsupported, nothing more."""
    record, _ = run(prompt_file(tmp_path), found)
    assert "unsupported" in [item.support for item in record.evidence]
    assert record.notes == ()


def test_what_is_dropped_has_not_leaked(tmp_path: Path) -> None:
    """Under the policy of dropping, the value is gone from the data, and the note says that it was dropped."""
    record, _ = run(prompt_file(tmp_path), ACME, shop(("Bolt", "Bolt")), ungrounded="drop")
    assert [item.name for item in record.data.shops] == ["Acme"]
    assert [note.code for note in record.notes] == ["dropped"]
