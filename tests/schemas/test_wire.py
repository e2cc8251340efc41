"""The codec: wire values to data, cited values and problems, and back."""

from __future__ import annotations

import copy
import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

import jsonschema
import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator

from llm_extract.errors import ConfigError
from llm_extract.schemas.annotations import Cited, Date, Name, SurfaceForms, Verbatim
from llm_extract.schemas.funding import FundingNews, Money, PrintedMoney
from llm_extract.schemas.loading import FileSchema
from llm_extract.schemas.strict import compile_schema
from llm_extract.schemas.wire import Part, Problem


def cited(quote: str, value: Any) -> dict[str, Any]:
    """A cited value as the model writes it."""
    return {"quote": quote, "value": value}


def answer() -> dict[str, Any]:
    """An answer of one round, as a model writes it."""
    money = {
        "amount": "600000000",
        "currency": "USD",
        "equivalents": [cited("(€500 million)", {"amount": "500000000", "currency": "EUR"})],
    }
    investors = [("led by Big", "Big"), ("with Lo", "Lo")]
    round_ = {
        "company": cited("Acme said", "Acme"),
        "context": "subject",
        "investment_type": cited("Series A", "series_a"),
        "status": cited("raised", "closed"),
        "money_raised": cited("$600 million", money),
        "announced_on": None,
        "investors": [cited(quote, {"name": name, "role": "lead"}) for quote, name in investors],
        "valuations": [],
    }
    spoken = {"speaker": cited("Jo Doe", "Jo Doe"), "speaker_role": None, "words": "We did it"}
    return {"rounds": [round_], "partnerships": [], "quotes": [spoken], "figures": []}


WIRE = compile_schema(FundingNews)


def test_data_and_bare_values() -> None:
    """The data is an instance of the user's class, without quotes; bare values hold decimals as plain strings."""
    decoded = WIRE.decode(answer())
    assert decoded.problems == ()
    assert isinstance(decoded.data, FundingNews)
    assert decoded.data.rounds[0].money_raised is not None
    assert decoded.data.rounds[0].money_raised.amount == Decimal(600_000_000)
    assert decoded.bare["rounds"][0]["money_raised"]["amount"] == "600000000"
    assert decoded.bare["rounds"][0]["company"] == "Acme"


def test_cited_values_and_their_parts() -> None:
    """Each cited value has both pointers, its quote and its parts; what is cited inside it stands by itself."""
    values = {value.path: value for value in WIRE.decode(answer()).values}
    money = values["/rounds/0/money_raised"]
    inner = values["/rounds/0/money_raised/equivalents/0"]
    assert money.quote == "$600 million"
    assert money.parts == (Part("/rounds/0/money_raised", {"amount": "600000000", "currency": "USD"}, "money", None),)
    assert inner.wire_path == "/rounds/0/money_raised/value/equivalents/0"
    assert inner.parts[0].value == {"amount": "500000000", "currency": "EUR"}
    investor = values["/rounds/0/investors/0"]
    assert [(part.path, part.value, part.kind) for part in investor.parts] == [
        ("/rounds/0/investors/0/name", "Big", "name"),
        ("/rounds/0/investors/0/role", "lead", "enum"),
    ]
    assert investor.parts[1].forms is not None
    assert "led" in investor.parts[1].forms["lead"]
    assert values["/quotes/0/words"].quote == values["/quotes/0/words"].value == "We did it"
    assert values["/rounds/0/company"].parts == (Part("/rounds/0/company", "Acme", "name", None),)


def test_outer_cited_values_come_before_inner_ones() -> None:
    """Cited values stand in the order of the answer, an outer one before those inside it."""
    paths = [value.path for value in WIRE.decode(answer()).values]
    assert paths.index("/rounds/0/money_raised") + 1 == paths.index("/rounds/0/money_raised/equivalents/0")
    assert paths[0] == "/rounds/0/company"


