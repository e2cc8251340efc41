"""Sums, dates, names and descriptions held against each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llm_extract.reconciliation.aliases import Aliases
from llm_extract.reconciliation.amounts import Amount, agree, compare_amounts, is_magnitude, read_amount
from llm_extract.reconciliation.periods import compare_dates, gap, read_period
from llm_extract.reconciliation.texts import compare_texts
from llm_extract.reconciliation.voices import attribution
from llm_extract.reconciliation.wording import content_words, resemblance


def _usd(number: str, relation: str = "exactly") -> Amount:
    return Amount(Decimal(number), "USD", relation)


@pytest.mark.parametrize(
    ("one", "other", "outcome", "kind"),
    [
        (_usd("600"), _usd("600.0"), "same", ""),
        (_usd("3", "more_than"), _usd("4.5", "about"), "compatible", "bound"),
        (_usd("3", "more_than"), _usd("2"), "conflict", "value"),
        (_usd("3", "less_than"), _usd("2"), "compatible", "bound"),
        (_usd("3", "more_than"), _usd("3"), "compatible", "precision"),
        (_usd("400", "about"), _usd("430"), "compatible", "rounding"),
        (_usd("412"), _usd("410"), "compatible", "rounding"),
        (_usd("100"), _usd("95"), "conflict", "value"),
        (_usd("100E+6"), _usd("104E+6"), "conflict", "value"),
        (_usd("30E+6"), _usd("31E+6"), "conflict", "value"),
        (_usd("50"), _usd("49"), "conflict", "value"),
        (_usd("2E+9"), _usd("2.1E+9"), "compatible", "rounding"),
        (_usd("1.1E+9"), _usd("1.14E+9"), "compatible", "rounding"),
        (_usd("1.1E+9"), _usd("1.16E+9"), "conflict", "value"),
        (_usd("68"), _usd("68.2"), "compatible", "rounding"),
        (_usd("68"), _usd("68.6"), "conflict", "value"),
        (_usd("40000"), _usd("39480"), "compatible", "rounding"),
        (_usd("500E+6"), _usd("512E+6"), "compatible", "rounding"),
        (_usd("500E+6"), _usd("515E+6"), "conflict", "value"),
        (_usd("200", "more_than"), _usd("190"), "conflict", "value"),
        (_usd("200", "less_than"), _usd("201"), "conflict", "value"),
        (_usd("52", "about"), _usd("52.4"), "compatible", "rounding"),
        (_usd("52", "about"), _usd("54.2"), "conflict", "value"),
        (_usd("25", "about"), _usd("27"), "compatible", "rounding"),
        (_usd("0", "about"), _usd("1"), "conflict", "value"),
        (_usd("200", "nearly"), _usd("190"), "compatible", "rounding"),
        (_usd("52", "nearly"), _usd("50"), "conflict", "value"),
        (_usd("200", "nearly"), _usd("210"), "conflict", "value"),
        (_usd("600"), _usd("550"), "conflict", "value"),
        (_usd("3"), _usd("4.5"), "conflict", "value"),
        (_usd("3000000", "more_than"), _usd("4500000000"), "conflict", "magnitude"),
        (_usd("60"), _usd("600"), "conflict", "magnitude"),
        (_usd("3"), Amount(Decimal(3), "EUR"), "conflict", "currency"),
        (_usd("0"), _usd("3"), "conflict", "value"),
        (_usd("-3"), _usd("-4"), "conflict", "value"),
    ],
)
def test_two_sums(one: Amount, other: Amount, outcome: str, kind: str) -> None:
    """Each pair's verdict, the same from either side."""
    assert compare_amounts(one, other)[:2] == (outcome, kind)
    assert compare_amounts(other, one)[:2] == (outcome, kind)


def test_sums_that_meet_in_a_third_currency() -> None:
    """Dollars and euros that two articles both print in pounds can be compared."""
    one = Amount(Decimal(600), "USD", equivalents=((Decimal(425), "GBP"),))
    other = Amount(Decimal(490), "EUR", equivalents=((Decimal(424), "GBP"),))
    assert compare_amounts(one, other)[:2] == ("compatible", "currency")
    assert agree(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other", "suspected"),
    [
        (3, 3000, True), (3, 4500, True), (3, 4, False), (3, 60, False), (6, 60, True), (2, 5_000_000, False),
        (1, 10**9, True),
    ],
)  # fmt: skip
def test_magnitudes(one: int, other: int, suspected: bool) -> None:
    """Powers of ten, and about a thousand, a million or a billion times."""
    assert is_magnitude(Decimal(one), Decimal(other)) is suspected


