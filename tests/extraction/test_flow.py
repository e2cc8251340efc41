"""The flow of one document: what is asked, what is asked again, and what ends up in the record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field

from llm_extract import Cited, Document, Name, Record, Request, Response
from llm_extract.extraction.flow import extract_flow
from llm_extract.extraction.plan import Plan
from llm_extract.models.endpoints import Endpoint
from llm_extract.rendering import Renderer
from llm_extract.schemas.strict import compile_schema
from llm_extract.tasks import Task
from written_answers import cited

TEXT = "Acme Corp raised $5 million in May. Bolt Ltd raised $7 million in June. Neither gave a reason."


class Deal(BaseModel):
    company: Cited[Name]
    millions: Cited[Annotated[Decimal, Field(gt=0)]] | None


class Deals(BaseModel):
    deals: list[Deal]
    comment: Cited[str] | None = None


def plan(schema: type[BaseModel] = Deals, **options: Any) -> Plan:
    task = Task("deals", 1, Path("deals/v1.md"), "", "{{ document.text }}", "x:Deals", "", {}, "0" * 64)
    wire = compile_schema(schema)
    endpoint = Endpoint("test", needs_key=False)
    return Plan(Renderer(task, wire.schema, model="m", endpoint=endpoint), wire, **options)


ACME = {"company": cited("Acme Corp", "Acme Corp"), "millions": cited("$5 million", "5000000")}
BOLT = {"company": cited("Bolt Ltd", "Bolt Ltd"), "millions": cited("$7 million", "7000000")}


def answer(content: Any, *, finish_reason: str = "stop", refusal: str | None = None) -> Response:
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    usage = {"prompt_tokens": 100, "completion_tokens": 10}
    return Response({"choices": [{"finish_reason": finish_reason, "message": message}], "usage": usage})


def run(*answers: Response, text: str = TEXT, asked: list[Request] | None = None, **options: Any) -> Record[Any]:
    """Step the flow with these answers; it must ask for exactly as many."""
    flow = extract_flow(options.pop("plan", None) or plan(**options), Document.from_text(text))
    requests = [next(flow)]
    try:
        for response in answers:
            requests.append(flow.send(response))
    except StopIteration as stop:
        if asked is not None:
            asked += requests
        assert len(requests) == len(answers), "the flow ended before all answers were asked for"
        record: Record[Any] = stop.value
        return record
    raise AssertionError("the flow asked for a further answer")


def test_a_good_answer_becomes_typed_data_with_evidence() -> None:
    """Data are the user's own class with bare values; each cited value has offsets that slice back to its quote."""
    record = run(answer({"deals": [ACME, BOLT], "comment": None}))
    assert record.status == "ok"
    assert isinstance(record.data, Deals)
    assert record.data.deals[1] == Deal(company="Bolt Ltd", millions=Decimal(7000000))
    assert [item.path for item in record.evidence] == [
        "/deals/0/company", "/deals/0/millions", "/deals/1/company", "/deals/1/millions",
    ]  # fmt: skip
    for item in record.evidence:
        ((start, end),) = item.spans
        assert (TEXT[start:end], item.alignment, item.support) == (item.quote, "exact", "supported")


def test_a_record_says_which_document_it_is_about() -> None:
    """Key, id of the text, source, title, date, encoding, length and metadata are the document's own."""
    document = Document.from_text(
        TEXT, key="a/b.txt", source="in/a/b.txt", title="T", published_on="2018-04", metadata={"x": 1}
    )
    flow = extract_flow(plan(reask=False), document)
    next(flow)
    with pytest.raises(StopIteration) as stop:
        flow.send(answer({"deals": [], "comment": None}))
    about = stop.value.value.document
    assert about.id == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (about.key, about.source, about.title) == ("a/b.txt", "in/a/b.txt", "T")
    assert (about.published_on, about.encoding, about.chars) == ("2018-04", document.encoding, len(TEXT))
    assert about.metadata == {"x": 1}


def test_an_answer_without_items_is_empty() -> None:
    """Nothing found is said as such, and is not an error."""
    record = run(answer({"deals": [], "comment": None}))
    assert (record.status, record.ok, record.error) == ("empty", True, None)


