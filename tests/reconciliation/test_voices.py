"""Built cases: who speaks for himself, and whose word decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from funding_events import find_event

Make = Callable[..., dict[str, Any]]


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
    event = find_event(*records, texts=texts)
    assert event.voices == 3
    assert [found["copy_of"] for found in event.articles] == [None, "a", "a", None, None]
    field = event["announced_on"]
    assert field.resolved is not None
    assert (field.resolved["value"], field.resolved["rule"]) == ("2018-04-11", "agreement of independent sources")


def test_articles_with_equal_texts_are_copies_without_their_texts(article: Make, tell: Make) -> None:
    """The same document id says enough."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD"), text="x"),
        article("b", tell(label="series_c", amount="600 USD"), text="x"),
    )
    assert (event.voices, event["money_raised"].verdict) == (1, "single source")


def test_articles_that_quote_one_report_are_one_voice(article: Make, tell: Make) -> None:
    """Named in a field or in the quote: what Bloomberg says is said once."""
    by_field = ("4000 USD", "exactly", "Bloomberg")
    by_quote = {"valuations": "valued at $4 billion, according to Bloomberg"}
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", valuations=[by_field])),
        article("b", tell(label="series_c", amount="600 USD", valuations=[("4000 USD",)], quotes=by_quote)),
    )
    assert event["valuations"].verdict == "single source"
    assert event["valuations"].claims[0].voices == {"source:bloomberg"}


def test_a_disagreement_of_two_is_not_resolved(article: Make, tell: Make) -> None:
    """One against one: no rule says who is right."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09", investors={"Fund A": "lead"})),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04-12", investors={"Fund A": "participant"})),
    )
    assert (event["announced_on"].verdict, event["announced_on"].resolved) == ("conflict", None)
    assert (event["investors[].role"].kinds, event["investors[].role"].resolved) == (["role"], None)


@pytest.mark.parametrize(
    ("second", "quote", "resolved"),
    [
        ("52 USD", "about $52 million", "52400000"),
        ("50 USD", "more than $50 million", None),
        ("60 USD", "more than $60 million", "74200000"),
        ("63 USD", "$63 million", None),
    ],
)
def test_claims_that_can_both_be_true_support_one_another(
    article: Make, tell: Make, second: str, quote: str, resolved: str | None
) -> None:
    """Against a third: a rounded sum counts for the precise one, a bound only where it tells the two apart."""
    sums = {"a": ("52.4 USD", "$52.4 million"), "b": (second, quote), "c": ("74.2 USD", "$74.2 million")}
    event = find_event(
        *(
            article(key, tell(label="series_b", amount=amount, on="2018-04-09", quotes={"money_raised": words}))
            for key, (amount, words) in sums.items()
        )
    )
    field = event["money_raised"]
    assert field.verdict == "conflict"
    assert (field.resolved and field.resolved["value"]["amount"]) == resolved
    assert resolved is None or (field.resolved or {})["rule"] == "agreement of independent sources"


def test_primary_over_second_hand(article: Make, tell: Make) -> None:
    """What the company says of itself holds against what a paper heard."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", valuations=[("3000 USD", "exactly", "Acme Inc.")])),
        article("b", tell(label="series_c", amount="600 USD", valuations=[("4000 USD", "exactly", "The Paper")])),
    )
    assert event["valuations"].resolved is not None
    assert event["valuations"].resolved["rule"] == "primary over second-hand"
    assert event["valuations"].resolved["value"]["amount"] == "3000000000"


def test_later_over_earlier_for_one_voice(article: Make, tell: Make) -> None:
    """An agency that corrects itself is held to what it said last."""
    earlier, later = ("3000 USD", "exactly", "Reuters"), ("4000 USD", "exactly", "Reuters")
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", valuations=[earlier]), published="2018-04-09"),
        article("b", tell(label="series_c", amount="600 USD", valuations=[later]), published="2018-04-20"),
    )
    assert event["valuations"].resolved is not None
    assert event["valuations"].resolved["rule"] == "later over earlier"
    assert event["valuations"].resolved["value"]["amount"] == "4000000000"


def test_a_claim_without_its_words_does_not_count(article: Make, tell: Make) -> None:
    """What a quote does not back is shown, and votes for nothing."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09")),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04-12"), support="unsupported"),
        article("c", tell(label="series_c", amount="600 USD", on="2018-04-12"), support="unsupported"),
    )
    counts = {claim.value: len(claim.voices) for claim in event["announced_on"].claims}
    assert counts == {"2018-04-09": 1, "2018-04-12": 0}


@pytest.mark.parametrize(("backed", "verdict"), [("a", "single source"), ("ab", "unanimous")])
def test_what_words_do_not_back_is_no_conflict(article: Make, tell: Make, backed: str, verdict: str) -> None:
    """A value that its words do not back contradicts nothing: it is shown beside what stands."""
    event = find_event(
        *(article(key, tell(label="series_c", amount="600 USD", on="2018-04-09")) for key in backed),
        article("x", tell(label="series_c", amount="600 USD", on="2018-04-12"), support="unsupported"),
    )
    field = event["announced_on"]
    assert [claim.value for claim in field.claims] == ["2018-04-09", "2018-04-12"]
    assert (field.verdict, [found.kind for found in field.conflicts]) == (verdict, ["date"])
    assert field.resolved is not None
    assert (field.resolved["value"], field.resolved["rule"]) == ("2018-04-09", verdict)


def test_what_words_do_not_back_makes_no_second_voice(article: Make, tell: Make) -> None:
    """Two articles say the same, but the words of one do not: one voice only."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09")),
        article("b", tell(label="series_c", amount="600 USD", on="2018-04-09"), support="unsupported"),
    )
    assert (event["money_raised"].verdict, len(event["money_raised"].claims)) == ("single source", 1)
