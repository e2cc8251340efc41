"""Figures that are only aimed at, asked for or ordered."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support


@pytest.mark.parametrize(
    ("field", "quote"),
    [
        ("riders", "it aims for 250 by winter"),
        ("riders", "with a target of 250"),
        ("riders", "(target 250)"),
        ("riders", "peilt 250 Fahrgäste an"),
        ("riders", "elle vise 250 usagers"),
        ("riders", "aspira a 250 pasajeros"),
        ("riders", "mikt op 250 reizigers"),
        ("riders", "目標は250人"),
        ("riders", "250人を目指す"),
        ("raise", "the guild wants 250 more"),
        ("raise", "das Amt forderte 250 Mark"),
        ("raise", "justitie had 250 dagen gevraagd"),
        ("raise", "elle réclamait 250 euros"),
        ("raise", "требует 250 рублей"),
        ("raise", "それは250円を要求した"),
        ("trams_delivered", "250 trams have been ordered"),
        ("riders", "it could be 250"),
        ("fare", "kann mit Zuschlägen auf 250 Euro steigen"),
        ("raise", "less than the 250 sought"),
        ("raise", "el 250 que pedían los conductores"),
        ("damages", "250원을 청구했다"),
        ("revenue", "the line expects revenue of about 250"),
        ("umsatz", "die Linie rechnet mit einem Umsatz von 250"),
        ("receita", "o orçamento prevê receita de 250"),
        ("売上高", "売上高が250円、費用が9円を見込む"),
        ("ciro", "ciroyu 250'ye çıkarmayı planlıyor"),
        ("money_raised", "the line needs 250 more"),
        ("raised", "нужно 250 рублей"),
        ("speed_kmh", "with a limit of 250 km/h there"),
        ("predkosc", "przy dopuszczalnej 250 km/h"),
        ("速度", "制限の250キロを下回る"),
        ("fare", "one paper guessed 250"),
        ("fare", "si parla di 250 euro"),
        ("fare", "a person close to the line put it at 'north of 250'"),
        ("riders", "250 more than by bus"),
        ("fare", "a seat costs 250 euros more."),
        ("riders", "250 mehr als im Bus"),
        ("riders", "250 de plus que le bus"),
        ("riders", "250 más que el autobús"),
        ("riders_confirmed", "some 250 riders may have been there"),
        ("price", "a little over its 250 guide price"),
    ],
)
def test_what_is_not_yet(field: str, quote: str) -> None:
    """A plain field is not backed for certain by an aim, a demand or an order."""
    assert check_support("number", 250, quote, field=field).state == "unchecked"


@pytest.mark.parametrize(
    ("field", "quote"),
    [
        ("target_riders", "with a target of 250"),
        ("planned_hires", "wants to hire 250 people"),
        ("goal", "elle vise 250 usagers"),
        ("目標人数", "目標は250人"),
        ("人数_目標", "250人を目指す"),
        ("計画人数", "それは250人を要求した"),
        ("claim", "elle réclamait 250 euros"),
        ("guide_price", "a little over its 250 guide price"),
        ("trams", "250 trams have been ordered"),
        ("riders", "it had 250 and aims for more"),
        ("riders", "some 250 riders may have been there"),
        ("riders", "250, more than by bus"),
        ("riders", "more than 250 riders"),
        ("riders_growth", "250 more than by bus"),
        ("lead", "250 more than by bus"),
        ("jobs", "the line expects to create 250 jobs"),
        ("revenue", "revenue was 250, more than expected"),
        ("revenue", "higher than expected revenue of 250"),
        ("revenue_forecast", "the line expects revenue of about 250"),
        ("売上高", "売上高は250円だった。来期は増収を見込む"),
        ("売上高", "売上高が250円で、来期は300円を見込む"),
        ("cost", "the line needs 250 a year"),
        ("speed_limit", "with a limit of 250 km/h there"),
        ("speed", "went at 250 km/h, well over the limit"),
        ("rumoured_fare", "one paper guessed 250"),
        ("fare", "the line, close to the river, asks 250 a year"),
        ("riders", "250 riders, beating the target"),
        ("votes", "she asked for a count and got 250"),
        ("riders", "permission is sought for a 250 metre track"),
    ],
)
def test_what_is_asked_for(field: str, quote: str) -> None:
    """A field that asks for the aim by its name has it, and words farther away decide nothing."""
    assert check_support("number", 250, quote, field=field).state == "supported"


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        ("unchecked", "staff", "it expects to have 250 by May"),
        ("supported", "planned_staff", "it expects to have 250 by May"),
        ("supported", "staff", "it has 250, as expected"),
        ("unchecked", "operating_capacity_mw", "and a pipeline of 250 megawatts"),
        ("unchecked", "current_speed_limit", "asked for the limit to be lowered to 250"),
        ("supported", "current_speed_limit", "the limit of 250 stays"),
        ("unchecked", "muavza", "250 रुपये की मांग की है"),
        ("unchecked", "tazminat", "250 liraya çıkarılmasını istedi"),
        ("unchecked", "folha_atual", "deve cair para 250"),
        ("unchecked", "votes", "short of the quorum of 250"),
        ("supported", "quorum", "short of the quorum of 250"),
        ("unchecked", "preco", "em relação ao teto de 250 reais"),
        ("supported", "length", "beyond the threshold of the runway of 250 metres"),
        ("unchecked", "alavancagem", "o limite acordado com os bancos é de 250"),
        ("unchecked", "passengers", "the bus has 250 seats"),
        ("unchecked", "passengers", "a bus with a capacity of 250"),
        ("supported", "seats", "the bus has 250 seats"),
        ("supported", "passenger_capacity", "a bus with a capacity of 250"),
        ("unchecked", "people", "in the 250-seat chamber"),
        ("supported", "passengers", "250 were on board, and some had no seats"),
    ],
)
def test_hopes_ceilings_and_seats(state: str, field: str, quote: str) -> None:
    """What is hoped for, in the pipeline, the most there may be, and seats against people."""
    assert check_support("number", 250, quote, field=field).state == state