def test_kinds_are_derived_where_the_schema_does_not_say() -> None:
    """Numbers, booleans, dates and enums have kinds of their own; other strings are text."""

    class Facts(BaseModel):
        count: int
        share: float
        price: Decimal
        public: bool
        day: dt.date
        when: Date
        size: Annotated[Literal["s", "l"], SurfaceForms({"s": ["small"], "l": []})]
        title: str
        owner: Name | None

    class Holder(BaseModel):
        facts: Cited[Facts]

    bare = {
        "count": 3, "share": 0.5, "price": "1.50", "public": True, "day": "2020-01-02", "when": "2020",
        "size": "s", "title": "T", "owner": None,
    }  # fmt: skip
    (value,) = compile_schema(Holder).decode({"facts": cited("q", bare)}).values
    kinds = {part.path.rsplit("/", 1)[-1]: part.kind for part in value.parts}
    assert kinds == {
        "count": "number", "share": "number", "price": "number", "public": "boolean", "day": "date", "when": "date",
        "size": "enum", "title": "text",
    }  # fmt: skip


def test_encode_is_the_inverse_of_decode() -> None:
    """Bare values and quotes give the answer again."""
    decoded = WIRE.decode(answer())
    quotes = {value.path: value.quote or "" for value in decoded.values}
    assert WIRE.encode(decoded.bare, quotes) == answer()


def test_encode_names_what_is_missing() -> None:
    """A missing quote and a misfit value are configuration errors with their path."""
    bare = WIRE.decode(answer()).bare
    with pytest.raises(ConfigError, match="/rounds/0/company: no quote"):
        WIRE.encode(bare, {})
    with pytest.raises(ConfigError, match="/rounds: missing"):
        WIRE.encode({}, {})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("6e8", "600000000"), (600000000, "600000000"), (6e8, "600000000"), (2.5, "2.5"), ("2.50", "2.50"),
        ("-0.10", "-0.10"), ("1e-9", "0.000000001"), (".5", "0.5"), ("007", "7"),
    ],
)  # fmt: skip
def test_decimals_never_carry_an_exponent(written: Any, meant: str) -> None:
    """However a number is written, the bare value is plain digits and the Decimal has no positive exponent."""
    decoded = compile_schema(Money).decode({"amount": written, "currency": "USD"})
    assert decoded.problems == ()
    assert decoded.bare["amount"] == meant
    assert format(decoded.data.amount, "f") == meant
    assert decoded.data.amount.as_tuple().exponent <= 0


@pytest.mark.parametrize("written", ["1e999999999", "NaN", "Infinity", "", "about 5", True, None, [], float("inf")])
def test_what_is_no_number_is_a_problem(written: Any) -> None:
    """Absurd exponents, NaN and words are refused by validation, without harm."""
    decoded = compile_schema(Money).decode({"amount": written, "currency": "USD"})
    assert decoded.data is None
    assert decoded.problems[0].path == "/amount"


def test_lenient_towards_bare_values() -> None:
    """Without strict schemas a model may leave out the quotes and the nulls: values come through, quotes are None."""
    bare = WIRE.decode(answer()).bare
    written = copy.deepcopy(bare)
    del written["rounds"][0]["announced_on"]
    del written["quotes"][0]["speaker_role"]
    decoded = WIRE.decode(written)
    assert decoded.problems == ()
    assert decoded.bare == bare
    company = next(value for value in decoded.values if value.path == "/rounds/0/company")
    assert company.quote is None
    assert company.wire_path == "/rounds/0/company"


def test_lenient_towards_null_in_a_wrapper() -> None:
    """``{quote, value: null}`` of a nullable field is null as a whole and not cited."""
    written = answer()
    written["rounds"][0]["announced_on"] = {"quote": None, "value": None}
    decoded = WIRE.decode(written)
    assert decoded.problems == ()
    assert decoded.bare["rounds"][0]["announced_on"] is None
    assert all(value.path != "/rounds/0/announced_on" for value in decoded.values)


