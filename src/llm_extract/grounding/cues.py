"""The words of negation, denial and hedging, and the patterns in which they govern something; compiled when needed."""

from __future__ import annotations

import re
from functools import cache

__all__ = [
    "CJK_CUES",
    "CUES",
    "HEDGE_STEMS",
    "chinese_denial",
    "clause_boundary",
    "denial_at_the_end",
    "denial_before",
    "denied_after",
    "denied_that",
    "hedge_after",
    "hedge_before",
    "not_after",
    "sentence_end",
]

_NOT = str.split(
    "not never yet cannot neither nor no denied denies deny denying denial failed fails fail failing failure "
    "refused refuses refusing "
    "declined declines declining rejected rejects ruled without instead rather opposed false untrue unfounded "
    "dismissed scrapped "
    "abandoned shelved nicht kein keine keinen keiner nie pas aucun aucune jamais nunca ningún ninguna non "
    "nessun nessuna mai não nenhum "
    "nenhuma niet geen nooit не нет ni ne sin senza sem ohne sans zonder bestritt bestreitet dementiert "
    "dementierte dementi nega negó "
    "nego negou niega desmintió démenti dément nie ontkent ontkende отрицает отрицают отрицал отрицала "
    "опроверг опровергла опровергли опровергает опровергают отказался отказалась отказались"
)
_CONTRACTED = str.split("didn doesn don hasn haven hadn wasn weren isn aren won wouldn couldn can shouldn")
CUES = frozenset([*_NOT, *(f"{w}{a}t" for w in _CONTRACTED for a in ("'", "’"))])
CJK_CUES = (
    "没",
    "沒",
    "未",
    "否认",
    "否認",
    "不",
    "ない",
    "ません",
    "ず",
    "않",
    "못",
    "아니",
    "부인",
    "실패",
    "なか",
    "否定",
    "至ら",
    "断念",
    "見送",
    "失敗",
)

HEDGE_STEMS = (
    "talks", "discussions", "negoti", "plan", "seek", "sought", "looking", "hop", "aim", "inten", "expect",
    "consider", "could", "might", "may", "would", "reportedly", "rumo", "to be", "to\u00a0be", "to\nbe", "potential",
    "propos", "try", "tries", "attempt", "verhandel", "will", "könnte", "soll", "angeblich", "envisage", "pourrait",
    "négoci", "cherche", "podría", "negoci", "busca", "potrebbe", "poderia", "zou", "может", "планирует", "据报道",
    "据悉", "拟", "计划", "洽谈", "寻求", "可能", "有望", "検討", "予定", "交渉", "目指", "見込", "計画", "намерен",
    "собира", "рассчит", "якоб", "перегов", "검토", "추진", "예정", "계획", "논의", "협의",
)  # fmt: skip
"""What no hedge is without, in lower case."""


@cache
def clause_boundary() -> re.Pattern[str]:
    return re.compile(
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
    r"s[óo]\b|somente|alleen|только|menos|meno|weniger|mehr|moins|plus|más|più|bekannt|genannt|менее|более|раскры|разглаш|сообща|уточн|называ|комментир))"
)


@cache
def denial_before() -> re.Pattern[str]:
    helping = "did|does|do|has|have|had|was|were|is|are|will|would|could|can|may|might|should"
    return re.compile(
        rf"(?<!\w)(?:(?:(?:{helping})(?:\s(?:not|never)|n['’]t)|never|not|nicht|(?:ne|n['’])\s?\w+\s(?:\w+\s)?(?:pas|jamais)"
        rf"|pas|non|não|niet|не|no(?=\s(?:ha|han|hubo|recaud|recib|obtuv|logr|cerr|fue|es|está|invirt|consigu)))"
        rf"{_HARMLESS}|cannot|can['’]t|won['’]t|(?:has|have|had)\syet\sto"
        r"|no\s(?:plans?|intentions?|agreement|deal|intent|truth)\b|neither|nor|den(?:ied|ies|y|ying|ial)"
        r"|fail(?:ed|s|ing|ure)?\sto|refus(?:ed|es|ing)\sto|declin(?:ed|es|ing)\sto(?!\s(?:disclos|reveal|say"
        r"|comment|specif|name|confirm|elaborate|provide|identify|share|give))|rejected|ruled\sout"
        r"|without(?=\s(?:raising|closing|securing|receiving))|instead\sof|rather\sthan|as\sopposed\sto"
        r"|kein(?:e[nrs]?)?|nie(?:mals)?|aucune?|jamais|nunca|ningun[ao]|nessun[ao]?|nenhuma?|geen|nooit"
        r"|bestr(?:itt|eitet)|dementiert(?:e)?|démenti?|neg[óo]|niega|negou|desmintió|ontken(?:t|de)"
        r"|отрица\w+|опроверг\w*|отказал\w*\sот)(?!\w)",
        re.IGNORECASE,
    )


