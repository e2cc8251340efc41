"""Gold held against a schema: each mistake is named with its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.evaluation import Gold, check_gold, load_gold, require_gold
from llm_extract.schemas.funding import FundingNews

SCHEMA = FundingNews.model_json_schema()
ROOT = Path(__file__).parents[2]


def problems(data: Any, quotes: Any = None, **extra: Any) -> list[str]:
    line = {"document": "a", "data": data, "quotes": quotes or {}, **extra}
    return [f"{one.path}: {one.message}. {one.hint}" for one in check_gold(Gold.from_dicts([line]), SCHEMA)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"round": []}, "/data/round: unknown key 'round'. Did you mean 'rounds'?"),
        ({"rounds": [{"compny": "A"}]}, "/data/rounds/0/compny: unknown key 'compny'. Did you mean 'company'?"),
        ({"rounds": [{"investment_type": "serie_c"}]}, "Did you mean 'series_c'?"),
        ({"rounds": [{"context": "zzz"}]}, "Known: subject, background"),
        ({"rounds": {"company": "A"}}, "an object where the schema has a list. Write a list"),
        ({"rounds": ["A"]}, "a text where the schema has an object"),
        ({"rounds": [{"company": 3}]}, "a number where the schema has a text"),
        ({"rounds": [{"company": None}]}, "null, which the schema does not allow here"),
        ({"rounds": [{"announced_on": "April"}]}, "/data/rounds/0/announced_on"),
        ({"rounds": [{"money_raised": {"amount": "1 million"}}]}, "'1 million' is no number. Write plain digits"),
        ({"rounds": [{"money_raised": {"curency": "USD"}}]}, "Did you mean 'currency'?"),
        ({"rounds": [{"company": {"$anyy": ["A"]}}]}, "unknown mark '$anyy'. Marks are $any, $optional, $partial"),
        ({"rounds": [{"company": {"$any": "A"}}]}, "'$any' needs a list"),
        ({"rounds": [{"company": {"$any": []}}]}, "'$any' needs a list"),
        ({"rounds": [{"company": {"$any": ["A"], "x": 1}}]}, "'$any' beside other keys"),
        ({"rounds": [{"company": {"$partial": ["A"]}}]}, "'$partial' where the schema has no list"),
        ({"rounds": {"$partial": [{"status": {"$any": ["closed", "opened"]}}]}}, "'opened' is none of the values"),
    ],
)
def test_one_mistake_one_problem(data: Any, expected: str) -> None:
    """Exactly one problem, with the path and what to do."""
    (problem,) = problems(data)
    assert expected in problem


def test_right_gold_has_no_problems() -> None:
    """Marks at any place, partial sums and nulls where they may stand are all fine."""
    data = {
        "rounds": {
            "$partial": [
                {
                    "company": {"$any": ["A", "A Inc"]},
                    "announced_on": {"$optional": "2018-04"},
                    "money_raised": {"$any": [{"amount": {"$any": [1, "2"]}, "currency": "USD"}, None]},
                    "investment_type": None,
                }
            ]
        },
        "figures": {"$any": [[], [{"$optional": {"measure": "x", "value": {"number": "4", "unit": "percent"}}}]]},
    }
    assert problems(data, {"/rounds/0/company": ["A"], "/figures/0/value": ["4 %"]}) == []


def test_quotes_must_point_at_a_value() -> None:
    """A pointer to nowhere, or to null, is told."""
    found = problems({"rounds": [{"company": "A", "investment_type": None}]}, {"/rounds/1/company": ["A"], "/x": ["y"]})
    assert len(found) == 2
    assert all("where no value is labelled" in problem for problem in found)


def test_nothing_beside_data_is_a_contradiction() -> None:
    """An article said to be empty cannot have labelled items."""
    assert "said to hold nothing" in problems({"rounds": [{"company": "A"}]}, nothing=True)[0]


def test_quotes_are_looked_up_where_texts_are_given() -> None:
    """Words that the text does not hold, and documents without a text, are told; white space is set aside."""
    lines = [
        {"document": "a", "data": {"rounds": [{"company": "A B"}]}, "quotes": {"/rounds/0/company": ["A B", "C"]}},
        {"document": "b", "data": {}},
    ]
    texts = {"a": "here is A\nB"}
    found = [one.message for one in check_gold(Gold.from_dicts(lines), SCHEMA, text_of=texts.get)]
    assert found == ["the text does not hold 'C'", "no text of this document"]


def test_require_gold_lists_the_first_mistakes() -> None:
    """The error shows five problems and counts the rest."""
    gold = Gold.from_dicts([{"document": str(n), "data": {"round": []}} for n in range(7)])
    with pytest.raises(ConfigError, match=r"(?s)line 1.*line 5.*and 2 more"):
        require_gold(gold, SCHEMA)


def test_the_shipped_gold_fits_schema_and_texts() -> None:
    """Every line of the shipped gold is right, and all its quotes stand in the seed articles."""
    gold = load_gold(ROOT / "fixtures/gold/funding_news.jsonl")
    assert len(gold) == 5

    def text_of(document: str) -> str | None:
        path = ROOT / "seeds" / f"{document}.txt"
        return path.read_text(encoding="utf-8") if path.exists() else None

    assert [str(problem) for problem in check_gold(gold, SCHEMA, text_of=text_of)] == []


def test_pointers_of_any_depth_are_followed() -> None:
    """Quotes may point deep into data; one step too far is told, and neither takes long."""
    value: Any = "deep"
    for _ in range(80):
        value = [value]
    for steps, wrong in ((10, 0), (79, 0), (81, 1), (5000, 1)):
        line = {"document": "a", "data": {"deep": value}, "quotes": {"/deep" + "/0" * steps: ["words"]}}
        found = check_gold(Gold.from_dicts([line]), {"properties": {"deep": {}}})
        assert len(found) == wrong
