"""Joining items of several answers: each answer keeps its items apart, and only likely pairs are compared."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.comparison import Shape, forms, merge_values
from llm_extract.comparison.forms import Forms
from llm_extract.comparison.items import same_item
from llm_extract.comparison.joining import join
from llm_extract.comparison.lookup import Lookup
from llm_extract.values.name_keys import name_keys
from llm_extract.values.names import same_name

NULLABLE_SUM = {
    "anyOf": [
        {
            "type": "object",
            "x-kind": "money",
            "properties": {"amount": {"type": "string"}, "currency": {"type": "string"}},
        },
        {"type": "null"},
    ]
}
ROUND = Shape.from_schema(
    {
        "type": "object",
        "x-identity": ["company", "kind", "sum", "date"],
        "properties": {
            "company": {"anyOf": [{"type": "string", "x-kind": "name"}, {"type": "null"}]},
            "kind": {"anyOf": [{"enum": ["a", "b"]}, {"type": "null"}]},
            "sum": NULLABLE_SUM,
            "date": {"anyOf": [{"type": "string", "x-kind": "date"}, {"type": "null"}]},
            "note": {"type": "string"},
        },
    }
)
ANSWER = Shape.from_schema({"type": "object", "properties": {"names": {"type": "array", "items": {
    "type": "object", "x-identity": ["name"], "properties": {"name": {"type": "string", "x-kind": "name"},
    "role": {"type": "string"}}}}}})  # fmt: skip


def deal(company: str | None, kind: str | None = None, amount: str | None = None, **more: Any) -> dict[str, Any]:
    money = None if amount is None else {"amount": amount, "currency": "USD"}
    return {"company": company, "kind": kind, "sum": money, "date": None, "note": "", **more}


def groups(items: list[Any], parts: list[int], shape: Shape = ROUND) -> list[list[int]]:
    return [group.members for group in join(items, parts, shape)]


def test_items_of_one_part_stay_apart() -> None:
    """What one answer tells apart is two items, even where their identities agree; the twin joins its own."""
    items = [deal("Acme", note="x"), deal("Acme", note="y"), deal("Acme Inc.", note="y"), deal("Acme", note="x")]
    assert groups(items, [0, 0, 1, 1]) == [[0, 3], [1, 2]]


def test_a_vague_item_goes_to_its_twin_and_not_to_a_precise_one() -> None:
    """The round without a sum joins the round without a sum, not the one with."""
    answer = [deal("Acme", "a", "5"), deal("Acme")]
    assert groups([*answer, *reversed(answer)], [0, 0, 1, 1]) == [[0, 3], [1, 2]]


def test_an_item_that_fits_two_equally_stays_by_itself() -> None:
    """Joining it with either would be a guess, so it is kept and marked."""
    found = join([deal("Acme", amount="5"), deal("Acme", amount="6"), deal("Acme")], [0, 0, 1], ROUND)
    assert [(group.members, group.ambiguous) for group in found] == [([0], False), ([1], False), ([2], True)]


def test_an_item_that_two_others_fit_equally_stays_by_itself() -> None:
    """The same the other way round: it is not clear which of two that differ a vague item has been about."""
    found = join([deal("Acme"), deal("Acme", amount="5"), deal("Acme", amount="6")], [0, 1, 1], ROUND)
    assert [(group.members, group.ambiguous) for group in found] == [([0], True), ([1], False), ([2], False)]
    found = join([deal("Acme"), deal("Acme", amount="5"), deal("Acme", amount="5")], [0, 1, 1], ROUND)
    assert [(group.members, group.ambiguous) for group in found] == [([0], True), ([1], False), ([2], False)]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
@pytest.mark.parametrize(
    ("items", "shape"),
    [
        ([deal("Acme"), deal("Acme", amount="5"), deal("Acme", amount="6")], ROUND),
        (["J. Tsai", "Joe Tsai", "Jane Tsai"], Shape("name")),
    ],
)
def test_what_fits_items_of_two_other_parts_stays_by_itself(items: list[Any], shape: Shape, order: Any) -> None:
    """In whatever order the three are read, the vague one is not taken for the first that fits it."""
    found = join([items[number] for number in order], [0, 1, 2], shape)
    assert [(group.members, group.ambiguous) for group in found] == [([n], order[n] == 0) for n in range(3)]


def test_what_fits_only_one_of_two_stays_with_it() -> None:
    """A vague item is like its own copy above all, and is no item that one part tells beside it."""
    vague, five, six = deal("Acme"), deal("Acme", amount="5"), deal("Acme", amount="6")
    assert groups([vague, five, five, six], [0, 0, 1, 1]) == [[0, 3], [1, 2]]
    assert groups([vague, vague, five, six], [0, 1, 1, 2]) == [[0, 1, 3], [2]]
    assert groups([vague, five, five], [0, 1, 2]) == [[0, 1, 2]]


def test_fields_that_say_nothing_do_not_part_items() -> None:
    """Two items that share only the sum are found together, though company and kind are missing in one."""
    assert groups([deal("Acme", "a", "5"), deal(None, None, "5.0")], [0, 1]) == [[0, 1]]


def test_a_date_alone_can_join() -> None:
    """Fields without keys, such as dates of different precision, still bring items together."""
    assert groups([deal(None, date="2018-04"), deal(None, date="2018-04-09")], [0, 1]) == [[0, 1]]


def test_texts_that_resemble_each_other_join_where_no_identity_is_declared() -> None:
    """Without a declaration wording may vary, so texts are no keys."""
    note = Shape.from_schema({"type": "object", "properties": {"about": {"type": "string"}}})
    items = [{"about": "They build trains together."}, {"about": "They build trains together"}, {"about": "No."}]
    assert groups(items, [0, 1, 1], note) == [[0, 1], [2]]


deals = st.builds(
    deal,
    st.sampled_from([None, "Acme", "Acme Inc.", "IBM", "International Business Machines", "J. Tsai", "Joe Tsai"]),
    st.sampled_from([None, "a", "b"]),
    st.sampled_from([None, "5", "5.0", "6"]),
    date=st.sampled_from([None, "2018", "2018-04", "XXXX-04"]),
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(deals, max_size=6), st.lists(deals, max_size=6))
def test_keys_lose_no_pair(ones: list[Any], others: list[Any]) -> None:
    """Every pair that is the same item is among the candidates that are compared."""
    known = Forms(ROUND, [*ones, *others])
    for form in known.of[: len(ones)]:
        known.show(form)
    for item, form in zip(others, known.of[len(ones) :], strict=True):
        same = {
            known.identity(other) for one, other in zip(ones, known.of, strict=False) if same_item(ROUND, one, item)
        }
        assert same <= known.near(form)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(deals, max_size=6))
def test_an_answer_joined_with_itself_is_itself(items: list[Any]) -> None:
    """The same answer given twice adds nothing and joins nothing that it tells apart."""
    parts = [0] * len(items) + [1] * len(items)
    found = join([*items, *items], parts, ROUND)
    assert len(found) == len(items)
    assert all(items[a] == items[b - len(items)] for a, b in (group.members for group in found))


names = st.sampled_from(
    ["MIT", "M.I.T.", "Massachusetts Institute of Technology", "Massachusetts Institute of Technology (MIT)", "BNY",
     "Bank of New York", "The Bank of New York Co", "NYSE", "New York Stock Exchange", "J. Tsai", "Joe Tsai",
     "Joseph C. Tsai", "Suning.com", "Suning Com", "O'Neill", "O’Neill", "Délta & Co", "Delta",
     "株式会社デンソー", "デンソー"]
)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=400)
@given(names | st.text(max_size=12), names | st.text(max_size=12))
def test_names_that_are_one_share_a_key(one: str, other: str) -> None:
    """The keys of names that ``same_name`` joins overlap."""
    if same_name(one, other) != "different":
        assert name_keys(one) & name_keys(other)
        lookup = Lookup(Shape("name"))
        lookup.add(0, one)
        assert list(lookup.find(other)) == [0]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("text", "They build  trains.", "They build trains."),
        ("text", 5, 5.0),
        ("date", "May ", "May"),
        ("date", "2018-04-09 ", "2018-04-09"),
        ("number", "5", 5.0),
        ("money", {"amount": "5", "currency": "usd"}, {"amount": 5.0, "currency": "USD"}),
        ("quantity", {"number": "5", "unit": "kg"}, {"number": 5, "unit": "KG"}),
        ("name", 5, 5.0),
        ("name", "MIT", "Massachusetts Institute of Technology"),
        ("name", "Air France", "AirFrance"),
    ],
)
def test_values_that_are_written_in_two_ways_are_found(kind: str, one: Any, other: Any) -> None:
    """Space, capitals and the type of a number make no other value, so they hide none."""
    for added, sought in ((one, other), (other, one)):
        assert same_item(Shape(kind), added, sought)
        lookup = Lookup(Shape(kind))
        lookup.add(0, added)
        assert list(lookup.find(sought)) == [0]


def test_true_is_no_copy_of_1() -> None:
    """Items that are equal but for a flag in one and a number in the other are two."""
    anything = Shape.from_schema({"type": "object", "x-identity": ["name"], "properties": {"name": {}, "is": {}}})
    assert groups([{"name": None, "is": True}, {"name": None, "is": 1}], [0, 1], anything) == [[0], [1]]
    assert groups([{"name": None, "is": True}, {"name": None, "is": True}], [0, 1], anything) == [[0, 1]]


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Gets an entry for each pair of items that is compared."""
    asked: list[int] = []

    def counting(shape: Shape, one: Any, other: Any) -> bool:
        asked.append(1)
        return same_item(shape, one, other)

    monkeypatch.setattr(forms, "same_item", counting)
    return asked


