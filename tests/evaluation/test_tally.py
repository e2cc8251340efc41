"""Whole evaluations: failures count, nothing is dropped, and the figures add up."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.evaluation import Counts, Evaluation, Gold, evaluate, to_text

SCHEMA: dict[str, Any] = {
    "properties": {
        "name": {"anyOf": [{"type": "string", "x-kind": "name"}, {"type": "null"}]},
        "tags": {"type": "array", "items": {"properties": {"word": {"type": "string"}, "count": {"type": "integer"}}}},
    }
}


def record(key: str, data: Any, status: str = "ok", **more: Any) -> dict[str, Any]:
    return {"document": {"key": key, "id": f"id-{key}"}, "status": status, "data": data, "evidence": [], **more}


def score(lines: Any, records: Any, **options: Any) -> Evaluation:
    return evaluate(records, Gold.from_dicts(lines), SCHEMA, samples=20, **options)


GOLD = [{"document": key, "data": {"name": key.upper(), "tags": [{"word": "x", "count": 1}]}} for key in "ab"]


def data(name: str | None, *tags: tuple[str, int]) -> dict[str, Any]:
    return {"name": name, "tags": [{"word": word, "count": count} for word, count in tags]}


def test_records_about_other_articles_are_refused() -> None:
    """Scores of nothing are no scores: the error names an article of either side, and how the gold may name them."""
    gold = Gold.from_dicts([{"document": "a", "data": {"name": "Ada"}}])
    record = {"document": {"key": "b.txt"}, "status": "ok", "data": {"name": "Ada"}}
    with pytest.raises(ConfigError, match=r"it has 'a', the records have 'b\.txt'") as caught:
        evaluate([record], gold, {"properties": {"name": {"type": "string"}}})
    assert "key, id, source or file name" in caught.value.hint


def test_scores_say_which_versions_made_the_records() -> None:
    """Records of two versions in one file are counted apart; what says nothing is not counted."""
    gold = Gold.from_dicts({"document": key, "data": {"name": "Ada"}} for key in "abcd")
    records: list[dict[str, Any]] = [
        {"document": {"key": key}, "status": "ok", "data": {"name": "Ada"}, "task": {"name": "t", "version": version}}
        for key, version in (("a", 2), ("b", 1), ("c", 2))
    ]
    records.append({"document": {"key": "d"}, "status": "ok", "data": {"name": "Ada"}})
    result = evaluate(records, gold, {"properties": {"name": {"type": "string"}}})
    assert result.made_by == {"t@v1": 1, "t@v2": 2}
    assert any(line.split() == ["made", "by", "t@v1", "1,", "t@v2", "2"] for line in to_text(result))


def test_right_records_have_full_scores() -> None:
    """All values right: every score is 1 and every record perfect."""
    result = score(GOLD, [record(key, data(key.upper(), ("x", 1))) for key in "ab"])
    assert result.overall.counts == Counts(6, 0, 0)
    assert (result.perfect_share, result.invalid_share, result.findings) == (1.0, 0.0, [])
    assert [one.field for one in result.fields] == ["name", "tags[].word", "tags[].count"]
    assert [(one.field, one.counts) for one in result.items] == [("tags[]", Counts(2, 0, 0))]


@pytest.mark.parametrize("status", ["failed", "invalid", "refused", "truncated", "filtered"])
def test_a_failed_record_scores_zero(status: str) -> None:
    """All gold of a failed article is missed, even if some data came with it; it stays in every share."""
    good, bad = record("a", data("A", ("x", 1))), record("b", data("B", ("x", 1)), status)
    result = score(GOLD, [good, bad])
    assert result.overall.counts == Counts(3, 0, 3)
    assert (result.perfect_share, result.invalid_share) == (0.5, 0.5)
    assert result.statuses == {status: 1, "ok": 1}


def test_gold_without_a_record_is_missed_and_listed() -> None:
    """An absent record counts like a failed one, and both kinds of strays are named."""
    result = score(GOLD, [record("a", data("A", ("x", 1))), record("zzz", data("Z"))])
    assert result.overall.counts == Counts(3, 0, 3)
    assert (result.missing, result.unjudged) == (["b"], ["zzz"])
    assert [one.status for one in result.documents] == ["ok", "no record"]


def test_no_records_at_all() -> None:
    """An empty run has recall 0 and no precision."""
    result = score(GOLD, [])
    assert (result.overall.counts.recall, result.overall.counts.precision) == (0.0, None)


def test_no_gold_at_all() -> None:
    """Without gold there is nothing to say, and no error."""
    result = score([], [record("a", data("A"))])
    assert result.overall.counts == Counts()
    assert (result.fields, result.perfect_share, result.unjudged) == ([], None, ["a"])


def test_every_error_is_listed_by_name() -> None:
    """Document, path, gold, found and the words quoted stand in the list, and the list adds up to the counts."""
    evidence = [{"path": "/name", "quote": "Bee said", "support": "supported"}]
    result = score(GOLD[1:], [record("b", data("Bee", ("y", 7)), evidence=evidence)])
    found = [(one.document, one.path, one.outcome, one.gold, one.found, one.quote) for one in result.findings]
    assert found == [
        ("b", "/name", "wrong", "B", "Bee", "Bee said"),
        ("b", "/tags/0/word", "missing", "x", None, None),
        ("b", "/tags/0/count", "missing", 1, None, None),
        ("b", "/tags/0/word", "extra", None, "y", None),
        ("b", "/tags/0/count", "extra", None, 7, None),
    ]
    assert result.overall.counts == Counts(0, 3, 3)


def test_two_different_records_for_one_gold_document_are_an_error() -> None:
    """Two runs in one file are not silently mixed; a word-for-word repetition is counted once."""
    first = record("a", data("A"))
    with pytest.raises(ConfigError, match=r"two different records.*one run at a time"):
        score(GOLD, [first, record("a", data("B"))])
    result = score(GOLD[:1], [first, first])
    assert (len(result.documents), result.repeated) == (1, ["a"])


def test_calibration_tells_how_often_supported_is_right() -> None:
    """Values inside a cited object stand on its evidence; uncited ones are not counted."""
    evidence = [
        {"path": "/name", "quote": "A", "support": "supported"},
        {"path": "/tags/0", "quote": "x", "support": "unsupported"},
    ]
    lines = [{"document": "a", "data": {"name": "A", "tags": [{"word": "x", "count": 2}, {"word": "z"}]}}]
    result = score(lines, [record("a", data("A", ("x", 1), ("z", 1)), evidence=evidence)])
    assert [(one.support, one.right, one.total) for one in result.calibration] == [
        ("supported", 1, 1),
        ("unsupported", 1, 2),
    ]
    assert result.unsupported == (1, 2)
    assert result.unsupported_share == 0.5


def test_articles_with_nothing_to_find() -> None:
    """What is found in an empty article counts as false, and is reported by itself."""
    lines = [{"document": "a", "nothing": True}, {"document": "b", "nothing": True}, *GOLD[1:0]]
    result = score(lines, [record("a", data(None), "empty"), record("b", data("B", ("x", 1)))])
    assert (result.nothing.documents, result.nothing.with_findings, result.nothing.findings) == (2, 1, 3)
    assert result.overall.counts == Counts(0, 3, 0)
    assert result.perfect_share == 0.5


def test_quotes_are_held_against_the_text() -> None:
    """Words quoted at the right place count, the same words elsewhere in the text too, an absent quote misses them."""
    text = "Ada spoke. Then Ada Lovelace wrote."
    lines = [
        {"document": "a", "data": {"name": "Ada"}, "quotes": {"/name": ["Ada Lovelace"]}},
        {"document": "b", "data": {"name": "Ada"}, "quotes": {"/name": ["Ada"]}},
    ]
    rows = [{"path": "/name", "quote": "Ada", "spans": [[0, 3]], "support": "supported"}]
    records = [record(key, {"name": "Ada"}, evidence=rows) for key in "ab"]
    with_text = score(lines, records, texts={"id-a": text, "b": text})
    assert (with_text.span_overlap.shared, with_text.span_overlap.found, with_text.span_overlap.gold) == (1, 2, 3)
    without = score(lines, records)
    assert (without.span_overlap.shared, without.span_overlap.found, without.span_overlap.gold) == (2, 2, 3)
    assert score(lines, [], texts={}).quotes["name"].recall == 0.0


def test_cost_is_the_mean_over_records_that_say_so() -> None:
    """Tokens per article, and money where prices per million are given."""
    records = [
        record("a", data("A"), usage={"prompt_tokens": 900, "completion_tokens": 100, "cached_tokens": None}),
        record("b", data("B"), usage={"prompt_tokens": None}),
    ]
    cost = score(GOLD, records, prices=(2.0, 10.0)).cost
    assert (cost.records, cost.tokens_per_article) == (1, 1000.0)
    assert cost.money_per_article == pytest.approx((900 * 2 + 100 * 10) / 1_000_000)
    assert score(GOLD, []).cost.tokens_per_article is None


def test_overrides_change_what_is_the_same() -> None:
    """A comparator by field name makes another spelling right."""
    records = [record("a", data("someone else", ("x", 1)))]
    assert score(GOLD[:1], records).overall.counts.false == 1
    assert score(GOLD[:1], records, overrides={"name": lambda one, other: True}).overall.counts.false == 0


def test_records_are_read_as_a_stream() -> None:
    """A generator is consumed one record at a time, never collected."""
    alive = 0

    class Tracked(dict[str, Any]):
        def __init__(self, *args: Any) -> None:
            nonlocal alive
            super().__init__(*args)
            alive += 1

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    most = 0

    def stream() -> Any:
        nonlocal most
        for number in range(50):
            yield Tracked(record(str(number), data("A")))
            most = max(most, alive)

    lines = [{"document": str(number), "data": {"name": "A"}} for number in range(50)]
    assert score(lines, stream()).overall.counts.right == 50
    assert most <= 2


def test_the_order_of_records_does_not_matter_for_scores() -> None:
    """Scores and intervals' bounds hold for any order of records up to the draws."""
    records = [record("a", data("A", ("x", 1))), record("b", data("Z"))]
    one, other = score(GOLD, records), score(GOLD, records[::-1])
    assert [(f.field, f.counts) for f in one.fields] == [(f.field, f.counts) for f in other.fields]
