"""Two sides are compared value by value, whatever the order of their items."""

from __future__ import annotations

import json
import random
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from llm_extract import Cited, Kind, Name
from llm_extract.errors import ConfigError
from llm_extract.revisions import Revision, compare_records, to_text


class Money(BaseModel):
    amount: str
    currency: str
    equivalents: list[str] = []


class Deal(BaseModel):
    company: Cited[Name]
    sum: Cited[Annotated[Money, Kind("money")]] | None = None
    role: Literal["lead", "other"] | None = None


class Deals(BaseModel):
    deals: list[Deal]
    comment: str | None = None
    tags: dict[str, str] = {}


SCHEMA = Deals.model_json_schema()


def record(data: Any, key: str = "a", *, quotes: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    evidence = [
        {"path": path, "quote": quote, "spans": [], "alignment": "exact", "support": "supported", "reason": ""}
        for path, quote in (quotes or {}).items()
    ]
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "cached_tokens": None}
    return {
        "document": {"key": key, "id": "1"}, "task": {"name": "deals", "version": 1}, "model": "m", "status": "ok",
        "data": data, "evidence": evidence, "attempts": [{}], "usage": usage, **more,
    }  # fmt: skip


def deal(company: str, amount: str | None = None, **more: Any) -> dict[str, Any]:
    money = None if amount is None else {"amount": amount, "currency": "USD", "equivalents": []}
    return {"company": company, "sum": money, "role": None, **more}


def data(*deals: Any, **more: Any) -> dict[str, Any]:
    return {"deals": list(deals), "comment": None, "tags": {}, **more}


def compare(one: Any, other: Any) -> Revision:
    return compare_records([record(one)], [record(other)], SCHEMA)


def shown(revision: Revision) -> list[tuple[str, str, Any, Any]]:
    return [
        (
            change.kind,
            change.field,
            None if change.before is None else (change.before.path, change.before.value),
            None if change.after is None else (change.after.path, change.after.value),
        )
        for change in revision.changes
    ]


def test_equal_values_in_other_words_agree() -> None:
    """Names, money and order of items are compared by what they mean."""
    one = data(deal("Acme", "5000000"), deal("Bolt Ltd", "7"))
    other = data(deal("Bolt", "7.0"), deal("Acme Inc.", "5E+6"))
    found = compare(one, other)
    assert found.changes == ()
    assert found.overall.agreement == 1.0
    assert {one.field: one.same for one in found.fields} == {
        "deals[].company": 2, "deals[].sum": 2, "deals[].sum.equivalents[]": 0, "deals[].role": 0, "comment": 0,
        "tags.*": 0,
    }  # fmt: skip


def test_added_lost_and_changed_values_are_told_apart() -> None:
    """Null on one side is added or lost; two values that differ are changed."""
    one = data(deal("Acme", "5", role="lead"), comment="old")
    other = data(deal("Acme", "6"), comment="old", tags={"x": "1"})
    assert shown(compare(one, other)) == [
        (
            "changed",
            "deals[].sum",
            ("/deals/0/sum", {"amount": "5", "currency": "USD"}),
            ("/deals/0/sum", {"amount": "6", "currency": "USD"}),
        ),
        ("lost", "deals[].role", ("/deals/0/role", "lead"), None),
        ("added", "tags.*", None, ("/tags/x", "1")),
    ]


def test_an_item_of_one_side_alone_counts_with_every_value_it_has() -> None:
    """Its values are added or lost one by one; nulls are not."""
    found = compare(data(deal("Acme")), data(deal("Acme"), deal("Bolt", "7")))
    assert [(kind, field) for kind, field, _, _ in shown(found)] == [
        ("added", "deals[].company"),
        ("added", "deals[].sum"),
    ]
    assert found.overall.agreement == pytest.approx(1 / 3)


def test_what_stands_beside_money_is_compared_by_itself() -> None:
    """An equivalent more is no other sum."""
    one = deal("Acme", "5")
    other = {**one, "sum": {**one["sum"], "equivalents": ["4 EUR"]}}
    assert shown(compare(data(one), data(other))) == [
        ("added", "deals[].sum.equivalents[]", None, ("/deals/0/sum/equivalents/0", "4 EUR"))
    ]


def test_the_quotes_of_both_sides_are_shown() -> None:
    """Each side's own words, also for a value inside a cited one."""
    one = record(data(deal("Acme", "5")), quotes={"/deals/0/sum": "$5", "/deals/0/company": "Acme"})
    other = record(
        data(deal("Bolt"), deal("Acme", "6")), quotes={"/deals/1/sum": "about $6", "/deals/1/company": "Acme"}
    )
    found = compare_records([one], [other], SCHEMA)
    changed = next(change for change in found.changes if change.kind == "changed")
    assert (changed.before and changed.before.quote, changed.after and changed.after.quote) == ("$5", "about $6")
    assert (changed.after and changed.after.path) == "/deals/1/sum"
    inner = deal("Acme", "5")
    inner["sum"]["equivalents"] = ["4 EUR"]
    (lost,) = compare_records([record(data(inner), quotes={"/deals/0/sum": "$5 (4 EUR)"})],
                              [record(data(deal("Acme", "5")))], SCHEMA).changes  # fmt: skip
    assert lost.before is not None
    assert lost.before.quote == "$5 (4 EUR)"


