"""The verbs ``reconcile`` and ``show``: events as lines and tables, records as tables, and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from llm_extract import Extractor, read_documents
from llm_extract.cli import main
from llm_extract.documents import DocumentWriter, documents_path
from llm_extract.shipped import shipped

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(say: Say, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Run one of the two verbs on a wide terminal."""
    monkeypatch.setenv("COLUMNS", "200")
    return say


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of the five articles, with their texts beside them."""
    path = tmp_path_factory.mktemp("run") / "records.jsonl"
    documents = list(read_documents([str(shipped("seeds"))]))
    with Extractor("funding_news@v1", replay=str(shipped("fixtures"))) as extractor:
        lines = [record.to_json() + "\n" for record in extractor.extract_many(documents)]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    with DocumentWriter(documents_path(path)) as writer:
        for document in documents:
            writer.write(document)  # type: ignore[arg-type]
    return path


def test_events_are_written_as_sorted_json_lines(say: Say, records: Path) -> None:
    """One line for each event, format 1, keys sorted, the same bytes again; counts go to stderr."""
    code, out, err = say("reconcile", str(records), "-o", "events.jsonl")
    assert (code, out) == (0, "")
    assert "2 told by several articles, 1 with conflicts" in err
    written = Path("events.jsonl").read_bytes()
    for line in written.decode().splitlines():
        event = json.loads(line)
        assert event["event_format"] == 1
        assert line == json.dumps(event, sort_keys=True, ensure_ascii=False)
    assert say("reconcile", str(records), "-o", "-")[1].encode() == written


def test_tables_show_every_claim_with_its_quote(say: Say, records: Path) -> None:
    """The valuation conflict can be read on the terminal: values, sources, words, and that nothing resolves it."""
    _, out, _ = say("reconcile", str(records))
    for words in (
        "more than $4 billion",
        "more than $3 million",
        "Reuters in",
        "$4.5 billion",
        "magnitude",
        "not resolved",
    ):
        assert words in out
    assert "Qualcomm has also backed" in out
    assert "in talks to raise even more" not in out
    assert "in talks to raise even more" in say("reconcile", str(records), "--all")[1]


def test_figures_and_aliases_are_options(say: Say, records: Path) -> None:
    """--also compares policy dates; --aliases takes a JSON file."""
    Path("names.json").write_text('{"SenseTime": ["商汤"]}', encoding="utf-8")
    _, out, _ = say("reconcile", str(records), "--also", "figure", "--aliases", "names.json")
    assert "2025" in out


def test_missing_texts_are_said(say: Say, records: Path) -> None:
    """Without texts copies are known by equal texts only: a line on stderr, no error."""
    Path("bare.jsonl").write_bytes(records.read_bytes())
    code, _, err = say("reconcile", "bare.jsonl")
    assert code == 0
    assert "copies are known by equal texts only" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--documents", "nowhere.jsonl"], "no documents file nowhere.jsonl"),
        (["--aliases", "nowhere.json"], "nowhere.json"),
        (["--aliases", "list.json"], "no list of aliases"),
        (["--also", "rumour"], "no kind of event 'rumour'"),
    ],
)
def test_wrong_options_are_named(say: Say, records: Path, arguments: list[str], message: str) -> None:
    """Each is refused with its name and a remedy."""
    Path("list.json").write_text("[]", encoding="utf-8")
    code, out, err = say("reconcile", str(records), *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_show_prints_values_with_their_words(say: Say, records: Path) -> None:
    """One record by part of its key: values, support, quotes with their places."""
    _, out, _ = say("show", str(records), "001_")
    assert "002_" not in out
    assert "$3 million" in out
    assert "a valuation reportedly higher than $3 million" in out
    assert "298:343" in out
    assert "supported" in out


def test_show_prints_all_that_answers_disagree_on(say: Say, records: Path) -> None:
    """Both values, and both quotes: the article's words are read from the texts beside the records."""
    record = json.loads(records.read_text(encoding="utf-8").splitlines()[1])
    values = [{"value": name, "count": 1, "spans": [span]} for name, span in (("A", [0, 7]), ("B", [298, 343]))]
    note = {"code": "disagreement", "path": "/rounds/0/company", "message": "two things", "details": {"values": values}}
    told = records.with_name("disagreeing.jsonl")
    told.write_text(json.dumps({**record, "notes": [note]}) + "\n", encoding="utf-8")
    documents_path(told).write_bytes(documents_path(records).read_bytes())
    _, out, _ = say("show", str(told))
    assert "A  in 1 answer  date 2  0:7" in out
    assert "B  in 1 answer  a valuation reportedly higher than $3 million  298:343" in out
    documents_path(told).unlink()
    assert "298:343" in say("show", str(told))[1]


def test_show_names_what_there_is(say: Say, records: Path) -> None:
    """A key that fits nothing is refused with keys that would."""
    code, out, err = say("show", str(records), "zzz")
    assert (code, out) == (2, "")
    assert "no record of 'zzz'" in err
    assert "000_" in err


def test_verdicts_stay_whole_on_a_narrow_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On eighty columns no verdict is broken within a word."""
    from llm_extract.shipped import shipped

    records = tmp_path / "r.jsonl"
    assert main(["run", str(shipped("seeds")), "--replay", str(shipped("fixtures")), "-q", "-o", str(records)]) == 0
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["reconcile", str(records)]) == 0
    out = capsys.readouterr().out
    assert all(words in out for words in ("= unanimous", "≈ compatible", "· single source", "✗ conflict"))
