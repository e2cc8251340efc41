"""Unions of classes: things of two kinds are two, whatever they have in common, and each kind has its own identity."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, RootModel

from llm_extract import Name
from llm_extract.comparison import Shape, merge_values


class Hire(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["person", "firm"]})

    kind: Literal["hire"] = "hire"
    person: Name
    firm: Name


class Sale(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["firm", "buyer"]})

    kind: Literal["sale"] = "sale"
    firm: Name
    buyer: Name | None
    year: int | None = None


class Person(BaseModel):
    name: Name


class Founder(BaseModel):
    name: Name
    founded: Name | None


class Site(BaseModel):
    name: Name
    town: Name | None


class News(BaseModel):
    events: list[Hire | Sale]
    named: list[Person | Founder | Site]
    main: Hire | Sale | None


NEWS = Shape.from_schema(News.model_json_schema())
ROOT = Shape.from_schema(RootModel[Hire | Sale].model_json_schema())


def hire(person: str, firm: str) -> dict[str, Any]:
    return {"kind": "hire", "person": person, "firm": firm}


def sale(firm: str, buyer: str | None, year: int | None = None) -> dict[str, Any]:
    return {"kind": "sale", "firm": firm, "buyer": buyer, "year": year}


def news(*events: Any, named: Any = (), main: Any = None) -> dict[str, Any]:
    return {"events": [*events], "named": [*named], "main": main}


def test_items_of_two_classes_are_two_items() -> None:
    """A hire and a sale at one firm have the firm in common, and are not the same."""
    one, other = hire("Ann Lee", "Acme"), sale("Acme", "Bolt")
    merged = merge_values([news(one), news(other), news(one), news(other)], NEWS)
    assert merged.value["events"] == [one, other]
    assert merged.disagreements == []
    assert merged.sources["/events/1"] == [(1, "/events/0"), (3, "/events/0")]


def test_each_class_has_its_own_identity() -> None:
    """Two sales of a firm to others are two; a sale told again with its year is one."""
    answers = [news(sale("Acme", "Bolt")), news(sale("Acme", "Corax")), news(sale("Acme Inc.", "Corax", 2018))]
    merged = merge_values(answers, NEWS)
    assert merged.value["events"] == [sale("Acme", "Bolt"), sale("Acme Inc.", "Corax", 2018)]


def test_what_fits_a_class_that_says_more_is_one_with_it() -> None:
    """Classes without a mark: a person may be the founder, but a founder is no site of that name."""
    person, founder = {"name": "Acme"}, {"name": "Acme", "founded": "Bolt"}
    site = {"name": "Acme", "town": "Oslo"}
    merged = merge_values([news(named=[person]), news(named=[founder])], NEWS)
    assert merged.value["named"] == [founder]
    merged = merge_values([news(named=[founder]), news(named=[site]), news(named=[site])], NEWS)
    assert merged.value["named"] == [founder, site]


@pytest.mark.parametrize("wrap", [lambda found: news(main=found), lambda found: found], ids=["field", "root"])
def test_an_object_is_not_put_together_of_two_classes(wrap: Any) -> None:
    """At one place the kind that was said more often is kept, and nothing of the other one but in the disagreement."""
    one, other = hire("Ann Lee", "Acme"), sale("Acme", "Bolt")
    shape = ROOT if wrap(one) == one else NEWS
    merged = merge_values([wrap(one), wrap(other), wrap(other)], shape)
    assert merged.value == wrap(other)
    (found,) = merged.disagreements
    assert [value for value, _ in found.values] == [other, one]
