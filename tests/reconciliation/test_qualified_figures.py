"""Words that qualify figures: in a schema's own enum, in the quotes of plain numbers, and where figures are signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict

from llm_extract import Cited, ConfigError, Date, Name, SurfaceForms
from llm_extract.reconciliation import Event, Field, find_kinds, reconcile

Make = Callable[..., dict[str, Any]]

_WORDS = Annotated[
    Literal["exact", "approximately", "at_least", "fewer_than", "no_larger"],
    SurfaceForms({"no_larger": ["up to", "at most"]}),
]


class Crowd(BaseModel):
    """How many came, by one count."""

    model_config = ConfigDict(json_schema_extra={"x-claim": {"value": "people", "relation": "counted"}})

    people: Cited[int]
    counted: _WORDS | None


class Fair(BaseModel):
    """One fair; a record tells of one."""

    model_config = ConfigDict(
        json_schema_extra={
            "x-event": {"name": "fair", "same": ["town"], "signs": ["opened", "stalls"], "enough": ["opened", "stalls"]}
        }
    )

    town: Cited[Name]
    opened: Cited[Date] | None
    stalls: Cited[int] | None
    visitors: Cited[int] | None
    crowds: list[Crowd]


def _fair(article: Make, key: str, **said: Any) -> dict[str, Any]:
    quotes = said.pop("quotes", {})
    data = {"town": "Lund", "opened": "2021-06-04", "stalls": None, "visitors": None, "crowds": [], **said}
    evidence = [
        {"path": f"/{path}", "quote": quote, "spans": [[0, 5]], "alignment": "exact", "support": "supported"}
        for path, quote in quotes.items()
    ]
    return {**article(key), "data": data, "evidence": evidence}


def _events(*records: dict[str, Any]) -> list[Event]:
    return reconcile(records, Fair)


def _crowds(article: Make, one: tuple[int, str | None], other: tuple[int, str | None]) -> Field:
    (event,) = _events(
        *(
            _fair(article, key, crowds=[{"people": people, "counted": counted}])
            for key, (people, counted) in zip("ab", (one, other), strict=True)
        )
    )
    return event["crowds"]


@pytest.mark.parametrize(
    ("one", "other", "verdict", "kinds"),
    [
        ((12, "at_least"), (15, "exact"), "compatible", ["bound"]),
        ((12, "at_least"), (9, "exact"), "conflict", ["value"]),
        ((40, "fewer_than"), (25, "exact"), "compatible", ["bound"]),
        ((40, "fewer_than"), (55, "exact"), "conflict", ["value"]),
        ((40, "no_larger"), (35, "exact"), "compatible", ["bound"]),
        ((200, "approximately"), (190, "exact"), "compatible", ["rounding"]),
        ((200, "exact"), (190, "exact"), "conflict", ["value"]),
        ((12, "at_least"), (12, "exact"), "compatible", ["precision"]),
        ((12, "at_least"), (20, "fewer_than"), "compatible", ["bound"]),
        ((12, None), (15, None), "conflict", ["value"]),
    ],
)
def test_the_words_of_an_own_enum_are_understood(
    article: Make, one: tuple[int, str], other: tuple[int, str], verdict: str, kinds: list[str]
) -> None:
    """By their names, or by their surface forms; the claim keeps the schema's own word."""
    field = _crowds(article, one, other)
    assert (field.verdict, field.kinds) == (verdict, kinds)
    if one[1] is not None:
        assert {claim.relation for claim in field.claims} == {one[1], other[1]}


def test_the_exact_figure_says_more_than_the_bound(article: Make) -> None:
    """A count is given before the bound that it keeps to, whatever the schema calls it."""
    field = _crowds(article, (12, "at_least"), (15, "exact"))
    assert field.resolved is not None
    assert (field.resolved["value"], field.resolved["rule"]) == (15, "precise over vague")


