"""Examples are checked when they are loaded, and written as a model would write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from llm_extract import Cited, Name, Verbatim
from llm_extract.errors import ConfigError
from llm_extract.schemas.examples import load_examples
from llm_extract.schemas.strict import compile_schema


class Size(BaseModel):
    width: int
    height: int


class Shop(BaseModel):
    town: str | None = None
    name: Cited[Name]
    size: Cited[Size] | int | None = None
    motto: Cited[Verbatim] | None = None


class Shops(BaseModel):
    shops: list[Shop]


WIRE = compile_schema(Shops)
TEXT = "Acme, a shop in Oslo of 3 by 4 metres,\nsays it is “open”."
DATA = {"shops": [{"name": "Acme", "motto": "it is “open”", "town": "Oslo", "size": {"height": 4, "width": 3}}]}
QUOTES = {"/shops/0/name": "Acme, a shop", "/shops/0/size": "3 by 4 metres"}
GOOD = {"text": TEXT, "data": DATA, "quotes": QUOTES}


def write(folder: Path, *lines: Any) -> Path:
    path = folder / "v1.examples.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_bytes("\n".join(texts).encode())
    return path


def test_no_file_is_no_example(tmp_path: Path) -> None:
    """Most versions have none."""
    assert load_examples(tmp_path / "v1.examples.jsonl", WIRE) == ()


def test_an_answer_has_the_form_and_the_order_of_the_schema(tmp_path: Path) -> None:
    """However the line orders its keys, the answer has them as a model would write them."""
    (example,) = load_examples(write(tmp_path, GOOD), WIRE)
    assert example.document.text == TEXT
    assert example.answer == (
        '{"shops": [{"town": "Oslo", "name": {"quote": "Acme, a shop", "value": "Acme"}, '
        '"size": {"quote": "3 by 4 metres", "value": {"width": 3, "height": 4}}, "motto": "it is “open”"}]}'
    )
    assert [(value.path, value.quote) for value in example.values] == [
        ("/shops/0/name", "Acme, a shop"),
        ("/shops/0/size", "3 by 4 metres"),
        ("/shops/0/motto", "it is “open”"),
    ]


def test_the_order_of_keys_in_the_file_changes_nothing(tmp_path: Path) -> None:
    """Two spellings of one example are the same request."""
    turned = {"quotes": QUOTES, "data": {"shops": [dict(reversed(DATA["shops"][0].items()))]}, "text": TEXT}
    one = load_examples(write(tmp_path, GOOD), WIRE)
    other = load_examples(write(tmp_path, turned), WIRE)
    assert one[0].answer == other[0].answer


def test_a_document_may_have_title_and_date(tmp_path: Path) -> None:
    """What a prompt renders beside the text can be given too."""
    document = {"text": TEXT, "title": "A shop", "published_on": "2024-05"}
    line = {"document": document, "data": DATA, "quotes": QUOTES}
    (example,) = load_examples(write(tmp_path, line, ""), WIRE)
    assert (example.document.title, example.document.published_on) == ("A shop", "2024-05")


def test_a_quote_may_consist_of_pieces_in_order(tmp_path: Path) -> None:
    """Pieces are joined as articles' quotes are."""
    quotes = {**QUOTES, "/shops/0/name": "Acme ... in Oslo"}
    assert load_examples(write(tmp_path, {**GOOD, "quotes": quotes}), WIRE)
    for wrong in ("in Oslo ... Acme", "Acme ... ", "Acme ... Bergen", ""):
        with pytest.raises(ConfigError, match="is not in the text"):
            load_examples(write(tmp_path, {**GOOD, "quotes": {**QUOTES, "/shops/0/name": wrong}}), WIRE)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ({"data": DATA, "quotes": QUOTES}, "needs either text or document"),
        ({**GOOD, "document": {"text": TEXT}}, "needs either text or document"),
        ({**GOOD, "text": 7}, "the text is missing"),
        ({**GOOD, "text": " \n"}, "the text is empty"),
        ({**GOOD, "txt": ""}, "unknown key txt"),
        ({"document": {"text": TEXT, "date": "2024"}, "data": DATA}, "unknown key document.date"),
        ({"document": {"text": TEXT, "title": 5}, "data": DATA}, "document.title is no text"),
        ({"document": {"text": TEXT, "published_on": 2024}, "data": DATA}, "document.published_on is no text"),
        ({"document": {"text": TEXT, "metadata": [1]}, "data": DATA}, "document.metadata is no object"),
        ({"text": TEXT, "quotes": QUOTES}, "no data"),
        ({**GOOD, "data": {"shops": [{"town": "Oslo"}]}}, "/shops/0/name: missing"),
        ({**GOOD, "data": {"shops": [{"name": 7}]}}, "/shops/0/name: 7 is no such string"),
        ({**GOOD, "quotes": {"/shops/0/name": "Acme"}}, "/shops/0/size: no .*"),
        ({**GOOD, "quotes": []}, "/shops/0/name: no quote given"),
        ({**GOOD, "quotes": ["Acme"]}, "quotes is no table of words"),
        ({**GOOD, "quotes": {**QUOTES, "/shops/0/town": "Oslo"}}, "a quote for /shops/0/town, which is no cited value"),
        ({**GOOD, "quotes": {**QUOTES, "/shops/0/name": "acme"}}, "the quote for /shops/0/name is not in the text"),
        ({**GOOD, "text": TEXT.replace("open", "shut")}, "the quote for /shops/0/motto is not in the text"),
    ],
)
def test_a_wrong_line_is_named_with_its_cause(tmp_path: Path, line: Any, message: str) -> None:
    """File, line and cause are in the message, the remedy in the hint."""
    with pytest.raises(ConfigError, match=message) as caught:
        load_examples(write(tmp_path, GOOD, line), WIRE)
    assert "v1.examples.jsonl, line 2: " in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(("content", "message"), [(b"\xff", "not UTF-8"), (b"\n \n", "holds no example")])
def test_a_file_without_examples_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """An empty file would lock nothing."""
    path = tmp_path / "v1.examples.jsonl"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=message):
        load_examples(path, WIRE)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """Editors write one in front of UTF-8 unasked."""
    path = write(tmp_path, GOOD)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(load_examples(path, WIRE)) == 1


def test_what_the_class_refuses_is_no_example(tmp_path: Path) -> None:
    """Rules that no JSON schema can say hold for examples too."""
    from pydantic import model_validator

    class Careful(Shops):
        @model_validator(mode="after")
        def _some(self) -> Careful:
            if not self.shops:
                raise ValueError("no shop")
            return self

    with pytest.raises(ConfigError, match="no shop"):
        load_examples(write(tmp_path, {"text": TEXT, "data": {"shops": []}}), compile_schema(Careful))


def test_a_field_that_the_class_gained_after_release_is_left_out(tmp_path: Path) -> None:
    """What is pinned decides what a request looks like, and its examples with it."""

    class Grown(BaseModel):
        shops: list[Shop]
        count: int | None = None

    before = load_examples(write(tmp_path, GOOD), WIRE)
    after = load_examples(write(tmp_path, GOOD), compile_schema(Grown, pinned=WIRE.schema))
    assert before[0].answer == after[0].answer
