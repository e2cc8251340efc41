"""Sums of money: exact amount, currency, relation, ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.values.currencies import currency_after, currency_before, read_currency
from llm_extract.values.money import find_sums, format_money


@pytest.mark.parametrize(
    ("text", "amount", "codes"),
    [
        ("$600 million", "600000000", "USD"),
        ("US$0.6bn", "600000000", "USD"),
        ("USD 600m", "600000000", "USD"),
        ("€3,5 Mio.", "3500000", "EUR"),
        ("3,5 milliards d'euros", "3500000000", "EUR"),
        ("3 millones de euros", "3000000", "EUR"),
        ("6 millones 400 mil euros", "6400000", "EUR"),
        ("18 000 (dieciocho mil) euros", "18000", "EUR"),
        ("3 240 000 (три миллиона двести сорок тысяч) рублей", "3240000", "RUB"),
        ("6亿美元", "600000000", "USD"),
        ("6亿元人民币", "600000000", "CNY"),
        ("3億円", "300000000", "JPY"),
        ("12억 원", "1200000000", "KRW"),
        ("RMB 1 trillion", "1000000000000", "CNY"),
        ("£425 million", "425000000", "GBP"),
        ("Rs 50 crore", "500000000", "INR"),
        ("₹50 crore", "500000000", "INR"),
        ("HK$5m", "5000000", "HKD"),
        ("A$5m", "5000000", "AUD"),
        ("C$5m", "5000000", "CAD"),
        ("S$5m", "5000000", "SGD"),
        ("R$ 5 milhões", "5000000", "BRL"),
        ("500 kr", "500", "DKK ISK NOK SEK"),
        ("CHF 5m", "5000000", "CHF"),
        ("50 million euros", "50000000", "EUR"),
        ("¥500 million", "500000000", "CNY JPY"),
        ("15 млрд рублей", "15000000000", "RUB"),
        ("half a billion dollars", "500000000", "USD"),
        ("five million pounds", "5000000", "GBP"),
        ("5 million U.S. dollars", "5000000", "USD"),
        ("5 million Hong Kong dollars", "5000000", "HKD"),
        ("$600 million AUD", "600000000", "AUD"),
        ("$1,234,567.89", "1234567.89", "USD"),
        ("1.234.567,89 €", "1234567.89", "EUR"),
    ],
)
def test_one_sum(text: str, amount: str, codes: str) -> None:
    """Each way of writing gives one sum with its exact amount and currencies."""
    (found,) = find_sums(f"they said {text}, it was said")
    assert (found.amount, found.currencies) == (Decimal(amount), frozenset(codes.split()))
    assert f"they said {text}"[found.span[0] : found.span[1]] in text


def test_an_equivalent_is_a_sum_of_its_own() -> None:
    """The bracketed sum in another currency is found beside the first one."""
    one, other = find_sums("1 trillion yuan ($147.7 billion)")
    assert (one.amount, one.currencies) == (Decimal(10**12), frozenset({"CNY"}))
    assert (other.amount, other.currencies) == (Decimal("147.7e9"), frozenset({"USD"}))


@pytest.mark.parametrize("text", ["$5-10 million", "between $5 and 10 million", "5 to 10 million dollars", "$5m–$10m"])
def test_ranges(text: str) -> None:
    """A range is one sum with two ends, whichever of them carries mark and scale."""
    (found,) = find_sums(text)
    assert (found.amount, found.upper, found.currencies) == (Decimal(5_000_000), Decimal(10_000_000), {"USD"})
    assert not found.has_amount(Decimal(5))


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("nearly $5m", "nearly"),
        ("an estimated $5m", "about"),
        ("more than $5m", "more_than"),
        ("at least €5m", "more_than"),
        ("$5m or more", "more_than"),
        ("up to $5m", "less_than"),
        ("less than $5m", "less_than"),
        ("mehr als 5 Mio. Euro", "more_than"),
        ("environ 5 millions d'euros", "about"),
        ("超过5亿元", "more_than"),
        ("不超过5亿元", "less_than"),
        ("raised $5m", "exactly"),
    ],
)
def test_relations(text: str, relation: str) -> None:
    """The words before or after a sum say how it is meant."""
    assert [s.relation for s in find_sums(text)] == [relation]


@pytest.mark.parametrize("text", ["raised 5 million", "5 cameras", "in 2018", "v1.2.3", ""])
def test_no_sum(text: str) -> None:
    """A number without a currency is no sum."""
    assert find_sums(text) == []


def test_a_bare_dollar_is_american_and_may_be_another() -> None:
    """``$`` means USD; other dollars stay possible, other currencies do not."""
    marked = read_currency("$")
    assert marked is not None
    assert marked.codes == {"USD"}
    assert "AUD" in marked.maybe
    assert "EUR" not in marked.maybe


def test_marks_beside_a_number() -> None:
    """Marks are read right before and right after a number, and not inside a word."""
    assert currency_before("Chakra 5", 7) is None
    assert currency_after("5 eurozone", 1) is None
    assert currency_before("EUR 5", 4) is not None


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("600000000", "USD", "$600 million"),
        ("1500000000", "EUR", "€1.5 billion"),
        ("1234567.89", "GBP", "£1,234,567.89"),
        ("0", "USD", "$0"),
        ("9.5", "EUR", "€9.50"),
        ("-1234.500", "USD", "$-1,234.50"),
        ("0.125", "USD", "$0.125"),
        ("1E+40", "USD", "$10,000,000,000,000,000,000,000,000,000 trillion"),
        ("12345678901234567890123456789012.5", "USD", "$12,345,678,901,234,567,890,123,456,789,012.50"),
    ],
)
def test_format(amount: str, currency: str, text: str) -> None:
    """Sums are printed for people without losing anything."""
    assert format_money(Decimal(amount), currency) == text


AMOUNTS = st.decimals(min_value=1, max_value=10**13, places=2, allow_nan=False)
CODES = st.sampled_from(["USD", "EUR", "GBP", "INR", "CHF", "JPY", "SEK", "BRL", "KRW", "CNY"])


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("million 300 thousand dollars", 300_000),
        ("millones 300 mil euros", 300_000),
        ("thousand 5 hundred dollars", 500),
    ],
)
def test_what_follows_a_number_of_any_length_is_read(words: str, amount: int) -> None:
    """A number with more digits than usual precision bears is joined with nothing, and stops nothing."""
    assert [found.amount for found in find_sums(f"It cost {'9' * 45} {words}.")] == [amount]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(AMOUNTS, CODES)
def test_printed_sums_parse_back(amount: Decimal, currency: str) -> None:
    """Whatever ``format_money`` prints is read back as the same sum."""
    (found,) = find_sums(f"It raised {format_money(amount, currency)} in May.")
    assert found.amount == amount
    assert currency in found.currencies


_STYLES = [
    lambda n, c: f"{c} {n:,}",
    lambda n, c: f"{n:,} {c}",
    lambda n, c: f"{c} {n:,}".replace(",", "."),
    lambda n, c: f"{n:,} {c}".replace(",", "\u00a0"),
    lambda n, c: f"{c}{n}",
    lambda n, c: f"{n / 1000:.3f} thousand {c}" if n < 10**6 else f"{c} {n}",
]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.integers(1_000_000, 10**13), CODES, st.sampled_from(_STYLES))
def test_many_styles_parse_back(amount: int, currency: str, style: object) -> None:
    """Groupings with commas, points and spaces, the code before or after: the same exact sum."""
    (found,) = find_sums(f"It raised {style(amount, currency)} in May.")  # type: ignore[operator]
    assert found.has_amount(Decimal(amount))
    assert currency in found.currencies


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    """No text raises, and every span lies inside it."""
    for found in find_sums(text):
        assert 0 <= found.span[0] < found.span[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "amount", "codes"),
    [
        ("R72 000", "72000", "ZAR"),
        ("R 72 000", "72000", "ZAR"),
        ("R1.2m", "1200000", "ZAR"),
        ("R350", "350", "ZAR"),
        ("N2.5 million", "2500000", "NGN"),
        ("P2.5 million", "2500000", "BWP PHP"),
        ("KSh2.5 million", "2500000", "KES"),
        ("Tk 30 crore", "300000000", "BDT"),
        ("S/8 millones", "8000000", "PEN"),
        ("NIS 2.5 million", "2500000", "ILS"),
        ("2,3 млн гривень", "2300000", "UAH"),
        ("2,3 millió forint", "2300000", "HUF"),
        ("2,3 milioane de lei", "2300000", "MDL RON"),
        ("2,3 εκατομμύρια ευρώ", "2300000", "EUR"),
        ("新台幣3億元", "300000000", "TWD"),
        ("12,5 Mkr", "12500000", "DKK ISK NOK SEK"),
        ("CAD $5 million", "5000000", "CAD"),
        ("25 cents", "0.25", "USD"),
        ("45p", "0.45", "GBP"),
        ("50 centimes", "0.5", "EUR"),
        ("-$5 million", "-5000000", "USD"),
        ("minus $5 million", "-5000000", "USD"),
        ("$-5 million", "-5000000", "USD"),
        ("$(5) million", "-5000000", "USD"),
    ],
)
def test_one_sum_of_the_wider_world(text: str, amount: str, codes: str) -> None:
    """Letters, words and hundredths that mean a currency, and signs before it."""
    (found,) = find_sums(f"it was {text}, it was said")
    assert (found.amount, found.currencies) == (Decimal(amount), frozenset(codes.split()))


def test_a_dash_between_sums_is_no_minus() -> None:
    """The second end of a range keeps its sign."""
    assert [s.amount for s in find_sums("£2.5m -£3m and $5-$10")][-1] == 5
    assert all(s.amount > 0 for s in find_sums("£2.5m -£3m and $5-$10"))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("fines of 5, 4 and 3 million euros", [5_000_000, 4_000_000, 3_000_000]),
        ("fines of $5 and $3 million", [5_000_000, 3_000_000]),
        ("paid 40 and 60 euros", [40, 60]),
        ("In 2019 and 60 euros later", [60]),
    ],
)
def test_a_list_of_sums_shares_currency_and_scale(text: str, amounts: list[int]) -> None:
    """Each sum of a list can be read with what only the last one has; a year is no sum."""
    sums = find_sums(text)
    assert len(sums) == len(amounts)
    assert all(one.has_amount(Decimal(amount)) for one, amount in zip(sums, amounts, strict=True))
