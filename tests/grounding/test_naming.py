"""Names against words: parts of longer names, and those that took no part."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("state", "before", "quote"),
    [
        (NO, "The round was not led by ", "Oak Ventures"),
        (NO, "", "Oak Ventures denied that it invested"),
        (NO, "", "Oak Ventures pulled out"),
        (NO, "", "Oak Ventures, which passed on the round"),
        (NO, "", "not Oak Ventures but Elm"),
        (NO, "", "neither Oak Ventures nor Elm invested"),
        (NO, "All investors ", "except Oak Ventures"),
        (NO, "", "Oak Ventures is not an investor"),
        (NO, "", "Oak Ventures has never invested in it"),
        (NO, "", "Oak Ventures hat nicht investiert"),
        (NO, "", "Oak Ventures n'a pas investi"),
        (NO, "", "Oak Ventures no invirtió"),
        (NO, "Elm invested; ", "Oak Ventures did not"),
        (NO, "Everybody but ", "Oak Ventures"),
        (NO, "Elm, unlike ", "Oak Ventures"),
        (NO, "", "Elm (not to be confused with the Oak Ventures of Leeds)"),
        (NO, "Elm, which has no relation to ", "Oak Ventures"),
        (NO, "", "never affiliated with Oak Ventures"),
        (YES, "Unlike Elm, ", "Oak Ventures"),
        (YES, "", "Oak Ventures declined to comment"),
        (YES, "", "not only Oak Ventures but also Elm"),
        (YES, "", "Oak Ventures has never been happier with an investment"),
        (YES, "", "Oak Ventures, not Elm, led"),
    ],
)
def test_absent(state: str, before: str, quote: str) -> None:
    """A name that the words give as the wrong one, or as absent, is not backed."""
    assert check_support("name", "Oak Ventures", quote, before=before).state == state


@pytest.mark.parametrize(
    ("state", "name", "quote"),
    [
        (NO, "Bank of China", "Agricultural Bank of China lent money"),
        (NO, "Smith", "Jane Smith said"),
        (NO, "Salman", "Mohammed bin Salman said"),
        (NO, "WHO", "the man who said"),
        (NO, "Gabriel García", "Gabriel García Márquez dijo"),
        (NO, "George W. Bush", "George H.W. Bush said"),
        (NO, "John Smith", "John Smith Jr. said"),
        (OPEN, "Google", "Google Ventures invested"),
        (OPEN, "腾讯", "腾讯音乐宣布"),
        (OPEN, "Son Masayoshi", "Masayoshi Son said"),
        (YES, "Владимир Путин", "Владимира Путина спросили"),
        (NO, "腾讯", "公司表示腾讯没有参与投资"),
        (YES, "腾讯", "公司表示腾讯参与投资"),
        (YES, "ソフトバンクグループ", "ソフトバンクグループ株式会社は"),
        (YES, "이재용", "삼성전자 이재용 회장은"),
        (YES, "Dr. Jane Smith", "Jane Smith said"),
        (YES, "Joseph Tsai", "Joseph C. Tsai said"),
    ],
)
def test_whole_names(state: str, name: str, quote: str) -> None:
    """A part of another name is not backed; what may be one is left open."""
    assert check_support("name", name, quote).state == state


@pytest.mark.parametrize(
    ("state", "name", "quote"),
    [
        (YES, "ISTAT", "secondo l'Istat"),
        (YES, "Enel", "i conti dell'Enel"),
        (YES, "L'Oréal", "les ventes de l’Oréal"),
        (NO, "Istat", "secondo l'Istatuto"),
        (OPEN, "Gdynia", "mieszkał w Gdyni"),
        (YES, "Tomasz Nowak", "głosowała na Tomasza Nowaka"),
        (NO, "Gdynia", "lived in Gdyni"),
        (NO, "Gdynia", "mieszkał w Gdańsku"),
        (OPEN, "Ms Roe", "was handed to Ann Roe on Monday"),
        (OPEN, "Dr. Roe", "Roe said"),
        (NO, "Ms Roe", "was handed to Ann Rowe on Monday"),
        (NO, "Ms Roe", "was handed to the Roe Institute on Monday"),
        (NO, "Roe", "was handed to Ann Roe on Monday"),
    ],
)
def test_names_in_other_dress(state: str, name: str, quote: str) -> None:
    """An article written onto a name is none of it; Slavic endings and titles for given names leave it open."""
    assert check_support("name", name, quote).state == state
