"""Built cases: what must be merged, what must stay apart, and the kind of every contradiction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.reconciliation import Event, reconcile
from llm_extract.schemas.funding import FundingNews

Make = Callable[..., dict[str, Any]]


def _events(*records: dict[str, Any], **options: Any) -> list[Event]:
    return reconcile(records, FundingNews, **options)


def _one(*records: dict[str, Any], **options: Any) -> Event:
    events = _events(*records, **options)
    assert len(events) == 1
    return events[0]


def test_currency_conversion_and_its_rounding_are_compatible(article: Make, tell: Make) -> None:
    """£425 million printed for $600 million, and £424.6 million elsewhere, are one sum."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD = 425 GBP")),
        article("b", tell(label="series_c", amount="424.6 GBP")),
    )
    assert (event["money_raised"].verdict, event["money_raised"].kinds) == ("compatible", ["currency"])


def test_currencies_without_a_printed_equivalent_are_not_converted(article: Make, tell: Make) -> None:
    """Euros and dollars that nobody converts stay unresolved; that the label agrees keeps them one event."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD")), article("b", tell(label="series_c", amount="500 EUR"))
    )
    field = event["money_raised"]
    assert (field.verdict, field.kinds, field.resolved) == ("conflict", ["currency"], None)


def test_conversions_that_do_not_fit_are_a_conflict(article: Make, tell: Make) -> None:
    """£500 million is not the £425 million printed for the same dollars."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD = 425 GBP", on="2018-04-09")),
        article("b", tell(label="series_c", amount="500 GBP", on="2018-04-09")),
    )
    assert (event["money_raised"].verdict, event["money_raised"].kinds) == ("conflict", ["currency"])


def test_rounded_sums_are_compatible_and_the_precise_one_is_given(article: Make, tell: Make) -> None:
    """412 million and 410 million: the rounder one is the other, rounded."""
    event = _one(
        article("a", tell(label="series_b", amount="412 USD")), article("b", tell(label="series_b", amount="410 USD"))
    )
    field = event["money_raised"]
    assert (field.verdict, field.kinds) == ("compatible", ["rounding"])
    assert field.resolved is not None
    assert (field.resolved["value"]["amount"], field.resolved["rule"]) == ("412000000", "precise over vague")


