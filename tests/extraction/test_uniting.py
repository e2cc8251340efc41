"""Uniting answers: evidence and notes follow the values, also where a schema is unusual."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from llm_extract import Cited, Date, Name, Record, Request
from llm_extract.pointers import value_at
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


class Firm(BaseModel):
    head: Cited[Name] | None = None
    founded: Cited[Date] | None = None


def disagreements(record: Record[Any]) -> list[tuple[str, list[tuple[Any, int, list[list[int]]]]]]:
    """Where answers contradict each other: the path, and of each value how often it was said and where."""
    return [
        (note.path, [(value["value"], value["count"], value["spans"]) for value in note.details["values"]])
        for note in record.notes
        if note.code == "disagreement"
    ]


@pytest.mark.parametrize(
    ("field", "loose", "backed", "words"),
    [("founded", "2018-04-09", "2018", "founded in 2018"), ("head", "Joe Lee", "J. Lee", "J. Lee")],
)
@pytest.mark.parametrize("turned", [False, True])
def test_words_for_a_vague_value_back_no_precise_one(
    make_plan: Any, extract: Extract, field: str, loose: str, backed: str, words: str, turned: bool
) -> None:
    """A day without words and a year with words are the year: no value gets words that were held against another."""
    answers = [{field: {"quote": "It sells boats", "value": loose}}, {field: {"quote": words, "value": backed}}]
    answers = [{"head": None, "founded": None, **answer} for answer in answers]
    text = "Acme, founded in 2018, is led by J. Lee. It sells boats."
    record = extract(make_plan(Firm, passes=2, reask=False), text, by_pass(*(answers[::-1] if turned else answers)))
    assert record.bare[field] == backed
    assert (record.evidence[f"/{field}"].support, record.evidence[f"/{field}"].quote) == ("supported", words)
    assert disagreements(record) == []


def test_a_precise_value_with_words_of_its_own_gains_those_of_a_vague_one(make_plan: Any, extract: Extract) -> None:
    """Of values that agree and are equally well backed the precise one is kept, with the words of both."""
    text = "Acme was founded on 9 April 2018. It was in 2018 that boats were first sold."
    answers = [{"head": None, "founded": cited("2018")}, {"head": None, "founded": cited("9 April 2018", "2018-04-09")}]
    record = extract(make_plan(Firm, passes=2), text, by_pass(*answers))
    assert record.bare["founded"] == "2018-04-09"
    assert record.evidence["/founded"].support == "supported"


def test_a_vague_date_speaks_for_the_precise_one_that_is_backed(make_plan: Any, extract: Extract) -> None:
    """Of two days of one year the backed one is kept, however long the other has been in the text before."""
    text = "Acme was founded on 1 May 2018. It was in 2018 that boats were first sold."
    made_up = {"quote": "on 9 April 2018", "value": "2018-04-09"}
    quoted = [made_up, cited("2018"), cited("1 May 2018", "2018-05-01")]
    answers = [{"head": None, "founded": found} for found in quoted]
    record = extract(make_plan(Firm, passes=3, reask=False), text, by_pass(*answers))
    assert record.bare["founded"] == "2018-05-01"
    assert disagreements(record) == [("/founded", [("2018-05-01", 2, [[20, 30], [26, 30]]), ("2018-04-09", 1, [])])]


def test_a_backed_value_is_kept_before_those_that_words_do_not_back(make_plan: Any, extract: Extract) -> None:
    """Two answers make the same name up, one quotes another: that one is kept, the other is in the note."""
    made_up = {"head": {"quote": "led by Al Poe", "value": "Al Poe"}, "founded": None}
    answers = [made_up, made_up, {"head": cited("Zoe Young"), "founded": None}]
    record = extract(make_plan(Firm, passes=3, reask=False), "Acme is led by Zoe Young.", by_pass(*answers))
    assert record.data.head == "Zoe Young"
    assert record.evidence["/head"].support == "supported"
    assert disagreements(record) == [("/head", [("Zoe Young", 1, [[15, 24]]), ("Al Poe", 2, [])])]


def test_of_values_said_equally_often_the_first_in_the_text_is_kept(make_plan: Any, extract: Extract) -> None:
    """What an article says at its beginning counts before what it says later, whatever the alphabet says."""
    text = "Acme is led by Zoe Young. Bolt is led by Ann Lee."
    answers = [{"head": cited(name), "founded": None} for name in ("Zoe Young", "Ann Lee")]
    record = extract(make_plan(Firm, passes=2), text, by_pass(*answers))
    assert record.data.head == "Zoe Young"


class Sale(BaseModel):
    buyer: Cited[Name] | None
    target: Cited[Name] | None
    paid: bool | None = None


class News(BaseModel):
    sale: Sale | None


def test_an_object_is_not_put_together_of_two_things(make_plan: Any, extract: Extract) -> None:
    """One sale lacks its target, another one has it: the record says neither what nobody says nor hides the second."""
    text = "Ann Corp makes a purchase. Cy Corp buys Abe Corp."
    answers = [
        {"sale": {"buyer": cited("Ann Corp"), "target": None, "paid": True}},
        {"sale": {"buyer": cited("Cy Corp"), "target": cited("Abe Corp"), "paid": None}},
    ]
    record = extract(make_plan(News, passes=2), text, by_pass(*answers))
    assert record.bare["sale"] == {"buyer": "Ann Corp", "target": None, "paid": True}
    assert [item.path for item in record.evidence] == ["/sale/buyer"]
    other = {"buyer": "Cy Corp", "target": "Abe Corp", "paid": None}
    assert disagreements(record) == [
        ("/sale", [(record.bare["sale"], 1, [[0, 8]]), (other, 1, [[27, 34], [40, 48]])]),
    ]


def test_an_object_about_one_thing_has_what_either_answer_says(make_plan: Any, extract: Extract) -> None:
    """The same buyer by its full and its short name, once with the target: one sale, complete."""
    text = "Ann Lee Corp is the buyer. Lee Corp buys Abe Corp."
    answers = [
        {"sale": {"buyer": cited("Ann Lee Corp"), "target": None, "paid": None}},
        {"sale": {"buyer": cited("Lee Corp"), "target": cited("Abe Corp"), "paid": True}},
    ]
    record = extract(make_plan(News, passes=2), text, by_pass(*answers))
    assert record.bare["sale"] == {"buyer": "Ann Lee Corp", "target": "Abe Corp", "paid": True}
    assert [path for path, _ in disagreements(record)] == ["/sale/buyer"]


class Investor(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["name"]})

    name: Name
    place: str | None


class Investors(BaseModel):
    investors: list[Cited[Investor]]


def test_what_only_a_badly_backed_object_says_gets_no_words_of_a_good_one(make_plan: Any, extract: Extract) -> None:
    """An investor is quoted as a whole: a place that is in no quote is not taken into the one that is backed."""
    text = "Bolt Capital put in money. Nobody named a town."
    good = {"quote": "Bolt Capital", "value": {"name": "Bolt Capital", "place": None}}
    bad = {"quote": "Bolt Capital of Oslo", "value": {"name": "Bolt Capital", "place": "Oslo"}}
    record = extract(
        make_plan(Investors, passes=2, reask=False), text, by_pass({"investors": [good]}, {"investors": [bad]})
    )
    assert record.bare["investors"] == [{"name": "Bolt Capital", "place": None}]
    assert record.evidence["/investors/0"].support == "supported"


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


class Fact(BaseModel):
    about: Cited[str]
    mood: Literal["good", "bad"]


class Facts(BaseModel):
    facts: list[Fact]


def test_texts_with_other_numbers_or_names_are_no_wordings_of_one(make_plan: Any, extract: Extract) -> None:
    """Where a schema declares no identity, two sentences that differ in a figure or a name are two items."""
    text = (
        "Profit of unit A rose by 5 percent to 7. Profit of unit A rose by 7 percent to 5. "
        "Profit of unit B rose by 7 percent to 5. Profit of unit B rose by 7 percent to 6."
    )
    sentences = [sentence.strip(" .") for sentence in text.split(". ")]
    answers = [{"facts": [{"about": cited(sentence), "mood": "good"}]} for sentence in sentences]
    record = extract(make_plan(Facts, passes=4), text, by_pass(*answers))
    assert [fact.about for fact in record.data.facts] == sentences
    assert disagreements(record) == []


def test_another_wording_of_one_text_is_one_item(make_plan: Any, extract: Extract) -> None:
    """The same fact in a few other words, of the same figures and names, stays one item."""
    text = "In 2018 the profit of Acme rose by 5 percent, as told."
    answers = [
        {"facts": [{"about": {"quote": text, "value": value}, "mood": "good"}]}
        for value in ("In 2018 the profit of Acme rose by 5 percent", "In 2018 profit of Acme rose 5 percent")
    ]
    record = extract(make_plan(Facts, passes=2, reask=False), text, by_pass(*answers))
    assert len(record.data.facts) == 1