def test_lenient_towards_numbers() -> None:
    """Numeric strings and integral floats are numbers; fractions are no integers."""

    class Numbers(BaseModel):
        count: int
        share: float
        yes: bool
        pick: Literal[1, 2]

    wire = compile_schema(Numbers)
    decoded = wire.decode({"count": 3.0, "share": "0.5", "yes": "true", "pick": "2"})
    assert decoded.data == Numbers(count=3, share=0.5, yes=True, pick=2)
    assert wire.decode({"count": 3.5, "share": 1, "yes": True, "pick": 1}).problems[0].path == "/count"


def test_problems_point_at_both_sides() -> None:
    """Validation failures, missing and unknown keys carry the pointer into the data and into the answer."""
    written = answer()
    written["rounds"][0]["status"]["value"] = "sideways"
    written["rounds"][0]["money_raised"]["value"]["currency"] = "dollars"
    written["rounds"][0]["investors"][1]["value"]["age"] = 7
    del written["rounds"][0]["company"]
    decoded = WIRE.decode(written)
    places = {(problem.path, problem.wire_path) for problem in decoded.problems}
    assert places == {
        ("/rounds/0/status", "/rounds/0/status/value"),
        ("/rounds/0/money_raised/currency", "/rounds/0/money_raised/value/currency"),
        ("/rounds/0/investors/1/age", "/rounds/0/investors/1/value/age"),
        ("/rounds/0/company", "/rounds/0/company"),
    }
    assert decoded.data is None
    assert "/rounds/0/investors/1/age" not in {problem.path for problem in decoded.faults}
    assert len(decoded.faults) == 3


def test_unknown_keys_do_not_spoil_the_data() -> None:
    """A key that the schema does not have is reported and left out."""
    decoded = WIRE.decode({**answer(), "comment": "hello"})
    assert decoded.problems == (Problem("/comment", "/comment", "unknown key, ignored"),)
    assert decoded.faults == ()
    assert isinstance(decoded.data, FundingNews)


def test_the_class_has_the_last_word() -> None:
    """A validator of the user's class is heard, and what it changes is in the bare values."""

    class Loud(BaseModel):
        word: str

        @field_validator("word")
        @classmethod
        def _upper(cls, word: str) -> str:
            if word == "bad":
                raise ValueError("not that one")
            return word.upper()

    wire = compile_schema(Loud)
    assert wire.decode({"word": "good"}).bare == {"word": "GOOD"}
    assert "not that one" in wire.decode({"word": "bad"}).problems[0].message


def test_maps_and_twice_given_keys() -> None:
    """A dict comes as entries; a key given twice is a problem at its entry."""

    class Counts(BaseModel):
        counts: dict[str, int]

    wire = compile_schema(Counts)
    decoded = wire.decode({"counts": [{"key": "a/b", "value": 1}, {"key": "c", "value": "x"}]})
    assert (decoded.problems[0].path, decoded.problems[0].wire_path) == ("/counts/c", "/counts/1/value")
    twice = wire.decode({"counts": [{"key": "a", "value": 1}, {"key": "a", "value": 2}]})
    assert (twice.problems[0].path, twice.problems[0].wire_path) == ("/counts/a", "/counts/1")
    assert wire.decode({"counts": {"a": 1}}).bare == {"counts": {"a": 1}}


def test_cited_values_inside_maps_tuples_and_sets() -> None:
    """Pointers lead through entries, tuple places and sorted sets."""

    class Deep(BaseModel):
        by_name: dict[str, Cited[int]]
        pair: tuple[Cited[str], int]
        tags: set[Cited[str]]

    written = {
        "by_name": [{"key": "x", "value": cited("one", 1)}],
        "pair": {"item_1": cited("a", "A"), "item_2": 2},
        "tags": [cited("zeta", "z"), cited("alpha", "a"), cited("again", "z")],
    }
    decoded = compile_schema(Deep).decode(written)
    assert decoded.problems == ()
    assert decoded.bare["tags"] == ["a", "z"]
    assert {value.path: (value.wire_path, value.quote) for value in decoded.values} == {
        "/by_name/x": ("/by_name/0/value", "one"),
        "/pair/0": ("/pair/item_1", "a"),
        "/tags/0": ("/tags/1", "alpha"),
        "/tags/1": ("/tags/0", "zeta"),
    }