@pytest.mark.parametrize("value", [None, True, "many", {"amount": None, "currency": "USD"}, {"amount": "NaN"}])
def test_what_is_no_amount(value: object) -> None:
    """Nothing is read into what holds no number."""
    assert read_amount(value) is None


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("2018-04", "2018-04-09", "compatible"),
        ("XXXX-07", "2017", "compatible"),
        ("XXXX-07", "2017-08", "conflict"),
        ("2018", "2018", "same"),
        ("2030", "2025", "conflict"),
        ("soon", "2025", "conflict"),
    ],
)
def test_two_dates(one: str, other: str, outcome: str) -> None:
    """Precision and an unknown year are no contradiction; words that are no dates are."""
    assert compare_dates(one, other).outcome == outcome
    assert compare_dates(other, one).outcome == outcome


def test_days_between_dates_at_the_precision_known() -> None:
    """A month holds its days; a date without a year is near the other one's year; a leap day never fails."""
    day, month, open_year = read_period("2018-04-09"), read_period("2018-06"), read_period("XXXX-12-30")
    leap, year = read_period("XXXX-02-29"), read_period("2018")
    assert day is not None
    assert month is not None
    assert open_year is not None
    assert leap is not None
    assert year is not None
    assert (gap(day, month), gap(month, day), gap(day, year)) == (53, 53, 0)
    assert gap(open_year, read_period("2018-01-02") or day) == 3
    assert gap(leap, day) == 40


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SenseTime", "SenseTime Group Ltd.", True),
        ("Suning.Com", "Suning", True),
        ("Booking.com B.V.", "Booking", True),
        ("Alibaba", "Alibaba Cloud", False),
        ("Acme", "Acme's", True),
        ("Fund II", "Fund III", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    """Legal forms, possessives and web endings are set aside, further words are not."""
    assert (Aliases().key(one) == Aliases().key(other)) is same


def test_names_in_brackets_are_aliases_whatever_the_order() -> None:
    """A name once seen with another in brackets stands for both, from either side."""
    keys = []
    for order in (["Acme (Asuna)", "Asuna (Delta)"], ["Asuna (Delta)", "Acme (Asuna)"]):
        names = Aliases()
        for name in order:
            names.note(name)
        keys.append({names.key(name) for name in ("Acme", "Asuna", "Delta", "Acme (Asuna)")})
    assert keys[0] == keys[1]
    assert len(keys[0]) == 1


def test_what_two_names_carry_in_brackets_is_no_alias() -> None:
    """ "Uber (India)" and "Ola (India)" are two companies, neither of them called India."""
    names = Aliases()
    for name in ("Uber (India)", "Ola (India)", "Uber"):
        names.note(name)
    assert names.key("Uber (India)") == names.key("Uber")
    assert len({names.key(name) for name in ("Uber", "Ola", "India")}) == 3


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("worth $4 billion, according to Bloomberg", "Bloomberg"),
        ("laut Handelsblatt 500 Millionen", "Handelsblatt"),
        ("selon Les Echos, 500 millions", "Les Echos"),
        ("Bloomberg is reporting that Alibaba led", "Bloomberg"),
        ("The company reported a loss", None),
        ("according to people familiar with it", None),
        ("it raised $600 million", None),
        ("It reported a loss of $5 million", None),
        ("They reported that it closed", None),
        ("according to Monday's filing", None),
        ("On Monday Reuters reported the round", "Reuters"),
        ("In March The Information reported it", "The Information"),
        ("It closed in May, according to TechCrunch. Acme has offices in Oslo", "TechCrunch"),
        ("It closed in Oslo. Reuters reported it first", "Reuters"),
        ("according to Mr. Roe, its founder", "Mr. Roe"),
        (None, None),
    ],
)
def test_sources_that_a_quote_names(quote: str | None, source: str | None) -> None:
    """Only a name counts as a source."""
    assert attribution(quote) == source


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("a broken axle", "a broken rail", None),
        ("north Gdynia", "south Gdynia", None),
        ("under snow", "Wet snow lay on it a foot deep and nobody had cleared it", "wording"),
        ("sabotage", "The brakes had not been checked; it was not sabotage, police said", None),
        (
            "The boiler had been repaired in haste the week before, by people who had never seen one",
            "Inspectors blame a valve that froze overnight, and the silence of two alarms in the cellar",
            "uncompared",
        ),
        ("The boiler had been repaired in haste the week before, by people new to it", "a frozen valve", None),
    ],
)
def test_texts_that_can_be_compared(one: str, other: str, kind: str | None) -> None:
    """Short texts are held against each other; a sentence that holds a short one's words says it too; long ones are not
    judged.
    """
    for verdict in (compare_texts(one, other), compare_texts(other, one)):
        assert (verdict and verdict.kind) == kind


def test_descriptions_in_other_words() -> None:
    """Small words, numbers and spelled-out acronyms are set aside; other goals stay others."""
    one = content_words("be a global leader in A.I. by 2030")
    assert resemblance(one, content_words("become the world leader in artificial intelligence")) == 1.0
    assert resemblance(one, content_words("the value of the sector")) == 0.0
    assert resemblance(one, ()) == 0.0
