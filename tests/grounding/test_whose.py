"""Whose a value is: the names of the other items of a list tell."""

from __future__ import annotations

import time
from typing import Any

import pytest

from llm_extract.extraction.judgement import Source, judge
from llm_extract.grounding.alignment import ArticleText
from llm_extract.records import Evidence
from llm_extract.schemas.wire import CitedValue, Part


def judged(text: str, data: Any, path: str, quote: str, value: Any, kind: str = "number", names: str = "") -> Evidence:
    """The evidence for one value of a record; ``names`` is a pointer to a value of the kind name."""
    values = [CitedValue(path, path, quote, value, (Part(path, value, kind),))]
    if names:
        values.append(CitedValue(names, names, None, "", (Part(names, "", "name"),)))
    return judge(Source(ArticleText(text)), values, data)[0]


def firms(*pairs: tuple[str, Any]) -> dict[str, Any]:
    return {"firms": [{"name": name, "staff": staff} for name, staff in pairs]}


@pytest.mark.parametrize(
    ("text", "quote", "value", "support"),
    [
        ("Acme has 300 people and Beta 500.", "Beta 500", 500, "unsupported"),
        ("Acme has 300 people and Beta 500.", "Acme has 300 people", 300, "supported"),
        ("Acme has 300 people and Beta 500.", "Acme has 300 people and Beta 500.", 500, "unsupported"),
        ("There are 300 at Acme and 500 at Beta.", "500 at Beta", 500, "unsupported"),
        ("There are 300 at Acme and 500 at Beta.", "300 at Acme", 300, "supported"),
        ("Acme met its rivals. Beta has 500 people.", "500 people", 500, "unchecked"),
        ("Beta met its rivals. Acme has 500 people.", "500 people", 500, "supported"),
        ("Acme met its rivals. It has 500 people.", "500 people", 500, "supported"),
        ("Acme beat Beta by 500 points.", "500 points", 500, "supported"),
        ("Acme is bigger. Of those there, 500 are at work, at Beta 30.", "500 are at work", 500, "supported"),
        ("Acme rose again.\nMore rain.\nBeta Town waits. All of\nthe 500 left.", "the 500 left", 500, "supported"),
        ("Acme\n- 300 people\n\nBeta\n- 500 people", "500 people", 500, "unchecked"),
        ("Acme\n- 300 people\n\nBeta\n- 500 people", "300 people", 300, "supported"),
        ("Acme   300   4.1\nBeta   500   4.2", "Beta   500", 500, "unchecked"),
        ("Acme   300   4.1\nBeta   500   4.2", "Acme   300", 300, "supported"),
    ],
)
def test_words_that_name_another_item(text: str, quote: str, value: int, support: str) -> None:
    """A figure beside the name of another item is not this item's; without such a name it may be."""
    data = firms(("Acme", value), ("Beta", 7))
    assert judged(text, data, "/firms/0/staff", quote, value).support == support


@pytest.mark.parametrize(
    ("text", "quote", "value", "support"),
    [
        ("Acme has 300 people and Beta 500.", "Beta 500", 500, "supported"),
        ("Acme has 300 people and Beta 500.", "Acme has 300 people", 300, "unsupported"),
        ("Acme\n- 300 people\n\nBeta\n- 500 people", "300 people", 300, "unchecked"),
        ("Acme\n- 300 people\n\nBeta\n- 500 people", "500 people", 500, "supported"),
    ],
)
def test_the_second_item_is_held_to_its_own_words_too(text: str, quote: str, value: int, support: str) -> None:
    """Whichever item of a list a value was given to, its words are those beside or under that item's name."""
    data = firms(("Acme", 7), ("Beta", value))
    assert judged(text, data, "/firms/1/staff", quote, value).support == support


