"""Denials: the many ways in which words take a sum back, and those that only look like it."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

DOLLARS = {"amount": "5000000", "currency": "USD"}
EUROS = {"amount": "5000000", "currency": "EUR"}
YUAN = {"amount": "600000000", "currency": "CNY"}


@pytest.mark.parametrize(
    "quote",
    [
        "no longer plans to raise $5 million",
        "is far from raising $5 million",
        "was unable to raise $5 million",
        "did not, as reported, raise $5 million",
        "reports that it raised $5 million are false",
        "the claim that it raised $5 million is wrong",
        "it isn’t the case that the firm raised $5 million",
        "dismissed a report that it had raised $5 million",
        "refuted claims of a $5 million round",
        "contrary to reports of a $5 million round",
        "turned down a $5 million investment",
        "declined a $5 million investment",
        "walked away from a $5 million deal",
        "scrapped a $5 million funding round",
        "abandoned plans to raise $5 million",
        "called off its $5 million round",
        "stopped short of investing $5 million",
        "none of the $5 million was paid",
        "there is no $5 million round",
        "no $5 million round took place",
        "lacks the $5 million it needs",
        "the $5 million round never closed",
        "the $5 million deal fell through",
        "the $5 million round was cancelled",
        "The $5 million has not been paid",
        "its failed $5 million round",
        "the $5 million commitment was later withdrawn",
        "its bid to raise $5 million failed",
        "plans to raise $5 million were shelved",
        "talks on $5 million were called off",
        "offers of $5 million have since been turned down",
        "the $5 million round stalled",
        "its talks on a loan ended, and the $5 million deal came to nothing",
        "the rejected $5 million bid",
        "nobody put in the $5 million",
        "the lender refused the $5 million loan",
        "the $5 million figure is incorrect",
        "a spokesman called the $5 million figure inaccurate",
        "was forced to abandon a $5 million fundraising",
        "is by no means worth $5 million",
        "decided against a $5 million loan",
        "dropped its $5 million offer",
        "“never raised $5 million”",
    ],
)
def test_denied(quote: str) -> None:
    """Denying verbs, nouns and adjectives count, before the sum and after it."""
    assert check_support("money", DOLLARS, quote).state == "unsupported"


@pytest.mark.parametrize(
    "quote",
    [
        "did not deny that it raised $5 million",
        "never denied raising $5 million",
        "did not hesitate to raise $5 million",
        "there is no doubt that it raised $5 million",
        "no one doubts that it raised $5 million",
        "it did not raise the $5 million until March",
        "a person who declined to be named said it raised $5 million",
        "Reuters was unable to determine who paid the $5 million",
        "could not have been a more fitting sum than the $5 million",
        "does not expect to need more than the $5 million it raised",
        "the denial-of-service specialist raised $5 million",
        "Room No 5, raised $5 million",
        "turned down a sale and raised $5 million",
        "was valued at $5 million when a rival collapsed",
        "raised $5 million immediately",
        "it is not every day that a start-up raises $5 million",
        "cannot wait to spend the $5 million",
        "revenue declined to $5 million",
        "shares dropped to $5 million",
        "if not for the $5 million it raised, it would have closed",
        "| Not good | raised $5 million |",
        "gave advice instead of lumping the cost in with that of the $5 million plant",
        "If something goes wrong that fund will pay $5 million",
    ],
)
def test_not_denied(quote: str) -> None:
    """Two denials say yes, and a "not" about something else says nothing."""
    assert check_support("money", DOLLARS, quote).state == "supported"


@pytest.mark.parametrize(
    "quote",
    [
        "die 5 Millionen Euro wurden nie gezahlt",
        "dementierte, 5 Millionen Euro erhalten zu haben",
        "weist Berichte über 5 Millionen Euro zurück",
        "ohne die 5 Millionen Euro zu erhalten",
        "a renoncé à lever 5 millions d'euros",
        "sans lever 5 millions d'euros",
        "se quedó sin los 5 millones de euros",
        "die Finanzierung über 5 Millionen Euro ist geplatzt",
        "сделка на 5 млн евро сорвалась",
        "nedostala 5 milionů euro",
        "tampoco recaudó 5 millones de euros",
        "ha smentito di aver raccolto 5 milioni di euro",
        "har inte tagit in 5 miljoner euro",
        "har ikke rejst 5 millioner euro",
        "zaprzeczyła, że pozyskała 5 mln euro",
        "şirket 5 milyon euro toplamadı",
        "perusahaan tidak mengumpulkan 5 juta euro",
        "không huy động được 5 triệu euro",
        "לא גייסה 5 מיליון אירו",
        "لم تجمع الشركة 5 ملايين يورو",
        "نفت الشركة أنها جمعت 5 ملايين يورو",
    ],
)
def test_denied_in_other_languages(quote: str) -> None:
    """So do those of other languages, wherever they put their "not"."""
    assert check_support("money", EUROS, quote).state != "supported"
    assert "deny" in check_support("money", EUROS, quote).reason or "euro" not in quote


@pytest.mark.parametrize(
    "quote",
    [
        "nie tylko pozyskała 5 mln euro",
        "har inte bara tagit in 5 miljoner euro",
        "sammelte 5 Millionen Euro ein, ohne die Investoren zu nennen",
        "5 Millionen Euro ohne Bedingungen",
        "a levé 5 millions d'euros sans dévoiler ses investisseurs",
        "recaudó 5 millones de euros, un promedio alto",
    ],
)
def test_not_denied_in_other_languages(quote: str) -> None:
    """And their "not only" and "without naming" deny nothing."""
    assert check_support("money", EUROS, quote).state == "supported"


@pytest.mark.parametrize(
    "quote", ["6亿元融资未能完成", "公司称6亿元融资传闻不属实", "公司拒绝了6亿元的投资", "公司取消了6亿元融资计划"]
)
def test_denied_in_chinese(quote: str) -> None:
    """A Chinese denial may stand before the sum or after it."""
    assert check_support("money", YUAN, quote).state == "unsupported"


def test_not_denied_in_chinese() -> None:
    """ "Unprecedented" holds the character for "not yet", and denies nothing."""
    assert check_support("money", YUAN, "前所未有的6亿元融资").state == "supported"


@pytest.mark.parametrize(
    ("state", "quote"),
    [
        ("supported", "l'entreprise est rentable"),
        ("unsupported", "l'entreprise n'est plus rentable"),
        ("unsupported", "l'entreprise espère être rentable"),
        ("unsupported", "si l'entreprise est rentable"),
        ("unsupported", "la empresa ya no es rentable"),
        ("unsupported", "la empresa dejó de ser rentable"),
        ("supported", "la empresa no solo es rentable"),
        ("unsupported", "die Firma ist nicht mehr rentable"),
        ("unsupported", "die Firma wäre rentable"),
        ("unsupported", "die Firma ist alles andere als rentable"),
        ("supported", "die Firma ist nicht nur rentable"),
    ],
)
def test_booleans_in_other_languages(state: str, quote: str) -> None:
    """No longer, hoped for and only if are not yes in other languages either."""
    assert check_support("boolean", True, quote, forms={"true": ["rentable"]}).state == state


FORMS = {"true": ["profitable"], "false": ["unprofitable", "loss-making"]}


@pytest.mark.parametrize(
    ("value", "state", "quote"),
    [
        (True, "unsupported", "is far from profitable"),
        (True, "unsupported", "is anything but profitable"),
        (True, "unsupported", "is no longer profitable"),
        (True, "unsupported", "hopes to become profitable"),
        (True, "unsupported", "if it becomes profitable"),
        (True, "unsupported", "is hardly profitable"),
        (True, "supported", "has never been more profitable"),
        (False, "supported", "is not profitable"),
        (False, "unsupported", "is profitable"),
        (False, "unsupported", "is no longer loss-making"),
    ],
)
def test_booleans(value: bool, state: str, quote: str) -> None:
    """A boolean is backed by its own words, neither denied nor left open, or by the denied words of its opposite."""
    assert check_support("boolean", value, quote, forms=FORMS).state == state


CLOSED = {"closed": ["raised", "round", "closed"], "in_talks": ["talks", "plan*"]}


@pytest.mark.parametrize(
    ("value", "state", "quote"),
    [
        ("closed", "unsupported", "is said to have raised money"),
        ("closed", "unsupported", "was asked whether it had raised money"),
        ("closed", "unsupported", "will announce a round next week"),
        ("closed", "unsupported", "is set to announce a round"),
        ("closed", "unsupported", "a planned round"),
        ("closed", "unsupported", "the round collapsed"),
        ("closed", "unsupported", "the round has not closed"),
        ("closed", "supported", "raised money, which it will use to hire"),
        ("closed", "supported", "raised money due to high demand"),
        ("in_talks", "unsupported", "is no longer in talks"),
        ("in_talks", "unsupported", "talks have collapsed"),
        ("in_talks", "unsupported", "has no plans to raise"),
        ("in_talks", "supported", "did not deny that it is in talks"),
    ],
)
def test_stages(value: str, state: str, quote: str) -> None:
    """What is still to come, or came to nothing, is not closed; what has ended is no longer under way."""
    assert check_support("enum", value, quote, forms=CLOSED).state == state


def test_a_point_of_an_abbreviation_ends_no_sentence() -> None:
    """A denial reaches over "Inc." and "Mr."; the end of a sentence stops it."""
    quote = "raised $5 million"
    before = "The firm denied that Acme Inc. and Mr. Roe "
    assert check_support("money", DOLLARS, quote, before=before).state == "unsupported"
    assert check_support("money", DOLLARS, f"It denied that. Acme {quote}").state == "supported"


ROLES = {"lead": ["led", "lead", "leads", "leading"]}


@pytest.mark.parametrize(
    ("whose", "quote"),
    [
        ("Harbour", "Kestrel led the round. Harbour also took part"),
        ("Harbour", "“Kestrel led the round.” Harbour was there"),
        ("Harbour", "Kestrel is the lead investor; other backers include Harbour"),
        ("Harbour", "Led by Kestrel, the round also included Harbour"),
        ("Oak", "Elm and Oak joined the Kestrel-led round"),
    ],
)
def test_said_of_another(whose: str, quote: str) -> None:
    """A role that the words give to somebody else is not backed."""
    assert check_support("enum", "lead", quote, forms=ROLES, name=whose).state == "unsupported"
    assert check_support("enum", "lead", quote, forms=ROLES, name="Kestrel").state == "supported"


@pytest.mark.parametrize("quote", ["The round was led by Mr. Harbour", "Led by St. Harbour, it raised money"])
def test_the_point_of_a_title_ends_no_sentence(quote: str) -> None:
    """The one who is named behind a title is the one whom the word before it describes."""
    assert check_support("enum", "lead", quote, forms=ROLES, name="Harbour").state == "supported"


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        ("supported", "Ada Norr", "The court rejected an appeal by Ada Norr, for the owners."),
        ("supported", "Ada Norr", "He dismissed a motion by Ada Norr."),
        ("unsupported", "Ada Norr", "The board rejected a bid by Ada Norr."),
        ("unsupported", "fined", "The court rejected a plea for her to be fined."),
    ],
)
def test_whose_plea_is_rejected(state: str, value: str, quote: str) -> None:
    """A plea that is rejected is not granted, but it was this one's."""
    assert check_support("text", value, quote).state == state


@pytest.mark.parametrize(
    ("state", "quote"),
    [
        ("supported", "Das Haus mit acht Wohnungen ist nicht mehr bewohnbar."),
        ("supported", "Die acht Wohnungen sind nicht länger nutzbar."),
        ("unsupported", "Die acht Wohnungen wurden nicht gebaut."),
    ],
)
def test_what_is_no_longer_fit_for_use_is_there(state: str, quote: str) -> None:
    """Who says that flats are uninhabitable denies no flats."""
    assert check_support("number", 8, quote, field="wohnungen").state == state
