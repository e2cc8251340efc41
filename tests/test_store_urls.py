"""Places of stores: folders stay folders, URLs of known kinds are URLs, and their passwords are never shown."""

from __future__ import annotations

import pickle
from pathlib import Path
from urllib.parse import unquote

import pytest

from llm_extract.errors import ConfigError
from llm_extract.settings import Settings, read_settings
from llm_extract.store_urls import StoreURL, read_place


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("redis://host:6379/0", "redis://host:6379/0"),
        ("redis://:hunter2@host:6379/0", "redis://:***@host:6379/0"),
        ("rediss://me:hunter2@host/0?lease=5", "rediss://me:***@host/0?lease=5"),
        ("postgresql://me:p%40hunter2@host/db", "postgresql://me:***@host/db"),
        ("postgresql://me:p@hunter2/:x@host/db", "postgresql://me:***@host/db"),
        (
            "postgresql://me@host/db?password=hunter2&sslmode=require",
            "postgresql://me@host/db?password=***&sslmode=require",
        ),
        ("postgres:///db?host=/run/postgresql", "postgres:///db?host=/run/postgresql"),
        ("segments+s3://bucket/a?secret_key=hunter2", "segments+s3://bucket/a?secret_key=***"),
        ("segments:/shared/a", "segments:/shared/a"),
    ],
)
def test_urls_are_shown_without_their_passwords(text: str, shown: str) -> None:
    """In ``str`` and ``repr``, in settings, and in messages that quote the URL or the password."""
    url = read_place(text)
    assert isinstance(url, StoreURL)
    assert str(url) == shown
    settings = Settings(cache=url)
    said = f"{url} {url!r} {settings} {url.mask(f'cannot reach {text}: {unquote(text)}')}"
    assert shown in said
    assert "hunter2" not in said
    assert pickle.loads(pickle.dumps(url)) == url  # noqa: S301 - workers get settings that way


@pytest.mark.parametrize("text", ["cache", "./redis", "/a/segments", "C:/cache", "C:\\cache", "a:b", "postgres", "~/x"])
def test_folders_stay_folders(text: str) -> None:
    """Whatever is no URL of a known kind."""
    assert read_place(text) == Path(text)


@pytest.mark.parametrize("text", ["s3://bucket", "mysql://me:hunter2@host", "http://host", "redis:host", "segments:"])
def test_other_urls_are_refused(text: str) -> None:
    """With what can be given, and without a password."""
    with pytest.raises(ConfigError) as caught:
        read_settings({"cache": text}, environment={})
    assert "hunter2" not in str(caught.value)
    assert caught.value.hint


def test_a_cache_can_be_a_url_in_every_place(tmp_path: Path) -> None:
    """As an argument, in the environment, and in pyproject.toml, where a folder of segments is relative to the file."""
    url = "redis://:hunter2@host/0"
    assert read_settings({"cache": url}, environment={}, folder=tmp_path).cache == StoreURL(url)
    assert read_settings({}, environment={"LLM_EXTRACT_CACHE": url}, folder=tmp_path).cache == StoreURL(url)
    assert Settings(cache=url).cache == StoreURL(url)  # type: ignore[arg-type]
    below = tmp_path / "below"
    below.mkdir()
    for said, meant in (
        ("segments:shared", StoreURL(f"segments:{tmp_path / 'shared'}")),
        (url, StoreURL(url)),
        ("kept", tmp_path / "kept"),
    ):
        (tmp_path / "pyproject.toml").write_text(f'[tool.llm-extract]\ncache = "{said}"\n')
        assert read_settings({}, environment={}, folder=below).cache == meant


def test_our_options_are_kept_from_clients() -> None:
    """What stands behind ? for this package is not passed on; the rest is, as it was written."""
    url = StoreURL("postgresql://h/db?sslmode=require&lease=5&application_name=a%20b+c")
    assert url.options == {"lease": "5"}
    assert url.connects_to == "postgresql://h/db?sslmode=require&application_name=a%20b+c"
    assert StoreURL("segments:/a b/c?sync=never").connects_to == "/a b/c"
    assert StoreURL("segments+s3://bucket/x?roll=5").connects_to == "s3://bucket/x"


def test_a_password_that_a_client_quotes_is_masked() -> None:
    """As it stands in the URL or decoded, wherever in a message; of three letters only where it is in a URL."""
    url = StoreURL("postgresql://me:p%40ss-w0rd@h/db")
    assert url.mask("refused: p@ss-w0rd for me (p%40ss-w0rd)") == "refused: *** for me (***)"
    assert StoreURL("redis://h/0?password=hunter2").mask("hunter2 is wrong") == "*** is wrong"
    assert StoreURL("redis://:red@h/0").mask("redis://:red@h/0 refused") == "redis://:***@h/0 refused"
