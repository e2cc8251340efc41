"""Small inputs that stand for very much: nesting, aliases, packing, repeats, digits."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from llm_extract.costs.entries import Entry
from llm_extract.costs.prices import load_prices
from llm_extract.documents import Document, UnreadableDocument, read_documents
from llm_extract.documents.keys import KeyTable, SeenKeys
from llm_extract.errors import ConfigError
from llm_extract.evaluation import load_floors, load_gold
from llm_extract.lockfile import read_lock
from llm_extract.models import answer_files
from llm_extract.models.cached import CachedModel
from llm_extract.models.memory_store import MemoryStore
from llm_extract.models.recordings import load_recording
from llm_extract.report import load_corrections
from llm_extract.schemas.loading import load_schema
from llm_extract.schemas.matching import target
from llm_extract.settings import read_settings
from llm_extract.tasks import load_task, read_aliases
from llm_extract.values.numbers import find_numbers

DEEP = b"[" * 100_000
DEEP_OBJECT = b'{"a":' * 100_000 + b"1" + b"}" * 100_000


def prompt(folder: Path, front: str) -> Path:
    path = folder / "task" / "v1.md"
    path.parent.mkdir()
    path.write_text(f"---\n{front}\n---\n# user\n{{{{ document.text }}}}\n", encoding="utf-8")
    return path


def test_yaml_aliases_are_refused(tmp_path: Path) -> None:
    """Nine lines of aliases would stand for a billion words in every request."""
    lines = ["schema: a:B", "parameters:", "  a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    prompt(tmp_path, "\n".join(lines))
    with pytest.raises(ConfigError, match=r"an alias, \*a0; write the value again"):
        load_task("task", [tmp_path])


@pytest.mark.parametrize(
    "front",
    [
        "schema: a:B\nparameters: " + "[" * 5000,
        "schema: a:B\nparameters: " + "{a: " * 400 + "}" * 400,
        "schema: !!python/object/apply:os.system [true]",
        "schema: a:B\nparameters: " + "[" * 90_000,
        "schema: !!timestamp 2018-99-99",
        "schema: !!timestamp x",
        "schema: !!int ''",
        "schema: a:B\nparameters: {a: 2018-13-45}",
        "schema: a:B\nparameters: {a: !!int x}",
    ],
)
def test_yaml_that_python_stumbles_over(tmp_path: Path, front: str) -> None:
    """Depth, tags of Python, dates that are none: one line that names the file."""
    prompt(tmp_path, front)
    with pytest.raises(ConfigError, match=r"v1\.md: front matter is not YAML"):
        load_task("task", [tmp_path])


READERS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "lock": ("lock.json", lambda path: read_lock(path.parent)),
    "schema": ("a.json", lambda path: load_schema("a.json", path.parent)),
    "gold": ("gold.jsonl", load_gold),
    "floors": ("floors.json", load_floors),
    "corrections": ("corrections.json", load_corrections),
    "recording": ("a-01234567.json", load_recording),
    "cache import": ("answers.jsonl", lambda path: answer_files.import_answers(MemoryStore(), path)),
}


@pytest.mark.parametrize("data", [DEEP, DEEP_OBJECT], ids=["cut", "whole"])
@pytest.mark.parametrize("name", READERS)
def test_json_of_a_hundred_thousand_levels(tmp_path: Path, name: str, data: bytes) -> None:
    """Every reader of JSON says so in one line; none fails in the middle of Python's stack."""
    file, read = READERS[name]
    path = tmp_path / file
    path.write_bytes(data)
    with pytest.raises(ConfigError):
        read(path)


def test_deep_values_of_settings(tmp_path: Path) -> None:
    """Parameters in the environment and in the project file are bounded too."""
    with pytest.raises(ConfigError, match="parameters"):
        read_settings({}, environment={"LLM_EXTRACT_PARAMETERS": DEEP_OBJECT.decode()}, folder=tmp_path)
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.llm-extract]\nparameters = " + b"{a = " * 2000)
    with pytest.raises(ConfigError, match="nested deeper"):
        read_settings({}, environment={}, folder=tmp_path)


def test_names_of_caches_that_are_very_long(tmp_path: Path) -> None:
    """Of ``ads://://://…`` the password would be looked for at each place; it is refused, and not repeated."""
    with pytest.raises(ConfigError, match="a name of 40,000 characters") as caught:
        read_settings({}, environment={"LLM_EXTRACT_CACHE": "ads:" + "://:" * 9_999}, folder=tmp_path)
    assert len(str(caught.value)) < 200


def test_toml_keys_of_thousands_of_parts(tmp_path: Path) -> None:
    """tomllib needs a gigabyte for sixty kilobytes of them; they are not given to it."""
    bomb = b"a" + b".a" * 20_000 + b" = 1\n"
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.llm-extract]\n" + bomb)
    with pytest.raises(ConfigError, match="more than 100 parts"):
        read_settings({}, environment={}, folder=tmp_path)
    for name, read in (("aliases.toml", lambda path: read_aliases(path.parent)), ("prices.toml", load_prices)):
        (tmp_path / name).write_bytes(bomb)
        with pytest.raises(ConfigError, match="more than 100 parts"):
            read(tmp_path / name)


