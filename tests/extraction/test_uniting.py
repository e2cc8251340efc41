"""Uniting answers: evidence and notes follow the values, also where a schema is unusual."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, Field, model_validator

from llm_extract import Cited, Name, Record, Request
from written_answers import cited

TEXT = "Ann met Bob in Oslo. Cy met Dee in Rome."
Extract = Callable[..., Record[Any]]


class Meeting(BaseModel):
    pair: tuple[Cited[Name], Cited[Name]]
    place: Cited[str] | None
    sizes: list[Annotated[int, Field(gt=0)]]


def by_pass(*answers: Any) -> Callable[[Request], Any]:
    return lambda request: answers[request.ordinal]


def test_evidence_inside_values_compared_as_one_is_carried_along(make_plan: Any, extract: Extract) -> None:
    """A pair is one value; the quotes of its two names stay with the pair that is kept, those of the other go."""
    plan = make_plan(Meeting, passes=3)
    wire = [plan.schema.encode({"pair": pair, "place": None, "sizes": []}, {f"/pair/{n}": pair[n] for n in (0, 1)})
            for pair in (["Ann", "Bob"], ["Cy", "Dee"], ["Cy", "Dee"])]  # fmt: skip
    record = extract(plan, TEXT, by_pass(*wire))
    assert record.bare["pair"] == ["Cy", "Dee"]
    assert [(item.path, item.quote) for item in record.evidence] == [("/pair/0", "Cy"), ("/pair/1", "Dee")]
    (note,) = [note for note in record.notes if note.code == "disagreement"]
    assert [(value["value"], value["count"]) for value in note.details["values"]] == [
        (["Cy", "Dee"], 2),
        (["Ann", "Bob"], 1),
    ]


class Few(BaseModel):
    names: Annotated[list[Cited[Name]], Field(max_length=2)]

    @model_validator(mode="after")
    def _no_dee(self) -> Few:
        if "Dee" in self.names:
            raise ValueError("no Dee here")
        return self


def test_what_does_not_fit_the_schema_together_is_invalid(make_plan: Any, extract: Extract) -> None:
    """Two answers fit, their union does not: the record is invalid and says where and what to do."""
    answers = [{"names": [cited("Ann"), cited("Bob")]}, {"names": [cited("Cy")]}]
    record = extract(make_plan(Few, passes=2), TEXT, by_pass(*answers))
    assert (record.status, record.data, len(record.attempts)) == ("invalid", None, 2)
    assert record.error is not None
    assert record.error.message.startswith("what 2 answers say together does not fit the schema: /names: ")
    assert "--max-chars" in record.error.hint


def test_a_note_on_what_is_gone_points_to_what_is_left_of_its_place(make_plan: Any, extract: Extract) -> None:
    """The lost name's list is there, so the note points to it, with the pass that it comes from."""
    answers = [{"names": [cited("Ann")]}, {"names": [{"quote": "Bob", "value": True}, cited("Cy")]}]
    record = extract(make_plan(Few, passes=2, reask=False), TEXT, by_pass(*answers))
    assert record.bare == {"names": ["Ann", "Cy"]}
    (note,) = [note for note in record.notes if note.code == "lost"]
    assert note.path in ("/names", "/names/1")
    assert note.details["pass"] == 2


def test_supported_words_are_not_mixed_with_unsupported_ones(make_plan: Any, extract: Extract) -> None:
    """The same value with a good and a bad quote has the good one; with two good ones it has both, in order."""

    class Place(BaseModel):
        place: Cited[str] | None

    text = "Oslo is nice. Ann met Bob in Oslo."
    bad, late = {"quote": "Ann met Bob", "value": "Oslo"}, {"quote": "in Oslo", "value": "Oslo"}
    record = extract(
        make_plan(Place, passes=3, reask=False), text, by_pass(*({"place": x} for x in (bad, late, cited("Oslo"))))
    )
    evidence = record.evidence["/place"]
    assert (evidence.support, evidence.quote) == ("supported", "Oslo ... in Oslo")
    assert evidence.spans == ((0, 4), (26, 33))


def test_quotes_that_overlap_become_one_span(make_plan: Any, extract: Extract) -> None:
    """Two passes quote the same place a little differently: one span holds both."""
    found = [{"names": [{"quote": quote, "value": "Bob"}]} for quote in ("met Bob", "Bob in Oslo", "Bob")]
    record = extract(make_plan(Few, passes=3), TEXT, by_pass(*found))
    evidence = record.evidence["/names/0"]
    assert (evidence.quote, evidence.spans) == ("met Bob in Oslo", ((4, 19),))
