"""What makes a figure one of a part of a time or of a payment, or of what is there already: "in the third quarter
alone", an interim dividend, the existing capacity.

Each counts only against fields whose names ask for another.
"""

from __future__ import annotations

from .beside import MARK, Beside, Label, rows

__all__ = ["INSTALMENTS"]

_INSTALMENT = Label(
    Beside(
        r"(?<!\w)(?:interim|special|extra|Zwischen|Sonder|Abschlags)-?\s?(?:dividend\w*|payment|payout)\s(?:\w+\s){0,2}"
        rf"{MARK}$|(?:acompte|dividendo\sa\scuenta|acconto|interimdividend|zaliczk\w+"
        rf"|промежуточн\w+\sдивиденд\w*)\s(?:\w+\s){{0,4}}$"
        r"|(?:中間配当|中期股息|中期派息|중간\s?배당)\S{0,8}?$",
        cues=rows("interim|special|extra|zwischen|sonder|acompte|a cuenta|acconto|zalicz|промеж|中|중간"),
    ),
    frozenset(str.split("interim special extra zwischendividende sonderdividende acompte acconto 中間 中期 중간")),
    of_texts=False,
    only_for="divid|haito|guxi|baedang|配当|股息|배당|dywidend|дивиденд|temettu",
)
_LAST_INSTALMENT = Label(
    Beside(
        rf"(?<!\w)(?:final|Schluss|quarterly)-?\s?(?:dividend\w*|payment|payout)\s(?:\w+\s){{0,2}}{MARK}$"
        r"|(?:solde\sdu\sdividende|dividendo\scomplementario|saldo)\s(?:\w+\s){0,4}$"
        r"|(?:期末配当|末期股息|결산\s?배당)\S{0,8}?$",
        cues=rows("final|schluss|quarterly|solde|complement|saldo|期末|末期|결산"),
    ),
    frozenset(str.split("final quarterly q")),
    of_texts=False,
    only_for="(?:total|annual|full|gesamt|jahres|annuel|anual|annuale|yearly|year).*divid"
    "|divid.*(?:total|annual|year|jahr|annuel|anual)|nenkan.*haito|年間.*配当|全年.*股息|연간.*배당",
)
_SPAN = (
    r"(?:quarter|month|week|half|Quartal|Monat|Halbjahr|trimestre|mois|semestre|mes|mese|kwartaal|maand|kwartał\w*"
    r"|miesiąc\w*|квартал\w*|месяц\w*)"
)
_ALONE = Label(
    Beside(
        rf"(?<!\w){_SPAN}\s(?:(?:of\s)?[0-9]{{4}}\s)?(?:alone|allein|seul|solo|alleen)(?!\w)[^.;]{{0,60}}$"
        rf"|(?<!\w)(?:allein\sim|(?:au|pour\sle)\sseul|(?:en|solo\sen|solo\snel|só\sno|alleen\sin\shet|tylko\sw"
        rf"|только\sв)\s?(?:el\s)?(?:solo\s)?)\s?(?:\w+\s){{0,2}}{_SPAN}(?!\w)[^.;]{{0,60}}$",
        rf"[^.;:,0-9]{{0,30}}\s(?:in|im)\s(?:the\s)?(?:\w+\s)?{_SPAN}\s(?:alone|allein)(?!\w)",
        cues=rows("alone|allein|seul|solo|alleen|tylko|только|só "),
        reach=(110, 60),
    ),
    frozenset(
        str.split(
            "quarter quarterly q h half month monthly week weekly quartal quartals trimestre trimestriel "
            "mensuel mes mese semestre kwartal kwartaal квартал alone"
        )
    ),
    of_texts=False,
)
_AFTER_HOURS = Label(
    Beside(
        after=r"[^.;:0-9]{0,20}?\s(?:in|during)\s(?:after-hours|extended|pre-?market)\s?\w*|\snachbörslich|\sfuera\sde\shora\w*",
        cues=rows("after-hours|extended|premarket|pre-market|nachbörs|fuera de hora"),
    ),
    frozenset(str.split("after hours premarket extended")),
    of_texts=False,
    only_for="clos|schluss|cloture|cierre|chiusura|fechamento|slot|終値|收盘|종가",
)
_EXISTING = Label(
    Beside(
        r"(?<!\w)(?:existing|current(?:ly)?|bestehend\w*|vorhanden\w*|bisherig\w*|existante?s?|actuelle(?:s|ment)?"
        r"|actuel|existentes?|actual(?:es|mente)?|esistent\w+|attual\w+|atual\w*|bestaande|huidige|befintlig\w*"
        r"|nuvarande|istniejąc\w+|obecn\w+|действующ\w+|существующ\w+|нынешн\w+|mevcut"
        r"|saat\sini)(?!\w)[^.;:,0-9]{0,40}$"
        r"|(?:现有|現有|既存|現在|現行|기존|현재|القائم\w*|الحالي\w*|मौजूदा)[^。，,;0-9]{0,24}$",
        cues=rows(
            "existing|current|bestehend|vorhanden|bisherig|exist|actuel|actual|attual|atual|bestaand|huidig|"
            "befintlig|nuvarande|istniej|obecn|действующ|существующ|нынешн|mevcut|saat ini|现有|現|既存|기존|현재|"
            "القائم|الحالي|मौजूदा"
        ),
    ),
    frozenset(str.split("existing current old bestehend actuel actual mevcut")),
    of_texts=False,
    only_for="(?:^|_)(?:new|neue?[nrs]?|nouve(?:au|l|lle|lles)|nuev[oa]s?|nuov[oaie]|nov[oa]s?|nieuwe?|nya?|now[aye]"
    "|новы\\w+|нова\\w+|yeni|baru|jadida|aljadida|add(?:ed|itional)|planned)(?:_|$)|新|الجديد|신규",
)
_PROGRAMME = Label(
    Beside(
        after=r"[^.;:0-9]{0,40}?(?:program(?:me)?|authori[sz]ation|Programm\w*|programa|programma)(?!\w)",
        cues=rows("program|authori"),
    ),
    frozenset(str.split("program programme authorized authorised authorization size limit max total planned")),
    of_texts=False,
    only_for="buy_?back|bought|repurchase|r(?:ue|u)ckkauf|rachat|recompra|riacquisto|inkoop|aterkop",
)
_RECORD = Label(
    Beside(
        r"(?<!\w)(?:the|its|their|his|her|a)\s(?:[\w-]+\s)?record\s(?:of|was|is|stands\sat)\s$|(?<!\w)(?:Rekordjahr\w*"
        r"|Rekordwert\w*|record\s(?:précédent|anterior|precedente|de\sl['’]an)|рекорд\w*)\s[^.;:]{0,20}$",
        cues=rows("record|rekord|рекорд"),
    ),
    frozenset(str.split("record records rekord recorde peak highest high max maximum best")),
    of_texts=False,
)
_ACCOMPLICE = Label(
    Beside(
        r"(?<!\w)(?:co-?defendant|co-?accused|accomplice|Mitangeklagte\w*|Komplize\w*|co-?prévenue?|complice"
        r"|coacusad[oa]|cómplice|coimputat[oa]|cúmplice|medeverdachte|medtilltalad\w*|współoskarżon\w+|wspólnik\w*"
        r"|сообщник\w*|соучастник\w*)(?!\w)[^.;:0-9]{0,30}$|(?:同案|共犯|공범)[^。，0-9]{0,12}$",
        r"[-\s][\w-]{0,8}\s?(?:years?-old\s)?(?:co-?defendant|co-?accused|accomplice|Mitangeklagte\w*|medeverdachte"
        r"|medtilltalad\w*)",
        cues=rows(
            "co-defendant|codefendant|co-accused|accomplice|mitangekl|komplize|prévenu|complic|coacusad|cómplic"
            "|coimputat|cúmplic|medeverdacht|medtilltal|współoskarż|wspólnik|сообщник|соучастник|同案|共犯|공범"
        ),
    ),
    frozenset(str.split("co codefendant accomplice accomplices medeverdachte mitangeklagte second other")),
    of_texts=False,
    only_for="(?:^|_)(?:age|alter|leeftijd|edad|eta|idade|wiek|возраст|sentence|straf|strafe|peine|pena|kara|years|jaren|jahre)(?:_|$)",
)
INSTALMENTS = (_ACCOMPLICE, _PROGRAMME, _RECORD, _INSTALMENT, _LAST_INSTALMENT, _ALONE, _AFTER_HOURS, _EXISTING)
"""What stands beside a figure of each kind."""
