"""No verb writes over what it reads, and an output that cannot be is refused before any work."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm_extract.cli import main
from llm_extract.cli.records_file import find_text, iterate_texts
from llm_extract.documents import Document, DocumentWriter, documents_path
from llm_extract.shipped import shipped


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record of one article, with its text beside it, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    article = next(shipped("seeds").glob("000_*.txt"))
    path = tmp_path / "records.jsonl"
    command = [
        "run",
        str(article),
        "-t",
        "funding_news@v1",
        "--replay",
        str(shipped("fixtures")),
        "-q",
        "-o",
        str(path),
    ]
    assert main(command) == 0
    return path


GOLD = str(shipped("fixtures") / "gold" / "funding_news.jsonl")
VERBS = {
    "reconcile": ["reconcile", "records.jsonl", "-o"],
    "eval --json": ["eval", "records.jsonl", "--gold", GOLD, "--json"],
    "eval --junit": ["eval", "records.jsonl", "--gold", GOLD, "--junit"],
    "eval --html": ["eval", "records.jsonl", "--gold", GOLD, "--html"],
    "compare --json": ["compare", "records.jsonl", "records.jsonl", "--json"],
    "gold from": ["gold", "from", "records.jsonl", "-o"],
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


def test_an_export_replaces_nothing_but_exports(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table of articles that is named by mistake stays; the same export again is written anew."""
    Path("news.csv").write_text("id,text\n1,Words.\n")
    assert main(["export", "records.jsonl", "-o", "news.csv"]) == 2
    assert "news.csv is there, and no export made it" in capsys.readouterr().err
    assert Path("news.csv").read_text() == "id,text\n1,Words.\n"
    Path("empty.csv").touch()
    for output in ("table.csv", "table.csv", "empty.csv"):
        assert main(["export", "records.jsonl", "-o", output]) == 0


def test_of_an_article_that_was_changed_only_the_last_text_counts(tmp_path: Path) -> None:
    """Its earlier text, still in the file, must not pass for a copy of another article, or of itself."""
    texts = [("One.", "a"), ("Two.", "b"), ("One, changed.", "a")]
    documents = [Document(text, key=key, source=key) for text, key in texts]
    with DocumentWriter(documents_path(tmp_path / "r.jsonl")) as writer:
        for document in documents:
            writer.write(document)
    left = iterate_texts(tmp_path / "r.jsonl", None)
    assert left is not None
    assert list(left) == [("a", "One, changed."), ("b", "Two.")]
    find = find_text(tmp_path / "r.jsonl", None)
    assert find is not None
    assert [find({"key": one.key, "id": one.id}) for one in documents] == ["One.", "Two.", "One, changed."]
