"""Events declared beside any schema: a user's own, a whole record, and what is wrong with a declaration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from llm_extract import Cited, ConfigError, Date, Name
from llm_extract.reconciliation import find_kinds, reconcile
from llm_extract.schemas.funding import FundingNews

Make = Callable[..., dict[str, Any]]


class Layoff(BaseModel):
    """Jobs cut by an employer; a record tells of one."""

    model_config = ConfigDict(
        json_schema_extra={
            "x-event": {"name": "layoff", "same": ["employer"], "signs": ["announced"], "enough": ["announced"]}
        }
    )

    employer: Cited[Name]
    announced: Cited[Date] | None
    jobs: Cited[int] | None
    towns: list[str]


def _layoff(article: Make, key: str, **data: Any) -> dict[str, Any]:
    record = article(key)
    return {**record, "data": {"employer": "Acme", "announced": "2024-03-01", "jobs": None, "towns": [], **data}}


def test_a_users_own_schema_is_reconciled(article: Make) -> None:
    """One event for each record, at the top of its data; numbers, dates and lists of strings are compared."""
    events = reconcile(
        [
            _layoff(article, "a", jobs=1200, towns=["Gent", "Lier"]),
            _layoff(article, "b", employer="Acme N.V.", jobs=12000, towns=["Gent"]),
            _layoff(article, "c", announced="2021-01-05", jobs=300),
        ],
        Layoff,
    )
    assert [[m["document"] for m in event.mentions] for event in events] == [["c"], ["a", "b"]]
    both = events[1]
    assert (both["jobs"].verdict, both["jobs"].kinds) == ("conflict", ["magnitude"])
    assert [(one.entity, one.verdict) for one in both.fields if one.entity] == [
        ("Gent", "unanimous"),
        ("Lier", "single source"),
    ]


def test_the_shipped_schema_declares_rounds_and_optional_figures() -> None:
    """Figures are compared only when asked for."""
    kinds = find_kinds(FundingNews.model_json_schema())
    assert [(kind.name, kind.place, kind.optional) for kind in kinds] == [
        ("round", ("rounds",), False),
        ("figure", ("figures",), True),
    ]


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ({"name": "x", "same": ["nobody"]}, "names 'nobody'"),
        ({"name": "x", "same": []}, "names no field under 'same'"),
        ({"name": "x", "same": ["who"], "sign": ["who"]}, "unknown keys: sign"),
        ({"name": "x", "same": ["who"], "signs": ["when"]}, "names 'when'"),
    ],
)
def test_a_wrong_declaration_is_named(mark: dict[str, Any], message: str) -> None:
    """A declaration that names no field, nothing, or an unknown key is refused before any work."""
    schema = {"type": "object", "properties": {"who": {"type": "string"}}, "x-event": mark}
    with pytest.raises(ConfigError, match=message):
        find_kinds(schema)


def test_a_schema_without_events_is_refused() -> None:
    """The message says what to declare."""
    with pytest.raises(ConfigError, match=r"declares no events.*x-event"):
        reconcile([], {"type": "object", "properties": {}})


def test_a_kind_that_does_not_exist_is_refused() -> None:
    """``also`` names a declared kind."""
    with pytest.raises(ConfigError, match=r"no kind of event 'rumour'.*round, figure"):
        reconcile([], FundingNews, also=["rumour"])


def test_records_that_do_not_belong_together_are_refused(article: Make) -> None:
    """One document twice, two tasks, or no schema to read raw records by."""
    with pytest.raises(ConfigError, match="two records for a"):
        reconcile([article("a"), article("a")], FundingNews)
    other = article("b")
    with pytest.raises(ConfigError, match="two tasks"):
        reconcile([article("a"), {**other, "task": {**other["task"], "name": "other"}}], FundingNews)
    with pytest.raises(ConfigError, match="no schema"):
        reconcile([article("a")])


def test_a_mention_that_names_no_subject_stays_by_itself(article: Make) -> None:
    """Nothing is lost, and nothing is joined, where a field that must agree is null."""
    schema = {"x-event": {"name": "x", "same": ["who"]}, "type": "object", "properties": {"who": {"type": "string"}}}
    records = [
        {**article(key), "data": {"who": who}} for key, who in (("a", None), ("b", None), ("c", "d"), ("d", "D"))
    ]
    events = reconcile(records, schema)
    assert [[m["document"] for m in event.mentions] for event in events] == [["a"], ["b"], ["c", "d"]]


def test_records_without_data_tell_of_nothing(article: Make) -> None:
    """A failed record is no error and no event."""
    assert reconcile([{**article("a"), "data": None, "status": "failed"}], FundingNews) == []


def test_marks_never_reach_the_schema_that_is_sent() -> None:
    """What is declared for reconciliation stays beside the schema."""
    from llm_extract.schemas.loading import load_schema
    from llm_extract.schemas.strict import compile_schema

    sent = compile_schema(load_schema("llm_extract.schemas.funding:FundingNews")).schema
    assert '"x-' not in str(sent).replace("'", '"')


class Artist(BaseModel):
    """One artist of a show; each of the two fields has words of its own."""

    model_config = ConfigDict(json_schema_extra={"x-entity": "name"})

    name: Cited[Name]
    works: Cited[int] | None


class Price(BaseModel):
    """What one seat costs, by one account."""

    model_config = ConfigDict(json_schema_extra={"x-claim": {"value": "euros"}})

    euros: Cited[int]


class Halls(BaseModel):
    """What stands in a nested class."""

    artists: list[Artist]


class Show(BaseModel):
    """One show; a record tells of one."""

    model_config = ConfigDict(json_schema_extra={"x-event": {"name": "show", "same": ["title"]}})

    title: Cited[str]
    artists: list[Artist]
    prices: list[Price]
    halls: Halls


def _show(article: Make, key: str, works: int, support: str) -> dict[str, Any]:
    artists = [{"name": "Ida Brandt", "works": works}]
    data = {"title": "Salt", "artists": artists, "prices": [{"euros": works}], "halls": {"artists": artists}}
    places = ["/artists/0/name", "/artists/0/works", "/prices/0/euros", "/halls/artists/0/works"]
    found = {"spans": [[0, 5]], "alignment": "exact", "support": support, "reason": ""}
    evidence = [{"path": one, "quote": f"words {one}", **found} for one in places]
    return {**article(key), "data": data, "evidence": evidence}


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("artists[].works", "/artists/0/works"),
        ("prices", "/prices/0/euros"),
        ("halls.artists[].works", "/halls/artists/0/works"),
    ],
)
def test_words_cited_for_a_part_of_a_list_item_are_those_of_the_claim(article: Make, field: str, place: str) -> None:
    """A claim about a thing of a list has the words of that field, and does not count where they do not back it."""
    told = [_show(article, "a", 34, "supported"), _show(article, "b", 36, "supported")]
    (event,) = reconcile(told, Show)
    (found,) = [one for one in event.fields if one.field == field]
    assert found.verdict == "conflict"
    assert {(one.path, one.quote) for claim in found.claims for one in claim.said} == {(place, f"words {place}")}
    (event,) = reconcile([told[0], _show(article, "b", 36, "unsupported")], Show)
    (found,) = [one for one in event.fields if one.field == field]
    assert (found.verdict, found.resolved and found.resolved["value"]) == ("single source", 34)


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ({"x-entity": "nmae"}, "x-entity of 'artists' names 'nmae', which is no field.*Fields: name"),
        ({"x-claim": {"value": "works"}}, "x-claim of 'artists' names 'works', which is no field.*Fields: name"),
        ({"x-claim": {"value": "name", "by": "who"}}, "x-claim of 'artists' names 'who', which is no field"),
        ({"x-claim": {"by": "name"}}, "x-claim of 'artists' names no field under 'value'"),
        ({"x-claim": {"value": "name", "relations": "name"}}, "x-claim of 'artists' has unknown keys: relations"),
    ],
)
def test_a_wrong_mark_on_the_items_of_a_list_is_named(mark: dict[str, Any], message: str) -> None:
    """What names no field, or is no key, is refused before any work."""
    item = {"type": "object", "properties": {"name": {"type": "string"}}, **mark}
    whole = {"title": {"type": "string"}, "artists": {"type": "array", "items": item}}
    with pytest.raises(ConfigError, match=message):
        find_kinds({"type": "object", "properties": whole, "x-event": {"same": ["title"]}})


def _strikes(article: Make, **keys: Any) -> list[list[str]]:
    """The articles of each event, of two strikes at one place that agree in the day alone."""
    texts = {name: {"type": "string"} for name in ("place", "union", "trade")}
    properties = {**texts, "began": {"type": "string", "x-kind": "date"}}
    event = {"name": "strike", "same": ["place"], "signs": ["trade", "began", "union"], **keys}
    schema = {"type": "object", "properties": properties, "x-event": event}
    said = {"a": ("miners", "North"), "b": ("dockers", "South")}
    records = [
        {**article(key), "data": {"place": "Gdynia", "began": "1988-08-15", "trade": trade, "union": union}}
        for key, (trade, union) in said.items()
    ]
    return [
        [*(article["key"] for article in event.articles), *(link.kind for link in event.links)]
        for event in reconcile(records, schema)
    ]


def test_one_sign_alone_can_be_firm(article: Make) -> None:
    """Declared as a list of one, the day decides against all else."""
    assert _strikes(article, firm=[["began"]]) == [["a", "b"]]


def test_the_very_day_raises_the_question_where_a_day_is_enough(article: Make) -> None:
    """Two events of one place and day are linked as possible, not merged, and not called a chain."""
    assert _strikes(article, enough=["began"]) == [["a", "possible"], ["b", "possible"]]
    assert _strikes(article) == [["a"], ["b"]]


def test_a_firm_sign_joins_what_says_nothing_else(article: Make) -> None:
    """Where it is the only sign that both have, it suffices too, and is not torn between two."""
    schema = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("who", "number", "colour")},
        "x-event": {"name": "x", "same": ["who"], "signs": ["number", "colour"], "firm": [["number"]]},
    }
    told = {"a": ("7", "red"), "b": ("7", None), "c": ("7", "blue")}
    records = [
        {**article(key), "data": {"who": "w", "number": number, "colour": colour}}
        for key, (number, colour) in told.items()
    ]
    assert len(reconcile(records, schema)) == 1


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"firm": ["what"]}, "'what' under 'firm', which is no list"),
        ({"firm": [[]]}, "under 'firm', which is no list"),
        ({"firm": [["what", "when"]]}, "'when' under 'firm', which is no sign"),
        ({"enough": ["who"]}, "'who' under 'enough', which is no sign"),
    ],
)
def test_firm_and_enough_name_signs(keys: dict[str, Any], message: str) -> None:
    """A name without its list, and one that is no sign, are refused before any work."""
    mark = {"name": "x", "same": ["who"], "signs": ["what"], **keys}
    schema = {"type": "object", "properties": {"who": {"type": "string"}, "what": {"type": "string"}}, "x-event": mark}
    with pytest.raises(ConfigError, match=message):
        find_kinds(schema)
