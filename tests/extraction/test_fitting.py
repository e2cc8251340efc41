"""What several answers say together and the schema does not allow: one thing too many costs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from deals import PARAGRAPH
from llm_extract import Cited, Document, Name, Record
from llm_extract.extraction.plan import Plan
from llm_extract.models.endpoints import Endpoint
from llm_extract.pointers import value_at
from llm_extract.rendering import Renderer
from llm_extract.schemas.sources import FileSchema
from llm_extract.schemas.strict import compile_schema
from llm_extract.tasks import Task
from united_answers import by_pass, disagreements
from written_answers import cited

TEXT = "Ann met Bob in Oslo. Cy met Dee in Rome. Eve met Flo in Bonn."
Extract = Callable[..., Record[Any]]


def lost(record: Record[Any]) -> list[tuple[str, Any]]:
    """What the record says is lost: where, and what."""
    return [(note.path, note.details["answer"]) for note in record.notes if note.code == "lost"]


def names(*found: str) -> dict[str, Any]:
    return {"names": [*map(cited, found)]}


class Few(BaseModel):
    names: Annotated[list[Cited[Name]], Field(max_length=3)]


def test_a_list_that_is_too_long_together_loses_what_is_too_much(make_plan: Any, extract: Extract) -> None:
    """Two answers fit, their union does not: the record is partial, and lists what was taken out, with its words."""
    answers = [names("Ann", "Bob"), names("Cy", "Bob", "Dee")]
    record = extract(make_plan(Few, passes=2), TEXT, by_pass(*answers))
    assert (record.status, record.error) == ("partial", None)
    assert record.data.names == ["Ann", "Bob", "Cy"]
    assert [(item.path, item.quote) for item in record.evidence] == [
        ("/names/0", "Ann"), ("/names/1", "Bob"), ("/names/2", "Cy"),
    ]  # fmt: skip
    assert lost(record) == [("/names", "Dee")]
    (note,) = [note for note in record.notes if note.code == "lost"]
    assert "at most 3" in note.message
    assert [TEXT[start:end] for start, end in note.details["spans"]] == ["Dee"]


def test_what_words_do_not_back_goes_first_then_what_was_said_once(make_plan: Any, extract: Extract) -> None:
    """Of too many items the best backed are kept, of these those said most often, of these the first."""
    made_up = {"quote": "Zoe", "value": "Zoe"}
    answers = [
        {"names": [made_up, cited("Ann"), cited("Bob")]},
        {"names": [made_up, cited("Cy")]},
        {"names": [made_up, cited("Cy"), cited("Dee")]},
    ]
    record = extract(make_plan(Few, passes=3, reask=False), TEXT, by_pass(*answers))
    assert record.data.names == ["Ann", "Bob", "Cy"]
    assert lost(record) == [("/names", "Zoe"), ("/names", "Dee")]
    assert [note.details["added"] for note in record.notes if note.code == "pass"] == [["/names/2"], []]


class Person(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["name"]})

    name: Cited[Name]
    met: Annotated[list[Cited[Name]], Field(max_length=2)]
    born: Cited[str] | None = None


class People(BaseModel):
    people: list[Person]


def test_a_list_within_an_item_costs_neither_the_item_nor_its_siblings(make_plan: Any, extract: Extract) -> None:
    """The item keeps what each answer says of its other fields; only its list is shortened."""

    def ann(*met: str, born: str | None = None) -> dict[str, Any]:
        return {"name": cited("Ann"), "met": [*map(cited, met)], "born": born and cited(born)}

    bob = {"name": cited("Bob"), "met": [cited("Ann")], "born": None}
    answers = [{"people": [ann("Bob", "Cy"), bob]}, {"people": [bob, ann("Dee", born="Rome")]}]
    record = extract(make_plan(People, passes=2), TEXT, by_pass(*answers))
    assert record.status == "partial"
    assert record.bare["people"] == [
        {"name": "Ann", "met": ["Bob", "Cy"], "born": "Rome"},
        {"name": "Bob", "met": ["Ann"], "born": None},
    ]
    assert lost(record) == [("/people/0/met", "Dee")]
    assert [value_at(record.bare, item.path) for item in record.evidence] == [
        item.quote for item in record.evidence
    ] == ["Ann", "Bob", "Cy", "Rome", "Bob", "Ann"]  # fmt: skip


class Counted(BaseModel):
    sizes: Annotated[dict[str, Cited[str]], Field(max_length=2)]


def test_a_map_that_is_too_large_together_loses_what_is_too_much(make_plan: Any, extract: Extract) -> None:
    """As a list that is too long: the entry that both answers have is kept, then the first."""
    found = ({"b": "Ann", "a": "Bob"}, {"c": "Cy", "b": "Ann"}, {"a": "Bob"})
    answers = [{"sizes": [{"key": key, "value": cited(name)} for key, name in one.items()]} for one in found]
    record = extract(make_plan(Counted, passes=3), TEXT, by_pass(*answers))
    assert (record.status, record.bare["sizes"]) == ("partial", {"a": "Bob", "b": "Ann"})
    assert [item.path for item in record.evidence] == ["/sizes/a", "/sizes/b"]
    assert lost(record) == [("/sizes", "Cy")]


class Unanimous(BaseModel):
    names: list[Cited[Name]]

    @field_validator("names")
    @classmethod
    def _not_both(cls, names: list[str]) -> list[str]:
        if {"Bob", "Dee"} <= set(names):
            raise ValueError("Bob and Dee never meet")
        return names


def test_what_a_validator_of_a_list_refuses_goes_alone(make_plan: Any, extract: Extract) -> None:
    """No limit of number: the one item that does not go with the others is lost, those around it stay."""
    answers = [names("Ann", "Bob"), names("Cy", "Dee", "Eve")]
    record = extract(make_plan(Unanimous, passes=2), TEXT, by_pass(*answers))
    assert (record.status, record.data.names) == ("partial", ["Ann", "Bob", "Cy", "Eve"])
    assert lost(record) == [("/names", "Dee")]


class Tallied(BaseModel):
    first: Cited[Name] | None
    last: Cited[Name] | None
    names: list[Cited[Name]]

    @model_validator(mode="after")
    def _in_order(self) -> Tallied:
        if self.first and self.last and self.first > self.last:
            raise ValueError("first after last")
        return self


def test_fields_that_do_not_fit_together_are_taken_of_one_answer_and_lists_of_all(
    make_plan: Any, extract: Extract
) -> None:
    """The record's own validator refuses two scalars of two answers: no item of its lists is lost for that."""
    answers = [
        {"first": cited("Eve"), "last": None, **names("Ann", "Bob")},
        {"first": None, "last": cited("Cy"), **names("Cy", "Bob")},
    ]
    record = extract(make_plan(Tallied, passes=2), TEXT, by_pass(*answers))
    assert (record.status, record.error) == ("ok", None)
    assert record.bare == {"first": "Eve", "last": None, "names": ["Ann", "Bob", "Cy"]}
    assert [item.path for item in record.evidence] == ["/first", "/names/0", "/names/1", "/names/2"]
    assert disagreements(record) == [
        ("", [({"first": "Eve", "last": None}, 1, [[41, 44]]), ({"first": None, "last": "Cy"}, 1, [[21, 23]])])
    ]


