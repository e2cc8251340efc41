"""Writing the file, and the command that does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.documents import SavedDocuments
from llm_extract.errors import ConfigError, RunError
from llm_extract.records import Record
from llm_extract.report import iterate_report, write_report

MakeRecord = Callable[..., dict[str, Any]]
TEXT = "Acme raised money."


@pytest.fixture
def record(make_record: MakeRecord) -> dict[str, Any]:
    return make_record(TEXT, {"name": "Acme"}, [("/name", "Acme", "supported")])


@pytest.fixture
def records(tmp_path: Path, record: dict[str, Any]) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def content(page: str) -> dict[str, Any]:
    """The page's own account of itself."""
    text = page.split('<script type="application/json" id="content">')[1].split("</script>")[0]
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_the_same_records_give_the_same_bytes(record: dict[str, Any]) -> None:
    """Nothing in the page depends on when or where it is made."""
    assert "".join(iterate_report([record])) == "".join(iterate_report([record]))


def test_records_and_their_lines_give_one_page(record: dict[str, Any]) -> None:
    """Records may come as objects or as JSON values; something else is an error that says which it is."""
    objects = [Record.from_dict(record)]
    assert "".join(iterate_report(objects)) == "".join(iterate_report([record]))
    with pytest.raises(ConfigError, match="record 2 is no record of format 1"):
        list(iterate_report([record, {"company": "Acme"}]))


def test_another_run_has_another_review(record: dict[str, Any]) -> None:
    """The name under which a review is kept is that of these very records."""
    other = {**record, "model": "another"}
    assert content("".join(iterate_report([record])))["run"] != content("".join(iterate_report([other])))["run"]


def test_a_title_that_looks_like_a_mark_stays_as_it_is(record: dict[str, Any]) -> None:
    """What is filled into the template is not filled again."""
    page = "".join(iterate_report([record], title="<@style@> @script@ @data@"))
    assert "<title>&lt;@style@&gt; @script@ @data@</title>" in page


def test_a_text_that_changed_is_not_shown(
    record: dict[str, Any], save_texts: Callable[[dict[str, str]], SavedDocuments]
) -> None:
    """Offsets into another text would light up the wrong words: the quote is shown alone."""
    page = "".join(iterate_report([record], documents=save_texts({"a.txt": "Something else."})))
    assert "Something else" not in page


def test_a_failed_write_leaves_the_old_page(tmp_path: Path, record: dict[str, Any]) -> None:
    """The new page takes the old one's place only when it is whole."""
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")

    def broken() -> Any:
        yield record
        raise OSError(28, "No space left on device")

    with pytest.raises(RunError, match="No space left"):
        write_report(path, broken())
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_the_command_says_what_it_wrote(records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without texts it says so; prices give the cost."""
    output = tmp_path / "page.html"
    assert main(["report", str(records), "-o", str(output), "--price", "1", "2", "--currency", "EUR"]) == 0
    said = capsys.readouterr()
    assert "1 record," in said.err
    assert "--documents" in said.err
    assert said.out == ""
    assert content(output.read_text(encoding="utf-8"))["figures"]["money"] == [0.0011, "EUR"]


@pytest.mark.parametrize("given", [["missing.jsonl"], ["--evaluation", "missing.json"]])
def test_files_of_the_wrong_kind_are_usage_errors(records: Path, tmp_path: Path, given: list[str]) -> None:
    """Events and scores that are not there, or are something else, end with exit code 2 and no page."""
    output = tmp_path / "page.html"
    assert main(["report", str(records), *given, "-o", str(output)]) == 2
    wrong = [str(records) if "missing" in one else one for one in given]
    assert main(["report", str(records), *wrong, "-o", str(output)]) == 2
    assert not output.exists()