@pytest.mark.parametrize(
    ("response", "status", "kind"),
    [
        (answer("", refusal="I cannot."), "refused", "AnswerRefused"),
        (answer('{"deals": [', finish_reason="length"), "truncated", "AnswerTruncated"),
        (answer("", finish_reason="content_filter"), "filtered", "AnswerFiltered"),
    ],
)
def test_refused_cut_and_filtered_answers_are_told_apart(response: Response, status: str, kind: str) -> None:
    """Such answers are not asked again; the record names the kind, the remedy and the tokens that were paid."""
    record = run(response)
    assert (record.status, record.data) == (status, None)
    assert record.error is not None
    assert record.error.type == kind
    assert record.error.hint
    assert [(attempt.outcome, attempt.usage.prompt_tokens) for attempt in record.attempts] == [(status, 100)]


def test_an_answer_that_is_no_json_is_asked_once_more() -> None:
    """The second answer is used; both are listed as attempts under their own fingerprints."""
    asked: list[Request] = []
    record = run(answer("I would say Acme."), answer({"deals": [ACME], "comment": None}), asked=asked)
    assert record.status == "ok"
    assert [attempt.outcome for attempt in record.attempts] == ["invalid", "parsed"]
    assert [attempt.fingerprint for attempt in record.attempts] == [request.fingerprint for request in asked]
    assert record.usage.completion_tokens == 20


def test_two_answers_that_are_no_json_are_invalid() -> None:
    """It is asked again once, not for ever."""
    record = run(answer("No."), answer("Still no."))
    assert (record.status, record.bare) == ("invalid", None)
    assert record.error is not None
    assert "not JSON" in record.error.message


def test_only_what_failed_is_asked_again() -> None:
    """The re-ask names the failed path and the reason, and its schema has room for nothing else."""
    asked: list[Request] = []
    wrong = {**BOLT, "millions": cited("$9 million", "9000000")}
    fixed = {"fix_1": cited("$7 million", "7000000")}
    record = run(answer({"deals": [ACME, wrong], "comment": None}), answer(fixed), asked=asked)
    again = asked[1].body
    assert "/deals/1/millions: the quote is not in the article" in again["messages"][-1]["content"]
    assert "/deals/0" not in again["messages"][-1]["content"]
    assert list(again["response_format"]["json_schema"]["schema"]["properties"]) == ["fix_1"]
    assert record.data.deals[1].millions == 7000000
    assert record.evidence["/deals/1/millions"].support == "supported"
    assert [(note.code, note.path) for note in record.notes] == [("corrected", "/deals/1/millions")]


def test_what_was_right_cannot_change_in_the_re_ask() -> None:
    """A second answer that rewrites other values has no effect on them."""
    wrong = {**BOLT, "millions": cited("$9 million", "9000000")}
    second = {"fix_1": cited("$7 million", "7000000"), "deals": [], "fix_2": cited("Acme Corp", "Evil Corp")}
    record = run(answer({"deals": [ACME, wrong], "comment": None}), answer(second))
    assert [deal.company for deal in record.data.deals] == ["Acme Corp", "Bolt Ltd"]


def test_what_still_fails_is_kept_and_marked() -> None:
    """By default a value that no words back stays in the data, marked as unsupported with the reason."""
    wrong = {**BOLT, "millions": cited("$9 million", "9000000")}
    record = run(answer({"deals": [ACME, wrong], "comment": None}), answer({"fix_1": cited("nine", "9000000")}))
    assert record.status == "ok"
    assert record.data.deals[1].millions == 9000000
    evidence = record.evidence["/deals/1/millions"]
    assert (evidence.alignment, evidence.support, evidence.spans) == ("missing", "unsupported", ())
    assert evidence.quote == "$9 million"


def test_a_correction_that_is_worse_is_not_taken() -> None:
    """A quote that is found but does not back the value is better than one that is not found at all."""
    wrong = {**BOLT, "millions": cited("$7 million", "9000000")}
    record = run(answer({"deals": [wrong], "comment": None}), answer({"fix_1": cited("$99 million", "9000000")}))
    evidence = record.evidence["/deals/0/millions"]
    assert (evidence.alignment, evidence.support) == ("exact", "unsupported")
    assert "7" in evidence.reason


def test_null_in_the_re_ask_withdraws_the_value() -> None:
    """An optional value becomes null; the note keeps what was withdrawn."""
    wrong = {**BOLT, "millions": cited("$9 million", "9000000")}
    record = run(answer({"deals": [ACME, wrong], "comment": None}), answer({"fix_1": None}))
    assert record.data.deals[1] == Deal(company="Bolt Ltd", millions=None)
    (note,) = record.notes
    assert (note.code, note.path) == ("withdrawn", "/deals/1/millions")
    assert note.details["answer"] == cited("$9 million", "9000000")


