"""extract_iter: rows of any engine in, records out, the same bytes as a run over the file that they are of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy
import pandas
import pytest

from llm_extract import Extractor, RefusedError, extract_iter, read_documents
from llm_extract.batch import run_batch
from llm_extract.records import to_line

Serve = Callable[..., Any]


def options(prompts: Path, url: str, **more: Any) -> dict[str, Any]:
    """An extractor's for the task."""
    return {"prompts": prompts, "model": "m", "base_url": url, "cache": prompts.parent / "cache", **more}


def test_rows_of_a_file_give_the_lines_of_a_run_over_it(
    company: Any, company_prompts: Path, loopback: Serve, tmp_path: Path
) -> None:
    """The same bytes, for rows with dates, titles, metadata, missing texts and repeated ids."""
    rows = [
        {"id": "a", "text": "Acme sells.", "date": "2018-04-09", "tags": ["x", 1], "title": "On Acme"},
        {"id": "b", "text": "Beta sells.", "views": 3.5, "none": None},
        {"id": "c", "text": ""},
        {"id": "a", "text": "Again sells."},
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    url = loopback(company.answer).url
    with Extractor("company", **options(company_prompts, url)) as extractor:
        run_batch(extractor, read_documents([path]), tmp_path / "out.jsonl")
    found = extract_iter(rows, "company", source=str(path), encoding="utf-8", **options(company_prompts, url))
    lines = [to_line(record) for record in found]
    expected = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [lines[place] for place in (0, 1, 3)] == [expected[place] for place in (0, 1, 3)]
    assert json.loads(lines[2])["error"]["message"] == f"{path}, row 3: its 'text' is empty or only white space"


def test_values_of_other_libraries_are_plain_in_records(company: Any, company_prompts: Path, loopback: Serve) -> None:
    """numpy numbers and arrays, NaN, NaT and dates become JSON; whole ids that pandas made floats are whole again."""
    rows = [
        {
            "id": 7.0, "text": "Acme sells.", "published_on": pandas.Timestamp(2018, 4, 9), "n": numpy.int64(3),
            "x": float("nan"), "y": pandas.NaT, "list": numpy.array([1.5]), "day": date(2020, 1, 2),
            "at": datetime(2020, 1, 2, 3, 4),
        }
    ]  # fmt: skip
    (record,) = extract_iter(rows, "company", **options(company_prompts, loopback(company.answer).url))
    assert json.loads(to_line(record)) == record
    assert (record["document"]["key"], record["document"]["published_on"]) == ("7", "2018-04-09")
    assert record["document"]["metadata"] == {
        "n": 3, "x": None, "y": None, "list": [1.5], "day": "2020-01-02", "at": "2020-01-02T03:04:00",
    }  # fmt: skip


def test_rows_without_an_id_have_a_key_that_does_not_depend_on_the_split(
    company: Any, company_prompts: Path, loopback: Serve
) -> None:
    """Two parts of the rows give what all of them together give."""
    rows = [{"text": f"Co{number} sells."} for number in range(6)]
    given = options(company_prompts, loopback(company.answer).url)
    whole = [to_line(one) for one in extract_iter(rows, "company", **given)]
    parts = [to_line(one) for part in (rows[:2], rows[2:]) for one in extract_iter(part, "company", **given)]
    assert parts == whole


def test_a_part_that_is_given_again_is_not_paid_for_again(company: Any, company_prompts: Path, loopback: Serve) -> None:
    """What an engine repeats is found in the cache."""
    rows = [{"id": number, "text": f"Co{number} sells."} for number in range(20)]
    server = loopback(company.answer)
    given = options(company_prompts, server.url)
    first = list(extract_iter(rows, "company", **given))
    assert list(extract_iter(rows, "company", **given)) == first
    assert len(server.log) == 20


def test_rows_are_read_no_further_ahead_than_they_are_extracted(
    company: Any, company_prompts: Path, loopback: Serve
) -> None:
    """With four under way, at most four rows more are read than records taken."""
    read: list[int] = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(50):
            read.append(number)
            yield {"id": number, "text": f"Co{number} sells."}

    taken = 0
    for _ in extract_iter(rows(), "company", concurrency=4, **options(company_prompts, loopback(company.answer).url)):
        taken += 1
        assert len(read) <= taken + 4
    assert taken == 50


def test_a_refusal_is_raised_and_a_failure_is_a_record(company: Any, company_prompts: Path, loopback: Serve) -> None:
    """A broken answer fails one row; a key that is refused ends the iteration."""
    rows = [{"id": number, "text": f"Co{number} sells."} for number in range(3)]
    given = options(company_prompts, loopback(company.answer, script=[None, "400"]).url, concurrency=1)
    assert [one["status"] for one in extract_iter(rows, "company", **given)] == ["ok", "failed", "ok"]
    refusing = options(company_prompts, loopback(company.answer, script=["401"] * 3).url, cache=None)
    with pytest.raises(RefusedError):
        list(extract_iter(rows, "company", **refusing))
