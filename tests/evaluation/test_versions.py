"""Two versions against the same gold: what is told of them, and what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.evaluation import Counts, Gold, compare_versions, versions_to_text

SCHEMA = {
    "properties": {
        "name": {"type": ["string", "null"]},
        "town": {"type": ["string", "null"]},
        "year": {"type": ["integer", "null"]},
    }
}
GOLD = Gold.from_dicts({"document": f"a{n}", "data": {"name": "Ada", "town": "Rome"}} for n in range(8))


def record(key: str, data: Mapping[str, Any] | None, text: str = "1") -> dict[str, Any]:
    status = "failed" if data is None else "ok"
    return {"document": {"key": key, "id": text}, "status": status, "data": data, "evidence": []}


def side(names: str, town: str = "Rome") -> list[dict[str, Any]]:
    """A record for each letter: a name that is right (r), wrong (w), missing (m), or no data at all (f)."""
    found = {"r": "Ada", "w": "Bo", "m": None}
    return [
        record(f"a{n}", None if one == "f" else {"name": found[one], "town": town}) for n, one in enumerate(names)
    ]  # fmt: skip


def test_counts_and_f1_are_those_of_each_side() -> None:
    """Of eight names and towns four names are wrong and then two are: F1 12 of 16, then 14 of 16."""
    scores = compare_versions(side("rrrrwwww"), side("rrrrrrww"), GOLD, SCHEMA)
    assert (scores.articles, scores.overall.before, scores.overall.after) == (8, Counts(12, 4, 4), Counts(14, 2, 2))
    assert scores.overall.difference == pytest.approx(0.125)
    assert (scores.overall.better, scores.overall.worse, scores.overall.differing) == (2, 0, 2)
    assert [(one.field, one.verdict) for one in scores.fields] == [("name", "not told apart"), ("town", "the same")]


def test_a_difference_within_chance_is_not_called_better() -> None:
    """Five articles better and none worse is 2 of 32 by chance; six and none is 2 of 64."""
    five = compare_versions(side("wwwwwrrr"), side("rrrrrrrr"), GOLD, SCHEMA).overall
    assert (five.chance, five.verdict) == (2 / 32, "not told apart")
    six = compare_versions(side("wwwwwwrr"), side("rrrrrrrr"), GOLD, SCHEMA)
    assert (six.overall.chance, six.overall.verdict) == (2 / 64, "better")
    assert compare_versions(side("rrrrrrrr"), side("wwwwwwrr"), GOLD, SCHEMA).overall.verdict == "worse"


def test_single_fields_are_held_to_more_the_more_of_them_differ() -> None:
    """Six of six is told of one field, and not of one of two fields that differ."""
    alone = compare_versions(side("wwwwwwrr"), side("rrrrrrrr"), GOLD, SCHEMA).fields
    assert [one.chance for one in alone] == [2 / 64, 1.0]
    other = [*side("rrrrrrr"), record("a7", {"name": "Ada", "town": "Bern"})]
    two = compare_versions(side("wwwwwwrr"), other, GOLD, SCHEMA).fields
    assert [(one.chance, one.verdict) for one in two] == [(4 / 64, "not told apart"), (1.0, "not told apart")]


def test_articles_of_one_side_alone_are_left_out_of_both() -> None:
    """A version that was run on the easy articles only is not better for it."""
    scores = compare_versions(side("rrwwwwww"), side("rr"), GOLD, SCHEMA)
    assert (scores.articles, scores.overall.before, scores.overall.after) == (2, Counts(4, 0, 0), Counts(4, 0, 0))
    assert scores.left_out == [(f"a{n}", "no record on the second side") for n in range(2, 8)]
    assert "left out, no record on the second side: 6: a2, a3, a4, a5, a6, a7" in versions_to_text(scores)


def test_records_without_data_count_with_all_their_gold_missed() -> None:
    """A version that fails where articles are hard does not get better by it."""
    scores = compare_versions(side("rrwwwwww"), side("rrffffff"), GOLD, SCHEMA)
    assert (scores.overall.before, scores.overall.after) == (Counts(10, 6, 6), Counts(4, 0, 12))
    assert (scores.unusable, scores.overall.verdict) == ((0, 6), "worse")


def test_records_without_gold_are_not_counted_and_other_texts_are_left_out() -> None:
    """What nobody labelled is neither right nor wrong, and another text may say something else."""
    before = [*side("rrrr"), record("b", {"name": "x", "town": None}), record("a4", {"name": "Ada", "town": "Rome"})]
    after = [*side("rrrr"), record("b", {"name": "y", "town": None}), record("a4", {"name": "Bo", "town": "Rome"}, "2")]
    scores = compare_versions(before, after, GOLD, SCHEMA)
    assert (scores.articles, scores.overall.verdict) == (4, "the same")
    reasons = {"a4": "its text is another one", **{f"a{n}": "no record on either side" for n in range(5, 8)}}
    assert dict(scores.left_out) == reasons


def test_what_is_found_where_nothing_is_makes_a_side_worse() -> None:
    """A year in articles that the gold says have none: the first side has nothing to score and is right in that."""
    gold = Gold.from_dicts({"document": f"a{n}", "data": {"year": None}} for n in range(6))
    before, after = ([record(f"a{n}", {"year": year}) for n in range(6)] for year in (None, 1900))
    (year,) = compare_versions(before, after, gold, SCHEMA).fields
    assert (year.before.f1, year.after.f1, year.difference) == (None, 0.0, None)
    assert (year.worse, year.chance, year.verdict) == (6, 2 / 64, "worse")


def test_sides_without_a_labelled_article_in_common_are_refused() -> None:
    """An error with a remedy, and no table of dashes."""
    with pytest.raises(ConfigError, match="no article of the gold is on both sides") as caught:
        compare_versions(side("rr"), [record("a7", {"name": "Ada"})], GOLD, SCHEMA)
    assert "key, id, source or file name" in caught.value.hint


def test_two_different_records_about_one_article_are_refused() -> None:
    """As in an evaluation; the same record twice is no harm."""
    with pytest.raises(ConfigError, match="two different records, 'a0' and 'a0'"):
        compare_versions([*side("r"), *side("w")], side("r"), GOLD, SCHEMA)
    assert compare_versions([*side("r"), *side("r")], side("r"), GOLD, SCHEMA).articles == 1


def test_the_table_says_when_no_difference_could_be_told() -> None:
    """With one article that differs nothing can be told from chance, and the table says so."""
    lines = versions_to_text(compare_versions(side("wrrrrrrr"), side("rrrrrrrr"), GOLD, SCHEMA))
    assert lines[2].split() == ["overall", "0.938", "1.000", "+0.062", "1", "0", "1.000", "not", "told", "apart"]
    assert "1 article differs: of fewer than 6 no difference can be told from chance" in lines