@pytest.mark.parametrize(
    ("own", "other", "text", "quote", "support"),
    [
        ("Acme Holdings Ltd", "Beta Inc", "Beta has 500 people.", "500 people", "unchecked"),
        ("Acme Holdings Ltd", "Beta Inc", "Unlike Beta, Acme’s mills have 500 people.", "500 people", "supported"),
        ("International Rail Union", "Beta", "Unlike Beta, the IRU has 500 people.", "500 people", "supported"),
        ("Acme", "Acme Mills", "Acme Mills has 500 people.", "500 people", "unchecked"),
        ("Acme Mills", "Acme", "Acme Mills has 500 people.", "500 people", "supported"),
        ("rondo", "most", "Powstanie jeden most oraz 500 rond.", "500 rond", "supported"),
        ("海洋银行", "山川集团", "山川集团有500名员工。", "500名员工", "unchecked"),
        ("海洋银行", "山川集团", "海洋银行有500名员工。", "500名员工", "supported"),
        ("§ 12", "§ 13", "§ 13 Fine: 500 euros.", "500 euros", "unchecked"),
        ("Acme Holdings Ltd", "Beta Inc", "In the EU, Beta has 500 people.", "500 people", "unchecked"),
        ("GM", "BP", "BP has 500 people.", "500 people", "unchecked"),
        ("Acme", "Beta", "Betamax has 500 people.", "500 people", "supported"),
        ("トヨタ", "ホンダ", "ホンダと違いﾄﾖﾀには500人いる。", "500人", "supported"),
    ],
)
def test_names_in_other_forms(own: str, other: str, text: str, quote: str, support: str) -> None:
    """An item may be named without its legal form, by its initials, with an ending; a longer name is another."""
    text = f"{own} and {other}.\n\n{text}"
    assert judged(text, firms((own, 500), (other, 7)), "/firms/0/staff", quote, 500).support == support


def test_the_reason_names_both() -> None:
    """A reader learns whom the words name, and whom they should."""
    found = judged("Acme met Beta. Beta has 500.", firms(("Acme", 500), ("Beta", 7)), "/firms/0/staff", "500", 500)
    assert found.reason == "The words name 'Beta', not 'Acme'."


def test_objects_beside_one_another_count_as_items() -> None:
    """Home and away have names too."""
    data = {"home": {"team": "Acme", "goals": 2}, "away": {"team": "Beta", "goals": 3}}
    text = "Acme scored 3 and Beta 2."
    assert judged(text, data, "/home/goals", "Beta 2", 2).support == "unsupported"
    assert judged(text, data, "/home/goals", "Acme scored 3", 3).support == "supported"


def test_fields_marked_as_names_decide_before_others() -> None:
    """Of several texts of an item those of the kind name are its names."""
    data = {"seats": [{"town": "Rome", "who": "Ann Roe", "won": 500}, {"town": "Bonn", "who": "Bo Day", "won": 7}]}
    text = "In Bonn and in Rome, Ann Roe won. In Bonn she has 500."
    assert judged(text, data, "/seats/0/won", "500", 500).support == "unchecked"
    assert judged(text, data, "/seats/0/won", "500", 500, names="/seats/0/who").support == "supported"


def test_the_name_itself_and_values_that_name_another_are_left_alone() -> None:
    """A value may be the other item's name, as an opponent is; and a name needs no other name beside it."""
    data = {"sides": [{"name": "Acme", "beat": "Beta"}, {"name": "Beta", "beat": ""}]}
    text = "Acme is here. It beat Beta."
    assert judged(text, data, "/sides/0/beat", "It beat Beta", "Beta", "name").support == "supported"
    assert judged("Beta met Acme.", data, "/sides/0/name", "met Acme", "Acme", "name").support == "supported"


def test_names_that_items_share_tell_nothing() -> None:
    """Two figures of one source are not told apart by its name, whoever else is named beside them."""
    items = [{"of": "Acme", "sum": 500}, {"of": "Acme", "sum": 7}, {"of": "Rome", "sum": 8}]
    text = "Acme counts. In Rome it found 8. From Bonn 500 came to Rome."
    found = judged(text, {"rounds": items}, "/rounds/0/sum", "500 came to Rome", 500, names="/rounds/0/of")
    assert found.support == "supported"


@pytest.mark.parametrize("place", [0, 1])
def test_a_name_without_its_legal_form_may_be_either_of_two(place: int) -> None:
    """Of Acme Ltd and Acme Inc, "Acme" names neither alone."""
    data = firms(("Acme Ltd", 500), ("Acme Inc", 500), ("Beta", 7))
    text = "Acme Ltd and Acme Inc met. Acme has 500 people."
    found = judged(text, data, f"/firms/{place}/staff", "500 people", 500)
    assert found.support == "supported"


def test_sums_of_money_are_no_items() -> None:
    """Objects that are one value, such as a sum and its currency, have no names."""
    money = {"amount": "500", "currency": "USD"}
    data = {"paid": money, "due": {"amount": "7", "currency": "EUR"}}
    assert judged("It paid $500 and owes 7 EUR.", data, "/paid", "$500", money, "money").support == "supported"