class Total(BaseModel):
    total: int
    names: list[Cited[Name]]

    @model_validator(mode="after")
    def _adds_up(self) -> Total:
        if self.total != len(self.names):
            raise ValueError("another number of names")
        return self


def test_a_validator_of_the_whole_record_costs_what_it_refuses_and_no_more(make_plan: Any, extract: Extract) -> None:
    """A record that counts its own items keeps those of the fullest answer; what the other found is listed as lost."""
    answers = [{"total": 2, **names("Ann", "Bob")}, {"total": 3, **names("Cy", "Bob", "Dee")}]
    record = extract(make_plan(Total, passes=2), TEXT, by_pass(*answers))
    assert (record.status, record.bare) == ("partial", {"total": 3, "names": ["Bob", "Cy", "Dee"]})
    assert lost(record) == [("/names", "Ann")]


def file_plan(schema: dict[str, Any], **options: Any) -> Plan:
    """A plan for a JSON schema that no class stands behind."""
    wire = compile_schema(FileSchema(schema))
    task = Task("test", 1, Path("test/v1.md"), "", "{{ document.text }}", "x:Y", "", {}, "0" * 64)
    return Plan(Renderer(task, wire.schema, model="m", endpoint=Endpoint("test", needs_key=False)), wire, **options)


def test_copies_that_merging_makes_are_one_where_items_are_unique(extract: Extract) -> None:
    """Two items of one answer come to the same words by what others add: one of them stays, nothing is lost."""
    schema = {
        "type": "object",
        "properties": {
            "names": {"type": "array", "uniqueItems": True, "items": {"type": "string", "x-kind": "name"}},
        },
        "required": ["names"],
    }  # fmt: skip
    answers = [["Acme", "Acme Inc."], ["Acme", "Acme Limited"], ["Acme Inc.", "Acme Limited"]]
    record = extract(file_plan(schema, passes=3), TEXT, by_pass(*({"names": found} for found in answers)))
    assert (record.status, record.bare) == ("ok", {"names": ["Acme Limited"]})


