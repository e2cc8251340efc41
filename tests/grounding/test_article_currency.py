"""Sums without a currency, in articles that name one currency, or several."""

from __future__ import annotations

import pytest

from llm_extract.extraction.judgement import Source, judge
from llm_extract.grounding.alignment import ArticleText
from llm_extract.grounding.support import check_support
from llm_extract.schemas.wire import CitedValue, Part


@pytest.mark.parametrize(
    ("text", "quote", "currency", "support"),
    [
        ("Costs were €9 million. Sales rose to 6.9 million.", "Sales rose to 6.9 million", "EUR", "supported"),
        ("Costs were €9 million. Sales rose to 6.9 million.", "6.9 million", "USD", "unchecked"),
        ("Costs were €9 million, or $10 million. Sales: 6.9 million.", "6.9 million", "EUR", "unchecked"),
        ("Sales rose to 6.9 million.", "Sales rose to 6.9 million", "EUR", "unchecked"),
        ("Costs were €9 million. It has 6.9 million users.", "It has 6.9 million users", "EUR", "unchecked"),
        ("Kosten: 9 Mio. Euro. Die Miete bringt 6,9 Millionen im Jahr.", "bringt 6,9 Millionen", "EUR", "supported"),
        ("Costs were €9 million. There are 6900000.", "There are 6900000", "EUR", "unchecked"),
        ("Costs were €9 million. Sales rose to 7.9 million.", "Sales rose to 7.9 million", "EUR", "unsupported"),
        ("Costs were €9 million. 5 shops sold for 6.9 million.", "5 shops sold for 6.9 million", "EUR", "supported"),
        ("Costs were €9 million. Its 6900000 fans paid 2 million.", "6900000 fans paid 2 million", "EUR", "unchecked"),
        ("Costi: 9 milioni di euro. La fiera incassa 6,9 milioni (-3%).", "incassa 6,9 milioni", "EUR", "supported"),
        ("Kosten: € 9 miljoen. Dat is 6,9 miljoen als bijdrage.", "6,9 miljoen als bijdrage", "EUR", "supported"),
        ("Kosten: € 9 miljoen. Er zijn 6,9 miljoen kaarten.", "6,9 miljoen kaarten", "EUR", "unchecked"),
        ("费用为9亿元。销售额升至690万。", "销售额升至690万", "CNY", "supported"),
    ],
)
def test_the_rest_of_the_article_may_tell_the_currency(text: str, quote: str, currency: str, support: str) -> None:
    """Counted in millions, of nothing else, in an article that knows one currency: then it is a sum in that."""
    money = {"amount": "6900000", "currency": currency}
    value = CitedValue("/sales", "/sales", quote, money, (Part("/sales", money, "money"),))
    (found,) = judge(Source(ArticleText(text)), [value])
    assert found.support == support


def test_a_sum_that_leaves_the_currency_to_the_one_before_is_left_open() -> None:
    """A bare amount at the end of a clause may be a sum, as the one before it is; what counts something is none."""
    words = "Oats cost 3.70 euros and rye 3.28, of 12 farms."
    assert check_support("money", {"amount": "3.28", "currency": "EUR"}, words).state == "unchecked"
    assert check_support("money", {"amount": "12", "currency": "EUR"}, words).state == "unsupported"
    assert check_support("money", {"amount": "3.28", "currency": "USD"}, words).state == "unsupported"