def test_before_and_after_the_money_are_compatible(article: Make, tell: Make) -> None:
    """3 billion pre-money and 3.6 post-money differ by the 600 million raised; neither is "the" valuation."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", valuations=[("3000 USD", "exactly", None, "pre_money")])),
        article(
            "b", tell(label="series_c", amount="600 USD", valuations=[("3600 USD", "exactly", None, "post_money")])
        ),
    )
    field = event["valuations"]
    assert (field.verdict, field.kinds, field.resolved) == ("compatible", ["pre_post"], None)


@pytest.mark.parametrize("other", ["3600 USD", "3000 USD"])
def test_what_may_be_before_or_after_the_money_is_a_conflict(article: Make, tell: Make, other: str) -> None:
    """The same sum before and after, or one of the two not said to be either: the kind says what may explain it."""
    timing = "post_money" if other == "3000 USD" else "unspecified"
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", valuations=[("3000 USD", "exactly", None, "pre_money")])),
        article("b", tell(label="series_c", amount="600 USD", valuations=[(other, "exactly", None, timing)])),
    )
    assert (event["valuations"].verdict, event["valuations"].kinds) == ("conflict", ["pre_post"])


def test_rumour_denial_and_final_are_one_event(article: Make, tell: Make) -> None:
    """The final sum holds against the rumour, and the denied report does not count."""
    denied = {"status": "Acme denied that it is in talks", "money_raised": "reports of a $500 million round"}
    event = _one(
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
    event = _one(
        article("a", tell(amount="500 USD", status="in_talks"), published="2018-02-01"),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04-09")),
    )
    assert event["money_raised"].kinds == ["rumour"]


@pytest.mark.parametrize(
    ("amount", "published"), [("500 USD", "2018-05-20"), ("500 USD", "2017-02-01"), ("2000 USD", "2018-02-01")]
)
def test_talks_that_lead_elsewhere_stay_apart(article: Make, tell: Make, amount: str, published: str) -> None:
    """Talks after the round, long before it, or of a very different sum are no rumour of it."""
    events = _events(
        article("a", tell(amount=amount, status="in_talks"), published=published),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04-09")),
    )
    assert len(events) == 2


def test_the_same_sum_in_two_rounds_is_two_rounds(article: Make, tell: Make) -> None:
    """100 million as Series B and as Series C do not merge, dated or not."""
    events = _events(
        article("a", tell(label="series_b", amount="100 USD", on="2016-05")),
        article("b", tell(label="series_c", amount="100 USD", on="2018-05")),
        article("c", tell(label="series_b", amount="100 USD")),
        article("d", tell(label="series_c", amount="100 USD")),
    )
    assert [[m["document"] for m in event.mentions] for event in events] == [["a", "c"], ["b", "d"]]


def test_the_same_sum_at_another_time_is_another_round(article: Make, tell: Make) -> None:
    """Without labels the dates keep two equal sums apart."""
    events = _events(
        article("a", tell(amount="100 USD", on="2016-05")), article("b", tell(amount="100 USD", on="2018-05"))
    )
    assert len(events) == 2


def test_what_fits_two_rounds_is_joined_to_neither(article: Make, tell: Make) -> None:
    """ "$100 million" alone may be either of two rounds: it stands alone, linked to both."""
    events = _events(
        article("a", tell(label="series_b", amount="100 USD", on="2016-05")),
        article("b", tell(label="series_c", amount="100 USD", on="2018-05")),
        article("c", tell(amount="100 USD")),
    )
    alone = next(event for event in events if event.mentions[0]["document"] == "c")
    assert len(events) == 3
    assert [link.kind for link in alone.links] == ["possible", "possible"]


def test_amount_taken_for_valuation(article: Make, tell: Make) -> None:
    """An article that says "raised 3 billion" where others value the company at that is the same round, swapped."""
    event = _one(
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
    event = _one(
        article("a", tell(label="series_c", amount="600 USD")),
        article("b", tell(label="series_c", amount="600000 USD")),
    )
    field = event["money_raised"]
    assert (field.verdict, field.kinds, field.resolved) == ("conflict", ["magnitude"], None)
    assert {claim.value["amount"] for claim in field.claims} == {"600000000", "600000000000"}


def test_copies_are_one_voice(article: Make, tell: Make) -> None:
    """Three copies of an agency's article do not outvote two independent ones."""
    story = " ".join(f"Sentence {n} about the company and its business number {n}." for n in range(60))
    texts = {
        "a": story,
        "b": story + " Additional reporting by our staff.",
        "c": story[: len(story) * 9 // 10],
        "d": "A different article entirely. " + " ".join(f"It says thing {n} in its own way." for n in range(60)),
        "e": "Yet another. " + " ".join(f"Line {n} of the third report follows here." for n in range(60)),
    }
    says = {"a": "2018-04-09", "b": "2018-04-09", "c": "2018-04-09", "d": "2018-04-11", "e": "2018-04-11"}
    records = [article(key, tell(label="series_c", amount="600 USD", on=day)) for key, day in says.items()]
    event = _one(*records, texts=texts)
    assert event.voices == 3
    assert [found["copy_of"] for found in event.articles] == [None, "a", "a", None, None]
    field = event["announced_on"]
    assert field.resolved is not None
    assert (field.resolved["value"], field.resolved["rule"]) == ("2018-04-11", "agreement of independent sources")


def test_articles_with_equal_texts_are_copies_without_their_texts(article: Make, tell: Make) -> None:
    """The same document id says enough."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD"), text="x"),
        article("b", tell(label="series_c", amount="600 USD"), text="x"),
    )
    assert (event.voices, event["money_raised"].verdict) == (1, "single source")


def test_articles_that_quote_one_report_are_one_voice(article: Make, tell: Make) -> None:
    """Named in a field or in the quote: what Bloomberg says is said once."""
    by_field = ("4000 USD", "exactly", "Bloomberg")
    by_quote = {"valuations": "valued at $4 billion, according to Bloomberg"}
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", valuations=[by_field])),
        article("b", tell(label="series_c", amount="600 USD", valuations=[("4000 USD",)], quotes=by_quote)),
    )
    assert event["valuations"].verdict == "single source"
    assert event["valuations"].claims[0].voices == {"source:bloomberg"}


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("mehr als 600 Millionen Dollar", "more_than"),
        ("plus de 600 millions de dollars", "more_than"),
        ("más de 600 millones de dólares", "more_than"),
        ("超过6亿美元", "more_than"),
        ("более 600 миллионов долларов", "more_than"),
        ("more than six hundred million dollars", "more_than"),
    ],
)
def test_number_words_of_six_languages_qualify_a_sum(article: Make, tell: Make, words: str, relation: str) -> None:
    """ "More than 600 million" in a quote is compatible with 690 million, whatever the language."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09", quotes={"money_raised": words})),
        article("b", tell(label="series_c", amount="690 USD", on="2018-04-09")),
    )
    field = event["money_raised"]
    assert {claim.relation for claim in field.claims} == {relation, "exactly"}
    assert (field.verdict, field.kinds) == ("compatible", ["bound"])


