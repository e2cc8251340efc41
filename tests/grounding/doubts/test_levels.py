"""Figures that the words give as those of before."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("field", "value", "quote"),
    [
        ("ticket_price", 18, "puts a ticket up to 21 from 18 in spring"),
        ("ticket_price", 18, "now 21 (previously 18)"),
        ("ticket_price", 18, "an earlier price of 18"),
        ("members", 640, "compared with 640 in the second half of 2022"),
        ("members", 640, "against 640 in March"),
        ("members", 640, "702 members (2021: 640)"),
        ("members", 640, "der Verein stieg von 640 auf 702 Mitglieder"),
        ("members", 640, "nach 640 im Vorjahresquartal"),
        ("members", 640, "contre 640 un an plus tôt"),
        ("members", 640, "le club passe de 640 à 702 membres"),
        ("members", 640, "el club pasa de 640 a 702 socios"),
        ("members", 640, "frente a 640 en el mismo periodo"),
        ("members", 640, "il club sale da 640 a 702 soci"),
        ("members", 640, "contro i 640 nello stesso periodo"),
        ("members", 640, "o clube subiu de 640 para 702 sócios"),
        ("members", 640, "de club groeide van 640 naar 702 leden"),
        ("members", 640, "tegen 640 een jaar eerder"),
        ("members", 640, "liczba wzrosła z 640 do 702"),
        ("members", 640, "число выросло с 640 до 702"),
        ("members", 640, "годом ранее было иначе, ранее составляло 640"),
        ("members", 640, "üye sayısı 640'tan 702'ye yükseldi"),
        ("members", 640, "fiyat 640'tan 702'ye geriledi"),
        ("members", 640, "会員は640人から702人に増えた"),
        ("price", 640, "価格は640円から702円に上がった"),
        ("price", 640, "股價由640元漲至702元"),
        ("members", 640, "会員が増加し、640人から702人になった"),
        ("members", 640, "回答率は上昇し、640人から702人になった"),
        ("members", 640, "مقابل 640 في العام السابق"),
        ("members", 640, "anggota naik dari 640 menjadi 702"),
        ("members", 640, "เพิ่มขึ้นจาก 640 เป็น 702"),
        ("members", 640, "fewer than last year's 640"),
        ("members", 640, "just short of the 640 of its best year"),
        ("members", 640, "compared with Elmbridge's 640"),
        ("members", 640, "better than the old club's 640"),
        ("members", 640, "The season before it had lost 640"),
        ("members", 640, "Before the merger the number had been 640"),
        ("members", 640, "the clerk first reported 640 members"),
        ("members", 640, "against 640 three years ago"),
        ("members", 640, "kulüp ilk duyurusunda üye sayısını 640 olarak vermişti"),
        ("members", 640, "dans un premier temps on parlait de 640 membres"),
        ("members", 640, "vor drei Jahren war das anders: gegen 640 vor drei Jahren"),
        ("members", 640, "weniger als die 640 der Nachbarn"),
        ("members", 640, "im Vorjahr waren es noch 640"),
        ("members", 640, "moins que les 640 de Lyon"),
        ("members", 640, "menos que los 640 del club vecino"),
        ("members", 640, "l'année précédente, on en comptait; un an plus tôt ils étaient 640"),
        ("members", 640, "minder dan de 640 van de buren"),
        ("members", 640, "годом ранее их было 640"),
        ("members", 640, "上赛季该队以640分收官"),
        ("members", 640, "전작은 640명이었다"),
        ("members", 640, "ครั้งก่อนมี 640 คน"),
        ("members", 640, "会员由640人增至702人"),
        ("members", 640, "当初の640人から702人に増えた"),
        ("members", 640, "회원은 702명으로 전년(640명)보다 증가"),
    ],
)
def test_a_level_of_before(field: str, value: float, quote: str) -> None:
    """The level that something changed from, or is held against, is left open."""
    assert check_support("number", value, quote, field=field).state == OPEN


@pytest.mark.parametrize(
    ("field", "value", "quote"),
    [
        ("previous_members", 640, "le club passe de 640 à 702 membres"),
        ("vorherige_mitglieder", 640, "702 Mitglieder, zuvor waren es 640"),
        ("members", 702, "le club passe de 640 à 702 membres"),
        ("members", 702, "it rose to 702 from 640"),
        ("members", 702, "fell by 7% from a year earlier to 702"),
        ("members", 702, "bir önceki yıla göre 702 üye"),
        ("members", 702, "会员由640人增至702人"),
        ("members", 702, "당초 640명에서 702명으로 증가"),
        ("members", 640, "more than 640 members"),
        ("members", 640, "fewer than 640 in 2023"),
        ("members", 640, "beyond the fence of the 640-metre track"),
        ("members", 640, "Elmbridge's 640 members"),
        ("members", 640, "last year the club had 640 members"),
        ("members", 640, "the club first had 640 members in May"),
        ("members", 640, "earlier the town had not 640 but 90; the club has 640"),
        ("members", 640, "il dit que les 640 membres"),
        ("last_years_members", 640, "fewer than last year's 640"),
        ("members", 640, "between 640 and 702 members"),
        ("members", 640, "clubs of 640 to 702 members"),
        ("members", 640, "las obras van de 640 a 702 metros"),
        ("members", 640, "会員数は640人から702人"),
        ("members", 640, "earlier this year it had 640 members"),
        ("members", 640, "it won against 3 rivals and has 640 members"),
        ("members", 640, "a rise of 640 from a year earlier"),
        ("votes", 640, "640 voted against 200"),
        ("votes", 200, "640 voted against 200"),
        ("placebo_pct", 12, "8 with the drug against 12 in March on placebo"),
    ],
)
def test_levels_of_now(field: str, value: float, quote: str) -> None:
    """The level of now, ranges, and fields that ask for the former one are not touched."""
    assert check_support("number", value, quote, field=field).state == YES


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        (NO, "members_2023", "640 members in 2022"),
        (NO, "members_2023", "w 2023 r. 702, w 2022 r. – 640"),
        (NO, "members_2023", "702 (2022: 640)"),
        (YES, "members_2023", "640 members in 2023"),
        (YES, "members_2022", "702 (2022: 640)"),
        (YES, "members_2023", "in 2022 it moved; it has 640 members"),
        (OPEN, "members_2023", "702 members in 2023, up from 640 a year earlier"),
        (YES, "members_2022", "702 members in 2023, up from 640 a year earlier"),
    ],
)
def test_another_year(state: str, field: str, quote: str) -> None:
    """A figure tied to a year is not the one of the other year that its field's name holds."""
    assert check_support("number", 640, quote, field=field).state == state


