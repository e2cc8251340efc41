"""Words that take a claim back or leave it open: negation, denial, plans and rumours, near a place in a sentence.

A claim counts as denied only where the denying word stands in the same clause and governs it; "not only" and "did not
disclose" deny nothing. When in doubt nothing is found: a right value must not be lost for a stray "not".
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["find_denial", "find_hedge"]

REACH = 200  # characters of a sentence looked at on either side

_NOT = str.split(
    "not never yet cannot neither nor no denied denies deny denying denial failed fails fail failing failure "
    "refused refuses refusing "
    "declined declines declining rejected rejects ruled without instead rather opposed false untrue unfounded "
    "dismissed scrapped "
    "abandoned shelved nicht kein keine keinen keiner nie pas aucun aucune jamais nunca ningún ninguna non "
    "nessun nessuna mai não nenhum "
    "nenhuma niet geen nooit не нет ni ne sin senza sem ohne sans zonder bestritt bestreitet dementiert "
    "dementierte dementi nega negó "
    "nego negou niega desmintió démenti dément nie ontkent ontkende отрицает опроверг опровергла отказался отказалась"
)
_CONTRACTED = str.split("didn doesn don hasn haven hadn wasn weren isn aren won wouldn couldn can shouldn")
_CUES = frozenset([*_NOT, *(f"{w}{a}t" for w in _CONTRACTED for a in ("'", "’"))])
_CJK_CUES = ("没", "沒", "未", "否认", "否認", "不", "ない", "ません", "ず", "않", "못", "아니", "부인")

_BOUNDARY = re.compile(
    r"[.;:!?]\s|[。；！？，、]|,\s|\s[–—-]\s|[()\n]|(?<!\w)(?:but|while|whereas|and|although|though|which|who"
    r"|when|after|because|since|until|before|"
    r"where|aber|sondern|und|während|mais|et|alors|pero|sino|y|ma|e|mas|maar|en|но|а|и)(?!\w)",
    re.IGNORECASE,
)
_HARMLESS = (
    r"(?!\s(?:only|just|merely|simply|solely|yet\s(?:been\s)?(?:disclos|reveal|clear|known)|been\s(?:disclos"
    r"|reveal|made\spublic|announced)|"
    r"disclos|reveal|specif|say|said|comment|respond|reply|name|provide|immediately|elaborate|confirm|identify"
    r"|share|includ|"
    r"counting|less|more|fewer|under|below|surpris|clear|known|be\s(?:happier|prouder|more|better)|far|unlike"
    r"|least|alone|to\smention|nur|seulement|solo|soltanto|"
    r"s[óo]\b|somente|alleen|только|menos|meno|weniger|mehr|moins|plus|más|più|bekannt|genannt))"
)


@cache
def _denial_before() -> re.Pattern[str]:
    helping = "did|does|do|has|have|had|was|were|is|are|will|would|could|can|may|might|should"
    return re.compile(
        rf"(?<!\w)(?:(?:{helping})(?:\s(?:not|never)|n['’]t){_HARMLESS}|cannot|can['’]t|never{_HARMLESS}"
        rf"|not{_HARMLESS}|won['’]t|"
        r"(?:has|have|had)\syet\sto|no\s(?:plans?|intentions?|agreement|deal|intent|truth)\b|neither|nor"
        r"|den(?:ied|ies|y|ying|ial)|"
        r"fail(?:ed|s|ing|ure)?\sto|refus(?:ed|es|ing)\sto|declin(?:ed|es|ing)\sto(?!\s(?:disclos|reveal|say"
        r"|comment|specif|name|confirm|"
        r"elaborate|provide|identify|share|give))|rejected|ruled\sout|without(?=\s(?:raising|closing|securing"
        r"|receiving))|"
        rf"instead\sof|rather\sthan|as\sopposed\sto|nicht{_HARMLESS}|kein(?:e[nrs]?)?|nie(?:mals)?|(?:ne"
        rf"|n['’])\s?\w+\s(?:\w+\s)?(?:pas|jamais){_HARMLESS}|"
        rf"pas{_HARMLESS}|aucune?|jamais|no{_HARMLESS}(?=\s(?:ha|han|hubo|recaud|recib|obtuv|logr|cerr|fue|es"
        rf"|está|invirt|consigu))|nunca|ningun[ao]|"
        rf"non{_HARMLESS}|nessun[ao]?|não{_HARMLESS}|nenhuma?|niet{_HARMLESS}|geen|nooit|не{_HARMLESS}"
        rf"|bestr(?:itt|eitet)|dementiert(?:e)?|"
        r"démenti?|neg[óo]|niega|negou|desmintió|ontken(?:t|de)|отрица\w+|опроверг\w*)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _denied_that() -> re.Pattern[str]:
    """A denial reaches over commas and "and" to what follows its "that"."""
    return re.compile(
        r"(?<!\w)(?:den(?:ied|ies|ying)|bestreitet|bestritt|dementierte?)(?!\w)(?:(?!\bbut\b|\bwhile\b|[.;!?]\s).)*?"
        r"\b(?:that|having|dass)\b(?:(?!\bbut\b|\bwhile\b|[.;!?]\s).)*$",
        re.IGNORECASE,
    )


_CJK_DENIAL = re.compile(
    r"(?:并?没有?|沒有?|并未|尚未|未(?!来|來|披露|公布|透露|公开)|否认|否認|不(?!仅|僅|只|但|少于|低于|到|超|过"
    r"|過|断|同|久)(?:会|會|打算|计划)|拒绝(?!透露|置评))[^。；，]{0,30}$"
)
_JK_DENIAL = re.compile(
    r"^[^。、]{0,20}(?:し(?:てい)?ない|しなかった|しておらず|ません|を否定|하지 않|지 않|못했|아니|부인)"
)
_DENIED_AFTER = re.compile(
    r"(?:which|that|this|claims?|reports?|rumou?rs?|but|though|although|however|it|company"
    r"|allegations?)\b[^.!?]{0,60}?"
    r"\b(?:denied|denies|dismissed|untrue|unfounded|(?:is|was|were|are)\s(?:false|not\strue|inaccurate))\b",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(r"[^.,;:!?]{0,40}?\b(?:nicht|niet)\s(?!nur|alleen|bekannt|genannt|bekend)\w+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s|[。！？\n]")
_HEDGES = re.compile(
    r"(?<!\w)(?:in\s(?:\w+\s){0,2}(?:talks|discussions|negotiations)|talks|negotiat\w+|plan(?:s|ned|ning)?\sto"
    r"|plans?\sfor|seek(?:s|ing)?|"
    r"sought|looking\s(?:to|for)|hop(?:es|ed|ing)\s(?:to|for)|aim(?:s|ed|ing)?\s(?:to|at|for)|intend(?:s|ed"
    r"|ing)?\sto|expect(?:s|ed|ing)?\s(?:to|that)|"
    r"consider(?:s|ing)?|could|might|(?-i:may)|would|reportedly|rumou?red|said\sto\sbe|potential(?:ly)?|proposed"
    r"|try(?:ing)?\sto|tries\sto|attempt(?:s|ing)?\sto|"
    r"verhandelt|plant|will\s\w+\sauf|könnte|soll|angeblich|envisage|pourrait|négocie|cherche|podría|negocia"
    r"|busca|planea|potrebbe|"
    r"poderia|zou|onderhandelt|может|планирует|据报道|据悉|拟|计划|洽谈|正在寻求|寻求|可能|有望|検討|予定"
    r"|交渉)(?!\w)",
    re.IGNORECASE,
)
_HEDGE_AFTER = re.compile(
    r"^\W{0,2}(?:\s?(?:(?!and\b|but\b|or\b)\w+\s){0,2})(?:plans?|intentions?|talks|negotiations|discussions)\b",
    re.IGNORECASE,
)


def _clause_before(text: str, position: int) -> str:
    start = max(0, position - REACH)
    for match in _BOUNDARY.finditer(text, start, position):
        start = match.end()
    return text[start:position]


def find_denial(text: str, start: int, end: int) -> str:
    """The words that deny what stands at a place, or "".

    Args:
        text: a sentence, or a few.
        start: where the claim begins.
        end: where it ends.

    Example:
        >>> find_denial("The company did not raise $5 million", 26, 36)
        'did not'
        >>> find_denial("Not only that: it raised $5 million but did not disclose more", 25, 35)
        ''
    """
    ascii_text = text.isascii()
    if _CUES.isdisjoint(text.lower().replace(",", " ").replace(".", " ").split()) and (
        ascii_text or not any(cue in text for cue in _CJK_CUES)
    ):
        return ""
    match = _denial_before().search(_clause_before(text, start)) or _denied_that().search(
        text, max(0, start - REACH), start
    )
    if match is None and not ascii_text:
        match = _CJK_DENIAL.search(text, max(0, start - 40), start) or _JK_DENIAL.search(text[end : end + 40])
    if match is None:
        stop = _SENTENCE_END.search(text, end, end + REACH)
        limit = stop.start() if stop else end + REACH
        match = _DENIED_AFTER.search(text, end, limit) or _NOT_AFTER.match(text, end, limit)
    if match is None:
        return ""
    words = match.group().strip()
    return words if len(words) <= 30 else words.split()[0]


def find_hedge(text: str, start: int, end: int) -> str:
    """The words that leave open what stands at a place, or "".

    Example:
        >>> find_hedge("is in talks to raise a round", 21, 28)
        'in talks'
    """
    match = _HEDGES.search(_clause_before(text, start)) or _HEDGE_AFTER.search(text[end : end + 40])
    return match.group().strip() if match else ""
