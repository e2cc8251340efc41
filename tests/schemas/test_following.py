"""Cited values whose place in the data is another one than in the answer, because the class moved them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from llm_extract.schemas.annotations import Cited
from llm_extract.schemas.strict import compile_schema

Lower = Annotated[str, StringConstraints(to_lower=True)]


class Shop(BaseModel):
    name: Cited[str]
    floors: int = 1


def by_name(shops: list[Shop]) -> list[Shop]:
    """The shops in order, each name once."""
    return sorted({shop.name: shop for shop in reversed(shops)}.values(), key=lambda shop: shop.name)


class Sorted(BaseModel):
    found: Annotated[list[Cited[str]], AfterValidator(lambda words: sorted(set(words)))]


class Shops(BaseModel):
    found: Annotated[list[Shop], AfterValidator(by_name)]


class Sums(BaseModel):
    found: set[Cited[Decimal]]


class Words(BaseModel):
    found: set[Cited[Lower]]


class Lowered(BaseModel):
    found: list[Cited[Lower]]


class Counts(BaseModel):
    found: dict[Lower, Cited[int]]


class Years(BaseModel):
    found: dict[int, list[Cited[str]]]


class Excluded(BaseModel):
    found: Cited[str]
    thoughts: Cited[str] | None = Field(default=None, exclude=True)


class Short(BaseModel):
    """Keeps the last two."""

    found: list[list[Cited[str]]]

    @model_validator(mode="after")
    def cut(self) -> Short:
        """Drop the others."""
        self.found = self.found[-2:]
        return self


def test_what_a_class_does_not_keep_has_no_quote() -> None:
    """Evidence points into the data, also where a field is excluded from it."""
    answer = {"found": _cited("a")[0], "thoughts": _cited("b")[0]}
    decoded = compile_schema(Excluded).decode(answer)
    assert decoded.bare == {"found": "a"}
    assert [value.path for value in decoded.values] == ["/found"]


def _cited(*values: str) -> list[dict[str, str]]:
    return [{"quote": f"said {value}", "value": value} for value in values]


@pytest.mark.parametrize(
    ("cls", "found", "quotes"),
    [
        (Sorted, _cited("b", "c", "a", "b"), {"/0": "said a", "/1": "said b", "/2": "said c"}),
        (Sums, _cited("3", "2.50", "10", "2.5"), {"/0": "said 10", "/1": "said 2.5", "/2": "said 3"}),
        (Words, _cited("b", "C", "a"), {"/0": "said a", "/1": "said b", "/2": "said C"}),
        (Lowered, _cited("B", "A"), {"/0": "said B", "/1": "said A"}),
        (
            Shops,
            [{"name": one, "floors": None} for one in _cited("b", "a", "b")],
            {"/0/name": "said a", "/1/name": "said b"},
        ),
        (
            Counts,
            [{"key": key, "value": {"quote": f"said {key}", "value": 1}} for key in ("b", "A")],
            {"/b": "said b", "/a": "said A"},
        ),
        (Years, [{"key": "02", "value": _cited("a")}, {"key": "1", "value": []}], {"/2/0": "said a"}),
        (Short, [_cited("a"), _cited("b"), _cited("c")], {"/0/0": "said b", "/1/0": "said c"}),
    ],
)
def test_quotes_stay_with_their_values(cls: type[BaseModel], found: Any, quotes: dict[str, str]) -> None:
    """A validator that sorts, drops or unites items takes the quotes of the items along."""
    decoded = compile_schema(cls).decode({"found": found})
    assert decoded.data is not None
    assert {value.path.removeprefix("/found"): value.quote for value in decoded.values} == quotes
    assert all(part.path.startswith(value.path) for value in decoded.values for part in value.parts)