def test_many_items_cost_little() -> None:
    """Two hundred items with five values each are judged in time that grows with their number."""

    def seconds(count: int) -> float:
        names = [f"Firm{number:04}" for number in range(count)]
        text = "\n".join(f"{name} has {number + 3000} people." for number, name in enumerate(names))
        data = firms(*((name, number + 3000) for number, name in enumerate(names)))
        values = [
            CitedValue(path, path, f"{item['staff']} people", item["staff"], (Part(path, item["staff"], "number"),))
            for number, item in enumerate(data["firms"])
            for path in [f"/firms/{number}/staff"]
        ]
        start = time.process_time()
        found = judge(Source(ArticleText(text)), values, data)
        assert {one.support for one in found} == {"supported"}
        return time.process_time() - start

    assert seconds(150) < 40 * seconds(25)


@pytest.mark.parametrize(
    ("text", "value", "support"),
    [
        ("Acme and Beta have 300 and 500 people, respectively.", 300, "supported"),
        ("Acme and Beta have 300 and 500 people, respectively.", 500, "unsupported"),
        ("Beta and Acme have 300 and 500 people, respectively.", 500, "supported"),
        ("There are 300 and 500 people at Acme and Beta, respectively.", 500, "unsupported"),
        ("Acme and Beta, with 300 and 500 people, met.", 500, "unchecked"),
        ("Acme und Beta haben 300 beziehungsweise 500 Leute.", 500, "unsupported"),
        ("アクメとBetaの従業員はそれぞれ300人と500人。", 500, "supported"),
        ("Acme and its rival Beta have between 300 and 500 people.", 500, "supported"),
    ],
)
def test_names_and_figures_in_turn(text: str, value: int, support: str) -> None:
    """Of two names and two figures the first have each other, and the second."""
    data = firms(("Acme", value), ("Beta", 7))
    assert judged(text, data, "/firms/0/staff", text, value).support == support


@pytest.mark.parametrize(
    ("text", "quote", "value", "support"),
    [
        ("Acme 12, Beta 24, Gamma 7.", "Beta 24", 24, "unchecked"),
        ("Acme 12, Beta 24, Gamma 7.", "Acme 12", 12, "supported"),
        ("Acme won 12 games, Beta 24 and Gamma 7.", "Acme won 12 games, Beta 24 and Gamma 7", 7, "supported"),
        ("Beta has won 24 games in all and Acme 12.", "Beta has won 24 games in all", 24, "unchecked"),
        ("Acme (12%) lay ahead of Beta Lines (24%).", "ahead of Beta Lines (24%)", 24, "unchecked"),
        ("За ним идут Acme (12) и «бета» (24).", "«бета» (24)", 24, "unchecked"),
        ("Zu Acme (12) kam Beta (24).", "kam Beta (24)", 24, "unchecked"),
        ("There were 12 for Acme and 24 for Beta.", "24 for Beta", 24, "unchecked"),
        ("Acme 12 won 24 games.", "24 games", 24, "supported"),
        ("Acme has 12 boats and in May hired 24.", "hired 24", 24, "supported"),
        ("Acme has 12 boats in Spain and 24 cars.", "24 cars", 24, "supported"),
        ("Acme gained 12% in Spain and 24 points.", "24 points", 24, "supported"),
        ("Acme won 12 games and lost 24.", "lost 24", 24, "supported"),
    ],
)
def test_a_name_that_the_record_does_not_have(text: str, quote: str, value: int, support: str) -> None:
    """Where the own name has a figure of its own, one that stands to another name in the same way is left open."""
    assert judged(text, firms(("Acme", value)), "/firms/0/staff", quote, value).support == support


def test_the_year_of_an_item_may_be_its_name() -> None:
    """Figures in front of years belong to them."""
    data = {"rises": [{"year": 2031, "pct": 4}, {"year": 2032, "pct": 2}]}
    text = "The fare rises by 4 in 2031, 3 in 2032 and 2 in 2033."
    assert judged(text, data, "/rises/1/pct", "3 in 2032 and 2 in 2033", 2).support == "unchecked"
    assert judged(text, data, "/rises/1/pct", "3 in 2032 and 2 in 2033", 3).support == "supported"
