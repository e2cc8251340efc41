"""Parts and wholes: "2,140 people, of whom 1,870 are members", "five of its seven halls".

The figure of a part backs no field that asks for the whole, nor the whole one that asks for the part. What a field asks
for is told by its own words: beside which of the two they stand.
"""

from __future__ import annotations

import re
from functools import cache

from ...values.field_roles import COUNTING, WHOLE, field_words, is_bare, read_role
from ...values.sentences import sentence_span
from .beside import MARK, Beside
from .gates import holds_any
from .happenings import tells_happening
from .levels_in_languages import SPELLED
from .nouns import telling_words, told

__all__ = ["find_part"]

_NEAR, _AFTER, _NOUN = 45, 70, 40
_NO_WORDS = COUNTING | {"the", "in"}
_OF_WHOM = (
    r"of\s(?:whom|which)|davon|darunter|von\sdenen|dont|parmi\s(?:eux|elles|lesquel(?:le)?s)|de\sl[oa]s\scuales"
    r"|de\sell[oa]s|entre\sell[oa]s|di\scui|tra\s(?:cui|loro)|d[ao]s\squais|entre\sel[ea]s|waarvan|onder\swie|varav"
    r"|heraf|hvorav|z\sczego|bunun|ebből|közülük|joista|niistä|waaronder|z\snich|w\stym|z\stoho|из\sних|из\sкоторых"
    r"|в\sтом\sчисле|з\sних|з\sяких|bunların|bunlardan|di\santaranya|trong\sđó|منها|منهم|من\sبينهم|इनमें\sसे|जिनमें\sसे"
)
_OF_WHOM_WITHIN = (
    r"(?:其中|当中|(?<![\u3040-\u9fff])うち|このうち|そのうち|그\s?중|이\s?중|이\s가운데|ในจำนวนนี้)[^。、，,0-9]{0,8}"
)
_OF_THEM_AFTER = (
    r"of\s(?:it(?=[\s.,;])|them|whom|which|that(?=\s(?:was|is|were|came|went)))|von\sihnen|davon|d['’]entre\s(?:eux"
    r"|elles)|de\sell[oa]s|di\s(?:loro|essi|esse)|del[ea]s|van\s(?:hen|hun)|av\s(?:dem|dessa)|z\snich|из\sних|з\sних"
)
_OF_THE = (
    r"(?:out\s)?of\s(?:the|its|their|his|her|all|our)|aus\sden|von\s(?:den|ihren|seinen)|der|ihrer|seiner|des"
    r"|de\s(?:ses|leurs|l[oa]s|sus)|d[ea]i|degli|delle|d[ao]s|(?:van|av)\s(?:de|hun)|z|ze|из|із|з"
)
_CUES = (
    *(
        "of whom",
        "of it",
        "bunun",
        "ebből",
        "közülük",
        "joista",
        "niistä",
        "waaronder",
        "of which",
        "of them",
        "of that",
        "davon",
        "darunter",
        "von denen",
        "von ihnen",
        "dont",
    ),
    *("parmi", "d'entre", "d’entre", " cuales", "de ellos", "de ellas", "entre ell", "di cui", "tra cui", "di loro"),
    *(" quais", "entre el", "deles", "delas", "waarvan", "onder wie", "van hen", "varav", "heraf", "hvorav", "z czego"),
    *("z nich", "w tym", "из них", "из которых", "в том числе", "з них", "bunlar", "antaranya", "trong đó", "منها"),
    *("منهم", "بينهم", "में से", "其中", "当中", "うち", "중", "가운데", "ในจำนวนนี้"),
)
_CUES_OF = (
    *("of the ", "of its ", "of their ", "of his ", "of her ", "of all ", "of our ", "aus den ", "von ", " der "),
    *(" des ", "ihrer ", "seiner ", "de ses ", "de leurs ", "de los ", "de las ", "de sus ", " dei ", " degli "),
    *(" delle ", " dos ", " das ", "van de ", "van hun ", "av de ", " z ", " ze ", " из ", " із ", " з "),
)
_OF_A_WHOLE = WHOLE | frozenset(
    str.split(
        "sampled surveyed tested examined studied sample size original fleet stock existing capacity untersucht pool"
    )
)
"""Words of names that ask for the whole of what a part is told of."""
_LEADING = rf"(?<!\w)(?:{_OF_WHOM})\s(?:(?!(?:and|und|et|y)\s)[^\W\d_]+\s){{0,2}}?{MARK}"
_IS_PART = Beside(rf"{_LEADING}$|{_OF_WHOM_WITHIN}$", rf"\s(?:{_OF_THEM_AFTER})(?!\w)", cues=_CUES, reach=(_NEAR, 16))
_IS_WHOLE = Beside(
    rf"(?<![\w.,])(?:[0-9][0-9.,\u00a0\u202f]*|czterech|trzech|pięciu|{SPELLED})\s(?:{_OF_THE})"
    r"\s(?:[^\W\d_][\w’'-]*\s){0,2}$",
    cues=_CUES_OF,
    reach=(_NEAR, 0),
)