def test_equivalents_printed_in_a_quote_are_read(article: Make, tell: Make) -> None:
    """Where the record holds no equivalent, the one in brackets beside the sum serves."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", quotes={"money_raised": "600 Mio. Dollar (425 Mio. £)"})),
        article("b", tell(label="series_c", amount="425 GBP")),
    )
    assert (event["money_raised"].verdict, event["money_raised"].kinds) == ("compatible", ["currency"])


def test_a_wrong_date_does_not_part_what_label_and_sum_join(article: Make, tell: Make) -> None:
    """A year mistyped is a conflict of dates inside one event."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09")),
        article("b", tell(label="series_c", amount="600 USD", on="2017-04-09")),
        article("c", tell(label="series_c", amount="600 USD", on="2018-04")),
    )
    assert event["announced_on"].verdict == "conflict"
    assert "date" in event["announced_on"].kinds


def test_two_articles_that_cannot_be_decided(article: Make, tell: Make) -> None:
    """Dates alone join nothing: two undisclosed rounds of one spring stay two, linked."""
    events = _events(article("a", tell(on="2018-04")), article("b", tell(on="2018-04-09")))
    assert len(events) == 2
    assert [[link.kind for link in event.links] for event in events] == [["possible"], ["possible"]]


def test_a_disagreement_of_two_is_not_resolved(article: Make, tell: Make) -> None:
    """One against one: no rule says who is right."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09", investors={"Fund A": "lead"})),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04-12", investors={"Fund A": "participant"})),
    )
    assert (event["announced_on"].verdict, event["announced_on"].resolved) == ("conflict", None)
    assert (event["investors[].role"].kinds, event["investors[].role"].resolved) == (["role"], None)


def test_later_closings_make_a_chain(article: Make, tell: Make) -> None:
    """A first close, and an extension under the same label, are linked to the round and not merged with it."""
    events = _events(
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
    events = _events(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09")),
        article("b", tell(label="series_d", amount="620 USD", on="2018-05-31")),
    )
    assert len(events) == 2


def test_loans_of_one_label_are_not_one_event(article: Make, tell: Make) -> None:
    """A company takes many loans: the label alone joins nothing."""
    assert len(_events(article("a", tell(label="debt", on="2016")), article("b", tell(label="debt")))) == 2


def test_a_company_that_everybody_writes_about_takes_no_forever(article: Make, tell: Make) -> None:
    """A thousand different loans and two Series C of one company: what belongs together is found among them."""
    records = [
        article(f"{n:04d}", tell(label="debt", amount=f"{100 * 1.12 ** (n // 60):.0f} USD", on=f"{1990 + n // 2 % 30}"))
        for n in range(2_000)
    ]
    rounds = [article("x", tell(label="series_c", on="2031-05")), article("y", tell(label="series_c"))]
    home = {m["document"]: event.id for event in _events(*records, *rounds) for m in event.mentions}
    assert all(home[f"{n:04d}"] == home[f"{n + 1:04d}"] for n in range(0, 2_000, 2))
    assert home["x"] == home["y"]
    assert len(set(home.values())) == 1_001


def test_figures_are_compared_among_articles_on_one_round_only(article: Make, tell: Make) -> None:
    """Two goals in like words, from articles on other companies, are not held against each other."""

    def goal(year: str) -> dict[str, Any]:
        return {"measure": "lead the world in AI", "value": None, "year": year, "said_by": None}

    records = [
        article("a", tell(label="series_c", amount="600 USD")),
        article("b", tell(label="series_c", amount="600 USD")),
        article("c", tell("Other", label="series_c", amount="600 USD")),
        article("d"),
    ]
    for record, year in zip(records, ("2030", "2025", "2024", "2023"), strict=True):
        record["data"]["figures"] = [goal(year)]
    figures = [event for event in _events(*records, also=["figure"]) if event.kind == "figure"]
    told = sorted([mention["document"] for mention in event.mentions] for event in figures)
    assert told == [["a", "b"], ["c"], ["d"]]


def test_names_of_a_company(article: Make, tell: Make) -> None:
    """Legal forms, possessives, brackets and given aliases lead to one event; a similar name does not."""
    names = ["SenseTime", "SenseTime Group Ltd.", "SenseTime's", "SenseTime (商汤科技)", "商汤科技", "ST Corp"]
    records = [article(str(n), tell(name, label="series_c", amount="600 USD")) for n, name in enumerate(names)]
    other = article("x", tell("SenseTime Japan", label="series_c", amount="600 USD"))
    events = _events(*records, other, aliases={"SenseTime": ["ST"]})
    assert sorted(len(event.articles) for event in events) == [1, 6]


def test_two_rounds_of_one_article_stay_two(article: Make, tell: Make) -> None:
    """An article tells its own rounds apart, even where a label alone would fit."""
    events = _events(article("a", tell(label="series_c", amount="600 USD"), tell(label="series_c", on="2018-04")))
    assert len(events) == 2


def test_primary_over_second_hand(article: Make, tell: Make) -> None:
    """What the company says of itself holds against what a paper heard."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", valuations=[("3000 USD", "exactly", "Acme Inc.")])),
        article("b", tell(label="series_c", amount="600 USD", valuations=[("4000 USD", "exactly", "The Paper")])),
    )
    assert event["valuations"].resolved is not None
    assert event["valuations"].resolved["rule"] == "primary over second-hand"
    assert event["valuations"].resolved["value"]["amount"] == "3000000000"


def test_later_over_earlier_for_one_voice(article: Make, tell: Make) -> None:
    """An agency that corrects itself is held to what it said last."""
    earlier, later = ("3000 USD", "exactly", "Reuters"), ("4000 USD", "exactly", "Reuters")
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", valuations=[earlier]), published="2018-04-09"),
        article("b", tell(label="series_c", amount="600 USD", valuations=[later]), published="2018-04-20"),
    )
    assert event["valuations"].resolved is not None
    assert event["valuations"].resolved["rule"] == "later over earlier"
    assert event["valuations"].resolved["value"]["amount"] == "4000000000"


def test_a_claim_without_its_words_does_not_count(article: Make, tell: Make) -> None:
    """What a quote does not back is shown, and votes for nothing."""
    event = _one(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09")),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04-12"), support="unsupported"),
        article("c", tell(label="series_c", amount="600 USD", on="2018-04-12"), support="unsupported"),
    )
    counts = {claim.value: len(claim.voices) for claim in event["announced_on"].claims}
    assert counts == {"2018-04-09": 1, "2018-04-12": 0}
