"""Names that are parts of longer ones, surely or perhaps."""

from __future__ import annotations

import pytest

from llm_extract.values.name_mentions import find_name


@pytest.mark.parametrize(
    ("name", "text", "longer"),
    [
        ("Smith", "Jane Smith said", "Jane Smith"),
        ("Dell", "Michael Dell said", "Michael Dell"),
        ("Silva", "José da Silva disse", "José da Silva"),
        ("Salman", "Mohammed bin Salman said", "Mohammed bin Salman"),
        ("Bank of China", "Agricultural Bank of China lent money", "Agricultural Bank of China"),
        ("Bank of China", "the Industrial and Commercial Bank of China said", "Commercial Bank of China"),
        ("Bank of India", "State Bank of India said", "State Bank of India"),
        ("Royal Bank", "the Royal Bank of Scotland said", "Royal Bank of Scotland"),
        ("SoftBank Vision Fund", "SoftBank Vision Fund 2 led", "SoftBank Vision Fund 2"),
        ("Face", "Face++ said", "Face++"),
        ("Disney", "Disney+ said", "Disney+"),
        ("ソフトバンク", "ソフトバンク・ビジョン・ファンドが", "ソフトバンク・ビ"),
        ("Smith", "Yesterday Smith said", ""),
        ("Temasek", "Investors Temasek and Acme said", ""),
        ("Alibaba", "Retailer Alibaba said", ""),
        ("Bank of China", "Yesterday the Bank of China said", ""),
        ("Fund", "the Fund 20% of which", ""),
    ],
)
def test_longer(name: str, text: str, longer: str) -> None:
    """Given names, particles, kinds of institutions, numbers and signs make a longer name; an opening word does not."""
    assert [m.longer for m in find_name(name, text)] == [longer]


@pytest.mark.parametrize(
    ("name", "text", "unsure"),
    [
        ("Google", "Google Ventures invested", "Google Ventures"),
        ("Intel", "Intel Capital invested", "Intel Capital"),
        ("Samsung", "Samsung NEXT invested", "Samsung NEXT"),
        ("Reuters", "Thomson Reuters said", "Thomson Reuters"),
        ("Oak Ventures", "Red Oak Ventures led", "Red Oak Ventures"),
        ("Lightspeed", "Lightspeed Venture Partners led", ""),
        ("Alibaba", "Alibaba IPO raised", ""),
        ("Müller", "Herr Müller sagte", ""),
        ("KLM", "Air France-KLM said", "France-KLM"),
        ("Air France", "Air France-KLM said", "Air France-KLM"),
        ("Air France", "the Air France-led group", ""),
        ("Morgan", "JP Morgan said", "JP Morgan"),
        ("Morgan", "the CEO Morgan said", ""),
    ],
)
def test_unsure(name: str, text: str, unsure: str) -> None:
    """An arm of a firm, or an unknown word that opens a sentence, may make it another name."""
    assert [(m.longer, m.unsure) for m in find_name(name, text)] == [("", unsure)]


@pytest.mark.parametrize(
    ("name", "text"),
    [("WHO", "the man who said"), ("IT", "It said"), ("US", "told us that")],
)
def test_common_words(name: str, text: str) -> None:
    """A common word is no abbreviation."""
    assert find_name(name, text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SenseTime", "Sense Time said"),
        ("J.R.R. Tolkien", "J. R. R. Tolkien wrote"),
        ("Łukasz Nowak", "Lukasz Nowak said"),
        ("Đặng Thị Hoa", "Dang Thi Hoa said"),
        ("Müller", "mit Mueller"),
        ("Dr. Jane Smith", "with Jane Smith"),
        ("Türk Telekom", "Türk Telekom'un payı"),
        ("Grupo Bimbo", "Grupo Bimbo, S.A.B. de C.V. dijo"),
        ("Sime Darby", "Sime Darby Berhad said"),
        ("Jane Roe", "John Doe¹, Jane Roe², Ada Poe³"),
    ],
)
def test_spellings(name: str, text: str) -> None:
    """Spaces, letters of other alphabets, honorifics, endings after an apostrophe and legal forms are set aside."""
    assert [(m.longer, m.unsure) for m in find_name(name, text)] == [("", "")]
