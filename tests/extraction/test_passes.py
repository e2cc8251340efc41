"""Further passes: the same article asked about again, united into one record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deals import Deals, deals_in, read
from llm_extract import Request
from llm_extract.errors import TimedOutError
from written_answers import cited

Extract = Callable[..., Any]


def test_further_passes_have_their_own_fingerprints_and_say_what_they_added(make_plan: Any, extract: Extract) -> None:
    """Three passes over a short article: the same request under ordinals 0, 1, 2, and a note for each further one."""
    text = "Acme Corp raised $5 million. Bolt Corp raised $7 million led by Cor Capital."
    found = deals_in(text)
    asked: list[Request] = []

    def reply(request: Request) -> Any:
        some = {0: [found[0]], 1: [{**found[1], "lead": None}, found[0]], 2: [found[1]]}[request.ordinal]
        return {"topic": None, "deals": some}

    record = extract(make_plan(Deals, passes=3), text, reply, asked=asked)
    assert sorted(request.ordinal for request in asked) == [0, 1, 2]
    assert len({request.fingerprint for request in asked}) == 3
    assert [attempt.fingerprint for attempt in record.attempts] == [asked[0].again(n).fingerprint for n in range(3)]
    assert [(deal.company, deal.lead) for deal in record.data.deals] == [
        ("Acme Corp", None),
        ("Bolt Corp", "Cor Capital"),
    ]
    added = {note.details["pass"]: note.details["added"] for note in record.notes if note.code == "pass"}
    assert added == {2: ["/deals/1"], 3: ["/deals/1/lead"]}
    assert record.evidence["/deals/0/company"].spans == ((0, 9),)


def test_what_one_answer_tells_apart_stays_apart(make_plan: Any, extract: Extract) -> None:
    """A round with a sum and one without are two rounds in every pass, and so in the record."""
    text = "Acme Corp raised $5 million. Acme Corp had raised money before."
    vague = {"company": cited("Acme Corp"), "millions": None, "lead": None, "backers": []}
    answer = {"topic": None, "deals": [deals_in(text)[0], vague]}
    once = extract(make_plan(Deals), text, lambda request: answer)
    twice = extract(make_plan(Deals, passes=2), text, lambda request: answer)
    assert twice.data == once.data
    assert list(twice.evidence) == list(once.evidence)


def test_a_failed_pass_leaves_the_record_whole(make_plan: Any, extract: Extract) -> None:
    """What the other pass has read is not missing; a note says that one pass has no answer."""

    def reply(request: Request) -> Any:
        if request.ordinal == 1:
            raise TimedOutError("no answer")
        return read(request)

    record = extract(make_plan(Deals, passes=2), "Acme Corp raised $5 million.", reply)
    assert record.status == "ok"
    assert [note.code for note in record.notes] == ["unanswered", "pass"]
