"""Values of one event, given for another."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support
from llm_extract.values.field_units import read_unit


@pytest.mark.parametrize(
    ("state", "kind", "field", "value", "quote"),
    [
        ("unchecked", "number", "year_built", 1994, "built in 1931 and renovated in 1994"),
        ("supported", "number", "year_built", 1931, "built in 1931 and renovated in 1994"),
        ("unchecked", "number", "baujahr", 1994, "1931 erbaut und 1994 saniert"),
        ("supported", "number", "baujahr", 1931, "1931 erbaut und 1994 saniert"),
        ("unchecked", "number", "annee_fondation", 1994, "fondée en 1931, rénovée en 1994"),
        ("unchecked", "date", "birth_date", "1994", "born in 1931; died in 1994"),
        ("unchecked", "date", "birth_date", "1994", "born in 1931, died in 1994, leaving a son who married in 2001"),
        ("supported", "number", "year_built", 1931, "opened in 1931"),
        ("supported", "date", "birth_date", "1931", "born in 1931; died in 1994"),
        ("supported", "date", "birth_date", "1931-04-02", "(born 2 April 1931; died 7 May 1994)"),
        ("unchecked", "text", "birthplace", "Lorne", "he died on 2 May in Lorne"),
        ("supported", "text", "birthplace", "Lorne", "he was born on 2 May in Lorne"),
        ("unchecked", "text", "lugar_muerte", "Lorne", "nació en Lorne"),
        ("unchecked", "number", "dead", 14, "3 dead, 14 injured"),
        ("supported", "number", "dead", 3, "3 dead, 14 injured"),
        ("unchecked", "number", "dead", 14, "3 dead, 14 injured, 2 missing"),
        ("unchecked", "number", "死者", 14, "3人が死亡、14人が負傷"),
        ("supported", "number", "死者", 3, "3人が死亡、14人が負傷"),
        ("supported", "number", "injured", 14, "3 dead, 14 injured"),
        ("unchecked", "number", "tote", 14, "14 Menschen wurden verletzt"),
        ("unchecked", "number", "stores_opened", 14, "it closed 14 stores"),
        ("supported", "number", "dead", 2, "two of the injured died"),
        ("supported", "number", "stores", 14, "it closed 14 stores"),
        ("unchecked", "number", "completion_months", 14, "work begins within 14 months"),
        ("supported", "number", "completion_months", 14, "begins within 3 months and is completed within 14 months"),
        ("unchecked", "number", "serious_injuries", 14, "14 were still in a critical state"),
        ("supported", "number", "serious_injuries", 14, "14 were seriously hurt, 3 of them critical"),
        ("unchecked", "number", "wahlbeteiligung", 14, "14 Prozent der Stimmen sind ausgezählt"),
        ("unchecked", "number", "assists", 14, "打进14球,助攻3次"),
        ("supported", "number", "assists", 3, "打进14球,助攻3次"),
        ("unchecked", "number", "gaap_eps", 14, "adjusted earnings of 14 a share"),
        ("supported", "number", "gaap_eps", 14, "earnings of 14 a share"),
        ("unchecked", "number", "closing_stocks", 14, "exports are seen at 14 tonnes"),
        ("supported", "number", "exports", 14, "exports are seen at 14 tonnes of an output of 30"),
        ("unchecked", "number", "share_of_deaths", 14, "make up 14 percent of the cases"),
        ("supported", "number", "deaths", 14, "14 deaths among 300 cases"),
        ("unchecked", "number", "women", 14, "14 of the men had it"),
        ("unchecked", "number", "permanent_jobs", 14, "14 people worked in construction"),
        ("supported", "number", "mortgage", 14, "injured by a mortgage of 14"),
    ],
)
def test_another_event(state: str, kind: str, field: str, value: object, quote: str) -> None:
    """A value beside the word of another event is left open, unless the field's own is as near."""
    unit = read_unit(field) if kind == "number" else None
    assert check_support(kind, value, quote, field=field, unit=unit).state == state


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        ("unchecked", "lowest_share", 61, "with a peak of 61 in May and a low of 40"),
        ("supported", "highest_share", 61, "with a peak of 61 in May and a low of 40"),
        ("unchecked", "losses", 2, "having drawn 2 games and lost nine"),
        ("unchecked", "jobs_demanded", 40, "the firm had offered 40 jobs to those who stayed"),
        ("unchecked", "votes_in_favour", 19, "18 votes in favour and 19 against"),
        ("supported", "votes_in_favour", 18, "18 votes in favour and 19 against"),
        ("unchecked", "goals_conceded", 11, "they scored 11 goals this year"),
        ("unchecked", "net_profit", 118, "the operating profit was 118, the net profit 79"),
        ("supported", "operating_profit", 118, "operating profit fell 12.3% to 118, and net profit to 79"),
        ("unchecked", "liabilities", 50, "with assets of 50 it had liabilities of 70"),
        ("unchecked", "foreign_guests", 50, "It had 50 domestic guests"),
        ("unchecked", "jun_rieki", 118, "営業利益が118円、純利益が79円だった"),
        ("supported", "eigyo_rieki", 118, "営業利益が118円、純利益が79円だった"),
        ("unchecked", "shoushang", 3, "事故造成3人死亡，12人受伤"),
        ("supported", "siwang", 3, "事故造成3人死亡，12人受伤"),
        ("supported", "guests", 50, "It had 50 domestic guests"),
    ],
)
def test_which_of_two_sides(state: str, field: str, value: int, quote: str) -> None:
    """The highest and the lowest, for and against, net and operating, at home and abroad are told apart."""
    assert check_support("number", value, quote, field=field).state == state


def test_whom_a_name_acts_for() -> None:
    """Who acts for the landlord does not act for the tenant."""
    words = "Norr acted for the landlord and Elm for the tenant."
    assert check_support("text", "Norr", words, field="tenant_agent").state == "unchecked"
    assert check_support("text", "Norr", words, field="landlord_agent").state == "supported"
