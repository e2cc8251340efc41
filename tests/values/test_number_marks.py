"""What stands beside a number: percent signs of many languages, basis points, powers of ten, minus signs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llm_extract.values.numbers import find_numbers


@pytest.mark.parametrize(
    "text",
    [
        "%48",
        "yüzde 48",
        "百分之48",
        "48 prosent",
        "48 procenta",
        "48 százalék",
        "48 persen",
        "48 फीसदी",
        "48-per-cent",
        "48 pct",
        "48 pp",
        "48 phần trăm",
        "48 τοις εκατό",
    ],
)
def test_percentages_of_more_languages(text: str) -> None:
    """A percent sign before the number, and the word of many languages behind it."""
    (number,) = find_numbers(text, words=False)
    assert (number.value, number.kind) == (Decimal(48), "percent")


@pytest.mark.parametrize("text", ["25 basis points", "25bps", "25 bp", "a 25-basis-point cut"])
def test_basis_points_are_no_percentage(text: str) -> None:
    """Basis points are a kind of their own."""
    (number,) = find_numbers(text)
    assert (number.value, number.kind) == (Decimal(25), "basis_points")


def test_per_mille() -> None:
    """Three per mille are 0.3 percent."""
    assert [(n.value, n.kind) for n in find_numbers("3‰, 3 per mille")] == [(Decimal("0.3"), "percent")] * 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.2 × 10⁹ cells", "3200000000"),
        ("3.2 x 10^9 cells", "3200000000"),
        ("10^6 cells", "1000000"),
        ("1e6 cells", "1000000"),
        ("5 × 10⁻³ g", "0.005"),
    ],
)
def test_powers_of_ten(text: str, value: str) -> None:
    """A power of ten belongs to the number before it; neither part is a number alone."""
    assert [n.value for n in find_numbers(text)] == [Decimal(value)]


@pytest.mark.parametrize(
    "text", ["minus 5 degrees", "minus five degrees", "−5°C", "$(5) less", "(5)%", "マイナス5度", "was -5"]
)
def test_minus(text: str) -> None:
    """Minus signs, minus words and the brackets of accounts."""
    assert find_numbers(text)[0].value == -5


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2-1/4%", ["2.25"]),
        ("1 1/2 hours", ["1.5"]),
        ("3/4 of members", ["0.75"]),
        ("24/7 service", ["24", "7"]),
        ("$.5 billion", ["500000000"]),
    ],
)
def test_fractions_in_figures(text: str, values: list[str]) -> None:
    """Mixed numbers and shares are one number; a slash alone makes none."""
    assert [n.value for n in find_numbers(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize("text", ["COVID-19", "an F-16", "5G networks", "the N95 mask", "R134a", "the P53 protein"])
def test_parts_of_names(text: str) -> None:
    """Digits of a name are no number."""
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.400 Millionen", "3400000000"),
        ("₹1,200 cr", "12000000000"),
        ("R$ 1,2 bi", "1200000000"),
        ("RM2.5mil", "2500000"),
        ("350 mil", "350000"),
        ("12,5 MSEK", "12500000"),
        ("1,5 Md€", "1500000000"),
        ("150 k€", "150000"),
        ("25 लाख", "2500000"),
        ("2 ล้านบาท", "2000000"),
        ("1万2000円", "12000"),
        ("3만 5000명", "35000"),
        ("3천500만 원", "35000000"),
        ("6조6천60억원", "6606000000000"),
    ],
)
def test_scales(text: str, value: str) -> None:
    """Scale words and letters of the world, in one reading where only one is usual."""
    assert [n.readings[: 1 if n.bare is None else -1] for n in find_numbers(text)] == [(Decimal(value),)]


def test_a_year_behind_a_number() -> None:
    """A Korean year is no part of the number before it."""
    assert [n.value for n in find_numbers("1만 2018년")] == [10_000, 2018]


@pytest.mark.parametrize("text", ["al menos 5", "por lo menos 5", "pelo menos 5", "ao menos 5", "au moins 5"])
def test_at_least_is_no_minus(text: str) -> None:
    """Spanish, Portuguese and French say "at least" with the word for minus."""
    (number,) = find_numbers(text, words=False)
    assert number.value == 5
