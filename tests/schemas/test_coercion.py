"""What is read as was meant: numbers, bare values and wrappers that a strict schema would not have let through."""

from __future__ import annotations

import copy
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
