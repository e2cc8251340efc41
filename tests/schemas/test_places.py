"""Places in an answer: what is taken away with them, and the schema of one alone."""

from __future__ import annotations

import copy
from typing import Annotated

import jsonschema
from pydantic import BaseModel, Field

from llm_extract.schemas.annotations import Cited
from llm_extract.schemas.funding import FundingNews
from llm_extract.schemas.strict import compile_schema
from written_answers import answer, cited

WIRE = compile_schema(FundingNews)


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
