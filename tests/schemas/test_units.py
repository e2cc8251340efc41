"""Units of a schema's numbers reach the parts that are checked."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, Field

from llm_extract import Cited
from llm_extract.schemas.strict import compile_schema


class _Deal(BaseModel):
    amount: float = Field(description="USD millions")
    staff: int


class _Report(BaseModel):
    revenue_million: Cited[float]
    staff: Cited[int] | None = Field(None, description="Staff in thousands")
    profit: Cited[Decimal] = Field(description="Profit in billions of euros")
    name_million: Cited[str]
    deal: Cited[_Deal]
    plain: Cited[int]


def _cited(value: object) -> dict[str, object]:
    return {"quote": "words", "value": value}


def test_units_reach_the_parts() -> None:
    """The name or description of a field, wherever it stands; texts and fields that say nothing have none."""
    answer = {
        "revenue_million": _cited(134.1), "staff": _cited(30), "profit": _cited("2"), "name_million": _cited("A"),
        "deal": _cited({"amount": 5.5, "staff": 2}), "plain": _cited(5),
    }  # fmt: skip
    decoded = compile_schema(_Report).decode(answer)
    scales = {part.path: part.unit and int(part.unit.scale) for value in decoded.values for part in value.parts}
    assert scales == {
        "/revenue_million": 10**6, "/staff": 1000, "/profit": 10**9, "/name_million": None,
        "/deal/amount": 10**6, "/deal/staff": None, "/plain": None,
    }  # fmt: skip
