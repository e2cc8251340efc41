"""Long articles of which some parts, or all, have no answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field

from deals import FIRST, LAST, LONG, PARAGRAPH, Deal, Deals, deals_in, read
from llm_extract import Cited, Document, RefusedError, ReplayMiss, Request, Response
from llm_extract.errors import RejectedError, TimedOutError
from llm_extract.extraction.partition import partition

Extract = Callable[..., Any]


@pytest.mark.parametrize(
    "failure",
    [
        TimedOutError("no answer"),
        RejectedError("too long"),
        Response({"choices": [{"finish_reason": "stop", "message": {"content": "", "refusal": "No."}}]}),
        "no JSON",
    ],
)
def test_a_failed_part_gives_a_partial_record_that_says_what_is_missing(
    make_plan: Any, extract: Extract, failure: Any
) -> None:
    """Whatever went wrong with one part, the rest is kept, and the missing span is told, without what others cover."""
    text = FIRST + PARAGRAPH * 8 + LAST
    parts = partition(Document.from_text(text), 1000)
    failing = parts[2]

    def reply(request: Request) -> Any:
        first = request.body["messages"][0]["content"]
        return failure if first == failing.document.text else read(request)

    record = extract(make_plan(Deals, max_chars=1000), text, reply)
    assert record.status == "partial"
    assert record.data.deals[0].lead == "Bolt Capital"
    (note,) = [note for note in record.notes if note.code == "missing"]
    assert note.details["spans"] == [[parts[1].end, parts[3].start]]
    assert record.error is None


def test_no_answer_for_any_part_is_no_answer_for_the_article(make_plan: Any, extract: Extract) -> None:
    """The first error surfaces, so that the article is a failed one and not an empty one."""

    def reply(request: Request) -> Any:
        raise TimedOutError("no answer")

    with pytest.raises(TimedOutError):
        extract(make_plan(Deals, max_chars=1000), LONG, reply)


def test_nothing_usable_from_any_part_names_the_kind(make_plan: Any, extract: Extract) -> None:
    """Where every part was refused the record is refused, and all that was paid for is listed."""
    refusal = Response({"choices": [{"finish_reason": "stop", "message": {"content": "", "refusal": "No."}}]})
    record = extract(make_plan(Deals, max_chars=1000), LONG, lambda request: refusal)
    assert (record.status, record.data) == ("refused", None)
    assert len(record.attempts) == len(partition(Document.from_text(LONG), 1000))


@pytest.mark.parametrize("error", [RefusedError("bad key"), ReplayMiss("not recorded")])
def test_what_stops_a_run_is_not_swallowed(make_plan: Any, extract: Extract, error: Exception) -> None:
    """A refused key or a missing recording is raised, not made a missing part."""

    def reply(request: Request) -> Any:
        raise error

    with pytest.raises(type(error)):
        extract(make_plan(Deals, max_chars=1000), LONG, reply)


class Found(BaseModel):
    topic: Cited[str] | None
    deals: Annotated[list[Deal], Field(min_length=1)]


def test_a_part_in_which_there_is_nothing_is_not_missing(make_plan: Any, extract: Extract) -> None:
    """An article must have an item, each of its parts need not; where none has one, the record does not fit."""
    asked: list[Request] = []

    def reply(request: Request) -> Any:
        text = request.body["messages"][0]["content"].rpartition("of the article]\n\n")[2]
        return {"topic": None, "deals": deals_in(text)}

    plan = make_plan(Found, max_chars=1000, reask=False)
    record = extract(plan, LONG, reply, asked=asked)
    assert len(asked) > 2
    assert (record.status, len(record.data.deals), record.notes) == ("ok", 1, ())
    assert extract(plan, PARAGRAPH * 9, reply).status == "invalid"
