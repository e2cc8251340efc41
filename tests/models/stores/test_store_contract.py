"""What every store promises, held against every kind of store: one machine's, segment files, Redis, PostgreSQL."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.answer_files import export_answers, import_answers
from llm_extract.models.care import find_answers
from llm_extract.models.store import StoreBusy

URL = "https://api.example/v1"


def key(number: int, url: str = URL) -> str:
    return f"{url} {number:064x}"


def body(number: int) -> bytes:
    return json.dumps({"choices": [{"message": {"content": f"é {number}"}}]}, separators=(",", ":")).encode()


def test_bytes_come_back(kind: Any) -> None:
    """Any bytes come back unchanged, in another store as well: none, line ends, no text, 4 MB, rare characters."""
    values = {
        key(0): b"",
        key(1): b"a\r\nb\x00\x85\xe2\x80\xa8" * 1000,
        key(2): bytes(range(256)),
        key(3): "Łódź 🦉 \u2028 \u0000".encode(),
        key(4): b'{"choices":["' + b"x" * 4_000_000 + b'"]}',
    }
    store = kind.open()
    for name, value in values.items():
        store.put(name, value)
    assert store.get_many(values) == values
    other = kind.open()
    assert {name: other.get(name) for name in values} == values
    assert other.get(key(9)) is None


def test_many_are_found_among_more(kind: Any) -> None:
    """A lookup of many keys gives those that are there, however many groups it takes."""
    store = kind.open()
    for number in range(0, 1200, 4):
        store.put(key(number), body(number))
    wanted = [key(number) for number in range(1200)]
    assert kind.open().get_many(wanted) == {key(number): body(number) for number in range(0, 1200, 4)}
    assert store.get_many([]) == {}


def test_the_last_value_counts(kind: Any) -> None:
    """An answer that is put again takes the place of the first, also where another process put that."""
    kind.open().put(key(1), body(1))
    second = kind.open()
    assert second.get(key(1)) == body(1)
    second.put(key(1), body(2))
    assert second.get(key(1)) == body(2)
    fresh = kind.open()
    assert fresh.get(key(1)) == body(2)
    assert list(fresh.keys()) == [key(1)]


def test_others_see_what_was_put(kind: Any) -> None:
    """Two that write see one another's answers after the claim that the other held."""
    ours, theirs = kind.open(), kind.open()
    assert ours.get(key(1)) is None
    for number in range(20):
        writer, reader = (ours, theirs) if number % 2 else (theirs, ours)
        assert writer.try_lock(key(number))
        writer.put(key(number), body(number))
        writer.unlock(key(number))
        assert reader.try_lock(key(number))
        assert reader.get(key(number)) == body(number)
        reader.unlock(key(number))
    assert list(ours.keys()) == list(theirs.keys()) == [key(number) for number in range(20)]


def test_threads_may_write_at_once(kind: Any) -> None:
    """Eight threads lose nothing and mix nothing up."""
    store = kind.open()

    def write(number: int) -> bytes | None:
        while True:
            try:
                store.put(key(number), body(number))
                return store.get(key(number))
            except StoreBusy:  # as the cached model does
                continue

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(write, range(200))) == [body(number) for number in range(200)]
    assert len(list(kind.open().keys())) == 200


def test_a_claim_excludes_others(kind: Any) -> None:
    """What one holds no other gets, nor the same one again, until it is given up or its holder is closed."""
    ours = kind.open()
    theirs = kind.open() if kind.shares_claims else ours
    assert ours.try_lock(key(1))
    assert not theirs.try_lock(key(1))
    assert not ours.try_lock(key(1))
    assert theirs.try_lock(key(2))
    ours.unlock(key(1))
    assert theirs.try_lock(key(1))
    theirs.unlock(key(1))
    ours.unlock(key(7))
    assert ours.try_lock(key(1))
    if kind.shares_claims:
        ours.close()
        assert theirs.try_lock(key(1))


def test_only_the_holder_gives_a_claim_up(kind: Any) -> None:
    """Giving up what another holds does nothing."""
    if not kind.shares_claims:
        pytest.skip("claims hold within one process")
    ours, theirs, third = kind.open(), kind.open(), kind.open()
    assert ours.try_lock(key(1))
    theirs.unlock(key(1))
    assert not third.try_lock(key(1))


def test_forgotten_answers_are_gone(kind: Any) -> None:
    """Deleting says how many there were, others no longer see them, and shrinking keeps the rest."""
    store = kind.open()
    for number in range(10):
        store.put(key(number), body(number))
    assert store.delete([key(1), key(2), key(77)]) == 2
    assert store.get(key(1)) is None
    left = [key(number) for number in range(10) if number not in (1, 2)]
    assert list(kind.open().keys()) == left
    store.put(key(1), body(5))
    store.shrink()
    assert list(store.keys()) == sorted([*left, key(1)])
    assert kind.open().get(key(1)) == body(5)
    assert kind.open().get(key(3)) == body(3)


def test_it_says_what_it_holds(kind: Any) -> None:
    """Counts and sizes are by endpoint, and answers are listed by key with size and time."""
    store = kind.open()
    for number in range(3):
        store.put(key(number), body(number))
    store.put(key(0, "http://localhost:1234/v1"), body(10))
    info = kind.open().info()
    assert [(one.namespace, one.rows, one.bytes) for one in info.namespaces] == [
        ("http://localhost:1234/v1", 1, len(body(10))),
        (URL, 3, sum(len(body(number)) for number in range(3))),
    ]
    assert info.rows == 4
    assert all(one.oldest <= one.newest for one in info.namespaces)
    answers = list(store.answers())
    assert [one.key for one in answers] == [key(0, "http://localhost:1234/v1"), *map(key, range(3))]
    assert find_answers(store, before=answers[0].stored + 1e6, named=[f"{2:064x}"]) == [answers[3]]
    assert find_answers(store, before=answers[0].stored - 1e6) == []


def test_spoiled_answers_count_as_missing(kind: Any, caplog: pytest.LogCaptureFixture) -> None:
    """A byte that changed is noticed, reported by verify, and put right by the next put."""
    store = kind.open()
    for number in range(3):
        store.put(key(number), body(number))
    store.close()
    kind.spoil(key(1))
    with caplog.at_level(logging.WARNING):
        store = kind.open()
        assert store.get_many(map(key, range(3))) == {key(0): body(0), key(2): body(2)}
    _, damages = store.verify()
    assert len(damages) == 1
    store.put(key(1), body(1))
    assert store.get(key(1)) == body(1)
    store.shrink()
    assert kind.open().verify() == (3, [])


def test_what_is_no_answer_is_found(kind: Any) -> None:
    """Verify reads bodies, too: JSON without choices, or no JSON, is damage."""
    store = kind.open()
    store.put(key(0), body(0))
    store.put(key(1), b'{"choices": []}')
    store.put(key(2), b"no JSON")
    count, damages = store.verify()
    assert count == 3
    assert [(one.key, one.reason) for one in damages] == [
        (key(1), "it has no choices"),
        (key(2), "it is not a JSON object"),
    ]


def test_answers_travel_from_store_to_store(kind: Any, tmp_path: Path) -> None:
    """Export and import move everything, and leave what is there already."""
    store = kind.open()
    for number in range(300):
        store.put(key(number), body(number))
    assert export_answers(store, tmp_path / "a.jsonl.gz") == 300
    store.delete([key(number) for number in range(100)])
    store.put(key(200), body(7))
    assert import_answers(store, tmp_path / "a.jsonl.gz") == (100, 200)
    assert store.get(key(0)) == body(0)
    assert store.get(key(200)) == body(7)
