"""Built cases: what is one event, and what must stay apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from funding_events import find_event, find_events
from llm_extract.reconciliation import Event

Make = Callable[..., dict[str, Any]]


def test_rumour_denial_and_final_are_one_event(article: Make, tell: Make) -> None:
    """The final sum holds against the rumour, and the denied report does not count."""
    denied = {"status": "Acme denied that it is in talks", "money_raised": "reports of a $500 million round"}
    event = find_event(
        article("a", tell(label="series_c", amount="500 USD", status="in_talks"), published="2018-02-01"),
        article(
            "b", tell(label="series_c", amount="500 USD", status="in_talks", quotes=denied), published="2018-02-03"
        ),
        article("c", tell(label="series_c", amount="600 USD"), published="2018-04-09"),
    )
    assert [mention["stage"] for mention in event.mentions] == ["rumour", "denied", "final"]
    field = event["money_raised"]
    assert (field.verdict, field.kinds) == ("conflict", ["rumour"])
    assert field.resolved is not None
    assert (field.resolved["value"]["amount"], field.resolved["rule"]) == ("600000000", "final over rumour")
    assert {len(claim.voices) for claim in field.claims} == {1}


def test_a_rumour_without_a_label_joins_what_it_came_to(article: Make, tell: Make) -> None:
    """Talks of 500 million in February, 600 million in April: one event, a rumour against what was final."""
    event = find_event(
        article("a", tell(amount="500 USD", status="in_talks"), published="2018-02-01"),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04-09")),
    )
    assert event["money_raised"].kinds == ["rumour"]


@pytest.mark.parametrize(
    ("amount", "published"), [("500 USD", "2018-05-20"), ("500 USD", "2017-02-01"), ("2000 USD", "2018-02-01")]
)
def test_talks_that_lead_elsewhere_stay_apart(article: Make, tell: Make, amount: str, published: str) -> None:
    """Talks after the round, long before it, or of a very different sum are no rumour of it."""
    events = find_events(
        article("a", tell(amount=amount, status="in_talks"), published=published),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04-09")),
    )
    assert len(events) == 2


def test_the_same_sum_in_two_rounds_is_two_rounds(article: Make, tell: Make) -> None:
    """100 million as Series B and as Series C do not merge, dated or not."""
    events = find_events(
        article("a", tell(label="series_b", amount="100 USD", on="2016-05")),
        article("b", tell(label="series_c", amount="100 USD", on="2018-05")),
        article("c", tell(label="series_b", amount="100 USD")),
        article("d", tell(label="series_c", amount="100 USD")),
    )
    assert [[m["document"] for m in event.mentions] for event in events] == [["a", "c"], ["b", "d"]]


def test_the_same_sum_at_another_time_is_another_round(article: Make, tell: Make) -> None:
    """Without labels the dates keep two equal sums apart."""
    events = find_events(
        article("a", tell(amount="100 USD", on="2016-05")), article("b", tell(amount="100 USD", on="2018-05"))
    )
    assert len(events) == 2


def test_what_fits_two_rounds_is_joined_to_neither(article: Make, tell: Make) -> None:
    """ "$100 million" alone may be either of two rounds: it stands alone, linked to both."""
    events = find_events(
        article("a", tell(label="series_b", amount="100 USD", on="2016-05")),
        article("b", tell(label="series_c", amount="100 USD", on="2018-05")),
        article("c", tell(amount="100 USD")),
    )
    alone = next(event for event in events if event.mentions[0]["document"] == "c")
    assert len(events) == 3
    assert [link.kind for link in alone.links] == ["possible", "possible"]


def test_amount_taken_for_valuation(article: Make, tell: Make) -> None:
    """An article that says "raised 3 billion" where others value the company at that is the same round, swapped."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", valuations=[("3000 USD",)])),
        article("b", tell(label="series_c", amount="600 USD", valuations=[("3000 USD",)])),
        article("c", tell(label="series_c", amount="3000 USD", valuations=[("600 USD",)])),
    )
    assert event["money_raised"].kinds == ["swapped"]
    assert event["valuations"].kinds == ["swapped"]
    assert event["money_raised"].resolved is not None
    assert event["money_raised"].resolved["value"]["amount"] == "600000000"


