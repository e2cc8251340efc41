"""Names that words give beside a name: in another script, or the former one; and brackets that hold no name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from funding_events import find_event, find_events
from llm_extract.reconciliation.aliases import Aliases

Make = Callable[..., dict[str, Any]]

_SAID = {"label": "series_b", "amount": "12 USD"}


@pytest.mark.parametrize(
    ("name", "words", "other"),
    [
        ("Brightloom Devices", "Brightloom Devices (明织)", "明织"),
        ("Brightloom Devices", "Brightloom Devices Co., Ltd. (明织) has raised", "明织"),
        ("Brightloom Devices", "Brightloom Devices（明织） has raised", "明织"),
        ("Brightloom Devices", "Brightloom Devices (Chinese: 明织; pinyin: Míngzhī)", "明织"),
        ("明织科技", "明织科技（Brightloom Devices）宣布", "Brightloom Devices"),
        ("Vesna Motors", "Vesna Motors (Весна) said", "Весна"),
        ("Orchid Rail", "Orchid Rail (formerly Tram One) has raised", "Tram One"),
        ("Orchid Rail", "Orchid Rail (formerly known as Tram One, a start-up) has raised", "Tram One"),
        ("Orchid Rail", "Orchid Rail (f/k/a Tram One) has raised", "Tram One"),
        ("Orchid Rail", "Orchid Rail (ex-Tram One) has raised", "Tram One"),
        ("Orchid Rail", "Die Orchid Rail (ehemals Tram One) hat", "Tram One"),
        ("Orchid Rail", "Orchid Rail, formerly Tram One, has raised", "Tram One"),
        ("Orchid Rail", "Orchid Rail (anciennement Tram One) a levé", "Tram One"),
    ],
)
@pytest.mark.parametrize("where", ["quote", "text"])
def test_a_name_beside_a_name_joins(article: Make, tell: Make, name: str, words: str, other: str, where: str) -> None:
    """In the quote or in the article, with legal forms between, and in full-width brackets."""
    event = find_event(
        article("a", tell(name, quotes={"company": words} if where == "quote" else {}, **_SAID)),
        article("b", tell(other, **_SAID)),
        texts={"a": words} if where == "text" else None,
    )
    assert len(event.articles) == 2


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Brightloom Devices (明织)", "明织"),
        ("Brightloom Devices (Chinese: 明织)", "明织"),
        ("明织科技（Brightloom Devices）", "Brightloom Devices"),
        ("Orchid Rail (formerly Tram One)", "Tram One"),
        ("Orchid Rail (formerly known as Tram One)", "Tram One"),
        ("Orchid Rail (ex-Tram One)", "Tram One"),
        ("Orchid Rail (Tram One)", "Tram One"),
    ],
)
def test_a_name_that_a_value_carries_along_joins(article: Make, tell: Make, name: str, other: str) -> None:
    """Both names stand for the company, and the one without brackets too."""
    plain = name.split("(")[0].split("（")[0].strip()
    event = find_event(
        *(article(key, tell(one, **_SAID)) for key, one in zip("abc", (name, other, plain), strict=True))
    )
    assert len(event.articles) == 3


@pytest.mark.parametrize(
    "words",
    [
        "Orchid Rail (London) has raised",
        "Orchid Rail (UK) has raised",
        "Orchid Rail (NASDAQ: ORCH) has raised",
        "Orchid Rail (left) has raised",
        "Orchid Rail (a unit of Tram One) has raised",
        "Orchid Rail (Tram One) has raised",
        "Orchid Rail and Brightloom (明织) have raised",
        "Orchid Rail has bought Blue Orchid Rail (明织)",
        "Orchid Rail has bought NeoOrchid Rail (明织)",
        "Orchid Rail has raised (ex-Tram One staff said)",
        "Orchid Rail, formerly Tram One's tenant, has raised",
    ],
)
@pytest.mark.parametrize("other", ["London", "UK", "NASDAQ", "ORCH", "left", "Tram One", "明织"])
def test_what_is_no_name_beside_a_name_joins_nothing(article: Make, tell: Make, words: str, other: str) -> None:
    """Places, countries, places of trade, owners and remarks are no other names."""
    events = find_events(
        article("a", tell("Orchid Rail", quotes={"company": words}, **_SAID)),
        article("b", tell(other, **_SAID)),
        texts={"a": words},
    )
    assert len(events) == 2


@pytest.mark.parametrize("inside", ["UK", "left", "Nasdaq: ORCH", "2019"])
def test_remarks_in_a_value_are_no_names(inside: str) -> None:
    """Also where a value carries its brackets along."""
    names = Aliases()
    for name in (f"Orchid Rail ({inside})", inside):
        names.note(name)
    assert names.key(f"Orchid Rail ({inside})") != names.key(inside)


def test_a_longer_name_in_unspaced_script_is_another(article: Make, tell: Make) -> None:
    """What stands behind the longer name is not the shorter one's, and behind a comma or "by" it is."""
    for words, events in (("新兰轨（Tram One）", 2), ("日前，兰轨（Tram One）", 1), ("由兰轨（Tram One）", 1)):
        found = find_events(
            article("a", tell("兰轨", quotes={"company": words}, **_SAID)), article("b", tell("Tram One", **_SAID))
        )
        assert len(found) == events


def test_three_names_of_one_company_in_any_order() -> None:
    """Its former name in two scripts' articles, and the tie between the scripts: one company."""
    told = [
        ("Orchid Rail", "Orchid Rail (formerly Tram One)"),
        ("兰轨", "兰轨（Orchid Rail）"),
        ("兰轨", "兰轨（formerly Tram One）"),
    ]
    for order in (told, told[::-1], [told[1], told[0], told[2]]):
        names = Aliases()
        for name, words in order:
            names.note(name, words)
        assert len({names.key(name) for name in ("Orchid Rail", "兰轨", "Tram One")}) == 1


def test_one_bracket_behind_two_companies_joins_neither(article: Make, tell: Make) -> None:
    """A place in another script, behind two names, is the name of none."""
    events = find_events(
        *(
            article(key, tell(name, quotes={"company": f"{name} (深圳)"}, **_SAID))
            for key, name in (("a", "Orchid Rail"), ("b", "Tram One"))
        ),
        article("c", tell("深圳", **_SAID)),
    )
    assert len(events) == 3


def test_investors_have_other_names_too(article: Make, tell: Make) -> None:
    """The lead investor in two scripts is one investor, where an article gives both."""
    words = {"investors": "led by Heron Gate Capital (鹭门资本)"}
    event = find_event(
        article("a", tell(investors={"Heron Gate Capital": "lead"}, quotes=words, **_SAID)),
        article("b", tell(investors={"鹭门资本": "lead"}, **_SAID)),
    )
    assert [(one.entity, one.verdict) for one in event.fields if one.entity] == [("Heron Gate Capital", "unanimous")]
