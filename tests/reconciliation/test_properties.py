"""What holds for any records: no order matters, and nothing changes that an article does not tell of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_extract.reconciliation import reconcile
from llm_extract.schemas.funding import FundingNews

Make = Callable[..., dict[str, Any]]

_ROUNDS = st.fixed_dictionaries(
    {
        "company": st.sampled_from(["Acme", "Acme Inc.", "Acme (Asuna)", "Asuna", "Beta"]),
        "label": st.sampled_from([None, "seed", "series_b", "series_c", "debt", "undisclosed"]),
        "amount": st.sampled_from([None, "100 USD", "104 USD", "100 USD = 80 EUR", "80 EUR", "600 USD", "100000 USD"]),
        "on": st.sampled_from([None, "2018-04-09", "2018-04", "2018", "XXXX-04", "2017-11", "2016-05-01"]),
        "status": st.sampled_from(["closed", "in_talks", "partial"]),
        "context": st.sampled_from(["subject", "background"]),
        "investors": st.sampled_from([{}, {"Fund A": "lead"}, {"Fund A": "participant", "Fund B": "unspecified"}]),
        "valuations": st.sampled_from([[], [("600 USD",)], [("500 USD", "more_than", "Reuters", "pre_money")]]),
    }
)
_ARTICLES = st.lists(
    st.tuples(st.lists(_ROUNDS, min_size=1, max_size=3), st.sampled_from([None, "2018-04-10", "2018-05-02"])),
    max_size=7,
)


def _records(drawn: list[Any], article: Make, tell: Make, prefix: str = "a") -> list[dict[str, Any]]:
    return [
        article(f"{prefix}{number}", *(tell(**told) for told in rounds), published=published)
        for number, (rounds, published) in enumerate(drawn)
    ]


_SCHEMA = FundingNews.model_json_schema()


def _lines(records: list[dict[str, Any]]) -> list[str]:
    return [event.to_json() for event in reconcile(records, _SCHEMA)]


_QUICK = settings(
    derandomize=True, deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_QUICK
@given(drawn=_ARTICLES, data=st.data())
def test_the_order_of_records_does_not_matter(drawn: list[Any], data: st.DataObject, article: Make, tell: Make) -> None:
    """Shuffled records give the same bytes."""
    records = _records(drawn, article, tell)
    assert _lines(data.draw(st.permutations(records))) == _lines(records)


@_QUICK
@given(drawn=_ARTICLES)
def test_every_mention_is_in_exactly_one_event(drawn: list[Any], article: Make, tell: Make) -> None:
    """No mention is lost or told twice."""
    records = _records(drawn, article, tell)
    told = sorted(
        (mention["document"], mention["path"]) for event in reconcile(records, _SCHEMA) for mention in event.mentions
    )
    assert told == sorted(
        (record["document"]["key"], f"/rounds/{number}")
        for record in records
        for number in range(len(record["data"]["rounds"]))
    )


@_QUICK
@given(drawn=_ARTICLES, more=_ARTICLES)
def test_further_articles_change_no_unrelated_event(
    drawn: list[Any], more: list[Any], article: Make, tell: Make
) -> None:
    """Articles about other companies leave every event as it was, to the byte."""
    records = _records(drawn, article, tell)
    for rounds, _ in more:
        for told in rounds:
            told["company"] = "Gamma" if "Beta" in told["company"] else "Delta"
    alone, together = _lines(records), _lines([*records, *_records(more, article, tell, prefix="b")])
    assert [line for line in together if line in set(alone)] == alone


@_QUICK
@given(drawn=_ARTICLES)
def test_rounds_that_an_article_tells_apart_stay_apart(drawn: list[Any], article: Make, tell: Make) -> None:
    """No event holds two rounds of one article under different labels, and none two companies."""
    records = _records(drawn, article, tell)
    rounds = {
        (record["document"]["key"], f"/rounds/{number}"): told
        for record in records
        for number, told in enumerate(record["data"]["rounds"])
    }
    for event in reconcile(records, _SCHEMA):
        said = [(mention["document"], rounds[mention["document"], mention["path"]]) for mention in event.mentions]
        assert len({told["company"].split(" ")[0].replace("Asuna", "Acme") for _, told in said}) == 1
        for key in {key for key, _ in said}:
            labels = {told["investment_type"] for document, told in said if document == key}
            assert len(labels - {None, "undisclosed"}) <= 1


_JUNK = st.sampled_from([None, "", 5, True, "XXXX-13", "2018-02-30", "NaN", "1E+400", [], {}, [None], {"amount": "x"}])


@_QUICK
@given(drawn=_ARTICLES, data=st.data())
def test_records_edited_by_hand_break_nothing(drawn: list[Any], data: st.DataObject, article: Make, tell: Make) -> None:
    """Whatever stands in a field, every mention is still told once, and events can be written and shown."""
    records = _records(drawn, article, tell)
    rounds = [told for record in records for told in record["data"]["rounds"]]
    for told in rounds:
        told[data.draw(st.sampled_from(sorted(told)))] = data.draw(_JUNK)
        for valuation in told["valuations"] if isinstance(told["valuations"], list) else ():
            if isinstance(valuation, dict) and "money" in valuation:
                valuation[data.draw(st.sampled_from(sorted(valuation)))] = data.draw(_JUNK)
    events = reconcile(records, _SCHEMA)
    assert sum(len(event.mentions) for event in events) == len(rounds)
    assert all(event.to_json() and event._repr_html_() for event in events)