def test_a_misread_scale_word_does_not_part_a_round(article: Make, tell: Make) -> None:
    """600 billion for 600 million under one label is one round with a magnitude conflict, not corrected."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD")),
        article("b", tell(label="series_c", amount="600000 USD")),
    )
    field = event["money_raised"]
    assert (field.verdict, field.kinds, field.resolved) == ("conflict", ["magnitude"], None)
    assert {claim.value["amount"] for claim in field.claims} == {"600000000", "600000000000"}


def test_a_wrong_date_does_not_part_what_label_and_sum_join(article: Make, tell: Make) -> None:
    """A year mistyped is a conflict of dates inside one event."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09")),
        article("b", tell(label="series_c", amount="600 USD", on="2017-04-09")),
        article("c", tell(label="series_c", amount="600 USD", on="2018-04")),
    )
    assert event["announced_on"].verdict == "conflict"
    assert "date" in event["announced_on"].kinds


def test_two_articles_that_cannot_be_decided(article: Make, tell: Make) -> None:
    """Dates alone join nothing: two undisclosed rounds of one spring stay two, linked."""
    events = find_events(article("a", tell(on="2018-04")), article("b", tell(on="2018-04-09")))
    assert len(events) == 2
    assert [[link.kind for link in event.links] for event in events] == [["possible"], ["possible"]]


def test_later_closings_make_a_chain(article: Make, tell: Make) -> None:
    """A first close, and an extension under the same label, are linked to the round and not merged with it."""
    events = find_events(
        article("a", tell(label="series_c", amount="200 USD", status="partial", on="2018-01")),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04")),
        article("c", tell(label="series_c", amount="620 USD", on="2018-04")),
        article("d", tell(label="series_c", amount="900 USD", on="2018-11")),
    )
    assert [[m["document"] for m in event.mentions] for event in events] == [["a"], ["b", "c"], ["d"]]
    assert all(link.kind == "chain" for event in events for link in event.links)
    assert [len(event.links) for event in events] == [2, 2, 2]


def test_a_later_round_of_the_company_is_another_event(article: Make, tell: Make) -> None:
    """Series C and Series D of one spring stay two."""
    events = find_events(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09")),
        article("b", tell(label="series_d", amount="620 USD", on="2018-05-31")),
    )
    assert len(events) == 2


def test_loans_of_one_label_are_not_one_event(article: Make, tell: Make) -> None:
    """A company takes many loans: the label alone joins nothing."""
    assert len(find_events(article("a", tell(label="debt", on="2016")), article("b", tell(label="debt")))) == 2


def test_a_company_that_everybody_writes_about_takes_no_forever(article: Make, tell: Make) -> None:
    """A thousand different loans and two Series C of one company: what belongs together is found among them."""
    records = [
        article(f"{n:04d}", tell(label="debt", amount=f"{100 * 1.12 ** (n // 60):.0f} USD", on=f"{1990 + n // 2 % 30}"))
        for n in range(2_000)
    ]
    rounds = [article("x", tell(label="series_c", on="2031-05")), article("y", tell(label="series_c"))]
    home = {m["document"]: event.id for event in find_events(*records, *rounds) for m in event.mentions}
    assert all(home[f"{n:04d}"] == home[f"{n + 1:04d}"] for n in range(0, 2_000, 2))
    assert home["x"] == home["y"]
    assert len(set(home.values())) == 1_001


def test_names_of_a_company(article: Make, tell: Make) -> None:
    """Legal forms, possessives, brackets and given aliases lead to one event; a similar name does not."""
    names = ["SenseTime", "SenseTime Group Ltd.", "SenseTime's", "SenseTime (商汤科技)", "商汤科技", "ST Corp"]
    records = [article(str(n), tell(name, label="series_c", amount="600 USD")) for n, name in enumerate(names)]
    other = article("x", tell("SenseTime Japan", label="series_c", amount="600 USD"))
    events = find_events(*records, other, aliases={"SenseTime": ["ST"]})
    assert sorted(len(event.articles) for event in events) == [1, 6]


