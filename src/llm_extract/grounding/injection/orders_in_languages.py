"""Orders to set instructions aside or to answer something else, in other languages than English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

__all__ = ["find_order"]

_GAP = r"\s[^.!?\n]{0,40}?"
_ORDERS = (
    # German, Dutch, Swedish, Danish, Norwegian
    rf"(?:\bignorieren?(?:\ssie)?|(?:^|(?<=[.!?]\s))ignoriert|\bvergiss|vergessen\ssie"
    rf"|missachten?(?:\ssie)?){_GAP}(?:vorherig|bisherig|obig|vorangegangen|früher)en"
    r"(?:\s(?:anweisung|anleitung|instruktion|befehl|regel|vorgabe|text)\w*)"
    r"|\bantworte(?:n\ssie)?\s(?:nur|ausschließlich|immer)\smit\b",
    rf"\b(?:negeer|vergeet){_GAP}(?:voorgaande|vorige|eerdere|bovenstaande)\s(?:instructies|opdrachten"
    rf"|aanwijzingen|tekst)\b",
    rf"\b(?:ignorera|ignorer|glöm|glem){_GAP}(?:tidigare|tidligere|föregående|forrige|ovanstående)\s(?:instru\w+"
    rf"|anvisning\w*)",
    # French, Spanish, Italian, Portuguese, Romanian
    rf"\b(?:ignore[zr]?|oublie[zr]?|ne\s(?:tenez|tiens)\spas\scompte|faites\sabstraction){_GAP}"
    r"(?:(?:instructions|consignes|directives)\s(?:pr[ée]c[ée]dentes|ci-dessus|ant[ée]rieures)|ce\squi\sprécède"
    r"|texte\sci-dessus)|\brépond(?:s|ez)\s(?:uniquement|seulement|toujours)\s(?:par|avec)\b",
    rf"\b(?:ignor[ae]|olvid[ae]|ha(?:z|ga)\scaso\somiso\sde|descarta|desestima){_GAP}(?:instrucciones|indicaciones"
    rf"|órdenes|reglas)"
    r"\s(?:anteriores|previas|precedentes|de\sarriba)|\brespond[ea]\s(?:solo|sólo|únicamente|siempre)\scon\b",
    rf"\b(?:ignora(?:te)?|dimentica(?:te)?){_GAP}(?:istruzioni|indicazioni|regole)\s(?:precedenti|sopra|anteriori)"
    r"|\brispondi\s(?:solo|soltanto|sempre)\scon\b",
    rf"\b(?:ignorem?|esqueçam?|desconsiderem?){_GAP}(?:instru[çc][õo]es|orientações|ordens|regras)\s(?:anteriores"
    rf"|acima|prévias|precedentes)"
    r"|\bresponda\s(?:apenas|somente|sempre)\scom\b",
    rf"\bignor(?:ă|a|ați){_GAP}instrucțiunile\s(?:anterioare|precedente)",
    # Polish, Czech, Russian, Ukrainian, Greek, Finnish, Hungarian, Turkish
    rf"\b(?:zignoruj|ignoruj|pomiń|zapomnij){_GAP}(?:poprzedni|wcześniejsz|powyższ|předchoz)\w*\s(?:instruk"
    rf"|poleceni|pokyn)\w*",
    r"\b(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?|не\sобращай(?:те)?\sвнимания\sна|ігноруй(?:те)?)"
    rf"{_GAP}(?:предыдущ|прежн|вышеуказанн|попередн)\w*\s(?:инструкц|указан|команд|інструкц|вказівк)\w*",
    rf"\b(?:αγνόησε|αγνοήστε|ξέχνα){_GAP}(?:προηγούμενες|παραπάνω)\s(?:οδηγίες|εντολές)",
    rf"\b(?:unohda|ohita|sivuuta){_GAP}(?:aiemmat|edelliset|yllä\solevat)\s(?:ohjeet|käskyt)",
    rf"\bhagyd\sfigyelmen\skívül{_GAP}utasítás\w*",
    r"\b(?:önceki|yukarıdaki)\s[^.\n]{0,15}?(?:talimat|yönerge|komut)\w*\s(?:yok\ssay|görmezden\sgel|unut)",
    # Indonesian, Vietnamese, Thai, Hindi, Arabic, Hebrew
    r"\babaikan\s[^.\n]{0,15}?(?:instruksi|arahan|perintah)\s(?:sebelumnya|di\satas)",
    r"\bbỏ\squa\s[^.\n]{0,20}?(?:hướng\sdẫn|chỉ\sdẫn|lệnh)\s(?:trước|ở\strên)",
    r"(?:ไม่ต้องสนใจ|เพิกเฉย|ละเลย|ลืม)(?:ต่อ)?คำสั่ง(?:ก่อนหน้า|ข้างต้น|ทั้งหมด)",
    r"(?:पिछले|उपरोक्त)[^।\n]{0,20}निर्देशों\sको\s(?:अनदेखा|नज़रअंदाज़|भूल)",
    r"(?:تجاهل(?:وا)?|انس)\s[^.،؛\n]{0,30}(?:التعليمات|الأوامر|الإرشادات)\s(?:السابقة|أعلاه)",
    r"(?:התעלם|התעלמו|שכחו?)\s[^.\n]{0,20}(?:ההוראות|ההנחיות)\s(?:הקודמות|לעיל)",
    # Chinese, Japanese, Korean
    r"(?<![勿要能別别])(?:忽略|無視|无视|忘记|忘記|忘掉)(?:[^。！？\n]{0,4}(?:之前|以前|以上|上述|先前|前面"
    r"|所有)[^。！？\n]{0,6}(?:指令|指示|提示词|命令|内容|內容))|(?:^|[。！？，\n])请(?:输出|回答|返回|提取)"
    r"|(?:^|[。！？，\n])请(?:把|将|將)[^。\n]{0,14}(?:写成|寫成|设为|設為|改为|改為|填为|填成|记为|記為)",
    r"(?:以前|これまで|上記|前)の(?:すべての)?(?:指示|命令|プロンプト)[^。\n]{0,8}"
    r"(?:(?:無視|忘れ)[^。\n]{0,6}(?:ください|下さい|なさい)|(?:無視し|忘れ)て?、[^。\n]{0,30}(?:出力|回答|答え))",
    r"(?:이전|위|앞)(?:의)?\s?(?:모든\s)?(?:지시|지침|명령)[^.\n]{0,8}"
    r"(?:무시하(?:세요|십시오|시오|라(?!고))|잊어|무시하고[^.\n]{0,30}(?:답하|출력하|말하)(?:세요|라|십시오))",
)

_TRACES = (
    *("ignor", "zigno", "проиг", "vergiss", "vergessen", "missacht", "antworte", "negeer", "vergeet", "glöm", "glem"),
    *("oublie", "compte"),
    *("abstraction", "répond", "olvid", "omiso", "descarta", "desestima", "respond", "dimentica", "rispondi", "esque"),
    *("desconsidere", "pomiń", "zapomnij", "забудь", "обраща", "игнор", "ігнор", "αγνόη", "αγνοήσ", "ξέχνα", "unohda"),
    *("ohita", "sivuuta", "hagyd", "talimat", "yönerge", "komut", "abaikan", "bỏ qua", "คำสั่ง", "निर्देश", "تجاهل", "انس"),
    *("התעלמ", "התעלם", "שכח", "忽略", "無視", "无视", "忘", "请", "무시", "잊어"),
)
"""Every match of the patterns holds one of these, in lower case."""


_OTHER_SCRIPTS = re.compile("[\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u2e80-\ud7ff]")
_HEADS = frozenset(trace.split()[0][:5] for trace in _TRACES if not _OTHER_SCRIPTS.search(trace))
_TRACES_IN_OTHER_SCRIPTS = tuple(trace for trace in _TRACES if _OTHER_SCRIPTS.search(trace))


def find_order(passage: str, lower: str, heads: Set[str]) -> Iterator[int]:
    """Where a passage holds such an order.

    Args:
        passage: the words.
        lower: the same in lower case.
        heads: the first five letters of its words, in lower case.

    Returns:
        The places.
    """
    if (not heads.isdisjoint(_HEADS) and any(trace in lower for trace in _TRACES)) or (
        not passage.isascii()
        and _OTHER_SCRIPTS.search(passage)
        and any(trace in lower for trace in _TRACES_IN_OTHER_SCRIPTS)
    ):
        yield from (found.start() for found in _pattern().finditer(passage))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{order})" for order in _ORDERS), re.IGNORECASE | re.MULTILINE)
