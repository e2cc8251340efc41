"""Words that make a figure a loss or a fall, in more languages."""

from __future__ import annotations

import pytest

from llm_extract.grounding.signs import says_minus


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("전날보다 4.3% 내린 값에", "4.3%", True),
        ("전날보다 4.3% 오른 값에", "4.3%", False),
        ("marj 3,2 puan düşüşle geriledi", "3,2", True),
        ("marj 3,2 puan artışla yükseldi", "3,2", False),
        ("il 3% in meno dell'anno prima", "3%", True),
        ("il 3% in più dell'anno prima", "3%", False),
        ("o 5% mniej niż przed rokiem", "5%", True),
        ("на 5% ниже прошлогоднего", "5%", True),
        ("zmniejszył się o 7 proc. w maju", "7 proc.", True),
        ("zwiększył się o 7 proc. w maju", "7 proc.", False),
        ("просели на 4%", "4%", True),
        ("una flessione del 4%", "4%", True),
        ("um recuo de 4%", "4%", True),
        ("a queda acumulada chega a 5,8%", "5,8%", True),
        ("a cotação chega a 5,8%", "5,8%", False),
        ("a queda levou o preço a 5,8 reais", "5,8 reais", False),
        ("uma baixa de 3%", "3%", True),
        ("üretim yüzde 6 düşerek geriledi", "yüzde 6", True),
        ("yüzde 6 düşmedi", "yüzde 6", False),
        ("ขาดทุน 18 ล้านบาท", "18 ล้านบาท", True),
        ("ไม่ขาดทุน 18 ล้านบาท", "18 ล้านบาท", False),
        ("προϊόν με μείωση 4%", "4%", True),
        ("запаси знизились на 4%", "4%", True),
        ("запаси знизились до 4 тонн", "4 тонн", False),
        ("myynti laski 4 prosenttia", "4 prosenttia", True),
        ("vânzările au scăzut cu 4%", "4%", True),
        ("a point and a half lower", "a point and a half", True),
    ],
)
def test_falls(text: str, figure: str, expected: bool) -> None:
    """A word of falling behind the figure counts, one of rising does not."""
    start = text.index(figure)
    assert says_minus(text, start, start + len(figure)) is expected
