"""Values that words give another standing than their field asks for."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

NO, YES = "unchecked", "supported"


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        (NO, "runner_up", "Ada Norr", "Tom Elm won and Ada Norr was third with 12 points"),
        (YES, "runner_up", "Ada Norr", "Tom Elm won and Ada Norr was second with 12 points"),
        (YES, "third_place", "Ada Norr", "Tom Elm won and Ada Norr was third with 12 points"),
        (NO, "winner", "Ada Norr", "Dritte wurde Ada Norr"),
        (NO, "ganador", "Ada Norr", "Ada Norr quedó tercera"),
        (NO, "prize_winner", "Low Tide", "Low Tide was shortlisted in 2011"),
        (YES, "prize_winner", "Low Tide", "Low Tide won in 2011; Oak was shortlisted"),
        (YES, "shortlisted_novel", "Low Tide", "Low Tide was shortlisted in 2011"),
        (NO, "guest", "Ada Norr", "Ada Norr, announced as the guest, had to cancel"),
        (NO, "invitada", "Ada Norr", "Ada Norr canceló el viernes"),
        (YES, "guest", "Ada Norr", "Ada Norr came though Tom Elm had to cancel"),
        (NO, "surviving_children", "Ada", "A daughter, Ada, died in 1990"),
        (YES, "surviving_children", "Ada", "She leaves a daughter, Ada, and died at home"),
        (NO, "convicted", "Ada Norr", "Ada Norr was acquitted of theft"),
        (YES, "convicted", "Ada Norr", "Ada Norr was found guilty of theft"),
        (NO, "charges_admitted", "theft", "a charge of theft was left to lie on the file"),
        (NO, "verurteilt_wegen", "Diebstahl", "Sie wurde freigesprochen vom Diebstahl"),
        (NO, "cause", "a gas leak", "A neighbour suggested that a gas leak was to blame"),
        (YES, "suspected_cause", "a gas leak", "A neighbour suggested that a gas leak was to blame"),
        (YES, "cause", "a gas leak", "The report found that a gas leak was to blame"),
        (YES, "source", "a neighbour", "A gas leak, a neighbour suggested, was to blame"),
        (NO, "brandursache", "eine Kerze", "Vermutlich war eine Kerze umgefallen"),
        (NO, "lead_investor", "Norr Ventures", "The round was led by Oak, joined by Norr Ventures"),
        (YES, "lead_investor", "Norr Ventures", "The round was led by Norr Ventures, joined by Oak"),
        (YES, "other_investors", "Norr Ventures", "The round was led by Oak, joined by Norr Ventures"),
        (NO, "lead_author", "Ada Norr", "said co-author Ada Norr"),
        (YES, "author", "Ada Norr", "said co-author Ada Norr"),
    ],
)
def test_who_stands_otherwise(state: str, field: str, value: str, quote: str) -> None:
    """Third, shortlisted, absent, dead, acquitted, suspected or beside the first: open where a field asks for more."""
    assert check_support("text", value, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        (NO, "total_dividend", 9, "a final dividend of 9 pence"),
        (YES, "final_dividend", 9, "a final dividend of 9 pence"),
        (YES, "dividend", 9, "a final dividend of 9 pence"),
        (NO, "dividend", 9, "an interim dividend of 9 pence"),
        (NO, "nenkan_配当", 45, "中間配当は45円"),
        (NO, "revenue_growth_pct", 2, "In the third quarter alone, revenue rose 2%"),
        (YES, "q3_revenue_growth_pct", 2, "In the third quarter alone, revenue rose 2%"),
        (YES, "revenue_growth_pct", 2, "In the third quarter revenue rose 2%"),
        (NO, "closing_price", 12, "rose to 12 in after-hours trading"),
        (NO, "new_capacity", 300, "The existing capacity is 300 tonnes"),
        (YES, "new_capacity", 300, "The new hall has 300 tonnes, the existing one 200"),
        (YES, "capacity", 300, "The existing capacity is 300 tonnes"),
        (NO, "yeni_kapasite", 300, "Mevcut kapasite 300 ton"),
        (NO, "nouvelle_capacite", 300, "la capacité actuelle est de 300 tonnes"),
    ],
)
def test_what_is_counted_otherwise(state: str, field: str, value: float, quote: str) -> None:
    """One payment of several, a quarter for a year, hours after the close, what there is already for what is new."""
    assert check_support("number", value, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        ("unchecked", "buyback", "bought back stock under a 40 million programme"),
        ("supported", "buyback", "bought back 40 million of stock"),
        ("supported", "buyback_total", "under a 40 million programme"),
        ("unchecked", "attendance", "short of the league record of 40 set in May"),
        ("supported", "record_attendance", "the league record of 40 set in May"),
        ("supported", "attendance", "a record 40 came"),
    ],
)
def test_programmes_and_records(state: str, field: str, quote: str) -> None:
    """What may be bought in all, and the most there ever was, are not what is."""
    assert check_support("number", 40, quote.replace("40 million", "40"), field=field).state == state


@pytest.mark.parametrize(
    ("state", "kind", "field", "value", "quote"),
    [
        ("unchecked", "text", "buyer", "Norr Homes", "a competing proposal from Norr Homes to pay more"),
        ("supported", "text", "buyer", "Norr Homes", "the proposal from Norr Homes was taken"),
        ("supported", "text", "rival_buyer", "Norr Homes", "a competing proposal from Norr Homes to pay more"),
        ("unchecked", "text", "new_signing", "Ada Norr", "The club is hoping to sign Ada Norr"),
        ("supported", "text", "new_signing", "Ada Norr", "The club has signed Ada Norr"),
        ("supported", "text", "player", "Ada Norr", "The club is hoping to sign Ada Norr"),
        ("unchecked", "number", "defendant_age", 40, "The husband of Ada Norr, 40, was fined"),
        ("supported", "number", "husband_age", 40, "The husband of Ada Norr, 40, was fined"),
        ("unchecked", "number", "leeftijd_verdachte", 40, "Zijn 40-jarige medeverdachte kreeg drie jaar"),
        ("supported", "number", "leeftijd_medeverdachte", 40, "Zijn 40-jarige medeverdachte kreeg drie jaar"),
        ("unchecked", "money", "closing_price", "40", "The share rose to $40 in after-hours trading"),
        ("supported", "money", "closing_price", "40", "The share rose to $40 at the close"),
    ],
)
def test_bidders_signings_and_accomplices(state: str, kind: str, field: str, value: object, quote: str) -> None:
    """Another's bid, whom a club only hopes to sign, the age of another in the dock; sums of money too."""
    value = {"amount": value, "currency": "USD"} if kind == "money" else value
    assert check_support(kind, value, quote, field=field).state == state


def test_a_sum_without_a_currency_is_doubted_too() -> None:
    """What was expected is no result, whatever its currency may be."""
    value = {"amount": "40", "currency": "EUR"}
    found = check_support("money", value, "Les analystes attendaient 40.", field="chiffre_affaires")
    assert found.state == "unchecked"
    assert "attendaient" in found.reason
