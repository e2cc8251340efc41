"""Figures that the words make another thing than their field's name says."""

from __future__ import annotations

import pytest

from llm_extract.extraction.judgement import Source, judge
from llm_extract.grounding.alignment import ArticleText
from llm_extract.grounding.support import check_support
from llm_extract.schemas.wire import CitedValue, Part

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        (NO, "order_growth_pct", 9, "orders dropped 9% in spring"),
        (YES, "order_growth_pct", -9, "orders dropped 9% in spring"),
        (YES, "order_growth_pct", 9, "orders climbed 9% in spring"),
        (YES, "order_drop_pct", 9, "orders dropped 9% in spring"),
        (YES, "orders", 9, "orders dropped 9% in spring"),
        (NO, "umsatz_veraenderung", 4.5, "der Umsatz sank um 4,5 Prozent"),
        (NO, "change_pct", 31, "营业利润同比下降31%"),
        (NO, "change_pct", 12, "売上高は12%減だった"),
        (YES, "change_pct", -12, "laba turun 12% tahun ini"),
        (YES, "change_pct", -12, "doanh thu giảm 12%"),
        (YES, "change_pct", -12, "بتراجع نسبته 12% عن العام الماضي"),
        (YES, "change_pct", -12, "وتراجع الإنتاج 12%"),
        (YES, "change_pct", -12, "satışlar 12% geriledi"),
        (YES, "growth_pct", 12, "as restrictions eased 12% growth returned"),
        (YES, "growth_pct", 12, "after the slump, sales rose 12%"),
        (YES, "price_change", 12, "fell to 12% of the total"),
    ],
)
def test_a_fall_is_no_growth(state: str, field: str, value: float, quote: str) -> None:
    """Where a field counts rises, a fall backs only a minus."""
    assert check_support("percent", value, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "amount", "quote"),
    [
        (NO, "net_income", "7000000", "booked a net loss of $7 million"),
        (YES, "net_income", "-7000000", "booked a net loss of $7 million"),
        (YES, "net_loss", "7000000", "booked a net loss of $7 million"),
        (YES, "provision", "7000000", "booked a net loss of $7 million"),
        (YES, "net_income", "7000000", "booked a profit of $7 million"),
        (YES, "net_income", "7000000", "net income declined again, to everyone's surprise, at $7 million"),
        (YES, "net_income", "7000000", "earnings slipped, coming in at $7 million"),
        (NO, "net_income", "7000000", "a $7 million loss"),
        (NO, "net_income", "7000000", "全年亏损700万美元"),
        (YES, "net_income", "-7000000", "全年亏损700万美元"),
        (YES, "net_income", "7000000", "despite losses abroad it earned $7 million"),
        (YES, "net_income", "7000000", "swung from a loss of $3 million to a profit of $7 million"),
        (YES, "nettoergebnis", "-7000000", "ein Quartalsverlust von 7 Millionen Dollar"),
        (NO, "nettoergebnis", "7000000", "ein Quartalsverlust von 7 Millionen Dollar"),
    ],
)
def test_a_loss_is_no_profit(state: str, field: str, amount: str, quote: str) -> None:
    """A loss backs the minus of a field for profits, and the plain amount of any other field."""
    assert check_support("money", {"amount": amount, "currency": "USD"}, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        (OPEN, "plants_closed", 14, "is considering shutting 14 plants"),
        (YES, "plants_closed", 14, "has shut 14 plants"),
        (YES, "plants", 14, "is considering shutting 14 plants"),
        (YES, "plants_closed", 14, "shut 14 plants, and may sell others"),
        (OPEN, "homes_built", 900, "will have built 900 homes"),
        (YES, "homes_built", 900, "the 900 homes it built"),
    ],
)
def test_a_plan_is_no_deed(state: str, field: str, value: int, quote: str) -> None:
    """What a field says has come about is left open by plans, and only what the plan governs."""
    assert check_support("number", value, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "day", "quote"),
    [
        (OPEN, "2031", "the museum could open in 2031"),
        (YES, "2019", "the museum opened in 2019"),
        (OPEN, "2026-03-02", "will be opened on 2 March 2026"),
        (YES, "2026-03-02", "was opened on 2 March 2026"),
    ],
)
def test_a_planned_day_is_no_day_of_a_deed(state: str, day: str, quote: str) -> None:
    """The same holds for days and years."""
    assert check_support("date", day, quote, field="opened_on").state == state


