"""The scorer against a second, naive one that tries every pairing, and against cases written by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.comparison import Shape
from llm_extract.evaluation.labels import Labels
from llm_extract.evaluation.scoring import score_data
from naive_scorer import KEYS, SCHEMA, golds, naive_score, records

SHAPE = Shape.from_schema(SCHEMA)


def totals(gold: Any, found: Any) -> tuple[int, int, int]:
    cells = score_data(SHAPE, gold, found, labels=Labels([gold]))
    outcomes = [cell.outcome for cell in cells]
    wrong = outcomes.count("wrong")
    return outcomes.count("right"), wrong + outcomes.count("extra"), wrong + outcomes.count("missing")


@settings(derandomize=True, deadline=None, max_examples=400)
@given(golds, records)
def test_agrees_with_the_naive_scorer(gold: Any, found: Any) -> None:
    """Right values and errors are those that trying every pairing gives."""
    right, false, missed = totals(gold, found)
    naive_right, naive_false, naive_missed_count = naive_score(gold, found)
    assert (right, false + missed) == (naive_right, naive_false + naive_missed_count)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(golds, records, st.randoms(use_true_random=False))
def test_order_of_items_does_not_matter(gold: Any, found: Any, shuffler: Any) -> None:
    """Shuffling the record's items changes no total."""
    right, false, missed = totals(gold, found)
    shuffler.shuffle(found["people"])
    again = totals(gold, found)
    assert (again[0], again[1] + again[2]) == (right, false + missed)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(records)
def test_a_record_is_right_by_itself(record: Any) -> None:
    """Data held against itself has no error, and every value counts."""
    right, false, missed = totals(record, record)
    values = [record["title"], *(item[key] for item in record["people"] for key in KEYS)]
    assert (right, false, missed) == (sum(value is not None for value in values), 0, 0)


# --- cases by hand


def outcomes(schema: Any, gold: Any, found: Any, labels: Any = None) -> list[tuple[str, str]]:
    shape = Shape.from_schema(schema)
    cells = score_data(shape, gold, found, labels=Labels(labels or [gold], shape))
    return [(cell.field, cell.outcome) for cell in cells if not cell.outcome.startswith("item")]


ONE = {"properties": {"name": {"type": "string"}}}


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ({}, {"name": "A"}, []),
        ({"name": "A"}, {"name": "A"}, [("name", "right")]),
        ({"name": "A"}, {"name": "B"}, [("name", "wrong")]),
        ({"name": "A"}, {"name": None}, [("name", "missing")]),
        ({"name": "A"}, {}, [("name", "missing")]),
        ({"name": "A"}, None, [("name", "missing")]),
        ({"name": None}, {"name": None}, [("name", "null")]),
        ({"name": None}, {"name": "A"}, [("name", "extra")]),
        ({"name": {"$any": ["A", "B"]}}, {"name": "B"}, [("name", "right")]),
        ({"name": {"$any": ["A", None]}}, {}, [("name", "null")]),
        ({"name": {"$optional": "A"}}, {"name": "B"}, [("name", "extra")]),
        ({"name": {"$optional": {"$any": ["A", "B"]}}}, {"name": "B"}, [("name", "right")]),
    ],
)
def test_every_outcome_of_one_cell(gold: Any, found: Any, expected: Any) -> None:
    """One labelled cell, each way it can turn out."""
    assert outcomes(ONE, gold, found) == expected


MONEY = {
    "properties": {
        "sum": {
            "anyOf": [
                {
                    "x-kind": "money",
                    "properties": {
                        "amount": {"type": "number"},
                        "currency": {"type": "string"},
                        "equivalents": {"type": "array", "items": {"type": "string"}},
                    },
                },
                {"type": "null"},
            ]
        }
    }
}


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ({"amount": 5, "currency": "USD"}, {"amount": "5.00", "currency": "USD", "equivalents": ["x"]}, ["right"]),
        ({"amount": 5}, {"amount": 5, "currency": "EUR"}, ["right"]),
        ({"amount": {"$any": [5, 6]}, "currency": "USD"}, {"amount": 6, "currency": "USD"}, ["right"]),
        (
            {"amount": 5, "currency": "USD", "equivalents": ["x"]},
            {"amount": 5, "currency": "USD"},
            ["right", "missing"],
        ),
        ({"amount": 5, "currency": "USD", "equivalents": []}, None, ["missing"]),
        (None, {"amount": 5, "currency": "USD", "equivalents": []}, ["extra"]),
        ({"$optional": {"amount": 5, "currency": "USD"}}, None, ["null"]),
    ],
)
def test_a_sum_is_one_value_and_what_stands_beside_it_another(gold: Any, found: Any, expected: Any) -> None:
    """Amount and currency are right or wrong together; unlabelled halves are not judged."""
    assert [outcome for _, outcome in outcomes(MONEY, {"sum": gold}, {"sum": found})] == expected


def test_choices_between_whole_lists_take_the_better_one() -> None:
    """Of two accepted lists the one with fewer errors counts."""
    gold = {"people": {"$any": [[{"name": "aaa"}], [{"name": "bbb"}, {"name": "ccc"}]]}}
    found = {"people": [{"name": "ccc"}, {"name": "bbb"}]}
    assert outcomes(SCHEMA, gold, found) == [("people[].name", "right"), ("people[].name", "right")]


def test_fields_never_labelled_are_not_counted_in_a_surplus_item() -> None:
    """An item that is not in the gold counts by the fields that the gold labels elsewhere."""
    labels = [{"people": [{"name": "aaa"}]}]
    found = {"people": [{"name": "bbb", "age": 3, "role": "lead"}]}
    assert outcomes(SCHEMA, {"people": []}, found, labels) == [("people[].name", "extra")]
    assert len(outcomes(SCHEMA, {"people": []}, found)) == 3


def test_items_of_a_partial_list_beyond_the_labelled_ones_are_not_counted() -> None:
    """A partial list asks for its items and lets others pass."""
    gold = {"people": {"$partial": [{"name": "aaa"}]}}
    assert outcomes(SCHEMA, gold, {"people": [{"name": "bbb"}, {"name": "aaa"}]}) == [("people[].name", "right")]


@pytest.mark.parametrize("found", [[], "text", 3, {"people": "x", "title": []}, {"people": [None, 3, "x"]}])
def test_data_of_a_wrong_form_is_wrong_and_no_crash(found: Any) -> None:
    """Data that does not fit the schema at all is scored as errors."""
    gold = {"title": "T", "people": [{"name": "aaa"}]}
    right, false, missed = totals(gold, found)
    assert right == 0
    assert missed == 2
    assert false <= 1


def test_maps_are_scored_by_key() -> None:
    """An open map's keys are its places; keys that the gold does not have are found in excess."""
    schema = {"properties": {"by": {"type": "object", "additionalProperties": {"type": "number"}}}}
    gold, found = {"by": {"a": 1, "b": 2}}, {"by": {"a": 1.0, "c": 3}}
    assert outcomes(schema, gold, found) == [("by.*", "right"), ("by.*", "missing"), ("by.*", "extra")]