def test_two_rounds_of_one_article_stay_two(article: Make, tell: Make) -> None:
    """An article tells its own rounds apart, even where a label alone would fit."""
    events = find_events(article("a", tell(label="series_c", amount="600 USD"), tell(label="series_c", on="2018-04")))
    assert len(events) == 2


def test_umlauts_may_be_spelled_out(article: Make, tell: Make) -> None:
    """Müller and Mueller are one company where an article prints the umlaut; Miller is another."""
    said = {"label": "series_a", "amount": "5 EUR", "on": "2018-04-09"}
    events = find_events(
        article("a", tell("Müller GmbH", **said)),
        article("b", tell("Mueller", **said)),
        article("c", tell("Miller", **said)),
    )
    assert sorted([found["key"] for found in event.articles] for event in events) == [["a", "b"], ["c"]]


def _thistle(article: Make, tell: Make, *, context: str, named: dict[str, str]) -> Event:
    """Two articles have Elm Fund in a first round; a third tells of both rounds and has it in the second one."""
    first: dict[str, Any] = {"label": "series_a", "amount": "15 USD"}
    second = tell(label="series_b", amount="40 USD", investors={"Elm Fund": "lead"})
    events = find_events(
        article("a", tell(investors={"Elm Fund": "lead"}, **first)),
        article("b", tell(investors={"Elm Fund": "lead"}, **first)),
        article("c", second, tell(context=context, investors=named, **first)),
    )
    return next(event for event in events if len(event.articles) == 3)


@pytest.mark.parametrize(
    ("context", "named"), [("subject", {}), ("background", {}), ("background", {"Ash Fund": "participant"})]
)
def test_silence_on_an_earlier_event_is_no_contradiction(
    article: Make, tell: Make, context: str, named: dict[str, str]
) -> None:
    """An article that mentions a round in passing, or lists nobody in it, does not say who was not in it."""
    event = _thistle(article, tell, context=context, named=named)
    role = next(one for one in event.fields if one.entity == "Elm Fund")
    assert (role.verdict, role.conflicts) == ("unanimous", [])


def test_a_list_of_others_in_the_event_itself_contradicts(article: Make, tell: Make) -> None:
    """An article about the round that names its investors, and this one in another round alone, says otherwise."""
    event = _thistle(article, tell, context="subject", named={"Ash Fund": "participant"})
    role = next(one for one in event.fields if one.entity == "Elm Fund")
    assert (role.verdict, role.kinds) == ("conflict", ["other_round"])


@pytest.mark.parametrize(
    ("one", "other", "links"),
    [
        ({"label": "series_b", "on": "2021-05-30"}, {"label": "series_c", "on": "2021-05-30"}, ["possible"]),
        ({"label": "series_b", "on": "2021-05"}, {"label": "series_c", "on": "2021-05-30"}, ["possible"]),
        ({"label": "series_b", "on": "2021-05-30"}, {"label": "series_c", "on": "2021-11-30"}, []),
        ({"label": "series_b", "on": "2021"}, {"label": "series_c", "on": "2021"}, []),
        ({"label": "series_b"}, {"label": "series_c"}, []),
    ],
)
def test_two_labels_for_one_sum_at_one_time_are_linked(
    article: Make, tell: Make, one: dict[str, str], other: dict[str, str], links: list[str]
) -> None:
    """The sum and the time agree and the label does not: a reader would ask, and nothing is merged."""
    events = find_events(*(article(key, tell(amount="20 USD", **said)) for key, said in (("a", one), ("b", other))))
    assert [[link.kind for link in event.links] for event in events] == [links, links]


@pytest.mark.parametrize(("year", "links"), [("2019", ["chain"]), ("2021", []), ("2025", [])])
def test_a_chain_does_not_reach_over_years(article: Make, tell: Make, year: str, links: list[str]) -> None:
    """Another closing under the label follows within two years; what lies further apart is something else."""
    events = find_events(
        article("a", tell(label="series_c", amount="200 USD", on="2018-01-15")),
        article("b", tell(label="series_c", amount="600 USD", on=f"{year}-03-15")),
    )
    assert [[link.kind for link in event.links] for event in events] == [links, links]
