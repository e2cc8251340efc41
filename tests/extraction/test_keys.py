"""The API key is sent, and stands in no message, recording, cache or record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract import (
    ConfigError,
    Document,
    Extractor,
    RefusedError,
    RunError,
)

KEY = "sk-planted-0123456789abcdef0123456789"
Open = Callable[..., Extractor[Any]]


def test_a_refused_key_stops_at_once_and_stays_secret(
    company: Any, opened: Open, articles: list[Document], loopback: Callable[..., Any]
) -> None:
    """401 is raised as itself, also from a batch, and the key is not in it."""
    server = loopback(company.answer, script=["401"] * 9)
    extractor = opened(model="m", base_url=server.url, api_key=KEY)
    with pytest.raises(RefusedError) as caught:
        list(extractor.extract_many(articles))
    assert KEY not in repr(caught.value) + str(caught.value)
    assert caught.value.hint


def test_recordings_are_filed_by_task_version_and_document(
    company: Any, opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """fixtures/<task>/v<N>/<document stem>-<fingerprint8>.json, and the key is in none of them."""
    extractor = opened(model="m", base_url=loopback(company.answer).url, record=tmp_path / "rec", api_key=KEY)
    records = list(extractor.extract_many(articles))
    files = sorted((tmp_path / "rec").rglob("*.json"))
    assert [path.relative_to(tmp_path / "rec").as_posix() for path in files] == [
        f"company/v1/{Path(record.document.key).stem}-{record.attempts[0].fingerprint[:8]}.json" for record in records
    ]
    assert all(KEY not in path.read_text() for path in files)


def test_an_answer_that_repeats_the_key_is_not_recorded(
    opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """A key of no known form, which an endpoint gives back in its answer, reaches no recording."""
    key = "our own kind of key".replace(" ", "/")
    server = loopback(lambda body: json.dumps({"name": key}))
    extractor = opened(model="m", base_url=server.url, record=tmp_path / "rec", api_key=key)
    with pytest.raises(RunError, match="the API key"):
        list(extractor.extract_many(articles[:1]))
    assert not list((tmp_path / "rec").rglob("*.json"))


def test_the_key_is_in_no_file_of_the_cache_and_in_no_record(
    company: Any, opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """A planted key is sent, and is written nowhere."""
    extractor = opened(model="m", base_url=loopback(company.answer).url, cache=tmp_path / "cache", api_key=KEY)
    lines = [record.to_json() for record in extractor.extract_many(articles)]
    extractor.close()
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert files
    assert all(KEY.encode() not in path.read_bytes() for path in files)
    assert all(KEY not in line for line in lines)


def test_without_key_and_recordings_the_three_ways_on_are_named(opened: Open) -> None:
    """No key, no base URL, no replay: the error says what can be done."""
    with pytest.raises(ConfigError) as caught:
        opened(model="m")
    assert all(word in str(caught.value) for word in ("OPENAI_API_KEY", "--base-url", "--replay"))


def test_a_run_whose_answers_are_all_stored_needs_no_key(
    offline: Any, opened: Open, articles: list[Document], tmp_path: Path
) -> None:
    """The cache answers without a key; only what is not stored asks for one."""
    options = {"model": "m", "cache": tmp_path / "cache"}
    first = opened(**options, client=offline)
    expected = [record.to_json() for record in first.extract_many(articles)]
    first.close()
    keyless = opened(**options)
    assert [record.to_json() for record in keyless.extract_many(articles)] == expected
    with pytest.raises(ConfigError, match="no API key"):
        keyless.extract("Something new.")