def test_optional_fields_are_absent_again() -> None:
    """Null for an optional field that is not nullable leaves it out, so that the default applies."""

    class Defaults(BaseModel):
        size: int = 5
        name: str | None = "anonymous"

    wire = compile_schema(Defaults)
    assert wire.decode({"size": None, "name": None}).data == Defaults(size=5, name=None)
    assert wire.decode({}).data == Defaults()


def test_strict_classes_take_text_for_dates() -> None:
    """A class in pydantic's strict mode is validated as JSON, where a date is text."""

    class Strict(BaseModel):
        model_config = ConfigDict(strict=True)
        day: dt.date
        price: Decimal

    decoded = compile_schema(Strict).decode({"day": "2020-01-02", "price": "1.5"})
    assert decoded.data == Strict(day=dt.date(2020, 1, 2), price=Decimal("1.5"))


def test_unions_are_told_apart() -> None:
    """The branch is found by its constants, its keys or its type."""

    class A(BaseModel):
        kind: Literal["a"]
        size: int | None = None

    class B(BaseModel):
        kind: Literal["b"]
        size: dict[str, int]

    class Either(BaseModel):
        one: Annotated[A | B, Field(discriminator="kind")]
        other: dict[str, int] | list[int] | str | None

    wire = compile_schema(Either)
    for bare in (
        {"one": {"kind": "a", "size": None}, "other": {}},
        {"one": {"kind": "b", "size": {"x": 1}}, "other": []},
        {"one": {"kind": "b", "size": {}}, "other": "x"},
        {"one": {"kind": "a", "size": 1}, "other": None},
    ):
        written = wire.encode(bare, {})
        jsonschema.validate(written, wire.schema)
        assert wire.decode(written).bare == bare


def test_prune_takes_the_smallest_thing() -> None:
    """Null where that is allowed, else the nearest list item, else nothing; the answer itself is not changed."""
    written = answer()
    before = copy.deepcopy(written)
    pruned = {
        path: (WIRE.prune(written, path) or (None, None))[1]
        for path in (
            "/rounds/0/money_raised/value/amount",
            "/rounds/0/money_raised/value/equivalents/0",
            "/rounds/0/investors/1/value/role",
            "/rounds/0/company",
            "/rounds",
            "",
        )
    }
    assert list(pruned.values()) == [
        "/rounds/0/money_raised",
        "/rounds/0/money_raised/value/equivalents/0",
        "/rounds/0/investors/1",
        "/rounds/0",
        None,
        None,
    ]
    without = WIRE.prune(written, "/rounds/0/investors/1/value/role")
    assert without is not None
    assert [item["quote"] for item in without[0]["rounds"][0]["investors"]] == ["led by Big"]
    nulled = WIRE.prune(written, "/rounds/0/money_raised")
    assert nulled is not None
    assert nulled[0]["rounds"][0]["money_raised"] is None
    assert written == before


def test_prune_respects_the_least_number_of_items() -> None:
    """A list that would become too short stays; what is around it goes."""

    class Pair(BaseModel):
        both: Annotated[list[Cited[str]], Field(min_length=2)] | None

    written = {"both": [cited("a", "a"), cited("b", "b")]}
    assert compile_schema(Pair).prune(written, "/both/0") == ({"both": None}, "/both")


