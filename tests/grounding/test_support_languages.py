"""Negation and hedging in Russian, Japanese and Korean: what is denied, and what must not be lost."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

ROUBLES = {"amount": "5000000", "currency": "RUB"}
YEN = {"amount": "500000000", "currency": "JPY"}
WON = {"amount": "5000000000", "currency": "KRW"}


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        (ROUBLES, "компания не привлекла 5 млн рублей"),
        (ROUBLES, "компания отрицает, что привлекла 5 млн рублей"),
        (ROUBLES, "опровергли сообщения о привлечении 5 млн рублей"),
        (ROUBLES, "5 млн рублей компания не привлекла"),
        (ROUBLES, "компания отказалась от 5 млн рублей"),
        (YEN, "5億円を調達していない"),
        (YEN, "同社は5億円の調達を否定した"),
        (YEN, "5億円を調達しなかった"),
        (YEN, "5億円を調達したとの報道を否定した"),
        (YEN, "同社は5億円を調達したという報道を否認"),
        (YEN, "5億円を調達できなかった"),
        (YEN, "5億円の調達には至らなかった"),
        (YEN, "5億円の調達を断念"),
        (WON, "50억 원을 유치하지 않았다"),
        (WON, "50억 원 유치를 부인했다"),
        (WON, "회사는 50억 원을 유치했다는 보도를 부인했다"),
        (WON, "50억 원 투자 유치에 실패했다"),
        (WON, "50억 원 유치 사실이 아니라고 밝혔다"),
    ],
)
def test_denied(value: object, quote: str) -> None:
    """A sum that the words deny, before or after it, is not backed."""
    verdict = check_support("money", value, quote)
    assert (verdict.state, verdict.reason[:17]) == ("unsupported", "The words deny it")


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        (ROUBLES, "компания привлекла 5 млн рублей, не раскрыв инвесторов"),
        (ROUBLES, "компания не только привлекла 5 млн рублей"),
        (ROUBLES, "привлекла не менее 5 млн рублей"),
        (ROUBLES, "привлекла 5 млн рублей, а не 7 млн"),
        (YEN, "5億円を調達した。投資家は公表していない"),
        (YEN, "5億円を調達したが、評価額は明らかにしていない"),
        (YEN, "5億円を調達し投資家名は公表していない"),
        (YEN, "少なくとも5億円を調達"),
        (WON, "50억 원을 유치했다. 투자자는 공개하지 않았다"),
        (WON, "50억 원을 유치했으며 투자자는 공개하지 않았다"),
        (WON, "50억 원을 유치했지만 기업가치는 밝히지 않았다"),
        (WON, "50억 원뿐만 아니라 70억 원도 유치했다"),
    ],
)
def test_not_denied(value: object, quote: str) -> None:
    """A negation of something else loses no value."""
    assert check_support("money", value, quote).state == "supported"


FORMS = {"closed": ["привле*", "調達", "유치*"]}


@pytest.mark.parametrize(
    "quote",
    [
        "компания намерена привлечь 5 млн рублей",
        "компания планирует привлечь 5 млн рублей",
        "5億円の 調達 を検討している",
        "5億円の 調達 を目指す",
        "50억 원 유치 예정",
        "50억 원 유치를 추진 중이다",
    ],
)
def test_left_open(quote: str) -> None:
    """Plans do not back a value that says that something has come about."""
    verdict = check_support("enum", "closed", quote, forms=FORMS)
    assert (verdict.state, verdict.reason[:23]) == ("unsupported", "The words leave it open")


@pytest.mark.parametrize(
    "quote",
    ["компания привлекла 5 млн рублей", "5億円の 調達 を完了した", "50억 원을 유치한 자금으로 신사업을 추진한다"],
)
def test_not_left_open(quote: str) -> None:
    """What has come about is backed, whatever is planned with it."""
    assert check_support("enum", "closed", quote, forms=FORMS).state == "supported"


@pytest.mark.parametrize(
    ("state", "forms", "quote"),
    [
        ("supported", ["签署"], "双方已签署协议"),
        ("unsupported", ["签署"], "双方尚未签署协议"),
        ("unsupported", ["公开"], "非公开协议"),
        ("supported", ["締結"], "契約を締結した"),
        ("unsupported", ["上場"], "来春の上場廃止を決めた"),
        ("unsupported", ["上場"], "非上場の子会社"),
        ("supported", ["ลงนาม"], "บริษัทลงนามแล้ว"),
        ("supported", ["체결"], "계약을 체결했다"),
        ("supported", ["기각"], "법원은 신청을 기각하기로 했다"),
        ("unsupported", ["상장"], "비상장 회사다"),
        ("unsupported", ["상장"], "상장폐지가 결정됐다"),
        ("unsupported", ["체결"], "계약을 체결하지 않았다"),
    ],
)
def test_forms_of_languages_without_spaces(state: str, forms: list[str], quote: str) -> None:
    """Forms are found inside running Chinese, Japanese and Thai, and with Korean endings; "non-" makes another word."""
    assert check_support("enum", "yes", quote, forms={"yes": forms}).state == state


def test_a_plain_form_beside_one_that_is_taken_back() -> None:
    """Where the quote says that it is not so, words of another clause do not back it."""
    verdict = check_support("enum", "yes", "子会社は非公開", forms={"yes": ["公開"]}, after="で、親会社は公開している")
    assert verdict.state == "unsupported"
