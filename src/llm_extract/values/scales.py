"""Scale words (million, Mrd., 亿) and their factors, for many languages.

Long and short scale: English ``billion`` is 10**9; German ``Billionen`` and Spanish ``billones`` are 10**12. The form
``billion`` itself is read as English. ``兆`` is 10**12 (Japan, Taiwan).
"""

from __future__ import annotations

from decimal import Decimal

__all__ = ["CJK_SCALES", "SCALES", "SHORT_SCALES"]


def _table(rows: dict[int, str]) -> dict[str, Decimal]:
    return {word: Decimal(10) ** power for power, words in rows.items() for word in words.split()}


SCALES = _table(
    {
        2: "hundred hundreds hundert honderd cento cent cien",
        3: "thousand thousands thsd tausend tsd mille mila mil miles duizend tusen tusind tys tysięcy tisíc bin "
        "тыс тысяч тысяча тысячи ألف آلاف ribu nghìn ngàn हज़ार हजार grand tysiąc tisíce ezer χιλιάδες χιλ "
        "bine bini binde binden binin binlik tuhatta tuhannen ezret tisuća tisuće hiljada hiljade тысячу тысячам "
        "тысячами тысячах тис тисяч тисяча тисячі хиляди tysiące tysiącach tysiącami mii tūkst tūkstančių هزار אלף",
        5: "lakh lakhs lac lacs लाख",
        6: "million millions millionen mio mill millón millones millon milhão milhões milhao milhoes milione milioni "
        "mln millioen mn mm miljoen miljoonaa miljoner millioner miljon milion miliona milionów miliony milionů milyon "
        "juta triệu millió milioane milionu miliony εκατ εκατομμύρια εκατομμύριο млн миллион миллиона миллионов "
        "мільйонів мільйони милиона مليون مليونا مليوناً مليونًا ملايين milyona milyonu milyonun milyonda milyondan "
        "milyonluk miljoonan "
        "miljoonaan milliót millióra millióval milijun milijuna milijuni milionach milionami milionom milionech "
        "milions миллиону миллионам миллионами миллионах мільйон мільйона милиони milijonų miljonit میلیون מיליון",
        7: "crore crores cr करोड़",
        9: "billion billions bn bln milliard milliards milliarde milliarden mrd mld mlrd miliardo miliardi miljard "
        "miljardi miljardia miljarder milliarder mia mia bilhão bilhões bilhao bilhoes miliard miliarda miliardów "
        "miliardu miliardă milliárd miliarde δισ δισεκατομμύρια miliardy milyar miliar tỷ tỉ млрд миллиард "
        "миллиарда миллиардов мільярдів مليار مليارا ملياراً مليارًا مليارات milyara milyarı milyarın milyarda "
        "milyardan milyarlık "
        "miljardin miljardiin milliárdot milliárdra milijarda milijarde milijardi miliardach miliardami miliardům "
        "миллиарду миллиардам миллиардами миллиардах мільярд мільярда мільярди милиарда अरब میلیارد מיליארד",
        12: "trillion trillions tn trn billionen billones bilioni biliardi trilhão trilhões trilyon triliun трлн "
        "триллион триллиона триллионов تريليون "
        "trilyona trilyonu trilyonluk billón biljoen biljoner bilion biliona biliony bilionů bilionów bilionu",
    }
)

SHORT_SCALES = _table({3: "k K", 5: "L", 6: "m M mm MM", 7: "Cr", 9: "b B Md Mds", 12: "T"})
"""Letters that mean a scale in ``600m`` but may also be a unit (metres): a plain reading is kept beside it."""

CJK_SCALES = _table({1: "十", 2: "百", 3: "千 仟 천", 4: "万 萬 만", 8: "亿 億 억", 12: "兆 조"})
