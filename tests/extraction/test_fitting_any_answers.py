"""Any answers that fit a schema can be united: the union fits it too, and keeps its places."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.comparison import Shape
from llm_extract.extraction.fitting import fit
from llm_extract.pointers import value_at
from llm_extract.schemas.sources import FileSchema
from llm_extract.schemas.strict import compile_schema

NAME = {"type": "string", "x-kind": "name"}
LIMITED = FileSchema({
    "type": "object",
    "properties": {
        "names": {"type": "array", "items": NAME, "maxItems": 3, "uniqueItems": True},
        "sizes": {"type": "object", "additionalProperties": {"type": "integer", "maximum": 3}, "maxProperties": 2},
        "pair": {"type": "array", "items": {"type": ["integer", "null"]}, "minItems": 2, "maxItems": 2},
        "firms": {"type": "array", "maxItems": 3, "items": {
            "type": "object",
            "x-identity": ["name"],
            "properties": {"name": NAME, "low": {"type": ["integer", "null"]}, "high": {"type": ["integer", "null"]}},
            "required": ["name", "low", "high"],
            "not": {"properties": {"low": {"const": 2}, "high": {"const": 1}}},
        }},
        "state": {"enum": ["open", "closed"]},
    },
    "required": ["names", "sizes", "pair", "firms", "state"],
    "if": {"properties": {"state": {"const": "closed"}}},
    "then": {"properties": {"firms": {"maxItems": 1}, "names": {"contains": {"const": "Bolt"}, "maxContains": 0,
                                                                "minContains": 0}}},
})  # fmt: skip
SOME_NAMES = st.sampled_from(["Acme", "Acme Inc.", "Acme Limited", "Bolt", "J. Lee", "Joe Lee"])
SOME_NUMBERS = st.none() | st.integers(1, 2)
ANSWERS = st.fixed_dictionaries({
    "names": st.lists(SOME_NAMES, max_size=3, unique=True),
    "sizes": st.dictionaries(st.sampled_from("abc"), st.integers(1, 3), max_size=2),
    "pair": st.lists(SOME_NUMBERS, min_size=2, max_size=2),
    "firms": st.lists(
        st.fixed_dictionaries({"name": SOME_NAMES, "low": SOME_NUMBERS, "high": SOME_NUMBERS}), max_size=3
    ),
    "state": st.sampled_from(["open", "closed"]),
}).filter(lambda answer: not LIMITED.validate(answer)[1])  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(ANSWERS, min_size=2, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_what_fits_by_itself_can_always_be_united(answers: list[Any], backed: list[int]) -> None:
    """Whatever answers fit a schema of many limits: their union fits it, and each value has its places in them."""
    schema = compile_schema(LIMITED)
    fitted = fit(schema, Shape.from_schema(LIMITED.json_schema()), answers, lambda number, path: backed[number])
    assert LIMITED.validate(fitted.merged.value) == (fitted.merged.value, []) == (fitted.data, fitted.faults)
    for path, places in fitted.merged.sources.items():
        assert value_at(fitted.merged.value, path) is not None
        assert all(value_at(answers[number], place) is not None for number, place in places)
    for loss in fitted.losses:
        assert loss.value is None or value_at(answers[loss.sources[0][0]], loss.sources[0][1]) is not None
