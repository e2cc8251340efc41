"""Names written together with other words."""

from __future__ import annotations

import pytest

from llm_extract.values.unspaced_names import holds_unspaced


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("腾讯", "腾讯宣布", "whole"),
        ("腾讯", "腾讯投资了", "whole"),
        ("腾讯", "腾讯音乐宣布", "unsure"),
        ("腾讯", "腾讯音乐和腾讯宣布", "whole"),
        ("京东", "京东方宣布", "unsure"),
        ("京东", "京东方面表示", "whole"),
        ("中国银行", "中国银行业协会", "unsure"),
        ("李明", "李明华表示", "unsure"),
        ("李明", "李明表示", "whole"),
        ("ソフトバンク", "ソフトバンクは", "whole"),
        ("ソフト", "ソフトバンクは", "unsure"),
        ("トヨタ", "トヨタ紡織は", "unsure"),
        ("삼성", "삼성은", "whole"),
        ("삼성", "삼성전자는", "unsure"),
        ("阿里巴巴", "腾讯宣布", "no"),
    ],
)
def test_unspaced(name: str, text: str, held: str) -> None:
    """What is written onto a name may belong to it; particles, verbs and titles do not."""
    assert holds_unspaced(name, text) == held
