"""Names of fields in Latin letters for words of other scripts: ``uriage`` is 売上, ``pribyl`` is прибыль."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["in_own_script"]

_ROWS = {
    # Chinese
    "siwang": "死亡",
    "shoushang": "受伤",
    "shizong": "失踪",
    "huojiu": "获救",
    "yuangong": "员工",
    "yingshou": "营收",
    "jinglirun": "净利润",
    "yingye_lirun": "营业利润",
    "maolilv": "毛利率",
    "chukou": "出口",
    "jinkou": "进口",
    "chanliang": "产量",
    "kucun": "库存",
    "mubiao": "目标",
    # Japanese
    "uriage": "売上",
    "jun_rieki": "純利益",
    "eigyo_rieki": "営業利益",
    "rieki": "利益",
    "yosou": "予想",
    "mokuhyo": "目標",
    "shisha": "死者",
    "fushosha": "負傷者",
    "jugyoin": "従業員",
    "zennen": "前年",
    # Korean
    "maechul": "매출",
    "yeongeop_iik": "영업이익",
    "sun_iik": "순이익",
    "sunikik": "순이익",
    "samang": "사망",
    "samangja": "사망",
    "busang": "부상",
    "busangja": "부상",
    "jigwon": "직원",
    "suchul": "수출",
    "mokpyo": "목표",
    # Russian
    "vyruchka": "выручка",
    "pribyl": "прибыль",
    "chistaya": "чистая",
    "passazhiry": "пассажиры",
    "pogibshie": "погибшие",
    "postradavshie": "пострадавшие",
    "sotrudniki": "сотрудники",
    "prognoz": "прогноз",
    "eksport": "экспорт",
}
_WORDS = re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(_ROWS, key=len, reverse=True))})(?![a-z])")


@lru_cache(maxsize=1024)
def in_own_script(name: str) -> str:
    """A field's name with its romanised words in their own script.

    Args:
        name: the field's name, in snake case.

    Example:
        >>> in_own_script("jun_rieki_yosou"), in_own_script("net_profit")
        ('純利益_予想', 'net_profit')
    """
    return _WORDS.sub(lambda match: _ROWS[match.group()], name) if name.isascii() and name.islower() else name