def test_an_article_in_parts_with_too_many_items_is_partial(make_plan: Any, extract: Extract) -> None:
    """As with further passes: the parts are united, the first items are kept, each of the others is listed."""
    people = ["Ann", "Bob", "Cy", "Dee", "Eve", "Flo"]
    text = "".join(f"{name} came. {PARAGRAPH}{PARAGRAPH}" for name in people)

    def reply(request: Any) -> Any:
        told = request.body["messages"][-1]["content"]
        return names(*[name for name in people if f"{name} came" in told][:3])

    record = extract(make_plan(Few, max_chars=1000), Document.from_text(text), reply)
    assert (record.status, record.data.names) == ("partial", people[:3])
    assert {answer for _, answer in lost(record)} <= set(people[3:])
    assert lost(record)


def test_of_very_many_items_too_many_each_is_listed(make_plan: Any, extract: Extract) -> None:
    """Hundreds of items beyond the limit are lost one by one, and the record stays usable."""
    people = [f"Ann{number}" for number in range(400)]
    answers = [names(*people[start : start + 3]) for start in range(0, 400, 3)]
    record = extract(make_plan(Few, passes=len(answers), reask=False), " ".join(people), by_pass(*answers))
    assert (record.status, record.data.names) == ("partial", people[:3])
    assert [answer for _, answer in lost(record)] == people[3:]


def test_of_answers_that_cannot_be_united_the_one_with_most_items_is_kept(make_plan: Any, extract: Extract) -> None:
    """Several answers that find nothing do not outvote the one that finds most."""
    found = [
        {"total": 0, **names()},
        {"total": 1, **names("Ann")},
        {"total": 0, **names()},
        {"total": 2, **names("Bob", "Cy")},
    ]
    record = extract(make_plan(Total, passes=4), TEXT, by_pass(*found))
    assert (record.status, record.bare) == ("partial", {"total": 2, "names": ["Bob", "Cy"]})
    assert lost(record) == [("/names", "Ann")]


class Wrapped(BaseModel):
    report: Total | None


def test_a_nested_object_that_validates_its_lists_loses_what_it_must(make_plan: Any, extract: Extract) -> None:
    """What holds for the whole record holds for an object within it."""
    answers = [
        {"report": {"total": 2, **names("Ann", "Bob")}},
        {"report": {"total": 2, **names("Cy", "Bob")}},
    ]
    record = extract(make_plan(Wrapped, passes=2), TEXT, by_pass(*answers))
    assert (record.status, record.bare["report"]) == ("partial", {"total": 2, "names": ["Ann", "Bob"]})
    assert lost(record) == [("/report/names", "Cy")]


class Price(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-kind": "money"})

    amount: Cited[str]
    currency: str


class Priced(BaseModel):
    price: Price | None


def test_words_within_a_value_compared_as_one_stay_with_it(make_plan: Any, extract: Extract) -> None:
    """A sum whose amount is cited by itself keeps the words of both answers that say it."""
    answer = {"price": {"amount": cited("5"), "currency": "USD"}}
    record = extract(make_plan(Priced, passes=2), "It cost 5 dollars.", by_pass(answer, answer))
    assert [(item.path, item.quote) for item in record.evidence] == [("/price/amount", "5")]


class Sale(BaseModel):
    buyer: Cited[Name]
    year: Cited[str] | None


class Sold(BaseModel):
    sale: Sale | None


def test_words_about_another_thing_back_no_equal_value(make_plan: Any, extract: Extract) -> None:
    """Two sales of one year at one place: the kept one's year has the words that were said of it alone."""
    text = "Ann bought it in 2018. Bob bought another in 2018."
    quotes = {"Ann": "bought it in 2018", "Bob": "another in 2018"}
    answers = [
        {"sale": {"buyer": cited(name), "year": {"quote": quote, "value": "2018"}}} for name, quote in quotes.items()
    ]
    record = extract(make_plan(Sold, passes=2, reask=False), text, by_pass(*answers))
    assert record.bare["sale"] == {"buyer": "Ann", "year": "2018"}
    assert record.evidence["/sale/year"].spans == ((4, 21),)


def test_a_bad_item_goes_before_a_good_one_that_is_too_much(extract: Extract) -> None:
    """Where a list is too long and one of its items does not fit either, that one alone is lost."""
    sizes = {"type": "array", "maxItems": 2, "items": {"type": "integer", "multipleOf": 5}}
    schema = {"type": "object", "properties": {"sizes": sizes}, "required": ["sizes"]}
    record = extract(file_plan(schema, reask=False), TEXT, by_pass({"sizes": [3, 5, 10]}))
    assert (record.status, record.bare) == ("partial", {"sizes": [5, 10]})
    assert lost(record) == [("/sizes/0", 3)]
