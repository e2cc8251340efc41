"""Names in scripts that are written without spaces: whether a text holds them, and whether as a whole."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["holds_unspaced"]

_KATAKANA = re.compile(r"[\u30a0-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
# What may follow a Korean name: particles, titles.
_AFTER_HANGUL = re.compile(
    r"은|는|이|가|을|를|의|와|과|도|에|로|으로|측|그룹|만|부터|까지|나|라는|씨|회장|대표|사장|의장|부사장|부회장|총리"
    r"|대통령|장관|교수|기자|등|처럼|보다|마저|조차|한테|께서|및|다|였|했|주식회사"
)
# What, written onto a Chinese or Japanese name, may make it another one.
_AFTER_HAN = re.compile(
    r"音乐|音樂|影业|影業|电影|游戏|遊戲|视频|云|雲|健康|金融|金服|证券|證券|証券|保险|保険|物流|地产|地產|置业|风投"
    r"|創投|创投|资本|資本|大学|大學|学院|學院|研究院|研究所|総研|基金|医院|醫院|汽车|汽車|自動車|体育|文学|文學|传媒"
    r"|傳媒|电子|電子|電機|電気|重工|化学|化學|製薬|制药|生命|損保|不動産|物産|商事|紡織|工業|建設|ホテル|放送|新聞"
    r"|通信|モバイル|銀行|银行|业(?!务|績|绩)|系(?!统|列|統)|方(?!面|式|案|法|针)|支付|数科|软件|航空|电器|電器|电力"
    r"|電力|能源|石油|石化|人寿|信托|租赁|レンタル|テレビ|ペイ"
)

_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许"
    "許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾丁魏薛叶葉余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹熊金陆陸郝孔白崔康毛邱"
    "秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賴赖龚"
)
_GIVEN = (
    "华華飞飛伟偉芳娜敏静靜丽麗强磊军軍洋勇艳杰娟涛濤超霞平刚剛桂英玲鹏鵬辉輝婷雪波宁寧斌鑫燕红紅玉兰蘭凤"
    "鳳洁潔梅琳云雲莲媛瑞凡佳嘉琼珍莉峰龙龍东東海林阳陽明晨浩宇轩"
)
"""Frequent second characters of given names: 李明 may be 李明华."""


def holds_unspaced(core: str, text: str) -> Literal["whole", "unsure", "no"]:
    """Whether a text holds a name of a script without spaces.

    Args:
        core: the name, folded, legal forms off.
        text: the words, folded, spaces off.

    Returns:
        ``unsure`` where other characters that may belong to it are written onto it everywhere.

    Example:
        >>> [holds_unspaced("腾讯", text) for text in ("腾讯宣布", "腾讯音乐宣布", "阿里宣布")]
        ['whole', 'unsure', 'no']
    """
    at, found = text.find(core), False
    while at >= 0:
        found = True
        if not _is_extended(
            core, text[at - 2 : at] if at > 1 else text[:at], text[at + len(core) : at + len(core) + 4]
        ):
            return "whole"
        at = text.find(core, at + 1)
    return "unsure" if found else "no"


def _is_extended(core: str, before: str, after: str) -> bool:
    if _runs_on(core[-1:], after) or _runs_on(core[:1], before[::-1]):
        return True
    if _HANGUL.match(core[-1:]) and _HANGUL.match(after):
        return not _AFTER_HANGUL.match(after)
    if len(core) == 2 and core[0] in _SURNAMES and after[:1] and after[0] in _GIVEN:
        return True
    return core[-1:] >= "\u2e80" and _AFTER_HAN.match(after) is not None


def _runs_on(edge: str, beside: str) -> bool:
    """Whether a word of katakana or Latin letters goes on beside an edge of the name."""
    if _KATAKANA.match(edge):
        return bool(_KATAKANA.match(beside)) and (beside[:1] not in "・゠" or bool(_KATAKANA.match(beside[1:2])))
    return edge.isascii() and edge.isalnum() and beside[:1].isascii() and beside[:1].isalnum()
