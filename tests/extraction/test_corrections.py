"""The re-ask: only what failed changes, only for the better, and it costs no more than the first answer."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, model_validator

from llm_extract import Cited, Document, Name, Record, Request
from llm_extract.extraction.asking import within_budget
from llm_extract.extraction.judgement import Source
from llm_extract.extraction.reading import read_wire, salvage
from llm_extract.rendering import Complaint
from written_answers import cited

TEXT = "Ann said yes. Bob, the chief, said no. Cy, a guest, said perhaps."


class Statement(BaseModel):
    role: Cited[str] | None
    words: Cited[str]


class Statements(BaseModel):
    statements: list[Statement]


class Count(BaseModel):
    name: Cited[Name]
    number: Annotated[int, Field(gt=0)]


class Counts(BaseModel):
    counts: list[Count]


class Interview(BaseModel):
    host: Cited[Name] | None
    guest: Cited[Name] | None
    minutes: Cited[int] | None

    @model_validator(mode="after")
    def has_somebody(self) -> Interview:
        if self.host is None and self.guest is None:
            raise ValueError("nobody is named")
        return self


class Span(BaseModel):
    first: Cited[int]
    last: Cited[int]

    @model_validator(mode="after")
    def runs_on(self) -> Span:
        if self.last < self.first:
            raise ValueError("ends before it begins")
        return self


Extract = Callable[..., Record[Any]]


def said(role: str | None, words: str) -> dict[str, Any]:
    return {"role": cited(role) if role else None, "words": cited(words)}


def in_turn(*answers: Any) -> Callable[[Request], Any]:
    rest = iter(answers)
    return lambda request: next(rest)


def test_two_values_withdrawn_from_one_item_leave_the_next_item_alone(make_plan: Any, extract: Extract) -> None:
    """The item goes with its required value; the neighbour that moves into its place keeps its own values."""
    first = {"statements": [said("the boss", "maybe not"), said("the chief", "no")]}
    record = extract(make_plan(Statements), TEXT, in_turn(first, {"fix_1": None, "fix_2": None}))
    assert record.bare == {"statements": [{"role": "the chief", "words": "no"}]}
    assert [(note.code, note.path) for note in record.notes] == [
        ("withdrawn", "/statements/0/role"),
        ("withdrawn", "/statements/0/words"),
    ]


def test_dropping_two_values_of_one_item_leaves_the_next_item_alone(make_plan: Any, extract: Extract) -> None:
    """The same for the policy that drops what no words back."""
    first = {"statements": [said("the boss", "maybe not"), said("the chief", "no"), said("the king", "perhaps")]}
    record = extract(make_plan(Statements, reask=False, ungrounded="drop"), TEXT, in_turn(first))
    assert record.bare["statements"] == [{"role": "the chief", "words": "no"}, {"role": None, "words": "perhaps"}]
    assert [note.path for note in record.notes] == ["/statements/0/role", "/statements/0/words", "/statements/2/role"]


def test_what_may_not_be_dropped_makes_the_record_invalid(make_plan: Any, extract: Extract) -> None:
    """A required value of the root that no words back: the schema leaves no way out, and the hint names two."""
    record = extract(make_plan(Statement, reask=False, ungrounded="drop"), TEXT, in_turn(said(None, "never")))
    assert record.status == "invalid"
    assert record.error is not None
    assert "does not allow to leave it out" in record.error.message
    assert "--ungrounded keep" in record.error.hint


def test_what_the_schema_cannot_do_without_is_not_withdrawn(make_plan: Any, extract: Extract) -> None:
    """A record that could be used is not lost to the re-ask: the value stays, marked, and others are taken back."""
    first = {"host": cited("Dee"), "guest": None, "minutes": cited("no such words", 5)}
    record = extract(make_plan(Interview), TEXT, in_turn(first, {"fix_1": None, "fix_2": None}))
    assert (record.status, record.bare) == ("ok", {"host": "Dee", "guest": None, "minutes": None})
    assert record.evidence["/host"].support == "unsupported"
    assert [(note.code, note.path) for note in record.notes] == [("withdrawn", "/minutes")]


def test_corrections_that_hold_only_together_are_not_taken_apart(make_plan: Any, extract: Extract) -> None:
    """Of two that validate together, one alone is better, and does not validate alone: the first answer stays."""
    text = "It ran from 1990 to 1995, and again from 2001."
    first = {"first": cited("no such words", 1990), "last": cited("1995", 1996)}
    second = {"fix_1": cited("from 2001", 2001), "fix_2": cited("no such words", 2005)}
    record = extract(make_plan(Span), text, in_turn(first, second))
    assert (record.status, record.bare) == ("ok", {"first": 1990, "last": 1996})
    assert record.notes == ()


def test_a_correction_that_does_not_validate_is_not_taken_while_its_sibling_is(
    make_plan: Any, extract: Extract
) -> None:
    """One correction breaks the schema: it is left out, the good one counts, and the bad item alone is lost."""
    first = {"counts": [{"name": cited("Ann"), "number": -1}, {"name": cited("Bob"), "number": -2}]}
    record = extract(make_plan(Counts), TEXT, in_turn(first, {"fix_1": 5, "fix_2": "none"}))
    assert record.bare["counts"] == [{"name": "Ann", "number": 5}]
    assert record.status == "partial"
    assert [(note.code, note.path) for note in record.notes] == [
        ("corrected", "/counts/0/number"),
        ("lost", "/counts/1/number"),
    ]


def test_corrections_are_judged_each_by_itself(make_plan: Any, extract: Extract) -> None:
    """Of two corrections that fit the schema the better is taken and the worse is not."""
    first = {"statements": [said("the boss", "yes"), said("the king", "no")]}
    second = {"fix_1": cited("the chief"), "fix_2": cited("the queen")}
    record = extract(make_plan(Statements), TEXT, in_turn(first, second))
    assert [item["role"] for item in record.bare["statements"]] == ["the chief", "the king"]
    assert [(note.code, note.path) for note in record.notes] == [("corrected", "/statements/0/role")]


class Group(BaseModel):
    members: Cited[list[Cited[Name]]]


def test_a_correction_is_as_good_as_its_worst_part(make_plan: Any, extract: Extract) -> None:
    """A group asked for again as a whole: one name gained and another lost is no improvement; both gained is."""

    def group(quote: str, *names: str) -> dict[str, Any]:
        return {"quote": quote, "value": [cited(name) for name in names]}

    first = {"members": group("Ann and Bob", "Ann", "Zoe")}
    for second, kept in (
        (group("Ann said yes. Bob", "Zed", "Bob"), ["Ann", "Zoe"]),
        (group("Ann said yes. Bob", "Ann", "Bob"), ["Ann", "Bob"]),
    ):
        record = extract(make_plan(Group), TEXT, in_turn(first, {"fix_1": second}))
        assert record.bare["members"] == kept


@pytest.mark.parametrize("second", ["[1]", "no JSON", '"fix_1"'])
def test_a_second_answer_of_another_form_changes_nothing(make_plan: Any, extract: Extract, second: str) -> None:
    """It is listed as invalid, and the first answer stands."""
    first = {"statements": [said("the boss", "yes")]}
    record = extract(make_plan(Statements), TEXT, in_turn(first, second))
    assert [item["role"] for item in record.bare["statements"]] == ["the boss"]
    assert [attempt.outcome for attempt in record.attempts] == ["parsed", "invalid"]


def test_the_answer_as_a_whole_is_asked_again_as_a_whole(make_plan: Any, extract: Extract) -> None:
    """Where the root does not fit there is nothing to keep."""
    asked: list[Request] = []
    good = {"statements": [said(None, "yes")]}
    record = extract(make_plan(Statements), TEXT, in_turn([1], good), asked=asked)
    assert record.status == "ok"
    assert "complete JSON" in asked[1].body["messages"][-1]["content"]


def test_more_lost_items_than_the_limit_make_the_answer_invalid(make_plan: Any, extract: Extract) -> None:
    """Ninety-nine bad items are taken out one by one; a hundred and one say that the answer is no answer."""
    bad, good = {"name": cited("Ann"), "number": -1}, {"name": cited("Bob"), "number": 1}
    few = extract(make_plan(Counts, reask=False), TEXT, in_turn({"counts": [*[bad] * 99, good]}))
    assert (few.status, few.bare) == ("partial", {"counts": [{"name": "Bob", "number": 1}]})
    many = extract(make_plan(Counts, reask=False), TEXT, in_turn({"counts": [*[bad] * 101, good]}))
    assert (many.status, many.bare, many.notes) == ("invalid", None, ())


def test_many_lost_items_are_taken_out_together(make_plan: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long answer is not read again for each of them, and each note names the place in the answer as it came."""
    plan, source = make_plan(Counts), Source.of(Document.from_text(TEXT))
    items = [{"name": cited("Bob"), "number": 0 if n % 2 else n + 1} for n in range(20)]
    items[3] = {"name": {"quote": "Bob", "value": 7}, "number": -3}
    reading = read_wire(plan.schema, source, {"counts": items})
    read: list[Any] = []
    decode = plan.schema.decode
    monkeypatch.setattr(plan.schema, "decode", lambda wire: read.append(wire) or decode(wire))
    found = salvage(plan.schema, source, reading)
    assert found.decoded is not None
    assert [item["number"] for item in found.decoded.bare["counts"]] == list(range(1, 20, 2))
    assert [note.path.split("/")[2] for note in found.notes] == [str(n) for n in range(1, 20, 2)]
    assert [note.details["answer"] for note in found.notes] == items[1::2]
    assert len(read) == 1


