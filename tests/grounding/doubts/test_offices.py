"""Who holds an office, and who holds another, held it or will hold it."""

from __future__ import annotations

import pytest

from llm_extract.grounding.doubts.offices import read_kinds, read_office
from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize("kind", ["text", "name"])
@pytest.mark.parametrize(
    ("field", "name", "quote"),
    [
        ("ceo", "Ada Norr", "finance chief Ada Norr"),
        ("ceo", "Ada Norr", "Finanzchefin Ada Norr"),
        ("pdg", "Ada Norr", "la directrice financière Ada Norr"),
        ("chair", "Ada Norr", "managing director Ada Norr told the paper"),
        ("chair", "Ada Norr", "said the chair, Joan Marl, managing director Ada Norr"),
        ("chair", "Ada Norr", "thanked the chair, the managing director Ada Norr"),
        ("minister", "Ada Norr", "the spokeswoman, Ada Norr"),
        ("lawyer", "Ada Norr", "Staatsanwältin Ada Norr"),
        ("abogado", "Ada Norr", "la jueza Ada Norr"),
        ("allenatore", "Ada Norr", "il direttore sportivo Ada Norr"),
        ("prefeito", "Ada Norr", "a governadora Ada Norr"),
        ("burgemeester", "Ada Norr", "minister Ada Norr"),
        ("prezes", "Ada Norr", "rzeczniczka Ada Norr"),
        ("мэр", "Ада Норр", "губернатор Ада Норр"),
        ("antrenör", "Ada Norr", "kaptan Ada Norr"),
        ("direktur_utama", "Ada Norr", "komisaris utama Ada Norr"),
        ("市长", "诺安达", "省长诺安达表示"),
        ("董事长", "诺安达", "首席执行官诺安达表示"),
        ("ehemann", "Ola Norr", "ihr Bruder Ola Norr"),
        ("社長", "能登花子", "能登花子会長は"),
    ],
)
def test_another_office(kind: str, field: str, name: str, quote: str) -> None:
    """An office right before a name that is not the one asked for speaks against it."""
    assert check_support(kind, name, quote, field=field).state == NO


@pytest.mark.parametrize("kind", ["text", "name"])
@pytest.mark.parametrize(
    ("field", "name", "quote"),
    [
        ("ceo", "Ada Norr", "chief executive Ada Norr"),
        ("chair", "Ada Norr", "the meeting's chair, Lorne's managing director Ada Norr"),
        ("ceo", "Ada Norr", "Vorstandschefin Ada Norr"),
        ("ceo", "Ada Norr", "chairman and chief executive Ada Norr"),
        ("ceo", "Ada Norr", "chairwoman of Norr & Co and chief executive Ada Norr"),
        ("ceo", "Ada Norr", "chief executive and chairman Ada Norr"),
        ("cfo", "Ada Norr", "finance chief, managing director and chairman Ada Norr"),
        ("cfo", "Ada Norr", "finance chief of Lorne, managing director and chairman Ada Norr"),
        ("ceo", "Ada Norr", "Ada Norr met the finance chief"),
        ("ceo", "Ada Norr", "President Ada Norr"),
        ("ceo", "Ada Norr", "former Lorne banker Ada Norr was named chief executive"),
        ("ceo", "Ada Norr", "founder Ada Norr"),
        ("ceo", "Ada Norr", "said Ada Norr, its chief executive"),
        ("ceo", "Ada Norr", "the minister met Ada Norr"),
        ("ceo", "Ada Norr", "Ada Norr succeeds Joan Marl"),
        ("ceo", "Ada Norr", "Joan Marl was succeeded by Ada Norr"),
        ("predecessor", "Ada Norr", "takes over from Ada Norr"),
        ("spokesperson", "Ada Norr", "finance chief Ada Norr"),
        ("next_ceo", "Ada Norr", "will be succeeded by finance chief Ada Norr"),
        ("new_ceo", "Ada Norr", "Ada Norr will join as chief executive"),
        ("former_ceo", "Ada Norr", "former chief executive Ada Norr"),
        ("minister", "Ada Norr", "Health Minister Ada Norr"),
        ("company", "Ada Norr", "finance chief Ada Norr"),
        ("author", "Ada Norr", "Professor Ada Norr"),
        ("head_coach", "Ada Norr", "coach Ada Norr"),
        ("president", "Ada Norr", "la présidente Ada Norr"),
        ("社長", "能登花子", "能登花子社長は"),
        ("社長", "能登花子", "能登花子氏が昨日の夜に会長と会った"),
        ("前社長", "能登花子", "前社長の能登花子氏"),
        ("次期社長", "能登花子", "次期社長に能登花子会長"),
        ("대표", "노안나", "노안나 대표는"),
        ("ceo", "Ada Norr", "said finance chief Ada Norr, interim chief executive"),
    ],
)
def test_its_own_office(kind: str, field: str, name: str, quote: str) -> None:
    """The office asked for, in whatever words, and names without any, are backed."""
    assert check_support(kind, name, quote, field=field).state == YES