@pytest.mark.parametrize("body", [DEEP, DEEP_OBJECT, b'{"choices": ' + b"[" * 900 + b"]" * 900 + b"}"])
def test_deep_answers_in_a_cache_count_as_damaged(body: bytes) -> None:
    """They are asked for again; replaying them ends nothing."""
    store = MemoryStore()
    store.put("https://api.example/v1 " + "ab" * 32, body)
    assert CachedModel(None, store, "https://api.example/v1").peek(["ab" * 32]) == {}


def test_a_packed_line_without_end_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of exported answers is read by lines of bounded length, however well it packs."""
    monkeypatch.setattr(answer_files, "_LONGEST", 1_000_000)
    path = tmp_path / "answers.jsonl.gz"
    with gzip.open(path, "wb") as stream:
        for _ in range(30):
            stream.write(b" " * 1_000_000)
    assert path.stat().st_size < 40_000
    with pytest.raises(ConfigError, match="line 1: longer than 1,000,000 bytes"):
        answer_files.import_answers(MemoryStore(), path)


def test_a_broken_packing_is_an_error_of_the_file(tmp_path: Path) -> None:
    """Bits that are wrong inside, not only a wrong end."""
    data = bytearray(gzip.compress(b'{"a": 1}\n' * 500, mtime=0))
    data[12:20] = b"\xff" * 8
    path = tmp_path / "answers.jsonl.gz"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match="cannot be read"):
        answer_files.import_answers(MemoryStore(), path)


class _Counted(KeyTable):
    added = 0

    def add(self, key: str, number: int | None = None) -> bool:
        _Counted.added += 1
        return super().add(key, number)


def test_rows_that_all_have_one_id(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each gets a key of its own after a few looks, not after as many as there were rows before it."""
    _Counted.added = 0
    seen = SeenKeys()
    monkeypatch.setattr(seen, "_table", _Counted())
    keys = [seen.unique("a.csv#1") for _ in range(5000)]
    assert keys[:3] == ["a.csv#1", "a.csv#1~2", "a.csv#1~3"]
    assert len(set(keys)) == 5000
    assert _Counted.added <= 3 * 5000


def test_columns_that_all_have_one_name(tmp_path: Path) -> None:
    """Forty thousand of them are named in linear time: the file is read at once, and its rows are there."""
    path = tmp_path / "a.csv"
    path.write_text("text" + ",a" * 40_000 + "\nAcme" + ",1" * 40_000 + "\n", encoding="utf-8")
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    assert document.metadata["a~40000"] == "1"


PAGES = {
    "tags": "<p>a</p>" * 200_000,
    "nesting": "<div>" * 60_000 + "words" + "</div>" * 60_000,
    "attributes": "<p " + " ".join(f"a{n}='b'" for n in range(60_000)) + ">words</p>",
    "entities": "<!DOCTYPE a [<!ENTITY a0 'lol'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]><html><body><article><p>&a9;</p></article></body></html>",
    "outside": "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>words &x; words</p></body></html>",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_that_are_bombs(tmp_path: Path, name: str) -> None:
    """Tags and nesting without end, entities that grow a billionfold or name files: refused, or read as plain words."""
    path = tmp_path / "a.html"
    path.write_text(PAGES[name], encoding="utf-8")
    (item,) = read_documents(path)
    if isinstance(item, Document):
        assert len(item.text) < 1_000_000
        assert "root:" not in item.text
    else:
        assert isinstance(item, UnreadableDocument)
    assert name != "tags" or "more than 100,000 tags" in str(getattr(item, "error", ""))


def test_as_many_numbers_as_fit_into_a_text() -> None:
    """Words among digits are told apart in a time that grows with their number: 50,000 of them are found."""
    assert len(find_numbers("3 five " * 25_000)) == 50_000


@pytest.mark.parametrize("digits", ["9" * 5000, "1e400", "-1E-400", "9" * 400 + ".5"])
def test_numbers_of_thousands_of_digits_cost_their_row_at_most(tmp_path: Path, digits: str) -> None:
    """The row is read or told; the next one is read in any case."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One.", "n": ' + digits + '}\n{"text": "Two."}\n', encoding="utf-8")
    items = list(read_documents(path))
    assert len(items) == 2
    assert isinstance(items[1], Document)


@pytest.mark.parametrize("amount", ["1E+999999999", "-1", "NaN", "Infinity", 7, "1" * 200, True])
def test_amounts_that_are_none(amount: Any) -> None:
    """A ledger's line with one is no entry: written out, the first would fill the memory."""
    entry = Entry("answer", "r", "c", "ab", None, 0, 1, cost=Decimal(1))
    line = json.loads(entry.to_line()) | {"cost": amount}
    with pytest.raises(ValueError, match=r"no amount|no entry"):
        Entry.from_line(json.dumps(line))


def test_references_in_a_circle_end() -> None:
    """A pinned schema that leads to itself is an error, not an endless walk."""
    with pytest.raises(KeyError, match="leads back"):
        target({"$ref": "#"}, {"$ref": "#"})
