"""Two annotators: how far they agree, and the gold both stand behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.comparison import Shape
from llm_extract.evaluation import Gold, load_gold, merge_gold
from llm_extract.evaluation.agreement import cohen_kappa
from llm_extract.evaluation.labels import Labels
from llm_extract.evaluation.scoring import score_data
from llm_extract.schemas.funding import FundingNews

SCHEMA: dict[str, Any] = {
    "properties": {
        "title": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "people": {
            "type": "array",
            "items": {
                "properties": {"name": {"type": "string", "x-kind": "name"}, "role": {"enum": ["lead", "other"]}}
            },
        },
    }
}


def merge(one: Any, two: Any, **more: Any) -> Any:
    first = Gold.from_dicts([{"document": "a", "data": one, **more.get("first", {})}])
    second = Gold.from_dicts([{"document": "a", "data": two, **more.get("second", {})}])
    return merge_gold(first, second, SCHEMA)


def person(name: Any, role: Any = "lead") -> dict[str, Any]:
    return {"name": name, "role": role}


def test_what_differs_is_left_out_and_listed() -> None:
    """A cell with two values is not labelled any more, and both values are told."""
    result = merge({"title": "A", "people": [person("Ada")]}, {"title": "B", "people": [person("Ada", "other")]})
    assert result.merged[0].data == {"people": [{"name": "Ada"}]}
    assert [(one.path, one.gold, one.found) for one in result.disagreements] == [
        ("/title", "A", "B"),
        ("/people/0/role", "lead", "other"),
    ]


def test_items_that_only_one_has_become_optional() -> None:
    """Whoever finds them is right, whoever does not is not wrong; items are paired whatever their order."""
    result = merge({"people": [person("Ada"), person("Bo")]}, {"people": [person("Cy"), person("Ada")]})
    assert result.merged[0].data["people"] == [
        person("Ada"),
        {"$optional": person("Bo")},
        {"$optional": person("Cy")},
    ]


def test_two_spellings_of_one_value_are_both_accepted() -> None:
    """Names that are the same, and choices that overlap, agree."""
    result = merge({"people": [person("Acme Inc.")]}, {"people": [person({"$any": ["Acme", "Acme Labs"]})]})
    assert result.disagreements == []
    assert result.merged[0].data["people"][0]["name"] == {"$any": ["Acme Inc.", "Acme", "Acme Labs"]}


def test_quotes_of_both_follow_their_values() -> None:
    """Quotes move to where the value stands now, and leave with a value that is left out."""
    result = merge(
        {"title": "A", "people": [person("Ada"), person("Bo")]},
        {"title": "B", "people": [person("Bo"), person("Ada")]},
        first={"quotes": {"/title": ["a"], "/people/0/name": ["Ada"]}},
        second={"quotes": {"/title": ["b"], "/people/1/name": ["Ada L.", "Ada"]}},
    )
    assert result.merged[0].quotes == {"/people/0/name": ["Ada", "Ada L."]}


def test_documents_of_one_annotator_are_kept_and_listed() -> None:
    """Nothing is lost: what only one labelled stays as it is, and is named."""
    first = Gold.from_dicts([{"document": "a", "data": {"title": "A"}}, {"document": "b", "nothing": True}])
    second = Gold.from_dicts([{"document": "b", "nothing": True}, {"document": "c", "data": {"title": "C"}}])
    result = merge_gold(first, second, SCHEMA)
    assert [line.document for line in result.merged] == ["a", "b", "c"]
    assert (result.only_first, result.only_second, result.disagreements) == (["a"], ["c"], [])
    assert result.merged[1].nothing


def test_agreement_figures() -> None:
    """F1, plain share and kappa of a small case worked out by hand."""
    one = {"title": None, "people": [person("Ada"), person("Bo", "other"), person("Cy")]}
    two = {"title": None, "people": [person("Ada"), person("Bo", "lead"), person("Cy")]}
    fields = {one.field: one for one in merge(one, two).fields}
    assert fields["people[].name"].f1 == 1.0
    assert fields["people[].role"].f1 == pytest.approx(2 / 3)
    assert fields["people[].role"].plain == pytest.approx(2 / 3)
    assert fields["people[].role"].kappa == pytest.approx(0.0)  # one rater always says lead: no more than chance
    assert (fields["title"].both_null, fields["title"].plain, fields["title"].f1) == (1, 1.0, None)


def test_an_item_of_each_annotator_alone_makes_two_cells_that_differ() -> None:
    """Both have Ada, one alone Bo and the other alone Cy: of three cells one is equal."""
    schema = {"properties": {"names": {"type": "array", "items": {"type": "string"}}}}
    one, two = (Gold.from_dicts([{"document": "a", "data": {"names": ["Ada", name]}}]) for name in ("Bo", "Cy"))
    (names,) = merge_gold(one, two, schema).fields
    assert names.f1 == 0.5
    assert names.plain == pytest.approx(1 / 3)


def test_an_item_that_one_annotator_alone_has_is_no_agreement_on_what_it_leaves_open() -> None:
    """Ada's age is null for the first, and the second has no Ada: of her name and age nobody agrees on anything."""
    schema = {
        "properties": {
            "people": {
                "type": "array",
                "items": {"properties": {"name": {"type": "string"}, "age": {"type": ["integer", "null"]}}},
            }
        }
    }
    lines = [{"document": "a", "data": {"people": [{"name": name, "age": None}]}} for name in ("Ada", "Bo")]
    one, two = (Gold.from_dicts([line]) for line in lines)
    fields = {field.field: field for field in merge_gold(one, two, schema).fields}
    assert "people[].age" not in fields
    assert fields["people[].name"].plain == 0.0
    alike = {field.field: field for field in merge_gold(one, one, schema).fields}
    assert alike["people[].age"].plain == 1.0


def test_kappa_of_a_textbook_table() -> None:
    """Cohen's example form: 20 yes-yes, 15 no-no, 5 and 10 mixed give 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)
    assert cohen_kappa([("y", "y")] * 3) is None
    assert cohen_kappa([]) is None


def test_gold_merged_with_itself_stays_the_same() -> None:
    """The shipped gold agrees with itself in every cell, and merging changes nothing."""
    gold = load_gold(Path(__file__).parents[2] / "fixtures/gold/funding_news.jsonl")
    result = merge_gold(gold, gold, FundingNews.model_json_schema())
    assert result.disagreements == []
    assert [line.to_dict() for line in result.merged] == [line.to_dict() for line in gold]


people = st.builds(person, st.sampled_from(["Ada", "Bo", "Cy"]), st.sampled_from(["lead", "other"]))
plain_gold = st.fixed_dictionaries(
    {"title": st.sampled_from(["A", "B", None]), "people": st.lists(people, max_size=3, unique_by=lambda p: p["name"])}
)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(plain_gold, plain_gold)
def test_either_annotator_passes_the_merged_gold(one: Any, two: Any) -> None:
    """A record that says what one of the two labelled has no error against the gold of both."""
    merged = merge(one, two).merged[0].data
    shape = Shape.from_schema(SCHEMA)
    for record in (one, two):
        cells = score_data(shape, merged, record, labels=Labels([merged]))
        assert [cell for cell in cells if cell.outcome in ("wrong", "missing", "extra")] == []