@pytest.mark.parametrize(
    ("field", "quote"),
    [
        ("ceo", "Ada Norr stepped down as chief executive in May"),
        ("ceo", "former chief executive Ada Norr"),
        ("ceo", "Joan Marl takes over from Ada Norr"),
        ("ceo", "Joan Marl succeeds Ada Norr"),
        ("directeur_general", "Jeanne Marl succède à Ada Norr"),
        ("directeur_general", "l'ancien directeur général Ada Norr"),
        ("ceo", "he will be succeeded by Ada Norr"),
        ("ceo", "Ada Norr will take over as chief executive on 1 June"),
        ("directrice_generale", "a nommé Ada Norr directrice générale à compter du 1er juin"),
        ("geschaeftsfuehrer", "Ada Norr trat im Mai zurück"),
        ("head", "Ada Norr left for a rival"),
        ("ceo", "head of sales Ada Norr"),
        ("ceo", "Ada Norr, the finance chief, said"),
        ("ceo", "Ada Norr (finance chief) said"),
    ],
)
def test_before_and_after_an_office(field: str, quote: str) -> None:
    """Who held an office or is to hold it, and who is given another behind the name, is left open."""
    assert check_support("text", "Ada Norr", quote, field=field).state == OPEN


def test_what_fields_ask_for() -> None:
    """Fields about a holder ask for no name, and words that only look like an office are none."""
    assert read_office("ceo_pay") is None
    assert read_office("age_of_mayor") is None
    assert read_office("percentage") is None
    assert read_kinds("captain_age") == {"captain"}
    assert read_office("viceministro").kinds == {"deputy"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        (OPEN, "first_officer_age", "the captain, aged 47"),
        (YES, "captain_age", "the captain, aged 47"),
        (YES, "first_officer_age", "the first officer, aged 47, flew with the captain"),
        (YES, "driver_age", "the captain, aged 47"),
    ],
)
def test_figures_of_a_holder(state: str, field: str, quote: str) -> None:
    """A figure beside another office than the field's is left open."""
    assert check_support("number", 47, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "name", "quote"),
    [
        ("unchecked", "mayor", "Ada Norr", "Her deputy, Dr Ada Norr, said so"),
        ("unchecked", "buergermeister", "Ada Norr", "wie Kreisbrandmeisterin Ada Norr sagte"),
        ("supported", "buergermeister", "Ada Norr", "wie Bürgermeisterin Ada Norr sagte"),
        ("unchecked", "prosecutor", "Ada Norr", "said Ada Norr, defending"),
        ("supported", "defence_lawyer", "Ada Norr", "said Ada Norr, defending"),
        ("unchecked", "councillor", "Ada Norr", "Her predecessor, Ada Norr, said so"),
        ("unchecked", "ceo", "Ada Norr", "Su antecesora, Ada Norr, lo negó"),
        ("unchecked", "jiki_kaicho", "滝本修", "現会長の滝本修氏は相談役に退く。"),
        ("supported", "kaicho", "滝本修", "会長の滝本修氏が述べた。"),
        ("unsupported", "shacho", "滝本修", "会長の滝本修氏が述べた。"),
        ("supported", "dongshizhang", "林一", "公司董事长兼总经理林一表示"),
        ("supported", "zongjingli", "林一", "公司董事长兼总经理林一表示"),
        ("unchecked", "jiladhikari", "मोहन राणा", "अपर जिलाधिकारी मोहन राणा ने कहा"),
        ("supported", "jiladhikari", "मोहन राणा", "जिलाधिकारी मोहन राणा ने कहा"),
        ("unchecked", "president_conseil", "Ada Norr", "Ada Norr est pressentie pour lui succéder"),
    ],
)
def test_deputies_predecessors_and_names_of_offices_in_plain_letters(
    state: str, field: str, name: str, quote: str
) -> None:
    """Deputies, those before, those tipped; what an office is called in another language, written in plain letters."""
    assert check_support("text", name, quote, field=field).state == state
