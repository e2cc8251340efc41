"""Changing answers at places: nothing else moves, and nothing that was right is touched."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from pydantic import BaseModel

from llm_extract import Cited
from llm_extract.extraction.editing import outermost, prune_all
from llm_extract.pointers import is_inside
from llm_extract.schemas.strict import compile_schema


class Quote(BaseModel):
    role: Cited[str] | None
    words: Cited[str]


class Quotes(BaseModel):
    quotes: list[Quote]


WIRE: dict[str, Any] = {
    "quotes": [
        {"role": {"quote": str(n), "value": str(n)}, "words": {"quote": str(n), "value": str(n)}} for n in range(12)
    ]
}


def left(wire: Any) -> list[tuple[str | None, str]]:
    return [(item["role"] and item["role"]["value"], item["words"]["value"]) for item in wire["quotes"]]


@pytest.mark.parametrize("turned", [False, True])
def test_places_of_one_item_do_not_reach_its_neighbour(turned: bool) -> None:
    """An optional value before a required one in the same item: the item goes, and the next one keeps its value."""
    places = ["/quotes/0/role", "/quotes/0/words"]
    wire, gone = prune_all(compile_schema(Quotes), WIRE, places[::-1] if turned else places)
    assert left(wire) == [(str(n), str(n)) for n in range(1, 12)]
    assert gone == dict.fromkeys(places, "/quotes/0")


def test_items_are_taken_out_by_number_and_not_by_digits() -> None:
    """Item 10 comes after item 2; taking both out leaves all the others."""
    wire, _ = prune_all(compile_schema(Quotes), WIRE, ["/quotes/2/words", "/quotes/10/words", "/quotes/11/role"])
    assert left(wire) == [(None if n == 11 else str(n), str(n)) for n in range(12) if n not in (2, 10)]


def test_what_may_not_go_stays() -> None:
    """A required value of the root cannot be taken out; it is said so."""
    schema = compile_schema(Quote)
    wire = WIRE["quotes"][0]
    assert prune_all(schema, wire, ["/words"]) == (wire, {"/words": None})


def test_inside_is_by_whole_names() -> None:
    """/a/1 is not inside /a/1's namesake /a/12, and every place is inside the root."""
    assert is_inside("/a/1", "/a/1")
    assert is_inside("/a/1/b", "/a/1")
    assert not is_inside("/a/12", "/a/1")
    assert is_inside("/a", "")


@pytest.mark.parametrize("apart", [False, True])
def test_the_work_for_many_places_grows_with_their_number(apart: bool) -> None:
    """Four times as many places take some four times the steps, not sixteen."""

    def steps(number: int) -> int:
        item = {"role": {"quote": "x", "value": "x"}, "words": {"quote": "x", "value": "x"}}
        schema, wire = compile_schema(Quotes), {"quotes": [item] * number}
        places = [f"/quotes/{place}/{name}" for place in range(number) for name in ("role", "words")[apart:]]
        counted = 0

        def count(frame: Any, event: str, argument: Any) -> None:
            nonlocal counted
            counted += event == "call"

        sys.setprofile(count)
        try:
            prune_all(schema, wire, places)
            outermost(places)
        finally:
            sys.setprofile(None)
        return counted

    steps(10)
    assert steps(400) < 6 * steps(100)
