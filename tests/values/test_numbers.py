"""Numbers in words: groupings, scales, ranges, percentages, words; never a part of one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.values.number_words import read_cjk
from llm_extract.values.numbers import find_numbers, parse_decimal


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234.5 units", ["1234.5"]),
        ("1.234,5 Stück", ["1234.5"]),
        ("3,5 Mio. Euro", ["3500000"]),
        ("2 Mrd. Euro, 7 Milliarden", ["2000000000", "7000000000"]),
        ("1\u00a0234 habitants", ["1234"]),
        ("1 234 567,89", ["1234567.89"]),
        ("1'234'567", ["1234567"]),
        ("1,00,000 rupees", ["100000"]),
        ("50 lakh crore", ["50000000000000"]),
        ("2 mil millones", ["2000000000"]),
        ("4 bin 812 öğrenci", ["4812"]),
        ("yaklaşık 64 binden fazla, 2,7 milyona", ["64000", "2700000"]),
        ("mit 61 bin ich dabei, 12 bin bags", ["61", "12"]),
        ("3 milyon 150 bin 40 kişi", ["3150040"]),
        ("8 crore 15 lakh", ["81500000"]),
        ("4 millones 250 mil, 7 milhões e 500 mil", ["4250000", "7500000"]),
        ("3 млн 70 тыс. и 5 миллионам", ["3070000", "5000000"]),
        ("2.45 लाख करोड़, 12 nghìn tỷ, 318 tỉ", ["2450000000000", "12000000000000", "318000000000"]),
        ("5 million 20 years, 5 thousand 200 days", ["5000000", "20", "5000", "200"]),
        ("9 miljoonan, 6 milliárdot, 4 milijuna, 7 tysiącach", ["9000000", "6000000000", "4000000", "7000"]),
        ("3 milhões e 4 bilhões", ["3000000", "4000000000"]),
        ("5 miliardi", ["5000000000"]),
        ("15 млрд рублей, 3 тыс.", ["15000000000", "3000"]),
        ("6亿美元", ["600000000"]),
        ("3億5000万円", ["350000000"]),
        ("12억 원, 5천만", ["1200000000", "50000000"]),
        ("三千五百万", ["35000000"]),
        ("１２３", ["123"]),
        ("٣٤٥", ["345"]),
        ("0.6bn and 2.5M and 10k", ["600000000", "2500000", "10000"]),
        ("5-10 million", ["5000000", "10000000"]),
        ("between 5 and 10 million", ["5000000", "10000000"]),
        ("$5+ million", ["5000000"]),
        ("twenty-five", ["25"]),
        ("two hundred and fifty thousand", ["250000"]),
        ("half a billion", ["500000000"]),
        ("one and a half million", ["1500000"]),
        ("a dozen", ["12"]),
        ("fünfundzwanzig", ["25"]),
        ("cinq millions", ["5000000"]),
        ("2½ million", ["2500000"]),
        ("five", ["5"]),
    ],
)
def test_reads(text: str, values: list[str]) -> None:
    """Each way of writing gives the exact numbers, in order."""
    assert [n.value for n in find_numbers(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize("text", ["1.2.3", "A380", "H1N1", "hundreds of people", "a company", "", "1,2345,678"])
def test_reads_nothing(text: str) -> None:
    """What is no number, or only a part of something else, gives none."""
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    "text", ["48 percent", "48%", "48 per cent", "48 Prozent", "48 pour cent", "48 por ciento", "48％", "48 процентов"]
)
def test_percentages(text: str) -> None:
    """A percentage is marked as one, with its number as printed."""
    (number,) = find_numbers(text)
    assert (number.value, number.kind, number.end) == (Decimal(48), "percent", len(text))


def test_both_readings_are_kept() -> None:
    """``1.234`` is two numbers to two readers; ``600m`` may be metres; the likelier one comes first."""
    assert find_numbers("1.234")[0].readings == (Decimal("1.234"), Decimal(1234))
    assert find_numbers("600m")[0].readings == (Decimal(600_000_000), Decimal(600))


def test_spans_are_those_of_the_text() -> None:
    """Offsets count the text's own characters, whatever its digits."""
    text = "約６億円と twenty-five 人"
    assert [text[n.start : n.end] for n in find_numbers(text)] == ["６億", "twenty-five"]


def test_a_range_knows_its_upper_end() -> None:
    """The lower end of a range carries the scale of the upper one."""
    low, high = find_numbers("5 to 10 million")
    assert (low.value, low.upper, high.value) == (Decimal(5_000_000), Decimal(10_000_000), Decimal(10_000_000))


def test_ordinals_and_fractions() -> None:
    """Ordinals and fractions are told apart from counts."""
    assert [(str(n.value), n.kind) for n in find_numbers("a quarter of users")] == [("0.25", "fraction")]
    assert [n.value for n in find_numbers("a quarter of 2018")] == [Decimal(2018)]
    assert [(str(n.value), n.kind) for n in find_numbers("the third quarter, half of it")] == [
        ("3", "ordinal"),
        ("0.5", "fraction"),
    ]


def test_chinese_years_are_digits() -> None:
    """``二〇一八`` is 2018, not a sum of its digits; a bare scale is no number."""
    assert read_cjk("二〇一八") == 2018
    assert read_cjk("亿") is None


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.integers(0, 10**15), st.integers(0, 99), st.sampled_from([(",", "."), (".", ","), ("\u00a0", ","), ("'", ".")])
)
def test_grouped_numbers_parse_back(whole: int, cents: int, marks: tuple[str, str]) -> None:
    """A number printed with any grouping and two decimals is read back exactly."""
    group, point = marks
    text = f"{whole:,}".replace(",", group) + f"{point}{cents:02d}"
    assert parse_decimal(text)[0] == Decimal(f"{whole}.{cents:02d}")


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """No text raises, and every span lies inside it."""
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)


def test_percentage_is_no_end_of_a_range_of_money() -> None:
    """ "9 per cent to Rs 18 crore" is a percentage and a sum."""
    assert [n.value for n in find_numbers("fell 9 per cent to Rs 18 crore")] == [9, 180_000_000]


def test_miles_are_thousands_only_in_spanish() -> None:
    """English miles multiply nothing; "miles de millones" does."""
    assert [n.value for n in find_numbers("about 215 miles away")] == [215]
    assert [n.value for n in find_numbers("215 miles de millones")] == [215_000]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("won 52, 31 and 17 per cent", ["percent", "percent", "percent"]),
        ("52 oder 48 Prozent", ["percent", "percent"]),
        ("52%和48%", ["percent", "percent"]),
        ("fell in 2019 and 5 percent more in May", ["number", "percent"]),
        ("on May 3, 5 percent of them", ["number", "percent"]),
        ("12 people and 5 percent of the rest", ["number", "percent"]),
    ],
)
def test_a_list_shares_its_percent_sign(text: str, kinds: list[str]) -> None:
    """What stands behind the last number of a list is said of all; a year, a day and what is counted are none of it."""
    assert [n.kind for n in find_numbers(text)] == kinds


def test_a_list_may_share_its_scale() -> None:
    """The scale of the last number is a further reading of those before it."""
    first, second, last = find_numbers("sold 5, 4 and 3.5 million")
    assert (first.readings, second.readings) == ((5, 5_000_000), (4, 4_000_000))
    assert last.readings == (3_500_000,)