@pytest.mark.parametrize(
    ("state", "field", "day"),
    [
        (YES, "lease_start", "2014-05-01"),
        (NO, "lease_end", "2014-05-01"),
        (YES, "lease_end", "2019-04-30"),
        (NO, "lease_start", "2019-04-30"),
        (NO, "vertragsende", "2014-05-01"),
        (YES, "lease_day", "2014-05-01"),
        (NO, "lease_end", "2014"),
        (YES, "lease_end", "2019"),
    ],
)
@pytest.mark.parametrize("quote", ["from 1 May 2014 until 30 April 2019", "vom 1. Mai 2014 bis zum 30. April 2019"])
def test_the_ends_of_a_time(state: str, field: str, day: str, quote: str) -> None:
    """The day from which something runs is not its end."""
    assert check_support("date", day, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        (OPEN, "rent", 900, "rent rose from 900 to 1,100"),
        (YES, "rent", 1100, "rent rose from 900 to 1,100"),
        (YES, "previous_rent", 900, "rent rose from 900 to 1,100"),
        (YES, "rent_2021", 900, "rent rose from 900 to 1,100"),
        (YES, "rent_in_march", 900, "rent rose from 900 to 1,100"),
        (OPEN, "staff", 80, "has 95 employees, up from 80"),
        (OPEN, "staff", 80, "its staff rose to 95 in April from 80 in March"),
        (OPEN, "staff", 80, "its staff grew to 95 from 80"),
        (YES, "staff", 95, "has 95 employees, up from 80"),
        (OPEN, "fee", 12, "cut the fee for adults from 12 to 10 a day"),
        (OPEN, "umsatz", 31, "stieg von 31 auf 40"),
        (OPEN, "members", 40, "had 52 members against 40 a year earlier"),
        (YES, "growth", 8, "up 8 from a year earlier"),
        (YES, "investors", 20, "raised money from 20 investors"),
        (YES, "countries", 20, "gained visitors from 20 countries"),
        (YES, "age", 12, "open to children from 12 to 16"),
        (YES, "distance", 30, "fell 30 metres from 2 storeys"),
        (YES, "votes", 17, "won by 21 votes against 17"),
    ],
)
def test_the_level_of_before(state: str, field: str, value: int, quote: str) -> None:
    """What something rose or fell from is left open, unless the field's name says that it is of before."""
    assert check_support("number", value, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        (NO, "annual_fee", "a monthly fee of 80 dollars"),
        (NO, "annual_fee", "80 dollars a month"),
        (NO, "annual_fee", "80 euros par mois"),
        (NO, "annual_fee", "80 euros por mes"),
        (NO, "annual_fee", "80 Euro im Monat"),
        (NO, "annual_fee", "80 Euro monatlich"),
        (NO, "annual_fee", "80 dollars weekly"),
        (YES, "annual_fee", "80 dollars annually"),
        (NO, "daily_output", "80 tonnes per week"),
        (NO, "hourlyRate", "80 dollars/day"),
        (YES, "monthly_fee", "a monthly fee of 80 dollars"),
        (YES, "annual_fee", "80 dollars a year"),
        (YES, "annual_fee", "an annual fee of 80 dollars, due every month"),
        (YES, "annual_fee", "a fee of 80 dollars"),
        (YES, "fee", "80 dollars a month"),
        (YES, "annual_fee", "raised the fee to 80 dollars in March"),
        (YES, "annual_fee", "80 dollars, said a monthly paper"),
    ],
)
def test_another_time(state: str, field: str, quote: str) -> None:
    """What is so much a month backs no field for a year."""
    assert check_support("number", 80, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        (OPEN, "orders", "analysts had expected 640 orders"),
        (OPEN, "orders", "beating the consensus estimate of 640 orders"),
        (OPEN, "orders", "economists polled by the bank forecast about 640"),
        (OPEN, "orders", "Analysten hatten im Schnitt mit 640 gerechnet"),
        (OPEN, "orders", "above forecasts of 640"),
        (YES, "expected_orders", "analysts had expected 640 orders"),
        (YES, "orders", "took 640 orders, more than analysts had expected"),
        (YES, "orders", "is expected to take 640 orders"),
        (YES, "orders", "analysts praised the 640 orders"),
        (YES, "orders", "against forecasts, it took 640"),
    ],
)
def test_what_others_expected(state: str, field: str, quote: str) -> None:
    """The figure that analysts expected is not the one that came; a plan of one's own stays one."""
    assert check_support("number", 640, quote, field=field).state == state


def test_the_ends_of_a_change() -> None:
    """Of "from so much to so much" the first is the level of before, with its currency too, and the last is not."""
    quote = "das Budget wuchs von 70 auf 85 Millionen Euro"
    states = [
        check_support("money", {"amount": str(n * 10**6), "currency": "EUR"}, quote, field="budget").state
        for n in (70, 85)
    ]
    assert states == [OPEN, YES]


def test_the_name_comes_from_the_path() -> None:
    """The field of a value is the last name of its path, items of lists aside."""
    source = Source(ArticleText("Orders dropped 9% in spring."))
    states = []
    for path in ("/quarters/0/order_growth", "/order_growth/0", "/quarters/0/orders"):
        (found,) = judge(source, [CitedValue(path, path, "dropped 9%", 9, (Part(path, 9, "percent"),))])
        states.append(found.support)
    assert states == [NO, NO, YES]


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        ("unchecked", "share_change_pct", "the share rose by 1.7 percentage points to 86%"),
        ("supported", "share_change_points", "the share rose by 1.7 percentage points to 86%"),
        ("supported", "sales_growth_pct", "sales rose by 1.7% to 86 million"),
        ("unchecked", "veraenderung_prozent", "Der Anteil stieg um 1,7 Prozentpunkte"),
    ],
)
def test_percentage_points_are_no_percentages(state: str, field: str, quote: str) -> None:
    """A difference of two percentages is no growth in percent, unless the field asks for points."""
    assert check_support("number", 1.7, quote, field=field).state == state