def test_only_likely_pairs_are_compared(comparisons: list[int]) -> None:
    """With a thousand different items the comparisons grow with the items, not with their square."""
    items = [deal(f"Company{number % 1000} Ventures", "a", str(number % 1000)) for number in range(2000)]
    assert len(groups(items, [number // 100 for number in range(2000)])) == 1000
    assert len(comparisons) == 1000


@pytest.mark.parametrize(
    "item",
    [
        lambda number: deal("Acme", "a", "5"),
        lambda number: deal(None, "a" if number % 3 else None, None, note=str(number)),
        lambda number: deal("Acme" if number % 2 else None, "a", str(number) if number % 3 else None),
        lambda number: deal("Acme", "a", "5", date=f"{1000 + number}-04"),
        lambda number: deal("Acme", note=str(number)),
    ],
    ids=["equal", "no identity", "some fields missing", "dates", "notes"],
)
def test_many_items_are_compared_about_once_each(comparisons: list[int], item: Any) -> None:
    """Items that are equal, that lack what would tell them apart, or differ in one field only: a second reading of them
    is joined to the first by a number of comparisons that does not grow with the square of theirs."""
    items = [item(number) for number in range(1000)]
    assert groups(items * 2, [0] * 1000 + [1] * 1000) == [[number, number + 1000] for number in range(1000)]
    assert len(comparisons) <= 1000


def calls_of(work: Callable[[], Any]) -> int:
    """How many functions are called, those written in Python and others."""
    found = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal found
        found += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


@pytest.mark.parametrize("many_parts", [False, True], ids=["two parts", "ten items in a part"])
@pytest.mark.parametrize(
    "item",
    [
        lambda number: deal("Acme", note=str(number)),
        lambda number: deal("Acme" if number % 2 else "Acme Inc.", note=str(number)),
        lambda number: deal("Acme", "a" if number % 3 else None, note=str(number)),
        lambda number: deal(None, note=str(number)),
    ],
    ids=["one identity", "two spellings", "vague and precise", "no identity"],
)
def test_items_that_agree_in_their_identity_and_in_nothing_else(item: Any, many_parts: bool) -> None:
    """The work grows with the items, not with their square, however many parts they stand in."""

    def work(count: int) -> int:
        items, per_part = [item(number) for number in range(count)], 10 if many_parts else count // 2
        return calls_of(lambda: join(items, [number // per_part for number in range(count)], ROUND))

    assert work(1200) < 8 * work(300)


def test_merging_keeps_the_items_of_one_answer_apart() -> None:
    """A list merged with itself stays as it is, twins included."""
    answer = {"names": [{"name": "Ada", "role": "x"}, {"name": "Ada", "role": "y"}]}
    merged = merge_values([answer, answer], ANSWER)
    assert merged.value == answer
    assert merged.disagreements == []
    assert merged.sources["/names/1"] == [(0, "/names/1"), (1, "/names/1")]


def test_what_is_like_two_that_differ_stays_by_itself() -> None:
    """ "J. Tsai" may be Joe or Jane, so it is neither; two that are alike are no choice."""
    groups = join(["Joe Tsai", "Jane Tsai", "J. Tsai"], [0, 0, 1], Shape("name"))
    assert [(group.members, group.ambiguous) for group in groups] == [([0], False), ([1], False), ([2], True)]
    groups = join(["J. Tsai", "Joe Tsai", "Jane Tsai"], [0, 1, 1], Shape("name"))
    assert [(group.members, group.ambiguous) for group in groups] == [([0], True), ([1], False), ([2], False)]
    groups = join(["Acme", "Acme", "Acme Inc."], [0, 0, 1], Shape("name"))
    assert [group.members for group in groups] == [[0, 2], [1]]
