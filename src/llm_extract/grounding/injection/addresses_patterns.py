"""The patterns of the parts of an order to a reading machine, by language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from ...values.lazy_patterns import lazily
from .addresses_machines import BARE, GREETING, MACHINE, MACHINE_ENGLISH, MACHINE_UNSPACED, NO_MACHINE
from .addresses_row import Row
from .addresses_words import ROWS, UNSPACED

__all__ = ["Parts", "entries", "parts_of"]

_BEGIN = r"(?:^|(?<=[\n.!?:;,\"“”„«»(\[>*#–—-])|(?<=[.!?:;,\"“”„«»(\[>*#–—-]\s))\W{0,3}"
_NO_HEADLINE = r"(?!\s(?:how|why|what|when|where|who|inside|meet|the|an?)\b)"
_NOT_WHICH = (
    r"(?!\s*(?:die|der|das|den|dem|welch\w*|qui|que|dont|che|cui|któr\w+|котор\w+|як\w+|kter\w+|ktor\w+|som|which|who"
    r"|whose|that|such|including|and|or|und|et|y|e|i|и|och|en)\b)"
)
_SMALL = r"(?:(?!not\b|nicht\b|kein|pas\b|não\b|non\b|niet\b|inte\b|ikke\b|nie\b|не\b|no\b)[\w'’]{1,6}[ ]){0,3}"
# What a machine has made: "translated by AI; please report errors".
_MADE = (
    r"\b(?:(?:translat|generat|creat|produc|summari[sz]|transcrib|compil|proofread|edit|assist)\w*|written|made|done"
    r"|(?:übersetz|generier|erstell|verfass|geschrieben|tradui|généré|rédigé|créé|écrit|traduc|traduz|genera|gerad"
    r"|redact|escrit|tradott|scritt|redatt|vertaald|gegenereerd|geschreven|översatt|oversatt|oversat|gener|skrev"
    r"|przetłumaczon|wygenerowan|napisan|přelož|prelož|vygenerov|tradus|fordít|refordít|käännet|kirjoitet|çevril"
    r"|oluştur|перевед|сгенерир|написан|переклад|створен|превед|генериран|preveden|generiran|μεταφράστ|γράφτηκε"
    r"|diterjemahkan|ditulis|được dịch|được viết)\w*)[^.!?\n]{0,30}?"
)
_BY = (
    r"\b(?:by|with|using|par|por|da|dall['’]|con|avec|mit|von|durch|door|av|af|med|przez|przy pomocy|pomocí|pomocou|cu"
    r"|de către|помощью|допомогою|помощта на|pomoću|από|με|oleh|bởi)[ '’]?(?:[\w]+[ '’]){0,3}?"
)
_MADE_ELSEWHERE = (
    r"|нейросетью|нейросетями|нейромережею|искусственным интеллектом|штучним інтелектом|(?:由|被|经|經)(?:AI|人工)"
    r"|(?:AI|人工知能)(?:が|で|により|によって)(?:翻訳|生成|作成|要約|執筆)|(?:AI|인공지능)(?:이|가|으로|로)?\s?(?:번역"
    r"|생성|작성)(?:했|한|되|된)|(?:ترجم|كتب|أنشأ|تمت ترجم)\w* (?:\w+ )?(?:بواسطة )?(?:ال)?ذكاء"
)
# English verbs are nouns too, but for what follows them.
_OBJECT = (
    r"(?= (?:the|an?|all|any|every|each|this|that|these|those|no|only|not|as|in|it|its|them|with|exactly|nothing|null"
    r"|none|instead|zero|about|for|to|every\w+|\d)\b| [\"“'‘\[{$€£\d]|[^\S\n]?[\"“])"
)
_RECORDED = (
    r"(?:entered|recorded|reported|listed|treated|marked|label+ed|read|set|given|summari[sz]ed|extracted|output"
    r"|returned|classified|left (?:out|empty|blank)|omitted|ignored|replaced|attributed|registered|logged|tagged"
    r"|counted|answered|named|multiplied)"
)
_WHERE_IT_SAYS = (
    r"|\b(?:where|what|whatever|although|though|when|even if) the (?:text|article|page|story|document) (?:says|states"
    r"|reads|gives|names|has)\b|\b(?:when|while|whenever|before|after|if|once) you (?:fill|extract|record|enter|read"
    r"|process|parse|summari[sz]e|write|answer|report|output)\b"
    r"|\bfrom (?:here|this (?:point|line|paragraph|sentence)) on|\bin (?:what follows|later articles)"
)
_QUOTED = (
    r"|\b(?:words?|sentence|phrase|string) [\"“]"
    r"|\b(?:append|insert|add|record|enter|output|register|return|log|list|write|print|include|state|report) [\"“]"
)
_YOU_OUTPUT = (
    r"|\byou (?:are (?:going )?to )?(?:output|extract|return|emit|generate|parse)\b"
    r"|\bbefore (?:answering|responding|extracting|summari[sz]ing|generating|you extract)\b"
    r"|\byour (?:\w+ )?(?:developers?|creators?|makers?|operators?|programmers?|trainers?|engineers|designers)\b"
)
_OUTPUT = (
    r"(?:output|extractions?|json|completions?|ausgabe\w*|uitvoer|utdata|sortie|salida|saída|ieșire\w*|výstup\w*"
    r"|kimenet\w*|tulost\w*|çıktı\w*"
    r"|вывод\w*|вивід|виводі|изход\w*|izlaz\w*|έξοδ\w*|keluaran|đầu ra|输出|輸出|出力|출력|مخرجات|פלט|خروجی)"
)


_Pattern = Callable[[], re.Pattern[str]]
"""Few articles speak of machines in a language at all, so that few patterns are needed."""


@dataclass(frozen=True)
class Parts:
    """The patterns of one language."""

    few: bool
    you_are: _Pattern
    called: _Pattern
    spoken_to: _Pattern
    hinted: _Pattern
    machine: _Pattern
    must: _Pattern
    order: _Pattern
    thing: _Pattern
    nothing: _Pattern
    here: _Pattern
    yours: _Pattern
    your_output: _Pattern
    your_rules: _Pattern
    rules_aside: _Pattern
    made_of_it: _Pattern
    made_by_it: _Pattern
    reported: _Pattern


def entries(words: str) -> list[str]:
    """The words of one part of a row."""
    return [word.replace("_", " ") for word in words.split()]


def _any_of(words: str, *, spaced: bool = True) -> str:
    found = sorted(entries(words), key=len, reverse=True)
    plain = [re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", " ") for entry in found]
    plain = [f"(?-i:{entry.replace('!', '')})" if entry.startswith("!") else entry for entry in plain]
    return f"(?<!\\w)(?:{'|'.join(plain)})(?!\\w)" if spaced else f"(?:{'|'.join(plain)})"


@cache
def parts_of(language: str) -> Parts:
    """The patterns of a language."""
    row, spaced, english = ROWS[language], language not in UNSPACED, language == "en"
    row = Row(*(_any_of(words, spaced=spaced) for words in row))
    machine = MACHINE_ENGLISH if english else MACHINE if spaced else MACHINE_UNSPACED
    order = rf"(?:{row.order}{_OBJECT}|\b(?:be|being) {_RECORDED}\b)" if english else row.order
    between = r"(?: \w+){0,2} " if spaced else r"\W?\w{0,3}"
    gap = r"(?:[^\w\n]+\w+){0,2}?[^\w\n]+" if spaced else r"[^\w\n]?\w{0,4}?"
    here = rf"{row.this}{between}{row.page}|{row.page}{between}{row.this}"
    patterns = (
        *("|".join(f"(?:{form})" for form in forms) for forms in _forms(row, machine, order, language)),
        machine,
        row.must,
        order,
        row.thing,
        rf"{row.nothing}|\[\]|\{{\s?\}}|{row.thing}[^\S\n][\"“„«»]" + _QUOTED * english,
        here + _WHERE_IT_SAYS * english,
        rf"{row.yours}{between}{row.thing}|{row.yours} {row.thing}" + _YOU_OUTPUT * english,
        rf"{row.yours}{between}{_OUTPUT}" + _YOU_OUTPUT * english,
        rf"{row.yours}{gap}{row.rules}",
        rf"{row.aside}[^.!?\n]{{0,40}}?{row.yours}{gap}{row.rules}"
        rf"|{row.yours}{gap}{row.rules}[^.!?\n]{{0,30}}{row.aside}",
        rf"{row.digest}[^.!?。\n]{{0,30}}?(?:{here})|(?:{here})[^.!?。\n]{{0,12}}?{row.digest}"
        + rf"|(?:{here}) (?:is|are|gets) (?:turned|converted|made|summari[sz]ed|extracted|parsed|indexed|fed)\b"
        * english,
        rf"{_MADE}{_BY}{machine}{_MADE_ELSEWHERE}",
        row.reported,
    )
    return Parts(english or not spaced, *(lazily(pattern, re.IGNORECASE | re.MULTILINE) for pattern in patterns))


def _forms(row: Row, machine: str, order: str, language: str) -> Iterator[tuple[str, ...]]:
    """How a machine is told what it is, called, spoken to, and hinted at."""
    spaced, english, cases = language not in UNSPACED, language == "en", language in _WITH_CASES
    named = rf"(?:{machine}|{BARE}{NO_MACHINE})"
    to = (
        rf"[^\w\n]+{row.to}(?:[^\w\n]+\w{{1,6}}){{0,3}}[^\w\n]+{machine}"
        if spaced
        else rf"\W?{row.to}[^。.\n]{{0,10}}?{machine}"
    )
    before = rf"\s*(?:\S+\s+){{0,{4 if english else 6}}}?" if spaced else r"[^。.\n]{0,40}?"
    yield (rf"{row.you_are}" + (rf"[^\w\n]+{_SMALL}{named}" if spaced else rf"[^。.]{{0,10}}?{named}"),)
    yield (
        rf"{_BEGIN}{GREETING}{machine}\s?(?:[,!，、！]|[:：]{_NO_HEADLINE})",
        rf"{row.note}(?:[^\w\n]+\w+){{0,4}}?{to}[^.:!?\n]{{0,80}}[:–—\])：，]",
        rf"{machine}(?:[^\w\n]{{1,3}}|\W?\w{{0,3}})?{row.note}\s?[:=：]",
        *((rf"{_BEGIN}{machine} (?:only|alone|please|attention)\s?[,:]",) if english else ()),
        *(() if spaced else (rf"{machine}[^\w\n]?\w{{0,6}}?{row.to}[:,、：，]",)),
        *((rf"{row.note}[^\w\n]+(?:\w+[^\w\n]+){{0,2}}?{machine}(?: \w+)?\s?:",) if cases else ()),
    )
    yield (
        rf"{_BEGIN}{machine}(?:\s[^\s,:!.?\n]+){{0,6}}\s?(?:[:!：！،,，、]"
        rf"|\s[–—-]\s){_NOT_WHICH}{before}[\"“„«]?{order}",
        rf"{_BEGIN}{to.removeprefix(_GAP_BEFORE)}[^.:!?\n]{{0,60}}[:：]",
        rf"{row.note}(?:[^\w\n]+\w+){{0,4}}?{to}[^.:!?\n]{{0,80}}[,.!]",
        *((_REWARDED.format(machine=machine),) if english else ()),
        rf"\b(?:wenn|falls|sofern) (?:du|sie|ihr) (?:\w+ )?{machine} (?:bist|sind|seid)\b|\bals (?:je|u"
        rf"|jij) (?:\w+ )?{machine} bent\b",
        *((rf"{machine}[^\w\n]+(?:vagy|olet|olette|sin)\b",) if cases else ()),
    )
    yield (
        rf"{_BEGIN}{machine}\s?[:：]",
        rf"{row.note}\s?[:：]\s*(?:\w+\s){{0,3}}?(?:\w{{0,3}}){machine}",
        *((_THREATENED.format(machine=machine),) if english else ()),
    )


_WITH_CASES = frozenset(("hu", "fi", "tr", "pl", "cs", "ru", "uk", "hr", "el", "ro", "id", "vi"))
_GAP_BEFORE = r"[^\w\n]+"
_REWARDED = r"{machine} (?:that|which) [^.!?\n]{{0,80}}\bwill (?:get|receive|earn|be (?:rewarded|rated|paid))\b"
_THREATENED = (
    r"\b(?:an?|any|every|each|whichever) {machine} (?:that|which) (?:\w+ )?(?:print|output|report|extract|record"
    r"|mention|list|name|repeat|include|omit|quote|reproduce)\w*\b"
)
