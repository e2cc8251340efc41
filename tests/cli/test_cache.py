"""``llm-extract cache``: nothing is forgotten without being told so, and answers travel from cache to cache."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.disk import DiskStore

Say = Callable[..., tuple[int, str, str]]
_URL = "https://api.example/v1"


def _key(number: int) -> str:
    return f"{_URL} {number:064x}"


def _body(number: int) -> bytes:
    return json.dumps({"choices": [{"message": {"content": f"é {number}"}}]}, separators=(",", ":")).encode()


@pytest.fixture
def say(say: Say) -> Say:
    """Run ``cache``."""
    return partial(say, "cache")


@pytest.fixture
def fill(tmp_path: Path) -> Callable[..., Path]:
    """Makes a cache with answers 0, 1, …, stored so many days ago."""

    def make(*days: float, name: str = ".llm_extract_cache") -> Path:
        store = DiskStore(tmp_path / name)
        for number in range(len(days)):
            store.put(_key(number), _body(number))
        store.close()
        with closing(sqlite3.connect(tmp_path / name / "cache.db")) as database:
            for number, age in enumerate(days):
                database.execute(
                    "UPDATE Cache SET store_time = store_time - ? WHERE key = ?", (age * 86400, _key(number))
                )
            database.commit()
        return tmp_path / name

    return make


def _kept(cache: Path) -> list[int]:
    store = DiskStore(cache)
    try:
        return [int(key.rpartition(" ")[2], 16) for key in store.keys()]  # noqa: SIM118
    finally:
        store.close()


def _records(path: Path, *used: tuple[str, int]) -> str:
    """A records file: each record of a task, made from one answer."""
    about = {
        "key": "a",
        "id": "00",
        "source": "a",
        "title": None,
        "published_on": None,
        "encoding": "utf-8",
        "chars": 1,
    }
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "cached_tokens": None}
    rest = {"model": "m", "parameters": {}, "status": "ok", "data": {}, "evidence": [], "notes": []}
    lines = [
        {
            **rest,
            "record_format": 1,
            "document": {**about, "metadata": {}},
            "task": {"name": task, "version": 1, "prompt_sha256": "00", "schema_sha256": "00"},
            "attempts": [{"fingerprint": f"{number:064x}", "outcome": "parsed", "usage": usage}],
            "usage": usage,
            "review": None,
            "error": None,
        }
        for task, number in used
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def test_info_says_how_many_how_large_and_how_old(say: Say, fill: Any) -> None:
    """In the folder that a run would use."""
    fill(0, 400)
    code, out, _ = say("info")
    assert code == 0
    assert f"{_URL}\t2 answers\t{len(_body(0)) * 2} bytes\t20" in out
    assert "2 answers, " in out.splitlines()[-1]
    assert "kB on disk" in out.splitlines()[-1]


@pytest.mark.parametrize("verb", [["info"], ["verify"], ["clear", "--yes"], ["prune", "--older-than", "1d", "--yes"]])
def test_looking_makes_no_cache(say: Say, tmp_path: Path, verb: list[str]) -> None:
    """Nor does forgetting what is not there."""
    code, out, _ = say(*verb)
    assert (code, out) == (0, ".llm_extract_cache: no cache yet\n")
    assert list(tmp_path.iterdir()) == []


def test_verify_names_every_damaged_answer(say: Say, fill: Any) -> None:
    """Text that is no JSON, no completion, a row of another kind; exit code 1."""
    cache = fill(0, 0, 0, 0)
    assert say("verify")[:2] == (0, ".llm_extract_cache: 4 answers read, all good\n")
    with closing(sqlite3.connect(cache / "cache.db")) as database:
        database.execute("UPDATE Cache SET value = ? WHERE key = ?", (b"{torn", _key(0)))
        database.execute("UPDATE Cache SET value = ? WHERE key = ?", (b'{"choices":[]}', _key(1)))
        database.execute("UPDATE Cache SET mode = 4 WHERE key = ?", (_key(2),))
        database.commit()
    code, out, err = say("verify")
    assert code == 1
    assert out.splitlines() == [
        f"{_key(0)}: it is not a JSON object",
        f"{_key(1)}: it has no choices",
        f"{_key(2)}: it is not plain bytes",
        ".llm_extract_cache: 4 answers read, 3 damaged",
    ]
    assert "asked again" in err


def test_verify_sees_a_torn_database(say: Say, fill: Any) -> None:
    """Pages that were overwritten are reported, not a traceback."""
    cache = fill(*[0] * 400)
    with closing(sqlite3.connect(cache / "cache.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray((cache / "cache.db").read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 8192] = b"\xff" * 8192
    (cache / "cache.db").write_bytes(raw)
    code, out, _ = say("verify")
    assert code == 1
    assert "the database: " in out


def test_prune_by_age(say: Say, fill: Any) -> None:
    """What was stored longer ago goes, the rest stays; sizes are said."""
    cache = fill(0, 10, 100)
    code, out, _ = say("prune", "--older-than", "30d", "--yes")
    assert (code, _kept(cache)) == (0, [0, 1])
    assert "1 answer forgotten" in out
    assert "on disk now" in out


def test_prune_by_use(say: Say, fill: Any, tmp_path: Path) -> None:
    """--unused keeps what any of the records was made from; --task forgets what that task's records were made from."""
    cache = fill(0, 0, 0, 0)
    first = _records(tmp_path / "a.jsonl", ("news", 0), ("names", 1))
    second = _records(tmp_path / "b.jsonl", ("news", 2))
    assert say("prune", first, second, "--unused", "--yes")[0] == 0
    assert _kept(cache) == [0, 1, 2]
    assert say("prune", first, "--task", "news@v1", "--yes")[0] == 0
    assert _kept(cache) == [1, 2]