def test_documents_that_cannot_be_compared_stand_apart_with_the_reason() -> None:
    """No data, another text, or one side alone: none of it counts as lost."""
    whole = data(deal("Acme"))
    before = [record(whole, "a"), record(whole, "b"), record(whole, "c"), record(whole, "d")]
    after = [
        record(whole, "a"),
        record(None, "b", status="truncated"),
        record(whole, "c", document={"key": "c", "id": "2"}),
        record(whole, "e"),
    ]
    found = compare_records(before, after, SCHEMA)
    assert {one.document: one.reason for one in found.apart} == {
        "b": "ok on the first side, truncated on the second",
        "c": "its text is another one",
        "d": "only on the first side",
        "e": "only on the second side",
    }
    assert (found.compared, found.overall.same, found.changes) == (1, 1, ())


def test_tokens_answers_statuses_and_support_are_summed_for_each_side() -> None:
    """What a version costs is all it was paid for, documents apart included."""
    before = [record(data(deal("Acme")), key, quotes={"/deals/0/company": "Acme"}) for key in "ab"]
    after = [record(None, key, status="invalid", attempts=[{}, {}]) for key in "ab"]
    found = compare_records(before, after, SCHEMA)
    assert (found.before.answers, found.after.answers, found.before.tokens) == (2, 4, 220)
    assert (found.before.statuses, found.after.statuses) == ({"ok": 2}, {"invalid": 2})
    assert found.before.support == {"supported": 2}
    assert found.overall.agreement is None


def test_versions_with_other_fields_are_compared_where_they_can_be() -> None:
    """A field that only one schema has is lost or added with all its values."""

    class Renamed(BaseModel):
        deals: list[Deal]
        remark: str | None = None

    found = compare_records(
        [record(data(deal("Acme Inc."), comment="x"))],
        [record({"deals": [deal("Acme")], "remark": "x"})],
        SCHEMA,
        Renamed.model_json_schema(),
    )
    assert [(kind, field) for kind, field, _, _ in shown(found)] == [("added", "remark"), ("lost", "comment")]
    assert {one.field: one.same for one in found.fields}["deals[].company"] == 1


def test_sides_without_a_document_in_common_are_refused() -> None:
    """Comparing other articles would say nothing."""
    with pytest.raises(ConfigError, match="no document in common"):
        compare_records([record(data(), "a")], [record(data(), "b")], SCHEMA)


@pytest.mark.parametrize("twice", [0, 1])
def test_a_document_that_is_twice_on_a_side_is_refused(twice: int) -> None:
    """Two records of one document cannot both be meant."""
    sides = [[record(data())], [record(data())]]
    sides[twice] *= 2
    with pytest.raises(ConfigError, match="a is twice on one side"):
        compare_records(*sides, SCHEMA)


DEALS = st.lists(
    st.builds(deal, st.sampled_from(["Acme", "Bolt", "Corp"]), st.sampled_from([None, "5", "6"])), max_size=4
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(DEALS, DEALS, st.randoms(use_true_random=False))
def test_counts_are_right_for_any_two_lists(one: list[Any], other: list[Any], shuffle: random.Random) -> None:
    """Each side's values are counted once; turned round, added and lost change places; order changes nothing."""
    found, turned = compare(data(*one), data(*other)), compare(data(*other), data(*one))
    overall, back = found.overall, turned.overall

    def values(deals: list[Any]) -> int:
        return sum(1 + (item["sum"] is not None) for item in deals)

    assert overall.same + overall.lost + overall.changed == values(one)
    assert overall.same + overall.added + overall.changed == values(other)
    assert (overall.added + overall.changed, overall.lost + overall.changed) == (
        back.lost + back.changed,
        back.added + back.changed,
    )
    mixed = shuffle.sample(one, len(one))
    assert compare(data(*one), data(*mixed)).overall.agreement in (1.0, None)


def test_the_tables_show_fields_sides_and_changes() -> None:
    """Agreement, cost and every change with its quotes; control characters of an article do nothing."""
    one = record(data(deal("Acme", "5")), quotes={"/deals/0/sum": "$5\x1b[2J"})
    other = record(data(deal("Acme", "6")), quotes={"/deals/0/sum": "$6"})
    lines = to_text(compare_records([one, record(data(), "z")], [other], SCHEMA))
    text = "\n".join(lines)
    assert "\x1b" not in text
    assert "deals[].company  1.000      1     0      0     0" in lines
    assert "changed  a  deals[].sum" in lines
    assert '  + {"amount": "6", "currency": "USD"}  “$6”' in lines
    assert "220 (200 in, 20 out), 110 per record" in text
    assert "z  only on the first side" in lines


def test_the_json_form_holds_everything() -> None:
    """Counts, sides and changes can be read by a program."""
    found = json.loads(json.dumps(compare(data(deal("Acme", "5")), data(deal("Acme", "6"))).to_dict()))
    assert found["comparison_format"] == 1
    assert found["fields"]["deals[].sum"] == {"same": 0, "added": 0, "lost": 0, "changed": 1, "agreement": 0.0}
    assert found["changes"][0]["after"]["value"] == {"amount": "6", "currency": "USD"}
    assert found["before"]["tokens"] == {"prompt": 100, "completion": 10, "cached": None, "total": 110}
