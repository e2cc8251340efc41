"""What is wrong with an answer: where it stands on both sides, and who found it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, field_validator

from llm_extract.schemas.funding import FundingNews
from llm_extract.schemas.strict import compile_schema
from llm_extract.schemas.wire import Problem
from written_answers import answer

WIRE = compile_schema(FundingNews)


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