def test_conditions_add_up(say: Say, fill: Any, tmp_path: Path) -> None:
    """Unused and old: both."""
    cache = fill(0, 100, 100)
    records = _records(tmp_path / "a.jsonl", ("news", 1))
    assert say("prune", records, "--unused", "--older-than", "12w", "--yes")[0] == 0
    assert _kept(cache) == [0, 1]


@pytest.mark.parametrize("verb", [["clear"], ["prune", "--older-than", "0h"]])
@pytest.mark.parametrize(
    ("answer", "code", "left"), [("y\n", 0, []), ("n\n", 0, [0, 1]), ("\n", 0, [0, 1]), ("", 2, [0, 1])]
)
def test_nothing_is_forgotten_without_a_word(
    say: Say, fill: Any, verb: list[str], answer: str, code: int, left: list[int]
) -> None:
    """Only a typed yes forgets; where nobody can answer, --yes is asked for."""
    cache = fill(1, 1)
    found, out, err = say(*verb, stdin=answer)
    assert (found, _kept(cache)) == (code, left)
    assert "2 " in err
    assert ("--yes" in err) == (answer == "")
    assert ("nothing forgotten" in out) == (answer in ("n\n", "\n"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["prune"], "nothing says what to forget"),
        (["prune", "--unused"], "records are missing"),
        (["prune", "--older-than", "soon"], "is no age"),
        (["prune", "a.jsonl", "--older-than", "1d"], "records are given"),
        (["prune", "a.jsonl", "--task", "x", "--unused"], "exclude each other"),
        (["prune", "a.jsonl", "--task", "new"], "Tasks of these records: news, news@v1"),
        (["import", "missing.jsonl"], "no file missing.jsonl"),
    ],
)
def test_a_mistake_forgets_nothing(say: Say, fill: Any, tmp_path: Path, arguments: list[str], said: str) -> None:
    """Exit code 2 and the remedy."""
    cache = fill(1, 1)
    _records(tmp_path / "a.jsonl", ("news", 0))
    code, out, err = say(*arguments, *(["--yes"] if arguments[0] == "prune" else []))
    assert (code, out) == (2, "")
    assert said in err
    assert _kept(cache) == [0, 1]


@pytest.mark.parametrize("name", ["answers.jsonl", "answers.jsonl.gz"])
def test_answers_travel_and_overwrite_nothing(say: Say, fill: Any, tmp_path: Path, name: str) -> None:
    """The same bytes arrive; what is there stays; a second import adds nothing."""
    fill(0, 0, 0)
    assert say("export", name)[0] == 0
    fresh = DiskStore(tmp_path / "other")
    fresh.put(_key(1), b'{"choices":[1]}')
    fresh.close()
    assert say("import", name, "--cache", "other")[1] == "other: 2 answers added, 1 were there already\n"
    assert say("import", name, "--cache", "other")[1] == "other: 0 answers added, 3 were there already\n"
    store = DiskStore(tmp_path / "other")
    assert store.get_many([_key(0), _key(1), _key(2)]) == {
        _key(0): _body(0), _key(1): b'{"choices":[1]}', _key(2): _body(2),
    }  # fmt: skip
    store.close()


@pytest.mark.parametrize(
    "bad",
    ["{torn", '{"key": "a b", "body": {"choices": [1]}}', f'{{"key": "{_key(9)}", "body": {{"choices": []}}}}', "[]"],
)
def test_a_file_with_a_bad_line_adds_nothing(say: Say, tmp_path: Path, bad: str) -> None:
    """Not even the good lines before it; the line is named."""
    good = json.dumps({"key": _key(0), "body": json.loads(_body(0))})
    (tmp_path / "answers.jsonl").write_text(f"{good}\n{bad}\n", encoding="utf-8")
    code, _, err = say("import", "answers.jsonl")
    assert code == 2
    assert "answers.jsonl, line 2: no stored answer" in err
    assert _kept(tmp_path / ".llm_extract_cache") == []


def test_a_torn_archive_adds_nothing(say: Say, tmp_path: Path) -> None:
    """A download that broke off is an error with a name."""
    good = json.dumps({"key": _key(0), "body": json.loads(_body(0))})
    whole = gzip.compress(f"{good}\n".encode() * 50)
    (tmp_path / "answers.jsonl.gz").write_bytes(whole[: len(whole) - 12])
    code, _, err = say("import", "answers.jsonl.gz")
    assert code == 2
    assert "cannot be read" in err
    assert _kept(tmp_path / ".llm_extract_cache") == []


def test_the_folder_is_that_of_the_settings(say: Say, fill: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run and its care look at the same cache."""
    fill(0, name="elsewhere")
    monkeypatch.setenv("LLM_EXTRACT_CACHE", "elsewhere")
    assert "elsewhere: 1 answer," in say("info")[1]
    monkeypatch.setenv("LLM_EXTRACT_CACHE", "none")
    assert say("info")[0] == 2