def test_subschema_of_a_place() -> None:
    """The schema of one place stands by itself, takes what is there, and null where the place may be withdrawn."""
    written = answer()
    part = WIRE.subschema("/rounds/0/money_raised/value/equivalents/0", written)
    jsonschema.Draft202012Validator.check_schema(part)
    item = written["rounds"][0]["money_raised"]["value"]["equivalents"][0]
    jsonschema.validate({"value": item}, part)
    jsonschema.validate({"value": None}, part)
    whole = WIRE.subschema("/rounds/0/money_raised", written)
    assert "PrintedMoney" in whole["$defs"]
    jsonschema.validate({"value": written["rounds"][0]["money_raised"]}, whole)
    fixed = WIRE.subschema("/rounds", written)
    assert not jsonschema.Draft202012Validator(fixed).is_valid({"value": None})


def test_json_schema_files() -> None:
    """A JSON schema decodes into plain dicts, checked by the schema itself."""
    schema = {
        "type": "object",
        "properties": {"n": {"type": "integer", "not": {"const": 3}}, "tags": {"type": "object"}},
        "required": ["n"],
        "patternProperties": {"^x_": {"type": "string"}},
        "additionalProperties": False,
    }
    wire = compile_schema(FileSchema(schema, "numbers"))
    bare = {"n": 1, "tags": {"a": [1, None]}, "x_1": "y"}
    assert wire.decode(wire.encode(bare, {})).data == bare
    assert wire.decode(wire.encode({"n": 2}, {})).bare == {"n": 2}
    assert wire.decode(wire.encode({"n": 3}, {})).problems[0].path == "/n"
    assert "not" in wire.schema["properties"]["n"]["description"]


def test_verbatim_in_a_wrapper() -> None:
    """A model that writes a verbatim value like other cited values is understood."""

    class Said(BaseModel):
        words: Cited[Verbatim]

    decoded = compile_schema(Said).decode({"words": {"quote": "Hello", "value": "Hello"}})
    assert decoded.bare == {"words": "Hello"}
    assert decoded.values[0].quote == "Hello"


def test_wrappers_around_classes_with_a_field_named_value() -> None:
    """A class with a field ``value`` of its own is told from a wrapper without a quote."""

    class Reading(BaseModel):
        value: int

    class Holder(BaseModel):
        reading: Cited[Reading]

    wire = compile_schema(Holder)
    assert wire.decode({"reading": cited("q", {"value": 1})}).bare == {"reading": {"value": 1}}
    assert wire.decode({"reading": {"value": 1}}).bare == {"reading": {"value": 1}}


def test_money_inside_other_parts() -> None:
    """Money inside a cited object is one part among its others."""

    class Deal(BaseModel):
        buyer: Name
        price: PrintedMoney

    class Holder(BaseModel):
        deal: Cited[Deal]

    bare = {"buyer": "A", "price": {"amount": "5", "currency": "EUR", "equivalents": []}}
    (value,) = compile_schema(Holder).decode({"deal": cited("q", bare)}).values
    assert [(part.path, part.kind) for part in value.parts] == [("/deal/buyer", "name"), ("/deal/price", "money")]


def test_what_json_cannot_hold_is_a_problem() -> None:
    """NaN, infinity and lone surrogates are refused, so that bare values can always be written as JSON."""

    class Loose(BaseModel):
        number: float
        anything: Any

    wire = compile_schema(Loose)
    assert wire.decode({"number": float("nan"), "anything": "1"}).problems[0].path == "/number"
    assert wire.decode({"number": 1, "anything": "NaN"}).bare == {"number": 1.0, "anything": "NaN"}
    assert wire.decode({"number": 1, "anything": '"\\ud800"'}).data is None


def test_a_stumbling_validator_is_a_problem() -> None:
    """An exception out of the user's own validator is that answer's problem, not the run's end."""

    class Stumbling(BaseModel):
        word: str

        @field_validator("word")
        @classmethod
        def _look_up(cls, word: str) -> str:
            return {"a": "b"}[word]

    wire = compile_schema(Stumbling)
    assert wire.decode({"word": "a"}).bare == {"word": "b"}
    assert "KeyError" in wire.decode({"word": "c"}).problems[0].message