def test_null_for_a_required_value_takes_its_item_along() -> None:
    """Paths are those of the final data, also after an item in front has gone."""
    ghost = {"company": cited("Ghost Inc", "Ghost Inc"), "millions": None}
    record = run(answer({"deals": [ghost, ACME], "comment": None}), answer({"fix_1": None}))
    assert [deal.company for deal in record.data.deals] == ["Acme Corp"]
    assert record.evidence["/deals/0/company"].quote == "Acme Corp"


def test_a_bad_item_never_costs_its_siblings() -> None:
    """What does not validate after the re-ask is taken out alone; the record is partial and names it."""
    bad = {"company": cited("Bolt Ltd", "Bolt Ltd"), "millions": cited("$7 million", "-7000000")}
    record = run(answer({"deals": [ACME, bad], "comment": None}), answer({}))
    assert record.status == "partial"
    assert record.data.deals[0].company == "Acme Corp"
    (note,) = [note for note in record.notes if note.code == "lost"]
    assert note.path == "/deals/1/millions"
    assert "greater than 0" in note.message


def test_the_policy_drop_takes_out_what_no_words_back() -> None:
    """Optional values become null, required ones go with their item, and the rest stays."""
    wrong = {**BOLT, "millions": cited("$9 million", "9000000")}
    ghost = {"company": cited("Ghost Inc", "Ghost Inc"), "millions": None}
    record = run(answer({"deals": [ghost, ACME, wrong], "comment": None}), answer({}), ungrounded="drop")
    assert record.data == Deals(
        deals=[Deal(company="Acme Corp", millions=Decimal(5000000)), Deal(company="Bolt Ltd", millions=None)]
    )
    assert {item.support for item in record.evidence} == {"supported"}
    assert sorted(note.path for note in record.notes if note.code == "dropped") == [
        "/deals/0/company",
        "/deals/2/millions",
    ]


def test_the_policy_fail_refuses_the_whole_record() -> None:
    """With --ungrounded fail one unsupported value makes the record invalid."""
    wrong = {**BOLT, "millions": cited("$9 million", "9000000")}
    record = run(answer({"deals": [wrong], "comment": None}), answer({}), ungrounded="fail")
    assert (record.status, record.data, record.bare, len(record.evidence)) == ("invalid", None, None, 0)
    assert record.error is not None
    assert "/deals/0/millions" in record.error.message


def test_without_re_ask_one_answer_is_all() -> None:
    """reask=False never sends a second request."""
    wrong = {**BOLT, "millions": cited("$9 million", "9000000")}
    record = run(answer({"deals": [wrong], "comment": None}), reask=False)
    assert len(record.attempts) == 1
    assert record.evidence["/deals/0/millions"].support == "unsupported"


def test_a_value_without_a_quote_is_not_supported() -> None:
    """Endpoints without schemas may leave the quote out: the value stays, marked."""
    record = run(answer({"deals": [{"company": "Acme Corp", "millions": None}], "comment": None}), reask=False)
    evidence = record.evidence["/deals/0/company"]
    assert (evidence.quote, evidence.support, evidence.reason) == (None, "unsupported", "the model gave no quote")


def test_the_record_holds_nothing_that_changes_between_runs() -> None:
    """The same document, plan and answers give the same bytes."""

    def make() -> str:
        return run(answer({"deals": [ACME], "comment": None})).to_json()

    assert make() == make()


@pytest.mark.parametrize("corrupt", [[], "x", 7, None, {"deals": None}, {"deals": [None]}, {"deals": [[]]}, {}])
def test_any_json_ends_in_a_record(corrupt: Any) -> None:
    """Whatever JSON a model writes, the flow ends in a record of some status."""
    flow = extract_flow(plan(), Document.from_text(TEXT))
    step: Callable[[Response], Request] = flow.send
    next(flow)
    statuses: Sequence[str] = []
    try:
        for _ in range(3):
            step(answer(corrupt))
    except StopIteration as stop:
        statuses = [stop.value.status]
    assert statuses
    assert statuses[0] in ("ok", "empty", "partial", "invalid")