@cache
def denied_that() -> re.Pattern[str]:
    """A denial reaches over commas and "and" to what follows its "that"."""
    return re.compile(
        r"(?<!\w)(?:den(?:ied|ies|ying)|bestreitet|bestritt|dementierte?|отрица\w+|опроверг\w*)(?!\w)(?:(?!\bbut\b|\bwhile\b|[.;!?]\s).)*?"
        r"\b(?:that|having|dass|что)\b(?:(?!\bbut\b|\bwhile\b|[.;!?]\s).)*$",
        re.IGNORECASE,
    )


@cache
def chinese_denial() -> re.Pattern[str]:
    return re.compile(
        r"(?:并?没有?|沒有?|并未|尚未|未(?!来|來|披露|公布|透露|公开)|否认|否認|不(?!仅|僅|只|但|少于|低于|到|超|过"
        r"|過|断|同|久)(?:会|會|打算|计划)|拒绝(?!透露|置评))[^。；，]{0,30}$"
    )


@cache
def denial_at_the_end() -> re.Pattern[str]:
    return re.compile(
        # what is not made public, and a further clause, deny nothing
        r"^(?:(?!公表|公開|開示|明らか|発表|공개|밝히|공시|언급|며\s|지만|했고|뿐|[.,]\s)[^。、]){0,20}"
        r"(?:し(?:てい)?ない|しなかった|しておらず|でき(?:な|ず)|ません|を否定|を否認|至ら(?:な|ず)|断念|見送|失敗"
        r"|지 않|못했|아니|부인|실패)"
    )


@cache
def denied_after() -> re.Pattern[str]:
    return re.compile(
        r"(?:which|that|this|claims?|reports?|rumou?rs?|but|though|although|however|it|company"
        r"|allegations?)\b[^.!?]{0,60}?"
        r"\b(?:denied|denies|dismissed|untrue|unfounded|(?:is|was|were|are)\s(?:false|not\strue|inaccurate))\b",
        re.IGNORECASE,
    )


@cache
def not_after() -> re.Pattern[str]:
    return re.compile(
        r"[^.,;:!?]{0,40}?\b(?:nicht|niet)\s(?!nur|alleen|bekannt|genannt|bekend)\w+"
        r"|[^.,;:!?]{0,40}?\bне\s(?:привлек|привлёк|получ|собра|закры|инвестир)\w*",
        re.IGNORECASE,
    )


@cache
def sentence_end() -> re.Pattern[str]:
    return re.compile(r"[.!?]\s|[。！？\n]")


@cache
def hedge_before() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:in\s(?:\w+\s){0,2}(?:talks|discussions|negotiations)|talks|negotiat\w+|plan(?:s|ned|ning)?\sto"
        r"|plans?\sfor|seek(?:s|ing)?|"
        r"sought|looking\s(?:to|for)|hop(?:es|ed|ing)\s(?:to|for)|aim(?:s|ed|ing)?\s(?:to|at|for)|intend(?:s|ed"
        r"|ing)?\sto|expect(?:s|ed|ing)?\s(?:to|that)|"
        r"consider(?:s|ing)?|could|might|(?-i:may)|would|reportedly|rumou?red|said\sto\sbe|potential(?:ly)?|proposed"
        r"|try(?:ing)?\sto|tries\sto|attempt(?:s|ing)?\sto|"
        r"verhandelt|plant|will\s\w+\sauf|könnte|soll|angeblich|envisage|pourrait|négocie|cherche|podría|negocia"
        r"|busca|planea|potrebbe|"
        r"poderia|zou|onderhandelt|может|планиру\w+|намерен\w?|собира\w+ся|рассчитыва\w+|якобы|(?:ведет|ведёт|ведут)\sпереговоры|据报道|据悉|拟|计划|洽谈|正在寻求|寻求|可能|有望|検討|予定"
        r"|交渉)(?!\w)",
        re.IGNORECASE,
    )


@cache
def hedge_after() -> re.Pattern[str]:
    return re.compile(
        r"^\W{0,2}(?:\s?(?:(?!and\b|but\b|or\b)\w+\s){0,2})(?:plans?|intentions?|talks|negotiations|discussions)\b"
        r"|^\s?[をの을를]?\s?(?:検討|目指|予定|見込|計画|交渉|검토|추진|예정|계획|논의|협의)",
        re.IGNORECASE,
    )