def test_a_re_ask_is_no_longer_than_the_answer(make_plan: Any, extract: Extract) -> None:
    """A hundred wrong values: so many are asked again as cost no more than the first answer; a note names the rest."""
    asked: list[Request] = []
    wrong = {"statements": [said(f"title number {n}", f"words number {n}") for n in range(50)]}
    record = extract(make_plan(Statements), TEXT, in_turn(wrong, {"fix_1": cited("the chief")}), asked=asked)
    first, again = (request.body["messages"] for request in asked)
    complaints = again[-1]["content"].count("- fix_")
    assert 10 < complaints < 100
    assert len(again[-1]["content"]) < len(again[-2]["content"])
    assert again[: len(first)] == first
    (note,) = [note for note in record.notes if note.code == "not_asked_again"]
    assert len(note.details["paths"]) == 100 - complaints
    assert note.details["paths"][-1] == "/statements/49/words"
    assert record.evidence["/statements/49/words"].support == "unsupported"


def test_at_least_one_complaint_is_always_asked() -> None:
    """One long value in a short answer is still worth asking for."""
    complaints = {f"/a{n}": Complaint(f"fix_{n}", f"/a{n}", "x" * 5000, {}) for n in range(3)}
    kept, notes = within_budget(complaints, {"a0": "y" * 9000}, 10)
    assert list(kept) == ["/a0"]
    assert notes[0].details["paths"] == ["/a1", "/a2"]
    assert within_budget({"/a0": complaints["/a0"]}, {}, 10)[1] == ()


