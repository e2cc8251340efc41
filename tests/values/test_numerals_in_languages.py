"""Numbers in words of languages that bend them: in all cases, in compounds, as ordinals."""

from __future__ import annotations

import pytest

from llm_extract.values.numbers import find_numbers


def _values(text: str) -> list[str]:
    return [str(number.value) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("po trzynastu latach", ["13"]),
        ("od dvou do pěti mostů", ["2", "5"]),
        ("для п'ятьох мостів", ["5"]),
        ("дев’ять мостів", ["9"]),
        ("в четырёх школах", ["4"]),
        ("köprülerin beşi kapalı", ["5"]),
        ("yaralıların üçünün durumu", ["3"]),
        ("έντεκα γέφυρες", ["11"]),
        ("treizeci și patru de școli", ["34"]),
        ("huszonhárom híd", ["23"]),
        ("kolmessa koulussa", ["3"]),
        ("kaksikymmentäkahdeksan siltaa", ["28"]),
        ("ba mươi lăm cây cầu", ["35"]),
        ("tiga puluh dua jembatan", ["32"]),
        ("femogtredive broer", ["35"]),
        ("førtifem bruer", ["45"]),
        ("une trentaine de ponts", ["30"]),
        ("une quarantaine de ponts", ["40"]),
        ("nouă poduri", ["9"]),
        ("le premier pont", ["1"]),
        ("finì al secondo posto", ["2"]),
        ("hennes femte roman", ["5"]),
        ("a harmadik híd", ["3"]),
    ],
)
def test_they_are_read_whole(text: str, values: list[str]) -> None:
    """Endings and parts are of the number; nothing of it is another number."""
    assert _values(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "o nouă ofertă",
        "cea mai nouă carte",
        "vào thứ bảy",
        "trong tháng ba",
        "altında kalan",
        "altını sattı",
        "le premier ministre",
        "secondo la procura",
        "mis en quarantaine",
        "des dizaines de ponts",
        "tem mais gente",
    ],
)
def test_other_words_of_the_same_letters_are_none(text: str) -> None:
    """New is not nine, a Saturday not seven, what lies beneath not six."""
    assert _values(text) == []
