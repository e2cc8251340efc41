"""Made-up news in twelve languages: sentences with a company, a person and a number in each."""

from __future__ import annotations

import random
from dataclasses import dataclass

__all__ = ["LANGUAGES", "UNSPACED", "Article", "Sentence", "make_article"]

UNSPACED = frozenset({"ja", "zh", "th"})

_TEMPLATES = {
    "en": [
        "{company} raised ${number} million in a funding round that was led by {person} and several older investors.",
        "The board of {company} has not approved the plan for {number} stores, according to its chairman {person}.",
        "Revenues at {company} climbed to {number} million euros while the market continued to shrink, {person} wrote.",
        "Analysts at {company} expect that around {number} workers never returned to the factory after the summer.",
        "“We’re building a network of {number} stations,” said {person}, who founded {company}, “and people love it.”",
    ],
    "de": [
        "Die Firma {company} sammelte in der letzten Runde {number} Millionen Euro ein, wie {person} bestätigte.",
        "{company} hat den Vertrag über {number} Anlagen nicht unterschrieben, weil die größeren Banken zögerten.",
        "Nach Angaben von {person} wird {company} künftig {number} neue Stellen schaffen und weiter wachsen.",
    ],
    "fr": [
        "L’entreprise {company} a levé {number} millions d’euros auprès de plusieurs fonds, a précisé {person} hier.",
        "La société {company} n’a pas vendu ses {number} magasins, malgré une année très difficile pour le secteur.",
        "Selon {person}, {company} prévoit d’ouvrir {number} centres régionaux avant la fin de l’été prochain.",
    ],
    "es": [
        "La empresa {company} recaudó {number} millones de euros en una ronda encabezada por {person} esta semana.",
        "{company} no vendió las {number} tiendas que tenía en la región, según explicó después {person}.",
    ],
    "ru": [
        "Компания {company} привлекла {number} миллионов долларов, сообщил вчера вечером основатель {person}.",
        "Совет директоров {company} не одобрил покупку {number} новых складов, хотя {person} настаивал на сделке.",
    ],
    "el": ["Η εταιρεία {company} άντλησε {number} εκατομμύρια ευρώ από παλαιούς επενδυτές, δήλωσε χθες ο {person}."],
    "ar": ["جمعت شركة {company} مبلغ {number} مليون دولار في جولة تمويل جديدة كما أعلن {person} أمس."],
    "hi": ["कंपनी {company} ने इस दौर में {number} करोड़ रुपये जुटाए हैं, यह बात {person} ने कल शाम बताई।"],
    "ko": ["{company}는 이번 투자 유치에서 {number}억 원을 조달했다고 {person} 대표가 어제 밝혔다."],
    "ja": [
        "{company}は新しい資金調達で{number}億円を集めたと{person}氏が昨日の会見で明らかにした。",
        "{company}の取締役会は{number}店舗の計画を承認しなかったと{person}氏は述べている。",
    ],
    "zh": [
        "{company}在本轮融资中筹集了{number}亿元人民币，创始人{person}昨天在发布会上表示。",
        "{company}没有批准收购{number}家门店的计划，{person}随后向记者解释了原因。",
    ],
    "th": ["{company}ระดมทุนได้{number}ล้านบาทในรอบล่าสุดตามที่{person}ประกาศเมื่อวานนี้"],
}
LANGUAGES = tuple(_TEMPLATES)

_SYLLABLES = {
    "ru": "ба,ве,гор,дим,лан,мор,ник,рос,сан,тел,вол,зар",
    "el": "βα,γε,δορ,λιμ,μαν,νικ,ρος,σαν,τελ,κορ,πετ,ζαρ",
    "ar": "با,سا,نور,ريم,لين,مار,تيك,فار,جاد,كون",
    "hi": "बा,सा,नूर,रीम,लीन,मार,तेज,फार,जाद,कोन",
    "ko": "가,나,도,리,마,보,서,오,지,하,민,온",
    "ja": "東,西,南,北,山,川,田,林,森,原,海,光",
    "zh": "华,东,明,新,天,海,星,光,龙,信,达,安",
    "th": "กา,ดา,มา,นา,ริน,ชัย,วัฒน,พงศ,ทอง,แสง",
}
_LATIN = "bel,cor,dan,fen,gra,hol,jun,kas,lum,mor,nev,pol,quin,ros,sel,tam,vor,wen,yal,zim"


@dataclass(frozen=True)
class Sentence:
    """A sentence, where it stands in its article, and what it says."""

    text: str
    start: int
    company: str
    person: str
    number: str


@dataclass(frozen=True)
class Article:
    """A made-up article."""

    language: str
    text: str
    sentences: tuple[Sentence, ...]


def make_article(dice: random.Random, language: str, count: int = 24) -> Article:
    """Make an article whose sentences all differ in company, person and number."""
    numbers = dice.sample(range(101, 999), count)
    names: list[str] = []
    while len(names) < 2 * count:
        name = _name(dice, language)
        # No name within another, so that each has one right place.
        if not any(name in other or other in name for other in names):
            names.append(name)
    sentences, text = [], ""
    for at, number in enumerate(numbers):
        company, person = names[2 * at], names[2 * at + 1]
        template = dice.choice(_TEMPLATES[language])
        printed = f"{number}.{dice.randrange(1, 9)}" if dice.random() < 0.3 else str(number)
        sentence = template.format(company=company, person=person, number=printed)
        sentences.append(Sentence(sentence, len(text), company, person, printed))
        text += sentence + ("\n\n" if dice.random() < 0.2 else "" if language in ("ja", "zh") else " ")
    return Article(language, text, tuple(sentences))


def _name(dice: random.Random, language: str) -> str:
    syllables = _SYLLABLES.get(language, _LATIN).split(",")
    return "".join(dice.choices(syllables, k=3 if language in UNSPACED or language == "ko" else 4)).capitalize()
