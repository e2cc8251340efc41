"""Quotes found in articles: the rules, one by one."""

import pytest

from llm_extract.grounding.alignment import Alignment, ArticleText, align


def one(text: str, quote: str | None) -> Alignment:
    return align(ArticleText(text), [("/value", quote)])[0]


def words(text: str, alignment: Alignment) -> list[str]:
    return [text[start:end] for start, end in alignment.spans]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The rail firm raised $3.5 million.", "$3.5 million"),
        ("東京の会社は25億円を調達した。", "25億円"),
        ("บริษัทระดมทุนได้แล้ว", "ระดมทุน"),
        ("جمعت الشركة خمسة ملايين دولار", "خمسة ملايين"),
        ("Big news 🎉 today", "🎉"),
        ("삼성전자는 투자했다", "삼성전자"),
        ("Temasek's fund", "Temasek"),
    ],
)
def test_verbatim_words_are_exact(text: str, quote: str) -> None:
    """Words that stand in the text as they are quoted are exact, in every script."""
    found = one(text, quote)
    assert found.kind == "exact"
    assert words(text, found) == [quote]
    assert found.score == 1.0


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a new railway", "rail"),
        ("worth $3.5 billion", "$3"),
        ("some 600 people", "6"),
        ("some 1,600 people", "600"),
        ("it fell -5% in May", "5%"),
        ("It worked, and they can't stop.", "they can"),
        ("the cafe\u0301 opened", "the cafe"),
        ("12億円", "2億円"),
    ],
)
def test_no_word_or_number_is_cut(text: str, quote: str) -> None:
    """A quote that only occurs inside a longer word, number or character is missing."""
    assert one(text, quote) == Alignment("missing", (), 0.0, "the quote is not in the article")


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("He said it’s “great”.", "it's great", "it’s “great"),
        ("a well-\nknown firm", "well-known firm", "well-\nknown firm"),
        ("raised\u00a0$5\u200b million", "raised $5 million", "raised\u00a0$5\u200b million"),
        ("２０２５ 年３月に", "2025年3月", "２０２５ 年３月"),
        ("the cafe\u0301 opened", "the café", "the cafe\u0301"),
        ("TEMASEK LEADS ROUND", "Temasek leads round", "TEMASEK LEADS ROUND"),
        ("It grew fast, she said", "It grew fast.", "It grew fast"),
        ("Banca Naţională a anunţat", "Banca Națională a anunțat", "Banca Naţională a anunţat"),
        ("Eine Straße in Berlin", "STRASSE IN BERLIN", "Straße in Berlin"),
    ],
)
def test_renderings_of_the_same_words_are_normalized(text: str, quote: str, expected: str) -> None:
    """Differences of rendering only are forgiven, and the span slices the article's own words."""
    found = one(text, quote)
    assert found.kind == "normalized"
    assert words(text, found) == [expected]


def test_an_empty_quote_says_so() -> None:
    """No quote, an empty one and one without words are missing with their reason."""
    assert one("text", None).reason == "the quote is empty"
    assert one("text", " ").reason == "the quote is empty"
    assert one("text", "?!").reason == "the quote has no words"


def test_of_several_places_the_one_near_its_item_is_taken() -> None:
    """A repeated sum belongs to the company its item names, in whatever order the quotes come."""
    text = "Alpha raised $5 million in Oslo. Beta raised $5 million in Bern."
    quotes = [("/rounds/0/sum", "$5 million"), ("/rounds/0/company", "Beta"), ("/rounds/1/sum", "$5 million"),
              ("/rounds/1/company", "Alpha")]  # fmt: skip
    for order in (quotes, quotes[::-1]):
        spans = {path: found.spans for (path, _), found in zip(order, align(ArticleText(text), order), strict=True)}
        assert spans["/rounds/0/sum"][0][0] == text.rindex("$5")
        assert spans["/rounds/1/sum"][0][0] == text.index("$5")


def test_a_name_behind_many_longer_words_is_found() -> None:
    """Words that only begin like a name do not use up the search for it."""
    text = "Nobody came. " * 120 + "Then Nobo spoke."
    assert words(text, one(text, "Nobo")) == ["Nobo"]
    assert one(text, "Nobo").kind == "exact"
