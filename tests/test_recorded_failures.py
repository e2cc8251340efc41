"""Failures as recorded cases: what becomes of answers that refuse, break off, or do not pass the checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llm_extract import Extractor, read_documents

CASES = Path(__file__).with_name("cases")


pytestmark = pytest.mark.llm_recordings("cases", task="funding_news@v1")


@pytest.fixture(scope="module")
def records(module_replay: Extractor[Any]) -> dict[str, Any]:
    """The record of each case by the case's name."""
    articles = read_documents([str(CASES / "articles")])
    return {Path(record.document.key).stem: record for record in module_replay.extract_many(articles)}


def test_the_answers_say_that_they_are_made_up() -> None:
    """Every recording of a failure is marked as synthetic."""
    files = list(CASES.rglob("*.json"))
    assert files
    assert all(json.loads(path.read_bytes())["recorded"]["synthetic"] is True for path in files)


@pytest.mark.parametrize(
    ("case", "status", "outcomes", "error"),
    [
        ("refused", "refused", ["refused"], "AnswerRefused"),
        ("truncated", "truncated", ["truncated"], "AnswerTruncated"),
        ("filtered", "filtered", ["filtered"], "AnswerFiltered"),
        ("invalid", "invalid", ["invalid", "invalid"], "AnswerInvalid"),
        ("asked_again", "ok", ["parsed", "parsed"], None),
        ("withdrawn", "ok", ["parsed", "parsed"], None),
    ],
)
def test_each_case_ends_in_its_status(
    records: dict[str, Any], case: str, status: str, outcomes: list[str], error: str | None
) -> None:
    """Status, attempts and error name what happened; without data there is a remedy."""
    record = records[case]
    assert record.status == status
    assert [attempt.outcome for attempt in record.attempts] == outcomes
    assert (record.error.type if record.error else None) == error
    assert record.error is None or record.error.hint
    assert (record.data is None) == (error is not None)


def test_a_wrong_sum_is_corrected_by_asking_again(records: dict[str, Any]) -> None:
    """The quote that was not in the article is replaced, the rest stays as it was."""
    record = records["asked_again"]
    (round_,) = record.data.rounds
    assert round_.money_raised.amount == 18_000_000
    assert [(item.name, item.role) for item in round_.investors] == [
        ("Kestrel Ventures", "lead"),
        ("Harbour Fund", "participant"),
    ]
    assert {item.support for item in record.evidence} == {"supported"}
    assert [(note.code, note.path) for note in record.notes] == [("corrected", "/rounds/0/money_raised")]


def test_an_invented_investor_is_withdrawn(records: dict[str, Any]) -> None:
    """The model takes back what the article does not say; the note keeps it."""
    record = records["withdrawn"]
    assert record.data.rounds[0].investors == []
    (note,) = record.notes
    assert note.code == "withdrawn"
    assert note.details["answer"]["value"]["name"] == "Sundial Capital"
