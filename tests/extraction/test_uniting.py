"""Uniting answers: evidence and notes follow the values, also where a schema is unusual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_serializer, field_validator, model_validator

from llm_extract import Cited, Name, Record
from llm_extract.pointers import value_at
from united_answers import by_pass, disagreements
from written_answers import cited

TEXT = "Ann met Bob in Oslo. Cy met Dee in Rome."
Extract = Callable[..., Record[Any]]


class Meeting(BaseModel):
    pair: tuple[Cited[Name], Cited[Name]]
    place: Cited[str] | None
    sizes: list[Annotated[int, Field(gt=0)]]


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


class Range(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["name"]})

    name: Cited[Name]
    low: int | None
    high: int | None

    @model_validator(mode="after")
    def _low_is_lower(self) -> Range:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low above high")
        return self


class Ranges(BaseModel):
    ranges: list[Range]


def test_items_that_do_not_fit_the_schema_together_cost_no_others(make_plan: Any, extract: Extract) -> None:
    """Two answers on one item are valid, their union is not: one of them is kept as it is, the note has the others."""

    def ann(low: int | None, high: int | None) -> dict[str, Any]:
        return {"name": cited("Ann"), "low": low, "high": high}

    bob = {"name": cited("Bob"), "low": 1, "high": None}
    answers = [
        {"ranges": [ann(5, None), bob]},
        {"ranges": [ann(None, 3), {**bob, "high": 2}]},
        {"ranges": [ann(5, None)]},
    ]
    record = extract(make_plan(Ranges, passes=3), "Ann met Bob in Oslo.", by_pass(*answers))
    assert record.status == "ok"
    kept = {"name": "Ann", "low": 5, "high": None}
    assert record.bare["ranges"] == [kept, {"name": "Bob", "low": 1, "high": 2}]
    assert disagreements(record) == [
        ("/ranges/0", [(kept, 2, [[0, 3]]), ({"name": "Ann", "low": None, "high": 3}, 1, [[0, 3]])])
    ]


class Sorted(BaseModel):
    names: list[Cited[Name]]
    places: set[Cited[str]]
    ranges: list[Range]

    @field_validator("names")
    @classmethod
    def _sort(cls, names: list[str]) -> list[str]:
        return sorted(name for name in names if name != "Dee")

    @model_validator(mode="after")
    def _sort_ranges(self) -> Sorted:
        self.ranges.sort(key=lambda one: one.low or 0)
        return self


def test_words_go_with_items_that_the_class_sorts_after_uniting(make_plan: Any, extract: Extract) -> None:
    """Sets are sorted, validators sort and drop: each value of the record has its own words, each note its place."""
    text = "Zoe met Bob in Rome. Cy met Ann and Dee in Bonn, then in Oslo."

    def answer(names: list[str], places: list[str], lows: dict[str, int]) -> dict[str, Any]:
        ranges = [{"name": cited(name), "low": low, "high": None} for name, low in lows.items()]
        return {"names": [*map(cited, names)], "places": [*map(cited, places)], "ranges": ranges}

    answers = [
        answer(["Bob", "Zoe"], ["Rome"], {"Bob": 5, "Zoe": 7}),
        answer(["Ann", "Cy", "Dee"], ["Bonn", "Oslo"], {"Ann": 2, "Zoe": 8}),
    ]
    record = extract(make_plan(Sorted, passes=2), text, by_pass(*answers))
    assert record.bare["names"] == ["Ann", "Bob", "Cy", "Zoe"]
    assert record.bare["places"] == ["Bonn", "Oslo", "Rome"]
    assert [one["name"] for one in record.bare["ranges"]] == ["Ann", "Bob", "Zoe"]
    values = [value_at(record.bare, item.path) for item in record.evidence]
    assert [item.quote.split(" ... ")[0] for item in record.evidence] == values
    assert len(values) == 10
    assert [path for path, _ in disagreements(record)] == ["/ranges/2/low"]
    added = [note.details["added"] for note in record.notes if note.code == "pass"]
    assert added == [["/names/0", "/names/2", "/places/0", "/places/1", "/ranges/0"]]


class Written(BaseModel):
    name: Cited[Name] | None
    seen: date | None

    @field_serializer("seen")
    def _in_words(self, seen: date | None) -> str | None:
        return seen and f"{seen:%d %B}"


def test_a_schema_that_cannot_read_what_it_writes_is_named_as_the_cause(make_plan: Any, extract: Extract) -> None:
    """Its records are not read back for one answer; for several they must be, and the error says so."""
    answer = {"name": cited("Ann"), "seen": "2018-04-09"}
    assert extract(make_plan(Written), TEXT, by_pass(answer)).bare == {"name": "Ann", "seen": "09 April"}
    record = extract(make_plan(Written, passes=2), TEXT, by_pass(answer, answer))
    assert record.error is not None
    assert record.error.message.startswith("the schema does not accept what it writes itself, so that answers cannot")
    assert "serializers" in record.error.hint
