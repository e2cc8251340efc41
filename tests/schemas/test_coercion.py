"""What is read as was meant: numbers, bare values and wrappers that a strict schema would not have let through."""

from __future__ import annotations

import copy
import datetime as dt
from decimal import Decimal
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from llm_extract.schemas.annotations import Cited, Verbatim
from llm_extract.schemas.funding import FundingNews, Money
from llm_extract.schemas.strict import compile_schema
from written_answers import answer, cited

WIRE = compile_schema(FundingNews)


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


@pytest.mark.parametrize(
    "written", [10**309, -(10**5000), 2**1024, "1" + "0" * 350, "1e400", "Infinity", "nan"], ids="abcdefg"
)
def test_a_number_beyond_all_floats_is_the_problem_of_its_field(written: Any) -> None:
    """It is not read as infinity, which no JSON can hold, so that the answer as a whole would not fit."""

    class Size(BaseModel):
        meters: float

    decoded = compile_schema(Size).decode({"meters": written})
    assert decoded.data is None
    assert [problem.path for problem in decoded.faults] == ["/meters"]
    assert compile_schema(Size).decode({"meters": 10**300}).data == Size(meters=1e300)


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


@pytest.mark.parametrize("name", ["whole", "part", "some"])
def test_true_is_no_number(name: str) -> None:
    """True would pass for 1 in Python; in an answer it is no number."""

    class Numbers(BaseModel):
        whole: int = 0
        part: float = 0.0
        some: Literal[0, 1] = 0

    decoded = compile_schema(Numbers).decode({name: True})
    assert decoded.data is None
    assert decoded.faults[0].path == f"/{name}"


@pytest.mark.parametrize(
    "written", [2018, "2018", 20180409, "20180409", "1523232000", 1523232000, 1.5, " 86400 ", "-1"]
)
@pytest.mark.parametrize("name", ["day", "moment", "hour", "span"])
def test_a_number_is_no_date(name: str, written: Any) -> None:
    """A bare year would pass for a number of seconds since 1970; it is refused, as a strict schema would."""

    class Times(BaseModel):
        day: dt.date | None = None
        moment: dt.datetime | None = None
        hour: dt.time | None = None
        span: dt.timedelta | None = None

    decoded = compile_schema(Times).decode({name: written})
    assert decoded.data is None
    assert decoded.faults[0].path == f"/{name}"


def test_a_class_that_writes_durations_as_seconds_reads_them() -> None:
    """What the class itself writes is asked for and taken."""

    class Seconds(BaseModel, ser_json_timedelta="float"):
        span: dt.timedelta

    wire = compile_schema(Seconds)
    assert wire.schema["properties"]["span"] == {"description": "(in seconds)", "type": "number"}
    decoded = wire.decode({"span": 90.0})
    assert decoded.bare == {"span": 90.0}
    assert wire.encode(decoded.bare, {}) == {"span": 90.0}


def test_dates_in_their_own_form_are_read() -> None:
    """What the strict schema asks for is taken as before."""

    class Times(BaseModel):
        day: dt.date
        moment: dt.datetime
        hour: dt.time
        span: dt.timedelta

    written = {"day": "2018-04-09", "moment": "2018-04-09T10:00:00Z", "hour": "10:00:00", "span": "P1DT2H"}
    decoded = compile_schema(Times).decode(written)
    assert decoded.problems == ()
    assert decoded.bare == written


def test_free_keys_beside_a_class_are_not_taken_for_it() -> None:
    """Of a class and free keys, a plain object with none of the class's fields has free keys."""

    class Cat(BaseModel):
        lives: int

    class Either(BaseModel):
        it: Cat | dict[str, int]

    wire = compile_schema(Either)
    assert wire.decode({"it": {"a": 1}}).bare == {"it": {"a": 1}}
    assert wire.decode({"it": {"a": "x"}}).data is None
    assert wire.decode({"it": {"lives": 3}}).bare == {"it": {"lives": 3}}


@pytest.mark.parametrize("written", [[1], [{"name": "a", "count": 1}], ["a", "b"]])
def test_a_list_without_entries_is_no_map(written: Any) -> None:
    """A list that holds no key at all is asked for again, and is never an empty map."""

    class Counted(BaseModel):
        counts: dict[str, int]

    wire = compile_schema(Counted)
    decoded = wire.decode({"counts": written})
    assert decoded.data is None
    assert decoded.faults[0].path == "/counts"
    assert wire.decode({"counts": []}).bare == {"counts": {}}
    assert wire.decode({"counts": [{"key": "a", "value": 1}, 5]}).bare == {"counts": {"a": 1}}


def test_a_further_key_may_be_called_as_the_wire_calls_them() -> None:
    """``additional_properties`` is a name of the wire; data may have such a key, too."""

    class Open(BaseModel, extra="allow"):
        a: int

    wire = compile_schema(Open)
    bare = {"a": 1, "additional_properties": "x"}
    decoded = wire.decode(wire.encode(bare, {}))
    assert decoded.bare == bare
    assert decoded.problems == ()


def test_a_whole_number_beside_decimals_stays_one() -> None:
    """Written and read again, an int is no Decimal."""

    class Either(BaseModel):
        it: Decimal | int

    wire = compile_schema(Either)
    for bare in ({"it": 1}, {"it": "1.5"}):
        assert wire.decode(wire.encode(bare, {})).bare == bare
