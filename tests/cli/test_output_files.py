"""No verb writes over what it reads or what others wrote, and an output that cannot be is refused before any work."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from llm_extract.cli import main
from llm_extract.shipped import shipped


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record of one article, with its text beside it and what a reader corrected, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    article = next(shipped("seeds").glob("000_*.txt"))
    path = tmp_path / "records.jsonl"
    options = ["-t", "funding_news@v1", "--replay", str(shipped("fixtures")), "-q", "-o", str(path)]
    assert main(["run", str(article), *options]) == 0
    record = json.loads(path.read_text())
    change = {"action": "accept", "path": "/rounds/0/company", "was": {"/rounds/0/company": "SenseTime"}}
    reviewed = {"document": record["document"]["key"], "id": record["document"]["id"], "changes": [change]}
    corrections = {"corrections_format": 1, "run": "", "by": "Eve", "records": [reviewed]}
    (tmp_path / "corrections.json").write_text(json.dumps(corrections))
    return path


GOLD = str(shipped("fixtures") / "gold" / "funding_news.jsonl")
VERBS = {
    "reconcile": ["reconcile", "records.jsonl", "-o"],
    "eval --json": ["eval", "records.jsonl", "--gold", GOLD, "--json"],
    "eval --junit": ["eval", "records.jsonl", "--gold", GOLD, "--junit"],
    "eval --html": ["eval", "records.jsonl", "--gold", GOLD, "--html"],
    "compare --json": ["compare", "records.jsonl", "records.jsonl", "--json"],
    "gold from": ["gold", "from", "records.jsonl", "-o"],
    "report": ["report", "records.jsonl", "-o"],
    "review apply": ["review", "apply", "records.jsonl", "corrections.json", "-o"],
}


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_read_is_not_written_over(verb: str, records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the records, by whatever name, nor their texts: they were paid for."""
    before = {path: path.read_bytes() for path in records.parent.iterdir() if path.is_file()}
    for output in ("records.jsonl", f"../{records.parent.name}/records.jsonl", "records.jsonl.documents.jsonl"):
        assert main([*VERBS[verb], output]) == 2
        assert "would be overwritten" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in records.parent.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(("output", "said"), [(".", "is a folder"), ("nowhere/x", "there is no folder nowhere")])
def test_an_output_that_cannot_be_is_a_usage_error(
    verb: str, output: str, said: str, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused by name before anything is computed."""
    assert main([*VERBS[verb], output]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_writes_over_the_records_of_another_run(
    verb: str, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They were paid for, and a slip of the hand would cost them all."""
    article = str(next(shipped("seeds").glob("001_*.txt")))
    assert main(["run", article, "--replay", str(shipped("fixtures")), "-q", "-o", "other.jsonl"]) == 0
    before = Path("other.jsonl").read_bytes()
    assert main([*VERBS[verb], "other.jsonl"]) == 2
    assert "other.jsonl is the output of a run, and would be overwritten" in capsys.readouterr().err
    assert Path("other.jsonl").read_bytes() == before


FOREIGN = {
    "words": b"Call Ada on Monday.\n",
    "page": b"<!doctype html><html><title>An article</title><p>llm-extract report</p></html>",
    "PDF": b"%PDF-1.7\n\x00\xff\xfe",
    "JSON": b'{"title": "An article"}\n{"title": "Another"}\n',
    "object": b'{"title": "An article", "fields": {}}\n',
    "list": b"[1, 2]",
    "number": b"7\n",
}
REPLACED = {
    **{verb: (command, "out.any") for verb, command in VERBS.items() if verb != "gold from"},
    "export": (["export", "records.jsonl", "-o"], "out.csv"),
    "export as lines": (["export", "records.jsonl", "-o"], "out.jsonl"),
    "cache export": (["cache", "export"], "out.jsonl"),
    "cache export, packed": (["cache", "export"], "out.jsonl.gz"),
}


@pytest.fixture
def answers(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache with one answer."""
    from llm_extract.models.stores.opening import open_store

    monkeypatch.setenv("LLM_EXTRACT_CACHE", "cache")
    store = open_store(Path("cache"))
    store.put(f"https://api.example/v1 {'b' * 64}", b'{"choices": [{"message": {"content": "{}"}}]}')
    store.close()


@pytest.mark.usefixtures("answers")
@pytest.mark.parametrize("verb", REPLACED)
@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_of_others_is_spared(verb: str, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Notes or an article, named by mistake, stay as they are; the message has the file, the cause and the remedy."""
    command, output = REPLACED[verb]
    Path(output).write_bytes(FOREIGN[kind])
    assert main([*command, output]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"error: {output} is there, and ")
    assert err.endswith("Name another file, or move this one away: it would be replaced.\n")
    assert Path(output).read_bytes() == FOREIGN[kind]


@pytest.mark.usefixtures("answers")
@pytest.mark.parametrize("verb", REPLACED)
def test_an_output_of_ones_own_is_replaced(verb: str) -> None:
    """The same command again writes the same; so it does over an empty file, as mktemp makes them."""
    command, output = REPLACED[verb]
    Path(output).touch()
    assert main([*command, output]) == 0
    first = Path(output).read_bytes()
    assert first
    assert main([*command, output]) == 0
    assert _unpacked(Path(output)) == _unpacked(Path(output), first)


@pytest.mark.usefixtures("answers")
@pytest.mark.parametrize("one", REPLACED)
def test_the_output_of_one_verb_is_foreign_to_the_others(one: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Scores that are named where the report goes stay scores."""
    command, output = REPLACED[one]
    assert main([*command, output]) == 0
    made = Path(output).read_bytes()
    for other, (verb, named) in REPLACED.items():
        if other != one and not {one, other} <= {"export", "export as lines", "cache export", "cache export, packed"}:
            Path(named).write_bytes(made)
            assert main([*verb, named]) == 2, other
            assert Path(named).read_bytes() == made


def test_records_that_nobody_reviewed_are_no_output_of_a_review(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They may be a run's that were moved, and were paid for."""
    Path("moved.jsonl").write_bytes(records.read_bytes())
    assert main([*VERBS["review apply"], "moved.jsonl"]) == 2
    assert "moved.jsonl is there, and holds no reviewed records" in capsys.readouterr().err


def test_one_reviewed_record_of_many_makes_an_output_of_a_review(records: Path) -> None:
    """Nobody reviews them all at once: the next review takes the place of the last."""
    assert main([*VERBS["review apply"], "out.jsonl"]) == 0
    reviewed = Path("out.jsonl").read_bytes()
    Path("out.jsonl").write_bytes(records.read_bytes() + reviewed)
    assert main([*VERBS["review apply"], "out.jsonl"]) == 0
    assert Path("out.jsonl").read_bytes() == reviewed


def test_events_are_written_whole_or_not_at_all(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that is no record leaves the events of earlier as they were."""
    assert main([*VERBS["reconcile"], "events.jsonl"]) == 0
    before = Path("events.jsonl").read_bytes()
    broken = Path("broken.jsonl")
    broken.write_bytes(records.read_bytes() + b"no record\n")
    assert main(["reconcile", "broken.jsonl", "-o", "events.jsonl"]) == 2
    assert "broken.jsonl, line 2: not JSON" in capsys.readouterr().err
    assert Path("events.jsonl").read_bytes() == before


def _unpacked(path: Path, data: bytes | None = None) -> bytes:
    data = path.read_bytes() if data is None else data
    return gzip.decompress(data) if path.suffix == ".gz" else data