def test_a_few_complaints_about_a_short_answer_are_all_asked() -> None:
    """Below some hundred tokens it is not worth leaving anything out."""
    complaints = {f"/a{n}": Complaint(f"fix_{n}", f"/a{n}", "x" * 90, {}) for n in range(20)}
    assert within_budget(complaints, {}, 10) == (complaints, ())


def test_decimals_survive_corrections(make_plan: Any, extract: Extract) -> None:
    """A corrected value is of the user's own type."""

    class Sum(BaseModel):
        millions: Cited[Decimal] | None

    text = "It raised $7 million."
    first, second = {"millions": cited("$9 million", "9000000")}, {"fix_1": cited("$7 million", "7000000")}
    assert extract(make_plan(Sum), text, in_turn(first, second)).data.millions == Decimal(7_000_000)


def test_a_key_too_many_is_neither_asked_again_nor_lost(make_plan: Any, extract: Extract) -> None:
    """It makes no data invalid: only the value that does is asked again, and the record says what was left out."""
    asked: list[Request] = []
    first = {
        "comment": "sure",
        "counts": [
            {"name": {**cited("Ann"), "certainty": 1}, "number": 1, "certainty": 1},
            {"name": cited("Bob"), "number": -1},
        ],
    }
    answers = iter([first, {"fix_1": 2}])

    def answer(request: Request) -> Any:
        asked.append(request)
        return next(answers)

    record = extract(make_plan(Counts), TEXT, answer)
    assert record.status == "ok"
    assert record.bare == {"counts": [{"name": "Ann", "number": 1}, {"name": "Bob", "number": 2}]}
    assert "unknown key" not in asked[1].body["messages"][-1]["content"]
    assert [note.code for note in record.notes] == ["corrected", "ignored"]
    assert record.notes[0].path == "/counts/1/number"
    assert record.notes[1].message == "unknown key, ignored (and 2 more)"


def test_an_invalid_answer_is_named_by_what_makes_it_invalid(make_plan: Any, extract: Extract) -> None:
    """Not by a key too many, which is harmless, though it stands in front."""
    answers = in_turn({"comment": "sure", "name": cited("Ann"), "number": -1}, {"fix_1": -2})
    record = extract(make_plan(Count), TEXT, answers)
    assert record.status == "invalid"
    assert record.error is not None
    assert "/number: " in record.error.message


def test_a_key_given_twice_is_said(make_plan: Any, extract: Extract) -> None:
    """The first value stands; that there was another is in the notes."""

    class Roles(BaseModel):
        roles: dict[str, Cited[str]]

    entries = [{"key": "Bob", "value": cited("the chief")}, {"key": "Bob", "value": cited("a guest")}]
    record = extract(make_plan(Roles), TEXT, in_turn({"roles": entries}))
    assert record.bare == {"roles": {"Bob": "the chief"}}
    assert [(note.code, note.path, note.message) for note in record.notes] == [
        ("ignored", "/roles/Bob", "the key 'Bob' is given twice")
    ]