def test_a_name_that_says_nothing() -> None:
    """A figure of a field that is only called value may be any: what it measures stands beside it."""
    assert check_support("number", 18, "up to 21 from 18 in spring", field="value").state == YES
    assert check_support("number", 18, "it aims for 18", field="value").state == YES


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        ("unchecked", "margin", "overturning a majority of 250"),
        ("supported", "margin", "a majority of 250, overturning the old one"),
        ("unchecked", "points", "nella stagione scorsa erano stati 250"),
        ("supported", "points_last_season", "nella stagione scorsa erano stati 250"),
        ("unchecked", "visitors", "l’édition 2021 en avait attiré 250"),
        ("supported", "visitors", "l’édition en a attiré 250"),
        ("unchecked", "tote", "Erst im Mai hatte es im Ort einen Brand mit 250 Toten gegeben."),
        ("unchecked", "plan", "Первоначальный план составлял 250"),
        ("unchecked", "cost", "Kostnaden beräknades från början till 250 kronor"),
        ("supported", "kostnad_ursprunglig", "Kostnaden beräknades från början till 250 kronor"),
        ("unchecked", "goals", "La temporada pasada marcó unos 250"),
        ("supported", "goals", "Esta temporada marcó 250"),
        ("supported", "kyu_yosou", "従来予想の250円から引き下げた"),
        ("supported", "tilaukset_vuosi_sitten", "vuotta aiemmin tilauksia oli 250"),
        ("unchecked", "利益予想", "従来予想の250円から引き下げた"),
    ],
)
def test_seasons_and_plans_of_before(state: str, field: str, quote: str) -> None:
    """Last season, the edition before, what had been, what was planned at first, and what is undone."""
    assert check_support("number", 250, quote, field=field).state == state