_PLAIN = frozenset(
    str.split(
        "employees staff headcount workforce mitarbeiter mitarbeitende beschaftigte effectif effectifs salaries "
        "empleados plantilla trabajadores dipendenti addetti empregados funcionarios werknemers medewerkers anstallda "
        "pracownicy сотрудники calisan calisanlar karyawan 従業員 社員 员工 직원 revenue revenues sales turnover "
        "umsatz ricavi fatturato ingresos ventas receita omzet omsattning przychody выручка 売上高 营收 매출 "
        "population einwohner habitants habitantes abitanti inwoners passengers passagiere passagers pasajeros injured "
        "passeggeri verletzte blesses heridos feriti feridos gewonden skadade ranni yarali 受伤 負傷者 부상자 "
        "hospitalised hospitalized visitors besucher visiteurs visitantes"
    )
)
"""Words of names that ask for all of something where nothing else stands in the name."""
_OF_MORE = Beside(
    after=rf"\s?(?:million|billion|bn|mln|mrd\.?|m|k)?\s?(?:[^\W\d_]+\s)?(?:out\s)?(?:of|von|de|di|van|av|z"
    rf"|из)\s(?:(?:the|its|their|his|her|den|ihren|les|los|las|dei"
    rf"|de)\s)?(?:[\w-]+['’]s\s)?{MARK}(?:(?!(?:19|20)[0-9]{{2}})[0-9]|{SPELLED})",
    reach=(0, 60),
)


@cache
def _of_later_part() -> re.Pattern[str]:
    return re.compile(rf"{_LEADING}(?:[0-9]|{SPELLED})|{_OF_WHOM_WITHIN}[0-9]", re.IGNORECASE)


@cache
def _any_number() -> re.Pattern[str]:
    return re.compile(rf"[0-9]|(?<!\w){SPELLED}", re.IGNORECASE)


def find_part(text: str, start: int, end: int, field: str) -> str:
    """The words that make a figure one of a part, where its field asks for the whole, or the other way; or "".

    Args:
        text: a sentence, or a few.
        start: where the figure begins.
        end: where it ends.
        field: the field's name.

    Example:
        >>> text = "It has 2,140 employees, of whom 1,870 are members."
        >>> find_part(text, 32, 37, "employees"), find_part(text, 32, 37, "members")
        ('of whom', '')
        >>> find_part("Five of its seven halls were closed.", 12, 17, "halls_closed")
        'Five of its'
    """
    if words := _IS_PART.find(text, start, end):
        begins = text.rfind(words, 0, start)
        return words if _asks_for_whole(text, start, end, field, begins if begins >= 0 else start) else ""
    if holds_any(text, _CUES) and (words := _words_of_later_part(text, start, end, field)):
        return words
    if not WHOLE.isdisjoint(field_words(field)) and (words := _OF_MORE.find(text, start, end)):
        return words
    words = _IS_WHOLE.find(text, start, end)
    return words if words and _asks_for_part(text, end, field) else ""


def _asks_for_whole(text: str, start: int, end: int, field: str, begins: int) -> bool:
    """Whether the words of a field stand before a part, which begins at a place, and not beside it."""
    stems, low, high = telling_words(field), *sentence_span(text, (start, end))
    if not stems or is_bare(field):
        return False
    if told(text, start, min(high, end + _AFTER), stems) or tells_happening(text[start:high], field):
        return False
    words = {*field_words(field)}
    if not _OF_A_WHOLE.isdisjoint(words):
        return True
    if words <= _PLAIN | COUNTING and _any_number().search(text, low, start):
        return True
    return all(told(text, low, begins, (stem,)) for stem in stems)


def _words_of_later_part(text: str, start: int, end: int, field: str) -> str:
    """The words of a part that follow the figure of its whole, where a word of the field stands beside it only."""
    low, high = sentence_span(text, (start, end))
    match = _of_later_part().search(text, end, min(high, end + _AFTER))
    if match is None:
        return ""
    apart = [
        s
        for s in telling_words(field)
        if told(text, match.end(), high, (s,)) and not told(text, low, match.start(), (s,))
    ]
    return match.group().strip() if apart else ""


def _asks_for_part(text: str, end: int, field: str) -> bool:
    """Whether a field has a word that does not stand beside the figure of a whole, and does not ask for it."""
    words = [word for word in field_words(field) if word not in _NO_WORDS]
    if not _OF_A_WHOLE.isdisjoint(words):
        return False
    if read_role(field).done:
        return True
    high = min(sentence_span(text, (end, end))[1], end + _NOUN)
    beside = {word: told(text, end, high, (word,)) for word in words}
    ends = {place[1] + 1 for places in beside.values() for place in places}
    nouns = [word for word, places in beside.items() if places]
    others = [
        word for word, places in beside.items() if not any(place[0] in ends or place[0] <= end + 1 for place in places)
    ]
    return bool(nouns) and bool(set(others) - set(nouns[:1]))
