"""Properties that hold for any schema and any answer: nothing changes its meaning, nothing raises."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field, create_model

from llm_extract.schemas.annotations import Cited, Verbatim
from llm_extract.schemas.funding import FundingNews
from llm_extract.schemas.strict import compile_schema
from llm_extract.schemas.wire import WireSchema

quick = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

Typed = tuple[Any, st.SearchStrategy[Any]]
"""An annotation, and bare values that fit it."""


class AnyQuote(Mapping[str, str]):
    """A quote for every pointer."""

    def __getitem__(self, key: str) -> str:
        return f"quote of {key}"

    def __contains__(self, key: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Tree(BaseModel):
    """Contains itself."""

    label: Cited[str]
    sums: dict[str, Decimal] = {}
    children: list[Cited[Tree]] = []


class Cat(BaseModel):
    """One branch."""

    kind: Literal["cat"]
    size: int | None = None


class Dog(BaseModel):
    """Another branch, of the same keys."""

    kind: Literal["dog"]
    size: dict[str, int]


_words = st.text(st.characters(codec="utf-8"), max_size=6)
_decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
_counts = st.dictionaries(_words, st.integers(0, 9), max_size=2)
_trees = st.recursive(
    st.builds(lambda label: {"label": label, "sums": {}, "children": []}, _words),
    lambda inner: st.builds(
        lambda label, children, sums: {"label": label, "sums": sums, "children": children},
        _words,
        st.lists(inner, max_size=2),
        st.dictionaries(_words, _decimals.map(lambda number: format(number, "f")), max_size=2),
    ),
    max_leaves=4,
)
_LEAVES: list[Typed] = [
    (int, st.integers(-(10**9), 10**9)),
    (str, _words),
    (bool, st.booleans()),
    (float, st.floats(allow_nan=False, allow_infinity=False)),
    (Decimal, _decimals.map(lambda number: format(number, "f"))),
    (dt.date, st.dates().map(lambda day: day.isoformat())),
    (Literal["a", "b", 3], st.sampled_from(["a", "b", 3])),
    (Verbatim, _words),
    (Any, st.recursive(st.none() | st.integers() | _words, lambda inner: st.lists(inner, max_size=2), max_leaves=3)),
    (set[int], st.lists(st.integers(0, 9), unique=True, max_size=3)),
    (Tree, _trees),
    (
        Annotated[Cat | Dog, Field(discriminator="kind")],
        st.one_of(
            st.builds(lambda size: {"kind": "cat", "size": size}, st.none() | st.integers(0, 9)),
            st.builds(lambda size: {"kind": "dog", "size": size}, _counts),
        ),
    ),
    (
        str | list[int] | dict[str, int],
        _words | st.lists(st.integers(0, 9), max_size=2) | _counts,
    ),
]


def _larger(inner: st.SearchStrategy[Typed]) -> st.SearchStrategy[Typed]:
    def lists(one: Typed) -> Typed:
        return list[one[0]], st.lists(one[1], max_size=3)  # type: ignore[valid-type]

    def maps(one: Typed) -> Typed:
        return dict[str, one[0]], st.dictionaries(_words, one[1], max_size=3)  # type: ignore[valid-type]

    def pairs(one: Typed, other: Typed) -> Typed:
        return tuple[one[0], other[0]], st.tuples(one[1], other[1]).map(list)  # type: ignore[valid-type]

    return st.one_of(
        inner.map(lists),
        inner.map(maps),
        st.builds(pairs, inner, inner),
        inner.map(lambda one: (one[0] | None if one[0] is not Any else Any, st.none() | one[1])),
        inner.map(lambda one: (Cited[one[0]], one[1])),
    )


_types = st.recursive(st.sampled_from(_LEAVES), _larger, max_leaves=3)


@st.composite
def _classes(draw: st.DrawFn) -> tuple[type[BaseModel], Any]:
    """A class of one to four fields, and bare data that fits it."""
    fields: dict[str, Any] = {}
    bare: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 4))):
        annotation, values = draw(_types)
        fields[f"field_{number}"] = (annotation, ...)
        bare[f"field_{number}"] = draw(values)
    return create_model("Drawn", **fields), bare


def _check_round_trip(wire: WireSchema, bare: Any) -> Any:
    written = wire.encode(bare, AnyQuote())
    jsonschema.validate(written, wire.schema)
    decoded = wire.decode(written)
    assert decoded.problems == ()
    assert decoded.bare == bare
    return written


@quick
@given(_classes())
def test_data_of_any_class_survives(drawn: tuple[type[BaseModel], Any]) -> None:
    """Bare data, encoded, fits the strict schema and decodes to itself; cited places can be cut out and pruned."""
    cls, bare = drawn
    wire = compile_schema(cls)
    data, faults = wire.source.validate(bare)
    assert not faults
    bare = wire.source.dump(data)
    written = _check_round_trip(wire, bare)
    before = json.dumps(written)
    for value in wire.decode(written).values:
        place = written
        for token in value.wire_path.split("/")[1:]:
            token = token.replace("~1", "/").replace("~0", "~")
            place = place[int(token)] if isinstance(place, list) else place[token]
        part = wire.subschema(value.wire_path, written)
        jsonschema.validate({"value": place}, part)
        pruned = wire.prune(written, value.wire_path)
        if pruned is not None:
            jsonschema.validate({"value": None}, part)
            jsonschema.validate(pruned[0], wire.schema)
    assert json.dumps(written) == before


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["quote", "value", "key", "rounds", "item_1", "entries"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@quick
@given(_classes(), _json, st.data())
def test_no_answer_raises(drawn: tuple[type[BaseModel], Any], junk: Any, data: st.DataObject) -> None:
    """Whatever JSON comes, alone or in place of a part of a good answer, decoding ends in data or problems."""
    cls, bare = drawn
    wire = compile_schema(cls)
    valid, _ = wire.source.validate(bare)
    written = wire.encode(wire.source.dump(valid), AnyQuote())
    for answer in (junk, _with_junk(written, junk, data)):
        decoded = wire.decode(answer)
        assert decoded.data is not None or decoded.problems
        for problem in decoded.problems:
            assert problem.path.startswith("/") or problem.path == ""


def _with_junk(value: Any, junk: Any, data: st.DataObject) -> Any:
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(value)))
        return {**value, key: _with_junk(value[key], junk, data)}
    if isinstance(value, list) and value and data.draw(st.booleans()):
        return [_with_junk(value[0], junk, data), *value[1:]]
    return junk


@quick
@given(_json)
def test_no_answer_raises_for_funding(junk: Any) -> None:
    """The shipped schema takes any JSON without an exception."""
    wire = _FUNDING
    within = {"rounds": [junk], "quotes": [{"words": junk}], "figures": [{"value": junk}]}
    for answer in (junk, {"rounds": junk}, within):
        decoded = wire.decode(answer)
        assert decoded.data is not None or decoded.problems
        wire.prune(answer, "/rounds/0/company/value")
        wire.subschema("/rounds/0/company/value", answer)


_FUNDING = compile_schema(FundingNews)
