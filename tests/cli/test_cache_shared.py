"""``llm-extract cache`` over stores that machines share: the same verbs, the same words."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.models.stores.opening import open_store

Say = Callable[..., tuple[int, str, str]]


def _key(number: int) -> str:
    return f"https://api.example/v1 {number:064x}"


@pytest.fixture
def say(say: Say) -> Say:
    """Run ``cache``."""
    return partial(say, "cache")


@pytest.fixture(params=["segments", "objects", "redis", "postgres"])
def place(request: pytest.FixtureRequest, empty_server: Callable[[str], Any], tmp_path: Path) -> str:
    """The URL of an empty store."""
    if request.param == "segments":
        return f"segments:{tmp_path / 'shared'}"
    if request.param == "objects":
        return f"segments+file://{(tmp_path / 'bucket').as_posix()}?spool={(tmp_path / 'spool').as_posix()}"
    return str(empty_server(request.param).url)


def _fill(place: str, count: int) -> None:
    store = open_store(place)
    for number in range(count):
        store.put(_key(number), json.dumps({"choices": [{"message": {"content": f"é {number}"}}]}).encode())
    store.close()


def test_every_verb_works(say: Say, place: str, tmp_path: Path) -> None:
    """Answers are counted, verified, exported, forgotten and imported again, and no password is shown."""
    none = "0 answers, 0 bytes" if place.startswith("segments+") else "no cache yet"  # a bucket is not looked for
    assert none in say("info", "--cache", place)[1]
    _fill(place, 5)
    said = [say("info", "--cache", place), say("verify", "--cache", place)]
    assert "https://api.example/v1\t5 answers\t" in said[0][1]
    assert "5 answers read, all good" in said[1][1]
    said.append(say("export", "all.jsonl.gz", "--cache", place))
    assert "all.jsonl.gz: 5 answers" in said[-1][1]
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "cached_tokens": None}
    used = {
        "record_format": 1,
        "document": {"key": "a", "id": "00", "source": "a", "title": None, "published_on": None, "encoding": "utf-8",
                     "chars": 1, "metadata": {}},
        "task": {"name": "t", "version": 1, "prompt_sha256": "00", "schema_sha256": "00"},
        "model": "m", "parameters": {}, "status": "ok", "data": {}, "evidence": [], "notes": [],
        "attempts": [{"fingerprint": f"{3:064x}", "outcome": "parsed", "usage": usage}],
        "usage": usage, "review": None, "error": None,
    }  # fmt: skip
    (tmp_path / "records.jsonl").write_text(json.dumps(used) + "\n")
    said.append(say("prune", "records.jsonl", "--unused", "--yes", "--cache", place))
    assert "4 answers forgotten" in said[-1][1]
    said.append(say("import", "all.jsonl.gz", "--cache", place))
    assert "4 answers added, 1 were there already" in said[-1][1]
    said.append(say("prune", "--older-than", "2020-01-01", "--yes", "--cache", place))
    assert "nothing to forget" in said[-1][1]
    said.append(say("clear", "--yes", "--cache", place))
    assert "5 answers forgotten" in said[-1][1]
    assert [code for code, _, _ in said] == [0] * len(said)
    assert "s3cret" not in str(said)
    assert not (tmp_path / ".llm_extract_cache").exists()


def test_a_damaged_answer_is_reported(say: Say, tmp_path: Path) -> None:
    """With exit code 1, and where it stands."""
    place = f"segments:{tmp_path / 'shared'}"
    _fill(place, 3)
    (path,) = (tmp_path / "shared").glob("*.segment")
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    code, out, err = say("verify", "--cache", place)
    assert code == 1
    assert f"{path.name}, byte" in out
    assert "1 damaged" in out
    assert "counts as missing" in err


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            "mysql://me:hunter2@host/db",
            "error: the cache is mysql://me:***@host/db. It can be a folder, segments:FOLDER",
        ),
        ("redis://:hunter2@127.0.0.1:1/0", "error: redis://:***@127.0.0.1:1/0 does not answer"),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line(
    say: Say, place: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a traceback and without the password."""
    monkeypatch.setattr("llm_extract.models.stores.served.OPENING_SECONDS", 0.1)
    code, out, err = say("info", "--cache", place)
    assert code == 2
    assert err.startswith(said)
    assert "hunter2" not in out + err
    assert err.count("\n") == 1


def test_a_dry_run_makes_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], redis_server: Any
) -> None:
    """Nor a folder of segments, nor a mark in a database."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Acme raised $5 million.")
    redis_server.empty()
    with redis_server.client() as client:
        for place in (f"segments:{tmp_path / 'shared'}", redis_server.url):
            assert main(["run", "a.txt", "-m", "m", "--cache", place, "-o", "o.jsonl", "--dry-run"]) == 0
            assert "1 new" in capsys.readouterr().out
        assert client.keys() == []
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
