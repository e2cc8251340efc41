"""What is found of a cache, and of the disk that it is on."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from diagnoses import facts_of, messages_of, section_of
from llm_extract import Request, Response
from llm_extract.diagnosis import diagnose
from llm_extract.models.cached import CachedModel
from llm_extract.models.disk import DiskStore


def fill_cache(cache: Path) -> None:
    """Three stored answers."""

    class Scripted:
        async def complete(self, request: Request) -> Response:
            return Response({"choices": [{"message": {"content": "{}"}}]})

        async def aclose(self) -> None: ...

    async def fill() -> None:
        model = CachedModel(Scripted(), DiskStore(cache), "http://localhost/v1")
        for number in range(3):
            await model.complete(Request({"model": "m", "messages": [], "seed": number}))
        await model.aclose()

    asyncio.run(fill())


def test_a_cache_is_counted_and_read(folder: Path) -> None:
    """Answers, bytes, format; nothing is wrong with it."""
    fill_cache(folder / "answers")
    found = diagnose({"cache": folder / "answers"}, environment={})
    facts = facts_of(found, "cache")
    assert (facts["answers"], facts["damaged"], facts["format"]) == (3, 0, 1)
    assert facts["bytes"] > 0
    assert found.problems == []


def test_a_damaged_answer_is_a_finding(folder: Path) -> None:
    """A stored answer that is no answer any more."""
    fill_cache(folder / "answers")
    with closing(sqlite3.connect(folder / "answers" / "cache.db")) as database:
        database.execute("UPDATE Cache SET value = x'7b' WHERE rowid = 1")
        database.commit()
    assert "1 stored answer damaged" in messages_of(diagnose({"cache": Path("answers")}, environment={}), "cache")


@pytest.mark.parametrize("content", [b"no database", b""])
def test_what_is_no_cache_is_a_finding(folder: Path, content: bytes) -> None:
    """A file of another kind under the cache's name; an empty one is no harm."""
    (folder / "answers").mkdir()
    (folder / "answers" / "cache.db").write_bytes(content)
    found = diagnose({"cache": folder / "answers"}, environment={})
    assert bool(messages_of(found, "cache")) == bool(content)


def test_a_cache_of_another_format_is_a_finding(folder: Path) -> None:
    """A cache that a newer version wrote is refused, and its format is shown."""
    fill_cache(folder / "answers")
    with closing(sqlite3.connect(folder / "answers" / "cache.db")) as database:
        database.execute("PRAGMA user_version = 99")
    found = diagnose({"cache": folder / "answers"}, environment={})
    assert "format 99" in messages_of(found, "cache")
    assert facts_of(found, "cache")["format"] == 99


def test_a_file_where_the_cache_should_be_is_a_finding(folder: Path) -> None:
    """The cache needs a folder."""
    (folder / "answers").touch()
    assert "is a file" in messages_of(diagnose({"cache": folder / "answers"}, environment={}), "cache")


def test_no_cache_is_a_warning(folder: Path) -> None:
    """A run without a cache works, and pays twice."""
    found = diagnose({"cache": ""}, environment={})
    assert [problem.message for problem in found.warnings] == ["no answers are stored"]
    assert found.problems == []


def test_a_full_disk_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the operating system tells it: little is a warning, next to nothing a problem."""
    from llm_extract.diagnosis import storage

    for free, message in ((5 * 10**6, "only 5 MB are free"), (5 * 10**8, "only 500 MB are free")):
        usage = shutil._ntuple_diskusage(10**12, 10**12 - free, free)
        monkeypatch.setattr(storage.shutil, "disk_usage", lambda path, usage=usage: usage)
        found = diagnose(environment={})
        assert message in messages_of(found, "cache")
        assert bool(found.problems) == (free < 10**8)


def test_a_network_file_system_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run would refuse it, unless the environment allows it; then it is a warning."""
    from llm_extract.models import file_systems

    monkeypatch.setattr(file_systems, "_mounts", lambda: [("/", "nfs4")])
    found = diagnose(environment={})
    assert [one.grave for one in section_of(found, "cache").problems] == [True]
    assert "network file system (nfs4)" in messages_of(found, "cache")
    monkeypatch.setenv(file_systems.ON_NETWORK, "1")
    found = diagnose(environment={})
    assert [one.grave for one in section_of(found, "cache").problems] == [False]


@pytest.mark.parametrize("place", ["segments:shared", "redis://me:hunter2@127.0.0.1:9/0"])
def test_a_cache_may_be_a_url(folder: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that machines share is looked at likewise; its password is not shown."""
    from llm_extract.diagnosis import storage
    from llm_extract.errors import RunError

    def refuse(url: object) -> bool:
        raise RunError(f"{url} does not answer", hint="Start it.")

    if place.startswith("redis"):
        monkeypatch.setattr(storage, "has_store", refuse)
    found = diagnose({"cache": place}, environment={})
    assert facts_of(found, "cache")["location"] == place.replace("hunter2", "***")
    assert "hunter2" not in json.dumps(found.to_dict())
    assert bool(found.problems) == place.startswith("redis")