def _declared(relation: dict[str, Any]) -> dict[str, Any]:
    item = {
        "type": "object",
        "x-claim": {"value": "people", "relation": "counted"},
        "properties": {"people": {"type": "integer"}, "counted": relation},
    }
    crowds = {"type": "array", "items": item}
    return {
        "type": "object",
        "properties": {"who": {"type": "string"}, "crowds": crowds},
        "x-event": {"name": "x", "same": ["who"]},
    }


@pytest.mark.parametrize(
    "relation",
    [
        {"enum": ["exactly", "sideways"]},
        {"enum": ["loose"], "x-forms": {"loose": ["at least", "at most"]}},
        {"type": "boolean"},
    ],
)
def test_words_that_nobody_knows_are_refused(relation: dict[str, Any]) -> None:
    """A word that would be taken as exact without a sign of it is an error before any work."""
    with pytest.raises(ConfigError, match=r"x-claim of 'crowds'.*'counted'"):
        find_kinds(_declared(relation))


@pytest.mark.parametrize("relation", [{"enum": ["exactly", "minimum", "upper_bound"]}, {"type": "string"}])
def test_usual_words_and_free_texts_are_read(relation: dict[str, Any]) -> None:
    """Other usual names need no surface forms; a text is read where it is a known word."""
    assert find_kinds(_declared(relation))


@pytest.mark.parametrize(
    ("quote", "number", "other", "verdict", "kinds"),
    [
        ("more than 200,000 came", 200_000, 230_000, "compatible", ["bound"]),
        ("more than 200,000 came", 200_000, 190_000, "conflict", ["value"]),
        ("at least fifteen families", 15, 22, "compatible", ["bound"]),
        ("around 20,000 visitors", 20_000, 18_300, "compatible", ["rounding"]),
        ("nearly 20,000 visitors", 20_000, 19_100, "compatible", ["rounding"]),
        ("nearly 20,000 visitors", 20_000, 21_000, "conflict", ["value"]),
        ("bis zu 500 Gäste", 500, 430, "compatible", ["bound"]),
        ("plus de 500 visiteurs", 500, 640, "compatible", ["bound"]),
        ("超过500人", 500, 640, "compatible", ["bound"]),
        ("500 guests, more than 30 of them from abroad", 500, 640, "conflict", ["value"]),
    ],
)
def test_words_in_the_quote_of_a_plain_number(
    article: Make, quote: str, number: int, other: int, verdict: str, kinds: list[str]
) -> None:
    """The words beside the figure itself count, in digits or in words."""
    (event,) = _events(
        _fair(article, "a", visitors=number, quotes={"visitors": quote}),
        _fair(article, "b", visitors=other, quotes={"visitors": f"{other:,} came"}),
    )
    assert (event["visitors"].verdict, event["visitors"].kinds) == (verdict, kinds)


@pytest.mark.parametrize(
    ("quote", "other", "events"),
    [
        ("more than 200 stalls", 260, 1),
        ("more than 200 stalls", 900, 2),
        ("200 stalls", 260, 2),
        ("fewer than 200 stalls", 260, 2),
        ("fewer than 200 stalls", 150, 1),
    ],
)
def test_a_bound_that_is_kept_to_parts_no_event(article: Make, quote: str, other: int, events: int) -> None:
    """As a sign "more than 200" does not speak against 260, and exactly 200 does; of 900 nobody says so."""
    found = _events(
        _fair(article, "a", stalls=200, quotes={"stalls": quote}),
        _fair(article, "b", stalls=other, quotes={"stalls": f"{other} stalls"}),
    )
    assert len(found) == events


def test_a_bound_alone_joins_nothing(article: Make) -> None:
    """ "More than 200" and 900 may be two fairs: that both can be true is no agreement."""
    found = _events(
        _fair(article, "a", opened=None, stalls=200, quotes={"stalls": "more than 200 stalls"}),
        _fair(article, "b", opened=None, stalls=900, quotes={"stalls": "900 stalls"}),
    )
    assert len(found) == 2
