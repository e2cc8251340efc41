"""Calls that cannot be meant so: each is refused by name before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr

from llm_extract import (
    Cited,
    ConfigError,
    DocumentError,
    Extractor,
    Name,
    read_documents,
)


class Company(BaseModel):
    name: Cited[Name] | None


Open = Callable[..., Extractor[Any]]


def test_an_empty_text_is_an_error_in_the_single_call(company: Any, opened: Open, loopback: Callable[..., Any]) -> None:
    """There is nothing to extract from white space, and nothing is sent."""
    server = loopback(company.answer)
    with pytest.raises(DocumentError):
        opened(model="m", base_url=server.url).extract(" \n ")
    assert not server.log


def test_an_unknown_option_is_a_type_error() -> None:
    """A misspelt keyword is not ignored, and the nearest is named."""
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'modle'\. Did you mean 'model'"):
        Extractor("funding_news", modle="x")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"timeout": "abc"}, "timeout is 'abc'"),
        ({"passes": 0}, "passes is 0"),
        ({"cache": 5}, "the cache is 5"),
        ({"model": 5}, "model is 5. It must be a text"),
        ({"base_url": b"http://x/v1"}, "base_url is b'http://x/v1'. It must be a text"),
        ({"prompts": 5}, "prompts is 5. It must be a path"),
        ({"parameters": 5}, "parameters is 5. It must be a JSON object"),
        ({"max_chars": "many"}, "max_chars is 'many'. It must be a whole number"),
        ({"passes": 1.5}, "passes is 1.5. It must be a whole number"),
        ({"attempts": True}, "attempts is True. It must be a whole number"),
        ({"reask": "no"}, "reask is 'no'. It must be true or false"),
        ({"schema": "recalls.py:Recall"}, "str is no schema: 'recalls.py:Recall'"),
        ({"schema": {"type": "object"}}, "dict is no schema"),
    ],
)
def test_an_argument_of_a_wrong_kind_is_named(wrong: dict[str, Any], message: str) -> None:
    """The error names the argument and what was given, and says what is wanted."""
    with pytest.raises(ConfigError, match=message) as caught:
        Extractor("funding_news", replay="fixtures", **wrong)
    assert caught.value.hint


def test_folders_may_be_paths_of_any_kind(tmp_path: Path) -> None:
    """What has ``__fspath__`` is a path, such as those of older libraries."""

    class Elsewhere:
        def __init__(self, path: Path) -> None:
            self._path = path

        def __fspath__(self) -> str:
            return str(self._path)

    fixtures, cache = Elsewhere(Path("fixtures").resolve()), Elsewhere(tmp_path / "answers")
    with Extractor("funding_news", replay=fixtures, cache=cache) as extractor:
        assert (extractor.settings.replay, extractor.settings.cache) == (Path(fixtures), Path(cache))


def test_one_text_is_not_taken_for_many(company: Any, opened: Open, loopback: Callable[..., Any]) -> None:
    """A string given to extract_many would be asked letter by letter; it is refused before anything is sent."""
    server = loopback(company.answer)
    with pytest.raises(TypeError, match="call extract"):
        list(opened(model="m", base_url=server.url).extract_many("Acme sells things."))
    assert not server.log


@pytest.mark.parametrize("wrong", [None, b"Acme sells things.", 5])
def test_what_is_no_text_is_a_type_error_by_name(
    company: Any, opened: Open, loopback: Callable[..., Any], wrong: Any
) -> None:
    """The error says what is needed and what was given."""
    extractor = opened(model="m", base_url=loopback(company.answer).url)
    with pytest.raises(TypeError, match=f"a text or a Document is needed, not {type(wrong).__name__}"):
        extractor.extract(wrong)
    with pytest.raises(TypeError, match="a text or a Document is needed"):
        list(extractor.extract_many([wrong]))


def test_an_unreadable_document_raises_its_own_error(
    company: Any, opened: Open, loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """What read_documents gives can be handed to the single call too."""
    (unreadable,) = read_documents([str(tmp_path / "nosuch.txt")])
    with pytest.raises(DocumentError, match=r"nosuch\.txt"):
        opened(model="m", base_url=loopback(company.answer).url).extract(unreadable)


def test_a_prompt_file_can_be_a_path_and_a_class_is_no_task(
    company: Any, company_prompts: Path, loopback: Callable[..., Any]
) -> None:
    """Paths are accepted where their names are; a class in the task's place is told where it belongs."""
    server = loopback(company.answer)
    with Extractor(company_prompts / "company" / "v1.md", model="m", base_url=server.url, cache=None) as extractor:
        assert extractor.extract("Acme sells things.").bare == {"name": "Acme"}
    with pytest.raises(TypeError, match="schema="):
        Extractor(Company)  # type: ignore[arg-type]


def test_a_class_without_its_task_is_told_which_task_it_was_given_to() -> None:
    """The task is the default one, which was released for other data: its name is said, and how to make one's own."""
    with pytest.raises(
        ConfigError, match=r"^funding_news@v\d+ was released with another schema than Company: "
    ) as caught:
        Extractor(schema=Company, replay="fixtures")
    assert "prompts new NAME --schema FILE.py:Company" in caught.value.hint


def test_a_class_that_cannot_be_asked_for_is_told_before_the_task_that_it_was_given_to() -> None:
    """What is wrong with the class by itself is the nearer cause."""

    class Odd(BaseModel):
        kept: SecretStr

    with pytest.raises(ConfigError) as caught:
        Extractor(schema=Odd, replay="fixtures")
    assert "kept" in caught.value.message
    assert "was released" not in caught.value.message


def test_an_extractor_shows_its_task_and_model(company: Any, opened: Open) -> None:
    """Where a notebook shows one, it says what it asks for, and whom."""
    assert repr(opened(model="m", base_url="http://localhost:1/v1")) == "Extractor('company@v1', model='m')"
